/**
 * Chunks of files between two members of a world (V5): asked for by id, given one by one, and told when they are durable.
 * Only ids that statements of the world name are asked for, and only what hashes to its id is taken.
 */
import { chunkBytesMax, hash, type IdText, toText } from '@commune/protocol'
import type { Shelf } from '../files/shelf.ts'
import type { SyncMessage } from './message.ts'

export const fetchIdsMax = 64
const giveUpMs = 30_000
/** Askings of the other side that wait for their turn: an honest one has one at a time. */
const givingMax = 8
/** Offers that wait to be fetched: all of a full shelf. */
const offersMax = 1_024

export type ChunkMessage = SyncMessage & { readonly type: 'fetch' | 'chunk' | 'lacks' | 'keeps' }

export interface ChunkPorts {
  readonly channel: Uint8Array
  readonly shelf: Shelf
  readonly after: (delayMs: number, run: () => void) => () => void
  send(message: SyncMessage): Promise<void>
  fail(reason: string): void
  device(): IdText | undefined
  /** What is offered is fetched and kept: as one who carries cannot tell what is wanted. */
  readonly keepsAll: boolean
}

export class ChunkTalk {
  readonly #ports: ChunkPorts
  /** Ids asked for, and who waits until each has come or is lacking there. */
  readonly #asked = new Map<IdText, (here: boolean) => void>()

  readonly #offered = new Set<IdText>()
  #offers = 0
  #bringing: Promise<unknown> = Promise.resolve()
  #giving: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #ended = false

  constructor(ports: ChunkPorts) {
    this.#ports = ports
  }

  /** Says which are durable here, each once. */
  async offer(ids: readonly Uint8Array[]): Promise<void> {
    const fresh = ids.filter((id) => !this.#offered.has(toText(id)))
    for (const id of fresh) this.#offered.add(toText(id))
    for (let at = 0; at < fresh.length && !this.#ended; at += fetchIdsMax) {
      await this.#ports.send({ type: 'keeps', channel: this.#ports.channel, ids: fresh.slice(at, at + fetchIdsMax) })
    }
  }

  /** Asks for chunks, one asking at a time; answers with how many came. */
  bring(ids: readonly Uint8Array[]): Promise<number> {
    const brought = this.#bringing.then(() => this.#bring(ids))
    this.#bringing = brought.catch(() => undefined)
    return brought
  }

  async #bring(ids: readonly Uint8Array[]): Promise<number> {
    let came = 0
    for (let at = 0; at < ids.length && !this.#ended; at += fetchIdsMax) {
      const some = ids.slice(at, at + fetchIdsMax)
      const answers = some.map((id) => this.#expect(toText(id)))
      await this.#ports.send({ type: 'fetch', channel: this.#ports.channel, ids: some })
      for (const here of await Promise.all(answers)) if (here) came++
    }
    return came
  }

  /** Never waits for what it does: reading goes on. What is asked is given in turn, and little may wait (S6). */
  receive(message: ChunkMessage): void {
    switch (message.type) {
      case 'fetch': {
        if (++this.#waiting > givingMax) return this.#ports.fail('more chunks asked for than can be given')
        this.#giving = this.#giving
          .then(() => (this.#ended ? undefined : this.#give(message.ids)))
          .catch((fault: unknown) => this.#ports.fail(String(fault)))
          .finally(() => this.#waiting--)
        return
      }
      case 'chunk':
        return void this.#take(message.bytes).catch((fault: unknown) => this.#ports.fail(String(fault)))
      case 'lacks':
        return this.#takeLacks(message.ids)
      case 'keeps':
        return this.#takeKeeps(message.ids)
    }
  }

  /** Gives what is here of these, and says what is not. */
  async #give(ids: readonly Uint8Array[]): Promise<void> {
    const lacking: Uint8Array[] = []
    for (const id of ids.slice(0, fetchIdsMax)) {
      const bytes = await this.#ports.shelf.get(id)
      if (bytes) await this.#ports.send({ type: 'chunk', channel: this.#ports.channel, bytes })
      else lacking.push(id)
    }
    if (lacking.length > 0) await this.#ports.send({ type: 'lacks', channel: this.#ports.channel, ids: lacking })
  }

  /** Takes a chunk that was asked for; anything else is passed over. */
  async #take(bytes: Uint8Array): Promise<void> {
    const id = hash(bytes)
    const answer = this.#asked.get(toText(id))
    if (!answer) return
    const kept = await this.#ports.shelf.put([{ id, bytes: bytes.slice() }])
    if (kept.length > 0) await this.#ports.send({ type: 'keeps', channel: this.#ports.channel, ids: kept })
    answer(kept.length > 0)
  }

  #takeLacks(ids: readonly Uint8Array[]): void {
    for (const id of ids) this.#asked.get(toText(id))?.(false)
  }

  #takeKeeps(ids: readonly Uint8Array[]): void {
    const device = this.#ports.device()
    if (device !== undefined) this.#ports.shelf.noteKept(ids, device)
    if (this.#ports.keepsAll) this.#keep(ids.map((id) => id.slice()))
  }

  #keep(ids: readonly Uint8Array[]): void {
    if (++this.#offers > offersMax) return this.#ports.fail('more chunks offered than can be fetched')
    const { shelf } = this.#ports
    shelf
      .lacking(ids)
      .then((lacking) => (shelf.hasRoomFor(lacking.length * chunkBytesMax) ? this.bring(lacking) : 0))
      .catch((fault: unknown) => this.#ports.fail(String(fault)))
      .finally(() => this.#offers--)
  }

  end(): void {
    this.#ended = true
    for (const answer of this.#asked.values()) answer(false)
  }

  #expect(id: IdText): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#ports.after(giveUpMs, () => this.#asked.get(id)?.(false))
      this.#asked.set(id, (here) => {
        cancel()
        this.#asked.delete(id)
        resolve(here)
      })
    })
  }
}
