/**
 * When somebody counts as near no more, whoever looks is told: nothing else may happen for a long time. A timer for each point, in memory
 * alone (P6); who passes again begins it anew.
 */
import type { PointId } from '@commune/commune'
import type { Cancel, Clock } from '@commune/protocol'

export class Fading {
  readonly #clock: Clock
  readonly #timers = new Map<PointId, Cancel>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls `over` when so many milliseconds have passed, if nobody passes there before. */
  note(point: PointId, ms: number, over: () => void): void {
    this.#timers.get(point)?.()
    this.#timers.set(point, this.#clock.after(ms, () => {
      this.#timers.delete(point)
      over()
    }))
  }

  end(): void {
    for (const stop of this.#timers.values()) stop()
    this.#timers.clear()
  }
}
