/** What leaves by itself, in which form, how often, and what a restart does to it. */
import { setImmediate } from 'node:timers/promises'
import { budgetWords, DayBudget, type LeavingChoice, type PointId } from '@commune/commune'
import { expect, test } from 'vitest'
import { Teller } from '../testing/index.ts'
import { toldHistory } from './told.ts'

const tellerOf = (seed?: number): Teller => new Teller(() => setImmediate(), seed)
const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]
const light = { key: 'light', name: 'light', about: 'irradiance', shape: { is: 'number', unit: 'W/m²' } } as const
const water = { key: 'water', name: 'water', about: 'water', counter: true, shape: { is: 'number', unit: 'l' } } as const
const step = { key: 'step', name: 'somebody passes', ttlMs: 8_000 } as const
const hourly: LeavingChoice = { class: 'commons', transform: { is: 'binned', stepMs: hourMs, of: ['mean', 'max'] }, lifetime: { thereSeasons: 4 } }
const counted: LeavingChoice = { class: 'household', transform: { is: 'counted', stepMs: 900_000, floor: 5, epsilonMilli: 100, dayMilli: 9_600 }, lifetime: { thereSeasons: 1 } }

/** At the beginning of an hour. */
const atHour = async (teller: Teller): Promise<void> => teller.clock.pass(hourMs - (teller.clock.nowMs() % hourMs))

test('spans are told once, when they are over, in one entry for each lifetime; a form begins when it is chosen', async () => {
  const teller = tellerOf()
  const point: PointId = `${teller.bring({ key: 'eye', readings: [light] })}/light`
  const other: PointId = `${teller.bring({ key: 'ear', readings: [light] })}/light`
  await atHour(teller)
  const beginMs = teller.clock.nowMs()
  teller.reading(point, 1_000)
  await teller.clock.pass(minuteMs)
  for (const each of [point, other]) teller.choose(each, hourly)
  for (let minute = 0; minute < 240; minute++) {
    for (const each of [point, other]) teller.reading(each, minute)
    await teller.clock.pass(minuteMs)
  }
  // The hour in which it was chosen had begun already.
  expect(teller.told(point)).toEqual([1, 2].map((hour) => ({ is: 'bin', startMs: beginMs + hour * hourMs, stepMs: hourMs, mean: 28.5 + 60 * hour, max: 58 + 60 * hour })))
  expect(teller.told(other)).toEqual(teller.told(point))
  expect(teller.entries.map(({ statements, seasons }) => [statements.length, seasons])).toEqual([[2, 4], [2, 4]])
  // What leaves as it is leaves on asking alone, and what stays not at all.
  teller.choose(point, { ...hourly, transform: { is: 'as-it-is' } })
  teller.choose(other, { ...hourly, transform: { is: 'stays' } })
  for (let minute = 0; minute < 130; minute++) {
    for (const each of [point, other]) teller.reading(each, minute)
    await teller.clock.pass(minuteMs)
  }
  expect(teller.entries).toHaveLength(2)
  // No time leaves in two forms.
  teller.choose(point, { ...hourly, transform: { is: 'binned', stepMs: 2 * hourMs, of: ['sum'] } })
  await teller.clock.pass(6 * hourMs)
  expect(teller.told(point)).toHaveLength(2)
})

test('a restart loses no span, tells none twice, and begins no form anew', async () => {
  const [whole, broken] = [tellerOf(), tellerOf()]
  const points = [whole, broken].map((teller): PointId => `${teller.bring({ key: 'eye', readings: [light, water] })}/light`)
  for (const [index, teller] of [whole, broken].entries()) {
    await atHour(teller)
    teller.choose(points[index]!, hourly)
  }
  for (let minute = 0; minute < 300; minute++) {
    for (const [index, teller] of [whole, broken].entries()) teller.reading(points[index]!, (minute * 7) % 50)
    // It stops in the middle of spans, and just when they close.
    if (minute % 37 === 0 || minute === 75) broken.restart(minute)
    for (const teller of [whole, broken]) await teller.clock.pass(minuteMs)
  }
  expect(broken.told(points[1]!)).toEqual(whole.told(points[0]!))
  expect(whole.told(points[0]!)).toHaveLength(4)
  // What was kept is lost: what was told shows how far it had come.
  broken.kept.length = 0
  broken.restart(9)
  await broken.clock.pass(hourMs)
  expect(broken.told(points[1]!)).toHaveLength(5)
})

