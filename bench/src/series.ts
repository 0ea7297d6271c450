/**
 * Keeping readings: 5,000,000 in 500 series, a minute apart with jitter, appended one by one in the order they would come, from the
 * first until all are durable. Then a day of one series, a year of a reading a minute at hourly bins, and forgetting a month, all
 * warm, medians of many. (The first look at a year works out its hours and keeps them: `yearHourlyFirstMs`.)
 *
 * In the same run: the same readings as plain rows of `node:sqlite` (fewer of them: it is the rate that is compared), and through the
 * appender of DuckDB.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readings, SeriesStore } from '@commune/protocol'
import { openSqliteSeries } from '@commune/storage/series/sqlite'
import type { BenchOptions, Figures } from './runner/subject.ts'
import { type DuckDb, duckDb } from './series/duckdb.ts'
import { type Arrivals, arrivalsOf, makeSeries } from './series/readings.ts'
import { sqliteRows } from './series/sqliteRows.ts'

export const about = 'Keeping 5,000,000 readings of 500 series, and looking at a day and at a year.'
export const peers: Readonly<Record<string, string>> = { '@duckdb/node-api': '1.5.6-r.1' }
export const options: Readonly<Record<string, string>> = {
  n: 'readings (5,000,000)',
  series: 'series (500)',
  runs: 'times everything is inserted; the best counts, for us and for what we compare with, as noise only slows down (3)',
  rows: 'readings for plain SQLite rows (1,000,000)',
  files: 'CSV files `time,value` of real series to say the bytes a reading of, joined by commas (none)'
}

const log = { note() {} }
const minuteMs = 60_000
const dayMs = 86_400_000
const yearMs = 365 * dayMs
const beginMs = Date.UTC(2026, 2, 1)
const looks = 300
const warmLooks = 10

export async function run({ number, text, note, peer }: BenchOptions): Promise<Figures> {
  const [count, seriesCount, runs, rows] = [number('n', 5_000_000), number('series', 500), number('runs', 3), number('rows', 1_000_000)]
  const length = Math.floor(count / seriesCount)
  note('making readings')
  const made = makeSeries(seriesCount, length, beginMs, minuteMs)
  const all = arrivalsOf(made, length)
  const fewer = arrivalsOf(made, Math.min(length, Math.ceil(rows / seriesCount)))
  const duck = await peer<DuckDb>('@duckdb/node-api')

  const found: Record<string, number[]> = {}
  const keep = (figures: Readonly<Record<string, number>>): void => {
    for (const [name, value] of Object.entries(figures)) (found[name] ??= []).push(value)
  }
  for (let turn = 1; turn <= runs; turn++) {
    note(`run ${turn} of ${runs}: ours`)
    keep(await inFolder(folder => ours(folder, all, turn === runs)))
    note(`run ${turn} of ${runs}: plain rows of SQLite`)
    keep(await inFolder(folder => sqliteRows(folder, fewer, beginMs + dayMs)))
    note(`run ${turn} of ${runs}: DuckDB`)
    keep(await inFolder(folder => duckDb(duck, folder, all, beginMs + dayMs)))
  }
  note('a year')
  keep(await inFolder(year))
  const most = (name: string): number => Math.max(...(found[name] ?? [Number.NaN]))
  const least = (name: string): number => Math.min(...(found[name] ?? [Number.NaN]))
  return {
    insertPerS: most('insertPerS'),
    bytesPerReading: least('bytesPerReading'),
    dayMs: least('dayMs'),
    yearHourlyMs: least('yearHourlyMs'),
    overSqliteRows: most('insertPerS') / most('rowsPerS'),
    overDuckdb: most('insertPerS') / most('duckPerS'),
    forgetMonthMs: least('forgetMs'),
    yearHourlyCpuMs: least('yearHourlyCpuMs'),
    yearHourlyFirstMs: least('yearHourlyFirstMs'),
    yearReadings: most('yearReadings'),
    yearBytesPerReading: least('yearBytes'),
    insertCpuNs: least('cpuNs'),
    sqliteRowsCpuNs: least('rowsCpuNs'),
    duckdbCpuNs: least('duckCpuNs'),
    peakMb: most('peakMb'),
    sqliteRowsPerS: most('rowsPerS'),
    sqliteRowsBytes: least('rowsBytes'),
    sqliteRowsDayMs: least('rowsDayMs'),
    duckdbPerS: most('duckPerS'),
    duckdbBytes: least('duckBytes'),
    duckdbDayMs: least('duckDayMs'),
    ...(await realSeries(text('files', '')))
  }
}

async function ours(folder: string, { names, times, values }: Arrivals, looksAtDay: boolean): Promise<Record<string, number>> {
  const { store } = await openSqliteSeries({ folder, log })
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  for (let i = 0; i < times.length; i++) store.append(names[i % names.length]!, times[i]!, values[i]!)
  await store.flush()
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const readings = times.length
  const peakMb = process.memoryUsage().rss / 1e6
  const lookMs = looksAtDay ? await dayOf(store, names, times.length / names.length) : Number.NaN
  await store.close()
  const figures = { insertPerS: readings / seconds, cpuNs: ((user + system) * 1_000) / readings, bytesPerReading: bytesIn(folder) / readings, peakMb }
  return looksAtDay ? { ...figures, dayMs: lookMs } : figures
}

async function dayOf(store: SeriesStore, names: readonly string[], length: number): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < looks; i++) {
    const name = names[(i * 37) % names.length]!
    const start = performance.now()
    const { times: found } = await store.read(name, beginMs + dayMs, beginMs + 2 * dayMs)
    times.push(performance.now() - start)
    if (found.length < 100 && length > 3_000) throw new Error(`a day has ${found.length} readings`)
  }
  return median(times.slice(looks / 3))
}

/** A reading a minute for a year, of a temperature and of a power; and how long it takes to forget a month of it. */
async function year(folder: string): Promise<Record<string, number>> {
  const { store } = await openSqliteSeries({ folder, log })
  const all = makeSeries(12, yearMs / minuteMs, beginMs, minuteMs).filter((_, index) => index === 0 || index === 11)
  for (const { name, times, values } of all) store.appendMany(name, { times, values })
  await store.flush()
  const times: number[] = []
  let cpu = process.cpuUsage()
  for (let i = 0; i < 60; i++) {
    if (i === warmLooks) cpu = process.cpuUsage()
    const start = performance.now()
    const { starts } = await store.bins(all[i % 2]!.name, beginMs, beginMs + yearMs, 3_600_000)
    times.push(performance.now() - start)
    if (starts.length < 8_700) throw new Error(`a year has ${starts.length} hours`)
  }
  const yearHourlyCpuMs = process.cpuUsage(cpu).user / 1_000 / (times.length - warmLooks)
  const readings = all.length * (yearMs / minuteMs)
  await store.close()
  const yearBytes = bytesIn(folder) / readings
  const again = (await openSqliteSeries({ folder, log })).store
  const forgets: number[] = []
  for (let month = 3; month < 14; month++) {
    const start = performance.now()
    await again.forget(Date.UTC(2026, month))
    forgets.push(performance.now() - start)
  }
  await again.close()
  return { yearHourlyMs: median(times.slice(warmLooks)), yearHourlyCpuMs, yearHourlyFirstMs: times[1]!, yearReadings: yearMs / minuteMs, yearBytes, forgetMs: median(forgets) }
}

/** Bytes a reading of series in files, each in a store of its own. */
async function realSeries(files: string): Promise<Record<string, number>> {
  const figures: Record<string, number> = {}
  for (const file of files.split(',').filter(name => name !== '')) {
    const readings = readCsv(file)
    figures[`bytes ${file.split('/').at(-1)}`] = await inFolder(async folder => {
      const { store } = await openSqliteSeries({ folder, log })
      store.appendMany('a', readings)
      await store.flush()
      const { bytes, count } = await store.facts('a')
      await store.close()
      return bytes / count
    })
  }
  return figures
}

function readCsv(file: string): Readings {
  const rows = readFileSync(file, 'utf8').split('\n').map(line => line.split(',')).map(([time, value]) => [Date.parse(`${time}Z`), Number(value)] as const)
  const sound = rows.filter(([time, value]) => Number.isFinite(time) && Number.isFinite(value))
  return { times: Float64Array.from(sound, ([time]) => time), values: Float64Array.from(sound, ([, value]) => value) }
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'commune-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN
}
