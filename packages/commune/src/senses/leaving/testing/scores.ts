/** How well yes and no were foretold, in three ways that are fooled by different things. All from 0 to 1. */

export interface Scores {
  /** Part of the rows that were right. Who always says what is more frequent does well. */
  readonly accuracy: number
  /** Mean of the part right among yes and the part right among no. */
  readonly balanced: number
  /** How often a yes was thought likelier than a no (area under the curve): no threshold is in it. */
  readonly ranked: number
}

export const scoresOf = (likely: Float64Array, truth: Uint8Array): Scores => {
  let [right, rightYes, yes] = [0, 0, 0]
  for (let row = 0; row < truth.length; row++) {
    const isRight = (likely[row] as number) >= 0.5 === (truth[row] === 1)
    if (isRight) right++
    if (truth[row] === 1) yes++
    if (truth[row] === 1 && isRight) rightYes++
  }
  const no = truth.length - yes
  const parts = [...(yes > 0 ? [rightYes / yes] : []), ...(no > 0 ? [(right - rightYes) / no] : [])]
  return {
    accuracy: right / Math.max(1, truth.length),
    balanced: parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length),
    ranked: yes > 0 && no > 0 ? rankedOf(likely, truth, yes, no) : 0.5
  }
}

/** Mann and Whitney's U, ties counted half. */
const rankedOf = (likely: Float64Array, truth: Uint8Array, yes: number, no: number): number => {
  const order = Int32Array.from(truth.keys()).sort((a, b) => (likely[a] as number) - (likely[b] as number))
  let ranks = 0
  for (let from = 0, to = 0; from < order.length; from = to) {
    const value = likely[order[from] as number]
    while (to < order.length && likely[order[to] as number] === value) to++
    for (let at = from; at < to; at++) if (truth[order[at] as number] === 1) ranks += (from + 1 + to) / 2
  }
  return (ranks - (yes * (yes + 1)) / 2) / (yes * no)
}
