/**
 * Lists of needs and offers in the order that matters: what lapses first stands first, then what was said last. A list
 * is sorted once and then kept in order; a few changes are put in place, many sort it again.
 */
import type { IntentRecord } from './records.ts'

export type Order = (a: IntentRecord, b: IntentRecord) => number

const byId: Order = (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
/** The last said first. */
export const newestFirst: Order = (a, b) => b.lamport - a.lamport || byId(a, b)
/** What lapses first, first; what never lapses after that, the last said first. */
export const soonestFirst: Order = (a, b) => {
  const left = a.until ?? Number.POSITIVE_INFINITY
  const right = b.until ?? Number.POSITIVE_INFINITY
  return left === right ? newestFirst(a, b) : left < right ? -1 : 1
}

/** More changes than this at once, and sorting again is cheaper than putting each in its place. */
const placedMax = 200

export class OrderedList {
  readonly #order: Order
  #items: IntentRecord[] = []

  constructor(order: Order) {
    this.#order = order
  }
  get items(): readonly IntentRecord[] {
    return this.#items
  }
  takeAll(items: IntentRecord[]): void {
    this.#items = items.sort(this.#order)
  }
  change(gone: readonly IntentRecord[], come: readonly IntentRecord[]): void {
    if (gone.length + come.length > placedMax) {
      const without = new Set(gone)
      this.takeAll([...this.#items.filter((item) => !without.has(item)), ...come])
      return
    }
    for (const item of gone) {
      const at = this.#placeOf(item)
      if (this.#items[at] === item) this.#items.splice(at, 1)
    }
    for (const item of come) this.#items.splice(this.#placeOf(item), 0, item)
  }
  #placeOf(item: IntentRecord): number {
    let low = 0
    let high = this.#items.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#order(this.#items[middle] as IntentRecord, item) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** How many at the start of a list ordered by `soonestFirst` have lapsed at `nowMs`. */
export const lapsedCount = (items: readonly IntentRecord[], nowMs: number): number => {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (((items[middle] as IntentRecord).until ?? Number.POSITIVE_INFINITY) <= nowMs) low = middle + 1
    else high = middle
  }
  return low
}
