import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neverRests, supplyUnit, usedOf } from './used.ts'

const hourMs = 3_600_000

/** Counts of a meter, gathered as they come: so many readings an hour. */
const gathered = (counts: readonly number[], perHour: number) => {
  const spans = Array.from({ length: Math.ceil(counts.length / perHour) }, (_, i) => counts.slice(i * perHour, (i + 1) * perHour))
  return {
    step: hourMs, starts: spans.map((_, i) => i * hourMs), mins: spans.map((span) => Math.min(...span)), maxs: spans.map((span) => Math.max(...span)), lasts: spans.map((span) => span.at(-1)!)
  }
}

test('all that a meter counts is told once, however often it is read in an hour and whenever it begins anew', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 200 })
  fc.assert(fc.property(amounts, fc.integer({ min: 1, max: 7 }), fc.option(fc.integer({ min: 8, max: 199 })), (used, perHour, reset) => {
    let count = 1_000
    const counts = [count, ...used.map((amount, i) => (count = i + 1 === reset ? amount : count + amount))]
    const told = usedOf(gathered(counts, perHour))
    const within = told.amounts.every((amount) => amount >= 0)
    expect(within).toBe(true)
    expect(told.sum).toBe(used.reduce((sum, each) => sum + each, 0))
    expect(told.resets).toBe(reset !== null && reset <= used.length ? 1 : 0)
  }))
})

test('a meter that jumps back a little has neither begun anew nor given anything back', () => {
  const told = usedOf(gathered([100, 104, 103.9, 104, 108], 1))
  expect(told.amounts.map((each) => Math.round(each * 10) / 10)).toEqual([0, 4, 0, 0, 4])
  expect(told.resets).toBe(0)
})

test('hours of which nothing is known are counted, and what was used across them is not lost', () => {
  const told = usedOf({ step: hourMs, starts: [0, hourMs, 5 * hourMs], mins: [0, 2, 11], maxs: [2, 4, 14], lasts: [2, 4, 14] })
  expect(told).toMatchObject({ amounts: [2, 2, 10], sum: 14, missing: 3 })
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
