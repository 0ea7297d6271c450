import { expect, test } from 'vitest'
import { neverRests, supplyUnit, usedIn } from './used.ts'

const hourMs = 3_600_000

test('hours of which nothing is known are counted', () => {
  expect(usedIn({ step: hourMs, starts: [0, hourMs, 5 * hourMs], used: [2, 2, 10], sum: 14, resets: 1 })).toEqual({ starts: [0, hourMs, 5 * hourMs], amounts: [2, 2, 10], sum: 14, resets: 1, missing: 3 })
})

test('what never rests is the least of every hour, and is told only where nearly all hours are known', () => {
  const starts = Array.from({ length: 72 }, (_, i) => i * hourMs)
  const none = starts.map(() => 0)
  expect(neverRests({ starts, used: starts.map((_, i) => 4 + (i % 5)), spread: none }, 0, 72 * hourMs)).toBe(4)
  expect(neverRests({ starts, used: starts.map((_, i) => (i === 40 ? 0 : 9)), spread: none }, 0, 72 * hourMs)).toBe(0)
  expect(neverRests({ starts: starts.slice(0, 20), used: none.map(() => 4), spread: none }, 0, 72 * hourMs)).toBe(0)
  // A meter that is read once a day has not run all night.
  expect(neverRests({ starts, used: none.map(() => 4), spread: none.map(() => 4) }, 0, 72 * hourMs)).toBe(0)
})

test('water is water in any unit, and what is neither water nor energy is not counted', () => {
  expect(supplyUnit('m³')).toEqual({ kind: 'water', factor: 1_000 })
  expect(supplyUnit('MWh')).toEqual({ kind: 'energy', factor: 1_000 })
  for (const unit of [undefined, 'lx', '__proto__', 'constructor']) expect(supplyUnit(unit)).toBe(undefined)
})
