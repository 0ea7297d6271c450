/** What is agreed on and done: a box with an eye and a lamp, and Juno, who only has a browser. */
import { setImmediate } from 'node:timers/promises'
import { placeThing, type PointId, type Rule, type Thing, type Value } from '@commune/commune'
import { type IdText, ok } from '@commune/protocol'
import { memorySeries } from '@commune/storage/series'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'
import type { ThingBridge } from './ports.ts'
import { engineParts } from './engineParts.ts'

const eye: Thing = {
  key: 'eye',
  name: 'Dusk eye',
  readings: [{ key: 'light', name: 'light', shape: { is: 'number', unit: 'lx' }, staleMs: 600_000 }],
  pulses: [{ key: 'step', name: 'somebody passes', ttlMs: 8_000 }],
  acts: []
}
const lamp: Thing = {
  key: 'lamp',
  name: 'Path lamp',
  readings: [{ key: 'level', name: 'level', shape: { is: 'number', unit: '%', min: 0, max: 100 } }],
  pulses: [],
  acts: [{ key: 'set', name: 'level', shape: { is: 'number', unit: '%', min: 0, max: 100 }, about: 'light', toldBy: 'level', rest: 0 }]
}

/** A bridge that remembers what it was asked. */
class Remembering implements ThingBridge {
  readonly asked: [key: string, point: string, value: Value | 'press'][] = []
  act(key: string, point: string, value: Value | 'press'): ReturnType<ThingBridge['act']> {
    this.asked.push([key, point, value])
    return Promise.resolve(ok(null))
  }
  get last(): Value | 'press' | undefined {
    return this.asked.at(-1)?.[2]
  }
}

const bringIn = (box: Resident, world: IdText, remembering: Remembering) => {
  const bridge = box.peer.senses.bridge(world, 'mqtt', remembering)
  if (!bridge) throw new Error('the box keeps readings')
  return bridge
}

const yard = async (seed: number, without?: 'near') => {
  const house = await House.build(() => setImmediate(), seed)
  const store = memorySeries()
  const [box, juno] = [await house.resident('box', { senses: { series: store, engine: engineParts } }), await house.resident('juno', { mayForget: true })]
  const world = await house.worldOf('Yard', box, juno)
  const asked = new Remembering()
  const bridge = bringIn(box, world, asked)
  for (const thing of [eye, lamp]) bridge.bring(thing)
  await house.clock.pass(1_000)
  await house.agree(world, [box, juno])
  const things = must(await juno.peer.ask('things', { world }))
  const id = (key: string): string => things.find((thing) => thing.key === key)?.id ?? ''
  const act: PointId = `${id('lamp')}/set`
  const isDark = { is: 'compare', of: { is: 'reading', point: `${id('eye')}/light` }, how: 'below', to: { value: 10, unit: 'lx' } } as const
  const rule: Rule = {
    act,
    to: { value: 60, unit: '%' },
    while: without === 'near' ? isDark : { is: 'and', of: [{ is: 'near', point: `${id('eye')}/step` }, isDark] },
    otherwise: 'rest',
    unsure: 'rest',
    leastMs: 0
  }
  await juno.say(world, { wish: 'propose', name: 'Path light', rules: [rule] })
  await house.clock.pass(3_000)
  await house.agree(world, [box, juno])
  // The eye tells of the household: Juno is of it.
  for (const key of ['eye', 'lamp']) await box.say(world, { wish: 'call-thing', thing: id(key), with: [wareOf(juno)] })
  await house.clock.pass(1_000)
  await house.agree(world, [box, juno])
  const tell = async (light: number, ms = 1_000): Promise<void> => {
    bridge.reading('eye', 'light', light, house.clock.nowMs())
    await house.clock.pass(ms)
  }
  const step = async (): Promise<void> => {
    bridge.pulse('eye', 'step')
    await house.clock.pass(500)
  }
  const agreement = async () => must(await juno.peer.ask('agreements', { world }))[0]
  const stand = async (one = juno) => must(await house.clock.wait(one.peer.ask('stands', { world, acts: [act] })))[0]
  return { house, box, juno, world, asked, bridge, act, tell, step, agreement, stand }
}

