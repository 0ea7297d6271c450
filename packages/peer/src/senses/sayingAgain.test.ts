/** What newcomers without history, and members who were apart, see of things and agreements (K4). Whole peers in virtual time. */
import { setImmediate } from 'node:timers/promises'
import type { LeavingChoice, Rule, Thing } from '@commune/commune'
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

/** An agreement of the box's lamp, which looks at the box's eye; Juno proposes it, and the box's people say yes by themselves. */
const agreed = async (seed: number) => {
  const all = await yard(seed)
  const { house, box, juno, world, id } = all
  const rule: Rule = {
    act: `${id}/lamp`,
    to: { value: 40, unit: '%' },
    while: { is: 'compare', of: { is: 'reading', point: `${id}/light` }, how: 'below', to: { value: 10, unit: 'W/m²' } },
    otherwise: 'rest',
    unsure: 'rest'
  }
  await juno.say(world, { wish: 'propose', name: 'Yard light', rules: [rule], with: [wareOf(box)], note: 'For the steps.' })
  await house.agree(world, [box, juno])
  const agreement = (await rulesOf(juno, world))[0]!.id
  await box.say(world, { wish: 'agree', agreement, pledge: 'I shine.' })
  await house.agree(world, [box, juno])
  await house.clock.pass(10_000)
  expect(await rulesOf(box, world)).toMatchObject([{ state: 'holds' }])
  return { ...all, agreement }
}

const rulesOf = async (one: Resident, world: IdText) => must(await one.peer.ask('agreements', { world }))
const beforeOf = async (one: Resident, world: IdText) => must(await one.peer.ask('agreementsBefore', { world }))
const saidOfAgreements = (one: Resident, world: IdText): number =>
  Object.values(one.held(world).hosted.world.folds.state('agreements') as unknown as Record<string, { size: number }>).reduce((sum, { size }) => sum + size, 0)

test('[K4] a newcomer without history sees an agreement hold once all who said yes said it again, sees why, and sees it end', async () => {
  const { house, box, juno, world, id, agreement } = await agreed(504)
  const [before, rows0, proposer] = [saidOfAgreements(box, world), await rulesOf(box, world), wareOf(juno)]
  await juno.sleep()
  const dora = await house.resident('dora')
  await house.invite(world, box, dora, false)
  await house.clock.pass(30_000)
  // Who proposed it is away, and so is a yes of hers: what the box said is heard, and not yet what it is about.
  expect(await rulesOf(dora, world)).toEqual([])
  expect(await beforeOf(dora, world)).toEqual({ mayBe: true, pledges: 2, by: [wareOf(box)] })
  expect(await beforeOf(box, world)).toEqual({ mayBe: false, pledges: 0, by: [] })
  await house.clock.pass(60_000)
  expect(await rulesOf(dora, world)).toMatchObject([{ id: agreement, state: 'asked', name: 'Yard light', by: proposer }])
  await juno.wake()
  await house.acquaint(box, juno, dora)
  await house.clock.pass(120_000)
  expect(await rulesOf(dora, world)).toEqual(rows0)
  expect(await beforeOf(dora, world)).toEqual({ mayBe: true, pledges: 0, by: [] })
  for (const one of [box, juno]) expect(await rulesOf(one, world)).toEqual(rows0)
  // The proposal, a yes of Juno, and two of the box, for itself and for its thing: nothing is said twice.
  expect(saidOfAgreements(box, world) - before).toBe(4)
  const why = must(await house.clock.wait(dora.peer.ask('why', { world, act: `${id}/lamp` })))
  expect(why).toMatchObject([{ agreement, rule: 0 }])
  await box.say(world, { wish: 'disagree', agreement, why: 'The lamp is broken.' })
  await house.clock.pass(10_000)
  for (const one of [dora, juno, box]) expect((await rulesOf(one, world))[0]).toMatchObject({ id: agreement, state: 'withdrawn' })
  // Given anew it holds for all of them.
  await box.say(world, { wish: 'agree', agreement })
  await house.clock.pass(10_000)
  for (const one of [dora, juno, box]) expect((await rulesOf(one, world))[0]).toMatchObject({ id: agreement, state: 'holds' })
  for (const one of [box, juno, dora]) {
    await one.sleep()
    await one.wake()
  }
  await house.acquaint(box, juno, dora)
  await house.clock.pass(600_000)
  expect(saidOfAgreements(box, world) - before).toBe(8)
})

test('[K4] one who was given history is told nothing again of agreements', async () => {
  const { house, box, juno, world } = await agreed(505)
  const before = saidOfAgreements(box, world)
  const dora = await house.resident('dora')
  await house.invite(world, box, dora, true)
  await house.acquaint(dora, juno)
  await house.clock.pass(300_000)
  expect(await rulesOf(dora, world)).toEqual(await rulesOf(box, world))
  expect(await beforeOf(dora, world)).toEqual({ mayBe: false, pledges: 0, by: [] })
  expect(saidOfAgreements(box, world)).toBe(before)
})

test('[K4] what was withdrawn before somebody came is told to nobody', async () => {
  const { house, box, juno, world, agreement } = await agreed(506)
  await box.say(world, { wish: 'disagree', agreement })
  await house.agree(world, [box, juno])
  const before = saidOfAgreements(box, world)
  const dora = await house.resident('dora')
  await house.invite(world, box, dora, false)
  await house.acquaint(dora, juno)
  await house.clock.pass(300_000)
  expect(await rulesOf(dora, world)).toEqual([])
  expect(saidOfAgreements(box, world)).toBe(before)
})

test('[K4] a no of one who was cut off reaches those who heard the yes again, also where it was said before they came', async () => {
  const { house, box, juno, world, agreement } = await agreed(507)
  house.network.partition([[box.address, 'memory:dora'], [juno.address]])
  await juno.say(world, { wish: 'disagree', agreement, why: 'Too bright.' })
  const dora = await house.resident('dora')
  await house.invite(world, box, dora, false)
  await house.clock.pass(120_000)
  expect(await rulesOf(dora, world)).toMatchObject([{ id: agreement, state: 'asked' }])
  house.network.heal()
  await house.acquaint(box, juno, dora)
  await house.clock.pass(120_000)
  for (const one of [box, juno, dora]) expect(await rulesOf(one, world)).toMatchObject([{ id: agreement, state: 'withdrawn' }])
})

test('[K4] [P2] what a third tells falsely of an agreement is never in force, and gives way to what its sides say', async () => {
  const { house, box, juno, world, agreement } = await agreed(508)
  const rows0 = await rulesOf(box, world)
  const finn = await house.resident('finn')
  await house.invite(world, box, finn)
  await house.acquaint(finn, juno)
  await house.agree(world, [box, juno, finn])
  house.network.partition([[box.address, juno.address], [finn.address, 'memory:dora']])
  const dora = await house.resident('dora')
  await house.invite(world, finn, dora, false)
  const [told] = finn.held(world).views().agreements.words(house.clock.nowMs())
  const rules = [JSON.stringify({ ...rows0[0]!.rules[0]!, to: { value: 60, unit: '%' } })]
  await house.clock.wait(finn.held(world).hosted.say([{ ...told!.statement, rules }]))
  await house.clock.pass(30_000)
  expect(await rulesOf(dora, world)).toMatchObject([{ id: agreement, state: 'asked', rules: [{ to: { value: 60 } }] }])
  house.network.heal()
  await house.acquaint(box, juno, finn, dora)
  await house.clock.pass(120_000)
  for (const one of [box, juno, finn, dora]) expect(await rulesOf(one, world)).toEqual(rows0)
})
