/**
 * What the graph of a world knows of entries, for those who ask about ended devices (I3). Answers are read from the log
 * beforehand by `prepare`, because who asks cannot wait; while nobody was ended, nothing is read.
 */
import { type Address, type ChainOracle, compareAddresses, type EpochsState, fromText, type IdentityState, type IdText, type Origin, toText } from '@commune/protocol'
import type { World } from '../world/world.ts'

export class Chain implements ChainOracle {
  readonly #world: World
  /** For the last entry of an ended device: it and all before it. */
  readonly #upTo = new Map<IdText, ReadonlySet<IdText>>()
  /** For an entry: the entries of ends in its past. Never changes once all of it was read. */
  readonly #pasts = new Map<IdText, ReadonlySet<IdText>>()
  /** For an entry whose past was not read whole: what has not come, or cannot be read. */
  readonly #unread = new Map<IdText, readonly Address[]>()
  #asked = new Set<IdText>()

  constructor(world: World) {
    this.#world = world
  }

  onChain(entry: IdText, last: IdText): boolean | undefined {
    return this.#upTo.get(last)?.has(entry)
  }
  sees(entry: IdText, other: IdText): boolean {
    return this.#pasts.get(entry)?.has(other) ?? false
  }

  /** Reads what may be asked about the state as it is now. */
  async prepare(identity: IdentityState, epochs: EpochsState): Promise<void> {
    if (identity.ends.size === 0) return
    for (const end of identity.ends.values()) if (end.last !== null && !this.#upTo.has(end.last)) await this.#readChain(end.device, end.last)
    const ends = new Map([...identity.ends.values()].map((end) => addressOf(end.origin)).map((address) => [toText(address.id), address]))
    if ([...ends.keys()].some((id) => !this.#asked.has(id))) {
      this.#pasts.clear()
      this.#unread.clear()
    }
    this.#asked = new Set(ends.keys())
    const oldest = Math.min(...[...ends.values()].map((address) => address.lamport))
    const origins = [...identity.ends.values(), ...epochs.mints.values()].map((fact) => fact.origin)
    for (const origin of origins) await this.#readPast(addressOf(origin), ends, oldest)
  }

  async #readChain(device: IdText, last: IdText): Promise<void> {
    for (const tip of this.#world.graph.tips(device)) {
      let found: Set<IdText> | undefined
      for (let at: Address | null = tip; at; ) {
        const id: IdText = toText(at.id)
        if (id === last) found = new Set()
        found?.add(id)
        at = (await this.#world.entryAt(at))?.prev ?? null
      }
      if (found) {
        this.#upTo.set(last, found)
        return
      }
    }
  }

  async #readPast(entry: Address, ends: ReadonlyMap<IdText, Address>, oldest: number): Promise<void> {
    const id = toText(entry.id)
    if (this.#pasts.has(id) && !(await this.#canReadMore(id))) return
    const past = new Set<IdText>()
    const met = new Set<IdText>()
    const unread: Address[] = []
    const open: Address[] = [entry]
    for (let at = open.pop(); at; at = open.pop()) {
      const found = await this.#world.entryAt(at)
      if (!found) unread.push(at)
      for (const before of found ? [...(found.prev ? [found.prev] : []), ...found.parents] : []) {
        const text = toText(before.id)
        if (before.lamport < oldest || met.has(text)) continue
        met.add(text)
        if (ends.has(text)) past.add(text)
        open.push(before)
      }
      if (past.size === ends.size) break
      open.sort(compareAddresses)
    }
    this.#pasts.set(id, past)
    if (unread.length > 0 && past.size < ends.size) this.#unread.set(id, unread)
    else this.#unread.delete(id)
  }

  async #canReadMore(id: IdText): Promise<boolean> {
    for (const address of this.#unread.get(id) ?? []) if (await this.#world.entryAt(address)) return true
    return false
  }
}

const addressOf = (origin: Origin): Address => ({ lamport: origin.lamport, id: fromText(origin.id.slice(0, 43)) as Uint8Array })
