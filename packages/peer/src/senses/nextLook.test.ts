/** When acting looks again, and as of which moment: never one at which somebody passed. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { StepClock } from '../testing/index.ts'
import { NextLook } from './nextLook.ts'

const looking = () => {
  const clock = new StepClock(() => setImmediate())
  const startMs = clock.nowMs()
  /** Since the start: when it looked, and as of when. */
  const looks: [atMs: number, asOfMs: number][] = []
  const next = new NextLook(clock, (asOfMs) => void looks.push([clock.nowMs() - startMs, asOfMs - startMs]))
  return { clock, startMs, looks, next }
}

test('it looks once, when the first that waits is due', async () => {
  const { clock, startMs, looks, next } = looking()
  next.wait(startMs + 5_000, startMs)
  next.wait(startMs + 2_000, startMs)
  next.wait(startMs + 3_000, startMs)
  await clock.pass(10_000)
  expect(looks).toEqual([[2_000, 2_000]])
})

test('what is due at a part of a millisecond is looked at as of the end of it', async () => {
  const { clock, startMs, looks, next } = looking()
  next.wait(startMs + 1_000.25, startMs)
  await clock.pass(10_000)
  expect(looks).toEqual([[1_001, 1_001]])
})

test('[P6] a timer looks as of the moment it was set for, though the clock jumped meanwhile', async () => {
  for (const jumpMs of [600_000, -600_000]) {
    const { clock, startMs, looks, next } = looking()
    next.wait(startMs + 5_000, startMs)
    clock.skip(jumpMs)
    await clock.pass(700_000)
    expect(looks.map(([, asOfMs]) => asOfMs)).toEqual([5_000])
  }
})

test('[P6] a passing counts from before anything is due, and from no earlier than what was looked at', () => {
  const { clock, startMs, next } = looking()
  expect(next.passingMs(startMs - 1_000)).toBe(startMs)
  next.wait(startMs + 5_000, startMs)
  clock.skip(3_000)
  expect(next.passingMs(startMs)).toBe(startMs + 3_000)
  clock.skip(600_000)
  expect(next.passingMs(startMs)).toBe(startMs + 4_999)
  clock.skip(-1_200_000)
  expect(next.passingMs(startMs)).toBe(startMs)
})

test('[P6] after the clock jumped a wait is as long as it was before, until something looks by the new time', async () => {
  const { clock, startMs, looks, next } = looking()
  clock.skip(600_000)
  next.wait(startMs + 8_000, startMs)
  await clock.pass(10_000)
  expect(looks).toEqual([[608_000, 8_000]])
})

test('nobody looks after the end', async () => {
  const { clock, startMs, looks, next } = looking()
  next.wait(startMs + 1_000, startMs)
  next.end()
  await clock.pass(10_000)
  expect(looks).toEqual([])
})
