import fc from 'fast-check'
import { expect, test } from 'vitest'
import { averaged, Averaging, type Published } from './index.ts'

const stepMs = 3_600_000
const startMs = 400_000 * stepMs
const members = ['a', 'b', 'c', 'd', 'e']

const readings = fc.array(
  fc.record({
    member: fc.constantFrom(...members, 'stranger'),
    afterMs: fc.nat({ max: 6 * stepMs }),
    lateMs: fc.nat({ max: stepMs / 4 - 1 }),
    value: fc.oneof(fc.double({ noNaN: true, min: -1e5, max: 1e5 }), fc.constantFrom(Number.NaN, Infinity))
  }),
  { maxLength: 150 }
)

test('[P6] means over several told one by one are those of the whole record', () => {
  fc.assert(
    fc.property(readings, (drawn) => {
      const endMs = startMs + 9 * stepMs
      const all = drawn
        .map(({ member, afterMs, lateMs, value }) => ({ member, atMs: startMs + afterMs, comesMs: startMs + afterMs + lateMs, value }))
        .toSorted((a, b) => a.comesMs - b.comesMs)
      const averaging = new Averaging(stepMs, 3, members, startMs)
      const got: Published[] = []
      for (const { member, atMs, comesMs, value } of all) {
        got.push(...averaging.due(comesMs))
        averaging.note(member, atMs, value, comesMs)
      }
      got.push(...averaging.due(endMs))
      expect(got).toEqual(averaged(all, stepMs, 3, members, endMs))
    })
  )
})

test('[P6] each member counts once, however many readings it has', () => {
  const all = [
    ...Array.from({ length: 50 }, (_, n) => ({ member: 'a', atMs: startMs + n, value: 100 })),
    { member: 'b', atMs: startMs, value: 10 },
    { member: 'c', atMs: startMs, value: 40 }
  ]
  expect(averaged(all, stepMs, 3, ['a', 'b', 'c'], startMs + 2 * stepMs)).toEqual([{ is: 'average', startMs, stepMs, mean: 50 }])
})

test('[P6] a span in which a member is missing is left out: the difference would be that member', () => {
  const averaging = new Averaging(stepMs, 3, members, startMs)
  for (const member of members.slice(1)) averaging.note(member, startMs, 20, startMs)
  expect(averaging.due(startMs + 2 * stepMs)).toEqual([])
  expect(averaging.note('a', startMs, 20, startMs + 2 * stepMs)).toBe('late')
  expect(averaging.nextMs).toBeGreaterThan(startMs + 2 * stepMs)
})

test('[P6] a mean over too few is not begun', () => {
  expect(() => new Averaging(stepMs, 3, ['a', 'b', 'b'], startMs)).toThrow(RangeError)
  expect(averaged([], stepMs, 3, ['a', 'b'], startMs)).toEqual([])
})

test('[E7] strangers and wrong clocks take no room', () => {
  const averaging = new Averaging(stepMs, 3, members, 0)
  expect(averaging.note('stranger', startMs, 1, startMs)).toBe('strange')
  expect(averaging.note('a', startMs + 1e12, 1, startMs)).toBe('ahead')
  const noted = Array.from({ length: 100 }, (_, n) => averaging.note('a', n * stepMs, 1, startMs))
  expect(noted.filter((one) => one === 'taken')).toHaveLength(64)
})
