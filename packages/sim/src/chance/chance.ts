/**
 * All chance of a run, from one seed: xoshiro128** (Blackman and Vigna, 2018), with a branch of its own for each part that
 * draws, so that one more draw here does not change what is drawn there.
 */
import type { Random } from '@commune/protocol'

export class Chance implements Random {
  readonly #state: Uint32Array
  readonly #name: string

  constructor(name: string) {
    this.#name = name
    this.#state = seedWords(name)
    for (let i = 0; i < 8; i++) this.#word()
  }

  /** Chance of its own for a part of this run. */
  branch(name: string): Chance {
    return new Chance(`${this.#name}/${name}`)
  }
  /** In [0, 1). */
  draw(): number {
    return this.#word() / 4_294_967_296
  }
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.draw() * (most - least + 1))
  }
  happens(odds: number): boolean {
    return this.draw() < odds
  }
  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.draw() * items.length)] as T
  }
  /** One of the names, by its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let at = this.draw() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) {
      at -= weight
      if (at < 0) return key
    }
    return (entries[0] as [K, number])[0]
  }
  shuffled<T>(items: readonly T[]): T[] {
    const shuffled = [...items]
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.between(0, i)
      ;[shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T]
    }
    return shuffled
  }
  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; ) {
      let word = this.#word()
      for (let i = 0; i < 4 && at < length; i++, at++) {
        bytes[at] = word & 0xff
        word >>>= 8
      }
    }
    return bytes
  }

  #word(): number {
    const s = this.#state
    const [a, b, c, d] = s as unknown as [number, number, number, number]
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    s[2] = c ^ a
    s[3] = d ^ b
    s[1] = b ^ (s[2] as number)
    s[0] = a ^ (s[3] as number)
    s[2] = (s[2] as number) ^ (b << 9)
    s[3] = rotate(s[3] as number, 11)
    return result
  }
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

/** Four words from a name: splitmix32 over its FNV-1a hash. */
function seedWords(name: string): Uint32Array {
  let state = 0x811c9dc5
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193)
  return Uint32Array.from({ length: 4 }, () => {
    state = (state + 0x9e3779b9) | 0
    let word = state ^ (state >>> 16)
    word = Math.imul(word, 0x21f0aaad)
    word ^= word >>> 15
    word = Math.imul(word, 0x735a2d97)
    return (word ^ (word >>> 15)) >>> 0
  })
}
