/**
 * Statements and how they become state.
 *
 * A statement is the smallest thing said: `{ type, … }`, a plain tree of text, whole numbers, bytes, booleans, null, lists
 * and maps, carried in an entry. It speaks about its own ware only (P2). A fold takes statements in any order, any number
 * of times, and always ends in the same state (T1): so a fold only ever files a fact under the id of the statement that
 * said it, and everything that depends on order, time or on who a device belongs to is worked out when it is looked at.
 */

/** Text form of a 32-byte id: base64url without padding, 43 characters. */
export type IdText = string

/** `<envelope id>.<index in the entry>`: names one statement for ever. */
export type StatementId = string

export type Value = string | number | bigint | boolean | null | Uint8Array | readonly Value[] | { readonly [key: string]: Value }

/** As it comes out of an entry: a map with a text `type`; everything else is for the room to check (T3). */
export interface RawStatement {
  readonly type: string
  readonly [key: string]: Value
}

/** One statement with where it stands. What it says has not been checked yet. */
export interface Said {
  readonly id: StatementId
  /** Envelope id in text form. */
  readonly entry: IdText
  /** The device that said it, or null for an authorless entry (E6). Which ware it speaks for is not known here. */
  readonly device: IdText | null
  readonly lamport: number
  /** Epoch id in text form. */
  readonly epoch: IdText
  /** Where it was said, when that is not the world of the room: history of one that this was forked from. */
  readonly world?: Uint8Array
  readonly statement: RawStatement
}

/** What every fact keeps of where it came from. Order among facts is (lamport, id): `laterThan`. */
export interface Origin {
  readonly id: StatementId
  readonly device: IdText | null
  readonly lamport: number
}

export const originOf = (said: Said): Origin => ({ id: said.id, device: said.device, lamport: said.lamport })

/** A total order that every peer agrees on: by lamport, then by entry, then by the order in the entry. */
export const laterThan = (a: Origin, b: Origin): boolean => {
  if (a.lamport !== b.lamport) return a.lamport > b.lamport
  const [entryA, indexA] = partsOf(a.id)
  const [entryB, indexB] = partsOf(b.id)
  return entryA !== entryB ? entryA > entryB : indexA > indexB
}

const partsOf = (id: StatementId): [entry: string, index: number] => {
  const dot = id.lastIndexOf('.')
  return dot < 0 ? [id, 0] : [id.slice(0, dot), Number(id.slice(dot + 1))]
}

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const no = <E>(error: E): { ok: false; error: E } => ({ ok: false, error })

/** Why a statement was not taken in, in plain words, kept beside its id (T3). */
export interface Refusal {
  readonly reason: string
}

/** Below this nothing is tidied up. */
const changedMin = 64

/**
 * Facts filed under keys: the only shape of folded state. Keeps track of which buckets changed, so that a snapshot writes
 * those alone (T4). A value is a plain tree (`Value`), and a fold that changes one puts it again.
 */
export class Facts<T> implements Iterable<[string, T]> {
  readonly name: string
  readonly #map = new Map<string, T>()
  /** Keys put since they were asked for; some more than once, at most about twice as many as there are. */
  #changed: string[] = []
  #version = 0

  constructor(name: string) {
    this.name = name
  }
  get(key: string): T | undefined {
    return this.#map.get(key)
  }
  has(key: string): boolean {
    return this.#map.has(key)
  }
  /** Goes up whenever something is put that was not there, or in the place of another. */
  get version(): number {
    return this.#version
  }
  put(key: string, value: T): void {
    this.#map.set(key, value)
    this.#note(key)
  }
  /** Puts what is the same whenever it is put under this key. False when it was there: then nothing has changed. */
  add(key: string, value: T): boolean {
    const { size } = this.#map
    this.#map.set(key, value)
    if (this.#map.size === size) return false
    this.#note(key)
    return true
  }
  #note(key: string): void {
    this.#version++
    this.#changed.push(key)
    if (this.#changed.length > 2 * this.#map.size + changedMin) this.#changed = [...new Set(this.#changed)]
  }
  get size(): number {
    return this.#map.size
  }
  keys(): IterableIterator<string> {
    return this.#map.keys()
  }
  values(): IterableIterator<T> {
    return this.#map.values()
  }
  [Symbol.iterator](): IterableIterator<[string, T]> {
    return this.#map.entries()
  }
  /** Keys put since the last call. */
  takeChanged(): ReadonlySet<string> {
    const changed = new Set(this.#changed)
    this.#changed = []
    return changed
  }
  /** Puts what a snapshot holds, without counting as a change. */
  load(key: string, value: T): void {
    this.#map.set(key, value)
    this.#version++
  }
}

/** Folded state of one room: named tables of facts. */
export type RoomState = { readonly [table: string]: Facts<unknown> }

/**
 * One subject of the domain, as the peer drives it.
 *
 * `fold` files what one statement says; it returns a refusal when the statement is malformed, and must not depend on what
 * was folded before, except to file a set union, a smallest or largest by `laterThan`, or the like. Folding a statement
 * twice changes nothing.
 */
export interface Room<State extends RoomState> {
  readonly name: string
  /** Statement types this room understands. */
  readonly types: readonly string[]
  empty(): State
  fold(state: State, said: Said): Refusal | undefined
}
