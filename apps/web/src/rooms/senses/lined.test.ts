import { expect, test } from 'vitest'
import { linedOf, tableOf } from './lined.ts'

const hourMs = 3_600_000
const history = (starts: readonly number[], values: readonly number[]) => ({
  point: 'a/b' as const, step: hourMs, starts, counts: values.map(() => 4), means: values, mins: values.map((each) => each - 1), maxs: values.map((each) => each + 1), lasts: values
})
const span = { fromMs: 0, toMs: 10 * hourMs }

test('where nothing was told the line breaks, and nothing is made up between', () => {
  const lined = linedOf(history([0, hourMs, 6 * hourMs], [10, 12, 20]), { shape: { is: 'number' } }, span)!
  expect(lined.gaps).toBe(true)
  expect(lined.line.middle).toEqual([10, 12, null, 20])
  expect([lined.least, lined.most, lined.mean]).toEqual([9, 21, 14])
  expect(linedOf(history([], []), { shape: { is: 'number' } }, span)).toBe(undefined)
})

test('a meter is shown as what was used in each span, without the span that only says where it stood', () => {
  const lined = linedOf(history([-hourMs, 0, hourMs, 2 * hourMs], [100, 103, 103, 110]), { counter: true, shape: { is: 'number', unit: 'l' } }, { fromMs: 0, toMs: 3 * hourMs })!
  expect(lined.draws).toBe('bars')
  expect(lined.line.times).toEqual([0, hourMs, 2 * hourMs])
  expect(lined.used!.sum).toBe(10)
})

test('the table says the same as the line in few rows', () => {
  const starts = Array.from({ length: 480 }, (_, i) => i * hourMs)
  const lined = linedOf(history(starts, starts.map((_, i) => i)), { shape: { is: 'number' } }, span)!
  const rows = tableOf(lined)
  expect(rows).toHaveLength(24)
  expect([rows[0]!.least, rows.at(-1)!.most]).toEqual([-1, 480])
})
