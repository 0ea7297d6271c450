/**
 * The worlds this peer takes part in, and where others of them were last reached. Kept locked, because a world's id is
 * known to its members only.
 */
import { type Change, decodeValue, encodeValue, fromText, type IdText, type Store, toText, type Value } from '@commune/protocol'
import type { Lock } from '../world/keyring.ts'

export interface Registered {
  readonly world: IdText
  /** Number of the world in this store; its keys begin with `w<slot>/`. */
  readonly slot: number
  /** Left: kept and readable, but no longer synced or written. */
  readonly left: boolean
  /** Where members were reached, last first. */
  readonly addresses: readonly string[]
}

const key = 'worlds'
const form = 1
const addressesMax = 16

export class Registry {
  readonly #store: Store
  readonly #lock: Lock
  readonly #worlds = new Map<IdText, Registered>()
  #slot = 0

  constructor(store: Store, lock: Lock) {
    this.#store = store
    this.#lock = lock
  }

  /** Reads what lies in the store; false when it does not open with this lock. */
  async load(): Promise<boolean> {
    const locked = await this.#store.get(key)
    if (!locked) return true
    const plain = this.#lock.unlock(locked)
    const decoded = plain && decodeValue(plain)
    if (!decoded?.ok || !Array.isArray(decoded.value) || decoded.value[0] !== form) return false
    const [, slot, worlds] = decoded.value as unknown as [number, number, readonly [Uint8Array, number, boolean, readonly string[]][]]
    this.#slot = slot
    for (const [world, own, left, addresses] of worlds) this.#worlds.set(toText(world), { world: toText(world), slot: own, left, addresses })
    return true
  }

  all(): Registered[] {
    return [...this.#worlds.values()]
  }
  get(world: IdText): Registered | undefined {
    return this.#worlds.get(world)
  }

  /** Registers a world, or takes it up again after it was left. `reached`: where members are, best first; whatever happens next, they are found there. */
  async add(world: IdText, reached: readonly string[] = []): Promise<Registered> {
    const known = this.#worlds.get(world) ?? { world, slot: ++this.#slot, left: false, addresses: [] }
    const addresses = [...new Set([...reached, ...known.addresses])].slice(0, addressesMax)
    return this.#put({ ...known, left: false, addresses })
  }

  async leave(world: IdText): Promise<void> {
    const known = this.#worlds.get(world)
    if (known) await this.#put({ ...known, left: true })
  }

  /** Remembers where somebody of this world was reached. */
  async reached(world: IdText, address: string): Promise<void> {
    const known = this.#worlds.get(world)
    if (!known || known.addresses[0] === address) return
    await this.#put({ ...known, addresses: [address, ...known.addresses.filter((other) => other !== address)].slice(0, addressesMax) })
  }

  /** Forgets a world and all that is kept of it. */
  async forget(world: IdText): Promise<void> {
    const known = this.#worlds.get(world)
    if (!known) return
    this.#worlds.delete(world)
    await this.#store.commit([this.#change()])
    for (;;) {
      const keys = await this.#store.keys(prefixOf(known), { limit: 1_000 })
      if (keys.length === 0) return
      await this.#store.commit(keys.map((own): Change => [own, undefined]))
    }
  }

  async #put(registered: Registered): Promise<Registered> {
    this.#worlds.set(registered.world, registered)
    await this.#store.commit([this.#change()])
    return registered
  }

  #change(): Change {
    const worlds = this.all().map((each): Value => [fromText(each.world) as Uint8Array, each.slot, each.left, [...each.addresses]])
    return [key, this.#lock.lock(encodeValue([form, this.#slot, worlds]))]
  }
}

export const prefixOf = (registered: Registered): string => `w${registered.slot}/`
