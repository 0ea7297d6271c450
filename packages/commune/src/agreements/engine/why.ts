/**
 * Why: the tree of a rule with what each of its parts was at one moment. Data only; words are for whoever shows it. Numbers are in the
 * units of their points.
 */
import type { Value } from '../../senses/index.ts'
import type { Condition, Truth } from '../rule.ts'
import { Beyond, Compare, CompareText } from './leaves.ts'
import type { Agreed } from './lookup.ts'
import { freshnesses, notesOfPart, type Part } from './part.ts'
import type { Freshness } from './sensed.ts'
import { type Code, truthOf, unknown, yes } from './truth.ts'

export interface Why {
  /** The part of the tree that this is about. */
  readonly condition: Condition
  readonly truth: Truth
  readonly of: readonly Why[]
  /** What was measured, where it is about a point. */
  readonly measured?: Measuring
  /** `held` and `since`: since when it has been so. */
  readonly sinceMs?: number
  /** `held` not yet so: how long it still has to be. `within` that is so: how long it still counts. */
  readonly leftMs?: number
  /** `within`: when it was so last. */
  readonly lastMs?: number
  /** `sun`: when the sun changes next. */
  readonly untilMs?: number
}

/** Why an agreement did what it did, or does what it does now. */
export interface WhyActed {
  readonly agreed: Agreed
  /** What it asked from then on; undefined: nothing. */
  readonly value: Value | undefined
  readonly atMs: number
  readonly why: Why
}

export interface WhyNow extends WhyActed {
  /** What stands in the way of its condition, the nearest to giving way first; none when it is so. */
  readonly inTheWay: readonly Why[]
  /** What it asks would change, and waits for its least time until then. */
  readonly waitsUntilMs?: number
  readonly lapsed: boolean
}

export interface Measuring {
  readonly point: string
  /** Left out while there is none. Text is not remembered. */
  readonly value?: number | boolean | string
  readonly freshness: Freshness
  /** When the last reading was told; left out for averages and rates, and before the first. */
  readonly atMs?: number
  /** Averages and rates: which share of the time was known, 0 to 1. */
  readonly share?: number
  readonly unit?: string
  /** The amounts it was compared with, in the unit of the point (for a rate: that an hour). */
  readonly against: readonly number[]
  /**
   * How far it was from changing its answer: the value less the amount; of `rises` and `falls`: less the one that it has to pass next. Left
   * out where there is none: unknown, yes or no, words.
   */
  readonly distance?: number
}

/** Reads the notes that `Running.note` wrote of these parts at `atMs`. */
export function explain(parts: readonly Part[], notes: Float64Array, atMs: number): Why {
  const whys: Why[] = []
  for (const [index, part] of parts.entries()) {
    const from = index * notesOfPart
    // Members come before what they are members of, so they are the last that nobody has taken yet.
    const of = whys.splice(whys.length - membersOf(part.condition))
    whys.push(whyOf(part, of, notes[from] as Code, notes.subarray(from + 1, from + notesOfPart), atMs))
  }
  return whys[0] as Why
}

/** How many members a part has. */
export function membersOf(condition: Condition): number {
  switch (condition.is) {
    case 'and':
    case 'or':
      return condition.of.length
    case 'not':
    case 'held':
    case 'within':
      return 1
    case 'since':
      return 2
    default:
      return 0
  }
}

function whyOf(part: Part, of: readonly Why[], code: Code, notes: Float64Array, atMs: number): Why {
  const { condition } = part
  const why = { condition, truth: truthOf(code), of }
  if (part instanceof Compare || part instanceof CompareText || part instanceof Beyond) return { ...why, measured: measuring(part, code, notes) }
  const [first = 0] = notes
  switch (condition.is) {
    case 'held':
      if (Number.isNaN(first)) return why
      return { ...why, sinceMs: first, ...(code !== yes && { leftMs: first + condition.ms - atMs }) }
    case 'since':
      return Number.isNaN(first) ? why : { ...why, sinceMs: first }
    case 'within':
      if (!Number.isFinite(first)) return why
      return { ...why, lastMs: first, ...(code === yes && { leftMs: first + condition.ms - atMs }) }
    case 'sun':
      return Number.isFinite(first) ? { ...why, untilMs: first } : why
    default:
      return why
  }
}

function measuring(part: Compare | CompareText | Beyond, code: Code, [number = 0, second = 0, third = 0]: Float64Array): Measuring {
  const sensed = part instanceof CompareText ? part.sensed : part.measure.sensed
  const freshness = freshnesses[third] ?? 'never'
  const isWindow = !(part instanceof CompareText) && part.measure.isWindow
  const { shape } = sensed.point
  const value = isWindow || shape.is === 'number' ? number : shape.is === 'words' ? shape.of[number] : shape.is === 'yes-no' ? number === 1 : undefined
  const against = part instanceof Compare ? [part.threshold] : part instanceof Beyond ? [part.above, part.below] : []
  const isCounted = code !== unknown && (isWindow || shape.is === 'number')
  return {
    point: sensed.id,
    freshness,
    ...(value !== undefined && !Number.isNaN(number) && { value }),
    ...(isWindow ? { share: second } : Number.isFinite(second) && { atMs: second }),
    ...(shape.is === 'number' && shape.unit !== undefined && { unit: shape.unit }),
    against,
    ...(isCounted && { distance: number - next(part, code) })
  }
}

/** The amount that changes the answer when it is passed. */
function next(part: Compare | CompareText | Beyond, code: Code): number {
  if (part instanceof Compare) return part.threshold
  if (part instanceof CompareText) return 0
  return part.isRising === (code === yes) ? part.below : part.above
}