test('what a meter used is told by the day and by default, all of it once, also of one that is read once a day', async () => {
  const teller = tellerOf()
  const point: PointId = `${teller.bring({ key: 'meter', readings: [water] })}/water`
  await teller.clock.pass(dayMs - (teller.clock.nowMs() % dayMs))
  let count = 5_000
  for (let day = 0; day < 6; day++) {
    await teller.clock.pass(12 * hourMs)
    teller.reading(point, (count += 100))
    await teller.clock.pass(12 * hourMs)
  }
  await teller.clock.pass(2 * hourMs)
  expect(teller.told(point).map((one) => (one.is === 'bin' ? one.sum : one))).toEqual([100, 100, 100, 100, 100])
})

test('[P6] nothing that is kept or said depends on a pulse but the noisy number at the end, and no clock tells when one came', async () => {
  const [busy, still] = [tellerOf(7), tellerOf(7)]
  for (const teller of [busy, still]) {
    const point: PointId = `${teller.bring({ key: 'hall', pulses: [step] })}/step`
    teller.choose(point, counted)
    await teller.clock.pass(900_000 - (teller.clock.nowMs() % 900_000) + 250_000)
    for (let minute = 0; minute < 90; minute++) {
      const passings = teller === busy ? Array.from({ length: 17 }, (_, index) => 3_000 + index) : []
      for (const pauseMs of passings) {
        teller.pulse(point)
        await teller.clock.pass(pauseMs)
      }
      await teller.clock.pass(minuteMs - (teller.clock.nowMs() % minuteMs))
    }
    expect(teller.told(point).length).toBeGreaterThan(3)
  }
  // The same but for the numbers themselves: how often, when, how many.
  const bare = ({ entries, kept }: Teller) =>
    JSON.stringify([entries, kept], (key, value: unknown) => {
      if (key !== 'told' && key !== 'items') return value
      const items = (typeof value === 'string' ? JSON.parse(value) : value) as readonly object[]
      return items.map((one) => ({ ...one, count: 0 }))
    })
  expect(bare(busy)).toBe(bare(still))
  const counts = (teller: Teller) => teller.told(`${teller.commune.views.things.list()[0]!.id}/step`).map((one) => (one.is === 'count' ? (one.count ?? 0) : -1))
  const fullSpans = counts(busy).slice(1)
  expect(fullSpans.every((count) => Math.abs(count - 255) < 120)).toBe(true)
  expect(counts(still).every((count) => count < 120)).toBe(true)
})

test('[P6] what was drawn is kept before it is said: whoever stops between the two says the same afterwards, and once', async () => {
  const teller = tellerOf(3)
  const point: PointId = `${teller.bring({ key: 'hall', pulses: [step] })}/step`
  teller.choose(point, counted)
  await teller.clock.pass(900_000 - (teller.clock.nowMs() % 900_000))
  teller.loses = true
  await teller.clock.pass(1_500_000)
  const drawn = teller.kept.at(-1)?.waiting
  expect(drawn).toHaveLength(1)
  expect(teller.told(point)).toEqual([])
  teller.restart(99)
  teller.loses = false
  await teller.clock.pass(600_000)
  expect(teller.told(point).slice(0, 1)).toEqual(drawn?.[0]?.items)
  // It was said, and the power failed before that was kept: it is not said again.
  const entries = teller.entries.length
  teller.kept.push({ ...teller.kept.at(-1)!, waiting: drawn! })
  teller.restart(100)
  await teller.clock.pass(300_000)
  expect(teller.entries).toHaveLength(entries)
})

test('[P6] all counts of one household pay from one purse, over restarts, and when it is empty nothing more goes out that day', async () => {
  const teller = tellerOf(5)
  const points = ['hall', 'stairs'].map((key): PointId => `${teller.bring({ key, pulses: [step] })}/step`)
  await teller.clock.pass(dayMs - (teller.clock.nowMs() % dayMs))
  for (const point of points) teller.choose(point, counted)
  for (let hour = 0; hour < 25; hour++) {
    await teller.clock.pass(hourMs)
    if (hour === 7) teller.restart(8)
  }
  const dayEnd = teller.clock.nowMs() - (teller.clock.nowMs() % dayMs)
  const told = points.map((point) => teller.told(point).filter((one) => one.is === 'count' && one.startMs < dayEnd))
  expect(told[0]!.length + told[1]!.length).toBeLessThanOrEqual(96)
  expect(told.flat().length).toBeGreaterThan(90)
  const [thing] = teller.commune.views.things.list()
  expect(teller.telling.spentOf(thing!)?.state.days.every(([, spent]) => spent <= 9_600)).toBe(true)
})

