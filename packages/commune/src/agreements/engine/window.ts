/**
 * What went on at one point over the time that passed last, in equal parts, for averages and rates.
 *
 * Two numbers a part: how long the value was known, and either the value times how long it stood, or by how much it changed. A reading
 * touches the part it falls in; what the value before it stood for is filled in up to it, and what stands since the last one is worked
 * out when it is asked. So a reading that comes late but in order corrects parts that had ended, and work and memory are the same
 * for a minute and for a month. There is no running sum over the window: it would drift.
 */
import { ruleLimits } from '../rule.ts'
import { countOn } from './counter.ts'
import { engineLimits } from './limits.ts'
import { Range } from './range.ts'

export type WindowKind = 'average' | 'rate' | 'used'

const hourMs = 3_600_000
/** An answer this near to an amount, as a share of what the parts hold, may be on the other side by rounding alone. */
const roundingMax = 1e-9

const [valueAt, fromMsAt, untilMsAt, baseAt, headAt, askedAt, answerAt, shareAt] = [0, 1, 2, 3, 4, 5, 6, 7] as const
const rangeAt = 8
const partsAt = 16

/** Length of a part and how many of them make the window (see `rule.ts`). */
export function partsOf(ms: number): { readonly partMs: number; readonly parts: number } {
  const partMs = Math.max(engineLimits.partMsMin, Math.ceil(ms / ruleLimits.windowParts))
  return { partMs, parts: Math.max(1, Math.round(ms / partMs)) }
}

/** A window as JSON: the newest part it has numbers for, and sum and known time of each part up to it. */
export interface SavedWindow {
  head: number
  sums: number[]
  knowns: number[]
  fromMs: number
  untilMs: number | null
  value: number | null
  base: number | null
}

export class Window {
  readonly kind: WindowKind
  readonly ms: number
  readonly partMs: number
  readonly parts: number
  /**
   * All its numbers side by side, so that a reading touches little memory: eight of its own, those of the range, and two of each part.
   *
   * The value stands since `fromMs`, up to which everything is filled in, and may stand until `untilMs`; `base` is what the next change is
   * counted from, not a number after a gap; `head` is the number of the newest part with a place; `answer` and `share` are as of part `asked`.
   */
  readonly #numbers: Float64Array
  /** Between these lies what the parts hold: values that stood, or changes. */
  readonly #range: Range
  /** Nothing can change before it is due, unless `take` says so. */
  #isSteady = false

  constructor(kind: WindowKind, ms: number) {
    this.kind = kind
    this.ms = ms
    const { partMs, parts } = partsOf(ms)
    this.partMs = partMs
    this.parts = parts
    this.#numbers = new Float64Array(partsAt + 2 * (parts + 1))
    this.#range = new Range(this.#numbers, rangeAt)
    this.clear()
  }

  /**
   * A reading that counts from `atMs` and may stand until `untilMs`. `past`: parts that had ended by `nowMs` changed. `soon`: the
   * next part that ends may change the answer, whatever `dueMs` said. `nothing`: neither.
   */
  take(value: number, atMs: number, untilMs: number, nowMs: number): 'past' | 'soon' | 'nothing' {
    const numbers = this.#numbers
    const fromMs = Math.max(atMs, numbers[fromMsAt] as number)
    const goesOn = fromMs < (numbers[untilMsAt] as number)
    this.#fill(fromMs)
    if (this.kind !== 'average') this.#change(value, goesOn)
    const isWithin = this.#see(value)
    numbers[valueAt] = value
    numbers[untilMsAt] = untilMs
    numbers[askedAt] = Number.NEGATIVE_INFINITY
    if (fromMs < Math.floor(nowMs / this.partMs) * this.partMs) return 'past'
    return this.#isSteady && isWithin ? 'nothing' : 'soon'
  }

  /** From `nowMs` on nothing is known. */
  end(nowMs: number): void {
    this.#fill(Math.max(nowMs, this.#fromMs))
    this.#value = this.#base = Number.NaN
    this.#untilMs = Number.NEGATIVE_INFINITY
    this.#asked = Number.NEGATIVE_INFINITY
  }

  /** From `nowMs` on the value counts again that was told before; a change is not counted across the gap. */
  goOn(value: number, untilMs: number, nowMs: number): void {
    this.end(nowMs)
    this.#see(value)
    this.#value = value
    this.#untilMs = untilMs
  }

