/** Clocks and chance for the tests of this package. */
import type { Clock, Random } from '@commune/protocol'

/** Wall time. */
export const wallClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  }
}

/** Time that moves only when told to. */
export class StepClock implements Clock {
  #nowMs = 0
  #order = 0
  #timers: { dueMs: number; order: number; run: () => void }[] = []

  nowMs(): number {
    return this.#nowMs
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, order: this.#order++, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer)
    }
  }

  /** Runs everything that is due until then, and lets promises settle between. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms
    for (;;) {
      await new Promise(resolve => setImmediate(resolve))
      const next = this.#timers.toSorted((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0]
      if (next === undefined || next.dueMs > endMs) break
      this.#timers = this.#timers.filter(other => other !== next)
      this.#nowMs = Math.max(this.#nowMs, next.dueMs)
      next.run()
    }
    this.#nowMs = endMs
  }
}

/** Chance with a seed: mulberry32. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function seededRandom(seed: number): Random {
  const chance = seededChance(seed)
  return { bytes: length => Uint8Array.from({ length }, () => Math.floor(chance() * 256)) }
}
