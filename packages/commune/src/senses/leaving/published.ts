/**
 * What others get. Every item is final: it is published once, and nothing that comes later changes it, for the difference of two
 * versions would say what came in between.
 */
import type { Statistic } from './choice.ts'
import { sizeMax } from './sum.ts'

export type Published =
  | { readonly is: 'reading'; readonly atMs: number; readonly value: number }
  /** From `startMs` up to and without `startMs + stepMs`. */
  | ({ readonly is: 'bin'; readonly startMs: number; readonly stepMs: number } & { readonly [S in Statistic]?: number })
  | { readonly is: 'average'; readonly startMs: number; readonly stepMs: number; readonly mean: number }
  /** Without `count`: fewer than the floor, as far as the noise lets one say. */
  | { readonly is: 'count'; readonly startMs: number; readonly stepMs: number; readonly count?: number }

/**
 * What became of a reading: taken; too late (its span is published or was passed over); ahead of the clock by more than a span; no finite
 * number, or one that nothing measures; or one too many (open spans and members are bounded).
 */
export type Noted = 'taken' | 'late' | 'ahead' | 'strange' | 'full'

/** Spans that one transform holds open at most: readings that came late, and those of a clock that is a little ahead. */
export const openSpansMax = 64

/** How long a span stays open after its end, for readings that were under way: a quarter of it, an hour at most. */
export const waitMsOf = (stepMs: number): number => Math.min(stepMs / 4, 3_600_000)

/** The span that a moment is in: its beginning, a multiple of the step. */
export const spanOf = (atMs: number, stepMs: number): number => Math.floor(atMs / stepMs) * stepMs

/** Where the first span begins that is whole from here on. */
export const nextSpan = (fromMs: number, stepMs: number): number => Math.ceil(fromMs / stepMs) * stepMs

/**
 * Which spans are open: all that begin at or after `closedMs` and not later than one span ahead of the clock. It only moves
 * forwards; whoever keeps it over a restart never publishes a span twice.
 */
export class Spans {
  readonly stepMs: number
  #closedMs: number

  constructor(stepMs: number, closedMs: number) {
    this.stepMs = stepMs
    this.#closedMs = nextSpan(closedMs, stepMs)
  }

  /** Everything before this is published or was passed over. */
  get closedMs(): number {
    return this.#closedMs
  }
  /** When the first open span closes. */
  get nextMs(): number {
    return this.#closedMs + this.stepMs + waitMsOf(this.stepMs)
  }
  /** The span of a moment, or why it cannot be taken. */
  of(atMs: number, nowMs: number): number | Noted {
    if (!Number.isFinite(atMs)) return 'strange'
    if (atMs > nowMs + this.stepMs) return 'ahead'
    const start = spanOf(atMs, this.stepMs)
    return start < this.#closedMs ? 'late' : start
  }
  /** Closes what is over, and says up to where. */
  close(nowMs: number): number {
    if (Number.isFinite(nowMs)) this.#closedMs = Math.max(this.#closedMs, spanOf(nowMs - waitMsOf(this.stepMs), this.stepMs))
    return this.#closedMs
  }
}

export const isMeasure = (value: number): boolean => Number.isFinite(value) && Math.abs(value) <= sizeMax
