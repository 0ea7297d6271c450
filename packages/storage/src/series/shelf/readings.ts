/** Readings side by side: in order, two runs as one, a part of them. "In order" is strictly rising in time. */
import { type Readings, seriesLimits } from '@commune/protocol'

export const none: Readings = { times: new Float64Array(0), values: new Float64Array(0) }

/** The same in order; of two at one time the one behind counts. */
export function inOrder({ times, values }: Readings): Readings {
  const order = Uint32Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b)
  const made = { times: new Float64Array(order.length), values: new Float64Array(order.length) }
  let length = 0
  for (const index of order) {
    if (length > 0 && made.times[length - 1] === times[index]) length--
    made.times[length] = times[index]!
    made.values[length++] = values[index]!
  }
  return slice(made, 0, length)
}

export function isInOrder({ times }: Readings): boolean {
  for (let i = 1; i < times.length; i++) if (!(times[i]! > times[i - 1]!)) return false
  return true
}

/** Two runs in order as one; where both have a time, `later` counts. */
export function merge(earlier: Readings, later: Readings): Readings {
  const [a, b] = [earlier.times, later.times]
  const made = { times: new Float64Array(a.length + b.length), values: new Float64Array(a.length + b.length) }
  let [i, j, length] = [0, 0, 0]
  while (i < a.length || j < b.length) {
    const takesLater = i === a.length || (j < b.length && b[j]! <= a[i]!)
    if (takesLater) {
      if (i < a.length && a[i] === b[j]) i++
      made.times[length] = b[j]!
      made.values[length++] = later.values[j++]!
    } else {
      made.times[length] = a[i]!
      made.values[length++] = earlier.values[i++]!
    }
  }
  return slice(made, 0, length)
}

/** The first index whose time is not before this. */
export function placeOf(times: Float64Array, atMs: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle]! < atMs) low = middle + 1
    else high = middle
  }
  return low
}

/** A view of some of them. */
export function slice({ times, values }: Readings, from: number, to: number): Readings {
  return from === 0 && to === times.length ? { times, values } : { times: times.subarray(from, to), values: values.subarray(from, to) }
}

export function within(readings: Readings, fromMs: number, toMs: number): Readings {
  return slice(readings, placeOf(readings.times, fromMs), placeOf(readings.times, toMs))
}

/** Readings that are found one run after the other. */
export class Gathered {
  private times: Float64Array
  private values: Float64Array
  length = 0

  constructor(room: number) {
    this.times = new Float64Array(room)
    this.values = new Float64Array(room)
  }

  /** About so many more will come. */
  expect(count: number): void {
    if (this.length + count > this.times.length) this.grow(this.length + count)
  }

  add({ times, values }: Readings): void {
    const length = this.length + times.length
    if (length > this.times.length) this.grow(length)
    this.times.set(times, this.length)
    this.values.set(values, this.length)
    this.length = length
  }

  /** All of them, the caller's own; the newest `limit` where it is given. */
  take(limit: number = this.length): Readings {
    const from = Math.max(0, this.length - limit)
    return { times: this.times.slice(from, this.length), values: this.values.slice(from, this.length) }
  }

  private grow(least: number): void {
    const [times, values] = [this.times, this.values]
    const room = Math.max(least, times.length * 2)
    this.times = new Float64Array(room)
    this.values = new Float64Array(room)
    this.times.set(times)
    this.values.set(values)
  }
}

/** Refuses with `RangeError` what no store takes. The name is not in the message: it may say where somebody lives. */
export function checkReading(atMs: number, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError('a reading is a finite number')
  if (!(Number.isInteger(atMs) && atMs >= 0 && atMs < seriesLimits.timeEndMs)) throw new RangeError('the time of a reading is a whole millisecond from 1970 to 2199')
}

export function checkName(series: string): void {
  if (typeof series !== 'string' || series.length === 0 || series.length > seriesLimits.nameCharsMax || !series.isWellFormed()) {
    throw new RangeError(`the name of a series has 1 to ${seriesLimits.nameCharsMax} characters`)
  }
}

export function checkMany({ times, values }: Readings): void {
  if (times.length !== values.length) throw new RangeError('readings have as many times as values')
  for (let i = 0; i < times.length; i++) checkReading(times[i]!, values[i]!)
}
