/**
 * Who may write: one record in a database of its own, changed in atomic transactions. Any number of homes (workers of tabs)
 * ask for it; one holds it at a time, and has to say so again and again.
 *
 * Invariants: a lease that has not lapsed is never taken from its holder, except by the holder's own name or by somebody who
 * knows that the holder is gone. Whoever cannot renew in time stops writing before it lapses.
 */

export interface Lease {
  readonly holder: string
  /** Milliseconds since 1970. */
  readonly untilMs: number
}

/** A home beats every `beatMs`; a lease lapses after `lapseMs` without a beat. */
export const beatMs = 2_000
export const lapseMs = 10_000

const storeName = 'lease'
const key = 'writer'

export class Leases {
  readonly #database: Promise<IDBDatabase>

  constructor(factory: IDBFactory, name: string) {
    this.#database = new Promise((resolve, reject) => {
      const request = factory.open(name, 1)
      request.onupgradeneeded = () => void request.result.createObjectStore(storeName)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('the lease cannot be kept'))
    })
  }

  /**
   * Takes or renews the lease for `home`, if it is free, lapsed, its own, or held by one that is `gone`. Answers with the
   * lease as it stands afterwards.
   */
  take(home: string, nowMs: number, gone?: string): Promise<Lease> {
    return this.#change((lease) => {
      const free = lease === undefined || lease.holder === home || lease.holder === gone || lease.untilMs <= nowMs
      return free ? { holder: home, untilMs: nowMs + lapseMs } : lease
    })
  }

  /** The lease as it stands. */
  look(): Promise<Lease | undefined> {
    return this.#with('readonly', (store) => store.get(key)) as Promise<Lease | undefined>
  }

  /** Gives it back, if it is its own. */
  async release(home: string): Promise<void> {
    await this.#change((lease) => (lease?.holder === home ? { holder: home, untilMs: 0 } : (lease ?? { holder: '', untilMs: 0 })))
  }

  async #change(change: (lease: Lease | undefined) => Lease): Promise<Lease> {
    const database = await this.#database
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, 'readwrite')
      const store = transaction.objectStore(storeName)
      let after: Lease
      const read = store.get(key)
      read.onsuccess = () => {
        after = change(read.result as Lease | undefined)
        store.put(after, key)
      }
      transaction.oncomplete = () => resolve(after)
      transaction.onabort = () => reject(transaction.error ?? new Error('the lease cannot be kept'))
    })
  }

  async #with(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
    const database = await this.#database
    return new Promise((resolve, reject) => {
      const request = ask(database.transaction(storeName, mode).objectStore(storeName))
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('the lease cannot be read'))
    })
  }
}
