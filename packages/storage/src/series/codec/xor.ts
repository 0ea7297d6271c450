/**
 * Doubles as what differs from the one before. A zero bit: nothing does. `10`: it lies within the bits that differed last.
 * `11`, six bits: how many bits in front are the same; six: how many follow, less one; then those.
 *
 * Source: Pelkonen and others, Gorilla: A Fast, Scalable, In-Memory Time Series Database, VLDB 2015, section 4.1.2.
 */
import { putBits, takeBits } from './bits.ts'

const double = new DataView(new ArrayBuffer(8))

export function putXor(values: Float64Array, from: number, count: number): void {
  let [beforeUpper, beforeLower] = [0, 0]
  let [lead, length] = [64, 0]
  for (let i = 0; i < count; i++) {
    double.setFloat64(0, values[from + i]!)
    const [upperNow, lowerNow] = [double.getUint32(0), double.getUint32(4)]
    const [upper, lower] = [(upperNow ^ beforeUpper) >>> 0, (lowerNow ^ beforeLower) >>> 0]
    beforeUpper = upperNow
    beforeLower = lowerNow
    if (upper === 0 && lower === 0) {
      putBits(0, 1)
      continue
    }
    const leads = upper === 0 ? 32 + Math.clz32(lower) : Math.clz32(upper)
    const trails = lower === 0 ? 63 - Math.clz32(upper & -upper) : 31 - Math.clz32(lower & -lower)
    if (leads >= lead && trails >= 64 - lead - length) putBits(2, 2)
    else {
      lead = leads
      length = 64 - leads - trails
      putBits((3 << 12) | (lead << 6) | (length - 1), 14)
    }
    putLong(upper, lower, 64 - lead - length, length)
  }
}

/** `length` bits of a number of 64 that ends `trail` bits before its end. */
function putLong(upper: number, lower: number, trail: number, length: number): void {
  const low = trail >= 32 ? upper >>> (trail - 32) : trail === 0 ? lower : ((upper << (32 - trail)) | (lower >>> trail)) >>> 0
  if (length <= 32) return putBits(length === 32 ? low : low & ((1 << length) - 1), length)
  const high = trail === 0 ? upper : upper >>> trail
  putBits(length === 64 ? high : high & ((1 << (length - 32)) - 1), length - 32)
  putBits(low, 32)
}

export function takeXor(values: Float64Array, at: number, count: number): void {
  let [upper, lower] = [0, 0]
  let [lead, length] = [0, 64]
  for (let i = 0; i < count; i++) {
    if (takeBits(1) === 1) {
      if (takeBits(1) === 1) {
        lead = takeBits(6)
        length = Math.min(takeBits(6) + 1, 64 - lead)
      }
      const trail = 64 - lead - length
      const high = length > 32 ? takeBits(length - 32) : 0
      const low = takeBits(Math.min(length, 32))
      if (trail >= 32) upper ^= low << (trail - 32)
      else {
        upper ^= trail === 0 ? high : (high << trail) | (low >>> (32 - trail))
        lower ^= low << trail
      }
    }
    double.setUint32(0, upper)
    double.setUint32(4, lower)
    values[at + i] = double.getFloat64(0)
  }
}
