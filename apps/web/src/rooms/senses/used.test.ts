import { expect, test } from 'vitest'
import { neverRests, supplyUnit, usedIn } from './used.ts'

const hourMs = 3_600_000

test('spans of which nothing is known are counted, and those outside of the time are left out', () => {
  const row = { point: 'a/b' as const, step: hourMs, starts: [-2 * hourMs, 0, hourMs, 5 * hourMs, 9 * hourMs], used: [7, 2, 2, 10, 1], spread: [], knownMs: [], sum: 22, notes: [], resets: 1 }
  expect(usedIn(row, 0, 6 * hourMs)).toEqual({ starts: [0, hourMs, 5 * hourMs], amounts: [2, 2, 10], sum: 14, resets: 1, missing: 3 })
  expect(usedIn({ ...row, starts: [], used: [] }, 0, hourMs)).toMatchObject({ sum: 0, missing: 0 })
})

test('what never rests is the least of every hour, and is told only where nearly all hours are known', () => {
  const starts = Array.from({ length: 72 }, (_, i) => i * hourMs)
  expect(neverRests({ starts, amounts: starts.map((_, i) => 4 + (i % 5)) }, 0, 72 * hourMs)).toBe(4)
  expect(neverRests({ starts, amounts: starts.map((_, i) => (i === 40 ? 0 : 9)) }, 0, 72 * hourMs)).toBe(0)
  expect(neverRests({ starts: starts.slice(0, 20), amounts: starts.slice(0, 20).map(() => 4) }, 0, 72 * hourMs)).toBe(0)
})

test('water is water in any unit, and what is neither water nor energy is not counted', () => {
  expect(supplyUnit('m³')).toEqual({ kind: 'water', factor: 1_000 })
  expect(supplyUnit('MWh')).toEqual({ kind: 'energy', factor: 1_000 })
  for (const unit of [undefined, 'lx', '__proto__', 'constructor']) expect(supplyUnit(unit)).toBe(undefined)
})
