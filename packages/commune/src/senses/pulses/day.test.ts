import { expect, test } from 'vitest'
import { sequence } from '../../testing/index.ts'
import { Counting, DayBudget, defaultCounted } from '../leaving/index.ts'
import type { PointId } from '../thing.ts'
import { Pulses, signAt } from './index.ts'

const hourMs = 3_600_000
const startMs = 20_000 * 24 * hourMs

test('[P6] after a day of a thousand pulses an hour nothing that could be written holds a trace of one', () => {
  const points = Array.from({ length: 7 }, (_, n): PointId => `secret/lamp-${n}`)
  const signs = points.map((point) => signAt(point, 20_000))
  const pulses = new Pulses()
  const budget = new DayBudget(defaultCounted.dayMilli)
  const counting = new Counting(defaultCounted, budget, sequence(1), startMs)
  const times = new Set<number>()
  const written: string[] = []
  let near = 0
  const write = (nowMs: number): void => {
    counting.due(nowMs)
    written.push(JSON.stringify({ pulses, signs, counted: counting.state(), budget: budget.state(), near: String(pulses) }))
  }
  for (let n = 0; n < 24_000; n++) {
    const nowMs = startMs + n * 3_600 + 7
    times.add(nowMs)
    pulses.note(signs[n % signs.length] ?? (signs[0] as (typeof signs)[0]), nowMs)
    counting.note(nowMs, nowMs)
    if (pulses.near(points[n % points.length] ?? 'none/none', nowMs)) near++
    if (n % 50 === 0) write(nowMs)
  }
  write(startMs + 26 * hourMs)
  expect(near).toBe(24_000)
  const last = written.at(-1) ?? ''
  expect(last).not.toMatch(/secret|lamp/)
  for (const text of written) {
    expect(text.length).toBeLessThanOrEqual(last.length)
    const told = Array.from(text.matchAll(/\d{10,}/g), ([digits]) => Number(digits))
    expect(told.filter((time) => times.has(time))).toEqual([])
    // What times there are, are ends of whole spans.
    expect(told.filter((time) => time % hourMs !== 0)).toEqual([])
  }
  expect(pulses.nextPassing(startMs + 26 * hourMs)).toBe(undefined)
})
