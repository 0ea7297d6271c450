/**
 * What went on at points over the time that passed last, in equal parts, for averages and rates: the windows of all rules, side by side.
 *
 * Two numbers a part: how long the value was known, and either the value times how long it stood, or by how much it changed. A reading
 * touches the part it falls in; what the value before it stood for is filled in up to it, and what stands since the last one is worked
 * out when it is asked. So a reading that comes late but in order corrects parts that had ended, and work and memory are the same
 * for a minute and for a month. There is no running sum over the window: it would drift.
 *
 * Most readings cannot change an answer: a window has a band (`band.ts`), and while values stay in it nothing is worked out.
 *
 * A window is so many numbers from `number * width` on, those that every reading needs first, so that it costs two lines of memory.
 */
import { ruleLimits } from '../rule.ts'
import { countOn } from './counter.ts'
import { engineLimits } from './limits.ts'

export type WindowKind = 'average' | 'rate' | 'used'

/** What a reading made of a window: nothing; its next end of a part may be another answer; parts that had ended changed. */
export type Took = 'nothing' | 'soon' | 'past'

export const hourMs = 3_600_000

/**
 * `value` stands since `fromMs`, up to which everything is filled in, and may stand until `untilMs`. Values between `low` and `high` change
 * no answer. `head` is the number of the newest part, the one that `fromMs` lies in; it ends at `headEndMs`, and what it holds so far is
 * `headSum` and `headKnown`. `answer` and `share` are as of part `asked`. `slot` is where the head goes among the parts when it has ended.
 * `base` is what the next change is counted from, not a number after a gap. `reach`, `bandEndMs`: see `band.ts`. `next`: the next
 * window of the same point, plus one.
 */
export const at = {
  value: 0, fromMs: 1, untilMs: 2, low: 3, high: 4, headEndMs: 5, headSum: 6, headKnown: 7,
  asked: 8, partMs: 9, kind: 10, next: 11, slot: 12, head: 13, base: 14, reach: 15,
  answer: 16, share: 17, bandEndMs: 18, parts: 19, ms: 20,
  ring: 24
} as const

/** Numbers of one window: whole lines of memory. */
const width = at.ring + 2 * ruleLimits.windowParts

export const kinds: readonly WindowKind[] = ['average', 'rate', 'used']
const [average, , used] = [0, 1, 2] as const

/** Length of a part and how many of them make the window (see `rule.ts`). */
export function partsOf(ms: number): { readonly partMs: number; readonly parts: number } {
  const partMs = Math.max(engineLimits.partMsMin, Math.ceil(ms / ruleLimits.windowParts))
  return { partMs, parts: Math.max(1, Math.round(ms / partMs)) }
}

export class Windows {
  #numbers = new Float64Array(16 * width)
  readonly #free: number[] = []
  #count = 0

