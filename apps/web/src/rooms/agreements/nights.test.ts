import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginningsOf, columnsFor, nightsOf, total } from './nights.ts'

const hourMs = 3_600_000
const noon = new Date(2026, 10, 12, 12).getTime()
const twoWeeks = 14 * 24 * hourMs

test('of a fortnight there are fourteen nights, and fourteen over a change of the clocks as well', () => {
  expect(beginningsOf('nights', noon, noon + twoWeeks)).toHaveLength(14)
  const summer = new Date(2026, 9, 18, 12).getTime()
  expect(beginningsOf('nights', summer, new Date(2026, 10, 1, 12).getTime())).toHaveLength(14)
})

test('what is done by night is shown by nights, and what is done by day by days', () => {
  expect(columnsFor([{ fromMs: noon + 8 * hourMs, toMs: noon + 12 * hourMs }])).toBe('nights')
  expect(columnsFor([{ fromMs: noon, toMs: noon + 2 * hourMs }])).toBe('days')
})

test('every moment of a day is in one column, and nothing reaches out of its column', () => {
  const span = fc.record({ at: fc.integer({ min: 0, max: twoWeeks }), long: fc.integer({ min: 60_000, max: 40 * hourMs }) }).map(({ at, long }) => ({ fromMs: noon + at, toMs: Math.min(noon + twoWeeks, noon + at + long) }))
  fc.assert(fc.property(fc.array(span, { maxLength: 12 }), (acted) => {
    const midnight = new Date(2026, 10, 12).getTime()
    const days = nightsOf(acted, [], 'days', midnight, noon + twoWeeks)
    for (const { from, to } of days.flatMap((night) => night.acted)) {
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(1)
    }
    const shown = days.flatMap((night) => night.acted).reduce((sum, { from, to }) => sum + (to - from) * 24 * hourMs, 0)
    expect(shown).toBeCloseTo(total(acted), -3)
  }))
})
