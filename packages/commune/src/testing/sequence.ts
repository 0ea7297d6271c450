/** Chance that is the same each time: bytes from a seed (SplitMix32). */
import type { Random } from '@commune/protocol'

export const sequence = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  return { bytes: (length) => Uint8Array.from({ length }, () => next() & 255) }
}
