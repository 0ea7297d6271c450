/** Where the number of a comparison comes from. */
import type { Sensed } from './sensed.ts'
import { freshnesses } from './part.ts'
import type { Windows } from './window.ts'

export interface Measure {
  readonly sensed: Sensed
  readonly isWindow: boolean
  /** Not a number while unknown. */
  value(nowMs: number): number
  /** The value, the time it counts from or the share of the window that was known, and how fresh the point is. */
  note(into: Float64Array, at: number, nowMs: number): void
}

export class ReadingMeasure implements Measure {
  readonly sensed: Sensed
  readonly isWindow = false

  constructor(sensed: Sensed) {
    this.sensed = sensed
  }

  value(nowMs: number): number {
    return this.sensed.isKnown(nowMs) ? this.sensed.number : Number.NaN
  }

  note(into: Float64Array, at: number, nowMs: number): void {
    into[at] = this.sensed.number
    into[at + 1] = this.sensed.atMs
    into[at + 2] = freshnesses.indexOf(this.sensed.freshness(nowMs))
  }
}

/** The engine looks at windows by itself when their answer may have changed. */
export class WindowMeasure implements Measure {
  readonly sensed: Sensed
  readonly isWindow = true
  readonly #windows: Windows
  readonly #window: number

  constructor(sensed: Sensed, windows: Windows, window: number) {
    this.sensed = sensed
    this.#windows = windows
    this.#window = window
  }

  value(nowMs: number): number {
    return this.#windows.at(this.#window, nowMs)
  }

  note(into: Float64Array, at: number, nowMs: number): void {
    into[at] = this.value(nowMs)
    into[at + 1] = this.#windows.share(this.#window)
    into[at + 2] = freshnesses.indexOf(this.sensed.freshness(nowMs))
  }
}