  /** Nothing is known, nor ever was. */
  clear(): void {
    this.#numbers.fill(0)
    this.#value = this.#base = this.#answer = Number.NaN
    this.#range.clear()
    this.#head = this.#fromMs = this.#untilMs = this.#asked = Number.NEGATIVE_INFINITY
    this.#isSteady = false
  }

  /** The average, or the change an hour, over the parts that have ended; not a number while less than half of the time is known. */
  at(nowMs: number): number {
    const part = Math.floor(nowMs / this.partMs)
    if (part !== this.#numbers[askedAt]) this.#work(part)
    return this.#numbers[answerAt] as number
  }

  /** Which share of the time was known, 0 to 1, as of the last `at`. */
  get share(): number {
    return this.#share
  }

  /** When the next part ends. */
  nextMs(nowMs: number): number {
    return (Math.floor(nowMs / this.partMs) + 1) * this.partMs
  }

  /**
   * The first end of a part at which the answer may have moved by `gap` or more. When all of its time is known, an answer moves with each part
   * by at most the range of what parts can hold, shared among them; until the point goes stale, or a reading leaves that range.
   */
  dueMs(nowMs: number, gap: number): number {
    const { partMs, parts } = this
    const answer = this.at(nowMs)
    const nextMs = this.nextMs(nowMs)
    this.#isSteady = false
    if (this.#share === 0 && !(nowMs < this.#untilMs)) return Number.POSITIVE_INFINITY
    if (this.#share < 1 || nowMs >= this.#untilMs || Number.isNaN(answer)) return nextMs
    const weight = this.kind === 'average' ? 1 / parts : hourMs / (parts * partMs)
    // One part less than it takes, so that rounding does not matter.
    const steps = gap > roundingMax * this.#range.size ? Math.floor(gap / (weight * this.#range.width)) - 1 : 0
    if (!(steps > 1)) return nextMs
    this.#isSteady = true
    const staleMs = (Math.floor(this.#untilMs / partMs) + 1) * partMs
    return Math.min(nextMs + (steps - 1) * partMs, staleMs)
  }

  /** Widens the range by what the part of `#fromMs` holds from now on. Says whether it lay within. */
  #see(value: number): boolean {
    const fromMs = this.#numbers[fromMsAt] as number
    const generation = this.#generation(fromMs)
    if (this.kind === 'average') return this.#range.take(value, generation)
    const isWithin = this.#range.take(this.#numbers[this.#place(Math.floor(fromMs / this.partMs))] as number, generation)
    // A part in which nothing is told holds no change.
    return this.#range.take(0, generation) && isWithin
  }

  #generation(fromMs: number): number {
    return Math.floor(fromMs / (this.parts * this.partMs))
  }

  #work(part: number): void {
    const { partMs, parts } = this
    const standsMs = Math.min(part * partMs, this.#untilMs)
    // What stands reaches from `first` on; before it there is nothing to add.
    const first = Math.floor(this.#fromMs / partMs)
    const numbers = this.#numbers
    const [head, fromMs, value, isAverage] = [this.#head, this.#fromMs, this.#value, this.kind === 'average']
    const oldest = head - parts
    let sum = 0
    let known = 0
    for (let at = Math.max(0, part - parts); at < part; at++) {
      let [partSum, partKnown] = [0, 0]
      if (at <= head && at >= oldest) {
        const place = partsAt + 2 * (at % (parts + 1))
        partSum = numbers[place] as number
        partKnown = numbers[place + 1] as number
      }
      if (at >= first) {
        const ms = Math.min(standsMs, (at + 1) * partMs) - Math.max(fromMs, at * partMs)
        if (ms > 0) {
          partKnown += ms
          if (isAverage) partSum += value * ms
        }
      }
      sum += partSum
      known += partKnown
    }
    this.#asked = part
    this.#share = known / (parts * partMs)
    this.#answer = 2 * known < parts * partMs ? Number.NaN : (isAverage ? sum : sum * hourMs) / known
  }

  /** Fills in what stood up to `toMs`, and makes a place for the part it lies in. */
  #fill(toMs: number): void {
    const { partMs, parts } = this
    const numbers = this.#numbers
    const fromMs = numbers[fromMsAt] as number
    const last = Math.floor(toMs / partMs)
    const standsMs = Math.min(toMs, numbers[untilMsAt] as number)
    for (let at = Math.max(0, Math.floor(fromMs / partMs), last - parts); at <= last; at++) {
      if (at > (numbers[headAt] as number)) this.#reach(at)
      const ms = Math.min(standsMs, (at + 1) * partMs) - Math.max(fromMs, at * partMs)
      if (ms <= 0) continue
      const place = this.#place(at)
      if (this.kind === 'average') numbers[place] = (numbers[place] as number) + (numbers[valueAt] as number) * ms
      numbers[place + 1] = (numbers[place + 1] as number) + ms
    }
    numbers[fromMsAt] = toMs
  }

  #change(value: number, goesOn: boolean): void {
    const base = goesOn ? this.#base : Number.NaN
    let change = Number.isNaN(base) ? 0 : value - base
    this.#base = value
    if (this.kind === 'used' && !Number.isNaN(base)) ({ base: this.#base, used: change } = countOn(base, value))
    const place = this.#place(Math.floor(this.#fromMs / this.partMs))
    this.#numbers[place] = (this.#numbers[place] as number) + change
  }

  /** Empties the places of all parts after the newest, up to `part`. */
  #reach(part: number): void {
    for (let at = Math.max(0, this.#head + 1, part - this.parts); at <= part; at++) {
      const place = this.#place(at)
      this.#numbers[place] = this.#numbers[place + 1] = 0
    }
    if (part > this.#head) this.#head = part
  }

  get #value(): number {
    return this.#numbers[valueAt] as number
  }
  set #value(to: number) {
    this.#numbers[valueAt] = to
  }
  get #fromMs(): number {
    return this.#numbers[fromMsAt] as number
  }
  set #fromMs(to: number) {
    this.#numbers[fromMsAt] = to
  }
  get #untilMs(): number {
    return this.#numbers[untilMsAt] as number
  }
  set #untilMs(to: number) {
    this.#numbers[untilMsAt] = to
  }
  get #base(): number {
    return this.#numbers[baseAt] as number
  }
  set #base(to: number) {
    this.#numbers[baseAt] = to
  }
  get #head(): number {
    return this.#numbers[headAt] as number
  }
  set #head(to: number) {
    this.#numbers[headAt] = to
  }
  get #asked(): number {
    return this.#numbers[askedAt] as number
  }
  set #asked(to: number) {
    this.#numbers[askedAt] = to
  }
  get #answer(): number {
    return this.#numbers[answerAt] as number
  }
  set #answer(to: number) {
    this.#numbers[answerAt] = to
  }
  get #share(): number {
    return this.#numbers[shareAt] as number
  }
  set #share(to: number) {
    this.#numbers[shareAt] = to
  }

  /** Where the two numbers of a part lie. */
  #place(part: number): number {
    return partsAt + 2 * (part < 0 ? positive(part, this.parts + 1) : part % (this.parts + 1))
  }

  save(): SavedWindow {
    const numbers = (which: 0 | 1): number[] => {
      if (!Number.isFinite(this.#head)) return []
      return Array.from({ length: this.parts + 1 }, (_, at) => this.#numbers[this.#place(this.#head - this.parts + at) + which] as number)
    }
    return {
      head: Number.isFinite(this.#head) ? this.#head : -1,
      sums: numbers(0),
      knowns: numbers(1),
      fromMs: Number.isFinite(this.#fromMs) ? this.#fromMs : 0,
      untilMs: finite(this.#untilMs),
      value: finite(this.#value),
      base: finite(this.#base)
    }
  }

  /** Takes what was saved of a window of the same kind and length; says whether it fits. Nothing in it may lie after `nowMs`. */
  load(saved: SavedWindow, nowMs: number): boolean {
    const { head, sums, knowns, fromMs, untilMs, value, base } = saved
    const length = this.parts + 1
    if (sums.length === 0 && knowns.length === 0 && head === -1) return true
    if (sums.length !== length || knowns.length !== length || !Number.isSafeInteger(head) || fromMs > nowMs) return false
    if (head < 0 || head > Math.floor(nowMs / this.partMs)) return false
    this.#head = head
    for (let at = 0; at < length; at++) {
      const place = this.#place(head - this.parts + at)
      this.#numbers[place] = sums[at] as number
      this.#numbers[place + 1] = knowns[at] as number
    }
    this.#fromMs = fromMs
    this.#value = value ?? Number.NaN
    this.#base = base ?? Number.NaN
    this.#range.load(this.kind === 'average' ? this.#value : 0, this.#generation(fromMs))
    this.#isSteady = false
    this.#untilMs = untilMs ?? (value === null ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY)
    this.#asked = Number.NEGATIVE_INFINITY
    return true
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function positive(value: number, by: number): number {
  return ((value % by) + by) % by
}
