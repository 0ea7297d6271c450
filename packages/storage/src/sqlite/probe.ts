/**
 * Why a database could not be written, where SQLite says no more than that it could not: it keeps what the system said to itself.
 * A byte written beside it, as far from the beginning of its file as the database reaches, meets the same bound: a quota, the
 * largest file this process may make, a disk that fails.
 */
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { StoreError } from '@commune/protocol'
import { storeErrorOf } from './faults.ts'

/** SQLITE_IOERR_WRITE, see https://sqlite.org/rescode.html#ioerr_write */
const writeFailed = 778

/** The fault behind an error of SQLite that says only that writing failed; any other comes back as it was. */
export function withReason(error: unknown, file: string): unknown {
  if ((error as { errcode?: number } | undefined)?.errcode !== writeFailed) return error
  const reach = Math.max(...[file, `${file}-wal`].map(each => statSync(each, { throwIfNoEntry: false })?.size ?? 0))
  const probe = `${file}.probe`
  let handle: number | undefined
  try {
    handle = openSync(probe, 'w', 0o600)
    writeSync(handle, Uint8Array.of(0), 0, 1, reach)
    return error
  } catch (reason) {
    const fault = storeErrorOf(reason)
    return fault instanceof StoreError ? fault : error
  } finally {
    if (handle !== undefined) closeSync(handle)
    rmSync(probe, { force: true })
  }
}
