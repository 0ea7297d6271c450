/** What is there, by thing: lots that come, change and go one by one, each thing's put in order only when it is asked for. */
import { isNothing, type Quantity } from '../../quantity/index.ts'
import { plus, type Ratio, toNumber, zero } from './ratio.ts'
import type { Spot, Things } from './things.ts'
import type { Lot } from './types.ts'

/** Lots of one spot: what keeps shortest first, then by their ids. */
export interface Shelf {
  readonly lots: readonly { readonly lot: Lot; readonly amount: Ratio }[]
  readonly total: Ratio
  readonly about: number
}

const nothing: Shelf = { lots: [], total: zero, about: 0 }

export class Stores {
  readonly things: Things
  readonly #lots = new Map<string, Lot>()
  #keys = new Map<string, Map<string, Lot>>()
  #shelves = new Map<string, Map<Spot, Shelf>>()
  #era = 0

  constructor(things: Things, lots: Iterable<Lot> = []) {
    this.things = things
    this.#era = things.era
    for (const lot of lots) this.put(lot)
  }

  /** A lot that is new, or has changed. */
  put(lot: Lot): void {
    this.drop(lot.id)
    this.#lots.set(lot.id, lot)
    this.#place(lot)
  }

  drop(id: string): void {
    const lot = this.#lots.get(id)
    if (!lot) return
    this.#lots.delete(id)
    const key = this.things.keyOf(lot.thing)
    this.#keys.get(key)?.delete(id)
    this.#shelves.delete(key)
  }

  /** All lots of a thing, in whatever measure. */
  of(key: string): Iterable<Lot> {
    this.#catchUp()
    return this.#keys.get(key)?.values() ?? []
  }

  shelf(spot: Spot): Shelf {
    this.#catchUp()
    const known = this.#shelves.get(spot.key) ?? this.#sort(spot.key)
    return known.get(spot) ?? nothing
  }

  /** What is there of the thing in measures that are not this spot's. */
  elsewhere(spot: Spot): Quantity[] {
    const found: Quantity[] = []
    for (const lot of this.of(spot.key)) {
      if (!isNothing(lot.quantity) && this.things.spot(lot.thing, lot.quantity.unit) !== spot) found.push(lot.quantity)
      if (found.length === 3) break
    }
    return found
  }

  #place(lot: Lot): void {
    const key = this.things.keyOf(lot.thing)
    const lots = this.#keys.get(key)
    if (lots) lots.set(lot.id, lot)
    else this.#keys.set(key, new Map([[lot.id, lot]]))
    this.#shelves.delete(key)
  }

  /** When names or factors have changed, everything lies elsewhere. */
  #catchUp(): void {
    if (this.#era === this.things.era) return
    this.#era = this.things.era
    this.#keys = new Map()
    this.#shelves = new Map()
    for (const lot of this.#lots.values()) this.#place(lot)
  }

  #sort(key: string): Map<Spot, Shelf> {
    const bySpot = new Map<Spot, { lot: Lot; amount: Ratio }[]>()
    for (const lot of this.#keys.get(key)?.values() ?? []) {
      if (isNothing(lot.quantity)) continue
      const spot = this.things.spot(lot.thing, lot.quantity.unit)
      const entry = { lot, amount: this.things.amount(spot, lot.quantity) }
      const others = bySpot.get(spot)
      if (others) others.push(entry)
      else bySpot.set(spot, [entry])
    }
    const shelves = new Map<Spot, Shelf>()
    for (const [spot, lots] of bySpot) {
      lots.sort((a, b) => keeps(a.lot) - keeps(b.lot) || (a.lot.id < b.lot.id ? -1 : 1))
      const total = lots.reduce((sum, { amount }) => plus(sum, amount), zero)
      shelves.set(spot, { lots, total, about: toNumber(total) })
    }
    this.#shelves.set(key, shelves)
    return shelves
  }
}

/** For ever is a number too, so that two of them can be compared. */
const keeps = (lot: Lot): number => lot.keepsUntilMs ?? Number.MAX_SAFE_INTEGER
