/** What leaves a device over the network, asked for in every way there is; readings by hand; what was used. Whole peers in virtual time. */
import { setImmediate } from 'node:timers/promises'
import type { Condition, LeavingChoice, PointId, Thing, Value } from '@commune/commune'
import { type IdText, ok } from '@commune/protocol'
import { memorySeries } from '@commune/storage/series'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'
import { noActs } from './bridged.ts'
import { engineParts } from './engineParts.ts'
import { openTree, sealTree } from './sealed.ts'
import { tellEveryMs } from './telling.ts'

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]
const number = (key: string, about: string, unit: string): Thing['readings'][number] => ({ key, name: key, about, shape: { is: 'number', unit } })
const eye: Thing = {
  key: 'eye',
  name: 'Eye',
  readings: [
    number('light', 'irradiance', 'W/m²'),
    number('warm', 'temperature', '°C'),
    { key: 'door', name: 'door', about: 'door', shape: { is: 'words', of: ['ajar-word', 'shut-word'] } },
    { ...number('water', 'water', 'l'), counter: true }
  ],
  pulses: [{ key: 'step', name: 'somebody passes', ttlMs: 8_000 }],
  acts: [{ key: 'lamp', name: 'lamp', shape: { is: 'yes-no' }, toldBy: 'door' }]
}
const hourly: LeavingChoice = { class: 'commons', transform: { is: 'binned', stepMs: hourMs, of: ['mean'] }, lifetime: {} }

const yard = async (seed: number) => {
  const house = await House.build(() => setImmediate(), seed)
  const series = memorySeries()
  const senses = { series, engine: engineParts }
  const [box, juno, ola] = [await house.resident('box', { senses }), await house.resident('juno', { mayForget: true }), await house.resident('ola', { mayForget: true })]
  const world = await house.worldOf('Yard', box, juno, ola)
  const bridge = box.peer.senses.bridge(world, 'mqtt', noActs)!
  bridge.bring(eye)
  await house.clock.pass(1_000)
  const everybody = [box, juno, ola]
  await house.agree(world, everybody)
  const id = must(await box.peer.ask('things', { world }))[0]!.id
  const point = (key: string): PointId => `${id}/${key}`
  const wait = <T>(work: Promise<T>): Promise<T> => house.clock.wait(work)
  const history = (one: Resident, key: string) => wait(one.peer.ask('history', { world, point: point(key), fromMs: 0, toMs: house.clock.nowMs() + 1, stepMs: hourMs }))
  return { house, series, box, juno, ola, everybody, world, bridge, id, point, wait, history }
}

/** All tables of all rooms, as one text. */
const allFolded = (one: Resident, world: IdText): string =>
  JSON.stringify(['senses', 'agreements', 'wares', 'worlds'].map((room) => Object.values(one.held(world).hosted.world.folds.state(room)).map((table) => [...(table as Iterable<unknown>)])))

