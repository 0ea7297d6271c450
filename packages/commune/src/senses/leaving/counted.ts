/**
 * How many, without who: a number for each span of a quarter of an hour or more, with whole-number noise, and no number under a
 * floor. The noise of a span is drawn once, when it closes; what was published is kept and answered again as it was, so that asking
 * often does not average the noise away. The floor is held against the number with its noise: held against the true one, it
 * would say exactly when that is passed.
 *
 * It hides each single event (somebody passes) to the epsilon of the span: with or without it, any answer is at most
 * e^epsilon times as likely. Who passes in several spans spends that much of the day's budget. A span without events is
 * published like any other, a span that the budget cannot pay for is not, and neither is one that was open at a start:
 * open counts are in memory alone, as a pulse leaves no trace on disk. Nor is one in which what counts was out of reach: a number
 * would say that hardly anybody passed.
 *
 * Keep `state()` durably before what `due` gave goes out: drawn again, two draws for one span would be out.
 */
import type { Random } from '@commune/protocol'
import * as v from 'valibot'
import type { DayBudget } from './budget.ts'
import { leavingLimits, type Transform } from './choice.ts'
import { drawNoise, FairDraws } from './noise.ts'
import { type Noted, openSpansMax, type Published, spanOf, Spans } from './published.ts'

type Counted = Extract<Transform, { is: 'counted' }>
type Count = Extract<Published, { is: 'count' }>

/** Published spans that are kept for asking again: a season of quarters of an hour. */
export const countsKeptMax = 8_766
/** Spans that are caught up with at once, after a clock jumped ahead; the others before them are never published. */
export const spansAtOnceMax = 96
/** Events of one span are counted up to here. */
const eventsMax = 1_000_000_000

export interface CountingState {
  /** Nothing that begins before is published from here on. */
  readonly closedMs: number
  /** What was published, in order: where each span begins, how long it is, and its number; -1: under the floor. */
  readonly published: readonly (readonly [startMs: number, stepMs: number, count: number])[]
}

const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const countingSchema: v.GenericSchema<unknown, CountingState> = v.object({
  closedMs: time,
  published: v.pipe(v.array(v.tuple([time, time, v.pipe(v.number(), v.safeInteger(), v.minValue(-1))])), v.maxLength(countsKeptMax))
})

export class Counting {
  readonly #choice: Counted
  readonly #budget: Pick<DayBudget, 'take'>
  readonly #draws: FairDraws
  readonly #spans: Spans
  readonly #open = new Map<number, number>()
  readonly #missed = new Set<number>()
  #published: Count[]

  /** `startMs`: now. Spans that had begun before are passed over. */
  constructor(choice: Counted, budget: Pick<DayBudget, 'take'>, random: Random, startMs: number, state?: CountingState) {
    this.#choice = choice
    this.#budget = budget
    this.#draws = new FairDraws(random)
    this.#spans = new Spans(choice.stepMs, Math.max(startMs, state?.closedMs ?? 0))
    this.#published = (state?.published ?? []).map(([start, stepMs, count]) => countOf(start, stepMs, count))
  }

  get nextMs(): number {
    return this.#spans.nextMs
  }

  /** Somebody passes, or several at once. Who, and when in the span, is not kept even here. */
  note(atMs: number, nowMs: number, howMany = 1): Noted {
    if (!Number.isSafeInteger(howMany) || howMany < 1) return 'strange'
    const start = this.#spans.of(atMs, nowMs)
    if (typeof start === 'string') return start
    const known = this.#open.get(start)
    if (known === undefined && this.#open.size >= openSpansMax) return 'full'
    this.#open.set(start, Math.min((known ?? 0) + howMany, eventsMax))
    return 'taken'
  }

  /** From then to then nothing was heard of whatever came. Of what comes, not of whether somebody did, it may depend when that ends. */
  miss(fromMs: number, toMs: number): void {
    const { stepMs } = this.#choice
    const last = spanOf(toMs, stepMs)
    for (let start = Math.max(spanOf(fromMs, stepMs), last - openSpansMax * stepMs); start <= last; start += stepMs) this.#missed.add(start)
  }

  /** What has become ready, in order, each once. `published` has it from then on. */
  due(nowMs: number): Count[] {
    const { stepMs, epsilonMilli, floor } = this.#choice
    const fromMs = this.#spans.closedMs
    const closedMs = this.#spans.close(nowMs)
    const made: Count[] = []
    for (let start = Math.max(fromMs, closedMs - spansAtOnceMax * stepMs); start < closedMs; start += stepMs) {
      if (this.#missed.has(start) || !this.#budget.take(start, epsilonMilli)) continue
      const noisy = (this.#open.get(start) ?? 0) + drawNoise(this.#draws, epsilonMilli)
      made.push(countOf(start, stepMs, noisy >= floor ? noisy : -1))
    }
    for (const start of this.#open.keys()) if (start < closedMs) this.#open.delete(start)
    for (const start of this.#missed) if (start < closedMs) this.#missed.delete(start)
    this.#published = [...this.#published, ...made].slice(-countsKeptMax)
    return made
  }

  /** As it went out, from `fromMs` up to and without `toMs`: the same whenever it is asked for. */
  published(fromMs: number, toMs: number): Count[] {
    return this.#published.filter(({ startMs }) => startMs >= fromMs && startMs < toMs)
  }

  state(): CountingState {
    const published = this.#published.map(({ startMs, stepMs, count }) => [startMs, stepMs, count ?? -1] as const)
    return { closedMs: this.#spans.closedMs, published }
  }
}

export interface CountedEvent {
  readonly atMs: number
  /** 1 or more. */
  readonly howMany: number
}

/**
 * What others would have got of a record of events in any order, each span from the one of the first event on. The same as
 * `Counting` gives when it is told them as they come and asked after each span. Spends of the budget that it is given.
 */
export const counted = (
  events: readonly CountedEvent[],
  choice: Counted,
  budget: DayBudget,
  random: Random,
  nowMs: number
): Count[] => {
  const { stepMs, epsilonMilli, floor } = choice
  const sums = new Map<number, number>()
  let first = Infinity
  for (const { atMs, howMany } of events) {
    if (!Number.isFinite(atMs) || !Number.isSafeInteger(howMany) || howMany < 1) continue
    const start = spanOf(atMs, stepMs)
    first = Math.min(first, start)
    sums.set(start, Math.min((sums.get(start) ?? 0) + howMany, eventsMax))
  }
  const spans = new Spans(stepMs, first)
  const draws = new FairDraws(random)
  const made: Count[] = []
  const fromMs = spans.closedMs
  const endMs = spans.close(nowMs)
  for (let start = Math.max(fromMs, endMs - countsKeptMax * stepMs); start < endMs; start += stepMs) {
    if (!budget.take(start, epsilonMilli)) continue
    const noisy = (sums.get(start) ?? 0) + drawNoise(draws, epsilonMilli)
    made.push(countOf(start, stepMs, noisy >= floor ? noisy : -1))
  }
  return made
}

const countOf = (startMs: number, stepMs: number, count: number): Count =>
  count < leavingLimits.floorMin ? { is: 'count', startMs, stepMs } : { is: 'count', startMs, stepMs, count }
