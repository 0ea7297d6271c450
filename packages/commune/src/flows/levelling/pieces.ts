/**
 * The edge where numbers become amounts (T6): shares are rounded down to whole steps, so that what is promised is never more than what is
 * there or asked for. A step is one piece of what is counted, or as little as is worth weighing.
 */
import { makeQuantity, type Quantity } from '../../quantity/index.ts'

/** Exact shares in whole steps. `supply`, `wants` and `step` are in one unit; a share that is no number gives nothing. */
export function exactShares(supply: Quantity, wants: readonly Quantity[], shares: ArrayLike<number>, step: Quantity): Quantity[] {
  if (step.n === 0n) return wants.map(() => stepsOf(step, 0n))
  let left = stepsIn(supply, step)
  return wants.map((wanted, at) => {
    const meant = (shares[at] as number) / (Number(step.n) / Number(step.d))
    // What is a hair under a whole step was meant to be one.
    let steps = meant > 0 && meant < Number.MAX_SAFE_INTEGER ? BigInt(Math.floor(meant * (1 + 1e-9) + 1e-9)) : 0n
    for (const most of [stepsIn(wanted, step), left]) if (steps > most) steps = most
    left -= steps
    return stepsOf(step, steps)
  })
}

const stepsIn = (amount: Quantity, step: Quantity): bigint => (amount.n * step.d) / (amount.d * step.n)

function stepsOf(step: Quantity, steps: bigint): Quantity {
  const made = makeQuantity(step.n * steps, step.d, step.unit)
  return made.ok ? made.value : { n: 0n, d: 1n, unit: step.unit }
}
