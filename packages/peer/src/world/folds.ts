/**
 * Folded state of one world: which room takes which statement, and snapshots of it all (T1 to T4).
 *
 * A snapshot is a run of chunks; each holds the facts that changed since the last one, a later chunk outweighs an earlier.
 * When the run has grown to twice what there is, it is written anew. What is in a snapshot equals what a replay of the log would give. The log
 * is encrypted by itself; a snapshot is not, so it lies in the store locked.
 */
import { type Change, decodeValue, encodeValue, hash, type IdText, type Refusal, type Room, type RoomState, type Said, type Store, toText, type Value } from '@commune/protocol'
import type { Lock } from './keyring.ts'
import type { Packer } from './packer.ts'

export type Rooms = readonly Room<RoomState>[]

/** Of a chunk before it is packed: facts say much alike, so it shrinks to about a fifth. Made in one go, so it is soon done. */
const chunkBytesMax = 131_072
/** Chunks before everything is written anew, at least. */
const chunksMin = 24
/** What a chunk costs a start beside its facts, in facts. */
const chunkCost = 100
const unpackedAhead = 8
const refusalsMax = 1_000

/** Facts as they were at one moment, to be written. What is folded into them later is folded again after a start (T1). */
export interface Captured {
  readonly tables: readonly { readonly room: string; readonly table: string; readonly keys: readonly string[]; readonly values: readonly Value[] }[]
  /** All there is, in the place of what was written before. */
  readonly whole: boolean
}

export class Folds {
  readonly #rooms: Rooms
  readonly #lock: Lock
  readonly #byType = new Map<string, Room<RoomState>>()
  readonly #states = new Map<string, RoomState>()
  readonly #prefix: string
  readonly #versions = new Map<string, number>()
  readonly refusals: Map<string, Refusal> = new Map()
  #chunks = 0
  /** What these cost a start, in facts. */
  #cost = 0
  /** The room for statements of types that no other room knows: they are kept and carried (T2). */
  readonly #rest: Room<RoomState> | undefined

  constructor(rooms: Rooms, prefix: string, lock: Lock) {
    this.#rooms = rooms
    this.#lock = lock
    this.#prefix = `${prefix}s/`
    this.#rest = rooms.find((room) => room.types.length === 0)
    for (const room of rooms) {
      for (const type of room.types) this.#byType.set(type, room)
      this.#states.set(room.name, room.empty())
      this.#versions.set(room.name, 0)
    }
  }

  /** What a snapshot made by other rooms or types has to be thrown away for: they may now understand more (T2). */
  static fingerprint(rooms: Rooms): string {
    return toText(hash(encodeValue(rooms.map((room) => [room.name, [...room.types].sort()])))).slice(0, 16)
  }

