/** What the engine has to be told from outside: which points there are, how amounts convert, where the sun is. */
import type { ActPoint, PulsePoint, ReadingPoint, Value } from '../../senses/index.ts'
import type { Amount, Rule } from '../rule.ts'
import type { Sun } from './leaves.ts'

export type Found =
  /** `stands`: nothing senses it all the while (a person says how it is), so it stands though nobody looked. */
  | { readonly is: 'reading'; readonly point: ReadingPoint; readonly stands?: true }
  | { readonly is: 'pulse'; readonly point: PulsePoint }
  | { readonly is: 'act'; readonly point: ActPoint }

/** Undefined for a point that is not known here. */
export type FindPoint = (point: string) => Found | undefined

/**
 * An amount as a number of `unit`, or of `unit` an hour (`per-hour`, in which an offset like that of °F does not count), or as a share of
 * 0 to 1 (how much of the time it was yes). Undefined when their dimensions differ.
 */
export type Convert = (amount: Amount, unit: string | undefined, how: 'value' | 'per-hour' | 'share') => number | undefined

export interface EngineOptions {
  readonly find: FindPoint
  readonly convert?: Convert
  readonly sun?: Sun
  /** Told of every change of what an agreement asks, as it happens. It must not call the engine. */
  readonly asked?: (asked: Asked) => void
  /** Whether when this point told something tells when somebody passed (P6). Pulses do anyway. */
  readonly tellsOfPassings?: (point: string) => boolean
}

/** An agreement that holds: its rule, with what it is called and which version of it. */
export interface Agreed {
  readonly id: string
  readonly version: string
  readonly rule: Rule
  /** When it lapses unless renewed: from then on it asks nothing. */
  readonly untilMs?: number
}

/** What an agreement asks of an act point from now on. */
export interface Asked {
  readonly agreement: string
  readonly version: string
  readonly act: string
  /** Undefined: it rests, and asks nothing. `press` where the point is pressed: once, now. */
  readonly value: Value | undefined
  readonly atMs: number
  /** For `whyActed`. */
  readonly number: number
}

/** Why a rule cannot be taken. `part`: which part of its condition, in the order of `partsOfRule`. */
export type RuleFault =
  | { readonly type: 'unknown-point'; readonly point: string }
  | { readonly type: 'open-role'; readonly role: string }
  /** A reading where a pulse is meant, a number where yes or no is meant, a word that the point does not have. */
  | { readonly type: 'wrong-kind'; readonly point: string }
  | { readonly type: 'wrong-unit'; readonly point: string; readonly unit: string | undefined }
  | { readonly type: 'too-large' }
  | { readonly type: 'wrong-time'; readonly ms: number }
  | { readonly type: 'too-many' }

/** Takes an amount as it is when its unit is left out or the same; knows hours and shares of a hundred. */
export const sameUnit: Convert = ({ value, unit }, wanted, how) => {
  if (how === 'share') return unit === '%' ? value / 100 : unit === undefined ? value : undefined
  const whole = how === 'per-hour' && wanted !== undefined ? `${wanted}/h` : wanted
  return unit === undefined || unit === whole ? value : undefined
}
