/**
 * What is looked at with every reading of a point, side by side: eight numbers, as many as the processor fetches at once. Most readings
 * change nothing that any rule asks about; these are taken in here, and nothing else is touched.
 */
import type { Value } from '../../senses/index.ts'
import type { Felt, Sensed } from './sensed.ts'
import { engineLimits } from './limits.ts'
import { delayMsMax } from './timing.ts'

const width = 8
const [numberAt, atMsAt, untilMsAt, staleMsAt, lowAt, highAt, modeAt, windowsAt] = [0, 1, 2, 3, 4, 5, 6, 7] as const

/** Which readings may be taken in quietly. */
export const modes = { none: 0, numbers: 1, yesNo: 2, words: 3 } as const
export type Mode = (typeof modes)[keyof typeof modes]

/** What became of a reading: nothing yet; all there is to do; all but its windows. */
export type Quietly = 'no' | 'whole' | 'but-windows'

export class Cells {
  #numbers = new Float64Array(64 * width)
  readonly #places = new Map<string, number>()
  readonly #points: (Sensed | Felt | undefined)[] = []
  /** The last word of a point of words or of text. */
  readonly #words: (string | undefined)[] = []
  readonly #free: number[] = []
  readonly #held = new Map<number, string>()
  #count = 0

  /** Undefined for a point that no rule looks at. */
  place(id: string): number | undefined {
    return this.#places.get(id)
  }

  /** Who has that place; undefined when no rule looks at it, or there is no such place. */
  point(place: number): Sensed | Felt | undefined {
    return this.#points[place]
  }

  /** Keeps a place for a point, whoever looks at it, until `letGo`. Undefined when too many are kept. */
  hold(id: string): number | undefined {
    const place = this.#places.get(id)
    if (place === undefined && this.#held.size >= engineLimits.heldMax) return undefined
    const held = place ?? this.#make(id)
    this.#held.set(held, id)
    return held
  }

  letGo(place: number): void {
    const id = this.#held.get(place)
    this.#held.delete(place)
    if (id !== undefined && this.#points[place] === undefined) this.#end(id, place)
  }

  /** A place for a point that never told anything. `staleMs` may be infinite. */
  enter(point: Sensed | Felt, staleMs: number): number {
    const place = this.#places.get(point.id) ?? this.#make(point.id)
    this.#points[place] = point
    this.#numbers[place * width + staleMsAt] = staleMs
    return place
  }

  #make(id: string): number {
    const place = this.#free.pop() ?? this.#count++
    this.#places.set(id, place)
    this.#points[place] = undefined
    if (place * width >= this.#numbers.length) {
      const more = new Float64Array(2 * this.#numbers.length)
      more.set(this.#numbers)
      this.#numbers = more
    }
    this.tell(place, Number.NaN, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)
    this.quieten(place, modes.none, 0, 0)
    this.chain(place, 0)
    return place
  }

  leave({ id, place }: Sensed | Felt): void {
    this.#points[place] = undefined
    this.tell(place, Number.NaN, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)
    this.quieten(place, modes.none, 0, 0)
    this.chain(place, 0)
    if (!this.#held.has(place)) this.#end(id, place)
  }

  #end(id: string, place: number): void {
    this.#places.delete(id)
    this.#free.push(place)
  }

  /** The first window of the point at that place plus one; 0: it has none. */
  windows(place: number): number {
    return this.#numbers[place * width + windowsAt] as number
  }

  chain(place: number, first: number): void {
    this.#numbers[place * width + windowsAt] = first
  }

  number(place: number): number {
    return this.#numbers[place * width + numberAt] as number
  }

  atMs(place: number): number {
    return this.#numbers[place * width + atMsAt] as number
  }

  untilMs(place: number): number {
    return this.#numbers[place * width + untilMsAt] as number
  }

  tell(place: number, number: number, atMs: number, untilMs: number): void {
    const numbers = this.#numbers
    numbers[place * width + numberAt] = number
    numbers[place * width + atMsAt] = atMs
    numbers[place * width + untilMsAt] = untilMs
  }

  /** From now on a reading that is the same as the last one, or lies between `low` and `high`, changes no answer. */
  quieten(place: number, mode: Mode, low: number, high: number, word?: string): void {
    const numbers = this.#numbers
    numbers[place * width + modeAt] = mode
    numbers[place * width + lowAt] = low
    numbers[place * width + highAt] = high
    this.#words[place] = word
  }

  /** Takes a reading in, if that is all there is to do. What it says no to, it has not touched. */
  takeQuietly(place: number, value: Value, atMs: number, nowMs: number): Quietly {
    const numbers = this.#numbers
    const from = place * width
    const mode = numbers[from + modeAt] as number
    if (mode === modes.none) return 'no'
    if (mode === modes.words) {
      if (value !== this.#words[place]) return 'no'
    } else if (typeof value !== (mode === modes.numbers ? 'number' : 'boolean')) return 'no'
    const number = mode === modes.words ? (numbers[from + numberAt] as number) : Number(value)
    const untilMs = atMs + (numbers[from + staleMsAt] as number)
    // Its time is its own and in order; what was known before still is, and so is this.
    const isInTime = atMs <= nowMs && nowMs - atMs <= delayMsMax && atMs >= (numbers[from + atMsAt] as number)
    if (!isInTime || nowMs >= untilMs || nowMs >= (numbers[from + untilMsAt] as number)) return 'no'
    const isBetween = number > (numbers[from + lowAt] as number) && number < (numbers[from + highAt] as number)
    if (!isBetween && number !== numbers[from + numberAt] && mode !== modes.words) return 'no'
    numbers[from + numberAt] = number
    numbers[from + atMsAt] = atMs
    numbers[from + untilMsAt] = untilMs
    return numbers[from + windowsAt] === 0 ? 'whole' : 'but-windows'
  }
}
