/**
 * Round trips: what one ware is to carry in several plans along one way, as one way there and back. From a place the way leads on to where
 * something has to go, and home when nothing else does; every leg is gone once.
 */
import type { IdText } from '@commune/protocol'
import type { PlanHandRow, PlanRow } from './rows.ts'

export interface TripLeg {
  readonly at: string
  readonly to: string
  /** What is carried on this leg: nothing on a way that only leads on. */
  readonly carries: readonly { readonly plan: IdText; readonly hand: PlanHandRow }[]
}

export interface Trip {
  readonly legs: readonly TripLeg[]
  /** It ends where it began. */
  readonly round: boolean
  /** How many times something is carried. */
  readonly carried: number
}

type Carry = TripLeg['carries'][number]

/** What this ware is to carry in plans that are open or hold, as few ways as that takes; those that carry most first. */
export const roundTrips = (plans: readonly PlanRow[], ware: IdText): Trip[] => {
  const ways = new Map<string, { readonly at: string; readonly to: string; readonly carries: Carry[] }>()
  for (const plan of plans) {
    if (plan.state !== 'open' && plan.state !== 'holds') continue
    for (const hand of plan.hands) {
      if (hand.ware !== ware || hand.handed || hand.at === undefined || hand.to === undefined || sameName(hand.at) === sameName(hand.to)) continue
      const key = `${sameName(hand.at)}\n${sameName(hand.to)}`
      const way = ways.get(key)
      if (way) way.carries.push({ plan: plan.id, hand })
      else ways.set(key, { at: hand.at, to: hand.to, carries: [{ plan: plan.id, hand }] })
    }
  }
  const left = new Map([...ways].sort(([a], [b]) => (a < b ? -1 : 1)))
  const trips: Trip[] = []
  while (left.size > 0) trips.push(tripFrom(left))
  return trips.sort((a, b) => b.carried - a.carried || (JSON.stringify(placesOf(a)) < JSON.stringify(placesOf(b)) ? -1 : 1))
}

const sameName = (place: string): string => place.toLowerCase()
const placesOf = ({ legs }: Trip): string[] => [...legs.map(({ at }) => at), legs.at(-1)?.to ?? '']

function tripFrom(left: Map<string, TripLeg>): Trip {
  // Begin where nothing is brought to, else the way there would be gone twice.
  const reached = new Set([...left.values()].map(({ to }) => sameName(to)))
  const first = [...left].find(([, { at }]) => !reached.has(sameName(at))) ?? [...left][0]
  const legs: TripLeg[] = []
  let next = first
  while (next) {
    const [key, leg] = next
    left.delete(key)
    legs.push(leg)
    const from = [...left].filter(([, { at }]) => sameName(at) === sameName(leg.to))
    const home = sameName((legs[0] as TripLeg).at)
    // Home last: on the way there everything else is taken along.
    next = from.find(([, { to }]) => sameName(to) !== home) ?? from[0]
  }
  const [start, end] = [legs[0] as TripLeg, legs.at(-1) as TripLeg]
  const round = sameName(start.at) === sameName(end.to)
  return { legs: round ? legs : [...legs, { at: end.to, to: start.at, carries: [] }], round, carried: legs.reduce((sum, { carries }) => sum + carries.length, 0) }
}