test('[P6] whoever asks in every way there is gets what was chosen and no reading, no pulse beside it; what left is there when the box is away', async () => {
  const { house, box, juno, ola, world, bridge, id, point, wait, history } = await yard(401)
  await juno.sleep()
  const choose = (key: string, choice: LeavingChoice) => box.say(world, { wish: 'leave', thing: id, point: key, choice })
  await choose('light', hourly)
  await choose('step', { class: 'household', transform: { is: 'counted', stepMs: 900_000, floor: 5, epsilonMilli: 100, dayMilli: 9_600 }, lifetime: { thereSeasons: 1 } })
  // One that its class does not allow, said past the form: nothing leaves by it.
  await box.held(world).hosted.say([{ type: 'thing.leave', thing: id, point: 'warm', choice: JSON.stringify({ class: 'household', transform: { is: 'as-it-is' }, lifetime: {} }) }])
  const isDim: Condition = { is: 'compare', of: { is: 'reading', point: point('light') }, how: 'below', to: { value: 9_000, unit: 'W/m²' } }
  const isNear: Condition = { is: 'near', point: point('step') }
  await box.say(world, { wish: 'propose', rules: [{ act: point('lamp'), to: true, while: { is: 'and', of: [isDim, isNear] }, otherwise: 'rest', unsure: 'rest' }] })
  await house.clock.pass(hourMs - (house.clock.nowMs() % hourMs))
  const cancel = ola.peer.watch('sensed', { world, points: eye.readings.map(({ key }) => point(key)) }, () => {})
  const raw: number[] = []
  for (let minute = 0; minute < 140; minute += 5) {
    if (minute === 10) cancel()
    const value = 500 + Math.round(Math.sin(minute + 1) * 1e6) / 1e4
    raw.push(value)
    for (const key of ['light', 'warm', 'water']) bridge.reading('eye', key, value, house.clock.nowMs())
    bridge.reading('eye', 'door', minute % 10 === 0 ? 'ajar-word' : 'shut-word', house.clock.nowMs())
    for (let each = 0; each < 50; each++) bridge.pulse('eye', 'step')
    await house.clock.pass(5 * minuteMs)
  }
  expect(await house.agree(world, [box, ola])).toBe(true)
  const span = { from: house.clock.nowMs() - 3 * hourMs, to: house.clock.nowMs(), step: minuteMs }
  const heard: unknown[] = []
  const epoch = ola.held(world).hosted.writing()!
  const { device } = must(await ola.peer.ask('thing', { world, id }))!
  for (const key of ['light', 'warm', 'door', 'water', 'step']) {
    heard.push(await history(ola, key))
    heard.push(await wait(ola.peer.ask('leaving', { world, thing: id, point: key, choice: { ...hourly, transform: { is: 'as-it-is' } } })))
    const rule = { act: point('lamp'), to: true, while: { is: 'compare', of: { is: 'reading', point: point(key) }, how: 'above', to: { value: 480, unit: 'W/m²' } }, otherwise: 'rest', unsure: 'rest' }
    // What an own program of Ola's would ask, past what this one lets her.
    const questions = [
      { ask: 'now', points: [point(key)] },
      { ask: 'history', point: point(key), ...span },
      { ask: 'leaving', point: point(key) },
      { ask: 'used', points: [point(key)], ...span },
      { ask: 'replay', rules: [rule], from: span.from, to: span.to },
      { ask: 'sense', point: point(key), value: 3 },
      { ask: 'why', act: point('lamp') },
      { ask: 'stands', acts: [point('lamp')] }
    ]
    for (const question of questions) {
      const reply = await wait(ola.peer.inside.sync.question(world, device, sealTree(question, 'question', epoch, house.random)))
      const answer = reply && openTree(reply, 'reply', () => epoch)
      heard.push(answer)
      // What is worked out of readings is told to nobody either who may not see them.
      if (['history', 'leaving', 'replay', 'sense'].includes(question.ask)) expect(answer, question.ask).toHaveProperty('no')
      if (question.ask === 'used') expect(answer).toMatchObject({ ok: [{ starts: [], why: { key: 'peer.not-told' } }] })
    }
  }
  heard.push(await wait(ola.peer.ask('used', { world, points: [point('water')], fromMs: span.from, toMs: span.to, stepMs: minuteMs })))
  heard.push(await wait(ola.peer.ask('why', { world, act: point('lamp') })))
  heard.push(must(await ola.peer.ask('sensed', { world, points: [point('light'), point('step')] })))
  const text = `${JSON.stringify(heard)}${allFolded(ola, world)}`
  expect(raw.filter((value) => text.includes(String(value)))).toEqual([])
  // The words are in the shape of the point, and only there.
  expect(text.split('ajar-word').length).toBe(allFolded(ola, world).split('ajar-word').length)
  expect(text).not.toMatch(/"near":true|"nearMs"|"lastMs"/)
  // And what was chosen is there.
  const told = must(await history(ola, 'light'))!
  expect(told).toMatchObject({ told: 'bin', step: hourMs })
  expect(told.starts).toHaveLength(2)
  for (const [index, start] of told.starts.entries()) expect(told.means[index]).toBeCloseTo(must(await wait(box.peer.ask('history', { world, point: point('light'), fromMs: start, toMs: start + hourMs, stepMs: hourMs })))!.means[0]!, 9)
  const counts = must(await history(ola, 'step'))!
  expect(counts.told).toBe('count')
  expect(counts.means.every((count) => Number.isInteger(count) && count >= 5)).toBe(true)
  expect((await history(ola, 'warm')).ok).toBe(false)
  await box.sleep()
  await house.clock.pass(5_000)
  expect(await history(ola, 'light')).toEqual(ok(told))
  expect(await history(ola, 'door')).toMatchObject({ ok: false, error: { key: 'peer.not-told' } })
})

