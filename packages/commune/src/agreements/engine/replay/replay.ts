/**
 * Replay: what agreements would have asked, had they held while the kept history was told: every time, for how long, and where they would
 * have fought one another. One pass over the readings, in pages; it can be stopped, and says how far it is.
 *
 * Each reading counts from its own time, as if it had come then. Pulses were never kept, so what hangs on them is unknown throughout;
 * `unseen` names their points, and those of which no reading is kept. Before the time that is looked at there is a run-up, so that what
 * stood is known and averages are full when it begins; what is asked in it is not reported.
 */
import type { Readings, Result } from '@commune/protocol'
import { no as failed, ok } from '@commune/protocol'
import type { ReadingPoint, Value } from '../../../senses/index.ts'
import type { Condition, Measured } from '../../rule.ts'
import { Acts } from '../acts.ts'
import { Engine } from '../engine.ts'
import type { Agreed, Asked, EngineOptions, RuleFault } from '../lookup.ts'
import { eachInOrder } from './merged.ts'
import { Spans, type Fight, type Spanned } from './spans.ts'

export interface ReplayOptions extends Pick<EngineOptions, 'find' | 'convert' | 'sun'> {
  /** Those that are looked at. */
  readonly agreements: readonly Agreed[]
  /** Those that hold already, told apart by their ids: one that cannot be taken in any more asks nothing. */
  readonly besides?: readonly Agreed[]
  readonly fromMs: number
  readonly toMs: number
  /** Kept readings of a point from `fromMs` up to and without `toMs`, in order: yes is 1, no is 0, a word its place in the list. */
  readonly read: (point: string, fromMs: number, toMs: number) => Readings | Promise<Readings>
  /** Told after each page; false stops. `share`: how much of the time is done, 0 to 1. */
  readonly progress?: (share: number, readings: number) => boolean | Promise<boolean>
  /** How long before `fromMs` it begins; left out: the longest that a rule looks back, and a day for what stood since before. */
  readonly runUpMs?: number
  /** Readings are asked for in pages of so long. */
  readonly pageMs?: number
}

export interface Replayed {
  /** Each time that one of them asked something, in the order of beginning; `spansMax` at most. */
  readonly spans: readonly Spanned[]
  /** For each agreement: how often and how long in all, counted also where `spans` is full. */
  readonly totals: ReadonlyMap<string, { readonly times: number; readonly ms: number }>
  /** Times in which two asked different values of one act point; `fightsMax` at most. */
  readonly fights: readonly Fight[]
  readonly fightTotals: { readonly times: number; readonly ms: number }
  /** For each agreement that is looked at: how long its condition was unknown. */
  readonly unknown: ReadonlyMap<string, number>
  /** Points of which nothing is kept. */
  readonly unseen: readonly string[]
  readonly readings: number
  /** Up to when it got, if it was stopped; else `toMs`. */
  readonly untilMs: number
}

const runUpMsMin = 86_400_000

export const replayLimits = { spansMax: 10_000, fightsMax: 1_000, pointsMax: 1_000, pageMs: 86_400_000 } as const

export async function replay(options: ReplayOptions): Promise<Result<Replayed, RuleFault>> {
  const { agreements: looked, besides = [], fromMs, toMs, find, convert, sun, read, progress, pageMs = replayLimits.pageMs } = options
  const spans = new Spans(fromMs, replayLimits.spansMax, replayLimits.fightsMax)
  const asked = (each: Asked): void => spans.asked(each)
  const beginMs = Math.max(0, fromMs - (options.runUpMs ?? runUpMsMin + Math.max(0, ...[...looked, ...besides].map(({ rule }) => longestMs(rule.while)))))
  // Nobody asks why of a replay, and it has only so much to remember.
  const engine = new Engine({ find, asked, ...(convert && { convert }), ...(sun && { sun }) }, beginMs, new Acts(64, 16_384))
  for (const agreed of looked) {
    const added = engine.add(agreed, beginMs)
    if (!added.ok) return added
  }
  const agreements = [...looked, ...besides.filter((agreed) => engine.add(agreed, beginMs).ok)]
  const points = [...new Set(agreements.flatMap(({ rule }) => [...pointsOf(rule.while)]))]
  if (points.length > replayLimits.pointsMax) return failed({ type: 'too-large' })
  const reads = points.map((point) => ({ point, found: find(point) })).flatMap(({ point, found }) => (found?.is === 'reading' ? [{ point, of: found.point }] : []))
  for (const point of points) engine.gone(point, beginMs)
  const seen = new Set<string>()
  const unknowns = new Unknowns(engine, looked, fromMs)
  let readings = 0
  let atMs = beginMs
  const step = Math.max(1, pageMs)
  while (atMs < toMs) {
    const endMs = Math.min(toMs, atMs + step)
    const runs = await Promise.all(reads.map(({ point }) => read(point, atMs, endMs)))
    eachInOrder(runs, (series, tellMs, value) => {
      const { point, of } = reads[series] as (typeof reads)[number]
      seen.add(point)
      advance(engine, tellMs, unknowns)
      engine.reading(point, valueOf(of, value), tellMs, tellMs)
      unknowns.look(tellMs)
      readings++
      return true
    })
    advance(engine, endMs, unknowns)
    atMs = endMs
    if (progress && !(await progress((atMs - beginMs) / (toMs - beginMs), readings))) break
  }
  const untilMs = Math.max(fromMs, Math.min(atMs, toMs))
  return ok({ ...spans.end(untilMs), unknown: unknowns.end(untilMs), unseen: points.filter((point) => !seen.has(point)), readings, untilMs })
}

