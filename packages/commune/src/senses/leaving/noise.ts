/**
 * Whole-number noise for counts, drawn exactly (Canonne, Kamath, Steinke: The Discrete Gaussian for Differential Privacy, 2020,
 * algorithms 1 and 2). Only whole numbers are drawn and compared: noise that goes through floating point shows in its last digits
 * what it was added to (Mironov 2012).
 *
 * Throws when chance is no chance (the same bytes for ever): a loop that ought to end after a few rounds must not run for ever.
 */
import type { Random } from '@commune/protocol'

/** Far more rounds than a fair source will ever need. */
const roundsMax = 100_000
const blockBytes = 192

/** Fair draws of whole numbers out of bytes, taken in blocks: one call of the source costs more than its bytes. */
export class FairDraws {
  readonly #random: Random
  #block: Uint8Array = new Uint8Array(0)
  #at = 0

  constructor(random: Random) {
    this.#random = random
  }

  /** 0 up to and without `end`, each as likely; `end` from 1 to 2^48. */
  below(end: number): number {
    let [bytes, span] = [0, 1]
    while (span < end) {
      bytes++
      span *= 256
    }
    // What lies above the last whole multiple would make small numbers likelier.
    const fair = span - (span % end)
    for (let round = 0; round < roundsMax; round++) {
      let drawn = 0
      for (let byte = 0; byte < bytes; byte++) drawn = drawn * 256 + this.#byte()
      if (drawn < fair) return drawn % end
    }
    throw new Error('chance repeats itself')
  }

  #byte(): number {
    if (this.#at === this.#block.length) {
      this.#block = this.#random.bytes(blockBytes)
      this.#at = 0
    }
    return this.#block[this.#at++] as number
  }
}

/**
 * A whole number of the two-sided geometric (discrete Laplace) distribution: x comes with a likelihood in proportion to
 * exp(-|x| · `epsilonMilli` / 1000). Added to a count that one event changes by 1, it hides that event to epsilon.
 */
export const drawNoise = (draws: FairDraws, epsilonMilli: number): number => {
  const spread = 1_000
  for (let round = 0; round < roundsMax; round++) {
    const rest = draws.below(spread)
    if (!fallsOff(draws, rest, spread)) continue
    let whole = 0
    while (whole < roundsMax && fallsOff(draws, 1, 1)) whole++
    const size = Math.floor((rest + spread * whole) / epsilonMilli)
    const isBelow = draws.below(2) === 1
    // Nothing has no sign: counted from both sides it would be twice as likely.
    if (isBelow && size === 0) continue
    return isBelow ? -size : size
  }
  throw new Error('chance repeats itself')
}

/** Yes with likelihood exp(-n/d), for whole numbers 0 ≤ n ≤ d. */
const fallsOff = (draws: FairDraws, n: number, d: number): boolean => {
  let k = 1
  while (draws.below(d * k) < n) {
    if (++k > roundsMax) throw new Error('chance repeats itself')
  }
  return k % 2 === 1
}

/** Half of all draws are at most so far from nothing. */
export const usualNoise = (epsilonMilli: number): number => {
  const q = Math.exp(-epsilonMilli / 1_000)
  let reached = (1 - q) / (1 + q)
  let size = 0
  for (let share = reached; reached < 0.5; size++) {
    share *= q
    reached += 2 * share
  }
  return size
}