test('whoever looks after a thing sees exactly what others would get, beside what is kept, before it leaves', async () => {
  const { house, juno, ola, box, everybody, world, bridge, id, point, wait, history } = await yard(402)
  await box.say(world, { wish: 'keeper', thing: id, keeper: wareOf(juno) })
  await house.clock.pass(hourMs - (house.clock.nowMs() % hourMs))
  await house.agree(world, everybody)
  await juno.say(world, { wish: 'leave', thing: id, point: 'light', choice: hourly })
  await house.agree(world, everybody)
  for (let minute = 0; minute < 140; minute += 5) {
    bridge.reading('eye', 'light', minute / 7, house.clock.nowMs())
    bridge.reading('eye', 'water', 1_000 + minute, house.clock.nowMs())
    await house.clock.pass(5 * minuteMs)
  }
  const ask = (one: Resident, key: string, choice?: LeavingChoice) => wait(one.peer.ask('leaving', { world, thing: id, point: key, ...(choice && { choice }) }))
  const leaving = must(await ask(juno, 'light'))
  const told = must(await history(ola, 'light'))!
  expect(leaving).toMatchObject({ chosen: true, choice: hourly, reveals: { key: 'leaving.binned.commons' }, kept: { count: 28 }, here: { counts: [12, 12, 4] } })
  expect(leaving.published.slice(1).map((one) => (one.is === 'bin' ? [one.startMs, one.mean] : []))).toEqual(told.starts.map((start, index) => [start, told.means[index]]))
  // Another one is tried, and nothing of it goes out.
  const tried = must(await ask(juno, 'light', { ...hourly, transform: { is: 'as-it-is' } }))
  expect([tried.chosen, tried.count, tried.published.at(-1)]).toEqual([undefined, 28, { is: 'reading', atMs: expect.any(Number) as number, value: 135 / 7 }])
  expect(must(await ask(juno, 'warm', { ...hourly, class: 'household' })).wrong).toMatchObject({ key: 'leaving.household-day' })
  const counted = must(await ask(juno, 'step', { class: 'household', transform: { is: 'counted', stepMs: hourMs, floor: 10, epsilonMilli: 250, dayMilli: 6_000 }, lifetime: {} }))
  expect(counted).toMatchObject({ here: null, published: [], budget: { wholeMilli: 6_000, leftMilli: 6_000, words: { key: 'leaving.budget' } } })
  // Of a meter what was used goes out.
  expect(must(await ask(juno, 'water', { ...hourly, transform: { is: 'binned', stepMs: hourMs, of: ['sum'] } })).published).toMatchObject([{ sum: 55 }, { sum: 60 }])
  for (const refused of [await ask(ola, 'light'), await ask(ola, 'lamp'), await wait(juno.peer.ask('leaving', { world, thing: id, point: 'light', choice: { class: 'all' } as never }))]) expect(refused.ok).toBe(false)
  const used = must(await wait(juno.peer.ask('used', { world, points: [point('water'), point('light'), 'no/thing'], fromMs: house.clock.nowMs() - 4 * hourMs, toMs: house.clock.nowMs(), stepMs: hourMs })))
  expect(used.map((row) => [row.sum, row.why?.key])).toEqual([[135, undefined], [0, 'peer.no-counter'], [0, 'peer.nothing-found']])
})

