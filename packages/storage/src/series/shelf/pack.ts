/**
 * A chunk with its sums as one value: seven doubles (first and last time, mean, least, most, first, last), how many as four bytes, low
 * byte first, then the chunk.
 */
import { decodeShared } from '../codec/index.ts'
import type { NewPart } from './parts.ts'

const doubles = 7
const headBytes = doubles * 8 + 4

export function packPart({ sums, bytes }: NewPart): Uint8Array {
  const packed = new Uint8Array(headBytes + bytes.length)
  const view = new DataView(packed.buffer)
  for (const [index, number] of [sums.firstMs, sums.lastMs, sums.mean, sums.min, sums.max, sums.first, sums.last].entries()) view.setFloat64(index * 8, number, true)
  view.setUint32(doubles * 8, sums.count, true)
  packed.set(bytes, headBytes)
  return packed
}

/** Undefined when it is none, or when the sums are not those of this chunk as far as times and count go. */
export function unpackPart(packed: Uint8Array): NewPart | undefined {
  if (packed.length <= headBytes) return undefined
  const view = new DataView(packed.buffer, packed.byteOffset)
  const [firstMs, lastMs, mean, min, max, first, last] = Array.from({ length: doubles }, (_, index) => view.getFloat64(index * 8, true)) as [number, number, number, number, number, number, number]
  const count = view.getUint32(doubles * 8, true)
  const bytes = packed.slice(headBytes)
  const readings = decodeShared(bytes)
  if (readings === undefined || readings.times.length !== count || readings.times[0] !== firstMs || readings.times.at(-1) !== lastMs) return undefined
  return { sums: { firstMs, lastMs, count, mean, min, max, first, last }, bytes }
}
