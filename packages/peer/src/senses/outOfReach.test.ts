/**
 * [P6] A sensor of passings that cannot be heard is unknown, for rules as well as on pages: nobody near is what it says itself, never what its
 * silence is taken for. Its bridge is away, it was not heard of since a start, or it was let go and came again.
 */
import { setImmediate } from 'node:timers/promises'
import type { PointId, Rule, Thing } from '@commune/commune'
import { ok } from '@commune/protocol'
import { memorySeries } from '@commune/storage/series'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'
import { engineParts } from './engineParts.ts'
import type { ThingBridge } from './ports.ts'

const eye: Thing = { key: 'eye', name: 'Eye', readings: [], pulses: [{ key: 'step', name: 'somebody passes', ttlMs: 8_000 }], acts: [] }
const lamp: Thing = { key: 'lamp', name: 'Lamp', readings: [], pulses: [], acts: [{ key: 'set', name: 'level', shape: { is: 'number', unit: '%', min: 0, max: 100 }, rest: 0 }] }

/** The eye is at one box, and at the same or another one the lamp; it shines brightly while it is unsure whether somebody is near, and dimly while nobody is. */
const hall = async (seed: number, places: 'one' | 'two') => {
  const house = await House.build(() => setImmediate(), seed)
  const told: unknown[] = []
  const lampDoes: ThingBridge = {
    act: async (_, __, value) => {
      told.push(value)
      return ok(null)
    }
  }
  const sensing = () => ({ senses: { series: memorySeries(), engine: engineParts } })
  const box = await house.resident('box', sensing())
  const far = places === 'two' ? await house.resident('far', sensing()) : box
  const all = [...new Set([box, far])]
  const world = await house.worldOf('Hall', box, ...all.filter((one) => one !== box))
  const bring = (one: Resident, thing: Thing, bridge: ThingBridge = lampDoes) => {
    const bridged = one.peer.senses.bridge(world, thing === eye ? 'wot' : 'mqtt', bridge)
    if (!bridged) throw new Error('every box keeps readings')
    bridged.bring(thing)
    return bridged
  }
  const eyes = bring(far, eye)
  bring(box, lamp)
  await house.clock.pass(1_000)
  await house.agree(world, all)
  const things = must(await box.peer.ask('things', { world }))
  const id = (key: string): string => things.find((thing) => thing.key === key)?.id ?? ''
  const step: PointId = `${id('eye')}/step`
  await far.say(world, { wish: 'call-thing', thing: id('eye'), with: [wareOf(box)] })
  const rule: Rule = {
    act: `${id('lamp')}/set`, to: { value: 5, unit: '%' }, leastMs: 0,
    while: { is: 'not', that: { is: 'near', point: step } }, otherwise: { to: { value: 100, unit: '%' } }, unsure: { to: { value: 80, unit: '%' } }
  }
  await house.clock.pass(500)
  await house.agree(world, all)
  await box.say(world, { wish: 'propose', rules: [rule] })
  await house.clock.pass(3_000)
  await house.agree(world, all)
  const rowAt = async (one: Resident) => must(await house.clock.wait(one.peer.ask('sensed', { world, points: [step] })))[0]
  const whyNow = async () => must(await house.clock.wait(box.peer.ask('why', { world, act: rule.act as PointId })))[0]?.why.truth
  return { house, box, far, world, eyes, step, told, bring, rowAt, whyNow, lampDoes }
}

const minuteMs = 60_000

