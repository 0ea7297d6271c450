/** Readings of the yard, played: the same at the same time on every stage, weeks back and now. Pulses are played by the hour. */
import type { PointId, ThingRow, Value } from '@commune/commune'
import type { HistoryRow } from '@commune/peer'

const hourMs = 3_600_000
const dayMs = 86_400_000
/** How far back there are readings. */
export const playedMs = 35 * dayMs

/** From 0 to 1, by a number. */
const chance = (n: number): number => {
  let h = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296
}

/** Smooth, from 0 to 1, changing over `overMs`. */
const wave = (ms: number, overMs: number, salt: number): number => {
  const at = ms / overMs
  const [i, share] = [Math.floor(at), at - Math.floor(at)]
  const ease = share * share * (3 - 2 * share)
  return chance(i * 7 + salt) * (1 - ease) + chance((i + 1) * 7 + salt) * ease
}

const hourOf = (ms: number): number => {
  const date = new Date(ms)
  return date.getHours() + date.getMinutes() / 60
}

/** By the clock of this browser: up from seven to seventeen, and half an hour of dusk at both ends. */
export const isDark = (ms: number): boolean => hourOf(ms) > 17.6 || hourOf(ms) < 6.2
export const isUp = (ms: number): boolean => hourOf(ms) > 6.6 && hourOf(ms) < 17.2

const light = (ms: number): number => {
  if (isUp(ms)) return 40 + 9_000 * Math.sin(((hourOf(ms) - 6.6) / 10.6) * Math.PI) * (0.3 + 0.7 * wave(ms, 2 * hourMs, 3))
  const toDay = Math.min(Math.abs(hourOf(ms) - 6.6), Math.abs(hourOf(ms) - 17.2))
  return Math.max(0.3, 40 * Math.exp(-toDay * 5) * (0.8 + 0.4 * wave(ms, hourMs, 5)))
}

/** What was used up to a time, from an amount for each hour. */
const counted = (perHour: (hour: number) => number) => {
  const sums = new Map<number, number>()
  const base = Math.floor(Date.now() / hourMs) - (playedMs / hourMs) - 48
  let done = base
  let sum = 0
  const upTo = (hour: number): number => {
    for (; done <= hour; done++) {
      sums.set(done, sum)
      sum += perHour(done)
    }
    return sums.get(hour) ?? 0
  }
  return (ms: number): number => {
    const hour = Math.floor(ms / hourMs)
    return upTo(hour) + perHour(hour) * ((ms - hour * hourMs) / hourMs)
  }
}

const localHour = (hour: number): number => hourOf(hour * hourMs)
const atMeals = (hour: number): number => {
  const h = localHour(hour)
  return h >= 6 && h < 9 ? 3 : h >= 11 && h < 14 ? 2 : h >= 17 && h < 22 ? 2.6 : h >= 23 || h < 6 ? 0.04 : 0.7
}
const leakFrom = Math.floor(Date.now() / hourMs) - 6 * 24

const houseWater = counted((hour) => (atMeals(hour) * (14 + 22 * chance(hour + 11)) + (hour > leakFrom ? 4.2 : 0)) / 1_000)
const bedWater = counted((hour) => (localHour(hour) >= 7 && localHour(hour) < 9 && chance(Math.floor(hour / 24)) > 0.4 ? 45 + 30 * chance(hour) : 0))
const houseEnergy = counted((hour) => 0.09 + atMeals(hour) * 0.16 * (0.6 + chance(hour + 5)))
const pumpEnergy = counted((hour) => (localHour(hour) >= 10 && localHour(hour) < 14 && chance(Math.floor(hour / 24) + 3) > 0.5 ? 0.35 : 0))
const made = counted((hour) => (isUp(hour * hourMs) ? 0.9 * Math.max(0, Math.sin(((localHour(hour) - 6.6) / 10.6) * Math.PI)) * (0.35 + 0.65 * chance(hour + 77)) : 0))
const soil = (ms: number): number => {
  const sinceRain = (ms / dayMs + 2.3) % 6.5
  return 58 - sinceRain * 4.2 + 2 * wave(ms, 5 * hourMs, 13)
}

/** The meter was put in ten days ago, and began at nothing. */
const resetMs = Date.now() - 10 * dayMs

