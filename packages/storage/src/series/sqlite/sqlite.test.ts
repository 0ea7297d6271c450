import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log, SeriesStore } from '@commune/protocol'
import { seriesContract } from '@commune/protocol/testing'
import { openSqliteSeries } from './index.ts'

const log: Log = { note() {} }

seriesContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'series-'))
  let store: SeriesStore = (await openSqliteSeries({ folder, log })).store
  return {
    store,
    async reopen() {
      await store.close()
      store = (await openSqliteSeries({ folder, log })).store
      return store
    },
    async done() {
      await store.close()
      await rm(folder, { recursive: true })
    }
  }
})
