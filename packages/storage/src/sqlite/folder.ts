/**
 * The data folder: its permissions, its lock, and which database file in it counts.
 *
 * Why numbered files: a salvaged database is written beside the damaged one and takes its place by one rename, so that a
 * crash at any moment leaves either. `store-1.sqlite`, `store-2.sqlite`, …: the one with the highest number counts, the
 * ones below it are damaged originals, kept for whoever wants to look. What ends in `.part` is unfinished.
 *
 * Why the lock is a database of its own: SQLite asks the operating system for the lock, which frees it when a process
 * dies however it dies; and nobody ever opens and closes that file by other means, which on POSIX would drop the lock.
 */
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { withFaults } from './faults.ts'

const storeName = /^store-(\d{1,6})\.sqlite$/

/** A data folder that this process alone has. */
export interface HeldFolder {
  readonly path: string
  release(): void
}

/** A lock that nobody refers to would be closed, and let go of, by the collection of garbage: it is held until it is released. */
const locks = new Set<DatabaseSync>()

/** Makes the folder if needed (0700) and takes its lock; `StoreError` `in-use` when another process has it. */
export function holdFolder(path: string): HeldFolder {
  return withFaults(() => {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const names = readdirSync(path)
    const ours = names.length === 0 || names.some(name => storeName.test(name))
    if (ours) chmodSync(path, 0o700)
    const lockFile = join(path, 'store.lock')
    // Closing a file lets go of every lock that this process has on it (POSIX), so one that is there is not opened to be made private.
    if (existsSync(lockFile)) chmodSync(lockFile, 0o600)
    else makePrivateFile(lockFile)
    const lock = new DatabaseSync(lockFile)
    try {
      // Nothing is ever written to it, so it needs no journal.
      lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    } catch (error) {
      lock.close()
      throw error
    }
    locks.add(lock)
    return {
      path,
      release() {
        locks.delete(lock)
        lock.close()
      }
    }
  })
}

/** The number of the database file that counts, 0 when there is none yet. */
export function currentNumber(folder: string): number {
  return Math.max(0, ...readdirSync(folder).map(name => Number(storeName.exec(name)?.[1] ?? 0)))
}

export function databaseFile(folder: string, number: number): string {
  return join(folder, `store-${number}.sqlite`)
}

/** An empty 0600 file in the place of a database that is being written; SQLite gives its journals the same mode. */
export function beginPart(file: string): string {
  const part = `${file}.part`
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(part + end, { force: true })
  makePrivateFile(part)
  return part
}

/** Puts a finished, closed and synced database in its place, durably. */
export function finishPart(folder: string, file: string): void {
  renameSync(`${file}.part`, file)
  syncFolder(folder)
}

/** Makes the file if it is not there and sees that only its owner reads it. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

/** Makes names that were given or taken away in a folder durable. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder, and keeps names durable by itself.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Left beside a database in which damage was met, so that the next start salvages it. */
export function damageMark(file: string): { set(): void, isSet(): boolean } {
  const mark = `${file}.damaged`
  return {
    set() {
      try {
        makePrivateFile(mark)
      } catch {
        // A disk that takes no mark will show its damage again.
      }
    },
    isSet: () => existsSync(mark)
  }
}
