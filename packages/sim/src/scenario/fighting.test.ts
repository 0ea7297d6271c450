import { expect, test } from 'vitest'
import { safetyCheckers } from '../run/run.ts'
import type { Settle } from '../time/virtualTime.ts'
import { runFighting } from './fighting.ts'

const settle: Settle = () => new Promise((resolve) => process.nextTick(resolve))

test.each([1, 2, 3])('[P5] fifty agreements that fight over one lamp move it no quicker than its least hold, and it comes to rest (seed %i)', async (seed) => {
  const { moves, leastApartMs, wrong, held, holding, afterwards, broken } = await runFighting({ seed, agreements: 50, minutes: 10, checkers: safetyCheckers }, settle)
  expect({ wrong, broken, afterwards }).toEqual({ wrong: [], broken: [], afterwards: 0 })
  // They do fight: without slots and least hold it would be moved at nearly each of 850 readings.
  expect(moves.length).toBeGreaterThan(20)
  expect(holding).toBeGreaterThan(10)
  expect(held).toContain('agreement')
  expect(held).toContain('safety')
  // Somebody's hands, or somebody for a while: whoever stands at it hides the other.
  expect(held.has('device') || held.has('person')).toBe(true)
  expect(leastApartMs).toBeGreaterThanOrEqual(4_999)
}, 60_000)
