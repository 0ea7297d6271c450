/**
 * Finds places in the tree and knows what lies before them (S2).
 *
 * Why it remembers: a message asks about hundreds of places in ascending order, often in the same page; going on from where it
 * stands, on every level of the tree, costs what lies between. A cursor is good for one run over one state of the tree, no longer.
 */
import { compareKeys } from './address.ts'
import { addSlots, childFor, itemsBelow, type Page, slotAt, slotFor } from './page.ts'
import type { Pages } from './pages.ts'
import { emptySum, settle, type Sum, type Tally } from './sum.ts'

/** Where it stands on one level: before a slot of a page, with what lies before that in the whole tree. */
interface Stand {
  page: Page
  slot: number
  count: number
  readonly sum: Sum
}

export class Cursor {
  readonly #pages: Pages
  readonly #root: Page
  /** From the root downwards. Below where a page was missing they are of an earlier descent. */
  readonly #stands: Stand[] = []
  #leaf: Stand | undefined

  constructor(pages: Pages, root: Page) {
    this.#pages = pages
    this.#root = root
  }

  /** The leaf it stands in; undefined when a page was missing. */
  get leaf(): Page | undefined {
    return this.#leaf?.page
  }
  get slot(): number {
    return this.#leaf?.slot ?? 0
  }
  /** What lies before where it stands. */
  get tally(): Tally {
    return this.#leaf ? { count: this.#leaf.count, sum: settle(this.#leaf.sum.slice()) } : { count: 0, sum: emptySum() }
  }

  /** Goes to the first item that is not before a key, or behind the last of the leaf the key belongs to. */
  toKey(keys: DataView, at: number): Page | undefined {
    if (!this.#leads(keys, at)) this.#descend(({ page }) => childFor(page, keys, at))
    const leaf = this.#leaf
    if (leaf) goTo(leaf, slotFor(leaf.page, keys, at, leaf.slot))
    return leaf?.page
  }

  /** Goes to the item with this many before it; the rank must be one of the set. */
  toRank(rank: number): Page | undefined {
    const known = this.#leaf
    if (!known || rank < known.count || rank >= known.count - known.slot + known.page.count) {
      this.#descend((stand) => {
        let { slot, count } = stand
        if (count > rank) [slot, count] = [0, count - itemsBefore(stand)]
        for (let items = itemsBelow(stand.page, slot); count + items <= rank; items = itemsBelow(stand.page, ++slot)) count += items
        return slot
      })
    }
    const leaf = this.#leaf
    if (leaf) goTo(leaf, leaf.slot + rank - leaf.count)
    return leaf?.page
  }

  /** Whether a key lies in the leaf at hand, at or behind where the cursor stands. */
  #leads(keys: DataView, at: number): boolean {
    if (!this.#leaf || this.#leaf.page.count === 0) return false
    const { page, slot } = this.#leaf
    const before = Math.max(0, slot - 1)
    return compareKeys(page.view, slotAt(page, before), keys, at) < 0 && compareKeys(page.view, slotAt(page, page.count - 1), keys, at) >= 0
  }

  #descend(choose: (stand: Stand) => number): void {
    let stand = this.#enter(0, this.#root, undefined)
    for (let level = 1; stand.page.level > 0; level++) {
      const slot = choose(stand)
      if (slot < stand.slot) this.#restart(stand, level - 1)
      goTo(stand, slot)
      const child = this.#pages.child(stand.page, slot)
      if (!child) return void (this.#leaf = undefined)
      stand = this.#enter(level, child, stand)
    }
    // Within a leaf one goes on from its beginning: it was not the one at hand, or what is looked for lies before.
    this.#restart(stand, this.#stands.indexOf(stand))
    this.#leaf = stand
  }

  /** Stands in a page: where it stood in it before, or at its beginning. */
  #enter(level: number, page: Page, above: Stand | undefined): Stand {
    const known = this.#stands[level]
    if (known?.page === page) return known
    const stand = known ?? { page, slot: 0, count: 0, sum: emptySum() }
    stand.page = page
    this.#stands[level] = stand
    begin(stand, above)
    return stand
  }

  #restart(stand: Stand, level: number): void {
    begin(stand, level > 0 ? this.#stands[level - 1] : undefined)
  }
}

/** Before its first slot lies what lies before the page. */
function begin(stand: Stand, above: Stand | undefined): void {
  stand.slot = 0
  stand.count = above?.count ?? 0
  if (above) stand.sum.set(above.sum)
  else stand.sum.fill(0)
}

/** Goes on within a page. */
function goTo(stand: Stand, slot: number): void {
  stand.count += addSlots(stand.page, stand.slot, slot, stand.sum)
  stand.slot = slot
}

/** Items of the page before where it stands. */
function itemsBefore({ page, slot }: Stand): number {
  let items = 0
  for (let before = 0; before < slot; before++) items += itemsBelow(page, before)
  return items
}
