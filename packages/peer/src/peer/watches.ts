/**
 * Watches: questions that are asked again whenever the answer may have changed. A change after a while of quiet is told at once;
 * those that follow are gathered for a moment. An answer that is the same as the last one is not told, and one question is never
 * under way twice.
 *
 * Who watches what is much gets a part of the time and not all of it: after an answer that took long to tell the next waits the longer,
 * some seconds at the most, and whoever asks something meanwhile is answered in between.
 */
import type { Cancel, Clock } from '@commune/protocol'
import { toJson } from '../api/plain.ts'

const gatherMs = 100
/** So many times as long as it took to tell an answer is nothing told to the same. */
const restTimes = 9
const restMsMax = 3_000

interface Watched {
  /** Undefined: whatever changes. */
  readonly topics: readonly string[] | undefined
  readonly ask: () => Promise<unknown>
  readonly onAnswer: (answer: unknown) => void
  last: string | undefined
  running: boolean
  again: boolean
  /** It took long last time, and is asked again when this is over. */
  resting: Cancel | undefined
  ended: boolean
}

export class Watches {
  readonly #clock: Clock
  readonly #all = new Set<Watched>()
  readonly #changed = new Set<string | undefined>()
  #timer: Cancel | undefined
  #toldMs = Number.NEGATIVE_INFINITY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Asks at once and after each change in one of `topics`, such as a world (undefined: after any change). */
  add(topics: string | readonly string[] | undefined, ask: () => Promise<unknown>, onAnswer: (answer: unknown) => void): Cancel {
    const watched: Watched = { topics: typeof topics === 'string' ? [topics] : topics, ask, onAnswer, last: undefined, running: false, again: false, resting: undefined, ended: false }
    this.#all.add(watched)
    this.#run(watched)
    return () => {
      end(watched)
      this.#all.delete(watched)
    }
  }

  /** Something changed in a world; undefined: something of the peer itself. */
  changed(world: string | undefined): void {
    if (this.#all.size === 0) return
    this.#changed.add(world)
    if (this.#timer) return
    // A clock that was set back makes nobody wait.
    const sinceMs = Math.max(0, this.#clock.nowMs() - this.#toldMs)
    this.#timer = this.#clock.after(sinceMs >= gatherMs ? 0 : gatherMs - sinceMs, () => this.#tell())
  }

  close(): void {
    this.#timer?.()
    for (const watched of this.#all) end(watched)
    this.#all.clear()
  }

  #tell(): void {
    this.#timer = undefined
    this.#toldMs = this.#clock.nowMs()
    const changed = new Set(this.#changed)
    this.#changed.clear()
    for (const watched of this.#all) {
      if (watched.topics === undefined || changed.has(undefined) || watched.topics.some((topic) => changed.has(topic))) this.#run(watched)
    }
  }

  #run(watched: Watched): void {
    if (watched.running || watched.resting) {
      watched.again = true
      return
    }
    watched.running = true
    const goOn = (): void => {
      if (!watched.again || watched.ended) return
      watched.again = false
      this.#run(watched)
    }
    const ended = (tookMs: number): void => {
      watched.running = false
      if (tookMs * restTimes < gatherMs || watched.ended) return goOn()
      watched.resting = this.#clock.after(Math.min(tookMs * restTimes, restMsMax), () => {
        watched.resting = undefined
        goOn()
      })
    }
    // A question that fails is asked again with the next change, also with one that came meanwhile.
    watched.ask().then((answer) => this.#taking(() => tell(watched, answer))).then(ended, () => ended(0))
  }

  /** How long something takes; of a clock that is set meanwhile nothing is known. */
  #taking(what: () => void): number {
    const beganMs = this.#clock.nowMs()
    what()
    return Math.max(0, this.#clock.nowMs() - beganMs)
  }
}

const end = (watched: Watched): void => {
  watched.ended = true
  watched.resting?.()
}

const tell = (watched: Watched, answer: unknown): void => {
  if (watched.ended) return
  const text = toJson(answer)
  if (text === watched.last) return
  watched.last = text
  watched.onAnswer(answer)
}
