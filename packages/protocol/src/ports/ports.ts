/**
 * The ports: everything a pure package may not do by itself comes in through one of these.
 *
 * Why: the same peer code runs in a daemon, in a browser and in the simulator, where time is virtual, chance is seeded
 * and every fault is chosen. Nothing below this file may name a clock, a timer, chance, a disk or a network.
 */

/** Stops something that was started; calling it twice does nothing. */
export type Cancel = () => void

/** Wall time in milliseconds since 1970 and timers. Virtual in the simulator. */
export interface Clock {
  nowMs(): number
  /** Calls `run` once, `delayMs` from now, never before the current turn ends. */
  after(delayMs: number, run: () => void): Cancel
}

/** Unpredictable bytes; seeded in tests. */
export interface Random {
  /** Fresh bytes, `length` at most 65,536. */
  bytes(length: number): Uint8Array
}

/** A line for the person who looks after this device. Never carries plain text of a world, names, keys or secrets. */
export interface Log {
  note(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
}

/** One change of a commit: a value to put, or `undefined` to remove the key. */
export type Change = readonly [key: string, value: Uint8Array | undefined]

/** What went wrong in a store, as data. */
export type StoreFault = 'full' | 'read-only' | 'damaged' | 'closed' | 'newer-format' | 'in-use'

/** Thrown by a store; `fault` says what an app can tell a person. */
export class StoreError extends Error {
  readonly fault: StoreFault
  readonly key: string | undefined
  constructor(fault: StoreFault, message: string, key?: string) {
    super(message)
    this.name = 'StoreError'
    this.fault = fault
    this.key = key
  }
}

/**
 * An ordered map from short ASCII keys (at most 200 characters, ordered by code unit) to byte values (at most 1 MiB),
 * with atomic durable commits. Everything a peer keeps lives in one.
 *
 * - `commit` is all or nothing, also over a crash, and resolves only when the bytes are durable
 *   (SQLite `synchronous=FULL`, IndexedDB `durability: 'strict'`). Commits take effect in the order they were called.
 *   An adapter may group commits that wait together into one.
 * - `get` and `list` see every commit that resolved before they were called. What they answer is the caller's own.
 * - A value that fails its check is reported by `StoreError` with fault `damaged` and its key; other keys stay readable.
 */
export interface Store {
  get(key: string): Promise<Uint8Array | undefined>
  /** Values in the order of `keys`. */
  getMany(keys: readonly string[]): Promise<(Uint8Array | undefined)[]>
  /** Keys with this prefix in order, after `after` (exclusive), at most `limit` (default 1,000). */
  keys(prefix: string, options?: ListOptions): Promise<string[]>
  /** Keys and values, like `keys`. */
  list(prefix: string, options?: ListOptions): Promise<[key: string, value: Uint8Array][]>
  commit(changes: readonly Change[]): Promise<void>
  /** Bytes on disk, as near as the adapter can tell. */
  size(): Promise<number>
  close(): Promise<void>
}

export interface ListOptions {
  readonly after?: string
  readonly limit?: number
  readonly reverse?: boolean
}

/**
 * One open conversation with one other peer: whole messages, in order, until it ends.
 * A message is at most `limits.messageBytesMax`; a longer one ends the conversation.
 */
export interface Wire {
  /** Both network ids of this connection as bytes; new at each start and without meaning (K6 signs over them). */
  readonly localId: Uint8Array
  readonly remoteId: Uint8Array
  /** Where the other side is, for the person who looks after this device. */
  readonly remoteAddress: string
  /** Resolves when there is room for more: await it and memory stays bounded. Rejects when the wire has ended. */
  send(message: Uint8Array): Promise<void>
  /** Messages as they come; ends when the wire ends. The reader's pace is the sender's limit. */
  messages(): AsyncIterable<Uint8Array>
  /** Ends the wire at once on both sides. */
  close(reason?: string): void
  /** Resolves when the wire has ended, with the reason if one is known. Never rejects. */
  readonly closed: Promise<string>
}

/** Finds and reaches other peers. */
export interface Transport {
  /** Addresses others can try, best first; changes are told by `onAddresses`. */
  addresses(): readonly string[]
  dial(address: string): Promise<Wire>
  /** Wires that others opened. */
  onWire(handler: (wire: Wire) => void): Cancel
  /** Addresses of peers nearby (mDNS) that may or may not share a world. */
  onNearby(handler: (address: string) => void): Cancel
  onAddresses(handler: () => void): Cancel
  close(): Promise<void>
}
