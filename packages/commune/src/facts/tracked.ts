/**
 * Facts that views can follow: besides the table, the keys put since a version, so that a view recomputes only what a
 * change touches and stays fast at a hundred thousand rows. Any number of views follow one table, each with its own
 * place. The log is bounded by the table's size: whoever falls too far behind reads the whole table again.
 */
import { Facts } from '@commune/protocol'

const slackMin = 4_096

export class Tracked<T> extends Facts<T> {
  #log: string[] = []
  #dropped = 0

  override put(key: string, value: T): void {
    super.put(key, value)
    this.#note(key)
  }
  override add(key: string, value: T): boolean {
    const isNew = super.add(key, value)
    if (isNew) this.#note(key)
    return isNew
  }
  /** Whoever followed before has to read the whole table: nothing of it is noted. */
  override load(key: string, value: T): void {
    super.load(key, value)
    this.#dropped = this.version + 1
    if (this.#log.length > 0) this.#log = []
  }
  /** Grows with every put; equal versions mean an unchanged table. */
  override get version(): number {
    return this.#dropped + this.#log.length
  }
  /** Keys put after `version`, some perhaps twice; `undefined` when that is too long ago and all has to be read. */
  since(version: number): readonly string[] | undefined {
    if (version >= this.version) return []
    return version < this.#dropped ? undefined : this.#log.slice(version - this.#dropped)
  }
  #note(key: string): void {
    this.#log.push(key)
    if (this.#log.length > 2 * this.size + slackMin) {
      const drop = this.#log.length >> 1
      this.#log = this.#log.slice(drop)
      this.#dropped += drop
    }
  }
}

/** One reader's place in one table. */
export class Follower<T> {
  readonly table: Tracked<T>
  #version = 0

  constructor(table: Tracked<T>) {
    this.table = table
  }
  get behind(): boolean {
    return this.table.version !== this.#version
  }
  /** Keys put since the last call; `undefined` when the whole table has to be read again, with `all`. */
  next(): readonly string[] | undefined {
    const keys = this.table.since(this.#version)
    this.#version = this.table.version
    return keys
  }
  /** Every key; `next` goes on from here. */
  all(): Iterable<string> {
    this.#version = this.table.version
    return this.table.keys()
  }
}
