/**
 * A chunk: up to 1,024 readings of one series in few bytes. Pure: the same bytes everywhere, from any readings back to exactly those.
 *
 *     1 byte   version, 1
 *     varint   how many readings, 1 to 1,024
 *     head of the times, head of the values    (times.ts, values.ts)
 *     bits of the times, bits of the values
 *
 * Refuses, by `undefined`, whatever is no chunk: bytes that are too few or too many, times that do not rise, values that are no
 * finite numbers. Nothing that is read here runs or allocates longer than for 1,024 readings.
 */
import type { Readings } from '@commune/protocol'
import { beginReading, beginWriting, bytesMax, endReading, endWriting, memory } from './bits.ts'
import { Head, Pen } from './bytes.ts'
import { chunkReadingsMax } from './room.ts'
import { planTimes, putTimesBits, putTimesHead, takeTimes, takeTimesHead } from './times.ts'
import { isPlain, planValues, putValuesBits, putValuesHead, takeValues, takeValuesHead, type ValueHead } from './values.ts'

const version = 1

/** The readings from index `from` up to and without `to`: 1 to `chunkReadingsMax`, in strictly rising order of time. */
export function encodeChunk({ times, values }: Readings, from: number, to: number): Uint8Array {
  const count = to - from
  if (!(count >= 1 && count <= chunkReadingsMax)) throw new RangeError(`a chunk has 1 to ${chunkReadingsMax} readings, not ${count}`)
  const timePlan = planTimes(times, from, count)
  const valuePlan = planValues(values, from, count)
  memory[0] = version
  const pen = new Pen(1)
  pen.varint(count)
  putTimesHead(pen, timePlan)
  putValuesHead(pen, valuePlan, values, from)
  beginWriting(pen.at)
  putTimesBits(timePlan, count)
  putValuesBits(valuePlan, values, from, count)
  return memory.slice(0, endWriting())
}

/** How many readings a chunk says it has, for whoever makes room for them; undefined when it is none. */
function chunkCount(bytes: Uint8Array): number | undefined {
  const low = bytes[1] ?? 0
  const count = low < 128 ? low : (low & 127) + (bytes[2] ?? 0) * 128
  return bytes[0] === version && count >= 1 && count <= chunkReadingsMax ? count : undefined
}

/** Fills times and values from `at` on and says how many there are; undefined when these bytes are no chunk. */
function decodeInto(bytes: Uint8Array, into: Readings, at: number): number | undefined {
  const count = chunkCount(bytes)
  if (count === undefined || bytes.length > bytesMax || into.times.length - at < count) return undefined
  memory.set(bytes)
  const head = new Head(count < 128 ? 2 : 3)
  const timeHead = takeTimesHead(head)
  const valueHead = takeValuesHead(head, count)
  if (timeHead === undefined || valueHead === undefined || head.at > bytes.length) return undefined
  beginReading(head.at)
  takeTimes(timeHead, count, into.times, at)
  takeValues(valueHead, count, into.values, at)
  return endReading() === bytes.length && isSound(into, at, count, valueHead) ? count : undefined
}

/** The readings of a chunk, or undefined when these bytes are none. */
export function decodeChunk(bytes: Uint8Array): Readings | undefined {
  const count = chunkCount(bytes)
  if (count === undefined) return undefined
  const readings = { times: new Float64Array(count), values: new Float64Array(count) }
  return decodeInto(bytes, readings, 0) === undefined ? undefined : readings
}

const shared = { times: new Float64Array(chunkReadingsMax), values: new Float64Array(chunkReadingsMax) }

/** Like `decodeChunk`, into room that the next call uses again: for who looks at many chunks one after the other. */
export function decodeShared(bytes: Uint8Array): Readings | undefined {
  const count = decodeInto(bytes, shared, 0)
  return count === undefined ? undefined : { times: shared.times.subarray(0, count), values: shared.values.subarray(0, count) }
}

/** Whether times rise, and values are finite where their way does not see to that by itself. */
function isSound({ times, values }: Readings, at: number, count: number, head: ValueHead): boolean {
  let before = -Infinity
  for (let i = at; i < at + count; i++) {
    const time = times[i]!
    if (!(time > before)) return false
    before = time
  }
  if (!Number.isSafeInteger(times[at]!) || !Number.isSafeInteger(before)) return false
  if (isPlain(head)) return true
  for (let i = at; i < at + count; i++) if (!Number.isFinite(values[i]!)) return false
  return true
}
