import { beforeAll, expect, test } from 'vitest'
import type { Settle } from '../time/virtualTime.ts'
import { type DayOptions, type DayReport, runDay } from './day.ts'

const settle: Settle = () => new Promise((resolve) => process.nextTick(resolve))
// A day of a thousand an hour is 24,000 steps: it takes some seconds however quick each is.
const patient = 120_000
let busy: DayReport
let still: DayReport
beforeAll(async () => {
  busy = await runDay({ hours: 24, passingMs: 3_607 }, settle)
  still = await runDay({ hours: 24, passingMs: 0 }, settle)
}, patient)

test('[P6] after a day of a thousand passings an hour no file, key, line or answer holds a trace of one', () => {
  expect(busy.passed).toBeGreaterThan(23_900)
  expect([busy.traces, busy.breaches]).toEqual([[], []])
})

test('[P6] that somebody passed changes no message, no moment of one, no line and no byte that is kept', () => {
  expect(busy.noted).toEqual(still.noted)
  expect(busy.disks).toEqual(still.disks)
  expect([busy.messages, busy.traceHash]).toEqual([still.messages, still.traceHash])
})

test('[P6] nor does what moves when somebody passes, and what is agreed about that: neither what is kept of it nor when it is', async () => {
  const rules: DayOptions['rules'] = (point) => [
    { act: point('lamp', 'set'), to: { value: 60, unit: '%' }, while: { is: 'near', point: point('eye', 'step') }, otherwise: 'rest', unsure: 'rest' },
    { act: point('pump', 'run'), to: true, while: { is: 'compare', of: { is: 'reading', point: point('lamp', 'level') }, how: 'above', to: { value: 20, unit: '%' } }, otherwise: { to: false }, unsure: 'rest' }
  ]
  const [passed, alone] = [await runDay({ hours: 2, passingMs: 50_017, rules }, settle), await runDay({ hours: 2, passingMs: 0, rules }, settle)]
  expect(passed.commands).toBeGreaterThan(alone.commands + 500)
  expect(passed.disks).toEqual(alone.disks)
  expect(passed.keptMs).toEqual(alone.keptMs)
  expect(passed.noted).toEqual(alone.noted)
}, patient)
