/**
 * A part of a rule at work. `step` works out what holds at `nowMs` from what its members hold then, which were stepped before it; it may
 * be called more often than something changed, and then changes nothing. It has to be called when a member holds something else, and when
 * it said that it may change by itself (`dueMs`). Times only go on.
 */
import type { Condition } from '../rule.ts'
import type { Code } from './truth.ts'

export interface Part {
  readonly condition: Condition
  /** When it may change by itself, without any word from outside, as of the last step; infinite when it may not. */
  readonly dueMs: number
  /** `last` is what its last member holds, `first` its first one; unknown where there is none. */
  step(nowMs: number, last: Code, first: Code): Code
  /** What it remembers, as numbers; empty when all of it follows from readings. */
  save(): number[]
  /** Takes what was saved. Times later than `nowMs` are taken for now. */
  load(numbers: readonly number[], nowMs: number): void
  /** Three numbers that say why it holds, for `explain`; nothing changed by itself between the last step and `nowMs`. */
  note(into: Float64Array, at: number, nowMs: number): void
}

/** How many numbers are remembered for each part of an act: its code, and three of its own. */
export const notesOfPart = 4

export const never: number = Number.POSITIVE_INFINITY
export const notYet: number = Number.NEGATIVE_INFINITY

/** How the state of a point was, as a number in a note. */
export const freshnesses = ['fresh', 'stale', 'gone', 'never'] as const