  state(room: string): RoomState {
    const state = this.#states.get(room)
    if (!state) throw new Error(`no room is named ${room}`)
    return state
  }
  /** Goes up with each statement that a room took in. */
  version(room: string): number {
    return this.#versions.get(room) ?? 0
  }
  /** Takes in one statement; says the room that took it. */
  fold(said: Said): string | undefined {
    const room = this.#byType.get(said.statement.type) ?? this.#rest
    if (!room) return undefined
    const refusal = room.fold(this.#states.get(room.name) as RoomState, said)
    if (refusal) {
      if (this.refusals.size < refusalsMax) this.refusals.set(said.id, refusal)
      return undefined
    }
    this.#versions.set(room.name, this.version(room.name) + 1)
    return room.name
  }

  /** What changed since this was asked last, or all of it. Nothing is copied: it takes no time. */
  capture(): Captured {
    const whole = this.#chunks === 0 || (this.#chunks >= chunksMin && this.#cost > 2 * this.#size + chunksMin * chunkCost)
    const tables = [...this.#states].flatMap(([room, state]) =>
      Object.values(state).map((table) => {
        const changed = table.takeChanged()
        const keys = [...(whole ? table.keys() : changed)]
        return { room, table: table.name, keys, values: keys.map((key) => table.get(key) as Value) }
      })
    )
    return { tables, whole }
  }

  /** Changes that bring the snapshot in the store up to that moment. One after another; between two chunks others have their turn. */
  async write({ tables, whole }: Captured, packer: Packer, turn: () => Promise<void>): Promise<Change[]> {
    const changes: Change[] = []
    if (whole) for (let chunk = 0; chunk < this.#chunks; chunk++) changes.push([this.#chunkKey(chunk), undefined])
    if (whole) this.#chunks = this.#cost = 0
    let facts: Value[] = []
    let bytes = 0
    const put = async (): Promise<void> => {
      if (facts.length === 0) return
      this.#cost += facts.length + chunkCost
      changes.push([this.#chunkKey(this.#chunks++), this.#lock.lock(await packer.pack(encodeValue(facts)))])
      facts = []
      bytes = 0
      await turn()
    }
    for (const { room, table, keys, values } of tables) {
      for (const [index, key] of keys.entries()) {
        const value = values[index] as Value
        facts.push([room, table, key, value])
        bytes += 96 + roughBytes(value)
        if (bytes > chunkBytesMax) await put()
      }
    }
    await put()
    return changes
  }

  async load(store: Store, packer: Packer): Promise<boolean> {
    const entries = await store.list(this.#prefix, { limit: 100_000 })
    // The next ones are unpacked while one is read.
    const coming: Promise<Uint8Array>[] = []
    for (let at = 0; at < entries.length; at++) {
      for (let ahead = at + coming.length; coming.length < unpackedAhead && ahead < entries.length; ahead++) {
        coming.push(unpacked(packer, this.#lock.unlock((entries[ahead] as readonly [string, Uint8Array])[1])))
      }
      const decoded = decodeValue(await (coming.shift() as Promise<Uint8Array>))
      if (!decoded.ok || !Array.isArray(decoded.value)) return false
      this.#cost += decoded.value.length + chunkCost
      for (const fact of decoded.value as readonly Value[]) {
        const [room, table, key, content] = fact as readonly [string, string, string, Value]
        const state = this.#states.get(room)
        const facts = state && Object.values(state).find((candidate) => candidate.name === table)
        if (!facts) return false
        facts.load([[key, content]])
      }
    }
    this.#chunks = entries.length
    return true
  }

  /** Removes the snapshot from the store. */
  async dropChanges(store: Store): Promise<Change[]> {
    return (await store.keys(this.#prefix, { limit: 100_000 })).map((key): Change => [key, undefined])
  }

  /** One hash over all state: equal on all peers that hold the same set (T1, T4). */
  digest(): IdText {
    const parts: Value[] = []
    for (const room of this.#rooms) {
      const state = this.#states.get(room.name) as RoomState
      for (const table of Object.values(state)) {
        const keys = [...table.keys()].sort()
        parts.push([room.name, table.name, toText(hash(encodeValue(keys.map((key): Value => [key, table.get(key) as Value]))))])
      }
    }
    return toText(hash(encodeValue(parts)))
  }

  /** How many facts there are. */
  get #size(): number {
    let size = 0
    for (const state of this.#states.values()) for (const table of Object.values(state)) size += table.size
    return size
  }

  #chunkKey(chunk: number): string {
    return this.#prefix + chunk.toString(16).padStart(6, '0')
  }
}

/** A chunk as it was before it was packed; nothing when it is damaged, and then all is taken in again from the log. */
const unpacked = async (packer: Packer, packed: Uint8Array | undefined): Promise<Uint8Array> =>
  packed ? packer.unpack(packed).catch(() => new Uint8Array()) : new Uint8Array()

function roughBytes(value: Value): number {
  if (typeof value === 'string') return value.length + 2
  if (value instanceof Uint8Array) return value.length + 3
  if (typeof value !== 'object' || value === null) return 9
  let bytes = 2
  if (Array.isArray(value)) for (const item of value as readonly Value[]) bytes += roughBytes(item)
  else for (const key in value as Record<string, Value>) bytes += key.length + roughBytes((value as Record<string, Value>)[key] as Value)
  return bytes
}