test('[P5] a box says yes for its things by itself, and from then on the lamp does what is agreed', async () => {
  const { asked, agreement, tell, step, house } = await yard(311)
  expect(await agreement()).toMatchObject({ state: 'holds' })
  await tell(3)
  // Nothing was asked of it yet: a lamp that shines goes on shining.
  expect(asked.last).toBeUndefined()
  await step()
  expect(asked.last).toBe(60)
  // Nobody is near any more.
  await house.clock.pass(9_000)
  expect(asked.last).toBe(0)
  await tell(40)
  await step()
  expect(asked.last).toBe(0)
})

test('what is agreed holds on while readings come again and again, however long', async () => {
  const { asked, tell, stand } = await yard(319, 'near')
  for (let told = 0; told < 12; told++) await tell(3, 40_000)
  expect(asked.last).toBe(60)
  expect((await stand())?.slots[3]).toMatchObject({ slot: 'agreement', decides: true, value: 60 })
})

test('[P5] a box tells everybody in words while it is agreed on, and is silent when it is over', async () => {
  const { house, box, juno, world, tell } = await yard(317)
  await box.say(world, { wish: 'thing', source: 'box', thing: placeThing('This place') })
  await house.clock.pass(1_000)
  await house.agree(world, [box, juno])
  const address = async (key: string, point: string): Promise<PointId> => `${must(await juno.peer.ask('things', { world })).find((thing) => thing.key === key)?.id ?? ''}/${point}`
  const place = await address('place', 'tell')
  const dark: Rule = {
    act: place, to: 'It is getting dark.', otherwise: 'rest', unsure: 'rest', leastMs: 0,
    while: { is: 'compare', of: { is: 'reading', point: await address('eye', 'light') }, how: 'below', to: { value: 5, unit: 'lx' } }
  }
  await juno.say(world, { wish: 'propose', rules: [dark] })
  await house.clock.pass(3_000)
  await house.agree(world, [box, juno])
  const told = async () => must(await house.clock.wait(juno.peer.ask('stands', { world, acts: [place] })))[0]?.asked
  await tell(3)
  expect(await told()).toBe('It is getting dark.')
  // Long enough to be read, however soon it is over.
  await tell(40, 9_000)
  expect(await told()).toBe('')
})

test('every act says why and every silence why not, also to one who only has a browser', async () => {
  const { juno, house, world, act, tell, step, stand } = await yard(312)
  await tell(3)
  await step()
  const why = async () => must(await house.clock.wait(juno.peer.ask('why', { world, act })))[0]
  expect(await why()).toMatchObject({ version: 1, rule: 0, value: 60, why: { truth: true, of: [{ truth: true }, { truth: true, measured: { value: 3, unit: 'lx', against: [10], distance: -7 } }] }, inTheWay: [] })
  expect(await stand()).toMatchObject({ asked: 60, slots: [{ slot: 'safety', decides: false }, { slot: 'device' }, { slot: 'person' }, { slot: 'agreement', decides: true, value: 60 }, { slot: 'rest', value: 0 }] })
  await tell(40, 9_000)
  const silent = await why()
  expect(silent?.value).toBeUndefined()
  expect(silent?.inTheWay.length).toBeGreaterThan(0)
})

