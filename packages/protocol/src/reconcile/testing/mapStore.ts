/** A store in memory for the tests of the tree: commits are all or nothing and can be made to fail. */
import { type Change, type ListOptions, type Store, StoreError } from '../../ports/ports.ts'

export class MapStore implements Store {
  readonly values: Map<string, Uint8Array>
  /** Keys read, in order. */
  readonly reads: string[] = []
  /** The next commit fails with this fault and changes nothing. */
  failNext: 'full' | undefined

  constructor(values: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.values = new Map(values)
  }

  /** What a new start would find. */
  copy(): MapStore {
    return new MapStore(this.values)
  }
  async get(key: string): Promise<Uint8Array | undefined> {
    this.reads.push(key)
    return this.values.get(key)?.slice()
  }
  async getMany(keys: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    this.reads.push(...keys)
    return keys.map((key) => this.values.get(key)?.slice())
  }
  async keys(prefix: string, options: ListOptions = {}): Promise<string[]> {
    const keys = [...this.values.keys()].filter((key) => key.startsWith(prefix)).sort()
    if (options.reverse) keys.reverse()
    return keys.slice(0, options.limit ?? 1_000)
  }
  async list(prefix: string, options: ListOptions = {}): Promise<[key: string, value: Uint8Array][]> {
    return (await this.keys(prefix, options)).map((key) => [key, (this.values.get(key) as Uint8Array).slice()])
  }
  async commit(changes: readonly Change[]): Promise<void> {
    const fault = this.failNext
    this.failNext = undefined
    if (fault) throw new StoreError(fault, 'made to fail')
    for (const [key, value] of changes) {
      if (value) this.values.set(key, value.slice())
      else this.values.delete(key)
    }
  }
  async size(): Promise<number> {
    return [...this.values.values()].reduce((bytes, value) => bytes + value.length, 0)
  }
  async close(): Promise<void> {}
}
