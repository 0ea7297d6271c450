import { expect, test } from 'vitest'
import { againOf, pauseMsOf } from './again.ts'

test('what dies of a signal or a fault is started again; what was asked to end or refused to start is not', () => {
  expect(againOf(null, 'SIGKILL', 50)).toBe(true)
  expect(againOf(null, 'SIGABRT', 50)).toBe(true)
  expect(againOf(134, null, 50)).toBe(true)
  expect(againOf(1, null, 60_000)).toBe(true)
  expect(againOf(1, null, 400)).toBe(false)
  expect(againOf(2, null, 400)).toBe(false)
  expect(againOf(0, null, 60_000)).toBe(false)
  expect(againOf(130, null, 60_000)).toBe(false)
  expect(againOf(null, 'SIGTERM', 60_000)).toBe(false)
})

test('one that dies at once again and again is started less and less often, and never given up', () => {
  expect([0, 1, 2, 3, 20, 2_000].map(pauseMsOf)).toEqual([0, 100, 200, 400, 30_000, 30_000])
})
