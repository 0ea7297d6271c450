/** What one senses and others are told of it: whole peers, a box that brings things in, nothing kept of what passes. */
import { setImmediate } from 'node:timers/promises'
import type { PointId, Thing } from '@commune/commune'
import { type IdText, ok, type Readings, type SeriesStore } from '@commune/protocol'
import { expect, test } from 'vitest'
import type { SensedRow } from '../api/senses.ts'
import { House, must, type Resident, wareOf } from '../testing/index.ts'
import { noActs } from './bridged.ts'
import { openTree, sealTree } from './sealed.ts'
import { engineParts } from './engineParts.ts'

/** Readings in plain lists. */
class Lists implements Pick<SeriesStore, 'append' | 'bins'> {
  readonly lists = new Map<string, [number, number][]>()
  append(series: string, atMs: number, value: number): void {
    this.lists.set(series, [...(this.lists.get(series) ?? []), [atMs, value]])
  }
  bins(series: string, fromMs: number, toMs: number, stepMs: number): ReturnType<SeriesStore['bins']> {
    const kept = (this.lists.get(series) ?? []).filter(([atMs]) => atMs >= fromMs && atMs < toMs)
    const of = (pick: (reading: [number, number]) => number): Float64Array => Float64Array.from(kept, pick)
    const values = of(([, value]) => value)
    return Promise.resolve({ stepMs, starts: of(([atMs]) => atMs - (atMs % stepMs)), counts: of(() => 1), means: values, mins: values, maxs: values, firsts: values, lasts: values })
  }
}

const none: Readings = { times: new Float64Array(), values: new Float64Array() }
const series = (): SeriesStore & Lists =>
  Object.assign(new Lists(), {
    appendMany() {},
    flush: async () => {},
    read: async () => none,
    facts: async () => ({ count: 0, bytes: 0 }),
    names: async () => [],
    forget: async () => {},
    drop: async () => {},
    close: async () => {}
  })

const eye: Thing = {
  key: 'eye',
  name: 'Dusk eye',
  readings: [{ key: 'light', name: 'light', shape: { is: 'number', unit: 'lx' }, staleMs: 600_000 }],
  pulses: [{ key: 'step', name: 'somebody passes', ttlMs: 8_000 }],
  acts: []
}

const yard = async (seed: number) => {
  const house = await House.build(() => setImmediate(), seed)
  const kept = series()
  const [box, juno] = [await house.resident('box', { senses: { series: kept, engine: engineParts } }), await house.resident('juno', { mayForget: true })]
  const world = await house.worldOf('Yard', box, juno)
  const bridge = box.peer.senses.bridge(world, 'mqtt', noActs)
  if (!bridge) throw new Error('the box keeps readings')
  bridge.bring(eye)
  // It tells before it was said to the world.
  bridge.reading('eye', 'light', 40, house.clock.nowMs())
  await house.clock.pass(1_000)
  await house.agree(world, [box, juno])
  const [thing] = must(await juno.peer.ask('things', { world }))
  // What it tells speaks of those who live there: Juno does.
  await box.say(world, { wish: 'call-thing', thing: thing?.id ?? '', with: [wareOf(juno)] })
  await house.clock.pass(500)
  await house.agree(world, [box, juno])
  const point = (key: string): PointId => `${thing?.id ?? ''}/${key}`
  return { house, box, juno, world, bridge, kept, thing, light: point('light'), step: point('step') }
}

const sensed = async (one: Resident, world: IdText, ...points: readonly PointId[]): Promise<readonly SensedRow[]> => must(await one.peer.ask('sensed', { world, points }))

test('[P5] a thing that a box brings in is there for everybody, with what it tells, and its early words are not lost', async () => {
  const { box, world, thing, light, kept, house } = await yard(301)
  expect(thing).toMatchObject({ name: 'Dusk eye', source: 'mqtt', readings: eye.readings, pulses: eye.pulses })
  expect(await sensed(box, world, light)).toMatchObject([{ point: light, value: 40 }])
  expect(kept.lists.get(light)?.map(([, value]) => value)).toEqual([40])
  await house.clock.pass(700_000)
  expect(await sensed(box, world, light)).toMatchObject([{ value: 40, stale: true }])
})

