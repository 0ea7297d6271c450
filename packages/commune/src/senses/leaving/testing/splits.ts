/** Ways to cut a record of moments into the half that is known and the half that is asked for. */
import type { Presence, Split } from './adversary.ts'
import { drawsOf, shuffled } from './draws.ts'

const hourMs = 3_600_000
const dayMs = 86_400_000

/** 1 January 1970 was a Thursday. */
const isOff = (day: number): boolean => ((day + 4) % 7) % 6 === 0
const dayOf = (timeMs: number): number => Math.floor(timeMs / dayMs)

/** Earlier and later half, either way round. */
export const halves = ({ times }: Presence): Split[] => {
  const middle = times.length >> 1
  return bothWays('halves', times, dayMs, (row) => row < middle)
}

/** Whole days, half of them drawn: working days and days off apart, and whole ones and parts, so that each half has some of each. */
export const dayHalves = ({ times }: Presence, seed: number): Split[] => {
  const draws = drawsOf(seed)
  const lengths = new Map<number, number>()
  for (const time of times) lengths.set(dayOf(time), (lengths.get(dayOf(time)) ?? 0) + 1)
  const whole = Math.max(...lengths.values()) * 0.9
  const kinds = Map.groupBy(lengths, ([day, length]) => `${isOff(day)} ${length >= whole}`)
  const known = new Set<number>()
  for (const days of kinds.values()) {
    const half = days.length % 2 === 0 ? days.length / 2 : Math.floor(days.length / 2) + draws.below(2)
    for (const [day] of shuffled(days, draws).slice(0, half)) known.add(day)
  }
  return bothWays(`days, seed ${seed}`, times, dayMs, (_, time) => known.has(dayOf(time)))
}

/** Spans of so many milliseconds, each drawn for one half or the other: what is asked lies between what is known. */
export const spanHalves = ({ times }: Presence, spanMs: number, seed: number): Split[] => {
  const draws = drawsOf(seed)
  const known = new Map<number, boolean>()
  const isKnown = (time: number): boolean => {
    const span = Math.floor(time / spanMs)
    const drawn = known.get(span) ?? draws.part() < 0.5
    known.set(span, drawn)
    return drawn
  }
  return bothWays(`spans of ${spanMs / 60_000} min, seed ${seed}`, times, spanMs, (_, time) => isKnown(time))
}

/** What came before `atMs` from what came after, either way round. */
export const cutAt = ({ times }: Presence, atMs: number): Split[] => bothWays('files', times, dayMs, (_, time) => time < atMs)

/**
 * Whether what is known has something of nearly each hour that is asked about, of working days and of days off: who has never seen a
 * Saturday can only guess at it from the clock, and any number beside it looks like a discovery.
 */
export const knowsTheHours = ({ times }: Presence, { learn, ask }: Split): boolean => {
  const hourOf = (row: number): string => {
    const time = times[row] as number
    return `${isOff(dayOf(time))} ${Math.floor((time % dayMs) / hourMs)}`
  }
  const known = new Set(Array.from(learn, hourOf))
  return ask.reduce((sum, row) => sum + (known.has(hourOf(row)) ? 1 : 0), 0) >= 0.95 * ask.length
}

const bothWays = (
  name: string,
  times: Float64Array,
  spanMs: number,
  isFirst: (row: number, time: number) => boolean
): Split[] => {
  const first: number[] = []
  const second: number[] = []
  for (const [row, time] of times.entries()) (isFirst(row, time) ? first : second).push(row)
  const [a, b] = [Int32Array.from(first), Int32Array.from(second)]
  return [
    { name, spanMs, learn: a, ask: b },
    { name: `${name}, the other way`, spanMs, learn: b, ask: a }
  ]
}