test('[P6] a mean over several is told only where there are as many households, and each of them tells the same one', async () => {
  const teller = tellerOf()
  const averaged: LeavingChoice = { class: 'household', transform: { is: 'averaged', stepMs: hourMs, least: 5 }, lifetime: {} }
  const bring = (index: number): PointId => {
    const thing = teller.bring({ key: `flat ${index}`, readings: [{ key: 'warm', name: 'warm', about: 'temperature', shape: { is: 'number', unit: '°C' } }] })
    teller.commune.wish(teller.box, { wish: 'call-thing', thing, with: [teller.commune.ware().ware] })
    teller.choose(`${thing}/warm`, averaged)
    return `${thing}/warm`
  }
  const points = [0, 1, 2, 3].map(bring)
  const hour = async (): Promise<void> => {
    for (let minute = 0; minute < 6; minute++) {
      for (const [index, point] of points.entries()) teller.reading(point, 18 + index)
      await teller.clock.pass(10 * minuteMs)
    }
  }
  await atHour(teller)
  await hour()
  await hour()
  expect(teller.entries).toEqual([])
  points.push(bring(4))
  for (let each = 0; each < 3; each++) await hour()
  expect(points.map((point) => teller.told(point).map((one) => (one.is === 'average' ? one.mean : one)))).toEqual(points.map(() => [20, 20]))
})

test('[P6] three who share a flat are one household, however their things are shared out among them', async () => {
  const teller = tellerOf()
  const averaged: LeavingChoice = { class: 'household', transform: { is: 'averaged', stepMs: hourMs, least: 5 }, lifetime: {} }
  const [ana, bo, cy] = [0, 1, 2].map(() => teller.commune.ware().ware)
  const points = [[ana!], [bo!], [cy!], [ana!, bo!], [bo!, cy!], [ana!, bo!, cy!]].map((people, index): PointId => {
    const thing = teller.bring({ key: `room ${index}`, readings: [{ key: 'warm', name: 'warm', about: 'temperature', shape: { is: 'number', unit: '°C' } }] })
    teller.commune.wish(teller.box, { wish: 'call-thing', thing, with: people })
    teller.choose(`${thing}/warm`, averaged)
    return `${thing}/warm`
  })
  await atHour(teller)
  for (let minute = 0; minute < 200; minute++) {
    for (const point of points) teller.reading(point, 20)
    await teller.clock.pass(minuteMs)
  }
  expect(teller.entries).toEqual([])
})

test('[P6] where what was kept is damaged, or is gone though counts were told, today is spent and it is said so; tomorrow counts go out again', async () => {
  for (const lost of ['damaged', 'gone']) {
    const teller = tellerOf(5)
    const thing = teller.bring({ key: 'hall', pulses: [step] })
    const point: PointId = `${thing}/step`
    teller.choose(point, counted)
    await teller.clock.pass(dayMs - (teller.clock.nowMs() % dayMs) + 2 * hourMs)
    const before = teller.told(point).length
    expect(before).toBeGreaterThan(5)
    if (lost === 'gone') teller.kept.length = 0
    else teller.kept.push(null as never)
    teller.restart(6)
    const isSpent = (): boolean => {
      const spent = teller.telling.spentOf(teller.commune.views.things.one(thing)!)
      const budget = new DayBudget(spent?.dayMilli ?? 0, spent?.state)
      expect(budgetWords(budget, teller.clock.nowMs()).key).toBe(budget.isLost(teller.clock.nowMs()) ? 'leaving.budget-lost' : 'leaving.budget')
      return budget.leftMilli(teller.clock.nowMs()) === 0
    }
    await teller.clock.pass(10 * hourMs)
    teller.restart(7)
    await teller.clock.pass(10 * hourMs)
    expect([teller.told(point).length, isSpent()], lost).toEqual([before, true])
    await teller.clock.pass(4 * hourMs)
    expect(teller.told(point).length, lost).toBeGreaterThan(before)
    expect(isSpent()).toBe(false)
  }
})

