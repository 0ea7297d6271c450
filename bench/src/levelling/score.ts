/** How near amounts come to the best ones. */

export interface Nearness {
  /** What is met, of the most that can be met. */
  readonly ofMet: number
  /** The worst-off, of the leximin: the least ratio of the lowest amount to the lowest there, the second lowest to the second lowest, and so on. */
  readonly ofWorstOff: number
  /** The lowest twentieth of all amounts together, of the same there. */
  readonly ofWorst20th: number
  /** The least ratio of what any one need receives to what that need receives in the leximin. */
  readonly ofEachNeed: number
}

export function nearness(amounts: Float64Array, best: Float64Array, most: number): Nearness {
  const [low, lowBest] = [amounts.slice().sort(), best.slice().sort()]
  return {
    ofMet: sum(amounts) / most,
    ofWorstOff: leastRatio(low, lowBest),
    ofWorst20th: sum(low.subarray(0, Math.ceil(low.length / 20))) / sum(lowBest.subarray(0, Math.ceil(low.length / 20))),
    ofEachNeed: leastRatio(amounts, best)
  }
}

function leastRatio(amounts: Float64Array, best: Float64Array): number {
  let least = 1
  for (const [at, amount] of amounts.entries()) {
    const wanted = best[at] as number
    if (wanted > 1e-9) least = Math.min(least, amount / wanted)
  }
  return least
}

export const sum = (numbers: Float64Array): number => numbers.reduce((all, each) => all + each, 0)
