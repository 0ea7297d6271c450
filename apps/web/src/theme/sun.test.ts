import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lightAt, lightByLocalTime, type Moment, moonAt, partOfDay, sunHeight } from './sun.ts'

const linden = { latitude: 52.5, longitude: 13.4 }
const at = (iso: string, position: Moment['position'] = linden): Moment =>
  ({ nowMs: Date.parse(iso), localMinutes: 720, ...(position ? { position } : {}) })

test('[G1] the light follows the sun through a summer day', () => {
  expect(lightAt(at('2026-06-21T10:00:00Z'))).toBe('day')
  expect(lightAt(at('2026-06-21T19:30:00Z'))).toBe('dusk')
  expect(lightAt(at('2026-06-21T22:30:00Z'))).toBe('night')
})

test('[G1] the same hour has another light in winter and on the other side of the earth', () => {
  expect(lightAt(at('2026-12-21T16:00:00Z'))).toBe('night')
  expect(lightAt(at('2026-12-21T16:00:00Z', { latitude: -36.8, longitude: -73 }))).toBe('day')
})

test('[G1] polar day is day and polar night is night, with no case of their own', () => {
  const north = { latitude: 78.2, longitude: 15.6 }
  expect(lightAt(at('2026-06-21T23:00:00Z', north))).toBe('day')
  expect(lightAt(at('2026-12-21T11:00:00Z', north))).toBe('night')
})

test('[G1] without a position, or with an impossible one, the local time decides', () => {
  expect(lightAt({ nowMs: 0, localMinutes: 12 * 60 })).toBe('day')
  expect(lightAt({ nowMs: 0, localMinutes: 2 * 60 })).toBe('night')
  expect(lightAt({ nowMs: 0, localMinutes: 12 * 60, position: { latitude: 912, longitude: 0 } })).toBe('day')
  expect([0, 390, 420, 1109, 1110, 1199, 1200, -60, 1500].map(lightByLocalTime))
    .toEqual(['night', 'dusk', 'day', 'day', 'dusk', 'dusk', 'night', 'night', 'night'])
})

test('[G1] dawn and dusk, morning and evening are told apart by where the sun is going', () => {
  expect(partOfDay(at('2026-04-10T04:30:00Z'))).toBe('dawn')
  expect(partOfDay(at('2026-04-10T07:00:00Z'))).toBe('morning')
  expect(partOfDay(at('2026-04-10T11:10:00Z'))).toBe('midday')
  expect(partOfDay(at('2026-04-10T14:00:00Z'))).toBe('afternoon')
  expect(partOfDay(at('2026-04-10T16:50:00Z'))).toBe('evening')
  expect(partOfDay(at('2026-04-10T18:00:00Z'))).toBe('dusk')
})

test('[G1] the moon is full and new when almanacs say so', () => {
  expect(moonAt(Date.parse('2026-01-03T10:03:00Z')).lit).toBeGreaterThan(0.99)
  expect(moonAt(Date.parse('2026-01-18T19:52:00Z')).lit).toBeLessThan(0.01)
})

test('[G1] any moment at any place has a light and a word', () => {
  fc.assert(fc.property(
    fc.integer({ min: 0, max: 4e12 }), fc.double(
      { min: -90, max: 90, noNaN: true }
    ), fc.double({ min: -180, max: 180, noNaN: true }),
    (nowMs, latitude, longitude) => {
      const moment = { nowMs, localMinutes: 0, position: { latitude, longitude } }
      const height = sunHeight(nowMs, moment.position)
      expect(lightAt(moment)).toBe(height < -6 ? 'night' : height < 3 ? 'dusk' : 'day')
      expect(partOfDay(moment)).toMatch(/^[a-z]+$/)
    }))
})
