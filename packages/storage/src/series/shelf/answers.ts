/** What a store answers, from the chunks and the readings in none of each month: the same for every adapter. */
import type { Bins, Readings, SeriesFacts } from '@commune/protocol'
import { Binning } from './bins.ts'
import { type Part, walk } from './parts.ts'
import { Gathered, merge, none, slice } from './readings.ts'

const hourMs = 3_600_000

/** One month of one series, as it is at this moment. */
export interface MonthOf {
  /** Those that have a reading from `fromMs` up to and without `toMs`, or more, in order. */
  parts(fromMs: number, toMs: number): readonly Part[]
  /** The same readings by the hour instead of by the chunk, where an adapter has that. */
  hours?(fromMs: number, toMs: number): readonly Part[] | undefined
  readonly tail: Readings
  /** Bytes that it takes. */
  bytes(): number
}

/** `months` in order of time. */
export function readFrom(months: readonly MonthOf[], fromMs: number, toMs: number, limit?: number): Readings {
  if (limit !== undefined) return newest(months, fromMs, toMs, limit)
  const all = new Gathered(0)
  // One after the other: an adapter may let go of a month when the next is asked.
  for (const month of months) {
    const parts = month.parts(fromMs, toMs)
    all.expect(parts.reduce((count, part) => count + part.sums.count, month.tail.times.length))
    walk(parts, month.tail, fromMs, toMs, { part: () => false, readings: readings => all.add(readings) })
  }
  return all.take()
}

/** From the end backwards, so that the last reading costs one chunk, however long the series is. */
function newest(months: readonly MonthOf[], fromMs: number, toMs: number, limit: number): Readings {
  if (!(Number.isSafeInteger(limit) && limit >= 0)) throw new RangeError('a limit is a whole number')
  let found = none
  for (const month of months.toReversed()) {
    const parts = month.parts(fromMs, toMs)
    let endMs = toMs
    for (let index = parts.length - 1; index >= 0 && found.times.length < limit; index--) {
      const beginMs = Math.max(fromMs, parts[index]!.sums.firstMs)
      found = merge(gatherTime(parts.slice(index, index + 1), month.tail, beginMs, endMs), found)
      endMs = Math.min(endMs, beginMs)
    }
    if (found.times.length < limit) found = merge(gatherTime([], month.tail, fromMs, endMs), found)
    if (found.times.length >= limit) break
  }
  const { times, values } = slice(found, Math.max(0, found.times.length - limit), found.times.length)
  return { times: times.slice(), values: values.slice() }
}

function gatherTime(parts: readonly Part[], tail: Readings, fromMs: number, toMs: number): Readings {
  const all = new Gathered(0)
  walk(parts, tail, fromMs, toMs, { part: () => false, readings: readings => all.add(readings) })
  return all.take()
}

export function binsFrom(months: readonly MonthOf[], fromMs: number, toMs: number, stepMs: number): Bins {
  const binning = new Binning(stepMs)
  for (const month of months) {
    const hours = stepMs % hourMs === 0 ? month.hours?.(fromMs, toMs) : undefined
    walk(hours ?? month.parts(fromMs, toMs), month.tail, fromMs, toMs, {
      part(sums) {
        const holds = binning.holds(sums)
        if (holds) binning.addSums(sums)
        return holds
      },
      readings: readings => binning.add(readings)
    })
  }
  return binning.bins()
}

/** Zero is without a sign here, as in bins: sums do not keep it. */
export function factsFrom(months: readonly MonthOf[]): SeriesFacts {
  let [count, bytes] = [0, 0]
  let firstMs: number | undefined
  let last: { atMs: number, value: number } | undefined
  for (const month of months) {
    bytes += month.bytes()
    walk(month.parts(0, Infinity), month.tail, 0, Infinity, {
      part(sums) {
        count += sums.count
        firstMs ??= sums.firstMs
        last = { atMs: sums.lastMs, value: sums.last + 0 }
        return true
      },
      readings({ times, values }) {
        count += times.length
        firstMs ??= times[0]!
        last = { atMs: times.at(-1)!, value: values.at(-1)! + 0 }
      }
    })
  }
  return { count, bytes, ...(firstMs !== undefined && { firstMs }), ...(last !== undefined && { last }) }
}
