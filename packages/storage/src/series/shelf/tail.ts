/**
 * Readings in the order they came, before they are made into chunks. They are put in the order of time when somebody looks, which
 * nearly always costs nothing, as they came in it.
 */
import type { Readings } from '@commune/protocol'
import { inOrder, none } from './readings.ts'

const roomFirst = 16

export class Tail {
  times: Float64Array = none.times
  values: Float64Array = none.values
  length = 0
  private rising = true
  private sorted: Readings | undefined

  push(atMs: number, value: number): void {
    const length = this.length
    if (length === this.times.length) this.grow()
    this.times[length] = atMs
    this.values[length] = value
    if (length > 0 && atMs <= this.times[length - 1]!) this.rising = false
    this.length = length + 1
    this.sorted = undefined
  }

  /** In strictly rising order of time; of two at one time the later to come. Not to be written into, and good until the next push. */
  readings(): Readings {
    return (this.sorted ??= this.look())
  }

  clear(): void {
    this.times = none.times
    this.values = none.values
    this.length = 0
    this.rising = true
    this.sorted = undefined
  }

  private look(): Readings {
    const all = { times: this.times.subarray(0, this.length), values: this.values.subarray(0, this.length) }
    return this.rising ? all : inOrder(all)
  }

  private grow(): void {
    const length = Math.max(roomFirst, this.times.length * 2)
    const [times, values] = [new Float64Array(length), new Float64Array(length)]
    times.set(this.times)
    values.set(this.values)
    this.times = times
    this.values = values
  }
}
