/**
 * The set of a world's envelope addresses as a tree of pages in the store (S2, V3, V4): its only index.
 *
 * Why a tree with sums: what lies in any range (how many, and the sum of their ids) is known from a few pages, so comparing
 * two worlds costs what differs and not what is there; membership and the place of an envelope in the log come from the same
 * pages, and opening reads one of them.
 *
 *     <prefix>t/root        version (1 byte, 1), next page number (6), largest lamport (6), the root page
 *     <prefix>t/<number>    a page, its number as 8 hex digits
 *
 * Invariants: nothing is written here. Pages change only in memory; `changes` is put into the caller's own atomic commit,
 * together with the envelopes its items point at, so a crash leaves the tree of the last commit, whole. Addresses are never
 * taken out, so pages are never freed. Each operation sees one state of the set; `insertMany` and `setPlaces` happen at once.
 * The caller that inserts must not let another's commit carry its pages before its own envelopes are in the log.
 *
 * It refuses (StoreError `damaged`) a page that is not what the page above it says; the set can then be built anew from the
 * log under another prefix.
 */
import type { Place } from '../log/log.ts'
import { type Change, type Store, StoreError } from '../ports/ports.ts'
import { concat, getU48, putU48 } from '../bytes/bytes.ts'
import {
  type Address, type Bound, boundBetween, compareKeys, endBound, idBytes, idText, type Item, keyBytes, keysOf, lamportAt,
  putAddress, startBound, wordsOf
} from './address.ts'
import { Cursor } from './cursor.ts'
import { type Batch, eachLeaf, growRoot, pageBytesMax, type Shape, usualShape } from './growth.ts'
import {
  addSlots, childFor, decodePage, emptyPage, encodePage, holdsKey, leafSlotBytes, type Page, slotAt, slotFor
} from './page.ts'
import { Pages, rootNumber } from './pages.ts'
import type { AddressSet, Cut } from './set.ts'
import { between, emptySum, fingerprintOf, settle, type Sha256, type Tally } from './sum.ts'

export interface TreeOptions {
  /** Pages kept in memory, bytes; those not saved yet come on top. Default 8 MiB. */
  readonly cacheBytesMax?: number
  /** For tests: small pages make deep trees. Any tree opens under any shape. */
  readonly shape?: Shape
}

const rootHeadBytes = 13
const rootVersion = 1
const placeAt = keyBytes

export class Tree implements AddressSet {
  readonly #pages: Pages
  readonly #rootKey: string
  readonly #shape: Shape
  #root: Page
  #nextNumber: number
  #lastLamport: number
  #count: number

  private constructor(pages: Pages, rootKey: string, shape: Shape, root: Page, nextNumber: number, lastLamport: number) {
    this.#pages = pages
    this.#rootKey = rootKey
    this.#shape = shape
    this.#root = root
    this.#nextNumber = nextNumber
    this.#lastLamport = lastLamport
    this.#count = addSlots(root, 0, root.count, emptySum())
  }

  /** Reads the root alone. A prefix with nothing under it is an empty set. */
  static async open(store: Store, prefix: string, options: TreeOptions = {}): Promise<Tree> {
    const shape = options.shape ?? usualShape
    const pagesMax = Math.floor((options.cacheBytesMax ?? 8_388_608) / pageBytesMax(shape))
    const pages = new Pages(store, `${prefix}t/`, pagesMax)
    const rootKey = `${prefix}t/root`
    const stored = await store.get(rootKey)
    if (!stored) return new Tree(pages, rootKey, shape, emptyPage(rootNumber, 0, shape.leafMax), rootNumber + 1, 0)
    if (stored.length < rootHeadBytes) throw damaged(rootKey)
    if ((stored[0] as number) > rootVersion) throw new StoreError('newer-format', 'the index of a world is newer', rootKey)
    const root = decodePage(rootNumber, stored.subarray(rootHeadBytes))
    if (stored[0] !== rootVersion || !root) throw damaged(rootKey)
    return new Tree(pages, rootKey, shape, root, getU48(stored, 1), getU48(stored, 7))
  }

