/** All worlds that this peer carries, and what it has to remember of each; kept locked like the list of its own worlds. */
import { type Change, decodeValue, derive, encodeValue, fromText, type IdText, sameBytes, toText, type Value } from '@commune/protocol'
import type { Lock } from '../world/keyring.ts'
import { Carried, type CarriedPorts, type CarriedWords } from './carried.ts'

const key = 'carried'
const form = 1
/** Worlds that one peer carries, at most. */
const worldsMax = 1_000
/** Kept for one that lies here with a way back: nobody here was asked for it. */
const ofWayBytesMax = 268_435_456

/** Of one that lies here with a way back: nobody appoints a key that all can work out, and by it such a world is known. */
export const seedOfWay = (handle: Uint8Array): Uint8Array => derive('kept with a way back', [handle])
export const isOfWay = ({ handle, seed }: Pick<CarriedWords, 'handle' | 'seed'>): boolean => sameBytes(seed, seedOfWay(handle))

interface Placed extends CarriedWords {
  /** Its keys in the store begin with `c<slot>/`. */
  readonly slot: number
}

export interface CarriedOptions {
  readonly lock: Lock
  /** Bytes of envelopes and chunks kept for each. */
  readonly bytesMax: number
}

export class CarriedWorlds {
  readonly #ports: CarriedPorts
  readonly #options: CarriedOptions
  readonly #open = new Map<IdText, { readonly slot: number; readonly carried: Carried }>()
  /** Handles of worlds that were to be carried no more while a way back that lies here names them. */
  readonly #aside = new Set<IdText>()
  #slot = 0

  constructor(ports: CarriedPorts, options: CarriedOptions) {
    this.#ports = ports
    this.#options = options
  }

  all(): Carried[] {
    return [...this.#open.values()].map(({ carried }) => carried)
  }
  find(handle: IdText): Carried | undefined {
    return this.#open.get(handle)?.carried
  }

  /** Opens what lies in the store; false when it does not open with this lock. */
  async load(): Promise<boolean> {
    const locked = await this.#ports.store.get(key)
    if (!locked) return true
    const plain = this.#options.lock.unlock(locked)
    const decoded = plain && decodeValue(plain)
    if (!decoded?.ok || !Array.isArray(decoded.value) || decoded.value[0] !== form) return false
    const [, slot, worlds, aside = []] = decoded.value as unknown as [number, number, readonly [number, Uint8Array, Uint8Array, [string, string][], string[]][], (readonly Uint8Array[])?]
    this.#slot = slot
    for (const handle of aside) this.#aside.add(toText(handle))
    for (const [own, handle, seed, halves, addresses] of worlds) await this.#begin({ slot: own, handle: handle.slice(), seed: seed.slice(), halves: new Map(halves), addresses })
    return true
  }

  /** Carries one more world. Undefined when there are too many. */
  async begin(words: CarriedWords): Promise<Carried | undefined> {
    const known = this.find(toText(words.handle))
    if (known || this.#open.size >= worldsMax) return known
    this.#aside.delete(toText(words.handle))
    const carried = await this.#begin({ ...words, slot: ++this.#slot })
    await this.#save()
    return carried
  }

  /** This one is not to be carried again by itself. */
  isPutAside(handle: IdText): boolean {
    return this.#aside.has(handle)
  }

  /** It may be carried again: what was said about it is over. */
  async takeUp(handle: IdText): Promise<void> {
    if (this.#aside.delete(handle)) await this.#save()
  }

  /** Carries a world no more, and drops what was kept of it. `aside`: it is not to come back by itself. */
  async drop(handle: IdText, aside = false): Promise<void> {
    const open = this.#open.get(handle)
    if (!open) return
    this.#open.delete(handle)
    if (aside && this.#aside.size < worldsMax) this.#aside.add(handle)
    await this.#save()
    const { store } = this.#ports
    for (;;) {
      const keys = await store.keys(prefixOf(open.slot), { limit: 1_000 })
      if (keys.length === 0) return
      await store.commit(keys.map((own): Change => [own, undefined]))
    }
  }

  async #begin(words: Placed): Promise<Carried> {
    const { lock } = this.#options
    const bytesMax = isOfWay(words) ? Math.min(this.#options.bytesMax, ofWayBytesMax) : this.#options.bytesMax
    const carried = await Carried.open(this.#ports, words, prefixOf(words.slot), bytesMax, lock, () => this.#save())
    this.#open.set(toText(words.handle), { slot: words.slot, carried })
    return carried
  }

  async #save(): Promise<void> {
    const worlds = [...this.#open.values()].map(({ slot, carried }): Value => [slot, carried.handle, carried.seed, [...carried.halves].map((half): Value => half), [...carried.addresses]])
    const value = encodeValue([form, this.#slot, worlds, ...(this.#aside.size > 0 ? [[...this.#aside].map((handle): Value => fromText(handle) as Uint8Array)] : [])])
    await this.#ports.store.commit([[key, this.#options.lock.lock(value)]])
  }
}

const prefixOf = (slot: number): string => `c${slot}/`

