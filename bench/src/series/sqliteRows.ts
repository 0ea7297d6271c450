/** The same readings as plain rows: one table, one row a reading, ordered by series and time, as durable as ours at the end. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Series } from './readings.ts'

const rowsInTransaction = 10_000
const dayMs = 86_400_000

export async function sqliteRows(folder: string, all: readonly Series[], length: number, dayStartMs: number): Promise<Record<string, number>> {
  const file = join(folder, 'rows.sqlite')
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE reading (series INTEGER NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (series, at)) WITHOUT ROWID`)
  const put = database.prepare('INSERT OR REPLACE INTO reading VALUES (?, ?, ?)')
  const start = performance.now()
  let open = 0
  database.exec('BEGIN')
  for (let i = 0; i < length; i++) {
    for (let series = 0; series < all.length; series++) {
      put.run(series, all[series]!.times[i]!, all[series]!.values[i]!)
      if (++open % rowsInTransaction === 0) database.exec('COMMIT; BEGIN')
    }
  }
  database.exec('COMMIT')
  const seconds = (performance.now() - start) / 1_000
  const day = database.prepare('SELECT at, value FROM reading WHERE series = ? AND at >= ? AND at < ? ORDER BY at')
  day.setReturnArrays(true)
  const times: number[] = []
  for (let i = 0; i < 50; i++) {
    const from = performance.now()
    day.all(i % all.length, dayStartMs, dayStartMs + dayMs)
    times.push(performance.now() - from)
  }
  database.close()
  const readings = all.length * length
  return { rowsPerS: readings / seconds, rowsBytes: statSync(file).size / readings, rowsDayMs: times.toSorted((a, b) => a - b)[25]! }
}
