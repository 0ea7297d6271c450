/** Where the number of a comparison comes from. */
import type { Sensed } from './sensed.ts'
import { freshnesses, never } from './part.ts'
import type { Window } from './window.ts'

export interface Measure {
  readonly sensed: Sensed
  readonly window?: Window
  /** Not a number while unknown. */
  value(nowMs: number): number
  /** When that may change without a word. */
  nextMs(nowMs: number): number
  /** The value, the time it counts from or the share of the window that was known, and how fresh the point is. */
  note(into: Float64Array, at: number, nowMs: number): void
}

export class ReadingMeasure implements Measure {
  readonly sensed: Sensed

  constructor(sensed: Sensed) {
    this.sensed = sensed
  }

  value(nowMs: number): number {
    return this.sensed.isKnown(nowMs) ? this.sensed.number : Number.NaN
  }

  nextMs(nowMs: number): number {
    return this.sensed.isKnown(nowMs) ? this.sensed.untilMs : never
  }

  note(into: Float64Array, at: number, nowMs: number): void {
    into[at] = this.sensed.number
    into[at + 1] = this.sensed.atMs
    into[at + 2] = freshnesses.indexOf(this.sensed.freshness(nowMs))
  }
}

export class WindowMeasure implements Measure {
  readonly sensed: Sensed
  readonly window: Window

  constructor(sensed: Sensed, window: Window) {
    this.sensed = sensed
    this.window = window
  }

  value(nowMs: number): number {
    return this.window.at(nowMs)
  }

  /** The engine looks at windows by itself when their answer may have changed. */
  nextMs(): number {
    return never
  }

  note(into: Float64Array, at: number, nowMs: number): void {
    into[at] = this.window.at(nowMs)
    into[at + 1] = this.window.share
    into[at + 2] = freshnesses.indexOf(this.sensed.freshness(nowMs))
  }
}
