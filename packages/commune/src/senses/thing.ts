/**
 * What a thing can sense and do, in one form, however it came in: announced over MQTT, described by the Web of Things, or
 * written down by hand. A thing that has no key of its own is spoken for by the device that brings it in; what it is and what
 * it can do is its own to say.
 *
 * A *point* is one thing that is sensed or one thing that can be set. Its key is stable within the thing; the thing's key is
 * stable within its source. Text of others is data: it is shortened, never trusted, never run.
 *
 * A *reading* may be kept. A *pulse* ("somebody passes") can never be: it has no value and no identity, and no type here lets one
 * be handed to what keeps readings.
 */
import type { StatementId } from '@commune/protocol'

/** What was sensed: a number in the unit of its point, yes or no, or one of the words of its point. */
export type Value = number | boolean | string

/** Which values a point has. */
export type Shape =
  /** `unit`: a code of `units`; left out: a number without one. `step`: the least difference that means something. */
  | { readonly is: 'number'; readonly unit?: string; readonly min?: number; readonly max?: number; readonly step?: number }
  | { readonly is: 'yes-no' }
  | { readonly is: 'words'; readonly of: readonly string[] }
  /** Free text, `charsMax` at most. It is shown, and kept only as its last value. */
  | { readonly is: 'text'; readonly charsMax: number }

/** Something that is sensed and may be kept. */
export interface ReadingPoint {
  readonly key: string
  readonly name: string
  readonly shape: Shape
  /** What it is about, in the words of Home Assistant's device classes: `temperature`, `illuminance`, `door`, … */
  readonly about?: string
  /** It only grows, but for a new beginning: a meter. It is kept as it is; what was used is worked out when it is read. */
  readonly counter?: true
  /** After so long without a word it is unknown. Left out: it holds until the thing is gone. */
  readonly staleMs?: number
}

/** Something that is felt for a moment and never kept. */
export interface PulsePoint {
  readonly key: string
  readonly name: string
  readonly about?: string
  /** How long one counts as now: 1 s to 60 s. */
  readonly ttlMs: number
}

/** Something that can be asked of it. */
export interface ActPoint {
  readonly key: string
  readonly name: string
  /** `press`: it is done once and has no state. */
  readonly shape: Shape | { readonly is: 'press' }
  readonly about?: string
  /** The reading that tells how it stands: its key. */
  readonly toldBy?: string
  /** What it rests at when nobody asks anything of it. Left out: it is left as it is. */
  readonly rest?: Value
}

export interface Thing {
  readonly key: string
  readonly name: string
  readonly maker?: string
  readonly model?: string
  /** Where it says it stands. */
  readonly place?: string
  readonly readings: readonly ReadingPoint[]
  readonly pulses: readonly PulsePoint[]
  readonly acts: readonly ActPoint[]
}

/** A thing in a world: the statement that brought it in. */
export type ThingId = StatementId

/** One point of one thing, for rules and series: thing, a slash, the point's key. */
export type PointId = `${ThingId}/${string}`
