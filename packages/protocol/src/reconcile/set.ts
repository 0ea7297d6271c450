/** What reconciliation asks of a set of addresses; `Tree` is one. */
import type { Bound, Item } from './address.ts'
import type { Tally } from './sum.ts'

/** A bound with what lies below it. */
export interface Cut extends Tally {
  readonly bound: Bound
}

/**
 * An ordered set of addresses. Each call sees one state of the set; the set may grow between calls, which costs the other
 * side at most some needless comparing.
 */
export interface AddressSet {
  readonly count: number
  /** What lies below each bound, in the order asked. */
  below(bounds: readonly Bound[]): Promise<Tally[]>
  /** For each rank from 1 to `count - 1` the shortest bound just before that item; other ranks are left out. */
  cuts(ranks: readonly number[]): Promise<Cut[]>
  /** Items at or after `lower` and below `upper` in order, until `visit` answers false. */
  iterate(lower: Bound, upper: Bound, visit: (item: Item) => boolean | void): Promise<void>
}