test('a person holds it for a while, above what is agreed, and gives way; a hand at the lamp does so too', async () => {
  const { juno, house, world, act, asked, bridge, stand, tell, step } = await yard(313)
  await tell(3)
  must(await house.clock.wait(juno.peer.act('hold', { world, act, value: 20, forMs: 60_000 })))
  expect(asked.last).toBe(20)
  await step()
  expect(asked.last).toBe(20)
  expect((await stand())?.slots[2]).toMatchObject({ slot: 'person', decides: true, value: 20 })
  must(await house.clock.wait(juno.peer.act('release', { world, act })))
  // What an agreement changes waits a little after a change.
  await house.clock.pass(5_500)
  expect(asked.last).toBe(60)
  await house.clock.pass(30_000)
  expect(asked.last).toBe(0)
  // Somebody turns it up at the lamp itself.
  bridge.reading('lamp', 'level', 90, house.clock.nowMs())
  await house.clock.pass(1_000)
  expect((await stand())?.slots[1]).toMatchObject({ slot: 'device', decides: true, value: 90 })
  await step()
  expect((await stand())?.asked).toBe(90)
  await house.clock.pass(1_800_000)
  expect((await stand())?.asked).toBe(0)
})

test('what cannot be known is unknown: the eye falls silent, and the lamp rests as was said', async () => {
  const { house, juno, world, act, asked, bridge, tell, step } = await yard(314)
  await tell(3)
  bridge.unknown('eye', 'light', 'unavailable')
  await step()
  expect(asked.last).toBeUndefined()
  expect(must(await house.clock.wait(juno.peer.ask('why', { world, act })))[0]?.why.truth).toBeNull()
  await tell(3, 500)
  expect(asked.last).toBe(60)
  await house.clock.pass(700_000)
  await step()
  expect(asked.last).toBe(0)
})

test('[P4] whoever takes a yes back ends it there, and nothing is done any more', async () => {
  const { house, box, juno, world, agreement, asked, tell, step } = await yard(315)
  const id = (await agreement())?.id ?? ''
  await juno.say(world, { wish: 'disagree', agreement: id })
  await house.clock.pass(3_000)
  await house.agree(world, [box, juno])
  await tell(3)
  await step()
  expect(asked.last).toBeUndefined()
  expect(await agreement()).toMatchObject({ state: 'withdrawn' })
})

test('what people asked for a while, and what rules remember, survive a restart of the box', async () => {
  const { house, box, juno, world, act } = await yard(316)
  must(await house.clock.wait(juno.peer.act('hold', { world, act, value: 20, forMs: 600_000 })))
  await house.clock.pass(15_000)
  await box.sleep()
  await house.clock.pass(5_000)
  await box.wake()
  const again = new Remembering()
  const bridge = bringIn(box, world, again)
  bridge.bring(eye)
  bridge.bring(lamp)
  await house.clock.pass(30_000)
  expect(must(await house.clock.wait(juno.peer.ask('stands', { world, acts: [act] })))[0]?.slots[2]).toMatchObject({ slot: 'person', decides: true, value: 20 })
  expect(again.last).toBe(20)
})

test('[P4] what somebody asked for a while and is over by the time the box starts again is ended at the lamp too', async () => {
  const { house, box, juno, world, act } = await yard(319)
  must(await house.clock.wait(juno.peer.act('hold', { world, act, value: 20, forMs: 60_000 })))
  await house.clock.pass(15_000)
  await box.sleep()
  await house.clock.pass(300_000)
  await box.wake()
  const again = new Remembering()
  const bridge = bringIn(box, world, again)
  for (const thing of [eye, lamp]) bridge.bring(thing)
  await house.clock.pass(30_000)
  expect(again.last).toBe(0)
})

test('a hand at the lamp holds as long as its keeper said; where nothing is agreed on it any more it is left to the hand', async () => {
  const { house, box, juno, world, act, asked, bridge, stand, agreement } = await yard(320)
  const [thing = ''] = act.split('/')
  await box.say(world, { wish: 'will', thing, point: 'set', will: { handMs: 60_000 } })
  await house.clock.pass(1_000)
  bridge.reading('lamp', 'level', 90, house.clock.nowMs())
  await house.clock.pass(1_000)
  expect((await stand(box))?.slots[1]).toMatchObject({ slot: 'device', decides: true, value: 90 })
  await house.clock.pass(62_000)
  expect([asked.last, (await stand(box))?.asked]).toEqual([0, 0])
  await juno.say(world, { wish: 'disagree', agreement: (await agreement())?.id ?? '' })
  await house.clock.pass(3_000)
  await house.agree(world, [box, juno])
  const before = asked.asked.length
  bridge.reading('lamp', 'level', 70, house.clock.nowMs())
  await house.clock.pass(3_600_000)
  expect(asked.asked.length).toBe(before)
})

