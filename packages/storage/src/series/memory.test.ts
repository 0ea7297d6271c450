import { seriesContract } from '@commune/protocol/testing'
import { memorySeries } from './index.ts'

seriesContract('memory', async () => {
  const store = memorySeries()
  return { store, done: () => store.close() }
})
