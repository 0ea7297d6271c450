/**
 * A row of the tail: readings of several series in the order they came.
 *
 *     for each series   varint number, varint how many, then for each reading
 *                       varint distance in time to the one before, with its sign in the lowest bit (the first: to where the month begins),
 *                       8 bytes the value as a double, low byte first
 */
import { Buffer } from 'node:buffer'
import type { Tail } from '../shelf/tail.ts'

export interface TailPiece {
  readonly series: number
  readonly tail: Tail
  /** From this one on, in the order they came. */
  readonly from: number
}

const varintBytesMax = 8

export function encodeTail(pieces: readonly TailPiece[], monthStartMs: number): Uint8Array {
  const readings = pieces.reduce((sum, { tail, from }) => sum + tail.length - from, 0)
  const bytes = Buffer.allocUnsafe(pieces.length * 2 * varintBytesMax + readings * (varintBytesMax + 8))
  let at = 0
  const varint = (value: number): void => {
    let rest = value
    while (rest >= 128) {
      bytes[at++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    bytes[at++] = rest
  }
  for (const { series, tail, from } of pieces) {
    varint(series)
    varint(tail.length - from)
    let before = monthStartMs
    for (let i = from; i < tail.length; i++) {
      const step = tail.timeAt(i) - before
      varint(step >= 0 ? step * 2 : step * -2 - 1)
      at = bytes.writeDoubleLE(tail.valueAt(i), at)
      before += step
    }
  }
  return new Uint8Array(bytes.subarray(0, at))
}

/** Tells each reading in its order; false when these bytes are no such row, after those that were still read. */
export function decodeTail(row: Uint8Array, monthStartMs: number, tell: (series: number, atMs: number, value: number) => void): boolean {
  const bytes = Buffer.from(row.buffer, row.byteOffset, row.length)
  let at = 0
  const varint = (): number => {
    let value = 0
    let scale = 1
    for (let i = 0; i < varintBytesMax && at < bytes.length; i++) {
      const byte = bytes[at++]!
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
    return Number.NaN
  }
  while (at < bytes.length) {
    const series = varint()
    const count = varint()
    if (Number.isNaN(series) || !(count >= 0 && count * 9 <= bytes.length - at)) return false
    let before = monthStartMs
    for (let i = 0; i < count; i++) {
      const code = varint()
      if (Number.isNaN(code) || at + 8 > bytes.length) return false
      before += code % 2 === 0 ? code / 2 : -(code + 1) / 2
      const value = bytes.readDoubleLE(at)
      at += 8
      if (!Number.isFinite(value) || !Number.isSafeInteger(before)) return false
      tell(series, before, value)
    }
  }
  return true
}