test('what one senses is followed by others while they look, and unknown is told as unknown', async () => {
  const { house, juno, world, bridge, light } = await yard(302)
  const seen: (SensedRow | undefined)[] = []
  const cancel = juno.peer.watch('sensed', { world, points: [light] }, (rows) => void seen.push(must(rows)[0]))
  await house.clock.pass(2_000)
  expect(seen.at(-1)).toMatchObject({ point: light, value: 40 })
  bridge.reading('eye', 'light', 3, house.clock.nowMs())
  await house.clock.pass(1_000)
  expect(seen.at(-1)).toMatchObject({ value: 3 })
  bridge.unknown('eye', undefined, 'unavailable')
  await house.clock.pass(1_000)
  expect(seen.at(-1)).toMatchObject({ unknown: 'unavailable' })
  cancel()
  await house.clock.pass(30_000)
  const asked = house.passed.length
  bridge.reading('eye', 'light', 7, house.clock.nowMs())
  await house.clock.pass(1_000)
  // Nobody looks: nothing is told.
  expect(house.passed.length).toBe(asked)
})

test('whoever looks at something else is told at once, while what was asked before still waits for a change', async () => {
  const { juno, world, light, step, house } = await yard(309)
  const first = juno.peer.watch('sensed', { world, points: [step] }, () => {})
  await house.clock.pass(3_000)
  const seen: (SensedRow | undefined)[] = []
  const second = juno.peer.watch('sensed', { world, points: [light] }, (rows) => void seen.push(must(rows)[0]))
  await house.clock.pass(1_500)
  expect(seen.at(-1)).toMatchObject({ value: 40 })
  first()
  second()
})

test('[P7] whoever is cut off from a sensor does not say that nobody is near it: that is unknown until it is heard again', async () => {
  const { house, box, juno, world, step } = await yard(312)
  const seen: (SensedRow | undefined)[] = []
  const cancel = juno.peer.watch('sensed', { world, points: [step] }, (rows) => void seen.push(must(rows)[0]))
  await house.clock.pass(2_000)
  expect(seen.at(-1)).toEqual({ point: step, near: false })
  await box.sleep()
  await house.clock.pass(90_000)
  expect(seen.at(-1)).toEqual({ point: step, unknown: 'unavailable' })
  cancel()
})

test('[P6] a pulse is near for its seconds, here and where it is followed, and nothing of it is kept', async () => {
  const { house, box, juno, world, bridge, step, kept } = await yard(303)
  const cancel = juno.peer.watch('sensed', { world, points: [step] }, () => {})
  await house.clock.pass(1_000)
  const entries = box.held(world).hosted.world.set.count
  bridge.pulse('eye', 'step')
  await house.clock.pass(1_000)
  for (const one of [box, juno]) expect(await sensed(one, world, step)).toEqual([{ point: step, near: true }])
  await house.clock.pass(8_000)
  for (const one of [box, juno]) expect(await sensed(one, world, step)).toEqual([{ point: step, near: false }])
  expect([kept.lists.has(step), box.held(world).hosted.world.set.count]).toEqual([false, entries])
  // Nor can what lies between the two read of which point it was, or that it was one.
  const passed = house.passed.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join()
  expect(['nearMs', 'step', step.slice(0, 43)].filter((word) => passed.includes(word))).toEqual([])
  cancel()
})

test('history is asked of whoever keeps it, and who is away is named', async () => {
  const { house, box, juno, world, bridge, light } = await yard(304)
  const fromMs = house.clock.nowMs() - 10_000
  bridge.reading('eye', 'light', 12.5, house.clock.nowMs())
  const ask = () => house.clock.wait(juno.peer.ask('history', { world, point: light, fromMs, toMs: house.clock.nowMs() + 60_000, stepMs: 60_000 }))
  expect(must(await ask())).toMatchObject({ step: 60_000, means: [40, 12.5] })
  await box.sleep()
  await house.clock.pass(5_000)
  expect(await ask()).toMatchObject({ ok: false, error: { key: 'peer.senser-away' } })
})

