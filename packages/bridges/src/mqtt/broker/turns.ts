/**
 * How much of a turn of the event loop goes to what devices say. Two thousand things that announce themselves at once are seconds of work;
 * whoever asks this box something meanwhile waits for a few turns, and each has an end.
 *
 * Lines share a turn. Who has no room in it waits, and goes on in the order in which it came to wait: nobody's flood is heard before
 * another's word.
 */
import type { Cancel, Clock } from '@commune/protocol'

/** Of one turn, for all lines together. */
const turnMs = 8
/** Packets in one turn that are handed on, to be read after it. */
const handedOnMax = 100

export class Turns {
  readonly #clock: Clock
  readonly #waiting = new Set<() => void>()
  #begunMs: number | undefined
  #handedOn = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether one more packet is read in this turn. */
  hasRoom(): boolean {
    const nowMs = this.#clock.nowMs()
    if (this.#begunMs === undefined) {
      this.#begunMs = nowMs
      setImmediate(() => this.#next())
    }
    // A clock that is set back ends the turn, too.
    return Math.abs(nowMs - this.#begunMs) < turnMs && this.#handedOn < handedOnMax
  }

  /** A packet was handed on. */
  handOn(): void {
    this.#handedOn++
  }

  /** Goes on in a later turn. */
  wait(goOn: () => void): Cancel {
    this.#waiting.add(goOn)
    return () => this.#waiting.delete(goOn)
  }

  #next(): void {
    this.#begunMs = undefined
    this.#handedOn = 0
    const waiting = [...this.#waiting]
    for (const goOn of waiting) {
      if (!this.hasRoom()) return
      if (this.#waiting.delete(goOn)) goOn()
    }
  }
}
