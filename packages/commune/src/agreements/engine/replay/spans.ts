/** Times in which agreements asked something, and times in which two asked different things of one act point, gathered as they end. */
import type { Value } from '../../../senses/index.ts'
import type { Asked } from '../lookup.ts'

export interface Spanned {
  readonly agreement: string
  readonly act: string
  readonly value: Value
  readonly fromMs: number
  readonly toMs: number
}

/** `one` would have held: it asked first, or stands first by its id. */
export interface Fight {
  readonly act: string
  readonly one: { readonly agreement: string; readonly value: Value }
  readonly other: { readonly agreement: string; readonly value: Value }
  readonly fromMs: number
  readonly toMs: number
}

interface Open {
  readonly value: Value
  readonly fromMs: number
  /** Since when it asks anything at all without a break. */
  readonly sinceMs: number
}

export class Spans {
  readonly #fromMs: number
  readonly #spansMax: number
  readonly #fightsMax: number
  readonly #spans: Spanned[] = []
  readonly #fights: Fight[] = []
  readonly #totals = new Map<string, { times: number; ms: number }>()
  readonly #fightTotals = { times: 0, ms: 0 }
  /** What is asked now, by act point and agreement. */
  readonly #open = new Map<string, Map<string, Open>>()
  /** Fights that go on, by act point and pair. */
  readonly #fighting = new Map<string, Map<string, Omit<Fight, 'toMs'>>>()

  /** What lies before `fromMs` is not reported. */
  constructor(fromMs: number, spansMax: number, fightsMax: number) {
    this.#fromMs = fromMs
    this.#spansMax = spansMax
    this.#fightsMax = fightsMax
  }

  asked({ agreement, act, value, atMs }: Asked): void {
    const open = this.#open.get(act) ?? new Map<string, Open>()
    this.#open.set(act, open)
    const before = open.get(agreement)
    if (before) this.#close(agreement, act, before, atMs)
    if (value === undefined) open.delete(agreement)
    else open.set(agreement, { value, fromMs: atMs, sinceMs: before?.sinceMs ?? atMs })
    this.#fightsOf(act, open, atMs)
  }

  end(untilMs: number): { spans: Spanned[]; totals: Map<string, { times: number; ms: number }>; fights: Fight[]; fightTotals: { times: number; ms: number } } {
    for (const [act, open] of this.#open) {
      for (const [agreement, each] of open) this.#close(agreement, act, each, untilMs)
      this.#fightsOf(act, new Map(), untilMs)
    }
    this.#open.clear()
    const spans = this.#spans.toSorted((a, b) => a.fromMs - b.fromMs)
    return { spans, totals: this.#totals, fights: this.#fights.toSorted((a, b) => a.fromMs - b.fromMs), fightTotals: this.#fightTotals }
  }

  #close(agreement: string, act: string, { value, fromMs: openMs }: Open, toMs: number): void {
    const fromMs = Math.max(openMs, this.#fromMs)
    // A press is one moment, whatever it is asked for.
    if (toMs < fromMs || (toMs === fromMs && openMs < this.#fromMs)) return
    const total = this.#totals.get(agreement) ?? { times: 0, ms: 0 }
    this.#totals.set(agreement, { times: total.times + 1, ms: total.ms + toMs - fromMs })
    if (this.#spans.length < this.#spansMax) this.#spans.push({ agreement, act, value, fromMs, toMs })
  }

  /** Fights that are over end, those that are new begin. */
  #fightsOf(act: string, open: ReadonlyMap<string, Open>, atMs: number): void {
    const before = this.#fighting.get(act) ?? new Map<string, Omit<Fight, 'toMs'>>()
    const now = new Map<string, Omit<Fight, 'toMs'>>()
    const ordered = [...open].toSorted(([a, one], [b, other]) => one.sinceMs - other.sinceMs || (a < b ? -1 : 1))
    for (const [at, [agreement, one]] of ordered.entries()) {
      for (const [other, { value }] of ordered.slice(at + 1)) {
        if (value === one.value) continue
        const pair = JSON.stringify([agreement, one.value, other, value])
        now.set(pair, before.get(pair) ?? { act, one: { agreement, value: one.value }, other: { agreement: other, value }, fromMs: atMs })
      }
    }
    for (const [pair, fight] of before) if (!now.has(pair)) this.#endFight(fight, atMs)
    if (now.size > 0) this.#fighting.set(act, now)
    else this.#fighting.delete(act)
  }

  #endFight(fight: Omit<Fight, 'toMs'>, toMs: number): void {
    const fromMs = Math.max(fight.fromMs, this.#fromMs)
    if (toMs <= fromMs) return
    this.#fightTotals.times++
    this.#fightTotals.ms += toMs - fromMs
    if (this.#fights.length < this.#fightsMax) this.#fights.push({ ...fight, fromMs, toMs })
  }
}
