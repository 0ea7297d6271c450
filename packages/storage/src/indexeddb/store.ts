/**
 * The store on an open IndexedDB database.
 *
 * Invariants: one record a key, out of line: the value with its CRC-32 (over key and value) in the four bytes behind it.
 * One write transaction at a time, `durability: 'strict'`; what is committed meanwhile goes together into the next one.
 * When another page asks for a newer format this store lets go, and from then on says `closed`.
 */
import { StoreError, type Change, type Log, type Store } from '@commune/protocol'
import { checkKey, keyRange, type KeyRange } from '../common/bounds.ts'
import { commitQueue } from '../common/commitQueue.ts'
import { crc32, crc32Text } from '../common/crc32.ts'
import { storeErrorOf } from './faults.ts'
import { storedBytes } from './size.ts'

/** The one object store of the database. */
export const blockStore = 'block'
const checkBytes = 4
const walkRows = 100

export function indexedDbStore(database: IDBDatabase, log: Log): Store {
  let open = true
  let closing: Promise<void> | undefined
  let bytesWritten = 0

  function letGo(event: string): void {
    if (open) log.note(event)
    open = false
    database.close()
  }
  database.onversionchange = () => letGo('store.newer-page')
  database.onclose = () => letGo('store.closed-by-browser')

  const queue = commitQueue({
    soon: run => queueMicrotask(run),
    async write(changes) {
      assertOpen(open)
      await writeAll(database, changes)
      for (const [key, value] of changes) bytesWritten += key.length + (value?.length ?? 0)
    }
  })

  const blocks = (): IDBObjectStore => {
    assertOpen(open && closing === undefined)
    return database.transaction(blockStore, 'readonly').objectStore(blockStore)
  }

  async function keysIn(range: KeyRange | undefined): Promise<string[]> {
    const from = blocks()
    if (range === undefined) return []
    if (range.reverse) return (await walkBack(from.openKeyCursor(spanOf(range), 'prev'), range.limit)).map(([key]) => key)
    return await answer(from.getAllKeys(spanOf(range), range.limit)) as string[]
  }

  async function rowsIn(range: KeyRange | undefined): Promise<[string, unknown][]> {
    const from = blocks()
    if (range === undefined) return []
    if (range.reverse) return walkBack(from.openCursor(spanOf(range), 'prev'), range.limit)
    const span = spanOf(range)
    const [keys, values] = await Promise.all([answer(from.getAllKeys(span, range.limit)), answer(from.getAll(span, range.limit))])
    return keys.map((key, index) => [key as string, values[index]])
  }

  /** Bytes of all keys and values, read in steps that a phone's memory can hold. */
  async function walkSize(): Promise<number> {
    let bytes = 0
    for (let after: string | undefined; ;) {
      const rows = await rowsIn(keyRange('', { limit: walkRows, ...(after === undefined ? {} : { after }) }))
      for (const [key, stored] of rows) bytes += key.length + (stored instanceof Uint8Array ? stored.length : 0)
      if (rows.length < walkRows) return bytes
      after = rows.at(-1)![0]
    }
  }

  const size = storedBytes(walkSize, () => bytesWritten)

  async function getMany(keys: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    keys.forEach(checkKey)
    const from = withFaults(blocks)
    const stored = await Promise.all(keys.map(key => answer(from.get(key), key)))
    return stored.map((bytes, index) => (bytes === undefined ? undefined : unpack(keys[index]!, bytes)))
  }

  return {
    async get(key) {
      return (await getMany([key]))[0]
    },
    getMany,
    async keys(prefix, options) {
      return withFaultsOf(keysIn(keyRange(prefix, options)))
    },
    async list(prefix, options) {
      const rows = await withFaultsOf(rowsIn(keyRange(prefix, options)))
      return rows.map(([key, bytes]) => [key, unpack(key, bytes)])
    },
    commit: changes => queue.add(changes),
    async size() {
      assertOpen(open && closing === undefined)
      return withFaultsOf(size())
    },
    close() {
      closing ??= queue.close().then(() => {
        open = false
        database.close()
      })
      return closing
    }
  }
}

function assertOpen(open: boolean): void {
  if (!open) throw new StoreError('closed', 'the store is closed')
}

/** All changes in one strictly durable transaction; resolves when the browser says it is on the disk. */
function writeAll(database: IDBDatabase, changes: readonly Change[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = withFaults(() => database.transaction(blockStore, 'readwrite', { durability: 'strict' }))
    let mistake: unknown
    transaction.oncomplete = () => resolve()
    // A request that fails aborts the transaction with its error.
    transaction.onabort = () => reject(storeErrorOf(transaction.error ?? mistake))
    const blocks = transaction.objectStore(blockStore)
    try {
      for (const [key, value] of changes) {
        if (value === undefined) blocks.delete(key)
        else blocks.put(pack(key, value), key)
      }
      transaction.commit()
    } catch (error) {
      mistake = error
      abort(transaction)
    }
  })
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // The browser has done so already, and says why in the event that follows.
  }
}

function pack(key: string, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(value.length + checkBytes)
  bytes.set(value)
  new DataView(bytes.buffer).setUint32(value.length, crc32(value, crc32Text(key)))
  return bytes
}

function unpack(key: string, bytes: unknown): Uint8Array {
  if (bytes instanceof Uint8Array && bytes.length >= checkBytes) {
    const value = bytes.slice(0, -checkBytes)
    const check = new DataView(bytes.buffer, bytes.byteOffset).getUint32(value.length)
    if (crc32(value, crc32Text(key)) === check) return value
  }
  throw new StoreError('damaged', 'a stored value is damaged', key)
}

function spanOf({ from, to }: KeyRange): IDBKeyRange {
  return IDBKeyRange.bound(from, to, false, true)
}

function answer<T>(request: IDBRequest<T>, key?: string): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = event => {
      event.preventDefault()
      reject(storeErrorOf(request.error, key))
    }
  })
}

function walkBack(request: IDBRequest<IDBCursorWithValue | null> | IDBRequest<IDBCursor | null>, limit: number): Promise<[string, unknown][]> {
  const rows: [string, unknown][] = []
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(storeErrorOf(request.error))
    request.onsuccess = () => {
      const cursor = request.result
      if (cursor === null) return resolve(rows)
      rows.push([cursor.key as string, 'value' in cursor ? cursor.value : undefined])
      if (rows.length === limit) resolve(rows)
      else cursor.continue()
    }
  })
}

function withFaults<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeErrorOf(error)
  }
}

async function withFaultsOf<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw storeErrorOf(error)
  }
}
