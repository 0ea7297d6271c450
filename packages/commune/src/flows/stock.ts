/**
 * What is in stock where. Each portion is the chain of what its one holding device said about it (`stock-chain.ts`, T7);
 * lists by place and thing follow every change (`stock-shelves.ts`), so that a question costs what is shown and no more.
 */
import type { IdText, StatementId } from '@commune/protocol'
import { Changes, inOrder } from '../facts/index.ts'
import { isNothing } from '../quantity/index.ts'
import type { Standing } from '../undo/index.ts'
import { NestedPlaces } from './nested-places.ts'
import { type Portion, portionRow } from './portion.ts'
import type { Page, PortionRow, StockLine, StockPlace, StockQuery } from './rows.ts'
import { StockIndex, wordsOf } from './stock-index.ts'
import { type PortionChange, StockLedger } from './stock-ledger.ts'
import { Shelves, type ShelfSeat } from './stock-shelves.ts'
import { thingKey } from './thing-key.ts'
import type { FlowsState } from './types.ts'

const pageLines = 100
const pageLinesMax = 1_000

/** Which names mean one thing; `version` changes whenever an answer may. */
export interface ThingNames {
  keyOf(name: string): string
  readonly version: number
}

export class StockView {
  readonly #ledger: StockLedger
  readonly #shelves: Shelves
  readonly #names: ThingNames | undefined
  #namesVersion = 0
  readonly #index = new StockIndex()
  readonly #cameFrom = new Map<string, StatementId>()
  readonly places: NestedPlaces
  readonly #changed = new Changes()
  #version = 0

  constructor(state: FlowsState, standing: Standing, names?: ThingNames) {
    this.#names = names
    this.#shelves = new Shelves((thing) => this.keyOf(thing))
    this.places = new NestedPlaces(state, standing)
    this.#ledger = new StockLedger(state, standing, (changes) => this.#take(changes))
  }

  /** Two things of one key are one thing here. */
  keyOf(thing: string): string {
    return this.#names ? this.#names.keyOf(thing) : thingKey(thing)
  }

  /** Grows whenever a portion changed. */
  get version(): number {
    this.#refresh()
    return this.#version
  }

  one(id: StatementId): PortionRow | undefined {
    this.#refresh()
    const portion = this.#ledger.portions.get(id)
    return portion && portionRow(portion)
  }

  /** Who holds a portion and what is there, without the words of a row: for those who look at thousands. */
  held(id: StatementId): Pick<Portion, 'ware' | 'device' | 'quantity'> | undefined {
    this.#refresh()
    return this.#ledger.portions.get(id)
  }

  /** Portions that came, changed or went since this follower's last call. */
  takeChanged(who: object = this): ReadonlySet<StatementId> {
    this.#refresh()
    return this.#changed.take(who, this.#ledger.portions.keys())
  }

  has(id: StatementId): boolean {
    this.#refresh()
    return this.#ledger.portions.has(id)
  }

  ids(): Iterable<StatementId> {
    this.#refresh()
    return this.#ledger.portions.keys()
  }

  /** The portion that came from this place in a file; of several, the first. */
  cameFrom(from: string): StatementId | undefined {
    this.#refresh()
    return this.#cameFrom.get(from)
  }