const at: Readonly<Record<string, (ms: number) => Value>> = {
  'path-lamp/power': (ms) => (isDark(ms) && chance(Math.floor(ms / 900_000)) > 0.8 ? 5.4 : 0.4),
  'path-lamp/told': () => 0,
  'step-ear/battery': (ms) => 71 + 8 * ((Date.now() - ms) / playedMs),
  'dusk-eye/lux': light,
  'soil-ear/damp': soil,
  'soil-ear/warm': (ms) => 7 + 4 * wave(ms, 3 * dayMs, 19) + 2.6 * Math.sin(((hourOf(ms) - 9) / 24) * 2 * Math.PI),
  'tank/level': (ms) => 300 + 480 * wave(ms, 4 * dayMs, 23) - 40 * wave(ms, 9 * hourMs, 4),
  'pump/runs': (ms) => hourOf(ms) >= 10 && hourOf(ms) < 14 && chance(Math.floor(ms / dayMs) + 3) > 0.5,
  'pump/used': pumpEnergy,
  'water-meter/count': houseWater,
  'bed-water/count': (ms) => (ms < resetMs ? 8_400 + bedWater(ms) : bedWater(ms) - bedWater(resetMs)),
  'energy/count': houseEnergy,
  'energy/now': (ms) => 90 + 160 * atMeals(Math.floor(ms / hourMs)) * (0.5 + wave(ms, 400_000, 31)),
  'sun/made': made,
  'sun/store': (ms) => 52 + 40 * Math.sin(((hourOf(ms) - 9) / 24) * 2 * Math.PI) * (0.6 + 0.4 * wave(ms, dayMs, 41)),
  'cellar/warm': (ms) => 9.5 + 1.4 * wave(ms, 2 * dayMs, 43),
  'yard-door/open': (ms) => ms > Date.now() - 600_000 || chance(Math.floor(ms / 1_200_000)) > 0.7,
  'cellar/door': (ms) => chance(Math.floor(ms / (3 * hourMs))) > 0.8
}

/** Of the cellar nothing has been heard for two days. */
const quietFrom: Readonly<Record<string, number>> = { cellar: 2 * dayMs }
/** Nothing was told of these for some hours, a week ago. */
const gapFrom = Date.now() - 7.4 * dayMs
const gapTo = Date.now() - 6.7 * dayMs

export const lastHeard = (thing: ThingRow, nowMs: number): number => nowMs - (quietFrom[thing.key] ?? 40_000)

/** What a reading was at a time; undefined where nothing is known. */
export const playedAt = (thing: ThingRow, key: string, ms: number, nowMs: number): Value | undefined => {
  const play = at[`${thing.key}/${key}`]
  if (!play || ms > lastHeard(thing, nowMs) || ms < nowMs - playedMs || (thing.key === 'dusk-eye' && ms > gapFrom && ms < gapTo)) return undefined
  return play(ms)
}

const numeric = (value: Value, thing: ThingRow, key: string): number => {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  const shape = thing.readings.find((point) => point.key === key)?.shape
  return shape?.is === 'words' ? Math.max(0, shape.of.indexOf(value)) : 0
}

const looksPerSpan = 6
const spansMax = 5_000

export const playedHistory = (thing: ThingRow, point: PointId, fromMs: number, toMs: number, stepMs: number, nowMs: number): HistoryRow => {
  const key = point.slice(point.indexOf('/') + 1)
  const step = Math.max(Math.round(stepMs), Math.ceil((toMs - fromMs) / spansMax), 1_000)
  const spans: [number, number, number, number, number, number][] = []
  for (let start = Math.floor(fromMs / step) * step; start < toMs; start += step) {
    const seen = Array.from({ length: looksPerSpan }, (_, i) => playedAt(thing, key, start + ((i + 0.5) * step) / looksPerSpan, nowMs)).flatMap((value) => (value === undefined ? [] : [numeric(value, thing, key)]))
    if (seen.length > 0) spans.push([start, seen.length, seen.reduce((sum, each) => sum + each, 0) / seen.length, Math.min(...seen), Math.max(...seen), seen.at(-1)!])
  }
  const side = (i: number): number[] => spans.map((span) => span[i]!)
  return { point, step, starts: side(0), counts: side(1), means: side(2), mins: side(3), maxs: side(4), lasts: side(5) }
}
