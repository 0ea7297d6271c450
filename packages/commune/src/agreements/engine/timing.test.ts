import { expect, test } from 'vitest'
import { countsFrom, rightTiming } from './timing.ts'

const now = 1_700_000_000_000
const minuteMs = 60_000
const hourMs = 60 * minuteMs

test('a reading counts from its own time when that is a little ago, and from its coming when that lies ahead or is none', () => {
  const timing = rightTiming()
  expect(countsFrom(timing, now - 30_000, now)).toBe(now - 30_000)
  expect(countsFrom(timing, now + 1_000, now)).toBe(now)
  expect(timing.clock).toBe('right')
  expect(countsFrom(timing, now + hourMs, now)).toBe(now)
  expect(timing.clock).toBe('ahead')
  for (const told of [Number.NaN, Number.POSITIVE_INFINITY]) expect(countsFrom(timing, told, now)).toBe(now)
})

test('a clock that stays as far behind is behind after a minute, and right again with the first short delay', () => {
  const timing = rightTiming()
  const taken = [0, 20, 40, 59, 60, 80].map((seconds) => countsFrom(timing, now + seconds * 1_000 - hourMs + (seconds % 3), now + seconds * 1_000) === now + seconds * 1_000)
  expect(taken).toEqual([false, false, false, false, true, true])
  expect(timing.clock).toBe('behind')
  expect(countsFrom(timing, now + 90_000 - 200, now + 90_000)).toBe(now + 90_000 - 200)
  expect(timing.clock).toBe('right')
})

test('what waited on the way and catches up is believed, however long it takes', () => {
  const timing = rightTiming()
  // Two hours of readings, one a minute, come within six minutes.
  for (let at = 0; at < 120; at++) {
    const told = now - 2 * hourMs + at * minuteMs
    expect(countsFrom(timing, told, now + at * 3_000)).toBe(told)
  }
  expect(timing.clock).toBe('right')
})
