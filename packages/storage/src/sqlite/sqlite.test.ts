import { DatabaseSync } from 'node:sqlite'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log, Store } from '@commune/protocol'
import { storeContract } from '@commune/protocol/testing'
import { openSqliteStore } from './index.ts'

const log: Log = { note() {} }
const roomBytes = 400_000

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'))
  let store: Store = (await openSqliteStore({ folder, log })).store
  const reopen = async (bytesMax?: number): Promise<Store> => {
    await store.close()
    store = (await openSqliteStore({ folder, log, ...(bytesMax === undefined ? {} : { bytesMax }) })).store
    return store
  }
  return {
    store,
    reopen: () => reopen(),
    reopenTight: () => reopen(roomBytes),
    async damage(key) {
      const database = new DatabaseSync(join(folder, 'store-1.sqlite'))
      database.prepare("UPDATE block SET value = x'05' || substr(value, 2, length(value) - 2) || x'06' WHERE key = ?").run(key)
      database.close()
    },
    async done() {
      await store.close()
      await rm(folder, { recursive: true })
    }
  }
})
