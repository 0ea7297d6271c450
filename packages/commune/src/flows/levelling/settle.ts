/**
 * What a giver would hand over now, after what all have said: the moment when a plan is made of splits.
 *
 * Splits that promise a need too much are cut in proportion, and what that sets free goes at once to what is short, the lowest first.
 * Nothing goes to a need that would stay under what is of use to it. Whole things go by whole pieces; what is left of rounding down goes
 * to the lowest of those that were meant to receive more.
 */
import { floorOf, isAsking } from './heights.ts'
import { pourInto } from './resplit.ts'
import type { View } from './types.ts'

/**
 * Amounts by place, never above the giver's supply in all. `firm` is what others have settled already, and `view.others` what the rest has
 * said. With `piece` above nothing all amounts are whole multiples of it.
 */
export function settle(view: View, firm: ArrayLike<number>, piece = 0): Float64Array {
  const given = new Float64Array(view.count)
  // What the others come to, those who have not settled cut in the same proportion as the giver itself.
  const others = new Float64Array(view.count)
  let spare = view.supply
  for (let at = 0; at < view.count; at++) {
    const wants = view.wants[at] as number
    const left = isAsking(wants) ? Math.max(0, wants - (firm[at] as number)) : 0
    const said = (view.own[at] as number) + (view.others[at] as number)
    const part = said > left ? left / said : 1
    given[at] = (view.own[at] as number) * part
    others[at] = (firm[at] as number) + (view.others[at] as number) * part
    spare -= given[at] as number
  }
  if (spare < 0) {
    const part = view.supply / (view.supply - spare)
    for (let at = 0; at < view.count; at++) given[at] = (given[at] as number) * part
    spare = 0
  }
  if (piece > 0) return inPieces(view, given, others, firm, piece)
  spare = bringIntoUse(view, given, others, spare)
  return pourOn(view, given, others, spare)
}

/** Those short of what is of use get what they lack, the nearest first; those that cannot be brought so far give back what they had. */
function bringIntoUse(view: View, given: Float64Array, others: Float64Array, spare: number): number {
  const lacks = (at: number): number => (view.least[at] as number) * (1 - 1e-12) - (given[at] as number) - (others[at] as number)
  const short: number[] = []
  for (let at = 0; at < view.count; at++) if (lacks(at) > 0) short.push(at)
  short.sort((a, b) => lacks(a) - lacks(b) || (view.turn[a] as number) - (view.turn[b] as number))
  let left = spare
  // From the farthest on they give back, until what is free brings the nearest into use.
  for (let first = 0, last = short.length; first < last; ) {
    const at = short[first] as number
    const lack = lacks(at)
    if (lack <= left) {
      given[at] = (given[at] as number) + lack
      left -= lack
      first++
    } else {
      const end = short[--last] as number
      left += given[end] as number
      given[end] = 0
    }
  }
  return left
}

/** Pours what is spare on what is of use and not yet full, the lowest first. */
function pourOn(view: View, given: Float64Array, others: Float64Array, spare: number): Float64Array {
  if (!(spare > 0)) return given
  const stands = given.map((own, at) => own + (others[at] as number))
  const more = new Float64Array(view.count)
  const takes = (at: number, height: number): number => {
    const has = stands[at] as number
    if (has < (view.least[at] as number) * (1 - 1e-9)) return 0
    const goal = Math.min(view.wants[at] as number, (height - floorOf(view, at)) * (view.heads[at] as number))
    return Math.max(0, goal - has)
  }
  let ceiling = 0
  for (let at = 0; at < view.count; at++) ceiling = Math.max(ceiling, floorOf(view, at) + (view.wants[at] as number) / (view.heads[at] as number))
  pourInto(view, spare, ceiling, more, takes)
  return given.map((own, at) => own + (more[at] as number))
}

function inPieces(view: View, meant: Float64Array, others: Float64Array, firm: ArrayLike<number>, piece: number): Float64Array {
  const given = meant.map((amount) => Math.floor(amount / piece + 1e-9) * piece)
  let left = Math.floor(view.supply / piece + 1e-9)
  for (const amount of given) left -= Math.round(amount / piece)
  const fits = (at: number): boolean => (firm[at] as number) + (given[at] as number) + piece <= (view.wants[at] as number) * (1 + 1e-9)
  const missing = (at: number): number => (meant[at] as number) - (given[at] as number)
  const height = (at: number): number => floorOf(view, at) + ((given[at] as number) + (others[at] as number)) / (view.heads[at] as number)
  const isBefore = (a: number, b: number): number => height(a) - height(b) || missing(b) - missing(a) || (view.turn[a] as number) - (view.turn[b] as number)
  for (; left > 0; left--) {
    let best = -1
    for (let at = 0; at < view.count; at++) {
      if (missing(at) > 1e-9 && fits(at) && (best < 0 || isBefore(at, best) < 0)) best = at
    }
    if (best < 0) {
      // All that was meant is given: what is left goes to the lowest that has room beside what the others mean to give.
      for (let at = 0; at < view.count; at++) {
        const has = (given[at] as number) + (others[at] as number)
        if (has + piece <= (view.wants[at] as number) * (1 + 1e-9) && (best < 0 || height(at) < height(best))) best = at
      }
    }
    if (best < 0) break
    given[best] = (given[best] as number) + piece
  }
  return giveBackUnused(view, given, others, piece)
}

/** Pieces for what stays under its least amount go to the lowest that can use one more. */
function giveBackUnused(view: View, given: Float64Array, others: Float64Array, piece: number): Float64Array {
  let free = 0
  for (let at = 0; at < view.count; at++) {
    if ((given[at] as number) + (others[at] as number) >= (view.least[at] as number) * (1 - 1e-9)) continue
    free += given[at] as number
    given[at] = 0
  }
  for (; free > piece / 2; free -= piece) {
    let best = -1
    for (let at = 0; at < view.count; at++) {
      const has = (given[at] as number) + (others[at] as number)
      const isOfUse = has > 0 && has + piece <= (view.wants[at] as number) * (1 + 1e-9) && has >= (view.least[at] as number) * (1 - 1e-9)
      if (isOfUse && (best < 0 || has / (view.heads[at] as number) < ((given[best] as number) + (others[best] as number)) / (view.heads[best] as number)))
        best = at
    }
    if (best < 0) break
    given[best] = (given[best] as number) + piece
  }
  return given
}