  /** The number of a new window of which nothing is known. */
  enter(kind: WindowKind, ms: number): number {
    const window = this.#free.pop() ?? this.#count++
    const from = window * width
    if (from >= this.#numbers.length) {
      const more = new Float64Array(2 * this.#numbers.length)
      more.set(this.#numbers)
      this.#numbers = more
    }
    const { partMs, parts } = partsOf(ms)
    const numbers = this.#numbers
    numbers[from + at.kind] = kinds.indexOf(kind)
    numbers[from + at.ms] = ms
    numbers[from + at.partMs] = partMs
    numbers[from + at.parts] = parts
    numbers[from + at.next] = 0
    this.clear(window)
    return window
  }

  leave(window: number): void {
    this.#free.push(window)
  }

  /** Its numbers, from the second on. They move when windows are added. */
  of(window: number): readonly [Float64Array, number] {
    return [this.#numbers, window * width]
  }

  kind(window: number): WindowKind {
    return kinds[this.#numbers[window * width + at.kind] as number] as WindowKind
  }

  ms(window: number): number {
    return this.#numbers[window * width + at.ms] as number
  }

  /** Up to when it is filled in; minus infinite when nothing was told. */
  fromMs(window: number): number {
    return this.#numbers[window * width + at.fromMs] as number
  }

  /** The next window of the same point plus one; 0: none. */
  next(window: number): number {
    return this.#numbers[window * width + at.next] as number
  }

  chain(window: number, next: number): void {
    this.#numbers[window * width + at.next] = next
  }

  /** A reading that counts from `atMs` and may stand until `untilMs`. */
  take(window: number, value: number, atMs: number, untilMs: number, nowMs: number): Took {
    const numbers = this.#numbers
    const from = window * width
    const before = numbers[from + at.fromMs] as number
    const fromMs = atMs > before ? atMs : before
    const goesOn = fromMs < (numbers[from + at.untilMs] as number)
    if (fromMs < (numbers[from + at.headEndMs] as number)) this.#fillHead(from, fromMs)
    else this.#fill(from, fromMs)
    let isSmooth = goesOn
    if (numbers[from + at.kind] !== average) isSmooth = this.#change(from, value, goesOn)
    numbers[from + at.value] = value
    numbers[from + at.untilMs] = untilMs
    // What was answered had counted on what stood before.
    numbers[from + at.asked] = Number.NEGATIVE_INFINITY
    if (isSmooth && value > (numbers[from + at.low] as number) && value < (numbers[from + at.high] as number)) return 'nothing'
    this.leaveBand(window)
    const partMs = numbers[from + at.partMs] as number
    return fromMs < Math.floor(nowMs / partMs) * partMs ? 'past' : 'soon'
  }

  /** From `nowMs` on nothing is known. */
  end(window: number, nowMs: number): void {
    const numbers = this.#numbers
    const from = window * width
    const toMs = Math.max(nowMs, numbers[from + at.fromMs] as number)
    if (toMs < (numbers[from + at.headEndMs] as number)) this.#fillHead(from, toMs)
    else this.#fill(from, toMs)
    numbers[from + at.value] = numbers[from + at.base] = Number.NaN
    numbers[from + at.untilMs] = numbers[from + at.asked] = Number.NEGATIVE_INFINITY
    this.leaveBand(window)
  }

  /** From `nowMs` on the value counts again that was told before; a change is not counted across the gap. */
  goOn(window: number, value: number, untilMs: number, nowMs: number): void {
    this.end(window, nowMs)
    this.#numbers[window * width + at.value] = value
    this.#numbers[window * width + at.untilMs] = untilMs
  }

  /** Nothing is known, nor ever was. */
  clear(window: number): void {
    const numbers = this.#numbers
    const from = window * width
    numbers.fill(0, from + at.ring, from + width)
    for (const each of [at.headSum, at.headKnown, at.share, at.slot]) numbers[from + each] = 0
    for (const each of [at.value, at.base, at.answer]) numbers[from + each] = Number.NaN
    for (const each of [at.fromMs, at.untilMs, at.headEndMs, at.head, at.asked]) numbers[from + each] = Number.NEGATIVE_INFINITY
    numbers[from + at.reach] = 8
    this.leaveBand(window)
  }

  /** The average, or the change an hour, over the parts that have ended; not a number while less than half of the time is known. */
  at(window: number, nowMs: number): number {
    const from = window * width
    const part = Math.floor(nowMs / (this.#numbers[from + at.partMs] as number))
    if (part !== this.#numbers[from + at.asked]) this.#work(from, part)
    return this.#numbers[from + at.answer] as number
  }

  /** Which share of the time was known, 0 to 1, as of the last `at`. */
  share(window: number): number {
    return this.#numbers[window * width + at.share] as number
  }

  /** When the next part ends. */
  nextMs(window: number, nowMs: number): number {
    const partMs = this.#numbers[window * width + at.partMs] as number
    return (Math.floor(nowMs / partMs) + 1) * partMs
  }

  /** The next end of a part is looked at, whatever the band said. */
  leaveBand(window: number): void {
    const numbers = this.#numbers
    const from = window * width
    numbers[from + at.low] = Number.POSITIVE_INFINITY
    numbers[from + at.high] = Number.NEGATIVE_INFINITY
    numbers[from + at.bandEndMs] = Number.NEGATIVE_INFINITY
  }

  #work(from: number, part: number): void {
    const numbers = this.#numbers
    const [partMs, parts, head] = [numbers[from + at.partMs] as number, numbers[from + at.parts] as number, numbers[from + at.head] as number]
    const [fromMs, value] = [numbers[from + at.fromMs] as number, numbers[from + at.value] as number]
    const standsMs = Math.min(part * partMs, numbers[from + at.untilMs] as number)
    const isAverage = numbers[from + at.kind] === average
    const oldest = head - parts
    let sum = 0
    let known = 0
    for (let each = Math.max(0, part - parts, oldest); each < part; each++) {
      let partSum = 0
      let partKnown = 0
      if (each < head) {
        const place = placeOf(numbers, from, head - each)
        partSum = numbers[place] as number
        partKnown = numbers[place + 1] as number
      } else {
        if (each === head) {
          partSum = numbers[from + at.headSum] as number
          partKnown = numbers[from + at.headKnown] as number
        }
        const ms = Math.min(standsMs, (each + 1) * partMs) - Math.max(fromMs, each * partMs)
        if (ms > 0) {
          partKnown += ms
          if (isAverage) partSum += value * ms
        }
      }
      sum += partSum
      known += partKnown
    }
    numbers[from + at.asked] = part
    numbers[from + at.share] = known / (parts * partMs)
    numbers[from + at.answer] = 2 * known < parts * partMs ? Number.NaN : (isAverage ? sum : sum * hourMs) / known
  }

  /** Fills in what stood up to `toMs`, which lies in the head. */
  #fillHead(from: number, toMs: number): void {
    const numbers = this.#numbers
    const untilMs = numbers[from + at.untilMs] as number
    const ms = (toMs < untilMs ? toMs : untilMs) - (numbers[from + at.fromMs] as number)
    numbers[from + at.fromMs] = toMs
    if (!(ms > 0)) return
    numbers[from + at.headKnown] = (numbers[from + at.headKnown] as number) + ms
    if (numbers[from + at.kind] === average) numbers[from + at.headSum] = (numbers[from + at.headSum] as number) + (numbers[from + at.value] as number) * ms
  }

  /** Fills in what stood up to `toMs`, which lies in a later part: that is the head from now on. */
  #fill(from: number, toMs: number): void {
    const numbers = this.#numbers
    const partMs = numbers[from + at.partMs] as number
    const parts = numbers[from + at.parts] as number
    const last = Math.floor(toMs / partMs)
    const head = numbers[from + at.head] as number
    const untilMs = numbers[from + at.untilMs] as number
    const standsMs = toMs < untilMs ? toMs : untilMs
    const stood = numbers[from + at.kind] === average ? (numbers[from + at.value] as number) : 0
    if (Number.isFinite(head)) {
      this.#fillHead(from, numbers[from + at.headEndMs] as number)
      let slot = numbers[from + at.slot] as number
      // Of a long time only so many parts are ever asked for.
      for (let each = Math.max(head, last - parts); each < last; each++) {
        const known = each === head ? (numbers[from + at.headKnown] as number) : stoodMs(each, partMs, standsMs)
        numbers[from + at.ring + 2 * slot] = each === head ? (numbers[from + at.headSum] as number) : known > 0 ? stood * known : 0
        numbers[from + at.ring + 2 * slot + 1] = known
        if (++slot === parts) slot = 0
      }
      numbers[from + at.slot] = slot
    }
    const known = Number.isFinite(head) ? stoodMs(last, partMs, standsMs) : 0
    numbers[from + at.headKnown] = known
    numbers[from + at.headSum] = known > 0 ? stood * known : 0
    numbers[from + at.head] = last
    numbers[from + at.headEndMs] = (last + 1) * partMs
    numbers[from + at.fromMs] = toMs
  }

  /** Says whether all went on: nothing was left out, and no counter went back. */
  #change(from: number, value: number, goesOn: boolean): boolean {
    const numbers = this.#numbers
    const base = goesOn ? (numbers[from + at.base] as number) : Number.NaN
    let next = value
    let change = value - base
    if (Number.isNaN(base)) change = 0
    else if (numbers[from + at.kind] === used) ({ base: next, used: change } = countOn(base, value))
    numbers[from + at.base] = next
    numbers[from + at.headSum] = (numbers[from + at.headSum] as number) + change
    return numbers[from + at.kind] === used ? value >= base : !Number.isNaN(base)
  }
}

/** How long of a part something stood that stands from before its beginning until `standsMs`. */
function stoodMs(part: number, partMs: number, standsMs: number): number {
  const ms = (standsMs < (part + 1) * partMs ? standsMs : (part + 1) * partMs) - part * partMs
  return ms > 0 ? ms : 0
}

/** Where the two numbers of the part lie that is so many before the head. */
export function placeOf(numbers: Float64Array, from: number, before: number): number {
  let slot = (numbers[from + at.slot] as number) - before
  if (slot < 0) slot += numbers[from + at.parts] as number
  return from + at.ring + 2 * slot
}
