/** Ways to cut a record of moments into the half that is known and the half that is asked for. */
import type { Presence, Split } from './adversary.ts'
import { drawsOf, shuffled } from './draws.ts'

const dayMs = 86_400_000

/** Earlier and later half, either way round. */
export const halves = ({ times }: Presence): Split[] => {
  const middle = times.length >> 1
  return bothWays('halves', times, dayMs, (row) => row < middle)
}

/** Whole days, half of them drawn: working days and days off apart, so that each half has some of both where there are some. */
export const dayHalves = ({ times }: Presence, seed: number): Split[] => {
  const draws = drawsOf(seed)
  const days = [...new Set(Array.from(times, (time) => Math.floor(time / dayMs)))]
  const known = new Set<number>()
  const isOff = (day: number): boolean => ((day + 4) % 7) % 6 === 0
  for (const some of [days.filter(isOff), days.filter((day) => !isOff(day))]) {
    const kind = shuffled(some, draws)
    for (const day of kind.slice(0, kind.length >> 1)) known.add(day)
  }
  return bothWays(`days, seed ${seed}`, times, dayMs, (_, time) => known.has(Math.floor(time / dayMs)))
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
