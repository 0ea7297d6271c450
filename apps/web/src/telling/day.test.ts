import { expect, test } from 'vitest'
import type { Light } from '../theme/index.ts'
import { english } from '../words/index.ts'
import { dayMessage } from './day.ts'

const berlin = { latitude: 52.5, longitude: 13.4 }
const said = (time: string, chosen?: Light): string => english.say(dayMessage({ nowMs: Date.parse(time), localMinutes: 0, position: berlin }, chosen))

test('[G1] the line under the name has no clock in it', () => {
  expect(said('2026-04-10T07:00:00Z')).toBe('Morning')
  expect(said('2026-04-10T23:00:00Z')).toBe('Night')
  expect(said('2026-04-10T11:10:00Z')).toBe('Midday')
})

test('[G1] whoever holds the page at another light reads both: what is outside, and what was chosen', () => {
  expect(said('2026-04-10T23:00:00Z', 'day')).toBe('Night outside, day by choice')
  expect(said('2026-04-10T07:00:00Z', 'night')).toBe('Morning outside, night by choice')
  expect(said('2026-04-10T23:00:00Z', 'night')).toBe('Night')
})
