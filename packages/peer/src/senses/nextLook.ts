/**
 * When acting looks again, and as of which moment (P6). A look dates what it works through, and what it dates is kept: so no look may follow
 * from when somebody passed.
 *
 * - A timer that is over looks as of the moment it was set for, however late it comes. That moment is one of the rules' own.
 * - What may tell of a passing by when it comes counts from before anything is due, and brings no look about: were it the first that happens
 *   after the clock was put forwards, or set back, all that this makes due would be dated by it.
 *
 * That a clock jumped is seen by what happens anyway: a reading that comes, a question, the beat of a minute. Until then timers go on as if it
 * had not.
 */
import type { Cancel, Clock } from '@commune/protocol'

/** A timer that is late by more than this was none that waited for its turn: the clock jumped, or the device slept. */
const jumpMsMin = 1_000

export class NextLook {
  readonly #clock: Clock
  readonly #look: (asOfMs: number) => void
  #timer: Cancel | undefined
  #dueMs = Number.POSITIVE_INFINITY

  constructor(clock: Clock, look: (asOfMs: number) => void) {
    this.#clock = clock
    this.#look = look
  }

  /** The moment that a passing counts from which comes now. `lookedMs`: as of when was looked last. */
  passingMs(lookedMs: number): number {
    return Math.max(lookedMs, Math.min(this.#clock.nowMs(), Math.ceil(this.#dueMs) - 1))
  }

  /** What is due later only than a timer that runs already is looked at when that one is over: most readings change nothing. */
  wait(dueMs: number, asOfMs: number): void {
    if (dueMs >= this.#dueMs && this.#dueMs > asOfMs) return
    this.#timer?.()
    this.#dueMs = dueMs
    const nowMs = this.#clock.nowMs()
    const fromMs = Math.abs(nowMs - asOfMs) > jumpMsMin ? asOfMs : nowMs
    this.#timer = this.#clock.after(Math.max(1, Math.ceil(dueMs - fromMs)), () => {
      this.#dueMs = Number.POSITIVE_INFINITY
      this.#look(Math.ceil(dueMs))
    })
  }

  end(): void {
    this.#timer?.()
  }
}
