import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActPoint, ReadingPoint } from '@commune/commune'
import { takeThingWords } from '../words-later/things.ts'
import { english } from '../words/index.ts'
import { amountMessage, doesMessage, freshMessage, meant, pulseOf, spanMessage, toldOf } from './sensed.ts'

takeThingWords()

const nowMs = new Date(2026, 10, 23, 12).getTime()
const minuteMs = 60_000
const say = english.say
const warm: ReadingPoint = { key: 'warm', name: 'temperature', shape: { is: 'number', unit: '°C', step: 0.1 } }
const lamp: ActPoint = { key: 'level', name: 'level', about: 'light', shape: { is: 'number', unit: '%' }, rest: 0 }

test('how fresh something is is said as people feel it', () => {
  const ago = (ms: number): string => say(freshMessage(nowMs - ms, nowMs))
  expect(ago(30_000)).toBe('a moment ago')
  expect(ago(15 * minuteMs)).toBe('some minutes ago')
  expect(ago(40 * minuteMs)).toBe('within the hour')
  expect(ago(5 * 60 * minuteMs)).toBe('earlier today')
  expect(ago(15 * 60 * minuteMs)).toBe('yesterday')
  expect(ago(5 * 24 * 60 * minuteMs)).toBe('5 days ago')
})

test('what is not known is never shown as if it were', () => {
  const point = 'a/warm' as const
  expect(toldOf(undefined, warm, nowMs)).toMatchObject({ known: false })
  expect(say(toldOf({ point, value: 21.53, atMs: nowMs - 1_000 }, warm, nowMs).value)).toBe('21.5\u00a0°C')
  const stale = toldOf({ point, value: 21.5, atMs: nowMs - 15 * 60 * minuteMs, stale: true }, warm, nowMs)
  expect([say(stale.value), say(stale.fresh!), stale.known]).toEqual(['unknown now; it was 21.5\u00a0°C', 'yesterday', false])
  expect(say(toldOf({ point, unknown: 'unavailable', atMs: nowMs }, warm, nowMs).value)).toBe('unknown, out of reach')
  expect(say(toldOf({ point, unknown: 'something new', atMs: nowMs }, warm, nowMs).value)).toBe('unknown')
  expect(say(toldOf({ point, notTold: true }, warm, nowMs).value)).toBe('not told to this device')
  expect(say(pulseOf({ point, near: true }).value)).toBe('somebody is near')
  expect(pulseOf({ point, unknown: 'unavailable' })).toEqual({ value: { key: 'web.sense.near-unknown' }, known: false })
})

test('what is asked of something is said with the verb of what it is', () => {
  expect(say(doesMessage(60, lamp))).toBe('shines at 60\u00a0%')
  expect(say(doesMessage(0, lamp))).toBe('rests')
  expect(say(doesMessage(60, lamp, false))).toBe('shine at 60\u00a0%')
  expect(say(doesMessage(true, { key: 'on', name: 'on', about: 'pump', shape: { is: 'yes-no' } }))).toBe('runs')
  expect(say(doesMessage(false, { key: 'open', name: 'tap', about: 'valve', shape: { is: 'yes-no' } }))).toBe('is closed')
  expect(say(doesMessage('The tank runs dry.', { key: 'tell', name: 'tell', shape: { is: 'text', charsMax: 80 } }))).toBe('says “The tank runs dry.”')
})

test('numbers keep what means something, and any number at all is said', () => {
  expect([meant(0.30000000000000004, 0.1), meant(123.456), meant(12.345), meant(0.012345)]).toEqual([0.3, 123, 12.3, 0.012])
  fc.assert(fc.property(fc.double(), fc.option(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { nil: undefined }), (value, step) => {
    expect(Number.isFinite(meant(value, step))).toBe(true)
    expect(say(amountMessage(value, 'kWh', step))).toMatch(/kWh$/)
  }))
  expect(say(spanMessage(600_000))).toBe('10 minutes')
  expect(say(spanMessage(3 * 3_600_000))).toBe('3 hours')
})
