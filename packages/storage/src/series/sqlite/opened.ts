/**
 * Opens the file of a month, makes it when it is not there, and reads what is in no chunk yet.
 *
 * Throws `StoreError`: `damaged`, `newer-format` (the file is not touched), `full`, `read-only`.
 */
import { existsSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '@commune/protocol'
import { beginPart, finishPart, makePrivateFile } from '../../sqlite/index.ts'
import { monthName } from '../shelf/month.ts'
import { Tail } from '../shelf/tail.ts'
import { decodeTail } from './journal.ts'
import { removeFile } from './mend.ts'
import { checkOf, createMonth, monthFormat, openMonth, pageBytes, syncFile } from './schema.ts'
import { prepareAll, type Statements } from './statements.ts'

export interface Opened {
  readonly database: DatabaseSync
  readonly say: Statements
  /** Numbers of the series that the file has. */
  readonly ids: Map<string, number>
  /** Series whose hours are in the file, and those that were worked out since. */
  readonly withHours: Set<number>
  readonly hours: Map<number, Uint8Array>
  lastId: number
  lastPlace: number
  lastTail: number
  journalBytes: number
}

export interface MonthPlace {
  readonly folder: string
  readonly file: string
  readonly month: number
  readonly fromMs: number
  readonly bytesMax: number | undefined
}

/** `tails`: by name what is in rows of the tail and in no chunk, in the order it came. */
export function openMonthFile(place: MonthPlace): { opened: Opened, tails: Map<string, Tail> } {
  const database = openFile(place)
  try {
    const say = prepareAll(database)
    const ids = new Map((say.names.all() as unknown as [number, string][]).map(([id, name]) => [name, id]))
    const [[lastPlace]] = say.lastPlace.all() as unknown as [[number | null]]
    const lastId = [...ids.values()].reduce((most, id) => Math.max(most, id), 0)
    const withHours = new Set((say.withHours.all() as unknown as [number][]).map(([id]) => id))
    const opened: Opened = { database, say, ids, withHours, hours: new Map(), lastId, lastPlace: lastPlace ?? 0, lastTail: 0, journalBytes: 0 }
    return { opened, tails: replay(opened, place) }
  } catch (error) {
    database.close()
    throw error
  }
}

function openFile({ folder, file, month, bytesMax }: MonthPlace): DatabaseSync {
  if (!existsSync(file)) {
    removeFile(file)
    const part = beginPart(file)
    createMonth(part).close()
    syncFile(part)
    finishPart(folder, file)
  }
  makePrivateFile(file)
  if (statSync(file).size === 0) throw new StoreError('damaged', 'the file is empty', monthName(month))
  const { database, format } = openMonth(file)
  if (format > monthFormat) {
    database.close()
    throw new StoreError('newer-format', 'a newer version of this program wrote these readings; use that version', monthName(month))
  }
  if (bytesMax !== undefined) database.exec(`PRAGMA max_page_count = ${Math.floor(bytesMax / pageBytes)}`)
  return database
}

function replay(opened: Opened, { month, fromMs }: MonthPlace): Map<string, Tail> {
  const names = new Map([...opened.ids].map(([name, id]) => [id, name]))
  const upto = new Map(opened.say.sealed.all() as unknown as [number, number][])
  const tails = new Map<string, Tail>()
  for (const [id, crc, bytes] of opened.say.tails.iterate() as unknown as Iterable<[number, number, Uint8Array]>) {
    const isWhole = crc === checkOf(id, bytes) && decodeTail(bytes, fromMs, (series, atMs, value) => {
      const name = names.get(series)
      if (name === undefined || id <= (upto.get(series) ?? 0)) return
      const tail = tails.get(name) ?? new Tail()
      tails.set(name, tail)
      tail.push(atMs, value)
    })
    if (!isWhole) throw new StoreError('damaged', 'readings that were in no chunk yet are damaged', monthName(month))
    opened.lastTail = id
    opened.journalBytes += bytes.length
  }
  return tails
}
