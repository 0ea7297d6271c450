/**
 * A sum of numbers that is the same in whatever order they come: exact partial sums that do not overlap (Shewchuk 1997, as in
 * Python's `fsum`), at most about forty numbers whatever the count. So what is published does not depend on how readings travelled.
 * It takes numbers up to `sizeMax` alone: so no sum of as many as there can ever be leaves what a double holds.
 */
export const sizeMax = 1e100

export class ExactSum {
  readonly #partials: number[] = []

  add(value: number): void {
    let next = value
    let kept = 0
    for (let index = 0; index < this.#partials.length; index++) {
      let partial = this.#partials[index] as number
      if (Math.abs(next) < Math.abs(partial)) [next, partial] = [partial, next]
      const high = next + partial
      const low = partial - (high - next)
      if (low !== 0) this.#partials[kept++] = low
      next = high
    }
    this.#partials.length = kept
    if (next !== 0) this.#partials.push(next)
  }

  /** Correctly rounded. */
  total(): number {
    let at = this.#partials.length
    if (at === 0) return 0
    let high = this.#partials[--at] as number
    let low = 0
    while (at > 0) {
      const before = high
      const partial = this.#partials[--at] as number
      high = before + partial
      low = partial - (high - before)
      if (low !== 0) break
    }
    // A half that was cut off falls to the side of what lies below it.
    const below = this.#partials[at - 1]
    if (at > 0 && below !== undefined && Math.sign(low) === Math.sign(below)) {
      const doubled = low * 2
      const rounded = high + doubled
      if (doubled === rounded - high) high = rounded
    }
    return high
  }
}
