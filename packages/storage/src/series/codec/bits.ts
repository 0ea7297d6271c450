/**
 * Whole numbers in few bits: a Rice code whose parameter follows from the numbers, and plain runs of bits. High bit first.
 *
 * A number u >= 0 is `u >> k` ones, a zero, and the `k` low bits of u. From `escapeOnes` ones on there is no zero, and u follows in
 * 54 bits: one gap among a thousand even steps costs nine bytes and widens nothing else.
 *
 * Source: R. F. Rice, Some Practical Universal Noiseless Coding Techniques (JPL 79-22, 1979).
 *
 * Everything is written into and read from one piece of memory of this module, which is longer than any chunk: reading may look
 * past an end, and whoever reads compares `at` with the length afterwards.
 */
const escapeOnes = 16
const escapeBits = 54
/** No `k` is larger, so that what is no escape fits into 31 bits. */
export const riceMax = 26
const high = 0x1_0000_0000

/** Longer than a chunk of 1,024 readings of any kind, with room to look past the end. */
export const bytesMax = 32_768
export const memory: Uint8Array<ArrayBuffer> = new Uint8Array(bytesMax + 64)
const view = new DataView(memory.buffer)

/** Bits that wait for their four bytes, and where those go. */
let waiting = 0
let free = 32
let writeAt = 0
/** The next bit to be read. */
let readAt = 0

export function beginWriting(byte: number): void {
  writeAt = byte
  waiting = 0
  free = 32
}

/** The byte after the last one that holds a bit. */
export function endWriting(): number {
  view.setUint32(writeAt, waiting)
  return writeAt + ((39 - free) >>> 3)
}

export function beginReading(byte: number): void {
  readAt = byte * 8
}

/** The byte after the last one that was read from. */
export function endReading(): number {
  return (readAt + 7) >>> 3
}

/** The low `count` bits of `value`, 0 to 32 of them. What is above them has to be zero. */
export function putBits(value: number, count: number): void {
  if (count <= free) {
    free -= count
    if (count > 0) waiting = waiting | (value << free)
    if (free > 0) return
    view.setUint32(writeAt, waiting)
    writeAt += 4
    waiting = 0
    free = 32
    return
  }
  const over = count - free
  view.setUint32(writeAt, waiting | (value >>> over))
  writeAt += 4
  free = 32 - over
  waiting = value << free
}

/** 0 to 32 bits as a number without sign. */
export function takeBits(count: number): number {
  if (count === 0) return 0
  const byte = readAt >>> 3
  const shift = readAt & 7
  const window = (view.getUint32(byte) << shift) | (memory[byte + 4]! >>> (8 - shift))
  readAt += count
  return window >>> (32 - count)
}

/** How a run of numbers would be written: `k`, and about how many bits that takes for each. `k` undefined: all are zero and take none. */
export interface Cost {
  readonly k: number | undefined
  readonly bits: number
}

/** How many numbers have so many bits. */
const lengths = new Int32Array(escapeBits + 1)

/** The best `k` for the first `count` of these numbers, each whole and from 0 to 2^53, and what it costs a number. */
export function riceCost(numbers: Float64Array, count: number): Cost {
  lengths.fill(0)
  let most = 0
  for (let i = 0; i < count; i++) {
    const number = numbers[i]!
    const length = number < high ? 32 - Math.clz32(number) : 64 - Math.clz32(number / high)
    lengths[length]!++
    if (length > most) most = length
  }
  if (most === 0) return { k: undefined, bits: 0 }
  let middle = 0
  for (let seen = lengths[0]!; seen * 2 < count; seen += lengths[middle]!) middle++
  let best: Cost = { k: 0, bits: Infinity }
  for (let k = Math.max(0, Math.min(middle - 3, riceMax)); k <= Math.min(middle + 1, riceMax); k++) {
    let bits = count * (k + 1)
    for (let length = k + 1; length <= most; length++) {
      // Numbers of a length are three quarters of the next power of two on average.
      const ones = 0.75 * 2 ** (length - k)
      bits += lengths[length]! * (ones < escapeOnes ? ones : escapeOnes + escapeBits - k - 1)
    }
    if (bits < best.bits) best = { k, bits }
  }
  return { k: best.k, bits: best.bits / count }
}

/** Writes the first `count` numbers with this `k`. */
export function putRice(numbers: Float64Array, count: number, k: number): void {
  const limit = escapeOnes * 2 ** k
  for (let i = 0; i < count; i++) {
    const number = numbers[i]!
    if (number >= limit) {
      putBits(0xffff, escapeOnes)
      putBits(Math.floor(number / high), escapeBits - 32)
      putBits(number >>> 0, 32)
      continue
    }
    const ones = number >>> k
    const low = number - (ones << k)
    if (ones + 1 + k <= 32) putBits(((((1 << (ones + 1)) - 2) << k) | low) >>> 0, ones + 1 + k)
    else {
      putBits((1 << (ones + 1)) - 2, ones + 1)
      putBits(low, k)
    }
  }
}

/**
 * Reads `count` numbers written with this `k`; `signed`: each stands for 0, -1, 1, -2, … Bytes that nobody wrote so give numbers too,
 * each whole and below 2^54.
 */
export function takeRice(numbers: Float64Array, count: number, k: number, signed: boolean): void {
  let at = readAt
  const end = bytesMax * 8
  for (let i = 0; i < count; i++) {
    const byte = at >>> 3
    // 25 bits are there whatever the shift is; most numbers need no more.
    const window = view.getUint32(byte < bytesMax ? byte : bytesMax) << (at & 7)
    const ones = Math.clz32(~window)
    const bits = ones + 1 + k
    if (bits <= 25 && ones < escapeOnes) {
      at += bits
      const number = (ones << k) + (((window << (ones + 1)) >>> 1) >>> (31 - k))
      numbers[i] = signed ? (number >>> 1) ^ -(number & 1) : number
      continue
    }
    if (at > end) at = end
    readAt = at
    const far = takeFar(k)
    numbers[i] = signed ? unzigzag(far) : far
    at = readAt
  }
  readAt = at
}

/** One number of any size. */
function takeFar(k: number): number {
  const window = takeBits(escapeOnes)
  const ones = Math.clz32(~(window << (32 - escapeOnes)))
  if (ones >= escapeOnes) return takeBits(escapeBits - 32) * high + takeBits(32)
  readAt -= escapeOnes - ones - 1
  return ones * 2 ** k + takeBits(k)
}

/** Numbers below it, on both sides of zero, are turned by bits. */
export const zigzagMax = 0x4000_0000

/** A signed number as one without sign: 0, -1, 1, -2, … */
export function zigzag(value: number): number {
  return value >= 0 ? value * 2 : value * -2 - 1
}

export function unzigzag(value: number): number {
  if (value < 0x8000_0000) return (value >>> 1) ^ -(value & 1)
  const half = Math.floor(value / 2)
  return value === half * 2 ? half : -half - 1
}
