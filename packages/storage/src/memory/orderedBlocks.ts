/**
 * The blocks a memory disk holds, with their keys in order.
 *
 * A sorted array with binary search: keys are mostly added at the end of their prefix, and moving pointers is cheap up to
 * some hundred thousand keys.
 */
import { StoreError, type Change } from '@commune/protocol'
import type { KeyRange } from '../common/bounds.ts'

export interface OrderedBlocks {
  /** A copy of the value. `StoreError` `damaged` when it fails its check. */
  get(key: string): Uint8Array | undefined
  /** The value as it lies here, whether it is damaged or not: nobody writes into it. */
  lying(key: string): Uint8Array | undefined
  keys(range: KeyRange): string[]
  /** Keys and values together. */
  bytes(): number
  /** By how many bytes these changes would grow what is held. */
  growthBy(changes: readonly Change[]): number
  /** Takes the changes over, all of them; the values are not copied. */
  apply(changes: readonly Change[]): void
  damage(key: string): void
  isDamaged(key: string): boolean
}

export function orderedBlocks(): OrderedBlocks {
  const values = new Map<string, Uint8Array>()
  const ordered: string[] = []
  const damaged = new Set<string>()
  let held = 0

  /** Index of the first key that is not below `key`. */
  function place(key: string): number {
    let [low, high] = [0, ordered.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (ordered[middle]! < key) low = middle + 1
      else high = middle
    }
    return low
  }

  const bytesAt = (key: string, value: Uint8Array | undefined): number => (value === undefined ? 0 : key.length + value.length)

  return {
    get(key) {
      if (damaged.has(key)) throw new StoreError('damaged', 'a stored value is damaged', key)
      const value = values.get(key)
      return value && new Uint8Array(value)
    },
    lying: (key) => values.get(key),
    keys({ from, to, limit, reverse }) {
      const [first, end] = [place(from), place(to)]
      if (!reverse) return ordered.slice(first, Math.min(end, first + limit))
      return ordered.slice(Math.max(first, end - limit), end).reverse()
    },
    bytes: () => held,
    growthBy(changes) {
      let growth = 0
      for (const [key, value] of new Map(changes)) growth += bytesAt(key, value) - bytesAt(key, values.get(key))
      return growth
    },
    apply(changes) {
      for (const [key, value] of changes) {
        const before = values.get(key)
        held += bytesAt(key, value) - bytesAt(key, before)
        damaged.delete(key)
        if (value !== undefined) {
          values.set(key, value)
          if (before === undefined) ordered.splice(place(key), 0, key)
        } else if (before !== undefined) {
          values.delete(key)
          ordered.splice(place(key), 1)
        }
      }
    },
    damage(key) {
      if (values.has(key)) damaged.add(key)
    },
    isDamaged: key => damaged.has(key)
  }
}
