/**
 * Folded state of one world: which room takes which statement, and snapshots of it all (T1 to T4).
 *
 * A snapshot is a run of chunks; each holds the facts that changed since the last one, a later chunk outweighs an earlier.
 * When the run has grown to twice what there is, it is written anew. What is in a snapshot equals what a replay of the log would give. The log
 * is encrypted by itself; a snapshot is not, so it lies in the store locked.
 */
import { type Change, decodeValue, encodeValue, fromText, hash, type IdText, type Refusal, type Room, type RoomState, type Said, type Store, toText, type Value } from '@commune/protocol'
import type { Lock } from './keyring.ts'
import type { Packer } from './packer.ts'

export type Rooms = readonly Room<RoomState>[]

/** Of what is written here: a snapshot in another form is none. */
const format = 3
/** Letters of an id as text. */
const idTextLength = 43
/** Of a chunk before it is packed: facts say much alike, so it shrinks to about a fifth. Made in one go, so it is soon done. */
const chunkBytesMax = 131_072
/** Chunks before everything is written anew, at least. */
const chunksMin = 24
/** What a chunk costs a start beside its facts, in facts. */
const chunkCost = 100
const unpackedAhead = 8
const refusalsMax = 1_000

/** Facts of one table in a chunk, which is JSON: no other text is read as quickly where the program runs. */
interface Part {
  readonly room: string
  readonly table: string
  readonly keys: string[]
  readonly values: Value[]
  /** Which of the values hold bytes or large numbers: these are CBOR, as text. */
  readonly bytesOf: number[]
}

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
    return toText(hash(encodeValue([format, ...rooms.map((room) => [room.name, [...room.types].sort()])]))).slice(0, 16)
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
    let parts: Part[] = []
    let bytes = 0
    let count = 0
    const put = async (): Promise<void> => {
      if (count === 0) return
      this.#cost += count + chunkCost
      changes.push([this.#chunkKey(this.#chunks++), this.#lock.lock(await packer.pack(JSON.stringify(parts)))])
      parts = []
      bytes = count = 0
      await turn()
    }
    for (const { room, table, keys, values } of tables) {
      let part: Part | undefined
      for (const [index, key] of keys.entries()) {
        const value = values[index] as Value
        if (parts.length === 0) part = undefined
        if (!part) parts.push((part = { room, table, keys: [], values: [], bytesOf: [] }))
        const rough = roughBytes(value)
        bytes += 96 + Math.abs(rough)
        count++
        part.keys.push(key)
        part.values.push(rough < 0 ? toText(encodeValue(value)) : value)
        if (rough < 0) part.bytesOf.push(part.keys.length - 1)
        if (bytes > chunkBytesMax) await put()
      }
    }
    await put()
    return changes
  }

  async load(store: Store, packer: Packer): Promise<boolean> {
    const chunks = await store.keys(this.#prefix, { limit: 100_000 })
    const known = new Known()
    const unpack = async (chunk: string): Promise<string> => {
      const locked = await store.get(chunk)
      const packed = locked && this.#lock.unlock(locked)
      // One that is damaged is none, and then all is taken in again from the log.
      return packed ? packer.unpack(packed).catch(() => '') : ''
    }
    // The next ones are unpacked while one is read.
    const coming: Promise<string>[] = []
    for (let at = 0; at < chunks.length; at++) {
      while (coming.length < unpackedAhead && at + coming.length < chunks.length) {
        const next = unpack(chunks[at + coming.length] as string)
        // Its fault is told in its turn.
        next.catch(() => undefined)
        coming.push(next)
      }
      const text = await (coming.shift() as Promise<string>)
      const parts = partsOf(text)
      if (!parts) return false
      for (const { room, table, keys, values } of parts) {
        const state = this.#states.get(room)
        const facts = state && Object.values(state).find((candidate) => candidate.name === table)
        if (!facts) return false
        for (let index = 0; index < keys.length; index++) facts.load(keys[index] as string, known.shared(values[index] as Value))
        this.#cost += keys.length
      }
      this.#cost += chunkCost
    }
    this.#chunks = chunks.length
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

/** What a chunk says; undefined when it was never written so. */
function partsOf(text: string): readonly Part[] | undefined {
  if (text === '') return undefined
  try {
    const parts = JSON.parse(text) as readonly Part[]
    for (const { values, bytesOf } of parts) {
      for (const index of bytesOf) {
        const decoded = decodeValue(fromText(values[index] as string) as Uint8Array)
        if (!decoded.ok) return undefined
        values[index] = decoded.value
      }
    }
    return parts
  } catch {
    return undefined
  }
}

/** Names of devices and wares stand in facts without number: one text for each. */
class Known {
  readonly #texts = new Map<string, string>()

  shared(value: Value): Value {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const fields = value as Record<string, Value>
    for (const name in fields) {
      const text = fields[name]
      if (typeof text !== 'string' || text.length !== idTextLength) continue
      const known = this.#texts.get(text)
      if (known === undefined) this.#texts.set(text, text)
      else fields[name] = known
    }
    return value
  }
}

/** About how many bytes a value takes; negative when JSON does not know all that is in it. */
function roughBytes(value: Value): number {
  if (typeof value === 'string') return value.length + 2
  if (value instanceof Uint8Array) return -2 * value.length - 3
  if (typeof value === 'bigint') return -24
  if (typeof value !== 'object' || value === null) return 9
  let bytes = 2
  let isPlain = true
  const add = (item: Value): void => {
    const rough = roughBytes(item)
    bytes += Math.abs(rough)
    isPlain &&= rough > 0
  }
  if (Array.isArray(value)) for (const item of value as readonly Value[]) add(item)
  else {
    for (const key in value as Record<string, Value>) {
      bytes += key.length
      add((value as Record<string, Value>)[key] as Value)
    }
  }
  return isPlain ? bytes : -bytes
}
