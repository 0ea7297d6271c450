/** Seeded chance for tests: the same seed gives the same bytes. */
import type { Random } from '../../ports/ports.ts'
import type { Item } from '../address.ts'

export class SeededRandom implements Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  /** A whole number from 0 below `end` (at most 2^32). */
  below(end: number): number {
    // Mulberry32
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let word = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return Math.floor((((word ^ (word >>> 14)) >>> 0) / 0x1_0000_0000) * end)
  }
  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256))
  }
  /** Items as `authors` wares writing at once leave them: about that many at each lamport. */
  items(count: number, authors = 20, firstLamport = 1): Item[] {
    return Array.from({ length: count }, (_, i) => ({
      lamport: firstLamport + Math.floor((i + this.below(authors)) / authors),
      id: this.bytes(32),
      place: 1 + i
    }))
  }
}