test('[P6] who looks after one flat of a house tries a mean over all, and learns nothing of the others that did not leave', async () => {
  const { house, box, juno, everybody, world, bridge, wait } = await yard(407)
  const averaged: LeavingChoice = { class: 'household', transform: { is: 'averaged', stepMs: hourMs, least: 5 }, lifetime: {} }
  const flats = [0, 1, 2, 3, 4]
  for (const flat of flats) bridge.bring({ key: `flat ${flat}`, name: `Flat ${flat}`, readings: [number('warm', 'temperature', '°C')], pulses: [], acts: [] })
  await house.clock.pass(1_000)
  const rows = must(await box.peer.ask('things', { world })).filter(({ key }) => key.startsWith('flat'))
  const strangers = flats.map((flat) => `${'abcde'[flat]}${wareOf(juno).slice(1)}` as IdText)
  for (const [flat, { id }] of rows.entries()) await box.say(world, { wish: 'call-thing', thing: id, with: [flat === 0 ? wareOf(juno) : strangers[flat]!] })
  await house.clock.pass(hourMs - (house.clock.nowMs() % hourMs))
  const hour = async () => {
    for (const flat of flats) bridge.reading(`flat ${flat}`, 'warm', 18 + flat, house.clock.nowMs())
    await house.clock.pass(hourMs)
  }
  // Two hours before anybody chose anything.
  await hour()
  await hour()
  for (const { id } of rows) await box.say(world, { wish: 'leave', thing: id, point: 'warm', choice: averaged })
  await house.agree(world, everybody)
  const ask = async (choice?: LeavingChoice) => must(await wait(juno.peer.ask('leaving', { world, thing: rows[0]!.id, point: 'warm', ...(choice && { choice }) })))
  expect((await ask(averaged)).published).toEqual([])
  for (let each = 0; each < 3; each++) await hour()
  await house.agree(world, everybody)
  const left = await ask()
  expect(left.published).toEqual([{ is: 'average', startMs: expect.any(Number) as number, stepMs: hourMs, mean: 20 }])
  expect((await ask(averaged)).published).toEqual(left.published)
  expect(left.kept.count).toBe(5)
})

test('[P6] how a lamp stands that shines when somebody passes is kept nowhere, nor that of one that follows it, nor what came together with a passing', async () => {
  const { house, series, box, everybody, world, bridge, point, wait } = await yard(408)
  bridge.bring({ key: 'porch', name: 'Porch', readings: [{ key: 'on', name: 'on', shape: { is: 'yes-no' } }, number('power', 'power', 'W')], pulses: [], acts: [{ key: 'shine', name: 'shine', shape: { is: 'yes-no' }, toldBy: 'on' }] })
  await house.clock.pass(1_000)
  const porch = must(await box.peer.ask('things', { world })).find(({ key }) => key === 'porch')!.id
  const counts = () => wait(Promise.all([point('door'), `${porch}/on`, point('light'), point('warm')].map(async (name) => (await series.facts(name)).count)))
  const tell = async () => {
    bridge.pulse('eye', 'step')
    bridge.reading('eye', 'door', 'ajar-word', house.clock.nowMs())
    bridge.reading('porch', 'on', true, house.clock.nowMs())
    bridge.reading('eye', 'light', 40, house.clock.nowMs(), true)
    bridge.reading('eye', 'warm', 20, house.clock.nowMs())
    await house.clock.pass(minuteMs)
  }
  await tell()
  expect(await counts()).toEqual([1, 1, 0, 1])
  const isAjar: Condition = { is: 'compare', of: { is: 'reading', point: point('door') }, how: 'is', to: 'ajar-word' }
  await box.say(world, { wish: 'propose', rules: [{ act: `${porch}/shine`, to: true, while: isAjar, otherwise: 'rest', unsure: 'rest' }] })
  await box.say(world, { wish: 'propose', rules: [{ act: point('lamp'), to: true, while: { is: 'near', point: point('step') }, otherwise: 'rest', unsure: 'rest' }] })
  await house.agree(world, everybody)
  const rows = must(await box.peer.ask('agreements', { world }))
  expect(rows.map(({ state }) => state)).toEqual(['holds', 'holds'])
  await tell()
  expect(await counts()).toEqual([1, 1, 0, 2])
  // It is known for now.
  expect(must(await box.peer.ask('sensed', { world, points: [point('door'), `${porch}/on`, point('light')] }))).toMatchObject([{ value: 'ajar-word' }, { value: true }, { value: 40 }])
  for (const { id } of rows) await box.say(world, { wish: 'disagree', agreement: id })
  await tell()
  expect(await counts()).toEqual([2, 2, 0, 3])
})

