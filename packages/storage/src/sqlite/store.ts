/**
 * The store on an open database.
 *
 * Invariants: one process, one connection, no transaction open between turns, so a read sees exactly what is durable.
 * A row that fails its check is reported with its key and changes nothing else; damage in the shape of the file sets a
 * mark, so that closing and opening again salvages it.
 */
import { statSync } from 'node:fs'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { StoreError, type Log, type Store } from '@commune/protocol'
import { checkKey, keyRange } from '../common/bounds.ts'
import { commitQueue } from '../common/commitQueue.ts'
import { storeErrorOf } from './faults.ts'
import { damageMark } from './folder.ts'
import { pauseOf } from './pause.ts'
import { withReason } from './probe.ts'
import { checkOf, putSql } from './schema.ts'

export interface SqliteStoreParts {
  readonly database: DatabaseSync
  readonly file: string
  readonly log: Log
  /** Runs once, after the database is closed. */
  readonly released: () => void
}

type Row = [key: string, crc: number, value: Uint8Array]

export function sqliteStore({ database, file, log, released }: SqliteStoreParts): Store {
  const prepare = (sql: string): StatementSync => {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  const put = prepare(putSql)
  const remove = prepare('DELETE FROM block WHERE key = ?')
  const getOne = prepare('SELECT key, crc, value FROM block WHERE key = ?')
  const walk = (columns: string, order: string): StatementSync =>
    prepare(`SELECT ${columns} FROM block WHERE key >= ? AND key < ? ORDER BY key ${order} LIMIT ?`)
  const keysUp = walk('key', 'ASC')
  const keysDown = walk('key', 'DESC')
  const rowsUp = walk('key, crc, value', 'ASC')
  const rowsDown = walk('key, crc, value', 'DESC')
  const begin = prepare('BEGIN IMMEDIATE')
  const end = prepare('COMMIT')
  const mark = damageMark(file)
  const pause = pauseOf(
    () => guard(() => database.exec('PRAGMA wal_checkpoint(PASSIVE)')),
    fault => log.note('store.carry-failed', { why: String(fault) })
  )
  let closing: Promise<void> | undefined

  const queue = commitQueue({
    soon: run => setImmediate(run),
    write: changes => guard(() => {
      begin.run()
      try {
        for (const [key, value] of changes) {
          if (value === undefined) remove.run(key)
          else put.run(key, checkOf(key, value), value)
        }
        end.run()
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK')
        throw withReason(error, file)
      }
      pause.wrote(changes.reduce((sum, [, value]) => sum + (value?.length ?? 0), 0))
    })
  })

  /** Runs `work` on the open database; damage that SQLite meets is marked for the next start. */
  function guard<T>(work: () => T, key?: string): T {
    try {
      return work()
    } catch (error) {
      const fault = storeErrorOf(error, key)
      if (fault instanceof StoreError && fault !== error && fault.fault === 'damaged') {
        mark.set()
        log.note('store.damaged', { why: fault.message })
      }
      throw fault
    }
  }

  function sound([key, crc, value]: Row): Uint8Array {
    if (checkOf(key, value) === crc) return value
    log.note('store.value-damaged', { bytes: value.length })
    throw new StoreError('damaged', 'a stored value is damaged', key)
  }

  function assertOpen(): void {
    if (closing !== undefined) throw new StoreError('closed', 'the store is closed')
  }

  function read(key: string): Uint8Array | undefined {
    checkKey(key)
    const row = guard(() => getOne.get(key), key) as unknown as Row | undefined
    return row && sound(row)
  }

  return {
    async get(key) {
      assertOpen()
      return read(key)
    },
    async getMany(keys) {
      assertOpen()
      return keys.map(read)
    },
    async keys(prefix, options) {
      assertOpen()
      const range = keyRange(prefix, options)
      if (range === undefined) return []
      const rows = guard(() => (range.reverse ? keysDown : keysUp).all(range.from, range.to, range.limit))
      return (rows as unknown as [string][]).map(([key]) => key)
    },
    async list(prefix, options) {
      assertOpen()
      const range = keyRange(prefix, options)
      if (range === undefined) return []
      const rows = guard(() => (range.reverse ? rowsDown : rowsUp).all(range.from, range.to, range.limit))
      return (rows as unknown as Row[]).map(row => [row[0], sound(row)])
    },
    commit: changes => queue.add(changes),
    async size() {
      assertOpen()
      return bytesOf(file) + bytesOf(`${file}-wal`)
    },
    close() {
      closing ??= queue.close().then(() => {
        pause.end()
        try {
          guard(() => database.close())
        } finally {
          released()
        }
      })
      return closing
    }
  }
}

function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
