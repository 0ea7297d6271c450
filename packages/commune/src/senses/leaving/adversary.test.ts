import { expect, test } from 'vitest'
import { defaultChoice } from './index.ts'
import { dayHalves, dayMeanOff, knowsTheHours, officeRoom, publishedAs, type PublishedRun, type Room, verdictOf } from './testing/index.ts'

/** Made-up rooms of three weeks; each half of each is asked about from the other. */
const rooms = [1, 2, 3].map((seed) => officeRoom(seed, { days: 21, everyMinutes: 60, away: 0 }))

const about = new Map([
  ['co2', 'carbon_dioxide'],
  ['light', 'illuminance'],
  ['warmth', 'temperature'],
  ['humidity', 'humidity']
])
/** What goes out of a room when nobody chooses. */
const asDefault = ({ series }: Room): PublishedRun[] =>
  [...series].flatMap(([name, readings]) => {
    const { transform } = defaultChoice({ about: about.get(name) ?? '', shape: { is: 'number' } })
    if (transform.is === 'averaged' || transform.is === 'counted') return []
    return publishedAs(new Map([[name, readings]]), transform)
  })
const asked = (room: Room, published: readonly PublishedRun[]) => {
  const splits = dayHalves(room.presence, 3)
  expect(splits.filter((split) => knowsTheHours(room.presence, split))).toHaveLength(2)
  return verdictOf(room.presence, published, splits, [1])
}

for (const [index, room] of rooms.entries()) {
  test(`[P6] who gets all that leaves of room ${index + 1} foretells presence at most two points better than by clock and weekday`, () => {
    const published = asDefault(room)
    expect(published).toHaveLength(about.size)
    const { alone, gain } = asked(room, published)
    expect(alone).toBeGreaterThan(90)
    expect(gain.accuracy).toBeLessThanOrEqual(2)
    expect(gain.balanced).toBeLessThanOrEqual(2)
    expect(gain.ranked).toBeLessThanOrEqual(2)
  })
}

test('[P6] the means of days that leave are within a twentieth of the truth', () => {
  for (const room of rooms) expect(dayMeanOff(room.series, asDefault(room))).toBeLessThan(0.05)
})

test('[P6] the same adversary sees through readings as they are: it is no straw man', () => {
  const [room] = rooms as [Room]
  const { gain } = asked(room, publishedAs(room.series, { is: 'as-it-is' }))
  expect(gain.accuracy).toBeGreaterThan(2)
  expect(gain.balanced).toBeGreaterThan(2)
})
