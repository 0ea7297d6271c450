import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CounterOptions, readCounter, usedBetween } from './index.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const begin = Date.UTC(2026, 10, 1)

/** Counts told five minutes apart. */
const told = (...values: readonly number[]): { times: Float64Array, values: Float64Array } =>
  ({ times: Float64Array.from(values, (_, index) => begin + index * 5 * minuteMs), values: Float64Array.from(values) })

const total = (values: readonly number[], options: CounterOptions = {}): number => sum(readCounter(told(...values), options).uses.map(({ used }) => used))
const notes = (values: readonly number[], options: CounterOptions = {}): string[] => readCounter(told(...values), options).notes.map(({ is }) => is)
const sum = (numbers: Iterable<number>): number => Number([...numbers].reduce((all, one) => all + one, 0).toFixed(6))

/** A meter in a house: 20 readings that rise by a few hundredths each. */
const steady = (from: number, count = 20): number[] => Array.from({ length: count }, (_, i) => Number((from + i * 0.02 + (i % 3) * 0.001).toFixed(3)))

test('[C1] what it rose by was used', () => {
  expect(total([12_345.1, 12_345.1, 12_345.4, 12_346])).toBe(0.9)
  expect(notes([12_345.1, 12_345.4, 12_346])).toEqual([])
  expect(total([])).toBe(0)
  expect(total([7])).toBe(0)
})

test('[C2] a meter that wavers by a hair adds nothing, however long it does', () => {
  const wavering = Array.from({ length: 2_000 }, (_, i) => 12_345 + (i % 2) * 0.1)
  expect(total(wavering)).toBe(0.1)
  expect(total([...wavering, 12_345.3])).toBe(0.3)
})

test('[C3] a device that says 0 as it starts, before it knows better, has used nothing by that', () => {
  for (const slip of [[0], [0, 0, 0], [0.1], [0, -1, 0]]) {
    const values = [...steady(12_345), ...slip, ...steady(12_345.4)]
    expect([slip, total(values), notes(values).filter(is => is !== 'no-count')]).toEqual([slip, 0.781, ['dip']])
  }
})

test('[C3] a little drop that comes back, as meters over radio tell it, is not counted twice', () => {
  expect(total([...steady(830), 828.9, 828.95, ...steady(830.4)])).toBe(0.781)
})

test('[C5] a counter that begins anew each day counts each day', () => {
  const day = Array.from({ length: 288 }, (_, i) => Number((i * 0.035).toFixed(2)))
  const values = [...day, ...day, ...day]
  expect(total(values)).toBeCloseTo(3 * day.at(-1)!, 6)
  expect(notes(values)).toEqual(['begins-anew', 'begins-anew'])
  // Told for the first time after it began again.
  expect(total([...day, ...day.slice(3)])).toBeCloseTo(2 * day.at(-1)!, 6)
})

test('[C5] after a long gap a new beginning counts for what can have been used in it', () => {
  const day = Array.from({ length: 200 }, (_, i) => i * 0.02)
  const times = Float64Array.from([...day.keys(), 488].map(index => begin + index * 5 * minuteMs))
  const { uses, notes: found } = readCounter({ times, values: Float64Array.from([...day, 3.1]) })
  expect(found.map(({ is }) => is)).toEqual(['begins-anew'])
  expect(sum(uses.map(({ used }) => used))).toBeCloseTo(day.at(-1)! + 3.1, 6)
})

test('[C6] a meter that was replaced or set back never counts for what stands on it', () => {
  for (const next of [12_300, 9_000, 3_000, 40]) {
    const values = [...steady(12_345), ...steady(next)]
    expect([next, total(values), notes(values)]).toEqual([next, 0.762, ['lower']])
  }
})

test('[C4] a change between units a thousand apart is found, both ways, and counted on in the first one', () => {
  const wattHours = steady(12_345.4).map(count => Math.round(count * 1_000))
  const values = [...steady(12_345), ...wattHours]
  expect([total(values), notes(values)]).toEqual([0.781, ['unit']])
  const back = [...wattHours, ...steady(12_345.8)]
  expect([total(back), notes(back)]).toEqual([781, ['unit']])
  const thereAndBack = [...values, ...steady(12_345.8)]
  expect([total(thereAndBack), notes(thereAndBack)]).toEqual([1.181, ['unit', 'unit']])
})

test('[C7] a number out of nowhere that goes away again is left out', () => {
  const values = [...steady(500), 99_999, 65_535.5, ...steady(500.4)]
  expect([total(values), notes(values)]).toEqual([0.781, ['spike']])
})

