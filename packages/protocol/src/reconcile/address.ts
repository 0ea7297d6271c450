/**
 * Addresses of envelopes and the order they stand in: by lamport, then by id (S2).
 *
 * Why a 38-byte key: lamport (six bytes, big end first) and id behind one another compare as plain bytes, so one
 * comparison of a few words orders items, pages and bounds alike.
 */
import type { Place } from '../log/log.ts'
import { limits } from '../ports/limits.ts'
import { putU48 } from '../bytes/bytes.ts'

/** Where an envelope stands in the set. */
export interface Address {
  /** Whole number below 2^48. */
  readonly lamport: number
  /** 32 bytes. */
  readonly id: Uint8Array
}

/** An address with where its envelope lies in the log. */
export interface Item extends Address {
  /** 0 is dead: the body was dropped or refused and the id stays in the set, so that it is not fetched again (V4). */
  readonly place: Place
}

/** Between two addresses: an item is below when it comes before (lamport, prefix filled up with zero bytes). */
export interface Bound {
  /** Whole number below 2^48, or Infinity: behind everything. */
  readonly lamport: number
  /** 0 to 32 first bytes of an id; empty when the lamport is Infinity. */
  readonly prefix: Uint8Array
}

export const idBytes = 32
export const keyBytes = 38

const nothing = new Uint8Array(0)
/** The bound before everything. */
export const startBound: Bound = { lamport: 0, prefix: nothing }
/** The bound behind everything. */
export const endBound: Bound = { lamport: Infinity, prefix: nothing }

/** The bound just before an address: the address itself is the first thing not below it. */
export const boundAt = (address: Address): Bound => ({ lamport: address.lamport, prefix: address.id })

/** Bytes with the view that reads them in words. */
export interface Words {
  readonly bytes: Uint8Array
  readonly view: DataView
}

export const wordsOf = (bytes: Uint8Array): Words => ({ bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) })

/** Throws for an address no parser lets through. */
export function putAddress(bytes: Uint8Array, at: number, address: Address): void {
  const { lamport, id } = address
  if (!Number.isInteger(lamport) || lamport < 0 || lamport >= limits.lamportEnd || id.length !== idBytes) {
    throw new RangeError('an address is a lamport below 2^48 and an id of 32 bytes')
  }
  putU48(bytes, at, lamport)
  bytes.set(id, at + 6)
}

/** Keys behind one another, with `undefined` in `at` for the bound behind everything. */
export interface Keys extends Words {
  readonly at: readonly (number | undefined)[]
}

/** The keys of addresses or bounds. */
export function keysOf(places: readonly (Address | Bound)[]): Keys {
  const words = wordsOf(new Uint8Array(places.length * keyBytes))
  const at = places.map((place, i) => {
    if (place.lamport === Infinity) return undefined
    putU48(words.bytes, i * keyBytes, place.lamport)
    words.bytes.set('id' in place ? place.id : place.prefix, i * keyBytes + 6)
    return i * keyBytes
  })
  return { ...words, at }
}

/** The key of an address. */
export const keyOf = (address: Address): Words => keysOf([address])

/** Below zero, zero or above, like the order of the keys at `aAt` in `a` and at `bAt` in `b`. */
export function compareKeys(a: DataView, aAt: number, b: DataView, bAt: number): number {
  for (let i = 0; i < 36; i += 4) {
    const x = a.getUint32(aAt + i)
    const y = b.getUint32(bAt + i)
    if (x !== y) return x - y
  }
  return a.getUint16(aAt + 36) - b.getUint16(bAt + 36)
}

/** Order of two bounds. */
export function compareBounds(a: Bound, b: Bound): number {
  if (a.lamport !== b.lamport) return a.lamport < b.lamport ? -1 : 1
  for (let i = 0; i < idBytes; i++) {
    const difference = (a.prefix[i] ?? 0) - (b.prefix[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

export const lamportAt = (view: DataView, at: number): number => view.getUint16(at) * 0x1_0000_0000 + view.getUint32(at + 2)

/** The shortest bound that has the key `before` below it and the next key, `item`, not below it. */
export function boundBetween(before: Words, beforeAt: number, item: Words, itemAt: number): Bound {
  const lamport = lamportAt(item.view, itemAt)
  if (lamport !== lamportAt(before.view, beforeAt)) return { lamport, prefix: nothing }
  let shared = 6
  while (shared < keyBytes - 1 && before.bytes[beforeAt + shared] === item.bytes[itemAt + shared]) shared++
  return { lamport, prefix: item.bytes.slice(itemAt + 6, itemAt + shared + 1) }
}

/** Text that is equal only for equal ids, for sets and maps in memory. */
export function idText(bytes: Uint8Array, at = 0): string {
  const units: number[] = []
  for (let i = at; i < at + idBytes; i += 2) units.push((bytes[i] as number) | ((bytes[i + 1] as number) << 8))
  return String.fromCharCode(...units)
}
