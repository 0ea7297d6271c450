/**
 * The times of a chunk. What is written of each is how far it lies from where it was expected, in whichever of three ways takes
 * fewest bits:
 *
 * - `grid`: from even steps between the first and the last. Best for what is read by a clock and told a little late.
 * - `step`: from the one before, a usual step further. Best for what waits a while after each telling, and for gaps.
 * - `change`: the step against the step before (deltas of deltas; Pelkonen and others, Gorilla, VLDB 2015). Best where steps change slowly.
 *
 * Steps that are all multiples of something (whole seconds) are divided by it.
 */
import { putRice, riceCost, takeRice, unzigzag, zigzag } from './bits.ts'
import type { Head, Pen } from './bytes.ts'
import { changes, commonDivisor, fromChanges, fromGrid, fromSteps, offGrid, steps, usualStep } from './residuals.ts'
import { room, strideOf } from './room.ts'

const grid = 0
const step = 1
const change = 2
const wayMax = change

/** What stands before the bits. */
export interface TimeHead {
  readonly way: number
  readonly first: number
  readonly divisor: number
  /** `grid`: from the first to the last; `step`: the usual step; in units of the divisor. */
  readonly by: number
  /** Undefined: there are no bits, everything is where it was expected. */
  readonly k: number | undefined
}

/** For times in strictly rising order, `count` of them from `from` on; what is to be written lies in `room.times`. */
export function planTimes(times: Float64Array, from: number, count: number): TimeHead {
  const first = times[from]!
  if (count === 1) return { way: step, first, divisor: 1, by: 0, k: undefined }
  const divisor = commonDivisor(times, from, count)
  const span = (times[from + count - 1]! - first) / divisor
  const usual = usualStep(times, from, count, divisor)
  const stride = strideOf(count)
  const into = room.times

  const bySteps = riceCost(into, steps(times, from, count, usual, divisor, stride, into))
  const byGrid = riceCost(into, offGrid(times, from, count, span, divisor, stride, into))
  const byChanges = riceCost(into, changes(times, from, count, divisor, stride, into))
  const least = Math.min(bySteps.bits, byGrid.bits, byChanges.bits)
  if (least === bySteps.bits) {
    const length = steps(times, from, count, usual, divisor, 1, into)
    return { way: step, first, divisor, by: usual, k: bySteps.k ?? riceCost(into, length).k }
  }
  if (least === byGrid.bits) {
    const length = offGrid(times, from, count, span, divisor, 1, into)
    return { way: grid, first, divisor, by: span, k: byGrid.k ?? riceCost(into, length).k }
  }
  const length = changes(times, from, count, divisor, 1, into)
  return { way: change, first, divisor, by: 0, k: byChanges.k ?? riceCost(into, length).k }
}

const noBits = 31

export function putTimesHead(pen: Pen, { way, first, divisor, by, k }: TimeHead): void {
  pen.varint(way * 32 + (k ?? noBits))
  pen.varint(zigzag(first))
  pen.varint(divisor)
  pen.varint(by)
}

export function putTimesBits({ k }: TimeHead, count: number): void {
  if (k !== undefined) putRice(room.times, count - 1, k)
}

export function takeTimesHead(head: Head): TimeHead | undefined {
  const both = head.varint()
  const [first, divisor, by] = [unzigzag(head.varint()), head.varint(), head.varint()]
  const way = Math.floor(both / 32)
  const k = both % 32
  return way <= wayMax ? { way, first, divisor, by, k: k === noBits ? undefined : k } : undefined
}

/** Reads the bits and fills in `count` times from `at` on. */
export function takeTimes({ way, first, divisor, by, k }: TimeHead, count: number, times: Float64Array, at: number): void {
  const read = room.times
  if (k === undefined) read.fill(0, 0, count)
  else takeRice(read, count - 1, k, true)
  if (way === grid) fromGrid(read, count, first, by, divisor, times, at)
  else if (way === step) fromSteps(read, count, first, by, divisor, times, at)
  else fromChanges(read, count, first, divisor, times, at)
}
