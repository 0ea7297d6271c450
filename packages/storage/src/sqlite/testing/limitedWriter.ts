/** Writes into a store until it takes no more, and says what the fault was; run where files may not grow large. */
import { StoreError } from '@commune/protocol'
import { openSqliteStore } from '../index.ts'

const [, , folder = ''] = process.argv
const { store } = await openSqliteStore({ folder, log: { note() {} } })
let kept = 0
try {
  for (;; kept++) await store.commit([[`a/${kept}`, new Uint8Array(20_000).fill(kept)]])
} catch (fault) {
  const again = await store.get(`a/${kept - 1}`)
  console.log(JSON.stringify({ fault: fault instanceof StoreError ? fault.fault : String(fault), kept, readable: again?.length }))
}
await store.close().catch(() => undefined)