test('before anybody says yes it is shown what rules would have done, and where they would have fought', async () => {
  const { house, juno, world, act, bridge } = await yard(317)
  const fromMs = house.clock.nowMs()
  for (let turn = 0; turn < 6; turn++) {
    bridge.reading('eye', 'light', turn % 2 === 0 ? 3 : 40, house.clock.nowMs())
    await house.clock.pass(300_000)
  }
  const light: PointId = `${must(await juno.peer.ask('things', { world })).find(({ key }) => key === 'eye')?.id ?? ''}/light`
  const rule: Rule = { act, to: { value: 30, unit: '%' }, while: { is: 'compare', of: { is: 'reading', point: light }, how: 'below', to: { value: 10, unit: 'lx' } }, otherwise: 'rest', unsure: 'rest', leastMs: 0 }
  const replayed = must(await house.clock.wait(juno.peer.ask('replay', { world, rules: [rule], fromMs, toMs: house.clock.nowMs() })))
  expect(replayed.rules[0]?.acted).toHaveLength(3)
  expect(replayed.rules[0]?.acted.map(({ value }) => value)).toEqual([30, 30, 30])
  expect(replayed.lacks).toEqual([])
})

test('what was told before an agreement was made counts for it', async () => {
  const { house, box, juno, world, act, asked, bridge } = await yard(318)
  const light: PointId = `${must(await juno.peer.ask('things', { world })).find(({ key }) => key === 'eye')?.id ?? ''}/light`
  bridge.reading('eye', 'light', 3, house.clock.nowMs())
  await house.clock.pass(2_000)
  const rule: Rule = { act, to: { value: 30, unit: '%' }, while: { is: 'compare', of: { is: 'reading', point: light }, how: 'below', to: { value: 10, unit: 'lx' } }, otherwise: 'rest', unsure: 'rest' }
  await juno.say(world, { wish: 'propose', rules: [rule] })
  await house.clock.pass(6_000)
  await house.agree(world, [box, juno])
  expect(asked.last).toBe(30)
})

test('a rule is read anew when a point of it becomes another one: its unit, or when it goes stale', async () => {
  const { house, asked, bridge, tell, step } = await yard(319)
  await tell(3)
  await step()
  expect(asked.last).toBe(60)
  const told = asked.asked.length
  // What was told in lux is told in kilolux from now on, and goes stale after a minute.
  bridge.bring({ ...eye, readings: [{ ...eye.readings[0]!, shape: { is: 'number', unit: 'klx' }, staleMs: 60_000 }] })
  await house.clock.pass(1_000)
  await tell(0.003)
  await step()
  // The lamp did not flicker for it.
  expect(asked.asked.slice(told).every(([, , value]) => value === 60)).toBe(true)
  await tell(3)
  await house.clock.pass(9_000)
  await step()
  expect(asked.last).toBe(0)
  await tell(0.003)
  await step()
  expect(asked.last).toBe(60)
  await house.clock.pass(70_000)
  await step()
  expect(asked.last).toBe(0)
})

const pump: Thing = {
  key: 'pump',
  name: 'Pump',
  readings: [{ key: 'off', name: 'auto off', shape: { is: 'number', unit: 's', min: 0, max: 3_600 } }],
  pulses: [],
  acts: [
    { key: 'state', name: 'state', shape: { is: 'yes-no' }, about: 'switch', rest: false },
    { key: 'off/set', name: 'auto off', shape: { is: 'number', unit: 's', min: 0, max: 3_600 }, toldBy: 'off' }
  ]
}

