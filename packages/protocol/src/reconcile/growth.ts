/**
 * How the tree takes in new items: merging sorted runs into leaves, cutting pages that grew too full, one level at a time.
 *
 * Why pages are left fuller on one side: lamports mostly ascend, so what lands near the end of a page announces more of the
 * same, and what lies before it is done. Such a page is cut near its end; others are cut evenly.
 */
import {
  childFor, emptyPage, holdsKey, leafSlotBytes, type Page, pageHeadBytes, putChild, slotAt, slotBytes, slotFor, widen
} from './page.ts'
import { compareKeys, type Words } from './address.ts'
import type { Pages } from './pages.ts'

/** How many slots a page may have, and how many it keeps when it is cut because more comes behind. */
export interface Shape {
  readonly leafMax: number
  readonly leafFilled: number
  readonly innerMax: number
  readonly innerFilled: number
}

export const usualShape: Shape = { leafMax: 128, leafFilled: 112, innerMax: 64, innerFilled: 56 }

/** Items as slots of a leaf, in strictly ascending order of their keys. */
export interface Batch extends Words {
  readonly count: number
}

/** What a run of `grow` needs: pages at hand, numbers for new ones, and where to note which items were new. */
export interface Ground {
  readonly pages: Pages
  readonly shape: Shape
  nextNumber(): number
  /** One for each item of the batch; set to 1 when it was not known. */
  readonly fresh: Uint8Array
}

/** Calls `visit` for each leaf that items of a batch belong to; leaves not at hand are noted by `pages` and left out. */
export function eachLeaf(
  pages: Pages, page: Page, batch: Batch, from: number, to: number, visit: (leaf: Page, from: number, to: number) => void
): void {
  if (page.level === 0) return visit(page, from, to)
  let slot = 0
  for (let at = from; at < to; ) {
    slot = childFor(page, batch.view, at * leafSlotBytes, slot)
    const end = reachEnd(page, slot, batch, at, to)
    const child = pages.child(page, slot)
    if (child) eachLeaf(pages, child, batch, at, end, visit)
    at = end
  }
}

/** First item after `from` that lies in the reach of a later child than `slot`. */
function reachEnd(page: Page, slot: number, batch: Batch, from: number, to: number): number {
  if (slot + 1 >= page.count) return to
  const next = slotAt(page, slot + 1)
  let low = from + 1
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareKeys(batch.view, middle * leafSlotBytes, page.view, next) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Takes items into what lies below `page` and answers with the pages that had to be cut off to its right, in order. All
 * pages on the way must be at hand.
 */
export function grow(ground: Ground, page: Page, batch: Batch, from: number, to: number): Page[] {
  if (page.level === 0) return growLeaf(ground, page, batch, from, to)
  let slot = 0
  let firstCut = Infinity
  for (let at = from; at < to; ) {
    slot = childFor(page, batch.view, at * leafSlotBytes, slot)
    const end = reachEnd(page, slot, batch, at, to)
    const child = ground.pages.child(page, slot) as Page
    const before = child.changes
    const siblings = grow(ground, child, batch, at, end)
    at = end
    if (child.changes === before) continue
    ground.pages.changed(page)
    putChild(page, slot, child)
    if (siblings.length === 0) continue
    firstCut = Math.min(firstCut, slot + 1)
    openSlots(page, slot + 1, siblings.length)
    for (const sibling of siblings) putChild(page, ++slot, sibling)
  }
  return page.count <= ground.shape.innerMax ? [] : cut(ground, page, firstCut)
}

function growLeaf(ground: Ground, leaf: Page, batch: Batch, from: number, to: number): Page[] {
  const items: number[] = []
  const slots: number[] = []
  let slot = 0
  for (let item = from; item < to; item++) {
    slot = slotFor(leaf, batch.view, item * leafSlotBytes, slot)
    if (holdsKey(leaf, slot, batch.view, item * leafSlotBytes)) continue
    ground.fresh[item] = 1
    items.push(item)
    slots.push(slot)
  }
  if (items.length === 0) return []
  widen(leaf, Math.max(leaf.count + items.length, ground.shape.leafMax))
  merge(leaf, batch, items, slots)
  ground.pages.changed(leaf)
  return leaf.count <= ground.shape.leafMax ? [] : cut(ground, leaf, slots[0] as number)
}

/** Puts each of `items` before what stands at its slot, from the back, whole runs at once. */
function merge(leaf: Page, batch: Batch, items: readonly number[], slots: readonly number[]): void {
  let end = leaf.count
  for (let last = items.length - 1; last >= 0; ) {
    let first = last
    const slot = slots[last] as number
    while (first > 0 && slots[first - 1] === slot && (items[first - 1] as number) + 1 === items[first]) first--
    leaf.bytes.copyWithin(slotAt(leaf, slot + last + 1), slotAt(leaf, slot), slotAt(leaf, end))
    const run = batch.bytes.subarray((items[first] as number) * leafSlotBytes, ((items[last] as number) + 1) * leafSlotBytes)
    leaf.bytes.set(run, slotAt(leaf, slot + first))
    end = slot
    last = first - 1
  }
  leaf.count += items.length
}

function openSlots(page: Page, slot: number, slots: number): void {
  widen(page, page.count + slots)
  page.bytes.copyWithin(slotAt(page, slot + slots), slotAt(page, slot), slotAt(page, page.count))
  page.count += slots
}

/** Cuts a page that grew too full; it keeps the first piece. `firstNew` is the first slot where something came in. */
function cut(ground: Ground, page: Page, firstNew: number): Page[] {
  const { shape } = ground
  const [max, filled] = page.level === 0 ? [shape.leafMax, shape.leafFilled] : [shape.innerMax, shape.innerFilled]
  const total = page.count
  const even = Math.ceil(total / Math.ceil(total / filled))
  const size = firstNew >= max * 0.75 ? filled : even
  const siblings: Page[] = []
  for (let from = size; from < total; from += size) {
    const piece = emptyPage(ground.nextNumber(), page.level, max)
    piece.count = Math.min(size, total - from)
    piece.bytes.set(page.bytes.subarray(slotAt(page, from), slotAt(page, from + piece.count)), pageHeadBytes)
    siblings.push(piece)
    ground.pages.add(piece)
  }
  page.count = size
  const kept = emptyPage(page.number, page.level, max)
  kept.bytes.set(page.bytes.subarray(0, slotAt(page, size)))
  page.bytes = kept.bytes
  page.view = kept.view
  return siblings
}

/** Grows the root: when it is cut, its pieces move into pages of their own and it becomes the page above them. */
export function growRoot(ground: Ground, root: Page, batch: Batch): Page {
  let top = root
  let siblings = grow(ground, top, batch, 0, batch.count)
  while (siblings.length > 0) {
    const first: Page = { ...top, number: ground.nextNumber() }
    ground.pages.add(first)
    const below = [first, ...siblings]
    const above = emptyPage(root.number, top.level + 1, Math.max(below.length, ground.shape.innerMax))
    above.changes = top.changes
    above.count = below.length
    below.forEach((page, slot) => putChild(above, slot, page))
    top = above
    ground.pages.changed(top)
    siblings = top.count > ground.shape.innerMax ? cut(ground, top, top.count) : []
  }
  return top
}

/** Bytes of one whole page at most, to turn a bound in bytes into one in pages. */
export const pageBytesMax = (shape: Shape): number =>
  pageHeadBytes + Math.max(shape.leafMax * slotBytes(0), shape.innerMax * slotBytes(1))