test('[P6] who asks each second why a lamp shines and how it stands learns no moment at which somebody passed, only who moved it by hand', async () => {
  const { house, box, juno, ola, everybody, world, bridge, id, point, wait } = await yard(409)
  await box.say(world, { wish: 'call-thing', thing: id, with: [wareOf(juno)] })
  await box.say(world, { wish: 'propose', rules: [{ act: point('lamp'), to: true, while: { is: 'near', point: point('step') }, otherwise: 'rest', unsure: 'rest' }] })
  await house.agree(world, everybody)
  await house.clock.pass(60_000)
  const seen = async (one: Resident) => [must(await wait(one.peer.ask('stands', { world, acts: [point('lamp')] }))), must(await wait(one.peer.ask('why', { world, act: point('lamp') })))] as const
  const looked: string[] = []
  for (let each = 0; each < 6; each++) {
    if (each % 2 === 1) bridge.pulse('eye', 'step')
    await house.clock.pass(1_000)
    const [olas, junos] = [await seen(ola), await seen(juno)]
    looked.push(JSON.stringify(olas))
    expect(olas[1]).toMatchObject([{ why: { notTold: true, truth: null } }])
    expect(junos[0][0]?.asked).toBe(each % 2 === 1 ? true : undefined)
    await house.clock.pass(20_000)
  }
  expect(looked).toEqual(looked.map(() => looked[0]))
  must(await wait(juno.peer.act('hold', { world, act: point('lamp'), value: true, forMs: minuteMs })))
  expect((await seen(ola))[0]).toMatchObject([{ asked: true, slots: [{}, {}, { slot: 'person', decides: true, ware: wareOf(juno) }, { slot: 'agreement', decides: false, notTold: true }, {}] }])
})

