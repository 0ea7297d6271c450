import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DueQueue } from './queue.ts'

test('the first due is always one with the least time', () => {
  const time = fc.oneof({ arbitrary: fc.nat(50), weight: 4 }, { arbitrary: fc.constant(Number.POSITIVE_INFINITY), weight: 1 })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(40), time), { maxLength: 300 }), (sets) => {
      const queue = new DueQueue()
      const times = new Map<number, number>()
      for (const [who, dueMs] of sets) {
        queue.set(who, dueMs)
        times.set(who, dueMs)
        const least = Math.min(Number.POSITIVE_INFINITY, ...times.values())
        expect(queue.dueMs).toBe(least)
        if (least < Number.POSITIVE_INFINITY) expect(times.get(queue.first)).toBe(least)
      }
    })
  )
})
