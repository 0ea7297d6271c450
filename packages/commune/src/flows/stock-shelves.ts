/**
 * Portions by place and thing, kept as they change: one changed portion costs its own line and the list of its place, not
 * all that is there. A place is spelled as in the portion that came first to it, a line as its own first.
 */
import type { StatementId } from '@commune/protocol'
import { inOrder } from '../facts/index.ts'
import { isNothing } from '../quantity/index.ts'
import type { Portion } from './portion.ts'
import type { StockLine, StockPlace } from './rows.ts'
import { firstOf, lineOf } from './stock-rows.ts'
import type { PortionChange } from './stock-ledger.ts'
import { placeKey } from './thing-key.ts'

/** What there is of one thing at one place, used-up portions among it. */
interface Cell {
  readonly key: string
  readonly portions: Map<StatementId, Portion>
  /** How many of them are not used up. */
  there: number
  line: { readonly line: StockLine | undefined; readonly place: string | undefined } | undefined
}

interface Shelf {
  readonly key: string
  readonly cells: Map<string, Cell>
  /** Keys of the cells in order. */
  readonly order: string[]
  /** The portion that came first to it; undefined when that has to be looked for again. */
  first: Portion | undefined
  shown: StockPlace | undefined
  there: number
}

export interface ShelfSeat {
  readonly place: string
  readonly first: { readonly id: StatementId; readonly lamport: number }
  /** Portions that are not used up. */
  readonly portions: number
}

export class Shelves {
  readonly #keyOf: (thing: string) => string
  readonly #shelves = new Map<string, Shelf>()
  readonly #order: string[] = []
  readonly #byThing = new Map<string, Map<StatementId, Portion>>()
  #all: StockPlace[] | undefined

  constructor(keyOf: (thing: string) => string) {
    this.#keyOf = keyOf
  }

  change({ before, after }: PortionChange): void {
    if (before) this.#remove(before)
    if (after) this.#put(after)
    this.#all = undefined
  }

  clear(): void {
    this.#shelves.clear()
    this.#byThing.clear()
    this.#order.length = 0
    this.#all = undefined
  }

  ofThing(key: string): Iterable<Portion> {
    return this.#byThing.get(key)?.values() ?? []
  }

