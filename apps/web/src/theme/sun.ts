/**
 * Which light the page has, and which part of the day it is.
 *
 * Why: the page follows the sun at the place instead of a clock. The height of the sun is computed (suncalc, after Meeus),
 * never fetched. Where the position is unknown the local time of day is used, which the caller passes in.
 *
 * Invariants: no clock is read here; `nowMs` and the local minutes are arguments. Polar day and polar night need no case of
 * their own, because only the present height counts.
 */
import { getMoonIllumination, getPosition } from 'suncalc'
import type { Light } from './palette.ts'

/** Where the place lies, degrees north and east. */
export type Position = { readonly latitude: number; readonly longitude: number }

/** A moment at a place. `localMinutes` (0 to 1439, since local midnight) serves where `position` is unknown. */
export type Moment = { readonly nowMs: number; readonly localMinutes: number; readonly position?: Position }

/** The sun counts as fully up above this height, and as gone below the other (civil twilight), in degrees. */
const dayFromDegrees = 3
const nightBelowDegrees = -6

/** Height of the sun above the horizon in degrees, with refraction, at a time in ms since 1970. */
export const sunHeight = (nowMs: number, position: Position): number =>
  getPosition(new Date(nowMs), position.latitude, position.longitude).altitude

const isPosition = (position: Position | undefined): position is Position =>
  position !== undefined && Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180

/** The light of the page: day while the sun is up, dusk around rising and setting, night once it is six degrees down. */
export const lightAt = (moment: Moment): Light => {
  if (!isPosition(moment.position)) return lightByLocalTime(moment.localMinutes)
  const height = sunHeight(moment.nowMs, moment.position)
  if (height < nightBelowDegrees) return 'night'
  return height < dayFromDegrees ? 'dusk' : 'day'
}

/** The fallback without a position: a middling year, day from seven to half past six, dusk an hour on either side. */
export const lightByLocalTime = (localMinutes: number): Light => {
  const hour = (((localMinutes % 1440) + 1440) % 1440) / 60
  if (hour >= 7 && hour < 18.5) return 'day'
  return hour >= 6 && hour < 20 ? 'dusk' : 'night'
}

/** A part of the day, as people feel it. */
export type PartOfDay = 'dawn' | 'morning' | 'midday' | 'afternoon' | 'evening' | 'dusk' | 'night'

const tenMinutesMs = 600_000

/** The part of the day. With a position, the sun's rising or sinking tells morning from afternoon; no hour is needed. */
export const partOfDay = (moment: Moment): PartOfDay => {
  const light = lightAt(moment)
  if (light === 'night') return 'night'
  if (!isPosition(moment.position)) return partByLocalTime(moment.localMinutes, light)
  const height = sunHeight(moment.nowMs, moment.position)
  const rising = sunHeight(moment.nowMs + tenMinutesMs, moment.position) > height
  if (light === 'dusk') return rising ? 'dawn' : 'dusk'
  const aroundNoon = Math.abs(sunHeight(moment.nowMs + 6 * tenMinutesMs, moment.position) -
    sunHeight(moment.nowMs - 6 * tenMinutesMs, moment.position)) < 3
  if (aroundNoon) return 'midday'
  if (rising) return 'morning'
  return height < 15 ? 'evening' : 'afternoon'
}

const partByLocalTime = (localMinutes: number, light: Light): PartOfDay => {
  const hour = localMinutes / 60
  if (light === 'dusk') return hour < 12 ? 'dawn' : 'dusk'
  if (hour < 11.5) return 'morning'
  if (hour < 13.5) return 'midday'
  return hour < 17 ? 'afternoon' : 'evening'
}

/** How much of the moon is lit (0 to 1) and whether it grows, for the moon in the sky. */
export const moonAt = (nowMs: number): { readonly lit: number; readonly growing: boolean } => {
  const { fraction, waxing } = getMoonIllumination(new Date(nowMs))
  return { lit: fraction, growing: waxing }
}
