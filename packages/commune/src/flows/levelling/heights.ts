/**
 * The height of a need, as water sees it: how well off it is with so much, and so whether the next drop goes there or elsewhere.
 *
 * - It rises with the amount per head, from the floor of its urgency: all of the urgent lie below all of the usual.
 * - Where less than `least` is of no use it begins at that height: water comes in when all around it have as much, and then up to there at
 *   once. `turn` sets those with the same least amount a little apart, alike for all givers, so that some are served whole.
 * - Above its amount it rises by its *lift*. A lift says: those who fill this need could serve others that are better off than it is, up to
 *   this height. So whoever has more to spare fills it in their place, and what they give goes on to where it is short. Without lifts
 *   a full need hands nothing on, and givers get stuck some percent below the best.
 */
import type { View } from './types.ts'

/** How far a lift moves when a need is promised twice what it asks for, in usual needs. Between 1 and 3 all do about alike. */
const stiffness = 2
/** How far apart the first and the last in turn stand, of their least amount. */
const turnSpan = 0.02
/** In usual needs: how high lifts reach. Whoever asks for a billion does not stretch the scale for all others. */
const bandUsualMax = 1000

/** Nothing needs more than this height: what would stand higher the giver keeps. */
export const ceilingOf = (view: View): number => 3 * bandOf(view)

const bandOf = (view: View): number => Math.min(view.top, bandUsualMax * view.usual) * (1 + turnSpan)

/** Whether a need asks for anything that can be given. */
export const isAsking = (wants: number): boolean => wants > 0 && wants < Number.POSITIVE_INFINITY

/** Where the height of a need begins. */
export const floorOf = (view: View, at: number): number => (2 - (view.urgency[at] as number)) * bandOf(view)

/** The lift of a need after what is said of it now: up when it is promised too much, down when it is short. */
export function nextLift(view: View, at: number): number {
  const wants = view.wants[at] as number
  const over = (view.own[at] as number) + (view.others[at] as number) - wants
  const lift = (view.lift[at] as number) + (over * stiffness * view.usual) / wants
  return Math.max(0, Math.min(lift, ceilingOf(view) - fullHeight(view, at)))
}

const beginning = (view: View, at: number): number => {
  const least = view.least[at] as number
  return least > 0 ? (least / (view.heads[at] as number)) * (1 + turnSpan * (view.turn[at] as number)) : 0
}

/** The height of a need that has just what it asks for. */
export const fullHeight = (view: View, at: number): number =>
  floorOf(view, at) + Math.max(beginning(view, at), (view.wants[at] as number) / (view.heads[at] as number))

/** The largest amount with which a need stands no higher than `height`, given its lift. Grows with the height; below its floor it is negative. */
export function amountAt(view: View, at: number, lift: number, height: number): number {
  const wants = view.wants[at] as number
  const heads = view.heads[at] as number
  const above = height - floorOf(view, at)
  const begins = beginning(view, at)
  const steep = (stiffness * view.usual) / wants
  const full = Math.max(begins, wants / heads)
  if (above >= full + lift) return wants + (above - full - lift) / steep
  // Below this the need is so short that its lift has melted away.
  const melted = wants - lift / steep
  const flat = Math.min(wants, begins * heads)
  if (flat > 0) {
    if (above < begins) return above - begins
    const lifted = wants + (above - begins - lift) / steep // on the flat part only the lift rises
    if (melted < flat && lifted < flat) return Math.max(melted, lifted)
  }
  const amount = above <= melted / heads ? above * heads : (above - lift + steep * wants) / (1 / heads + steep)
  return flat > 0 ? Math.max(flat, Math.min(amount, wants)) : Math.min(amount, wants)
}
