/** What a person told stands, though the device on which rules run slept or stood still. */
import { expect, test } from 'vitest'
import type { Rule } from '../rule.ts'
import { Engine } from './engine.ts'
import type { FindPoint } from './lookup.ts'

const [beganMs, minuteMs, hourMs] = [1_794_988_800_000, 60_000, 3_600_000]
const find = (stands: boolean): FindPoint => (point) =>
  point === 't/soil'
    ? { is: 'reading', point: { key: 'soil', name: 'soil is dry', shape: { is: 'yes-no' }, staleMs: 10 * hourMs }, ...(stands && { stands }) }
    : { is: 'act', point: { key: 'pump', name: 'pump', shape: { is: 'yes-no' }, rest: false } }
const isDry = { is: 'compare', of: { is: 'reading', point: 't/soil' }, how: 'is', to: true } as const
const rule: Rule = { act: 't/pump', to: true, while: { is: 'held', that: isDry, ms: 10 * minuteMs, gaps: 'break' }, otherwise: 'rest', unsure: 'rest' }

const asksAfter = (stands: boolean, hours: number, restarts: boolean): number => {
  const agreed = { id: 'a', version: '1', rule }
  let engine = new Engine({ find: find(stands) }, beganMs)
  engine.add(agreed, beganMs)
  engine.reading('t/soil', true, beganMs, beganMs)
  const nowMs = beganMs + hours * hourMs
  if (restarts) {
    const saved = engine.state()
    engine = new Engine({ find: find(stands) }, nowMs)
    engine.start([agreed], saved, nowMs)
  } else engine.tick(nowMs)
  return [...engine.asks()].length
}

test.each([['a sleep', false], ['a restart', true]])('what a person told stands through %s until it is stale, and what a thing sensed does not', (_what, restarts) => {
  expect([2, 9, 11].map((hours) => asksAfter(true, hours, restarts))).toEqual([1, 1, 0])
  expect(asksAfter(false, 2, restarts)).toBe(0)
})