test('[P6] of a sensor whose bridge is away a rule elsewhere does not know that nobody is near, until it is heard again', async () => {
  const { house, box, far, step, told, bring, rowAt, whyNow, world } = await hall(601, 'two')
  expect(must(await box.peer.ask('agreements', { world }))[0]?.state).toBe('holds')
  await house.clock.pass(minuteMs)
  expect([told.at(-1), await whyNow()]).toEqual([5, true])
  await far.sleep()
  await house.clock.pass(2 * minuteMs)
  expect([told.at(-1), await whyNow(), await rowAt(box)]).toEqual([80, null, { point: step, unknown: 'unavailable' }])
  await far.wake()
  await house.clock.pass(2 * minuteMs)
  // The box is there, and has not heard of its eye yet.
  expect([told.at(-1), await whyNow(), await rowAt(far)]).toEqual([80, null, { point: step, unknown: 'unavailable' }])
  bring(far, eye)
  await house.clock.pass(minuteMs)
  expect([told.at(-1), await whyNow(), await rowAt(box), await rowAt(far)]).toEqual([5, true, { point: step, near: false }, { point: step, near: false }])
})

test('[P6] a sensor that nobody has heard since its box started is unknown there, and so it is when it is said to be there and out of reach', async () => {
  const { house, box, step, told, bring, rowAt, whyNow, lampDoes } = await hall(602, 'one')
  await house.clock.pass(minuteMs)
  expect([told.at(-1), await rowAt(box)]).toEqual([5, { point: step, near: false }])
  await box.sleep()
  await house.clock.pass(2_000)
  await box.wake()
  bring(box, lamp)
  await house.clock.pass(minuteMs)
  expect([told.at(-1), await whyNow(), await rowAt(box)]).toEqual([80, null, { point: step, unknown: 'unavailable' }])
  const bridge = { ...lampDoes, isThere: false, feels: () => bridge.isThere }
  const eyes = bring(box, eye, bridge)
  await house.clock.pass(minuteMs)
  expect([told.at(-1), await whyNow(), await rowAt(box)]).toEqual([80, null, { point: step, unknown: 'unavailable' }])
  bridge.isThere = true
  eyes.here('eye', 'step')
  await house.clock.pass(minuteMs)
  expect([told.at(-1), await whyNow(), await rowAt(box)]).toEqual([5, true, { point: step, near: false }])
})

test.each(['one', 'two'] as const)('[P6] a sensor that was let go is unknown, and when it comes again nobody is near there, without anybody passing (boxes: %s)', async (places) => {
  const { house, box, eyes, step, told, rowAt, whyNow } = await hall(603, places)
  await house.clock.pass(minuteMs)
  expect(told.at(-1)).toBe(5)
  eyes.gone('eye')
  await house.clock.pass(minuteMs)
  expect([told.at(-1), await whyNow()]).toEqual([80, null])
  eyes.bring(eye)
  await house.clock.pass(minuteMs)
  expect([told.at(-1), await whyNow(), await rowAt(box)]).toEqual([5, true, { point: step, near: false }])
})

test('[P6] a passing is over elsewhere when it is over, and one that was under way when the bridge went away is not known', async () => {
  const { house, far, eyes, told, whyNow } = await hall(605, 'two')
  await house.clock.pass(minuteMs)
  eyes.pulse('eye', 'step')
  await house.clock.pass(1_000)
  expect([told.at(-1), await whyNow()]).toEqual([100, false])
  await house.clock.pass(20_000)
  expect([told.at(-1), await whyNow()]).toEqual([5, true])
  eyes.pulse('eye', 'step')
  await house.clock.pass(1_000)
  await far.sleep()
  await house.clock.pass(minuteMs)
  expect([told.at(-1), await whyNow()]).toEqual([80, null])
})

test('[P6] a new sensor that is out of reach when it is said first is unknown from the beginning', async () => {
  const { house, box, world, lampDoes } = await hall(604, 'one')
  const bridged = box.peer.senses.bridge(world, 'wot', { ...lampDoes, feels: () => false } as ThingBridge)
  bridged?.bring({ ...eye, key: 'other' })
  await house.clock.pass(1_000)
  const point: PointId = `${must(await box.peer.ask('things', { world })).find(({ key }) => key === 'other')?.id ?? ''}/step`
  expect(must(await box.peer.ask('sensed', { world, points: [point] }))).toEqual([{ point, unknown: 'unavailable' }])
})
