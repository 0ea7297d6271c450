/**
 * Chunks of files that this peer keeps for one world, within a budget of bytes (V5). They lie beside the graph: losing one
 * loses no statement, and it is fetched again when somebody wants it.
 */
import { counts, type Heard, heardNow, type Standing } from '../sync/keepers.ts'
import { type Change, fromText, getU48, type IdText, isChunk, putU48, type Store, toText } from '@commune/protocol'

/** Chunks of which it is remembered who keeps them, and devices remembered for each. */
const notedMax = 131_072
const keepersMax = 64
/** Devices of which it is remembered when they were heard. */
const heardMax = 4_096

export class Shelf {
  readonly #store: Store
  readonly #prefix: string
  readonly #bytesMax: number
  #bytes: number
  #turn: Promise<unknown> = Promise.resolve()
  /** Devices that said they keep a chunk durably, by its id. */
  readonly #keepers = new Map<IdText, Set<IdText>>()
  readonly #heard = new Map<IdText, Heard>()

  private constructor(store: Store, prefix: string, bytesMax: number, bytes: number) {
    this.#store = store
    this.#prefix = prefix
    this.#bytesMax = bytesMax
    this.#bytes = bytes
  }

  static async open(store: Store, prefix: string, bytesMax: number): Promise<Shelf> {
    const counted = await store.get(`${prefix}b`)
    return new Shelf(store, prefix, bytesMax, counted?.length === 6 ? getU48(counted, 0) : 0)
  }

  /** Bytes of all chunks here. */
  get bytes(): number {
    return this.#bytes
  }
  hasRoomFor(bytes: number): boolean {
    return this.#bytes + bytes <= this.#bytesMax
  }

  async get(id: Uint8Array): Promise<Uint8Array | undefined> {
    return this.#store.get(this.#key(toText(id)))
  }

  /** Ids of all chunks here. */
  async ids(): Promise<Uint8Array[]> {
    const prefix = this.#key('')
    const found: Uint8Array[] = []
    for (let after: string | undefined; ; ) {
      const keys = await this.#store.keys(prefix, { limit: 1_000, ...(after !== undefined && { after }) })
      for (const key of keys) found.push(fromText(key.slice(prefix.length)) as Uint8Array)
      after = keys.at(-1)
      if (after === undefined) return found
    }
  }

  /** Those of these that are not here. */
  async lacking(ids: readonly Uint8Array[]): Promise<Uint8Array[]> {
    const lacking: Uint8Array[] = []
    for (const id of ids) {
      const key = this.#key(toText(id))
      // The key alone: the value may be 64 KiB.
      const [found] = await this.#store.keys(key, { limit: 1 })
      if (found !== key) lacking.push(id)
    }
    return lacking
  }

  /**
   * Keeps chunks durably; what is no chunk of its id, or over the budget, is left out. Answers with the ids kept. One after
   * another: those that come at the same moment are counted too.
   */
  put(chunks: readonly { readonly id: Uint8Array; readonly bytes: Uint8Array }[]): Promise<Uint8Array[]> {
    const put = this.#turn.then(() => this.#put(chunks))
    this.#turn = put.catch(() => undefined)
    return put
  }

  async #put(chunks: readonly { readonly id: Uint8Array; readonly bytes: Uint8Array }[]): Promise<Uint8Array[]> {
    const kept: Uint8Array[] = []
    const changes: Change[] = []
    let bytes = this.#bytes
    for (const chunk of chunks) {
      if (!isChunk(chunk.id, chunk.bytes)) continue
      if ((await this.lacking([chunk.id])).length > 0) {
        if (bytes + chunk.bytes.length > this.#bytesMax) continue
        changes.push([this.#key(toText(chunk.id)), chunk.bytes])
        bytes += chunk.bytes.length
      }
      kept.push(chunk.id)
    }
    if (changes.length === 0) return kept
    const count = new Uint8Array(6)
    putU48(count, 0, bytes)
    await this.#store.commit([...changes, [`${this.#prefix}b`, count]])
    this.#bytes = bytes
    return kept
  }

  /** A device said that these are durable there. Of more than there can be, those said longest ago are forgotten. */
  noteKept(ids: readonly Uint8Array[], device: IdText): void {
    const before = this.#heard.get(device)
    if (before || this.#heard.size < heardMax) this.#heard.set(device, heardNow(before, this.#heard.size))
    for (const id of ids) {
      const text = toText(id)
      const known = this.#keepers.get(text)
      if (!known) this.#keepers.set(text, new Set([device]))
      else if (known.size < keepersMax) known.add(device)
    }
    while (this.#keepers.size > notedMax) this.#keepers.delete(this.#keepers.keys().next().value as IdText)
  }

  /** How many other devices keep all of these. One store that had two keys is one (I4, E5). */
  keepersOf(ids: readonly Uint8Array[], standing: Standing): number {
    const [first, ...rest] = ids.map((id) => this.#keepers.get(toText(id)) ?? new Set<IdText>())
    return first ? [...first].filter((device) => rest.every((others) => others.has(device)) && counts(device, this.#heard, standing)).length : 0
  }

  #key(id: IdText): string {
    return `${this.#prefix}f/${id}`
  }
}
