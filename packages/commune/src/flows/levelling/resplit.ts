/**
 * One giver's act: it splits what it can spare so that the needs it reaches stand equally high, as far as what it gives can bring that
 * about. It knows what the others said and nothing else; nobody tells it what to do.
 *
 * Of each need it assumes that those who have not seen its last split are about to do as it does, and moves so much less. So all may act
 * at once on views of yesterday, and nothing swings.
 */
import { amountAt, ceilingOf, isAsking, nextLift } from './heights.ts'
import { type Split, splitFor, type View } from './types.ts'

const stepsMax = 60
/** How far beyond the line's meeting point to look, so that the supply comes to lie between two near heights. */
const nudge = 1e-3

/** The giver's next split. `into` may be a split to write to. The shares never come to more than its supply. */
export function resplit(view: View, into: Split = splitFor(view.count)): Split {
  const { shares, lifts } = into
  for (let at = 0; at < view.count; at++) lifts[at] = isAsking(view.wants[at] as number) ? nextLift(view, at) : 0
  pourInto(view, view.supply, ceilingOf(view), shares, (at, height) => moved(view, at, lifts[at] as number, height))
  return into
}

/** What the giver gives to a need when it means to bring it to a height, and those who act at the same time do alike. */
function moved(view: View, at: number, lift: number, height: number): number {
  if (!isAsking(view.wants[at] as number)) return 0
  const own = view.own[at] as number
  const goal = amountAt(view, at, lift, height)
  return Math.max(0, own + (goal - own - (view.others[at] as number)) / (1 + (view.unseen[at] as number)))
}

/** Raises the water until the supply is used or the ceiling reached, and writes what each place takes. */
export function pourInto(
  view: { readonly count: number },
  supply: number,
  ceiling: number,
  shares: Float64Array,
  takes: (at: number, height: number) => number
): void {
  const total = (height: number): number => {
    let sum = 0
    for (let at = 0; at < view.count; at++) sum += takes(at, height)
    return sum
  }
  let [low, high] = [0, ceiling]
  let [below, above] = [total(low), total(high)]
  if (above <= supply || below >= supply) {
    const height = above <= supply ? high : low
    const part = above <= supply || below === 0 ? 1 : Math.max(0, supply) / below
    for (let at = 0; at < view.count; at++) shares[at] = takes(at, height) * part
    return
  }
  // Straight lines between bends: to where the line through both ends meets the supply, by halves where that does not close in.
  for (let step = 0; step < stepsMax && high - low > 1e-13 * ceiling; step++) {
    const width = high - low
    const goal = low + ((supply - below) / (above - below)) * width
    let isNear = false
    for (const height of [goal, goal + (goal - low < high - goal ? 1 : -1) * nudge * width, low + width / 2]) {
      if (!(height > low && height < high)) continue
      const sum = total(height)
      if (Math.abs(sum - supply) <= 1e-12 * supply) isNear = true
      if (sum <= supply) [low, below] = [height, sum]
      else [high, above] = [height, sum]
      if (isNear || high - low < width / 4) break
    }
    if (isNear) break
  }
  const part = above > below ? (supply - below) / (above - below) : 0
  for (let at = 0; at < view.count; at++) {
    const least = takes(at, low)
    shares[at] = least + (takes(at, high) - least) * part
  }
}
