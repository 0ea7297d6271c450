/**
 * Damages bytes in the ways that find faults in decoders: changed bits and bytes, lost, doubled and foreign parts, cut ends,
 * and counts that promise too much. From a seed, so that whatever it finds is found again.
 */
export interface Mutator {
  /** Between 1 and 6 changes of one of these. */
  next(): Uint8Array
}

/** Numbers that decoders get wrong: edges of CBOR heads, of signs and of lengths. */
const edges = [
  0, 1, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1f, 0x20, 0x3b, 0x40, 0x5b, 0x5f, 0x60, 0x7b, 0x7f, 0x80, 0x9b, 0x9f, 0xa0, 0xbb, 0xbf,
  0xc0, 0xf4, 0xf6, 0xf7, 0xf9, 0xfb, 0xff
]
const runs = [
  [0x9b, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x5a, 0xff, 0xff, 0xff, 0xff],
  [0xba, 0x7f, 0xff, 0xff, 0xff],
  [0x81, 0x81, 0x81, 0x81],
  [0xa1, 0x69, 0x5f, 0x5f, 0x70, 0x72, 0x6f, 0x74, 0x6f, 0x5f, 0x5f]
]

export const mutator = (corpus: readonly Uint8Array[], seed: number): Mutator => {
  let state = seed >>> 0 || 1
  /** Below `end`, from a xorshift of 32 bits (Marsaglia 2003). */
  const below = (end: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return end <= 0 ? 0 : state % end
  }
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T

  const change = (bytes: number[]): number[] => {
    const at = below(bytes.length + 1)
    const length = 1 + below(Math.min(64, bytes.length))
    switch (below(9)) {
      case 0:
        return bytes.with(Math.min(at, Math.max(0, bytes.length - 1)), (bytes[at] ?? 0) ^ (1 << below(8)))
      case 1:
        return bytes.toSpliced(at, 1, below(256))
      case 2:
        return bytes.toSpliced(at, 1, pick(edges))
      case 3:
        return bytes.toSpliced(at, length)
      case 4:
        return bytes.toSpliced(at, 0, ...bytes.slice(at, at + length))
      case 5:
        return bytes.slice(0, at)
      case 6: {
        const other = pick(corpus)
        const from = below(other.length)
        return bytes.toSpliced(at, below(2) * length, ...other.subarray(from, from + length))
      }
      case 7:
        return bytes.toSpliced(at, below(2) * length, ...pick(runs))
      default:
        return bytes.toSpliced(at, 0, ...Array.from({ length }, () => below(256)))
    }
  }

  return {
    next() {
      let bytes = [...pick(corpus)]
      if (bytes.length === 0) bytes = [below(256)]
      for (let left = 1 + below(6); left > 0; left--) bytes = bytes.length === 0 ? [below(256)] : change(bytes)
      return Uint8Array.from(bytes)
    }
  }
}