  /** What is there, place by place; what has no place comes last. */
  all(): StockPlace[] {
    if (this.#all) return this.#all
    const places: StockPlace[] = []
    for (const key of this.#order) {
      const shelf = this.#shelves.get(key) as Shelf
      if (shelf.there > 0) places.push((shelf.shown ??= this.#show(shelf)))
    }
    this.#all = places
    return places
  }

  /** The same at these places alone, all when they are left out; with `empty` also what is used up. */
  some(keys: ReadonlySet<string> | undefined, empty: boolean): StockPlace[] {
    const places: StockPlace[] = []
    for (const key of this.#order) {
      const shelf = this.#shelves.get(key) as Shelf
      if (keys && !keys.has(key)) continue
      if (!empty) {
        if (shelf.there > 0) places.push((shelf.shown ??= this.#show(shelf)))
        continue
      }
      const place = this.#nameOf(shelf)
      places.push(placed(place, shelf.order.flatMap((thing) => this.#wholeOf(shelf.cells.get(thing) as Cell, place) ?? [])))
    }
    return places
  }

  /** The same of these portions alone. */
  among(portions: Iterable<Portion>, keys: ReadonlySet<string> | undefined, empty: boolean): StockPlace[] {
    const found = new Map<string, Map<string, Portion[]>>()
    for (const portion of portions) {
      const key = placeKey(portion.place)
      if ((keys && !keys.has(key)) || (!empty && isNothing(portion.quantity))) continue
      const things = found.get(key) ?? new Map<string, Portion[]>()
      found.set(key, things)
      const thing = this.#keyOf(portion.thing)
      const same = things.get(thing)
      if (same) same.push(portion)
      else things.set(thing, [portion])
    }
    return [...found]
      .sort(([a], [b]) => placesInOrder(a, b))
      .map(([key, things]) => {
        const place = this.#nameOf(this.#shelves.get(key) as Shelf)
        const lines = [...things].sort(([a], [b]) => inTextOrder(a, b)).map(([, same]) => lineOf(same, place))
        return placed(place, lines)
      })
  }

  *seats(): Iterable<ShelfSeat> {
    for (const shelf of this.#shelves.values()) {
      const place = this.#nameOf(shelf)
      if (place !== undefined && shelf.first) yield { place, first: shelf.first, portions: shelf.there }
    }
  }

  /** Portions at these places. */
  *at(keys: ReadonlySet<string>): Iterable<Portion> {
    for (const key of keys) for (const cell of this.#shelves.get(key)?.cells.values() ?? []) yield* cell.portions.values()
  }

  #wholeOf(cell: Cell, place: string | undefined): StockLine | undefined {
    return cell.there === cell.portions.size ? this.#lineOf(cell, place) : lineOf([...cell.portions.values()], place)
  }

  #lineOf(cell: Cell, place: string | undefined): StockLine | undefined {
    if (cell.line && cell.line.place === place) return cell.line.line
    const there = [...cell.portions.values()].filter(({ quantity }) => !isNothing(quantity))
    const line = there.length === 0 ? undefined : lineOf(there, place)
    cell.line = { line, place }
    return line
  }

  #show(shelf: Shelf): StockPlace {
    const place = this.#nameOf(shelf)
    const lines: StockLine[] = []
    for (const key of shelf.order) {
      const line = this.#lineOf(shelf.cells.get(key) as Cell, place)
      if (line) lines.push(line)
    }
    return placed(place, lines)
  }

  #nameOf(shelf: Shelf): string | undefined {
    if (!shelf.first) {
      let first: Portion | undefined
      for (const cell of shelf.cells.values()) {
        const one = firstOf(cell.portions.values())
        if (one && (!first || inOrder(one, first) < 0)) first = one
      }
      shelf.first = first
    }
    return shelf.first?.place
  }

  #put(portion: Portion): void {
    const key = placeKey(portion.place)
    let shelf = this.#shelves.get(key)
    if (!shelf) {
      shelf = { key, cells: new Map(), order: [], first: portion, shown: undefined, there: 0 }
      this.#shelves.set(key, shelf)
      place(this.#order, key, placesInOrder)
    } else if (shelf.first && inOrder(portion, shelf.first) <= 0) shelf.first = portion
    const thing = this.#keyOf(portion.thing)
    let cell = shelf.cells.get(thing)
    if (!cell) {
      cell = { key: thing, portions: new Map(), there: 0, line: undefined }
      shelf.cells.set(thing, cell)
      place(shelf.order, thing, inTextOrder)
    }
    cell.portions.set(portion.id, portion)
    cell.line = undefined
    shelf.shown = undefined
    if (!isNothing(portion.quantity)) {
      shelf.there++
      cell.there++
    }
    const same = this.#byThing.get(thing)
    if (same) same.set(portion.id, portion)
    else this.#byThing.set(thing, new Map([[portion.id, portion]]))
  }

  #remove(portion: Portion): void {
    const key = placeKey(portion.place)
    const thing = this.#keyOf(portion.thing)
    const shelf = this.#shelves.get(key)
    const cell = shelf?.cells.get(thing)
    if (!shelf || !cell?.portions.delete(portion.id)) return
    if (!isNothing(portion.quantity)) {
      shelf.there--
      cell.there--
    }
    cell.line = undefined
    shelf.shown = undefined
    if (shelf.first?.id === portion.id) shelf.first = undefined
    const same = this.#byThing.get(thing)
    same?.delete(portion.id)
    if (same?.size === 0) this.#byThing.delete(thing)
    if (cell.portions.size > 0) return
    shelf.cells.delete(thing)
    displace(shelf.order, thing, inTextOrder)
    if (shelf.cells.size > 0) return
    this.#shelves.delete(key)
    displace(this.#order, key, placesInOrder)
  }
}

const placed = (place: string | undefined, lines: readonly StockLine[]): StockPlace => ({ ...(place !== undefined && { place }), lines })

const inTextOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const placesInOrder = (a: string, b: string): number => (a === b ? 0 : a === '' ? 1 : b === '' ? -1 : inTextOrder(a, b))

function seatOf(order: readonly string[], key: string, by: (a: string, b: string) => number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (by(order[middle] as string, key) < 0) low = middle + 1
    else high = middle
  }
  return low
}

const place = (order: string[], key: string, by: (a: string, b: string) => number): void => void order.splice(seatOf(order, key, by), 0, key)

function displace(order: string[], key: string, by: (a: string, b: string) => number): void {
  const at = seatOf(order, key, by)
  if (order[at] === key) order.splice(at, 1)
}
