/** What a device is told of what it follows, and what the number of an answer tells. */
import type { PointId } from '@commune/commune'
import { expect, test } from 'vitest'
import { StepClock } from '../testing/index.ts'
import { Now } from './now.ts'
import { TellingNow } from './tellingNow.ts'

const [lux, step, hidden] = ['t/lux', 't/step', 't/hidden'] as const satisfies readonly PointId[]
const known = (atMs: number, value = 1): { known: { atMs: number; value: number } } => ({ known: { atMs, value } })

const telling = () => {
  const clock = new StepClock(async () => {})
  const now = new Now(() => clock.nowMs())
  return { clock, now, all: new TellingNow(now, clock) }
}

test('[P6] the number of an answer is the same whatever else changed, and whenever somebody passed', async () => {
  const numbers = async (passings: number): Promise<number[]> => {
    const { clock, now, all } = telling()
    const got: number[] = []
    for (let round = 0; round < 5; round++) {
      await clock.pass(10)
      now.note(hidden, known(clock.nowMs(), round))
      for (let each = 0; each < passings; each++) now.pulse(step, clock.nowMs() + 8_000)
      now.note(lux, known(clock.nowMs(), round))
      got.push((await all.tell('who', { ask: 'now', points: [lux, step, hidden], since: got.at(-1) ?? 0 }, () => [lux, step])).version)
    }
    return got.map((number) => number - got[0]!)
  }
  expect(await numbers(0)).toEqual(await numbers(7))
})

test('told is what changed since the answer that it asks with, and what may be told only now', async () => {
  const { clock, now, all } = telling()
  now.note(lux, known(1))
  now.note(hidden, known(2))
  const ask = (since: number, open: readonly PointId[]) => clock.wait(all.tell('who', { ask: 'now', points: [lux, step, hidden], since }, () => open))
  const first = await ask(0, [lux])
  expect(first).toMatchObject({ told: [{ point: lux }], kept: [step, hidden] })
  const second = await ask(first.version, [lux, hidden])
  expect(second.told).toEqual([{ point: hidden, value: 1, atMs: 2 }])
  now.note(lux, known(3, 4))
  expect((await ask(second.version, [lux, hidden])).told).toEqual([{ point: lux, value: 4, atMs: 3 }])
  // The same answer again, as whoever lost the last one asks.
  expect((await ask(second.version, [lux, hidden])).told).toEqual([{ point: lux, value: 4, atMs: 3 }])
})

test('a number of an earlier start, or of nobody, is told all anew', async () => {
  const { clock, now, all } = telling()
  now.note(lux, known(1))
  const { version } = await all.tell('who', { ask: 'now', points: [lux], since: 0 }, () => [lux])
  await clock.pass(5_000)
  const later = new TellingNow(now, clock)
  expect((await later.tell('who', { ask: 'now', points: [lux], since: version }, () => [lux])).told).toHaveLength(1)
  expect((await all.tell('another', { ask: 'now', points: [lux], since: version }, () => [lux])).told).toHaveLength(1)
})

test('a sensor that goes out of reach while somebody is near is told as unknown at once, and nobody is near there', async () => {
  const { clock, now, all } = telling()
  const ask = (since: number) => clock.wait(all.tell('who', { ask: 'now', points: [step], since }, () => [step]))
  now.pulse(step, clock.nowMs() + 8_000)
  const first = await ask(0)
  now.note(step, { unknown: 'unavailable', atMs: clock.nowMs() })
  expect(now.isNear(step, clock.nowMs())).toBe(false)
  expect((await ask(first.version)).told).toEqual([{ point: step, unknown: 'unavailable', atMs: clock.nowMs() }])
})

test('[P6] a clock that is set back makes nobody near for longer than a passing lasts, nor does it hide who passes then', async () => {
  const { clock, now } = telling()
  now.pulse(step, clock.nowMs() + 8_000)
  clock.skip(-86_400_000)
  expect([now.isNear(step, clock.nowMs()), now.nearMs(step, clock.nowMs())]).toEqual([false, 0])
  now.pulse(step, clock.nowMs() + 8_000)
  expect(now.nearMs(step, clock.nowMs())).toBe(8_000)
})
