import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsFor, cut, nameOn, nightsOf, total } from './nights.ts'

const hourMs = 3_600_000
const noon = new Date(2026, 10, 12, 12).getTime()
const twoWeeks = 14 * 24 * hourMs
const linden = { latitude: 52.5, longitude: 13.4 }

test('of a fortnight there are fourteen nights, by the sun and by the clock, and fourteen over a change of the clocks as well', () => {
  expect(cut('nights', noon, noon + twoWeeks, linden)).toMatchObject({ by: 'sun', columns: { length: 14 } })
  expect(cut('nights', noon, noon + twoWeeks)).toMatchObject({ by: 'clock', columns: { length: 14 } })
  const summer = new Date(2026, 9, 18, 12).getTime()
  expect(cut('nights', summer, new Date(2026, 10, 1, 12).getTime()).columns).toHaveLength(14)
})

test('a fortnight has fourteen nights and fourteen days at any hour, also at those about sunset, all year', () => {
  const harbour = { latitude: 58, longitude: -5 }
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 31 * hourMs)
    for (const [columns, place] of [['nights', linden], ['nights', harbour], ['nights', undefined], ['days', undefined]] as const) {
      const { columns: found } = cut(columns, at - twoWeeks, at, place)
      expect([columns, place, new Date(at).toISOString(), found.length]).toEqual([columns, place, new Date(at).toISOString(), 14])
      expect(found.at(-1)!.fromMs).toBeLessThan(at)
      expect(found[0]!.fromMs).toBeGreaterThan(at - twoWeeks - 2 * hourMs)
    }
})

test('a night begins when the sun sets and ends when it rises, as almanacs have it', () => {
  const { columns: [first] } = cut('nights', Date.parse('2026-06-21T12:00:00Z'), Date.parse('2026-06-22T12:00:00Z'), linden)
  // Berlin, 21 June 2026: sets 21:33, rises 4:43 in summer time.
  expect(Math.abs(first!.fromMs - Date.parse('2026-06-21T19:33:00Z'))).toBeLessThan(4 * 60_000)
  expect(Math.abs(first!.toMs - Date.parse('2026-06-22T02:43:00Z'))).toBeLessThan(4 * 60_000)
})

test('where the sun does not set there are no nights by it, and the clock is named', () => {
  const north = { latitude: 78.2, longitude: 15.6 }
  expect(cut('nights', Date.parse('2026-06-15T12:00:00Z'), Date.parse('2026-06-22T12:00:00Z'), north).by).toBe('clock')
  expect(cut('nights', Date.parse('2026-12-15T12:00:00Z'), Date.parse('2026-12-22T12:00:00Z'), north).by).toBe('clock')
})

test('what is done by night is shown by nights, and what is done by day by days', () => {
  expect(columnsFor([{ fromMs: noon + 8 * hourMs, toMs: noon + 12 * hourMs }])).toBe('nights')
  expect(columnsFor([{ fromMs: noon, toMs: noon + 2 * hourMs }])).toBe('days')
  const midnightOfUtc = Date.UTC(2026, 10, 12)
  expect(columnsFor([{ fromMs: midnightOfUtc, toMs: midnightOfUtc + hourMs }], { latitude: -41, longitude: 175 })).toBe('days')
})

test('every moment of a day is in one column, nothing reaches out of its column, and nights of the sun do not lie over one another', () => {
  const span = fc.record({ at: fc.integer({ min: 0, max: twoWeeks }), long: fc.integer({ min: 60_000, max: 40 * hourMs }) }).map(({ at, long }) => ({ fromMs: noon + at, toMs: Math.min(noon + twoWeeks, noon + at + long) }))
  const place = fc.record({ latitude: fc.double({ min: -60, max: 60, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) })
  fc.assert(fc.property(fc.array(span, { maxLength: 12 }), place, (acted, where) => {
    const midnight = new Date(2026, 10, 12).getTime()
    const days = nightsOf(acted, [], cut('days', midnight, noon + twoWeeks))
    const sun = cut('nights', noon, noon + twoWeeks, where)
    expect(sun.by).toBe('sun')
    sun.columns.forEach(({ fromMs, toMs }, i) => expect(toMs > fromMs && fromMs >= (sun.columns[i - 1]?.toMs ?? 0)).toBe(true))
    for (const { from, to } of [...days, ...nightsOf(acted, [], sun)].flatMap((night) => night.acted)) {
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(1)
    }
    const shown = days.flatMap((night) => night.acted).reduce((sum, { from, to }) => sum + (to - from) * 24 * hourMs, 0)
    expect(shown).toBeCloseTo(total(acted), -3)
  }), { numRuns: 40 })
})

test('another agreement is shown for as long as it acts, ringed only where the two ask different things, and named where it first acts', () => {
  const at = (hour: number, toHour: number) => ({ fromMs: noon + hour * hourMs, toMs: noon + toHour * hourMs })
  const columns = { columns: [at(0, 10), at(24, 34)], by: 'clock' as const }
  const nights = nightsOf([at(25, 26)], [at(24, 29)], columns, [at(25, 26)])
  expect(nights).toEqual([{ acted: [], other: [], both: [] }, { acted: [{ from: 0.1, to: 0.2 }], other: [{ from: 0, to: 0.5 }], both: [{ from: 0.1, to: 0.2 }] }])
  expect(nameOn(nights)).toEqual({ across: 0.5, down: 0.25 })
  expect(nameOn(nightsOf([at(25, 26)], [], columns))).toBeUndefined()
})
