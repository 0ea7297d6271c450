/** How much of what cannot be read is taken from one device (S6, E7). */
import { expect, test } from 'vitest'
import type { Taken, World } from './world.ts'
import { Waiting } from './waiting.ts'

const nothing: Taken = { fresh: [], known: 0, ids: [], refused: [], broken: 0, sealedBytes: 0, refusedBytes: 0 }
const world = { graph: { heldBytes: 0 } } as unknown as World

test('[S6][E7] so much at once, then at a pace, whatever conversation it comes by; in all no more than a bound', () => {
  let nowMs = 0
  const waiting = new Waiting(world, () => nowMs, { atOnceBytes: 1_000, perMinuteBytes: 600, inAllBytes: 2_000 })
  const take = (device: string, sealedBytes: number): void => waiting.note(device, [], { ...nothing, sealedBytes }, false)
  expect(waiting.sealedWaitMs('box')).toBe(0)
  take('box', 1_000)
  expect(waiting.sealedWaitMs('box')).toBe(0)
  take('box', 300)
  expect(waiting.sealedWaitMs('box')).toBe(30_000)
  // Another device has a share of its own.
  expect(waiting.sealedWaitMs('phone')).toBe(0)
  nowMs += 20_000
  expect(waiting.sealedWaitMs('box')).toBe(10_000)
  // A clock that goes back gives nothing away.
  nowMs -= 50_000
  expect(waiting.sealedWaitMs('box')).toBe(10_000)
  nowMs += 200_000
  expect(waiting.sealedWaitMs('box')).toBe(0)
  take('box', 701)
  expect(waiting.sealedWaitMs('box')).toBeUndefined()
  nowMs += 10_000_000
  expect(waiting.sealedWaitMs('box')).toBeUndefined()
})

test('[V4][S6] an address that is said to be dead costs as well: nothing shows that there ever was more of it', () => {
  const waiting = new Waiting(world, () => 0, { atOnceBytes: 1_000, perMinuteBytes: 1_000, inAllBytes: 9_000 })
  waiting.noteDead('box', 3)
  expect(waiting.sealedWaitMs('box')).toBe(0)
  waiting.noteDead('box', 1)
  expect(waiting.sealedWaitMs('box')).toBeGreaterThan(0)
})
