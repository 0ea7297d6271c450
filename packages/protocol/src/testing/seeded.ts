/** Chance from a seed, for tests: the same bytes on every run. Needs `sodiumReady`. */
import type { Random } from '../ports/ports.ts'
import { concat } from '../bytes/bytes.ts'
import { derive } from '../sodium/sodium.ts'

export const seededRandom = (seed: number): Random => {
  let count = 0
  const block = (): Uint8Array =>
    derive('test chance', [Uint8Array.from([seed, seed >> 8, seed >> 16, count, count >> 8, count++ >> 16])])
  return {
    bytes(length) {
      const blocks: Uint8Array[] = []
      for (let have = 0; have < length; have += 32) blocks.push(block())
      return concat(...blocks).slice(0, length)
    }
  }
}
