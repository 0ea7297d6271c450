import { beforeAll, expect, test } from 'vitest'
import type { Settle } from '../time/virtualTime.ts'
import { type DayReport, runDay } from './day.ts'

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
