/** The store of a folder that no daemon has open: every value is read once, so that damage is found before it is needed. */
import { StoreError } from '@commune/protocol'
import { openSqliteStore } from '@commune/storage/sqlite'
import { bytesWords } from '../cli/bytes.ts'
import type { Hand } from '../cli/hand.ts'
import { stopOf } from '../daemon/home.ts'
import { saySalvaged } from '../daemon/salvaged.ts'
import { cliMessage } from '../words/index.ts'
import { fine, type Finding, wrong } from './finding.ts'

const keysAtOnce = 1_000
const silent = { note: () => undefined }

export const examineStore = async ({ folder, terminal }: Hand): Promise<Finding[]> => {
  try {
    const { store, salvaged } = await openSqliteStore({ folder, log: silent })
    try {
      saySalvaged(terminal, salvaged)
      let count = 0
      let damaged = 0
      for (let after = ''; ;) {
        const keys = await store.keys('', { limit: keysAtOnce, ...(after !== '' && { after }) })
        for (const key of keys) if (!(await isSound(() => store.get(key)))) damaged++
        count += keys.length
        const last = keys.at(-1)
        if (last === undefined || keys.length < keysAtOnce) break
        after = last
      }
      return [
        damaged > 0
          ? wrong(cliMessage('doctor.store-damaged', { n: damaged }))
          : fine(cliMessage('doctor.store', { n: count, size: bytesWords(await store.size()) }))
      ]
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreError) return [wrong(stopOf(error, folder).said)]
    throw error
  }
}

async function isSound(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read()
    return true
  } catch (error) {
    if (error instanceof StoreError && error.fault === 'damaged') return false
    throw error
  }
}
