/**
 * Between which values everything lies that a window is made of: never too narrow, and no wider than what two windows saw. Kept in two
 * generations, each as long as the window; each begins with the value that stood when it began.
 */
const [generationAt, lastAt, lowAt, highAt, lowBeforeAt, highBeforeAt] = [0, 1, 2, 3, 4, 5] as const

export class Range {
  readonly #numbers: Float64Array
  readonly #from: number

  /** Keeps its six numbers in `numbers`, beside those of the window, from `from` on. */
  constructor(numbers: Float64Array, from: number) {
    this.#numbers = numbers
    this.#from = from
    this.clear()
  }

  /** Difference of the two ends. */
  get width(): number {
    return Math.max(this.#at(highAt), this.#at(highBeforeAt)) - Math.min(this.#at(lowAt), this.#at(lowBeforeAt))
  }

  /** The greatest value there may be, without its sign. */
  get size(): number {
    return Math.max(this.#at(highAt), this.#at(highBeforeAt), -this.#at(lowAt), -this.#at(lowBeforeAt))
  }

  /** A value that stands from some moment of this generation on. Says whether it lies within what was known. */
  take(value: number, generation: number): boolean {
    const numbers = this.#numbers
    const from = this.#from
    const isWithin =
      (value >= (numbers[from + lowAt] as number) || value >= (numbers[from + lowBeforeAt] as number)) &&
      (value <= (numbers[from + highAt] as number) || value <= (numbers[from + highBeforeAt] as number))
    if (generation > (numbers[from + generationAt] as number)) this.#begin(generation)
    if (value < (numbers[from + lowAt] as number)) numbers[from + lowAt] = value
    if (value > (numbers[from + highAt] as number)) numbers[from + highAt] = value
    numbers[from + lastAt] = value
    return isWithin
  }

  /** Nothing came before. */
  clear(): void {
    this.#set(Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)
  }

  /** Anything may have come before; `value` stands since some moment of this generation. */
  load(value: number, generation: number): void {
    this.#set(generation, value, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  }

  #begin(generation: number): void {
    const isNext = generation === this.#at(generationAt) + 1
    const last = this.#at(lastAt)
    const [low, high] = Number.isNaN(last) ? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] : [last, last]
    const [lowBefore, highBefore] = isNext ? [this.#at(lowAt), this.#at(highAt)] : [low, high]
    this.#numbers.set([generation, last, low, high, lowBefore, highBefore], this.#from)
  }

  #set(generation: number, last: number, low: number, high: number): void {
    this.#numbers.set([generation, last, low, high, low, high], this.#from)
  }

  #at(which: number): number {
    return this.#numbers[this.#from + which] as number
  }
}
