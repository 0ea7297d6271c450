/**
 * One table of keys and values, and how its file is kept.
 *
 * Why these choices (measured with values of 0.2 to 60 KB):
 * - A table with row ids and its index over the keys: with values of a few KB and more, WITHOUT ROWID takes up to three
 *   times the room (overflow pages), lists keys ten times slower and reads half as fast. The index also names the keys
 *   of rows that damage took.
 * - Pages of 4 KiB: the least waste, and the least to write for a small commit.
 * - `secure_delete` costs nothing measurable here, what is forgotten is gone from the disk, and a salvage never brings
 *   back what was removed.
 * - The check is over key and value, so a value that turns up under another key does not pass.
 * - `locking_mode = EXCLUSIVE` keeps the index of the write-ahead log in memory: fewer calls, no `-shm` file.
 */
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'

/** Raised when an older version of the program could not read what this one writes. */
export const storeFormat = 1
export const pageBytes = 4_096

const settings = `
  PRAGMA page_size = ${pageBytes};
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA wal_autocheckpoint = 2000;
  PRAGMA journal_size_limit = 4194304;
`

const schema = `
  BEGIN;
  CREATE TABLE block (key TEXT PRIMARY KEY NOT NULL, crc INTEGER NOT NULL, value BLOB NOT NULL);
  PRAGMA user_version = ${storeFormat};
  COMMIT;
`

export const putSql = `INSERT INTO block (key, crc, value) VALUES (?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET crc = excluded.crc, value = excluded.value`

/** Makes the table in an empty file. */
export function createDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file)
  database.exec(settings)
  database.exec(schema)
  return database
}

/** Opens a file; `format` is the one it was written in, and nothing was written to it yet when it is a newer one. */
export function openDatabase(file: string): { database: DatabaseSync, format: number } {
  const database = new DatabaseSync(file)
  try {
    // First of all, or the read below would make a `-shm` file.
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    const format = Number(database.prepare('PRAGMA user_version').get()!['user_version'])
    if (format <= storeFormat) database.exec(settings)
    return { database, format }
  } catch (error) {
    database.close()
    throw error
  }
}

/** What SQLite says about the shape of the file: undefined when all is well. Reads all of it, so it is for small files. */
export function findDamage(database: DatabaseSync): string | undefined {
  const found = String(database.prepare('PRAGMA integrity_check(1)').get()!['integrity_check'])
  return found === 'ok' ? undefined : found
}

export function hasTable(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'block'").get() !== undefined
}

/** The check of a row: CRC-32 over its key, then its value. */
export function checkOf(key: string, value: Uint8Array): number {
  return crc32(value, crc32(key))
}