test('what a person notices is a reading, in any unit; what is wrong is said with what would be right; it holds over a restart', async () => {
  const { house, box, juno, ola, world, series, wait } = await yard(403)
  const readings: Thing['readings'] = [
    { key: 'soil', name: 'soil', about: 'soil_moisture', shape: { is: 'words', of: ['dry', 'moist', 'wet'] } },
    { ...number('rain', 'rain', 'mm'), shape: { is: 'number', unit: 'mm', min: 0, max: 500 } },
    { key: 'frost', name: 'frost', shape: { is: 'yes-no' } }
  ]
  const bed: Thing = { key: 'bed', name: 'Bean bed', readings, pulses: [], acts: [] }
  await box.say(world, { wish: 'thing', source: 'hand', thing: bed })
  await house.clock.pass(1_000)
  const row = must(await box.peer.ask('things', { world })).find(({ key }) => key === 'bed')!
  await box.say(world, { wish: 'keeper', thing: row.id, keeper: wareOf(juno) })
  await house.agree(world, [box, juno, ola])
  const sense = (one: Resident, point: string, value: Value | { value: number; unit: string }, atMs?: number) => wait(one.peer.act('sense', { world, thing: row.id, point, value, ...(atMs !== undefined && { atMs }) }))
  expect(must(await sense(box, 'rain', { value: 1.5, unit: 'cm' }))).toMatchObject({ value: 15 })
  expect(must(await sense(juno, 'rain', '2,5 cm'))).toMatchObject({ value: 25 })
  expect(must(await sense(juno, 'soil', 'Dry'))).toMatchObject({ value: 'dry' })
  const wrong: readonly (readonly [one: Resident, point: string, value: Value | { value: number; unit: string }, why: string, atMs?: number])[] = [
    [box, 'rain', 900, 'peer.sense-between'],
    [box, 'rain', { value: 3, unit: 'kg' }, 'peer.sense-unit'],
    [box, 'rain', 'much', 'peer.sense-between'],
    [box, 'soil', 'soggy', 'peer.sense-words'],
    [box, 'frost', 'maybe', 'peer.sense-yes-no'],
    [box, 'rain', 1, 'peer.sense-when', house.clock.nowMs() + dayMs],
    [ola, 'rain', 1, 'peer.sense-not-yours'],
    [box, 'none', 1, 'peer.nothing-found']
  ]
  for (const [one, key, value, why, atMs] of wrong) expect(await sense(one, key, value, atMs)).toMatchObject({ ok: false, error: { key: why } })
  const mqtt = must(await box.peer.ask('things', { world })).find(({ key }) => key === 'eye')!
  expect(await wait(box.peer.act('sense', { world, thing: mqtt.id, point: 'light', value: 1 }))).toMatchObject({ ok: false, error: { key: 'peer.sense-not-by-hand' } })
  await box.sleep()
  await box.wake()
  expect(must(await box.peer.ask('sensed', { world, points: [`${row.id}/soil`, `${row.id}/rain`] }))).toMatchObject([{ value: 'dry' }, { value: 25 }])
  // A long history comes in, in any order, twice, with what cannot be.
  const lines = Array.from({ length: 25_000 }, (_, index): [number, Value] => [((index * 7_919) % 25_000) * minuteMs, index % 9_000 === 1 ? 'x' : index % 50])
  const seen: number[] = []
  const bring = () => wait(box.peer.senses.import(world, row.id, 'rain', lines, ({ read }) => void seen.push(read)))
  expect(must(await bring())).toEqual({ read: 25_000, kept: 24_997, known: 0, changed: 0, refused: 3 })
  expect(must(await bring())).toEqual({ read: 25_000, kept: 0, known: 24_997, changed: 0, refused: 3 })
  expect((await series.facts(`${row.id}/rain`)).count).toBe(24_999)
  expect(seen).toEqual([20_003, 25_000, 20_003, 25_000])
  const stopped = must(await wait(box.peer.senses.import(world, row.id, 'rain', lines, undefined, { aborted: true })))
  expect(stopped.read).toBeLessThan(25_000)
  expect(must(await wait(box.peer.act('senseMany', { world, thing: row.id, point: 'frost', times: [1, 2, 2, -1], values: [true, false, 1, true] })))).toEqual({ read: 4, kept: 2, known: 0, changed: 1, refused: 1 })
  expect((await wait(juno.peer.act('senseMany', { world, thing: row.id, point: 'frost', times: [1], values: [true] }))).ok).toBe(false)
  // Who forgets a world forgets what was sensed for it.
  expect(await series.names()).toHaveLength(3)
  must(await wait(box.peer.act('leave', { world, forget: true })))
  expect(await series.names()).toEqual([])
})

