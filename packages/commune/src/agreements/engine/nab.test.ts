/** Real series, with their gaps and their noise: the engine and the slow evaluator agree at every moment. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReadingPoint } from '../../senses/index.ts'
import type { Condition, Measured, Rule } from '../rule.ts'
import { Engine } from './engine.ts'
import type { Found } from './lookup.ts'
import { slowTruths, stepsOf, type Told, type Trace } from './testing/slow.ts'
import { acts } from './testing/traces.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const point = 't/real'

function traceOf(file: string, gridMs: number, staleMs: number): Trace {
  const lines = readFileSync(join(import.meta.dirname, 'fixtures/nab', file), 'utf8').trim().split('\n').slice(1)
  const told = lines.map((line): Told => {
    const [time = '', value = ''] = line.split(',')
    const atMs = Date.parse(`${time.replace(' ', 'T')}Z`)
    return { is: 'reading', point, value: Number(value), atMs, comeMs: atMs }
  })
  const reading: ReadingPoint = { key: 'real', name: file, shape: { is: 'number' }, staleMs }
  const at = (index: number): number => told.at(index)?.comeMs ?? 0
  return { fromMs: at(0), toMs: at(-1) + 2 * staleMs, gridMs, told, readings: { [point]: reading }, pulses: {}, sun: () => undefined }
}

const of: Measured = { is: 'reading', point }
const average = (ms: number): Measured => ({ is: 'average', point, ms })
const rate = (ms: number): Measured => ({ is: 'rate', point, ms })
const above = (measured: Measured, value: number): Condition => ({ is: 'compare', of: measured, how: 'above', to: { value } })

function truths(condition: Condition, trace: Trace): unknown[] {
  const find = (id: string): Found | undefined => {
    const reading = trace.readings[id]
    return reading ? { is: 'reading', point: reading } : acts[id] && { is: 'act', point: acts[id] }
  }
  const engine = new Engine({ find }, trace.fromMs)
  const rule: Rule = { act: 't/lamp', to: { value: 1 }, while: condition, otherwise: 'rest', unsure: 'rest' }
  expect(engine.add({ id: 'a', version: '1', rule }, trace.fromMs).ok).toBe(true)
  let told = 0
  return stepsOf(trace).map((step) => {
    while (engine.nextMs <= step.atMs) engine.tick(engine.nextMs)
    if (step.told > told) {
      const each = trace.told[told++]
      if (each?.is === 'reading') engine.reading(each.point, each.value, each.atMs, each.comeMs)
    }
    return engine.truth('a')
  })
}

function conditionsOf(middle: number, low: number, high: number, unitMs: number): Condition[] {
  return [
    above(average(60 * unitMs), middle),
    above(average(120 * unitMs), middle),
    above(rate(60 * unitMs), 0),
    { is: 'rises', of, above: { value: high }, below: { value: low } },
    { is: 'falls', of: average(60 * unitMs), below: { value: low }, above: { value: middle } },
    { is: 'held', that: above(of, middle), ms: 10 * unitMs, gaps: 'count' },
    { is: 'held', that: { is: 'not', that: above(of, middle) }, ms: 3 * unitMs, gaps: 'break' },
    { is: 'within', that: above(of, high), ms: 12 * unitMs },
    { is: 'since', that: above(of, low), from: above(of, high) }
  ]
}

test('a machine that fails, every five minutes', () => {
  const trace = traceOf('machine.csv', 5 * minuteMs, 10 * minuteMs)
  for (const condition of conditionsOf(75, 60, 90, 5 * minuteMs)) {
    const slow = slowTruths(condition, trace)
    expect(truths(condition, trace)).toEqual(slow)
    expect(new Set(slow).has(true)).toBe(true)
  }
})

test('an office by the hour, with gaps', () => {
  const trace = traceOf('ambient.csv', hourMs, 2 * hourMs)
  for (const condition of conditionsOf(70, 68, 72, hourMs)) {
    const slow = slowTruths(condition, trace)
    expect(truths(condition, trace)).toEqual(slow)
    expect(new Set(slow).size).toBeGreaterThan(1)
  }
})
