/**
 * Peers that were heard of in the same house, with the addresses they gave. Bounded: whoever floods the house with names
 * pushes out older ones and nothing else.
 */
import type { Cancel } from '@commune/protocol'
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr'
import { Handlers } from '../wire/handlers.ts'
import { sortOwn } from './addresses.ts'

const neighboursMax = 256
const addressesMax = 16

export class Neighbours {
  readonly #byId = new Map<string, readonly Multiaddr[]>()
  readonly #handlers = new Handlers<string>()

  on(handler: (address: string) => void): Cancel {
    return this.#handlers.add(handler)
  }

  /** A peer says it is here; told on each time with the address most likely to work, its id at the end. */
  heard(id: string, addresses: readonly Multiaddr[]): void {
    const best = sortOwn(addresses.slice(0, addressesMax), id)
    if (best[0] === undefined) return
    this.#byId.delete(id)
    this.#byId.set(id, best.map(address => multiaddr(`${address}/p2p/${id}`)))
    for (const oldest of this.#byId.keys()) {
      if (this.#byId.size <= neighboursMax) break
      this.#byId.delete(oldest)
    }
    this.#handlers.tell(`${best[0]}/p2p/${id}`)
  }

  addressesOf(id: string): readonly Multiaddr[] {
    return this.#byId.get(id) ?? []
  }

  clear(): void {
    this.#byId.clear()
    this.#handlers.clear()
  }
}