test('[P6] a span of a count that was open at a restart is never told as a low number: it is not told, and those beside it are', async () => {
  const teller = tellerOf(11)
  const point: PointId = `${teller.bring({ key: 'hall', pulses: [step] })}/step`
  teller.choose(point, counted)
  await teller.clock.pass(900_000 - (teller.clock.nowMs() % 900_000))
  const beginMs = teller.clock.nowMs()
  for (let minute = 0; minute < 75; minute++) {
    if (minute === 43) teller.restart(12)
    for (let each = 0; each < 20; each++) teller.pulse(point)
    await teller.clock.pass(minuteMs)
  }
  const told = teller.told(point).flatMap((one) => (one.is === 'count' ? [[(one.startMs - beginMs) / 900_000, one.count ?? 0] as const] : []))
  expect(told.map(([span]) => span)).toEqual([0, 1, 3])
  for (const [, count] of told) expect(count).toBeGreaterThan(150)
  // Nobody who asks for the history sees a number there either.
  expect(toldHistory(teller.told(point), beginMs, teller.clock.nowMs())).toMatchObject({ starts: [0, 1, 3].map((span) => beginMs + span * 900_000) })
  expect(toldHistory(teller.told(point), beginMs, teller.clock.nowMs())?.fewer).toBeUndefined()
})

test('[P6] of a counter that is counted what came goes in, and never what it has counted ever', async () => {
  const teller = tellerOf(6)
  const point: PointId = `${teller.bring({ key: 'gate', readings: [{ key: 'through', name: 'through', counter: true, shape: { is: 'number' } }] })}/through`
  teller.choose(point, counted)
  await teller.clock.pass(900_000 - (teller.clock.nowMs() % 900_000))
  let count = 15_000
  for (let minute = 0; minute < 60; minute++) {
    // It begins anew in between.
    teller.reading(point, (count = minute === 33 ? 3 : count + 3))
    await teller.clock.pass(minuteMs)
  }
  const counts = teller.told(point).map((one) => (one.is === 'count' ? (one.count ?? 0) : -1))
  expect(counts.length).toBeGreaterThan(2)
  for (const each of counts) expect(Math.abs(each - 45)).toBeLessThan(120)
})

test('what cannot be said now waits, within bounds, and a thing that is gone says nothing more', async () => {
  const teller = tellerOf()
  const [point, other] = ['eye', 'ear'].map((key): PointId => `${teller.bring({ key, readings: [light] })}/light`)
  for (const each of [point!, other!]) teller.choose(each, { ...hourly, transform: { is: 'binned', stepMs: minuteMs, of: ['mean'] } })
  teller.maySay = false
  for (let minute = 0; minute < 60; minute++) {
    for (const each of [point!, other!]) teller.reading(each, minute)
    await teller.clock.pass(minuteMs)
  }
  expect(teller.entries).toEqual([])
  teller.commune.wish(teller.box, { wish: 'thing-gone', thing: other!.split('/')[0]! })
  teller.maySay = true
  await teller.clock.pass(600_000)
  expect(teller.told(point!).length).toBeGreaterThan(50)
  expect(teller.told(other!)).toEqual([])
  // A state that is nonsense begins anew.
  teller.kept.push({ points: 'none' } as never)
  teller.restart(1)
  await teller.clock.pass(600_000)
})

test('[P6] of a span in which a sensor was out of reach no count goes out: it would say that hardly anybody passed', async () => {
  const spansOf = async (passings: 'some' | 'none'): Promise<number[]> => {
    const teller = tellerOf(9)
    const point: PointId = `${teller.bring({ key: 'hall', pulses: [step] })}/step`
    await teller.clock.pass(dayMs - (teller.clock.nowMs() % dayMs))
    const fromMs = teller.clock.nowMs()
    teller.choose(point, counted)
    await teller.clock.pass(hourMs + minuteMs)
    teller.away(point, true)
    await teller.clock.pass(hourMs)
    // Whoever passes shows that it is heard, and changes nothing in which spans are told.
    if (passings === 'some') teller.pulse(point)
    await teller.clock.pass(hourMs)
    teller.away(point, false)
    await teller.clock.pass(2 * hourMs)
    return teller.told(point).map((one) => (one.is === 'count' ? (one.startMs - fromMs) / 900_000 : -1))
  }
  const told = await spansOf('none')
  // Out of reach from 1:01 to 3:01.
  expect(told.filter((span) => span >= 4 && span <= 12)).toEqual([])
  expect(told).toEqual(expect.arrayContaining([1, 2, 3, 13, 14, 15, 16]))
  expect(await spansOf('some')).toEqual(told)
})
