/** What is known of a run of readings without looking at each: enough to answer for a bin that holds all of it. */
import type { Readings } from '@commune/protocol'

export interface Sums {
  readonly firstMs: number
  readonly lastMs: number
  readonly count: number
  readonly mean: number
  readonly min: number
  readonly max: number
  readonly first: number
  readonly last: number
}

/** Of the readings from index `from` up to and without `to`, at least one, in order. */
export function sumsOf({ times, values }: Readings, from: number, to: number): Sums {
  const count = to - from
  const first = values[from]!
  let [sum, min, max] = [0, first, first]
  for (let i = from; i < to; i++) {
    const value = values[i]!
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  return { firstMs: times[from]!, lastMs: times[to - 1]!, count, mean: meanOf(sum, values, from, to, min, max), min, max, first, last: values[to - 1]! }
}

/** A mean lies between the least and the most, also where the sum is too large for a number. */
function meanOf(sum: number, values: Float64Array, from: number, to: number, min: number, max: number): number {
  const count = to - from
  let mean = sum / count
  if (!Number.isFinite(sum)) {
    mean = 0
    for (let i = from; i < to; i++) mean += values[i]! / count
  }
  return Math.min(max, Math.max(min, mean))
}
