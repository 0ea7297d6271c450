/**
 * The file of one month: SQLite, so that what is written is whole or not there.
 *
 *     series   names and their numbers in this file
 *     part     of each chunk where it is and what it sums up to, ordered by series and time: its id is both
 *     chunk    the chunks as bytes, in the order they were written, so that pages fill up and none is split
 *     tail     readings that are in no chunk yet, one row for each flush, in the order they came
 *     sealed   up to which row of `tail` the readings of a series are in chunks
 *     hours    what the chunks of a series sum up to by the hour, where somebody looked; made anew when it is gone
 *
 * Why `part` stands apart from `chunk`: bins are answered from sums without a look at the pages that hold the chunks. Why one row
 * of `tail` for a flush and not one for a series: a flush is a page or two, whoever many series had a reading.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'

/** Raised when an older version of the program could not read what this one writes. */
export const monthFormat = 1
export const pageBytes = 8_192

const settings = `
  PRAGMA page_size = ${pageBytes};
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA cache_size = -512;
  PRAGMA wal_autocheckpoint = 1000;
  PRAGMA journal_size_limit = 4194304;
`

const schema = `
  BEGIN;
  CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL);
  CREATE TABLE part (
    id INTEGER PRIMARY KEY, place INTEGER NOT NULL, until INTEGER NOT NULL, count INTEGER NOT NULL,
    mean REAL NOT NULL, least REAL NOT NULL, most REAL NOT NULL, first REAL NOT NULL, last REAL NOT NULL
  );
  CREATE TABLE chunk (place INTEGER PRIMARY KEY, part INTEGER NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL);
  CREATE TABLE tail (id INTEGER PRIMARY KEY, crc INTEGER NOT NULL, bytes BLOB NOT NULL);
  CREATE TABLE sealed (series INTEGER PRIMARY KEY, upto INTEGER NOT NULL);
  CREATE TABLE hours (series INTEGER PRIMARY KEY, crc INTEGER NOT NULL, bytes BLOB NOT NULL);
  PRAGMA user_version = ${monthFormat};
  COMMIT;
`

/**
 * Makes the tables in an empty file that nobody needs before it has its name: it is made durable once, by `syncFile`, and not at every
 * step.
 */
export function createMonth(file: string): DatabaseSync {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF`)
  database.exec(schema)
  database.exec('PRAGMA journal_mode = WAL')
  return database
}

/** Makes what was written to a file durable; no database has it open. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Opens a file; `format` is the one it was written in, and nothing was written to it yet when it is a newer one. */
export function openMonth(file: string): { database: DatabaseSync, format: number } {
  const database = new DatabaseSync(file)
  try {
    // First of all, or the read below would make a `-shm` file.
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    const format = Number(database.prepare('PRAGMA user_version').get()!['user_version'])
    if (format <= monthFormat) database.exec(settings)
    return { database, format }
  } catch (error) {
    database.close()
    throw error
  }
}

/** A chunk that turns up as another one does not pass. */
export function checkOf(part: number, bytes: Uint8Array): number {
  return crc32(bytes, crc32(String(part)))
}

/** The number of a chunk of a series that begins so many milliseconds into the month, which has less than 2^32. */
export function partId(series: number, beginMs: number): number {
  return series * offsetEnd + beginMs
}

export function seriesOf(part: number): number {
  return Math.floor(part / offsetEnd)
}

export function offsetOf(part: number): number {
  return part % offsetEnd
}

const offsetEnd = 0x1_0000_0000
/** So that the number of a chunk is a whole number below 2^53. */
export const seriesMax = 100_000