  /** Addresses in the set, dead ones too. */
  get count(): number {
    return this.#count
  }

  /** The largest lamport in the set; 0 when it is empty. */
  get lastLamport(): number {
    return this.#lastLamport
  }

  /** Pages in memory. */
  get pagesHeld(): number {
    return this.#pages.held
  }

  /** The place of an envelope, 0 when it is dead, undefined when its address is not in the set. */
  async find(lamport: number, id: Uint8Array): Promise<Place | undefined> {
    return (await this.findMany([{ lamport, id }]))[0]
  }

  /** Like `find`, in the order asked. */
  findMany(addresses: readonly Address[]): Promise<(Place | undefined)[]> {
    // What is being sent over comes in order, and nearly all of it lies behind everything that is here.
    const reached = addresses.filter((address) => address.lamport <= this.#lastLamport)
    if (reached.length === addresses.length) return this.#findMany(addresses)
    const places: (Place | undefined)[] = addresses.map(() => undefined)
    if (reached.length === 0) return Promise.resolve(places)
    return this.#findMany(reached).then((found) => {
      let at = 0
      for (const [index, address] of addresses.entries()) if (reached[at] === address) places[index] = found[at++]
      return places
    })
  }

  #findMany(addresses: readonly Address[]): Promise<(Place | undefined)[]> {
    const keys = keysOf(addresses)
    return this.#pages.attempt(() =>
      keys.at.map((at) => {
        const leaf = at === undefined ? undefined : this.#leafFor(keys.view, at)
        if (!leaf || at === undefined) return undefined
        const slot = slotFor(leaf, keys.view, at)
        return holdsKey(leaf, slot, keys.view, at) ? getU48(leaf.bytes, slotAt(leaf, slot) + placeAt) : undefined
      })
    )
  }

  /** Adds items at once; those whose address is known already are left as they are. Answers with the new ones, in order. */
  async insertMany(items: readonly Item[]): Promise<Item[]> {
    const [batch, sorted] = pack(items)
    if (batch.count === 0) return []
    return this.#pages.attempt(() => {
      eachLeaf(this.#pages, this.#root, batch, 0, batch.count, () => {})
      if (!this.#pages.complete) return []
      const fresh = new Uint8Array(batch.count)
      const nextNumber = () => this.#nextNumber++
      const before = this.#root.changes
      this.#root = growRoot({ pages: this.#pages, shape: this.#shape, nextNumber, fresh }, this.#root, batch)
      if (this.#root.changes === before) return []
      this.#count = addSlots(this.#root, 0, this.#root.count, emptySum())
      const added = sorted.filter((_, i) => fresh[i] === 1)
      this.#lastLamport = Math.max(this.#lastLamport, added.at(-1)?.lamport ?? 0)
      return added
    })
  }

  /** Changes where known envelopes lie (0: dead), at once; unknown addresses are passed over. Says how many changed. */
  async setPlaces(items: readonly Item[]): Promise<number> {
    const [batch] = pack(items)
    return this.#pages.attempt(() => {
      const hits: [leaf: Page, slot: number, item: number][] = []
      if (batch.count > 0) {
        eachLeaf(this.#pages, this.#root, batch, 0, batch.count, (leaf, from, to) => {
          for (let item = from; item < to; item++) {
            const slot = slotFor(leaf, batch.view, item * leafSlotBytes)
            if (holdsKey(leaf, slot, batch.view, item * leafSlotBytes)) hits.push([leaf, slot, item])
          }
        })
      }
      let changed = 0
      if (!this.#pages.complete) return changed
      for (const [leaf, slot, item] of hits) {
        const at = slotAt(leaf, slot) + placeAt
        const place = getU48(batch.bytes, item * leafSlotBytes + placeAt)
        if (getU48(leaf.bytes, at) === place) continue
        putU48(leaf.bytes, at, place)
        this.#pages.changed(leaf)
        changed++
      }
      return changed
    })
  }

  /** The item with this many before it. */
  nth(rank: number): Promise<Item | undefined> {
    return this.#pages.attempt(() => {
      if (!Number.isInteger(rank) || rank < 0 || rank >= this.#count) return undefined
      const cursor = new Cursor(this.#pages, this.#root)
      const leaf = cursor.toRank(rank)
      return leaf && itemAt(leaf, cursor.slot)
    })
  }

  /** What lies below each bound; ascending bounds cost least. */
  below(bounds: readonly Bound[]): Promise<Tally[]> {
    const keys = keysOf(bounds)
    return this.#pages.attempt(() => {
      const cursor = new Cursor(this.#pages, this.#root)
      return keys.at.map((at) => {
        if (at === undefined) return this.#all()
        cursor.toKey(keys.view, at)
        return cursor.tally
      })
    })
  }

  /** What lies at or after `lower` and below `upper`. */
  async tally(lower: Bound = startBound, upper: Bound = endBound): Promise<Tally> {
    const [before, after] = (await this.below([lower, upper])) as [Tally, Tally]
    return between(before, after)
  }

  /** The Negentropy fingerprint of a range: 16 bytes. */
  async fingerprint(sha256: Sha256, lower: Bound = startBound, upper: Bound = endBound): Promise<Uint8Array> {
    return fingerprintOf(await this.tally(lower, upper), sha256)
  }

  /** Where the set can be cut: for each rank the shortest bound before that item, and what is below it. */
  cuts(ranks: readonly number[]): Promise<Cut[]> {
    return this.#pages.attempt(() => {
      const cursor = new Cursor(this.#pages, this.#root)
      const cuts: Cut[] = []
      for (const rank of ranks) {
        if (rank <= 0 || rank >= this.#count) continue
        const before = cursor.toRank(rank - 1)
        const beforeSlot = cursor.slot
        const leaf = cursor.toRank(rank)
        if (!before || !leaf) continue
        const bound = boundBetween(before, slotAt(before, beforeSlot), leaf, slotAt(leaf, cursor.slot))
        cuts.push({ bound, ...cursor.tally })
      }
      return cuts
    })
  }

  /** Items at or after `lower` and below `upper` in order, until `visit` answers false. */
  async iterate(lower: Bound, upper: Bound, visit: (item: Item) => boolean | void): Promise<void> {
    const end = endKey(upper)
    let key = endKey(lower)
    while (key) {
      const from: DataView = key
      // A leaf at a time: what comes in meanwhile may move items to other pages, never past the key we go on from.
      const [items, next] = await this.#pages.attempt(() => this.#leafItems(from, end))
      for (const item of items) if (visit(item) === false) return
      key = next
    }
  }

  /**
   * Items of a range whose ids are among these: how an envelope is found that another peer asks for by id, since id lists
   * carry no lamports. Undefined when the range holds more than `itemsMax` items.
   */
  async findWithin(
    lower: Bound, upper: Bound, ids: readonly Uint8Array[], itemsMax: number
  ): Promise<Item[] | undefined> {
    if ((await this.tally(lower, upper)).count > itemsMax) return undefined
    const asked = new Set(ids.filter((id) => id.length === idBytes).map((id) => idText(id)))
    const found: Item[] = []
    await this.iterate(lower, upper, (item) => {
      if (asked.has(idText(item.id))) found.push(item)
      return found.length < asked.size
    })
    return found
  }

  /** What must be committed for the tree to be durable as it is now. Pass the same array to `markSaved` when it is. */
  changes(): Change[] {
    return this.#pages.changesToSave(this.#rootKey, (root) => {
      const head = new Uint8Array(rootHeadBytes)
      head[0] = rootVersion
      putU48(head, 1, this.#nextNumber)
      putU48(head, 7, this.#lastLamport)
      return concat(head, encodePage(root))
    })
  }

  /** These changes are durable. Changes never confirmed are simply part of the next `changes` again. */
  markSaved(changes: readonly Change[]): void {
    this.#pages.saved(changes)
  }

  #leafFor(keys: DataView, at: number): Page | undefined {
    let page: Page | undefined = this.#root
    while (page && page.level > 0) page = this.#pages.child(page, childFor(page, keys, at))
    return page
  }

  #all(): Tally {
    const sum = emptySum()
    const count = addSlots(this.#root, 0, this.#root.count, sum)
    return { count, sum: settle(sum) }
  }

  /** Items of the leaf a key belongs to, from that key on, and the first key of the leaf behind it. */
  #leafItems(from: DataView, end: DataView | undefined): [items: Item[], next: DataView | undefined] {
    let page: Page | undefined = this.#root
    let above: Page | undefined
    let nextAt = 0
    while (page && page.level > 0) {
      const slot: number = childFor(page, from, 0)
      if (slot + 1 < page.count) {
        above = page
        nextAt = slotAt(page, slot + 1)
      }
      page = this.#pages.child(page, slot)
    }
    if (!page) return [[], undefined]
    const goesOn = above && (!end || compareKeys(above.view, nextAt, end, 0) < 0)
    const next = above && goesOn ? wordsOf(above.bytes.slice(nextAt, nextAt + keyBytes)).view : undefined
    const until = end ? slotFor(page, end, 0) : page.count
    const items: Item[] = []
    for (let slot = slotFor(page, from, 0); slot < until; slot++) items.push(itemAt(page, slot))
    return [items, next]
  }
}

