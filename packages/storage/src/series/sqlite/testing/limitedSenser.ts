/** Appends and flushes until nothing more can be written, and says what the fault was; run where files may not grow large. */
import { StoreError } from '@commune/protocol'
import { openSqliteSeries } from '../index.ts'

const [, , folder = ''] = process.argv
const { store } = await openSqliteSeries({ folder, log: { note() {} } })
let [flushed, appended] = [0, 0]
try {
  for (;;) {
    // Numbers that no coding makes small.
    for (let i = 0; i < 2_000; i++, appended++) store.append('a', Date.UTC(2026, 10) + appended * 1_000, Math.sin(appended * 12.9898) * 43_758.5453)
    await store.flush()
    flushed = appended
  }
} catch (fault) {
  const { count } = await store.facts('a')
  console.log(JSON.stringify({ fault: fault instanceof StoreError ? fault.fault : String(fault), flushed, held: count === appended }))
}
await store.close().catch(() => undefined)
