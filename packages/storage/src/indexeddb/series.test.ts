/** Readings in the store that a page has: hand-read meters, and what a phone senses. */
import { IDBFactory as FreshFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Clock, Log, SeriesStore } from '@commune/protocol'
import { seriesContract } from '@commune/protocol/testing'
import { openStoreSeries } from '../series/index.ts'
import { openIndexedDbStore } from './index.ts'

const log: Log = { note() {} }
const clock: Clock = { nowMs: () => 0, after: () => () => {} }
// What a page has for a global name.
Object.assign(globalThis, { IDBKeyRange })

seriesContract('IndexedDB', async () => {
  const factory = new FreshFactory()
  let under = await openIndexedDbStore({ name: 'commune', log, clock, factory })
  let store: SeriesStore = (await openStoreSeries({ store: under, clock, log })).store
  return {
    store,
    async reopen() {
      await store.close()
      await under.close()
      under = await openIndexedDbStore({ name: 'commune', log, clock, factory })
      store = (await openStoreSeries({ store: under, clock, log })).store
      return store
    },
    async done() {
      await store.close()
      await under.close()
    }
  }
})
