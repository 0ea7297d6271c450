/** The same readings in DuckDB, through its appender, in columns of its own chunks: the quickest way in that it has from here. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Arrivals } from './readings.ts'

interface Appender {
  appendDataChunk(chunk: unknown): void
  closeSync(): void
}

interface Connection {
  run(sql: string, values?: unknown[]): Promise<unknown>
  runAndReadAll(sql: string, values?: unknown[]): Promise<{ getRows(): unknown[][] }>
  createAppender(table: string): Promise<Appender>
  closeSync(): void
}

interface Chunk {
  setColumns(columns: readonly (readonly unknown[])[]): void
}

export interface DuckDb {
  readonly DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<Connection>, closeSync(): void }> }
  readonly DuckDBDataChunk: { create(types: readonly unknown[]): Chunk }
  readonly INTEGER: unknown
  readonly BIGINT: unknown
  readonly DOUBLE: unknown
}

const rowsInChunk = 2_048
const dayMs = 86_400_000

export async function duckDb(duck: DuckDb, folder: string, { names, times, values }: Arrivals, dayStartMs: number): Promise<Record<string, number>> {
  const file = join(folder, 'readings.duckdb')
  const instance = await duck.DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run('CREATE TABLE reading (series INTEGER, time BIGINT, value DOUBLE)')
  const appender = await connection.createAppender('reading')
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  for (let from = 0; from < times.length; from += rowsInChunk) {
    const to = Math.min(from + rowsInChunk, times.length)
    const series: number[] = []
    const at: bigint[] = []
    const read: number[] = []
    for (let i = from; i < to; i++) {
      series.push(i % names.length)
      at.push(BigInt(times[i]!))
      read.push(values[i]!)
    }
    const chunk = duck.DuckDBDataChunk.create([duck.INTEGER, duck.BIGINT, duck.DOUBLE])
    chunk.setColumns([series, at, read])
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  await connection.run('CHECKPOINT')
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const days: number[] = []
  for (let i = 0; i < 30; i++) {
    const from = performance.now()
    const found = await connection.runAndReadAll('SELECT time, value FROM reading WHERE series = $1 AND time >= $2 AND time < $3 ORDER BY time', [i % names.length, BigInt(dayStartMs), BigInt(dayStartMs + dayMs)])
    found.getRows()
    days.push(performance.now() - from)
  }
  connection.closeSync()
  instance.closeSync()
  return { duckCpuNs: ((user + system) * 1_000) / times.length, duckPerS: times.length / seconds, duckBytes: statSync(file).size / times.length, duckDayMs: days.toSorted((a, b) => a - b)[15]! }
}
