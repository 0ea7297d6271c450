/** The same readings as plain rows: one table, one row a reading, ordered by series and time, as durable as ours at the end. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Arrivals } from './readings.ts'

const rowsInTransaction = 100_000
const dayMs = 86_400_000

export async function sqliteRows(folder: string, { names, times, values }: Arrivals, dayStartMs: number): Promise<Record<string, number>> {
  const file = join(folder, 'rows.sqlite')
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
    CREATE TABLE reading (series INTEGER NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (series, at)) WITHOUT ROWID`)
  const put = database.prepare('INSERT OR REPLACE INTO reading VALUES (?, ?, ?)')
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  let open = 0
  database.exec('BEGIN')
  for (let i = 0; i < times.length; i++) {
    put.run(i % names.length, times[i]!, values[i]!)
    if (++open % rowsInTransaction === 0) database.exec('COMMIT; BEGIN')
  }
  database.exec('COMMIT')
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const day = database.prepare('SELECT at, value FROM reading WHERE series = ? AND at >= ? AND at < ? ORDER BY at')
  day.setReturnArrays(true)
  const days: number[] = []
  for (let i = 0; i < 50; i++) {
    const from = performance.now()
    day.all(i % names.length, dayStartMs, dayStartMs + dayMs)
    days.push(performance.now() - from)
  }
  database.close()
  return { rowsCpuNs: ((user + system) * 1_000) / times.length, rowsPerS: times.length / seconds, rowsBytes: statSync(file).size / times.length, rowsDayMs: days.toSorted((a, b) => a - b)[25]! }
}