  /** Every portion, in no order. */
  *portions(): Iterable<PortionRow> {
    this.#refresh()
    for (const portion of this.#ledger.portions.values()) yield portionRow(portion)
  }

  /** Every portion of one thing, in no order; what is used up only when `empty` is asked for. */
  ofThing(thing: string, empty = false): PortionRow[] {
    this.#refresh()
    return [...this.#shelves.ofThing(this.keyOf(thing))].filter(({ quantity }) => empty || !isNothing(quantity)).map(portionRow)
  }

  /** Places where something stands, and those where something stood. */
  seats(): Iterable<ShelfSeat> {
    this.#refresh()
    return this.#shelves.seats()
  }

  /** What is there, place by place in the order of their names; what has no place comes last. */
  byPlace(query: StockQuery = {}): StockPlace[] {
    this.#refresh()
    const { place, empty = false } = query
    const test = this.#testOf(query)
    const plain = place === undefined && !empty && !test
    if (plain) return this.#withPaths(this.#shelves.all())
    const keys = place === undefined ? undefined : this.places.inside(place)
    const few = query.thing === undefined ? this.#index.candidates(query) : this.#shelves.ofThing(this.keyOf(query.thing))
    if (!few) return this.#withPaths(this.#shelves.some(keys, empty))
    return this.#withPaths(this.#shelves.among(test ? passing(few, test) : few, keys, empty))
  }

  /** So many lines of it: the place is named anew on every page. */
  page(query: StockQuery & { readonly offset?: number; readonly limit?: number }): Page<StockPlace> {
    const offset = Math.max(0, Math.trunc(query.offset ?? 0))
    const limit = Math.min(Math.max(0, Math.trunc(query.limit ?? pageLines)), pageLinesMax)
    const rows: StockPlace[] = []
    let total = 0
    let shown = 0
    for (const one of this.byPlace(query)) {
      const from = Math.max(0, offset - total)
      const lines: readonly StockLine[] = shown < limit && from < one.lines.length ? one.lines.slice(from, from + limit - shown) : []
      if (lines.length > 0) rows.push({ ...one, lines })
      shown += lines.length
      total += one.lines.length
    }
    return { rows, total }
  }

  /** What stands at a place, or inside it, and is not among these: for the end of a stock-take. Nothing is said of it by itself. */
  unfound(place: string, found: readonly StatementId[]): PortionRow[] {
    this.#refresh()
    const seen = new Set(found)
    const left: Portion[] = []
    for (const portion of this.#shelves.at(this.places.inside(place))) {
      if (!seen.has(portion.id) && !isNothing(portion.quantity)) left.push(portion)
    }
    return left.sort(inOrder).map(portionRow)
  }

  /** What somebody saw of portions that this device holds, and that it has not counted since. */
  seenOf(device: IdText): PortionRow[] {
    this.#refresh()
    const rows: Portion[] = []
    for (const portion of this.#ledger.portions.values()) if (portion.seen && portion.device === device) rows.push(portion)
    return rows.sort(inOrder).map(portionRow)
  }

  #withPaths(places: StockPlace[]): StockPlace[] {
    let changed = false
    const named = places.map((one) => {
      const path = one.place === undefined ? [] : this.places.path(one.place)
      if (path.length === 0) return one
      changed = true
      return { ...one, path }
    })
    return changed ? named : places
  }

  #refresh(): void {
    if (this.#names && this.#names.version !== this.#namesVersion) {
      this.#namesVersion = this.#names.version
      this.#shelves.clear()
      for (const after of this.#ledger.portions.values()) this.#shelves.change({ before: undefined, after })
      this.#version++
    }
    this.#ledger.refresh()
  }

  #take(changes: readonly PortionChange[]): void {
    for (const change of changes) {
      const { before, after } = change
      this.#noteFrom(before, after)
      this.#shelves.change(change)
      if (before) this.#index.remove(before)
      if (after) this.#index.add(after)
      this.#changed.note(((after ?? before) as Portion).id)
    }
    this.#version++
  }

  #noteFrom(before: Portion | undefined, after: Portion | undefined): void {
    if (before?.from !== undefined && this.#cameFrom.get(before.from) === before.id) this.#cameFrom.delete(before.from)
    if (after?.from === undefined) return
    const other = this.#ledger.portions.get(this.#cameFrom.get(after.from) ?? '')
    if (!other || inOrder(after, other) < 0) this.#cameFrom.set(after.from, after.id)
  }

  #testOf({ text, ware, lend, share, batch, thing }: StockQuery): ((portion: Portion) => boolean) | undefined {
    const tests: ((portion: Portion) => boolean)[] = []
    if (ware !== undefined) tests.push((portion) => portion.ware === ware)
    if (lend === true) tests.push((portion) => portion.lend)
    if (share === true) tests.push((portion) => portion.share)
    const lot = batch?.toLowerCase()
    if (lot !== undefined) tests.push((portion) => portion.batch?.toLowerCase() === lot)
    const key = thing === undefined ? undefined : this.keyOf(thing)
    if (key !== undefined) tests.push((portion) => this.keyOf(portion.thing) === key)
    const words = [...wordsOf(text?.toLowerCase() ?? '')]
    if (words.length > 0) tests.push((portion) => words.every((word) => portion.text.includes(` ${word}`)))
    return tests.length === 0 ? undefined : (portion) => tests.every((test) => test(portion))
  }
}

function* passing(portions: Iterable<Portion>, test: (portion: Portion) => boolean): Iterable<Portion> {
  for (const portion of portions) if (test(portion)) yield portion
}