test('[P5] what its keeper set a device to guard itself by is written to it, again when it tells another value, and asked by nobody else', async () => {
  const { house, box, juno, world, asked, bridge } = await yard(331)
  bridge.bring(pump)
  await house.clock.pass(1_000)
  await house.agree(world, [box, juno])
  const id = must(await juno.peer.ask('things', { world })).find(({ key }) => key === 'pump')?.id ?? ''
  const told = (): readonly (Value | 'press')[] => asked.asked.filter(([, point]) => point === 'off/set').map(([, , value]) => value)
  const stand = async () => must(await house.clock.wait(juno.peer.ask('stands', { world, acts: [`${id}/state`] })))[0]
  // Rules of safety alone are kept by the box.
  const rule: Rule = { act: `${id}/state`, to: false, while: { is: 'compare', of: { is: 'reading', point: `${id}/off` }, how: 'above', to: { value: 1_800, unit: 's' } }, otherwise: 'rest', unsure: 'stay' }
  await box.say(world, { wish: 'propose', safety: true, rules: [rule] })
  await house.clock.pass(3_000)
  await house.agree(world, [box, juno])
  expect(await stand()).toMatchObject({ boxOnly: true })
  await box.say(world, { wish: 'will', thing: id, point: 'off/set', will: { kept: 600 } })
  await house.clock.pass(3_000)
  await house.agree(world, [box, juno])
  expect(told()).toEqual([600])
  const guard = { point: `${id}/off/set`, is: 'goes-off', value: 600 }
  expect(await stand()).toMatchObject({ guards: [{ ...guard, stands: 'untold' }], boxOnly: true })
  // Its keeper is told what it stands at; whoever may not see that is told that it was set.
  const atBox = async () => must(await box.peer.ask('stands', { world, acts: [`${id}/state`] }))[0]
  bridge.reading('pump', 'off', 600, house.clock.nowMs())
  await house.clock.pass(1_000)
  expect(await atBox()).toMatchObject({ guards: [{ ...guard, stands: 'kept' }] })
  expect((await atBox())?.boxOnly).toBeUndefined()
  bridge.reading('pump', 'off', 0, house.clock.nowMs())
  await house.clock.pass(1_000)
  expect(await atBox()).toMatchObject({ guards: [{ ...guard, stands: 'not-yet' }], boxOnly: true })
  await house.clock.pass(61_000)
  expect(told()).toEqual([600, 600])
  bridge.reading('pump', 'off', 600, house.clock.nowMs())
  // Nobody sets it to another value, and it comes back with the thing.
  expect(must(await box.peer.ask('stands', { world, acts: [`${id}/off/set`] }))[0]?.slots[0]).toMatchObject({ slot: 'safety', decides: true, value: 600 })
  expect(await house.clock.wait(juno.peer.act('hold', { world, act: `${id}/off/set`, value: 10, forMs: 60_000 }))).toMatchObject({ ok: false })
  bridge.unknown('pump', undefined, 'unavailable')
  bridge.bring(pump)
  bridge.reading('pump', 'off', 600, house.clock.nowMs())
  await house.clock.pass(3_000)
  const came = told().length
  expect(came).toBeGreaterThan(2)
  // A device that does not take it is not written to without end.
  bridge.reading('pump', 'off', 30, house.clock.nowMs())
  await house.clock.pass(86_400_000)
  expect(told().length - came).toBeLessThan(12)
  expect(new Set(told())).toEqual(new Set([600]))
  const last = told().length
  await box.say(world, { wish: 'will', thing: id, point: 'off/set', will: null })
  await house.clock.pass(7_200_000)
  await house.agree(world, [box, juno])
  expect(told().length).toBe(last)
  expect((await atBox())?.guards).toBeUndefined()
})
