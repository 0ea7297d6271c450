/** Two tables seen as one: what all hold, and what opened here alone. Views follow it as they follow any table. */
import { Follower, Tracked } from '../facts/index.ts'

export class Layered<T> extends Tracked<T> {
  readonly #layers: readonly [Follower<T>, Follower<T>]
  #log: string[] = []
  #dropped = 0

  /** What is said in `base` is never hidden by what is in `opened`. */
  constructor(base: Tracked<T>, opened: Tracked<T>) {
    super(base.name)
    this.#layers = [new Follower(base), new Follower(opened)]
  }

  override get(key: string): T | undefined {
    const [base, opened] = this.#layers
    return base.table.get(key) ?? opened.table.get(key)
  }
  override has(key: string): boolean {
    return this.#layers.some(({ table }) => table.has(key))
  }
  override get size(): number {
    return this.#layers.reduce((sum, { table }) => sum + table.size, 0)
  }
  override get version(): number {
    this.#pull()
    return this.#dropped + this.#log.length
  }
  override since(version: number): readonly string[] | undefined {
    this.#pull()
    if (version >= this.version) return []
    return version < this.#dropped ? undefined : this.#log.slice(version - this.#dropped)
  }
  override *keys(): IterableIterator<string> {
    for (const { table } of this.#layers) yield* table.keys()
  }
  override *values(): IterableIterator<T> {
    for (const { table } of this.#layers) yield* table.values()
  }
  override *[Symbol.iterator](): IterableIterator<[string, T]> {
    for (const { table } of this.#layers) yield* table
  }

  /** Both layers' news in one log; whoever is further behind than that reads all again. */
  #pull(): void {
    for (const layer of this.#layers) {
      if (!layer.behind) continue
      const keys = layer.next()
      if (keys === undefined || this.#log.length > 2 * this.size + 4_096) this.#forget()
      else for (const key of keys) this.#log.push(key)
    }
  }
  #forget(): void {
    this.#dropped += this.#log.length + 1
    this.#log = []
  }
}
