/**
 * Turns what SQLite and the file system throw into the faults of the port, once, at the edge.
 *
 * A disk that does not take what is written damages nothing that lies there: that is no damage, however SQLite files it. One
 * that fails to make it durable may have lost it, and is.
 *
 * Sources: result codes at https://sqlite.org/rescode.html (the low byte of an extended code is the primary one),
 * errno names of POSIX.
 */
import { StoreError, type StoreFault } from '@commune/protocol'

const sqliteFaults: Readonly<Record<number, readonly [StoreFault, string]>> = {
  3: ['read-only', 'the data folder may not be written by this user'],
  5: ['in-use', 'another process has this data folder open'],
  6: ['in-use', 'another process has this data folder open'],
  8: ['read-only', 'the data folder can only be read'],
  10: ['damaged', 'the disk gave an error while reading or writing'],
  11: ['damaged', 'the database file is damaged'],
  13: ['full', 'there is no room left for the data folder'],
  14: ['read-only', 'the database file cannot be opened for writing'],
  26: ['damaged', 'the database file is not a database any more']
}

/** Extended codes that mean something else than their first byte. */
const notWritten: readonly [StoreFault, string] = ['read-only', 'the disk does not take what is written']
const sqliteExtended: Readonly<Record<number, readonly [StoreFault, string]>> = {
  778: notWritten,
  1546: notWritten
}

const fileFaults: Readonly<Record<string, readonly [StoreFault, string]>> = {
  ENOSPC: ['full', 'there is no room left for the data folder'],
  EDQUOT: ['full', 'the quota of this user leaves no room for the data folder'],
  EFBIG: ['full', 'the database file may not grow any more'],
  EROFS: ['read-only', 'the data folder can only be read'],
  EACCES: ['read-only', 'the data folder may not be written by this user'],
  EPERM: ['read-only', 'the data folder may not be written by this user'],
  ENOTDIR: ['read-only', 'the data folder cannot be made: a file is in its place'],
  EEXIST: ['read-only', 'the data folder cannot be made: a file is in its place'],
  EIO: ['damaged', 'the disk gave an error while reading or writing']
}

/** The fault behind an error of SQLite or the file system; what is neither comes back as it was, for it is a bug. */
export function storeErrorOf(error: unknown, key?: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error
  const { code, errcode } = error as { code?: string, errcode?: number }
  const found = code === 'ERR_SQLITE_ERROR' && errcode !== undefined ? (sqliteExtended[errcode] ?? sqliteFaults[errcode & 255]) : fileFaults[code ?? '']
  if (found === undefined) return error
  return new StoreError(found[0], `${found[1]} (${error.message})`, key)
}

/** Runs `work` and lets its faults out as `StoreError`. */
export function withFaults<T>(work: () => T, key?: string): T {
  try {
    return work()
  } catch (error) {
    throw storeErrorOf(error, key)
  }
}
