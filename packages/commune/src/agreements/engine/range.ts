/**
 * Between which values everything lies that a window is made of: never too narrow, and no wider than what two windows saw. Kept in two
 * generations, each as long as the window; each begins with the value that stood when it began.
 */
export class Range {
  #generation = Number.NEGATIVE_INFINITY
  #last = Number.NaN
  #low = Number.POSITIVE_INFINITY
  #high = Number.NEGATIVE_INFINITY
  #lowBefore = Number.POSITIVE_INFINITY
  #highBefore = Number.NEGATIVE_INFINITY

  /** Difference of the two ends. */
  get width(): number {
    return Math.max(this.#high, this.#highBefore) - Math.min(this.#low, this.#lowBefore)
  }

  /** The greatest value there may be, without its sign. */
  get size(): number {
    return Math.max(Math.abs(this.#high), Math.abs(this.#highBefore), Math.abs(this.#low), Math.abs(this.#lowBefore))
  }

  /** A value that stands from some moment of this generation on. Says whether it lies within what was known. */
  take(value: number, generation: number): boolean {
    const isWithin = value >= Math.min(this.#low, this.#lowBefore) && value <= Math.max(this.#high, this.#highBefore)
    if (generation > this.#generation) {
      const isNext = generation === this.#generation + 1
      const isStanding = !Number.isNaN(this.#last)
      const [low, high] = isStanding ? [this.#last, this.#last] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      this.#lowBefore = isNext ? this.#low : low
      this.#highBefore = isNext ? this.#high : high
      this.#low = low
      this.#high = high
      this.#generation = generation
    }
    if (value < this.#low) this.#low = value
    if (value > this.#high) this.#high = value
    this.#last = value
    return isWithin
  }

  /** Nothing came before. */
  clear(): void {
    this.#generation = Number.NEGATIVE_INFINITY
    this.#last = Number.NaN
    this.#low = this.#lowBefore = Number.POSITIVE_INFINITY
    this.#high = this.#highBefore = Number.NEGATIVE_INFINITY
  }

  /** Anything may have come before; `value` stands since some moment of this generation. */
  load(value: number, generation: number): void {
    this.#generation = generation
    this.#last = value
    this.#low = this.#lowBefore = Number.NEGATIVE_INFINITY
    this.#high = this.#highBefore = Number.POSITIVE_INFINITY
  }
}
