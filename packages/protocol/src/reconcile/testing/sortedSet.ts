/** The plainest set of addresses: a sorted array, summed anew for each question. The model the tree is judged by. */
import { type Bound, boundAt, boundBetween, compareBounds, type Item, keyOf } from '../address.ts'
import type { AddressSet, Cut } from '../set.ts'
import { addRun, emptySum, settle, type Tally } from '../sum.ts'

export class SortedSet implements AddressSet {
  readonly items: Item[]

  constructor(items: readonly Item[]) {
    this.items = items.toSorted((a, b) => compareBounds(boundAt(a), boundAt(b)))
  }
  get count(): number {
    return this.items.length
  }
  async below(bounds: readonly Bound[]): Promise<Tally[]> {
    return bounds.map((bound) => this.tallyOf(this.items.filter((item) => compareBounds(boundAt(item), bound) < 0)))
  }
  async cuts(ranks: readonly number[]): Promise<Cut[]> {
    return ranks
      .filter((rank) => rank > 0 && rank < this.count)
      .map((rank) => {
        const [before, item] = this.items.slice(rank - 1, rank + 1) as [Item, Item]
        return { bound: boundBetween(keyOf(before), 0, keyOf(item), 0), ...this.tallyOf(this.items.slice(0, rank)) }
      })
  }
  async iterate(lower: Bound, upper: Bound, visit: (item: Item) => boolean | void): Promise<void> {
    for (const item of this.items) {
      const inside = compareBounds(boundAt(item), lower) >= 0 && compareBounds(boundAt(item), upper) < 0
      if (inside && visit(item) === false) return
    }
  }
  private tallyOf(items: readonly Item[]): Tally {
    const sum = emptySum()
    for (const { id } of items) addRun(sum, new DataView(id.buffer, id.byteOffset, id.length), 0, id.length, 1)
    return { count: items.length, sum: settle(sum) }
  }
}
