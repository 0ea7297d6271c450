/**
 * The one tree of a rule. It has three faces: a sentence (in each language), a text, and JSON, which is this tree as it is.
 *
 * A rule says what one act point does while something is so; what it does otherwise; and what it does when that cannot be known.
 * It is total: no loops, no state of its own, a bounded number of parts, only times that have passed. Truth has three values (Kleene):
 * yes, no, unknown. A reading is unknown before the first one, after its `staleMs`, and when its thing is gone; everything above it
 * follows (`unknown and no` is no, `unknown or yes` is yes, else unknown stays unknown).
 *
 * What a part is at a moment follows from what had come by then. What was before the agreement began does not count: nothing was so then.
 * `engine/SPEC.md` says all of it exactly.
 *
 * A template is a rule whose points are roles (`?lamp`) that somebody fills when taking it over.
 */
import type { PointId, Value } from '../senses/index.ts'

/** A point of a thing, or a role in a template. */
export type PointRef = PointId | `?${string}`

/** A number with its unit, as it was written; compared with a reading by dimension. */
export interface Amount {
  readonly value: number
  readonly unit?: string
}

export interface Rule {
  readonly act: PointRef
  /** What it does while the condition is so. An amount where the point is a number; `press` where it is pressed. */
  readonly to: Amount | boolean | string
  readonly while: Condition
  /** What it does when the condition is not so. `rest`: this agreement asks nothing then. */
  readonly otherwise: 'rest' | { readonly to: Amount | boolean | string }
  /** What it does when that is unknown. `stay`: what it asked last. */
  readonly unsure: 'rest' | 'stay' | { readonly to: Amount | boolean | string }
  /** Once what it asks changed, that holds at least so long, and then what is so counts; left out: `leastHoldMsDefault`. */
  readonly leastMs?: number
}

export type Comparison = 'below' | 'at-most' | 'above' | 'at-least' | 'is' | 'is-not'

export type Condition =
  /** A measured or worked-out number against an amount; a reading of yes or no, or of words, with `is` and `is-not` alone. */
  | { readonly is: 'compare'; readonly of: Measured; readonly how: Comparison; readonly to: Amount | boolean | string }
  /** A pulse came and has not passed. */
  | { readonly is: 'near'; readonly point: PointRef }
  /** The sun over the place: `down` is below the horizon, `dark` more than six degrees below it. */
  | { readonly is: 'sun'; readonly state: 'up' | 'down' | 'dark' }
  /**
   * It has been so without a break for that long. In a time when it is unknown it goes on counting, or begins anew, as said. Not so: no. Unknown:
   * with `count`, when it was so before, as if it still were; else unknown. Counting and not there yet: no.
   */
  | { readonly is: 'held'; readonly that: Condition; readonly ms: number; readonly gaps: 'count' | 'break' }
  /** It was so at some moment later than that long ago. If not, but it was unknown at one: unknown. */
  | { readonly is: 'within'; readonly that: Condition; readonly ms: number }
  /** `from` became so, and ever since then, from that very moment on, `that` was so. While `from` is unknown it may become so at any moment. */
  | { readonly is: 'since'; readonly that: Condition; readonly from: Condition }
  /**
   * So from rising above the one until falling below the other (`above` ≥ `below`); in between as it was, also before a time when it was
   * unknown. Before it was ever beyond one of them: no, for `falls` as well.
   */
  | { readonly is: 'rises'; readonly of: Measured; readonly above: Amount; readonly below: Amount }
  /** So from falling below the one until rising above the other (`below` ≤ `above`). */
  | { readonly is: 'falls'; readonly of: Measured; readonly below: Amount; readonly above: Amount }
  | { readonly is: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly that: Condition }

export type Measured =
  | { readonly is: 'reading'; readonly point: PointRef }
  /**
   * Weighted by how long each value stood, over the parts of its time that have ended (`windowParts`). Times without a known value are left
   * out; while less than half of the time is known it is unknown. Of yes or no: the share of the time that it was yes.
   */
  | { readonly is: 'average'; readonly point: PointRef; readonly ms: number }
  /**
   * How much it changed a hour, over the same parts; of a counter: how much was used a hour. A change counts at the moment it is told, unless
   * the value before it was no longer known. A counter that shows less has slipped or begun anew: nothing is used by that. The amount beside
   * it is in a unit of the reading's own dimension and is a difference (`convertDifference`): 2 °C a hour are 3.6 °F a hour.
   */
  | { readonly is: 'rate'; readonly point: PointRef; readonly ms: number }

/** Bounds of one rule (E7): over one of them it is refused with a reason. */
export const ruleLimits = {
  /** Conditions and measures in one rule. */
  partsMax: 64,
  depthMax: 10,
  /** Members of one `and` or `or`: 2 to this. */
  membersMax: 16,
  /** Shortest and longest time that a rule may name. */
  msMin: 1_000,
  msMax: 2_678_400_000,
  /**
   * An average or a rate is worked out in so many equal parts of its time, whose ends are multiples of a part since 1970. A part is that
   * share of the time rounded up to whole milliseconds, and at least a second; there are as many as come nearest to the time.
   */
  windowParts: 60,
  charsMax: 4_000
} as const

export const leastHoldMsDefault = 5_000

/** Yes, no, or unknown. */
export type Truth = true | false | undefined

/** What a point was told last, for whoever looks for a value of it. */
export interface Known {
  readonly value: Value
  readonly atMs: number
}
