import { IDBDatabase, IDBFactory as FreshFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import type { Clock, Log, Store } from '@commune/protocol'
import { storeContract } from '@commune/protocol/testing'
import { openIndexedDbStore } from './index.ts'

const log: Log = { note() {} }
const clock: Clock = { nowMs: () => 0, after: () => () => {} }
// What a page has for a global name.
Object.assign(globalThis, { IDBKeyRange })

const one = Uint8Array.of(1)

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** What a browser does when a page is out of room: the request fails, and so does its transaction. */
function outOfRoom(bytesMax: number): () => void {
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (value: Uint8Array, key?: IDBValidKey) {
    const request = put.call(this, value, key)
    if (value.length > bytesMax) abortOf(this.transaction)('QuotaExceededError')
    return request
  }
  return () => { IDBObjectStore.prototype.put = put }
}

/** The browser's own way to end a transaction, which says why. */
function abortOf(transaction: IDBTransaction): (reason: string) => void {
  return (Reflect.get(transaction, '_abort') as (reason: string) => void).bind(transaction)
}

storeContract('IndexedDB', async () => {
  const factory = new FreshFactory()
  const name = 'commune'
  let store: Store = await openIndexedDbStore({ name, log, clock, factory })
  let moreRoom = (): void => {}
  const reopen = async (): Promise<Store> => {
    await store.close()
    moreRoom()
    store = await openIndexedDbStore({ name, log, clock, factory })
    return store
  }
  return {
    store,
    reopen,
    async reopenTight() {
      const tight = await reopen()
      moreRoom = outOfRoom(100_000)
      return tight
    },
    async damage(key) {
      const database = await done(factory.open(name))
      const blocks = database.transaction('block', 'readwrite').objectStore('block')
      const bytes = await done(blocks.get(key)) as Uint8Array
      bytes[0]! ^= 1
      await done(blocks.put(bytes, key))
      database.close()
    },
    async done() {
      moreRoom()
      await store.close()
    }
  }
})

test('[S5] commits ask the browser for strict durability', async () => {
  const factory = new FreshFactory()
  const store = await openIndexedDbStore({ name: 'a', log, clock, factory })
  const asked: unknown[] = []
  const transaction = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === 'readwrite') asked.push(options?.durability)
    return transaction.call(this, names, mode, options)
  }
  await Promise.all([store.commit([['a', one]]), store.commit([['b', one]]), store.commit([['c', one]])])
  IDBDatabase.prototype.transaction = transaction
  expect(asked).toEqual(['strict'])
})

test('a page with a newer format gets the database at once, and the older one is refused from then on', async () => {
  const factory = new FreshFactory()
  const store = await openIndexedDbStore({ name: 'a', log, clock, factory })
  await store.commit([['a', one]])
  const newer = factory.open('a', 2)
  newer.onblocked = () => { throw new Error('blocked') }
  const database = await done(newer)
  await expect(store.get('a')).rejects.toMatchObject({ fault: 'closed' })
  await expect(store.commit([['a', one]])).rejects.toMatchObject({ fault: 'closed' })
  await store.close()
  database.close()
  await expect(openIndexedDbStore({ name: 'a', log, clock, factory })).rejects.toMatchObject({ fault: 'newer-format' })
})

test('a browser that does not answer is waited for a bounded while, and its late answer lets go again', async () => {
  const factory = new FreshFactory()
  const held = await done(factory.open('a', 1))
  const deleted = done(factory.deleteDatabase('a'))
  let run = (): void => {}
  const handClock: Clock = { nowMs: () => 0, after: (_, then) => { run = then; return () => {} } }
  const opening = openIndexedDbStore({ name: 'a', log, clock: handClock, factory })
  run()
  await expect(opening).rejects.toMatchObject({ fault: 'in-use' })
  held.close()
  await deleted
  await done(factory.deleteDatabase('a'))
  await (await openIndexedDbStore({ name: 'a', log, clock, factory })).close()
})

test('a window in which the browser keeps nothing is refused as read-only, whichever way it says so', async () => {
  const saying = (name: string): IDBFactory => ({ open() { throw new DOMException('no', name) } }) as unknown as IDBFactory
  for (const factory of [saying('SecurityError'), saying('InvalidStateError')]) {
    await expect(openIndexedDbStore({ name: 'a', log, clock, factory })).rejects.toMatchObject({ fault: 'read-only' })
  }
  await expect(openIndexedDbStore({ name: 'a', log, clock })).rejects.toMatchObject({ fault: 'read-only' })
})

test('a database of that name that is no store is said to be damaged', async () => {
  const factory = new FreshFactory()
  ;(await done(factory.open('a', 1))).close()
  await expect(openIndexedDbStore({ name: 'a', log, clock, factory })).rejects.toMatchObject({ fault: 'damaged' })
})

test('a record that is no value of ours is reported with its key', async () => {
  const factory = new FreshFactory()
  const store = await openIndexedDbStore({ name: 'a', log, clock, factory })
  await store.commit([['a', one], ['c', one]])
  const database = await done(factory.open('a'))
  await done(database.transaction('block', 'readwrite').objectStore('block').put('text', 'b'))
  database.close()
  await expect(store.get('b')).rejects.toMatchObject({ fault: 'damaged', key: 'b' })
  expect(await store.getMany(['a', 'c'])).toEqual([one, one])
  expect(await store.size()).toBeGreaterThan(0)
})
