/**
 * A part of a rule at work. `step` works out what holds at `nowMs` from what its members hold then, which were stepped before it; it may
 * be called more often than something changed, and then changes nothing. Times only go on.
 */
import type { Condition } from '../rule.ts'
import type { Code } from './truth.ts'

export interface Part {
  readonly condition: Condition
  /** What holds as of the last step. */
  code: Code
  /** Tells `soon` when it may change by itself, without any word from outside. */
  step(nowMs: number, soon: Soon): void
  /** What it remembers, as numbers; empty when all of it follows from readings. */
  save(): number[]
  /** Takes what was saved. Times later than `nowMs` are taken for now. */
  load(numbers: readonly number[], nowMs: number): void
  /** Three numbers that say why it holds, for `explain`; `nowMs` is that of the last step. */
  note(into: Float64Array, at: number, nowMs: number): void
}

/** Keeps the earliest of the times it is told. One for all parts, so that none has to remember its own. */
export class Soon {
  ms: number = Number.POSITIVE_INFINITY

  at(ms: number): void {
    if (ms < this.ms) this.ms = ms
  }
}

/** How many numbers are remembered for each part of an act: its code, and three of its own. */
export const notesOfPart = 4

export const never: number = Number.POSITIVE_INFINITY
export const notYet: number = Number.NEGATIVE_INFINITY

/** How the state of a point was, as a number in a note. */
export const freshnesses = ['fresh', 'stale', 'gone', 'never'] as const
