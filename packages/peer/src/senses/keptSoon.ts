/**
 * When something that has to survive a restart is kept: some time after it changed, together with what changes meanwhile; or at once, and then
 * so often at the most.
 */
import type { Cancel, Clock } from '@commune/protocol'

const soonMs = 10_000
const apartMs = 1_000

export class KeptSoon {
  readonly #clock: Clock
  readonly #keep: () => void
  #waiting: Cancel | undefined
  /** When what waits is due, and when it was kept last, by a clock that may be set back. */
  #dueMs = Number.NEGATIVE_INFINITY
  #keptMs = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, keep: () => void) {
    this.#clock = clock
    this.#keep = keep
  }

  /** Within ten seconds. */
  soon(withinMs: number = soonMs): void {
    const nowMs = this.#clock.nowMs()
    const restMs = Math.min(apartMs, Math.max(0, this.#keptMs + apartMs - nowMs))
    const dueMs = nowMs + Math.max(withinMs, restMs)
    if (this.#waiting && this.#dueMs <= dueMs) return
    this.#waiting?.()
    this.#dueMs = dueMs
    this.#waiting = this.#clock.after(dueMs - nowMs, () => {
      this.#keptMs = this.#clock.nowMs()
      this.#keep()
      // What changed while it was read is in it.
      this.end()
    })
  }

  /** What a crash must not lose. */
  atOnce(): void {
    this.soon(0)
  }

  end(): void {
    this.#waiting?.()
    this.#waiting = undefined
  }
}
