/** What a tree is judged by: the naive sorted set beside it, and arbitrary items that share lamports and long prefixes. */
import fc from 'fast-check'
import { type Address, type Bound, endBound, type Item, startBound } from '../address.ts'
import type { Shape } from '../growth.ts'
import type { Cut } from '../set.ts'
import type { Tally } from '../sum.ts'
import { SortedSet } from './sortedSet.ts'

/** Pages of few slots: some dozens of items make a tree of many levels. */
export const tinyShape: Shape = { leafMax: 4, leafFilled: 3, innerMax: 3, innerFilled: 2 }

/** Few lamports and ids that differ in their first, a middle or only the last byte, so that order and bounds are tried. */
export const anyAddress: fc.Arbitrary<Address> = fc
  .tuple(fc.nat(6), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.constantFrom(0, 1, 255), fc.nat(3))
  .map(([lamport, first, middle, last]) => {
    const id = new Uint8Array(32)
    id.set([first], 0)
    id.set([middle], 15)
    id.set([last], 31)
    return { lamport: lamport === 6 ? 2 ** 48 - 1 : lamport, id }
  })
export const anyItem: fc.Arbitrary<Item> = fc.tuple(anyAddress, fc.nat(9)).map(([address, place]) => ({ ...address, place }))
export const anyBound: fc.Arbitrary<Bound> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(startBound, endBound) },
  {
    weight: 4,
    arbitrary: fc.tuple(anyAddress, fc.nat(32)).map(([{ lamport, id }, length]) => ({ lamport, prefix: id.slice(0, length) }))
  }
)

const nameOf = (address: Address): string => `${address.lamport}/${address.id.toHex()}`

/** Addresses with their places, kept in the plainest way. */
export class Model {
  readonly items: Map<string, Item>

  constructor(items: ReadonlyMap<string, Item> = new Map()) {
    this.items = new Map(items)
  }
  copy(): Model {
    return new Model(this.items)
  }
  sorted(): SortedSet {
    return new SortedSet([...this.items.values()])
  }
  /** Says which were new, in order. */
  insert(items: readonly Item[]): Item[] {
    const fresh: Item[] = []
    for (const item of items) {
      if (this.items.has(nameOf(item))) continue
      this.items.set(nameOf(item), item)
      fresh.push(item)
    }
    return new SortedSet(fresh).items
  }
  /** Says how many changed; of several for one address the first counts. */
  setPlaces(items: readonly Item[]): number {
    const asked = new Map<string, Item>()
    for (const item of items) if (!asked.has(nameOf(item))) asked.set(nameOf(item), item)
    const changed = [...asked].filter(([name, item]) => (this.items.get(name)?.place ?? item.place) !== item.place)
    for (const [name, item] of changed) this.items.set(name, item)
    return changed.length
  }
  placeOf(address: Address): number | undefined {
    return this.items.get(nameOf(address))?.place
  }
}

/** Plain text and numbers, so that a failing comparison can be read. */
export const plainItems = (items: readonly Item[]): string[] => items.map((item) => `${nameOf(item)}@${item.place}`)
export const plainTally = ({ count, sum }: Tally): string => `${count}: ${[...sum].join()}`
export const plainCuts = (cuts: readonly Cut[]): string[] =>
  cuts.map((cut) => `${cut.bound.lamport}/${cut.bound.prefix.toHex()} ${plainTally(cut)}`)

/** Bounds before, at and just behind each of these addresses. */
export const boundsAround = (items: readonly Item[]): Bound[] =>
  items.flatMap((item) => [32, 16, 0].map((length) => ({ lamport: item.lamport, prefix: item.id.slice(0, length) })))
