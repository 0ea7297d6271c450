/**
 * What holds until somebody chooses: the class by what a point is about, and for each class its form and lifetime. What is not known
 * is taken for a household's, and what is about one body or about where somebody is stays here.
 *
 * The words are the device classes of Home Assistant (sensor and binary_sensor, developers.home-assistant.io), with those for
 * bodies and waters that it lacks.
 */
import type { PulsePoint, ReadingPoint } from '../thing.ts'
import { householdStepMs } from './allowed.ts'
import type { LeavingChoice, Lifetime, SeriesClass, Transform } from './choice.ts'

/** About weather, ground, water, stores and dangers: they are the same whoever is at home. */
const commons = [
  'precipitation, precipitation_intensity, wind_speed, wind_direction, irradiance, atmospheric_pressure, aqi, ozone',
  'ph, conductivity, volume_storage, water_level, rain, snow, smoke, safety, tamper, problem, soil_moisture, river_level'
]
/** About one body, or about where somebody is. */
const personal = [
  'heart_rate, pulse_rate, blood_pressure, blood_glucose_concentration, blood_oxygen, respiratory_rate, body_temperature, weight',
  'body_fat, bmi, steps, sleep, bed, bed_occupancy, calories, occupancy, presence, motion, moving, position, location'
]
const listed = (lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(', ')))
const commonsWords = listed(commons)
const personalWords = listed(personal)

export const defaultClass = ({ about }: Pick<ReadingPoint, 'about'>): SeriesClass => {
  if (about === undefined) return 'household'
  return personalWords.has(about) ? 'personal' : commonsWords.has(about) ? 'commons' : 'household'
}

/** Two years here lets one see a winter beside the last; what left of households and bodies goes sooner. */
const lifetimes: { readonly [C in SeriesClass]: Lifetime } = {
  commons: { hereDays: 3_652, thereSeasons: 40 },
  household: { hereDays: 731, thereSeasons: 4 },
  personal: { hereDays: 366, thereSeasons: 1 }
}

export const defaultChoice = (point: Pick<ReadingPoint, 'about' | 'shape' | 'counter'>, of: SeriesClass = defaultClass(point)): LeavingChoice => ({
  class: of,
  transform: defaultTransform(point, of),
  lifetime: lifetimes[of]
})

/** Passings stay until somebody chooses to have them counted; those who live there may ask whether somebody is near now. */
export const defaultPulseChoice: LeavingChoice = { class: 'household', transform: { is: 'stays' }, lifetime: { thereSeasons: 1 } }

/** What is usual for a point that senses. */
export const usualChoice = (point: ReadingPoint | PulsePoint): LeavingChoice => ('shape' in point ? defaultChoice(point) : defaultPulseChoice)

/** Of a counter what was used goes in, not the count: `counters` works it out. A day's use is a sum. */
const defaultTransform = ({ shape, counter }: Pick<ReadingPoint, 'shape' | 'counter'>, of: SeriesClass): Transform => {
  if (of === 'commons' && shape.is !== 'text') return { is: 'as-it-is' }
  // A door's day says how often somebody went through it; a mean of yes and no helps nobody enough for that.
  if (of === 'household' && shape.is === 'number') return { is: 'binned', stepMs: householdStepMs, of: [counter === true ? 'sum' : 'mean'] }
  return { is: 'stays' }
}

/** To begin with where people are counted: by the hour, six of epsilon a day, a single passing hidden to a quarter. */
export const defaultCounted: Extract<Transform, { is: 'counted' }> = {
  is: 'counted',
  stepMs: 3_600_000,
  floor: 10,
  epsilonMilli: 250,
  dayMilli: 6_000
}
