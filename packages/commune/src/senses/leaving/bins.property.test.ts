import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binned, Binning, type Published, waitMsOf } from './index.ts'
import { ExactSum } from './sum.ts'

const stepMs = 600_000
const startMs = 1_700_000_000_000 - (1_700_000_000_000 % stepMs)
const of = ['mean', 'min', 'max', 'last', 'sum'] as const

const measured = fc.oneof(
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.constantFrom(0, -0, 1e-300, 1e99, -1e99, 0.1, 0.2, Number.NaN, Infinity, 1e200)
)
const readings = fc.array(fc.record({ afterMs: fc.nat({ max: 20 * stepMs }), lateMs: fc.nat({ max: waitMsOf(stepMs) - 1 }), value: measured }), {
  maxLength: 200
})

/** Side by side, in order of time; of one time in the order in which they came. */
const sideBySide = (all: readonly { atMs: number; comesMs: number; value: number }[]) => {
  const sorted = all.toSorted((a, b) => a.atMs - b.atMs || a.comesMs - b.comesMs)
  return { times: Float64Array.from(sorted, ({ atMs }) => atMs), values: Float64Array.from(sorted, (one) => one.value) }
}

test('[P6] spans told one by one are those of the whole record, in whatever order readings come', () => {
  fc.assert(
    fc.property(readings, fc.array(fc.nat({ max: 25 * stepMs }), { maxLength: 20 }), (drawn, asks) => {
      const all = drawn
        .map(({ afterMs, lateMs, value }) => ({ atMs: startMs + afterMs, comesMs: startMs + afterMs + lateMs, value }))
        .toSorted((a, b) => a.comesMs - b.comesMs)
      const endMs = startMs + 30 * stepMs
      let binning = new Binning(stepMs, of, startMs)
      const got: Published[] = []
      const questions = asks.map((ask) => startMs + ask).toSorted((a, b) => a - b)
      for (const { atMs, comesMs, value } of all) {
        while (questions[0] !== undefined && questions[0] <= comesMs) got.push(...binning.due(questions.shift() as number))
        binning.note(atMs, value, comesMs)
      }
      got.push(...binning.due(endMs))
      expect(got).toEqual(binned(sideBySide(all), stepMs, of, endMs, startMs))
      // A restart in between publishes nothing twice.
      binning = new Binning(stepMs, of, binning.closedMs)
      for (const { atMs, value } of all) binning.note(atMs, value, endMs)
      expect(binning.due(endMs)).toEqual([])
    })
  )
})

test('[P6] a reading that comes after its span was published changes nothing', () => {
  const binning = new Binning(stepMs, ['mean'], startMs)
  expect(binning.note(startMs + 1, 10, startMs + 1)).toBe('taken')
  expect(binning.nextMs).toBe(startMs + stepMs + waitMsOf(stepMs))
  expect(binning.due(binning.nextMs - 1)).toEqual([])
  expect(binning.due(binning.nextMs)).toEqual([{ is: 'bin', startMs, stepMs, mean: 10 }])
  expect(binning.note(startMs + 2, 99, startMs + 2 * stepMs)).toBe('late')
  expect(binning.due(startMs + 9 * stepMs)).toEqual([])
})

test('[E7] readings of a wrong clock and strange numbers take no room', () => {
  const binning = new Binning(stepMs, ['mean'], startMs)
  expect(binning.note(startMs + 1e12, 1, startMs)).toBe('ahead')
  expect(binning.note(Infinity, 1, startMs)).toBe('strange')
  expect(binning.note(Number.NaN, 1, startMs)).toBe('strange')
  expect(binning.note(startMs, Number.NaN, startMs)).toBe('strange')
  expect(binning.note(startMs, 1e101, startMs)).toBe('strange')
  const long = new Binning(stepMs, ['mean'], 0)
  const noted = Array.from({ length: 500 }, (_, span) => long.note(span * stepMs, 1, startMs))
  expect(noted.filter((one) => one === 'taken')).toHaveLength(64)
  expect(noted.at(-1)).toBe('full')
  expect(long.due(Number.NaN)).toEqual([])
})

test('spans begin at multiples of the step, also before 1970', () => {
  const times = Float64Array.from([-1, 0, 599_999, 600_000])
  const bins = binned({ times, values: Float64Array.from([1, 2, 4, 8]) }, stepMs, ['sum'], 1e7)
  expect(bins.map((bin) => [bin.startMs, bin.sum])).toEqual([[-600_000, 1], [0, 6], [600_000, 8]])
})

test('a sum is the same in every order, and correctly rounded', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -1e30, max: 1e30 }), { maxLength: 60 }), fc.infiniteStream(fc.double({ noNaN: true, min: 0, max: 1 })), (values, keys) => {
      const sum = (all: readonly number[]): number => {
        const exact = new ExactSum()
        for (const one of all) exact.add(one)
        return exact.total()
      }
      const mixed = values.map((one) => [keys.next().value as number, one] as const).toSorted(([a], [b]) => a - b).map(([, one]) => one)
      expect(sum(mixed)).toBe(sum(values))
      expect(sum([...values, ...values.map((one) => -one)])).toBe(0)
    })
  )
  const tenths = new ExactSum()
  for (let n = 0; n < 10; n++) tenths.add(0.1)
  expect(tenths.total()).toBe(1)
})
