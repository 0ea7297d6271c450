/**
 * Finds places in the tree and knows what lies before them (S2).
 *
 * Why it remembers: a message asks about hundreds of places in ascending order, often in the same leaf; going on from where it
 * stands costs what lies between. A cursor is good for one run over one state of the tree, no longer.
 */
import { compareKeys } from './address.ts'
import { addSlots, childFor, itemsBelow, type Page, slotAt, slotFor } from './page.ts'
import type { Pages } from './pages.ts'
import { emptySum, settle, type Tally } from './sum.ts'

export class Cursor {
  readonly #pages: Pages
  readonly #root: Page
  #leaf: Page | undefined
  #slot = 0
  #count = 0
  #sum = emptySum()

  constructor(pages: Pages, root: Page) {
    this.#pages = pages
    this.#root = root
  }

  /** The leaf it stands in; undefined when a page was missing. */
  get leaf(): Page | undefined {
    return this.#leaf
  }
  get slot(): number {
    return this.#slot
  }
  /** What lies before where it stands. */
  get tally(): Tally {
    return { count: this.#count, sum: settle(this.#sum.slice()) }
  }

  /** Goes to the first item that is not before a key, or behind the last of the leaf the key belongs to. */
  toKey(keys: DataView, at: number): Page | undefined {
    if (!this.#leads(keys, at)) this.#descend((page) => childFor(page, keys, at))
    if (this.#leaf) this.#toSlot(this.#leaf, slotFor(this.#leaf, keys, at, this.#slot))
    return this.#leaf
  }

  /** Goes to the item with this many before it; the rank must be one of the set. */
  toRank(rank: number): Page | undefined {
    const start = this.#count - this.#slot
    if (!this.#leaf || rank < this.#count || rank >= start + this.#leaf.count) {
      let before = 0
      this.#descend((page) => {
        let slot = 0
        for (let items = itemsBelow(page, slot); before + items <= rank; items = itemsBelow(page, ++slot)) before += items
        return slot
      })
    }
    if (this.#leaf) this.#toSlot(this.#leaf, this.#slot + rank - this.#count)
    return this.#leaf
  }

  /** Whether a key lies in the leaf at hand, at or behind where the cursor stands. */
  #leads(keys: DataView, at: number): boolean {
    const leaf = this.#leaf
    if (!leaf || leaf.count === 0) return false
    const before = Math.max(0, this.#slot - 1)
    return (
      compareKeys(leaf.view, slotAt(leaf, before), keys, at) < 0 && compareKeys(leaf.view, slotAt(leaf, leaf.count - 1), keys, at) >= 0
    )
  }

  #descend(choose: (page: Page) => number): void {
    this.#sum.fill(0)
    this.#count = 0
    this.#slot = 0
    let page: Page | undefined = this.#root
    while (page && page.level > 0) {
      const slot: number = choose(page)
      this.#count += addSlots(page, 0, slot, this.#sum)
      page = this.#pages.child(page, slot)
    }
    this.#leaf = page
  }

  #toSlot(leaf: Page, slot: number): void {
    this.#count += addSlots(leaf, this.#slot, slot, this.#sum)
    this.#slot = slot
  }
}