function itemAt(leaf: Page, slot: number): Item {
  const at = slotAt(leaf, slot)
  return { lamport: lamportAt(leaf.view, at), id: leaf.bytes.slice(at + 6, at + keyBytes), place: getU48(leaf.bytes, at + placeAt) }
}

/** Items as leaf slots in order, each address once (the first that says it), with the items in the same order. */
function pack(items: readonly Item[]): [batch: Batch, sorted: readonly Item[]] {
  const raw = wordsOf(new Uint8Array(items.length * leafSlotBytes))
  let ascending = true
  items.forEach((item, i) => {
    const at = i * leafSlotBytes
    if (!Number.isSafeInteger(item.place) || item.place < 0 || item.place >= 2 ** 48) throw new RangeError('a place is below 2^48')
    putAddress(raw.bytes, at, item)
    putU48(raw.bytes, at + placeAt, item.place)
    ascending &&= i === 0 || compareKeys(raw.view, at - leafSlotBytes, raw.view, at) < 0
  })
  if (ascending) return [{ ...raw, count: items.length }, items]
  const order = Array.from(items, (_, i) => i)
  const compare = (a: number, b: number): number => compareKeys(raw.view, a * leafSlotBytes, raw.view, b * leafSlotBytes)
  order.sort((a, b) => compare(a, b) || a - b)
  const distinct = order.filter((item, i) => i === 0 || compare(order[i - 1] as number, item) !== 0)
  const sorted = wordsOf(new Uint8Array(distinct.length * leafSlotBytes))
  distinct.forEach((item, i) => sorted.bytes.set(raw.bytes.subarray(item * leafSlotBytes, (item + 1) * leafSlotBytes), i * leafSlotBytes))
  return [{ ...sorted, count: distinct.length }, distinct.map((item) => items[item] as Item)]
}

const damaged = (key: string): StoreError => new StoreError('damaged', 'the root of the index of a world is damaged', key)

/** The key of a bound; undefined behind everything. */
const endKey = (bound: Bound): DataView | undefined => (bound.lamport === Infinity ? undefined : keysOf([bound]).view)
