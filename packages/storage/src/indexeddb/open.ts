/**
 * Opens the store of a page or a shared worker in the browser's IndexedDB.
 *
 * It asks nothing of a secure context. The version of the database is the format: a newer one is refused. A page that
 * opens a newer format gets it at once, for the older one lets go. A browser that gives no answer (another page holds
 * on to an older version, or is deleting everything) is waited for a bounded while.
 *
 * Who writes is for the app to see to: two stores on one database both stay whole, and neither sees the other coming.
 */
import { StoreError, type Clock, type Log, type Store } from '@commune/protocol'
import { openErrorOf } from './faults.ts'
import { blockStore, indexedDbStore } from './store.ts'

export interface IndexedDbStoreOptions {
  /** Name of the database; one for each self that lives in this browser. */
  readonly name: string
  readonly log: Log
  readonly clock: Clock
  /** The browser's own unless told; tests bring theirs. */
  readonly factory?: IDBFactory
}

/** The version of the database. Raised when an older program could not read what this one writes. */
const indexedDbFormat = 1
const answerWaitMs = 10_000

export async function openIndexedDbStore(options: IndexedDbStoreOptions): Promise<Store> {
  return indexedDbStore(await openDatabase(options), options.log)
}

function openDatabase({ name, log, clock, factory }: IndexedDbStoreOptions): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const fail = (error: StoreError): void => {
      log.note('store.not-opened', { fault: error.fault })
      reject(error)
    }
    let request: IDBOpenDBRequest
    try {
      // Some browsers have no such name in a private window, others throw when it is used.
      request = (factory ?? indexedDB).open(name, indexedDbFormat)
    } catch (error) {
      return fail(openErrorOf(error instanceof ReferenceError || error instanceof TypeError ? { name: 'SecurityError' } : error))
    }
    let late = false
    const stopWaiting = clock.after(answerWaitMs, () => {
      late = true
      fail(new StoreError('in-use', 'another page of this browser holds on to an older version; close it and try again'))
    })
    request.onblocked = () => log.note('store.blocked')
    request.onupgradeneeded = () => request.result.createObjectStore(blockStore)
    request.onerror = event => {
      // Else the browser reports it once more, as an error of the page.
      event.preventDefault()
      stopWaiting()
      if (!late) fail(openErrorOf(request.error))
    }
    request.onsuccess = () => {
      stopWaiting()
      const database = request.result
      if (late) return database.close()
      if (database.objectStoreNames.contains(blockStore)) return resolve(database)
      database.close()
      fail(new StoreError('damaged', 'what this browser keeps is not a store any more'))
    }
  })
}