test('[C8] a jump that stays counts for nothing, and it goes on from there; a heater that begins to heat is no jump', () => {
  const values = [...steady(345), ...steady(28_000)]
  expect([total(values), notes(values)]).toEqual([0.762, ['jump']])
  const heater = [...Array.from({ length: 50 }, (_, i) => 900 + i * 0.001), 900.3, 900.55, 900.8]
  expect([total(heater), notes(heater)]).toEqual([0.8, []])
})

test('[C9] what is no count is left out', () => {
  expect(total([100, -200, 100.1, Number.NaN, 100.2])).toBe(0.2)
  expect(notes([100, -200, 100.1])).toEqual(['no-count'])
})

test('[C10] what a person says about unit, replacing and wrapping goes before everything else', () => {
  expect(total([5, 5.5, 6_000, 6_500], { scales: [{ fromMs: begin + 8 * minuteMs, factor: 0.001 }] })).toBe(1.5)
  const replaced = [{ atMs: begin + 7 * minuteMs, endedAt: 12_350, beganAt: 2 }]
  expect([total([12_340, 12_345, 3, 4], { replaced }), notes([12_340, 12_345, 3, 4], { replaced })]).toEqual([12, ['replaced']])
  expect([total([99_990, 99_998, 4, 9], { wrapsAt: 100_000 }), notes([99_990, 99_998, 4, 9], { wrapsAt: 100_000 })]).toEqual([19, ['wrapped']])
})

test('[C11] a meter that is read once a month is spread over the month, and said to be', () => {
  const times = Float64Array.from([Date.UTC(2026, 8), Date.UTC(2026, 9), Date.UTC(2026, 10)])
  const { uses } = readCounter({ times, values: Float64Array.of(1_000, 1_300, 1_610) })
  const edges = Float64Array.from({ length: 61 + 1 }, (_, day) => Date.UTC(2026, 8, 1 + day))
  const { used, spread, knownMs } = usedBetween(uses, edges)
  expect(used[0]).toBeCloseTo(10, 9)
  expect(spread).toEqual(used)
  expect(sum(used)).toBeCloseTo(610, 6)
  expect(knownMs.every(ms => ms === 24 * hourMs)).toBe(true)
})

test('what was used is divided between spans by the time it took, and spans that nothing is known of stay empty', () => {
  const { used, spread, knownMs } = usedBetween([{ fromMs: 0, toMs: 2 * hourMs, used: 6 }], Float64Array.of(-hourMs, 0, hourMs / 2, 3 * hourMs))
  expect([[...used], [...spread], [...knownMs]]).toEqual([[0, 1.5, 4.5], [0, 0, 0], [0, hourMs / 2, 1.5 * hourMs]])
  expect(usedBetween([], new Float64Array(0)).used).toEqual(new Float64Array(0))
})

test('whatever is told, nothing less than nothing is used, uses do not overlap, and spans hold all of it', () => {
  const value = fc.oneof(fc.double({ min: -10, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 50 }), fc.constantFrom(Number.NaN, 0, 1e300, Infinity, -0))
  const options: fc.Arbitrary<CounterOptions> = fc.record({
    step: fc.constantFrom(0, 0.1, 1),
    wrapsAt: fc.constantFrom(100, 1_000_000),
    scales: fc.constantFrom([], [{ fromMs: begin + hourMs, factor: 1_000 }]),
    replaced: fc.constantFrom([], [{ atMs: begin + 2 * hourMs, endedAt: 70, beganAt: 3 }])
  }, { requiredKeys: [] })
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 4 * hourMs }), value), { maxLength: 60 }), options, (pairs, said) => {
    let time = begin
    const times = Float64Array.from(pairs, ([step]) => (time += step))
    const { uses } = readCounter({ times, values: Float64Array.from(pairs, ([, count]) => count) }, said)
    for (const [index, { fromMs, toMs, used }] of uses.entries()) {
      expect([used >= 0, toMs > fromMs, index === 0 || fromMs >= uses[index - 1]!.toMs]).toEqual([true, true, true])
    }
    const edges = Float64Array.from({ length: 400 }, (_, index) => begin + index * hourMs)
    const all = uses.reduce((most, { used }) => most + used, 0)
    const found = usedBetween(uses, edges).used.reduce((most, used) => most + used, 0)
    expect(Math.abs(found - all)).toBeLessThanOrEqual(1e-9 * (1 + all))
  }), { numRuns: 300 })
})
