/**
 * Carries what can still be read of a damaged month over into a fresh file.
 *
 * Chunks and rows of the tail are asked for one by one, so that a page that cannot be read costs those that lie in it. Each has a
 * check of its own, and a chunk says which series and time it is of: sums and order are made anew.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { decodeShared } from '../codec/index.ts'
import { sumsOf } from '../shelf/sums.ts'
import { decodeTail } from './journal.ts'
import { checkOf, offsetOf, seriesMax, seriesOf } from './schema.ts'
import { prepareAll } from './statements.ts'

/** Where the count of rows cannot be read: as many as a month of many series may have. */
const rowsMax = 300_000
/** After so many that cannot be read, one after the other, no more are tried: a page that leads to others names fewer. */
const failuresMax = 10_000

/** Writes into `fresh`, which has the tables; gives how many readings were kept. With `tails` those in no chunk as well. */
export function salvage(file: string, fresh: DatabaseSync, monthStartMs: number, tails: boolean): number {
  const say = prepareAll(fresh)
  let kept = 0
  let damaged: DatabaseSync | undefined
  say.begin.run()
  try {
    damaged = new DatabaseSync(file)
    const names = new Set<number>()
    for (const [id, name] of rowsOf<[number, string]>(damaged, 'series', 'id', 'id, name', seriesMax)) {
      say.putName.run(id, name)
      names.add(id)
    }
    for (const [place, part, crc, bytes] of rowsOf<[number, number, number, Uint8Array]>(damaged, 'chunk', 'place', 'place, part, crc, bytes', rowsMax)) {
      const readings = crc === checkOf(part, bytes) && names.has(seriesOf(part)) ? decodeShared(bytes) : undefined
      if (readings === undefined || readings.times[0] !== monthStartMs + offsetOf(part)) continue
      const sums = sumsOf(readings, 0, readings.times.length)
      say.putChunk.run(place, part, crc, bytes)
      say.putPart.run(part, place, sums.lastMs - monthStartMs, sums.count, sums.mean, sums.min, sums.max, sums.first, sums.last)
      kept += sums.count
    }
    if (tails) kept += salvageTails(damaged, say, monthStartMs)
  } catch {
    // It is no database any more, or what it says of itself is wrong: what was kept so far is what there is.
  } finally {
    if (damaged?.isOpen) damaged.close()
    say.commit.run()
  }
  return kept
}

function salvageTails(damaged: DatabaseSync, say: ReturnType<typeof prepareAll>, monthStartMs: number): number {
  let kept = 0
  for (const [series, upto] of rowsOf<[number, number]>(damaged, 'sealed', 'series', 'series, upto', seriesMax)) say.putSealed.run(series, upto)
  for (const [id, crc, bytes] of rowsOf<[number, number, Uint8Array]>(damaged, 'tail', 'id', 'id, crc, bytes', rowsMax)) {
    if (crc !== checkOf(id, bytes) || !decodeTail(bytes, monthStartMs, () => kept++)) continue
    say.putTail.run(id, crc, bytes)
  }
  return kept
}

/** Rows of a table that can be read, one by one. */
function* rowsOf<Row>(database: DatabaseSync, table: string, key: string, columns: string, most: number): Iterable<Row> {
  const prepare = (sql: string): StatementSync => {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  const one = prepare(`SELECT ${columns} FROM ${table} WHERE ${key} = ?`)
  const after = prepare(`SELECT ${key} FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT 1`)
  const last = tried(() => (prepare(`SELECT max(${key}) FROM ${table}`).get() as unknown as [number | null])[0] ?? 0) ?? most
  let failures = 0
  for (let id = 0; id <= last && failures < failuresMax; id++) {
    // Over what is not there in one step, as long as that can be read.
    const next = failures > 0 ? id : tried(() => (after.get(id - 1) as unknown as [number] | undefined)?.[0] ?? last + 1)
    if (next !== undefined && next > id) id = next
    const row = id > last ? undefined : tried(() => [one.get(id) as unknown as Row | undefined])
    failures = row === undefined ? failures + 1 : 0
    if (row?.[0] !== undefined) yield row[0]
  }
}

function tried<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

const asideName = /^(\d{4}-\d\d)\.damaged-(\d{1,4})\.sqlite$/

/** Gives a damaged file a name of its own beside the others, and says which. */
export function setAside(file: string): string {
  const folder = dirname(file)
  const month = basename(file, '.sqlite')
  const number = 1 + Math.max(0, ...asides(folder).filter(aside => aside.month === month).map(aside => aside.number))
  const original = join(folder, `${month}.damaged-${number}.sqlite`)
  renameSync(file, original)
  for (const end of ['-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, original + end)
  return original
}

/** Damaged files that were set aside, with the months they are of. */
export function asides(folder: string): { month: string, number: number, path: string }[] {
  return readdirSync(folder).flatMap(name => {
    const [, month, number] = asideName.exec(name) ?? []
    return month === undefined ? [] : [{ month, number: Number(number), path: join(folder, name) }]
  })
}

const ahead = ['-wal', '-shm', '-journal']

/**
 * Takes a file of SQLite away with what belongs to it, and that first: readings that lie in the log of a file that is gone would be read into
 * the next file of that name.
 */
export function removeFile(path: string): void {
  for (const end of [...ahead, '.part', '.part-wal', '']) rmSync(path + end, { force: true })
}

/** What was written ahead for files that are gone: somebody took them away by hand. */
export function removeStrays(folder: string): void {
  for (const name of readdirSync(folder)) {
    const end = ahead.find(each => name.endsWith(`.sqlite${each}`))
    if (end !== undefined && !existsSync(join(folder, name.slice(0, -end.length)))) rmSync(join(folder, name), { force: true })
  }
}
