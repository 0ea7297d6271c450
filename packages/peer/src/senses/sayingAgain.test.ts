/** What newcomers without history, and members who were apart, see of things (K4). Whole peers in virtual time. */
import { setImmediate } from 'node:timers/promises'
import type { LeavingChoice, Thing } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { memorySeries } from '@commune/storage/series'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'
import { noActs } from './bridged.ts'
import { engineParts } from './engineParts.ts'

const eye: Thing = {
  key: 'eye',
  name: 'Eye',
  readings: [{ key: 'light', name: 'light', about: 'irradiance', shape: { is: 'number', unit: 'W/m²' } }],
  pulses: [],
  acts: [{ key: 'lamp', name: 'lamp', shape: { is: 'number', unit: '%', min: 0, max: 100 } }]
}
const daily: LeavingChoice = { class: 'household', transform: { is: 'binned', stepMs: 86_400_000, of: ['mean'] }, lifetime: {} }
const hourly: LeavingChoice = { class: 'commons', transform: { is: 'binned', stepMs: 3_600_000, of: ['mean'] }, lifetime: {} }

const yard = async (seed: number) => {
  const house = await House.build(() => setImmediate(), seed)
  const [box, juno] = [await house.resident('box', { senses: { series: memorySeries(), engine: engineParts } }), await house.resident('juno')]
  const world = await house.worldOf('Yard', box, juno)
  const bridge = box.peer.senses.bridge(world, 'mqtt', noActs)!
  bridge.bring(eye)
  bridge.bring({ ...eye, key: 'old', name: 'Old eye' })
  await house.clock.pass(1_000)
  const [row, old] = must(await box.peer.ask('things', { world }))
  const id = row!.id
  await box.say(world, { wish: 'keeper', thing: id, keeper: wareOf(juno) }, { wish: 'thing-gone', thing: old!.id })
  await house.agree(world, [box, juno])
  // One that was thought better of stays unread.
  await juno.say(world, { wish: 'leave', thing: id, point: 'light', choice: hourly })
  await juno.say(world, { wish: 'leave', thing: id, point: 'light', choice: daily }, { wish: 'call-thing', thing: id, name: 'Roof eye' }, { wish: 'will', thing: id, point: 'lamp', will: { max: 60 } })
  await house.agree(world, [box, juno])
  await house.clock.pass(10_000)
  return { house, box, juno, world, id, bridge }
}

const rows = async (one: Resident, world: IdText) => must(await one.peer.ask('things', { world }))
const saidOf = (one: Resident, world: IdText): number => {
  const { things, wills, leaves, gone } = one.held(world).hosted.world.folds.state('senses') as unknown as Record<string, { size: number }>
  return things!.size + wills!.size + leaves!.size + gone!.size
}

test('[K4] a newcomer without history sees the things as they stand, under their own ids, said again once by those who said it', async () => {
  const { house, box, juno, world, id } = await yard(501)
  const before = saidOf(box, world)
  const dora = await house.resident('dora')
  await house.invite(world, box, dora, false)
  await house.acquaint(dora, juno)
  await house.clock.pass(30_000)
  expect(await rows(dora, world)).toEqual(await rows(box, world))
  expect(await rows(dora, world)).toMatchObject([{ id, keeper: wareOf(juno), name: 'Roof eye', leaves: [{ choice: daily }], acts: [{ will: { max: 60 } }] }])
  expect(JSON.stringify([...(dora.held(world).hosted.world.folds.state('senses') as unknown as { leaves: Iterable<unknown> }).leaves])).not.toContain('3600000')
  // Beginning, keeper, name, bounds, choice.
  expect(saidOf(box, world) - before).toBe(5)
  await house.clock.pass(600_000)
  for (const one of [box, juno, dora]) {
    await one.sleep()
    await one.wake()
  }
  await house.acquaint(box, juno, dora)
  await house.clock.pass(120_000)
  expect(saidOf(box, world) - before).toBe(5)
  // What is said from then on counts for all, and takes nothing of it back.
  await juno.say(world, { wish: 'leave', thing: id, point: 'light', choice: hourly })
  await house.clock.pass(10_000)
  expect(await rows(dora, world)).toEqual(await rows(box, world))
  expect(await rows(dora, world)).toMatchObject([{ leaves: [{ choice: hourly }] }])
})

test('[K4] one who was given history is told nothing again', async () => {
  const { house, box, juno, world } = await yard(502)
  const before = saidOf(box, world)
  const dora = await house.resident('dora')
  await house.invite(world, box, dora, true)
  await house.acquaint(dora, juno)
  await house.clock.pass(120_000)
  expect(await rows(dora, world)).toEqual(await rows(box, world))
  expect(saidOf(box, world)).toBe(before)
})

test('[K4] what is said again talks over nothing that its keeper says meanwhile', async () => {
  const { house, box, juno, world, id } = await yard(503)
  house.network.partition([[box.address, 'memory:dora'], [juno.address]])
  const dora = await house.resident('dora')
  await juno.say(world, { wish: 'leave', thing: id, point: 'light', choice: null })
  await house.invite(world, box, dora, false)
  for (let more = 0; more < 5; more++) await box.need(world, `thing ${more}`)
  await house.clock.pass(20_000)
  // What its keeper said of it waits for its keeper, and what that talked over is not said again.
  expect((await rows(dora, world)).map((row) => [row.id, row.name])).toEqual([[id, undefined]])
  house.network.heal()
  await house.acquaint(box, juno, dora)
  await house.clock.pass(60_000)
  for (const one of [box, juno]) expect(await rows(one, world)).toMatchObject([{ id, name: 'Roof eye', acts: [{ will: { max: 60 } }] }])
  for (const one of [box, juno, dora]) expect((await rows(one, world))[0]!.leaves[0]!.choice).not.toEqual(daily)
  expect(await rows(dora, world)).toEqual(await rows(box, world))
})