test('[S6] one who asks nonsense, or of what is not here, is answered nothing and is told no more than others', async () => {
  const { house, juno, world, light } = await yard(305)
  const boxDevice = must(await juno.peer.ask('things', { world }))[0]?.device ?? ''
  const ask = async (tree: unknown) => {
    const epoch = juno.held(world).hosted.writing()
    if (!epoch) throw new Error('Juno writes here')
    const sealed = typeof tree === 'string' ? new TextEncoder().encode(tree.repeat(100)) : sealTree(tree, 'question', epoch, house.random)
    const bytes = await house.clock.wait(juno.peer.inside.sync.question(world, boxDevice, sealed))
    return bytes && openTree(bytes, 'reply', () => epoch)
  }
  expect(await ask('{')).toBeUndefined()
  expect(await ask({ ask: 'everything' })).toBeUndefined()
  expect(await ask({ ask: 'history', point: light, from: 0, to: 1e12, step: 1_000 })).toBeUndefined()
  expect(await ask({ ask: 'now', points: ['nowhere/light', light] })).toMatchObject({ ok: { told: [{ point: light, value: 40 }], kept: ['nowhere/light'] } })
  expect(ok(await juno.peer.inside.sync.question(world, 'nobody', new Uint8Array(3)))).toEqual(ok(undefined))
})

test('[P6] what speaks of those who live there is told to them alone, and to others in the form it leaves in', async () => {
  const { house, box, world, light, step, bridge, thing } = await yard(306)
  const ola = await house.resident('ola', { mayForget: true })
  await house.invite(world, box, ola)
  const cancel = ola.peer.watch('sensed', { world, points: [light, step] }, () => {})
  bridge.pulse('eye', 'step')
  await house.clock.pass(2_000)
  expect(await sensed(ola, world, light, step)).toEqual([{ point: light, notTold: true }, { point: step, near: false, notTold: true }])
  const ask = () => house.clock.wait(ola.peer.ask('history', { world, point: light, fromMs: 0, toMs: house.clock.nowMs() + 1, stepMs: 86_400_000 }))
  expect(await ask()).toMatchObject({ ok: false, error: { key: 'peer.not-told' } })
  await box.say(world, { wish: 'leave', thing: thing?.id ?? '', point: 'light', choice: { class: 'commons', transform: { is: 'as-it-is' }, lifetime: {} } })
  await house.clock.pass(1_000)
  await house.agree(world, [box, ola])
  expect(must(await ask())?.means).toContain(40)
  cancel()
})

test('[P6] a sensor out of reach of its own box says nowhere that nobody is near: that is unknown, there and at others, until it is within reach or somebody passes', async () => {
  const { house, box, juno, world, bridge, step } = await yard(313)
  const seen = { box: undefined as SensedRow | undefined, juno: undefined as SensedRow | undefined }
  const cancels = (['box', 'juno'] as const).map((who) => (who === 'box' ? box : juno).peer.watch('sensed', { world, points: [step] }, (rows) => void (seen[who] = must(rows)[0])))
  await house.clock.pass(2_000)
  for (const back of [() => bridge.here('eye'), () => bridge.pulse('eye', 'step')]) {
    expect(seen).toEqual({ box: { point: step, near: false }, juno: { point: step, near: false } })
    bridge.unknown('eye', undefined, 'unavailable')
    await house.clock.pass(3_000)
    expect(seen).toEqual({ box: { point: step, unknown: 'unavailable' }, juno: { point: step, unknown: 'unavailable' } })
    back()
    await house.clock.pass(30_000)
  }
  expect(seen).toEqual({ box: { point: step, near: false }, juno: { point: step, near: false } })
  for (const cancel of cancels) cancel()
})