/** Everything that is due happens at its moment, however long nobody told anything: it is not asleep, there is just nothing kept. */
function advance(engine: Engine, nowMs: number, unknowns: Unknowns): void {
  while (engine.nextMs <= nowMs) {
    engine.tick(engine.nextMs)
    unknowns.look(engine.nowMs)
  }
  engine.tick(nowMs)
}

/** How long each condition was unknown, looked at whenever it may have changed. */
class Unknowns {
  readonly #engine: Engine
  readonly #fromMs: number
  readonly #ms = new Map<string, number>()
  readonly #sinceMs = new Map<string, number>()
  readonly #ids: readonly string[]

  constructor(engine: Engine, looked: readonly Agreed[], fromMs: number) {
    this.#engine = engine
    this.#fromMs = fromMs
    this.#ids = looked.map(({ id }) => id)
    this.look(engine.nowMs)
  }

  look(nowMs: number): void {
    for (const id of this.#ids) {
      const sinceMs = this.#sinceMs.get(id)
      if ((this.#engine.truth(id) === undefined) === (sinceMs !== undefined)) continue
      if (sinceMs === undefined) this.#sinceMs.set(id, nowMs)
      else this.#add(id, sinceMs, nowMs)
    }
  }

  end(untilMs: number): ReadonlyMap<string, number> {
    for (const [id, sinceMs] of this.#sinceMs) this.#add(id, sinceMs, untilMs)
    return this.#ms
  }

  #add(id: string, sinceMs: number, untilMs: number): void {
    this.#sinceMs.delete(id)
    this.#ms.set(id, (this.#ms.get(id) ?? 0) + Math.max(0, untilMs - Math.max(sinceMs, this.#fromMs)))
  }
}

function valueOf({ shape }: ReadingPoint, value: number): Value {
  if (shape.is === 'yes-no') return value !== 0
  return shape.is === 'words' ? (shape.of[value] ?? '') : value
}

/** The longest that a condition looks back: spans within spans add up. */
export function longestMs(condition: Condition): number {
  const of = (measured: Measured): number => (measured.is === 'reading' ? 0 : measured.ms)
  switch (condition.is) {
    case 'compare':
    case 'rises':
    case 'falls':
      return of(condition.of)
    case 'held':
    case 'within':
      return condition.ms + longestMs(condition.that)
    case 'since':
      return Math.max(longestMs(condition.that), longestMs(condition.from))
    case 'and':
    case 'or':
      return Math.max(0, ...condition.of.map(longestMs))
    case 'not':
      return longestMs(condition.that)
    default:
      return 0
  }
}

/** The points that a condition looks at, in the order in which they stand. */
export function* pointsOf(condition: Condition): Generator<string> {
  switch (condition.is) {
    case 'compare':
    case 'rises':
    case 'falls':
      yield condition.of.point
      return
    case 'near':
      yield condition.point
      return
    case 'held':
    case 'within':
    case 'not':
      yield* pointsOf(condition.that)
      return
    case 'since':
      yield* pointsOf(condition.that)
      yield* pointsOf(condition.from)
      return
    case 'and':
    case 'or':
      for (const member of condition.of) yield* pointsOf(member)
      break
    case 'sun':
  }
}
