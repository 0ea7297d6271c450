/**
 * Heads are compared too (S3). A forged fingerprint may hide an entry from a comparison of sums. What is hidden is a head over
 * there, or something that is here refers to it: a head is told by its address, and so is what a reference names. Either is
 * then asked for by that address, whatever the sums say; each that comes may name the next.
 */
import { type Address, limits, toText } from '@commune/protocol'
import type { World } from '../world/world.ts'
import { headsMax, type Span, type SyncMessage } from './message.ts'

export interface HeadsPorts {
  readonly channel: Uint8Array
  readonly world: World
  readonly random: { bytes(length: number): Uint8Array }
  /** Which entries are heads is nothing for a carrier to know (V2). */
  toMember(): boolean
  send(message: SyncMessage): Promise<void>
}

/** References asked for at once. */
const lackingMax = 256
const nothing = new Uint8Array()

export class Heads {
  readonly #ports: HeadsPorts
  #theirs: readonly Address[] = []
  /** Asked for since heads were told last. */
  readonly #asked = new Set<string>()

  constructor(ports: HeadsPorts) {
    this.#ports = ports
  }

  /** Tells the heads here when a comparison begins; some of them by chance when there are too many for one message. */
  async tell(): Promise<void> {
    const { channel, world, random } = this.#ports
    this.#asked.clear()
    if (!this.#ports.toMember() || world.graph.heads.length === 0) return
    const heads = [...world.graph.heads]
    for (let at = 0; at < Math.min(headsMax, heads.length - 1) && heads.length > headsMax; at++) {
      const other = at + (random.bytes(4).reduce((value, byte) => value * 256 + byte, 0) % (heads.length - at))
      ;[heads[at], heads[other]] = [heads[other] as Address, heads[at] as Address]
    }
    await this.#ports.send({ type: 'heads', channel, heads: heads.slice(0, headsMax) })
  }

  take(heads: readonly Address[]): void {
    this.#theirs = heads.map(({ lamport, id }) => ({ lamport, id: id.slice() }))
  }

  /** Wants for what is named and not here, or only said to be dead; each once in a comparison. */
  async hidden(): Promise<Span[]> {
    const { world } = this.#ports
    const named = [...this.#theirs, ...world.graph.lacking(lackingMax)].filter((address) => !this.#asked.has(toText(address.id)))
    const places = await world.set.findMany(named)
    const lacking = named.filter((_, index) => !places[index])
    for (const { id } of lacking) this.#asked.add(toText(id))
    return lacking.map(({ lamport, id }) => ({ lowerLamport: lamport, lowerPrefix: id, upperLamport: lamport + 1 < limits.lamportEnd ? lamport + 1 : Infinity, upperPrefix: nothing, ids: [id] }))
  }
}
