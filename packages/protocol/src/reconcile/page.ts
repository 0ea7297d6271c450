/**
 * Pages of the tree as bytes: what they look like on disk is what they are in memory, so a page costs one buffer and no
 * object for an item, and saving one is a copy.
 *
 *     page   version (1 byte, 1), level (1), slots in use (2), slots
 *     slot of a leaf (level 0)     key (38), place (6)                                     = 44 bytes
 *     slot of an inner page        first key below (38), items below (6), sum of their ids mod 2^256 (32, least byte
 *                                  first), page number (6)                                 = 82 bytes
 *
 * Numbers are big end first unless said otherwise; keys ascend strictly. A page that is not exactly this is refused, and so
 * is one that does not hold the count, sum and first key that the page above it says.
 */
import { getU48, putU48 } from '../bytes/bytes.ts'
import { compareKeys, keyBytes, wordsOf } from './address.ts'
import { addRun, emptySum, putSum, settle, sumBytes, type Sum } from './sum.ts'

export interface Page {
  readonly number: number
  /** 0 for a leaf. */
  readonly level: number
  /** Slots in use. */
  count: number
  /** Header and slots, with room behind. */
  bytes: Uint8Array
  view: DataView
  /** Counts changes; a save of an older count does not make the page clean. */
  changes: number
  /** When it was last looked at, in operations of the tree. */
  touched: number
}

export const pageHeadBytes = 4
const pageVersion = 1
const countAt = keyBytes
const sumAt = countAt + 6
const numberAt = sumAt + sumBytes
export const leafSlotBytes = 44
export const innerSlotBytes = 82

export const slotBytes = (level: number): number => (level === 0 ? leafSlotBytes : innerSlotBytes)
/** Where a slot begins in the page's bytes. */
export const slotAt = (page: Page, slot: number): number => pageHeadBytes + slot * (page.level === 0 ? leafSlotBytes : innerSlotBytes)

export function emptyPage(number: number, level: number, slots: number): Page {
  const { bytes, view } = wordsOf(new Uint8Array(pageHeadBytes + slots * slotBytes(level)))
  return { number, level, count: 0, bytes, view, changes: 0, touched: 0 }
}

/** Makes room for this many slots. */
export function widen(page: Page, slots: number): void {
  const length = pageHeadBytes + slots * slotBytes(page.level)
  if (page.bytes.length >= length) return
  const wider = wordsOf(new Uint8Array(length))
  wider.bytes.set(page.bytes.subarray(0, slotAt(page, page.count)))
  page.bytes = wider.bytes
  page.view = wider.view
}

/** A copy of the bytes to be stored. */
export function encodePage(page: Page): Uint8Array {
  page.view.setUint8(0, pageVersion)
  page.view.setUint8(1, page.level)
  page.view.setUint16(2, page.count)
  return page.bytes.slice(0, slotAt(page, page.count))
}

/** The page in these bytes, which are its own from then on, or undefined when they are not one. */
export function decodePage(number: number, stored: Uint8Array): Page | undefined {
  if (stored.length < pageHeadBytes || stored[0] !== pageVersion) return undefined
  const level = stored[1] as number
  const { bytes, view } = wordsOf(stored)
  const page: Page = { number, level, count: view.getUint16(2), bytes, view, changes: 0, touched: 0 }
  if (slotAt(page, page.count) !== bytes.length) return undefined
  for (let slot = 1; slot < page.count; slot++) {
    if (compareKeys(view, slotAt(page, slot - 1), view, slotAt(page, slot)) >= 0) return undefined
  }
  return page
}

/** First slot at or after `from` whose key is not before the key at `keyAt` of `keys`; `count` when there is none. */
export function slotFor(page: Page, keys: DataView, keyAt: number, from = 0): number {
  let low = from
  let high = page.count
  if (high > low && compareKeys(page.view, slotAt(page, high - 1), keys, keyAt) < 0) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareKeys(page.view, slotAt(page, middle), keys, keyAt) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether this slot holds exactly this key. */
export const holdsKey = (page: Page, slot: number, keys: DataView, keyAt: number): boolean =>
  slot < page.count && compareKeys(page.view, slotAt(page, slot), keys, keyAt) === 0

/** The slot of the child in whose reach a key lies; what comes before the first child belongs to it. */
export function childFor(page: Page, keys: DataView, keyAt: number, from = 0): number {
  const slot = slotFor(page, keys, keyAt, from)
  return holdsKey(page, slot, keys, keyAt) ? slot : Math.max(0, slot - 1)
}

/** Items below a slot of an inner page. */
export const itemsBelow = (page: Page, slot: number): number => getU48(page.bytes, slotAt(page, slot) + countAt)
export const childNumber = (page: Page, slot: number): number => getU48(page.bytes, slotAt(page, slot) + numberAt)

/** Adds the ids below the slots `from` to `to` (exclusive) to a sum and says how many they are. */
export function addSlots(page: Page, from: number, to: number, sum: Sum): number {
  const slots = to - from
  if (page.level === 0) {
    addRun(sum, page.view, pageHeadBytes + from * leafSlotBytes + 6, leafSlotBytes, slots)
    return slots
  }
  addRun(sum, page.view, pageHeadBytes + from * innerSlotBytes + sumAt, innerSlotBytes, slots)
  let items = 0
  for (let slot = from; slot < to; slot++) items += itemsBelow(page, slot)
  return items
}

/** Writes into a slot of the page above what `child` holds. */
export function putChild(page: Page, slot: number, child: Page): void {
  const at = slotAt(page, slot)
  putSlotOf(child, page.bytes, page.view, at)
}

function putSlotOf(child: Page, bytes: Uint8Array, view: DataView, at: number): void {
  const sum = emptySum()
  const items = addSlots(child, 0, child.count, sum)
  bytes.set(child.bytes.subarray(pageHeadBytes, pageHeadBytes + keyBytes), at)
  putU48(bytes, at + countAt, items)
  putSum(view, at + sumAt, settle(sum))
  putU48(bytes, at + numberAt, child.number)
}

/** A copy of a slot: what the page above says about a child. */
export const slotCopy = (page: Page, slot: number): Uint8Array => page.bytes.slice(slotAt(page, slot), slotAt(page, slot + 1))

// One for all: it is filled and looked at in one go.
const own = wordsOf(new Uint8Array(innerSlotBytes))

/** Whether a child is what the page above says of it. */
export function agrees(child: Page, said: Uint8Array): boolean {
  if (child.count === 0) return false
  putSlotOf(child, own.bytes, own.view, 0)
  for (let i = 0; i < innerSlotBytes; i++) if (own.bytes[i] !== said[i]) return false
  return true
}
