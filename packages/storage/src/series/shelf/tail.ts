/**
 * Readings in the order they came, before they are made into chunks. They are put in the order of time when somebody looks.
 *
 * Times and values lie side by side, and the room is used again: readings come for many series in turn, and what a reading costs is
 * mostly memory that is not in the processor's cache.
 */
import type { Readings } from '@commune/protocol'
import { inOrder, isInOrder, none } from './readings.ts'

const roomFirst = 16
let shared: Readings = { times: new Float64Array(1_024), values: new Float64Array(1_024) }

export class Tail {
  /** Time, value, time, value, … */
  private rows = new Float64Array(0)
  length = 0
  private looked: Readings | undefined

  push(atMs: number, value: number): void {
    const at = this.length * 2
    if (at === this.rows.length) this.grow()
    this.rows[at] = atMs
    this.rows[at + 1] = value
    this.length++
    if (this.looked !== undefined) this.looked = undefined
  }

  timeAt(index: number): number {
    return this.rows[index * 2]!
  }

  valueAt(index: number): number {
    return this.rows[index * 2 + 1]!
  }

  /** In strictly rising order of time; of two at one time the later to come. Not to be written into. */
  readings(): Readings {
    return (this.looked ??= this.look())
  }

  /** Like `readings`, in room that the next tail uses again: for who makes chunks of them at once. */
  sealing(): Readings {
    const { rows, length } = this
    if (shared.times.length < length) shared = { times: new Float64Array(length * 2), values: new Float64Array(length * 2) }
    const { times, values } = shared
    let isRising = true
    let before = -1
    for (let i = 0; i < length; i++) {
      const time = rows[i * 2]!
      times[i] = time
      values[i] = rows[i * 2 + 1]!
      if (time <= before) isRising = false
      before = time
    }
    const all = { times: times.subarray(0, length), values: values.subarray(0, length) }
    return isRising ? all : inOrder(all)
  }

  /** Keeps nothing but these, which are some of its own, in order. */
  keep({ times, values }: Readings): void {
    const rows = this.rows
    for (let i = 0; i < times.length; i++) {
      rows[i * 2] = times[i]!
      rows[i * 2 + 1] = values[i]!
    }
    this.length = times.length
    this.looked = undefined
  }

  /** Puts those of another one in front, as they came before all of these. The other is not to be used any more. */
  putBefore(earlier: Tail): void {
    for (let i = 0; i < this.length; i++) earlier.push(this.timeAt(i), this.valueAt(i))
    this.rows = earlier.rows
    this.length = earlier.length
    this.looked = undefined
  }

  private look(): Readings {
    const { rows, length } = this
    if (length === 0) return none
    const all = { times: new Float64Array(length), values: new Float64Array(length) }
    for (let i = 0; i < length; i++) {
      all.times[i] = rows[i * 2]!
      all.values[i] = rows[i * 2 + 1]!
    }
    return isInOrder(all) ? all : inOrder(all)
  }

  private grow(): void {
    const rows = new Float64Array(Math.max(roomFirst * 2, this.rows.length * 2))
    rows.set(this.rows)
    this.rows = rows
  }
}
