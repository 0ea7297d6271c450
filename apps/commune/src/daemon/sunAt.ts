/** Where the sun is over a place, worked out and never fetched: up, below the horizon, or more than six degrees below it. */
import type { SunState } from '@commune/commune'
import { getPosition, getTimes } from 'suncalc'

const dayMs = 86_400_000
/** Where neither rises nor sets for a while it is looked at again after so long. */
const lookMs = 600_000
/** Degrees of its middle when its upper edge touches the horizon, and where twilight ends. */
const edge = -0.27
const twilight = -6

export const sunAt = (latitude: number, longitude: number, nowMs: number): SunState => {
  const { altitude } = getPosition(new Date(nowMs), latitude, longitude)
  const is = altitude > edge ? 'up' : altitude > twilight ? 'twilight' : 'dark'
  const changes = [-1, 0, 1].flatMap((day) => {
    const { sunrise, sunset, dawn, dusk } = getTimes(new Date(nowMs + day * dayMs), latitude, longitude)
    return [sunrise, sunset, dawn, dusk].map((at) => (at instanceof Date ? at.getTime() : Number.NaN))
  })
  const next = Math.min(...changes.filter((atMs) => atMs > nowMs), nowMs + lookMs)
  return { is, untilMs: next }
}
