/**
 * A process to be killed: appends readings and flushes every so many, and prints how many there are once they are flushed.
 * Arguments: the folder, the number of the first reading, how many to a flush.
 */
import { writeSync } from 'node:fs'
import { openSqliteSeries } from '../index.ts'
import { crashReading } from './crashReadings.ts'

const [folder, first, each] = process.argv.slice(2)
const { store } = await openSqliteSeries({ folder: folder!, log: { note() {} } })
for (let number = Number(first); ;) {
  for (let i = 0; i < Number(each); i++, number++) {
    const { series, atMs, value } = crashReading(number)
    store.append(series, atMs, value)
  }
  await store.flush()
  writeSync(1, `${number}\n`)
}
