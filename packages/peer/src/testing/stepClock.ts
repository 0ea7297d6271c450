/** Time that moves only when told to; promises settle between any two timers. */
import type { Cancel, Clock } from '@commune/protocol'

/** Resolves when every promise that can settle without a timer has settled. */
export type Settle = () => Promise<void>

interface Timer {
  readonly dueMs: number
  readonly run: () => void
}

export class StepClock implements Clock {
  readonly #settle: Settle
  /** In the order they are due; of those due at once, the one asked for first comes first. */
  #timers: Timer[] = []
  #nowMs = 1_790_000_000_000

  constructor(settle: Settle) {
    this.#settle = settle
  }

  nowMs(): number {
    return this.#nowMs
  }
  after(delayMs: number, run: () => void): Cancel {
    const timer = { dueMs: this.#nowMs + Math.max(0, delayMs), run }
    const later = this.#timers.findIndex((other) => other.dueMs > timer.dueMs)
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Jumps ahead while nobody is awake: nothing of the span is lived through. */
  skip(spanMs: number): void {
    this.#nowMs += spanMs
  }

  /** Runs all that is due within this span, in order. */
  async pass(spanMs: number): Promise<void> {
    await this.until(() => false, spanMs)
  }

  /** Lets time pass until this holds. False when it does not within the span. */
  async until(holds: () => boolean, spanMs: number): Promise<boolean> {
    const endMs = this.#nowMs + spanMs
    for (;;) {
      await this.#settle()
      if (holds()) return true
      const [next] = this.#timers
      if (!next || next.dueMs > endMs) break
      this.#timers.shift()
      this.#nowMs = next.dueMs
      next.run()
    }
    this.#nowMs = endMs
    return holds()
  }

  /** Waits for something that needs time to pass, a minute at most. */
  async wait<T>(work: Promise<T>): Promise<T> {
    let done = false
    const watched = work.finally(() => (done = true))
    watched.catch(() => undefined)
    await this.until(() => done, 60_000)
    if (!done) throw new Error('nothing came of it in a minute')
    return watched
  }
}
