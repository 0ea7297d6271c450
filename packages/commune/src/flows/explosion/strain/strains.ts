/**
 * Strain: how much more is asked of a bottleneck than it can give, felt over a while. It grows while more is asked, falls while less is,
 * and is clamped at both ends, so that it never winds up and always finds back. It belongs to a thing at a place or to a capacity, for as
 * long as it lasts, and to nobody.
 *
 * It is felt in ratios: twice what can be given is as much too much for a mill as for a pin maker. Each bottleneck finds its own pace:
 * a little quicker while it errs to one side, half as quick when it has gone too far.
 */
const paceFirst = 0.1
const paceMax = 0.3
const paceMin = 0.02
const quicker = 1.05
const slower = 0.5
/** Never more than this in one round. */
const stepMax = 0.1
/** What it adds to the price of going this way, at the strain of one e-fold. */
const unit = 0.1

/** Strain grows no further: e to the twelfth is more than any chain can be worth. */
export const strainEnd = 12

export class Strains {
  readonly values: Float64Array
  readonly #pace: Float64Array
  readonly #last: Float64Array

  constructor(count: number) {
    this.values = new Float64Array(count)
    this.#pace = new Float64Array(count).fill(paceFirst)
    this.#last = new Float64Array(count)
  }

  /** So much is asked of what can give so much. */
  feel(at: number, asked: number, can: number): void {
    const value = this.values[at] as number
    const felt = can > 0 ? Math.max(-2, Math.min(2, Math.log((asked + 1e-12) / can))) : asked > 0 ? 2 : -2
    const turned = felt * (this.#last[at] as number)
    let pace = this.#pace[at] as number
    if (turned > 0) pace = Math.min(paceMax, pace * quicker)
    else if (turned < 0) pace = Math.max(paceMin, pace * slower)
    this.#pace[at] = pace
    this.#last[at] = value > 0 || felt > 0 ? felt : 0
    const step = Math.max(-stepMax, Math.min(stepMax, pace * felt))
    this.values[at] = Math.min(strainEnd, Math.max(0, value + step))
  }

  /** What an order that goes this way weighs. Nothing where there is enough. */
  weight(at: number): number {
    return unit * Math.expm1(this.values[at] as number)
  }
}
