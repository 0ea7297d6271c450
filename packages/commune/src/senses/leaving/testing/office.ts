/**
 * A made-up office room, built like measured ones: people come in the morning, go out at noon, leave in the evening, and are away on
 * days off; what they breathe, switch on and warm drives carbon dioxide, light, temperature and humidity, each with a delay and noise
 * of its own (a mass balance for carbon dioxide, as in ASHRAE 62.1, appendix D).
 */
import type { Readings } from '@commune/protocol'
import type { Presence } from './adversary.ts'
import { type Draws, drawsOf } from './draws.ts'

export interface Room {
  readonly presence: Presence
  /** All at the moments of `presence`. */
  readonly series: ReadonlyMap<string, Readings>
}

export interface RoomOptions {
  readonly days: number
  readonly everyMinutes: number
  /** How likely somebody stays away for a morning or an afternoon of a working day. */
  readonly away: number
}

const minuteMs = 60_000
const dayMinutes = 1_440
/** A Monday. */
const firstMs = Date.UTC(2015, 1, 2)

export const officeRoom = (seed: number, { days, everyMinutes, away }: RoomOptions): Room => {
  const draws = drawsOf(seed)
  const columns = { times: [] as number[], there: [] as number[], co2: [] as number[], light: [] as number[], warmth: [] as number[], humidity: [] as number[] }
  let [co2, warmth, damp] = [430, 20, 0.004]
  for (let day = 0; day < days; day++) {
    const isThere = dayPlan(day % 7 >= 5, away, draws)
    const sky = 0.4 + 0.6 * draws.part()
    damp = 0.0035 + 0.001 * draws.part()
    for (let minute = 0; minute < dayMinutes; minute++) {
      const people = isThere(minute) ? 2 : 0
      co2 += people * 9 - 0.012 * (co2 - 425) + draws.normal()
      warmth += 0.004 * (20 + people * 1.2 + 1.5 * sun(minute) * sky - warmth) + 0.004 * draws.normal()
      if (minute % everyMinutes !== 0) continue
      columns.times.push(firstMs + (day * dayMinutes + minute) * minuteMs)
      columns.there.push(people > 0 ? 1 : 0)
      columns.co2.push(co2)
      columns.light.push(Math.max(0, 160 * sun(minute) * sky + (people > 0 ? 400 : 0) + 8 * draws.normal()))
      columns.warmth.push(warmth)
      columns.humidity.push((damp + co2 * 1e-6) * 5_500 - 0.4 * (warmth - 20) + 0.1 * draws.normal())
    }
  }
  const times = Float64Array.from(columns.times)
  const run = (values: readonly number[]): Readings => ({ times, values: Float64Array.from(values) })
  return {
    presence: { times, there: Uint8Array.from(columns.there) },
    series: new Map([
      ['co2', run(columns.co2)],
      ['light', run(columns.light)],
      ['warmth', run(columns.warmth)],
      ['humidity', run(columns.humidity)]
    ])
  }
}

/** Of the full light of noon, for the minute of a winter day. */
const sun = (minute: number): number => Math.max(0, Math.sin(((minute - 420) / 660) * Math.PI))

const dayPlan = (isOff: boolean, away: number, draws: Draws): ((minute: number) => boolean) => {
  const about = (minute: number, spread: number): number => minute + spread * draws.normal()
  const [comes, goesOut, comesBack, leaves] = [about(480, 32), about(785, 20), about(835, 20), about(1_080, 25)]
  const [morning, afternoon] = [draws.part() >= away, draws.part() >= away]
  return (minute) =>
    !isOff && ((morning && minute >= comes && minute < goesOut) || (afternoon && minute >= comesBack && minute < leaves))
}