test('[P4] who took a yes back sees which device may still act, until that one has acknowledged it', async () => {
  const { house, box, juno, everybody, world, point } = await yard(404)
  await juno.say(world, { wish: 'propose', rules: [{ act: point('lamp'), to: true, while: { is: 'near', point: point('step') }, otherwise: 'rest', unsure: 'rest' }] })
  await house.clock.pass(5_000)
  await house.agree(world, everybody)
  const agreement = async () => must(await juno.peer.ask('agreements', { world }))[0]!
  expect((await agreement()).state).toBe('holds')
  await box.sleep()
  await house.clock.pass(5_000)
  await juno.say(world, { wish: 'disagree', agreement: (await agreement()).id })
  const device = must(await juno.peer.ask('things', { world }))[0]!.device
  expect(await agreement()).toMatchObject({ state: 'withdrawn', notYetSeenBy: [device] })
  await box.wake()
  await house.agree(world, everybody)
  await house.clock.pass(10_000)
  expect((await agreement()).notYetSeenBy).toBeUndefined()
})

test('a page loads what senses when somebody brings something in there, and tells of it from then on', async () => {
  const house = await House.build(() => setImmediate(), 405)
  let loads = 0
  const series = memorySeries()
  const sensesLater = async () => {
    loads++
    return { series, engine: engineParts, damaged: () => [{ month: '2026-11', why: 'a chunk of readings is damaged' }] }
  }
  const [page, ola] = [await house.resident('page', { sensesLater, mayForget: true }), await house.resident('ola')]
  const world = await house.worldOf('Yard', page, ola)
  await house.clock.pass(1_000)
  expect(loads).toBe(0)
  await page.say(world, { wish: 'thing', source: 'hand', thing: { ...eye, key: 'gauge', readings: [number('rain', 'rain', 'mm')], pulses: [], acts: [] } })
  await house.clock.pass(1_000)
  await house.agree(world, [page, ola])
  const { id } = must(await page.peer.ask('things', { world }))[0]!
  expect(loads).toBe(1)
  must(await house.clock.wait(page.peer.act('sense', { world, thing: id, point: 'rain', value: 4 })))
  expect(must(await house.clock.wait(ola.peer.ask('history', { world, point: `${id}/rain`, fromMs: 0, toMs: house.clock.nowMs() + 1, stepMs: dayMs })))?.means).toEqual([4])
  await page.say(world, { wish: 'leave', thing: id, point: 'rain', choice: { ...hourly, transform: { is: 'binned', stepMs: minuteMs, of: ['sum'] } } })
  await house.clock.pass(minuteMs)
  must(await house.clock.wait(page.peer.act('sense', { world, thing: id, point: 'rain', value: 4 })))
  await house.clock.pass(tellEveryMs + 2 * minuteMs)
  await house.agree(world, [page, ola])
  await page.sleep()
  expect(must(await ola.peer.ask('history', { world, point: `${id}/rain`, fromMs: 0, toMs: house.clock.nowMs() + 1, stepMs: dayMs }))).toMatchObject({ told: 'bin', means: [4] })
  await page.wake()
  await house.clock.pass(1_000)
  expect(must(await page.peer.ask('status', {})).problems).toMatchObject([{ key: 'peer.series-damaged', params: { month: '2026-11' } }])
  expect(loads).toBe(2)
})

test('who came first into the world that a box began lives with what it brings in, until somebody says who does', async () => {
  const house = await House.build(() => setImmediate(), 406)
  const box = await house.resident('box', { senses: { series: memorySeries(), engine: engineParts, firstIsHousehold: ({ kind }) => kind === 'hardware' } })
  const [anna, ben] = [await house.resident('anna'), await house.resident('ben')]
  const world = await house.worldOf('Yard', box)
  await box.say(world, { wish: 'me', kind: 'hardware' })
  const bridge = box.peer.senses.bridge(world, 'mqtt', noActs)!
  bridge.bring(eye)
  await house.clock.pass(1_000)
  const thing = async () => must(await box.peer.ask('things', { world }))[0]!
  expect((await thing()).with).toEqual([])
  await house.invite(world, box, anna)
  await house.invite(world, box, ben)
  await house.clock.pass(2_000)
  expect((await thing()).with).toEqual([wareOf(anna)])
  await box.say(world, { wish: 'call-thing', thing: (await thing()).id, with: null })
  await house.clock.pass(2_000)
  expect((await thing()).with).toEqual([])
})
