/**
 * Places are names: nobody makes one, it is there as soon as a need, an offer, a portion or a ware stands at it. Names that
 * differ only in case are one place, spelled as it was first. The order is that of first naming, so that a map can give
 * each place a seat that it keeps.
 */
import type { IdText } from '@commune/protocol'
import { inOrder } from './facts/index.ts'
import type { IntentsView, StockView } from './flows/index.ts'
import type { Member, WaresView } from './wares/index.ts'

export interface PlaceRow {
  readonly place: string
  /** Live needs and offers there. */
  readonly needs: number
  readonly offers: number
  /** Portions there that are not used up. */
  readonly portions: number
  /** Wares that say they stand there. */
  readonly wares: readonly IdText[]
}

interface Seat {
  place: string
  needs: number
  offers: number
  portions: number
  wares: IdText[]
  first: { id: string; lamport: number }
}

export const placesOf = (
  { intents, stock, wares }: { readonly intents: IntentsView; readonly stock: StockView; readonly wares: WaresView },
  members: readonly Member[],
  nowMs: number
): PlaceRow[] => {
  const seats = new Map<string, Seat>()
  const seat = (place: string, first: { id: string; lamport: number }): Seat => {
    const key = place.toLowerCase()
    const known = seats.get(key)
    if (!known) {
      const fresh = { place, needs: 0, offers: 0, portions: 0, wares: [], first }
      seats.set(key, fresh)
      return fresh
    }
    if (inOrder(first, known.first) < 0) Object.assign(known, { place, first })
    return known
  }
  for (const { id, kind, place, lamport, live } of intents.places(nowMs)) {
    const at = seat(place, { id, lamport })
    if (live) at[kind === 'need' ? 'needs' : 'offers']++
  }
  for (const { place, first, portions } of stock.seats()) seat(place, { id: first.id, lamport: first.lamport }).portions += portions
  for (const { ware } of members) {
    const stands = wares.standsAt(ware)
    if (stands) seat(stands.place, stands.at).wares.push(ware)
  }
  return [...seats.values()].sort((a, b) => inOrder(a.first, b.first)).map(({ first: _first, ...row }) => row)
}
