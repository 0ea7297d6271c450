/** How a lamp stands, and why, asked by somebody who lives there and by somebody who does not. Whole peers in virtual time. */
import { setImmediate } from 'node:timers/promises'
import type { PointId, Rule, Thing } from '@commune/commune'
import type { StatementId } from '@commune/protocol'
import { memorySeries } from '@commune/storage/series'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'
import { noActs } from './bridged.ts'
import { engineParts } from './engineParts.ts'

const hall: Thing = {
  key: 'hall',
  name: 'Hall',
  readings: [
    { key: 'door', name: 'door', about: 'door', shape: { is: 'yes-no' } },
    { key: 'shines', name: 'shines', about: 'light', shape: { is: 'yes-no' } }
  ],
  pulses: [{ key: 'step', name: 'somebody passes', ttlMs: 8_000 }],
  acts: [{ key: 'lamp', name: 'lamp', about: 'light', shape: { is: 'yes-no' }, toldBy: 'shines', rest: false }]
}

const hallWith = async (seed: number, condition: (point: (key: string) => PointId) => Rule['while']) => {
  const house = await House.build(() => setImmediate(), seed)
  const box = await house.resident('box', { senses: { series: memorySeries(), engine: engineParts } })
  const [juno, ola] = [await house.resident('juno', { mayForget: true }), await house.resident('ola', { mayForget: true })]
  const world = await house.worldOf('House', box, juno, ola)
  const bridge = box.peer.senses.bridge(world, 'mqtt', noActs)!
  bridge.bring(hall)
  await house.clock.pass(1_000)
  await house.agree(world, [box, juno, ola])
  const id = must(await box.peer.ask('things', { world }))[0]!.id
  const point = (key: string): PointId => `${id}/${key}`
  await box.say(world, { wish: 'propose', rules: [{ act: point('lamp'), to: true, while: condition(point), otherwise: 'rest', unsure: 'rest', leastMs: 0 }] })
  // Juno lives there, Ola does not.
  await box.say(world, { wish: 'call-thing', thing: id, with: [wareOf(juno)] })
  await house.clock.pass(3_000)
  await house.agree(world, [box, juno, ola])
  const stand = async (one: Resident) => must(await house.clock.wait(one.peer.ask('stands', { world, acts: [point('lamp')] })))[0]
  const why = async (one: Resident) => must(await house.clock.wait(one.peer.ask('why', { world, act: point('lamp') })))[0]
  return { house, box, juno, ola, world, bridge, point, stand, why }
}

test('[P6] a lamp that shines when somebody passes tells that, as it happens, to those alone who may see the passings', async () => {
  const { house, juno, ola, world, bridge, point, stand, why } = await hallWith(411, (of) => ({ is: 'near', point: of('step') }))
  const [quiet, quietly] = [await stand(ola), await why(ola)]
  bridge.pulse('hall', 'step')
  await house.clock.pass(500)
  expect(await stand(juno)).toMatchObject({ asked: true, slots: [{}, {}, {}, { slot: 'agreement', decides: true, value: true }, {}] })
  expect((await why(juno))?.value).toBe(true)
  expect([await stand(ola), await why(ola)]).toEqual([quiet, quietly])
  expect(quiet?.slots[3]).toEqual({ slot: 'agreement', decides: false, notTold: true, waiting: [] })
  // What a person asked is no passing.
  must(await house.clock.wait(ola.peer.act('hold', { world, act: point('lamp'), value: true, forMs: 60_000 })))
  expect(await stand(ola)).toMatchObject({ asked: true, slots: [{}, {}, { slot: 'person', decides: true, value: true }, { notTold: true }, {}] })
})

test('[P6] what a rule asks that looks at a door is told to those alone who may see the door, or the lamp itself', async () => {
  const { house, juno, ola, bridge, stand, why } = await hallWith(412, (of) => ({ is: 'compare', of: { is: 'reading', point: of('door') }, how: 'is', to: true }))
  bridge.reading('hall', 'door', true, house.clock.nowMs())
  const atMs = house.clock.nowMs()
  await house.clock.pass(7_000)
  expect(await why(juno)).toMatchObject({ value: true, atMs })
  expect(await why(ola)).toMatchObject({ atMs: 0, why: { truth: null } })
  expect((await why(ola))?.value).toBeUndefined()
  expect((await stand(juno))?.sinceMs).toBeDefined()
  expect((await stand(ola))?.slots[3]).toEqual({ slot: 'agreement', decides: false, notTold: true, waiting: [] })
  expect(JSON.stringify(await stand(ola))).not.toMatch(/asked|sinceMs|untilMs/)
})

test('[P6] where a rule would have fought tells nothing of what one may not see', async () => {
  const { house, box, juno, ola, world, bridge, point } = await hallWith(413, (of) => ({ is: 'compare', of: { is: 'reading', point: of('door') }, how: 'is', to: true }))
  const fromMs = house.clock.nowMs()
  for (const isOpen of [true, false, true]) {
    bridge.reading('hall', 'door', isOpen, house.clock.nowMs())
    await house.clock.pass(60_000)
  }
  const up = { is: 'sun', state: 'up' } as const
  const rule: Rule = { act: point('lamp'), to: false, while: { is: 'or', of: [up, { is: 'not', that: up }] }, otherwise: 'rest', unsure: { to: false } }
  const replayed = async (one: Resident, more: { instead?: StatementId } = {}) =>
    must(await house.clock.wait(one.peer.ask('replay', { world, rules: [rule], fromMs, toMs: house.clock.nowMs(), ...more })))
  expect((await replayed(box)).fights).toHaveLength(2)
  expect((await replayed(juno)).fights).toHaveLength(2)
  expect((await replayed(ola)).fights).toEqual([])
  // What it would take the place of it does not fight; nobody said where the place is, so of the sun nothing was known.
  const { id } = must(await juno.peer.ask('agreements', { world }))[0]!
  const instead = await replayed(juno, { instead: id })
  expect(instead).toMatchObject({ fights: [], rules: [{ unknownMs: instead.toMs - instead.fromMs }] })
})
