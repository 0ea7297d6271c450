/**
 * Readings in spans of equal length, each told by a few numbers. `Binning` takes them one by one, in any order, and gives each span
 * away once, when it is over and the readings under way have had time to come; `binned` does the same with a whole record at once.
 *
 * Each reading counts as much as the next; a span without any is left out. Of two readings at one time the later to come is `last`.
 * What a restart needs is `closedMs` and the readings since then, which the store has.
 */
import type { Readings } from '@commune/protocol'
import type { Statistic } from './choice.ts'
import { isMeasure, type Noted, openSpansMax, type Published, spanOf, Spans, waitMsOf } from './published.ts'
import { ExactSum } from './sum.ts'

type Bin = Extract<Published, { is: 'bin' }>

export class Binning {
  readonly #of: readonly Statistic[]
  readonly #spans: Spans
  readonly #open = new Map<number, OpenBin>()

  /** Nothing that begins before `closedMs` is published: it was already, or it is not meant to be. */
  constructor(stepMs: number, of: readonly Statistic[], closedMs: number) {
    this.#of = of
    this.#spans = new Spans(stepMs, closedMs)
  }

  get closedMs(): number {
    return this.#spans.closedMs
  }
  get nextMs(): number {
    return this.#spans.nextMs
  }

  note(atMs: number, value: number, nowMs: number): Noted {
    if (!isMeasure(value)) return 'strange'
    const start = this.#spans.of(atMs, nowMs)
    if (typeof start === 'string') return start
    let bin = this.#open.get(start)
    if (bin === undefined) {
      if (this.#open.size >= openSpansMax) return 'full'
      this.#open.set(start, (bin = new OpenBin()))
    }
    bin.note(atMs, value)
    return 'taken'
  }

  /** What has become ready, in order, each once. */
  due(nowMs: number): Bin[] {
    const closedMs = this.#spans.close(nowMs)
    const ready = [...this.#open.keys()].filter((start) => start < closedMs).toSorted((a, b) => a - b)
    return ready.map((start) => {
      const bin = this.#open.get(start) as OpenBin
      this.#open.delete(start)
      return bin.told(start, this.#spans.stepMs, this.#of)
    })
  }
}

/** All spans of a record that are over at `nowMs` and begin at or after `closedMs`. */
export const binned = (
  { times, values }: Readings,
  stepMs: number,
  of: readonly Statistic[],
  nowMs: number,
  closedMs: number = -Infinity
): Bin[] => {
  const endMs = spanOf(nowMs - waitMsOf(stepMs), stepMs)
  const bins = new Map<number, OpenBin>()
  for (const [index, time] of times.entries()) {
    const start = spanOf(time, stepMs)
    const value = values[index] as number
    if (!isMeasure(value) || !(start >= closedMs && start < endMs)) continue
    const bin = bins.get(start) ?? new OpenBin()
    bins.set(start, bin)
    bin.note(time, value)
  }
  return [...bins].toSorted(([a], [b]) => a - b).map(([start, bin]) => bin.told(start, stepMs, of))
}

class OpenBin {
  readonly #sum = new ExactSum()
  #count = 0
  #min = Infinity
  #max = -Infinity
  #last = 0
  #lastMs = -Infinity

  note(atMs: number, value: number): void {
    this.#sum.add(value)
    this.#count++
    this.#min = Math.min(this.#min, value)
    this.#max = Math.max(this.#max, value)
    if (atMs < this.#lastMs) return
    this.#last = value
    this.#lastMs = atMs
  }

  told(startMs: number, stepMs: number, of: readonly Statistic[]): Bin {
    const sum = this.#sum.total()
    const all = { mean: sum / this.#count, min: this.#min, max: this.#max, last: this.#last, sum }
    return { is: 'bin', startMs, stepMs, ...Object.fromEntries(of.map((one) => [one, all[one]])) }
  }
}
