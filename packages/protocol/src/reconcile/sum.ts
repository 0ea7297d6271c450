/**
 * Sums of ids modulo 2^256 and the fingerprints made of them (S2; Negentropy V1, "Fingerprint Algorithm").
 *
 * A sum is kept as eight 32-bit words, least first, each in a double: adding needs no carry until the end, and two million
 * ids fit before a word could lose a bit.
 */

import { putVarint, varintBytesMax } from './varint.ts'

/** Eight words, each a whole number in [0, 2^32) once it is `settle`d. */
export type Sum = Float64Array

/** How many items lie somewhere, and the sum of their ids. */
export interface Tally {
  readonly count: number
  readonly sum: Sum
}

/** SHA-256 of the bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

export const sumBytes = 32
export const fingerprintBytes = 16

export const emptySum = (): Sum => new Float64Array(8)

/**
 * Adds the 32 bytes, least byte first, that begin at `at` and `count - 1` times `stride` further on, without carrying. One loop for
 * many: the first comparison after a start is over before a call for each would have been compiled.
 */
export function addRun(sum: Sum, view: DataView, at: number, stride: number, count: number): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0]
  const end = at + count * stride
  for (let from = at; from < end; from += stride) {
    a += view.getUint32(from, true)
    b += view.getUint32(from + 4, true)
    c += view.getUint32(from + 8, true)
    d += view.getUint32(from + 12, true)
    e += view.getUint32(from + 16, true)
    f += view.getUint32(from + 20, true)
    g += view.getUint32(from + 24, true)
    h += view.getUint32(from + 28, true)
  }
  const words = [a, b, c, d, e, f, g, h]
  for (let word = 0; word < 8; word++) sum[word] = (sum[word] as number) + (words[word] as number)
}

/** Carries, modulo 2^256; words may be negative before. */
export function settle(sum: Sum): Sum {
  let carry = 0
  for (let word = 0; word < 8; word++) {
    const value = (sum[word] as number) + carry
    carry = Math.floor(value / 0x1_0000_0000)
    sum[word] = value - carry * 0x1_0000_0000
  }
  return sum
}

/** Writes a settled sum as 32 bytes, least first. */
export function putSum(view: DataView, at: number, sum: Sum): void {
  for (let word = 0; word < 8; word++) view.setUint32(at + 4 * word, sum[word] as number, true)
}

/** What lies between: what is below `upper` without what is below `lower`. */
export function between(lower: Tally, upper: Tally): Tally {
  const sum = emptySum()
  for (let word = 0; word < 8; word++) sum[word] = (upper.sum[word] as number) - (lower.sum[word] as number)
  return { count: Math.max(0, upper.count - lower.count), sum: settle(sum) }
}

// One buffer for all: a message may take thousands of fingerprints, and a view costs more to make than the hash.
const hashed = new Uint8Array(sumBytes + varintBytesMax)
const hashedView = new DataView(hashed.buffer)

/** First 16 bytes of SHA-256 over the sum and the count as a varint. `sha256` must not keep what it is given. */
export function fingerprintOf(tally: Tally, sha256: Sha256): Uint8Array {
  putSum(hashedView, 0, tally.sum)
  const end = putVarint(hashed, sumBytes, tally.count)
  return sha256(hashed.subarray(0, end)).subarray(0, fingerprintBytes)
}
