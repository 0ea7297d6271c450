/**
 * Carries what can still be read from a damaged database into a fresh one beside it; the damaged one stays as it is.
 *
 * A key whose value is lost is carried as well, with a check that does not hold: reading it goes on saying `damaged`, and
 * is never mistaken for a key that was never there, until somebody writes it anew or removes it.
 *
 * Where anything was lost, the fresh one holds the key `salvaged` until whoever uses it removes it, so that it is known after a
 * crash too: 1 when every key that lost its value reads as damaged, 2 when keys may lack that nobody can name.
 */
import type { Log } from '@commune/protocol'
import { beginPart, databaseFile, finishPart } from './folder.ts'
import { openImage } from './image.ts'
import { findRows } from './pages.ts'
import { checkOf, createDatabase, putSql } from './schema.ts'

/** What a salvage brought over and what it could not. */
export interface Salvaged {
  /** What was wrong. */
  readonly why: string
  /** Where the damaged file lies, untouched. */
  readonly original: string
  /** How many keys and values are sound. */
  readonly kept: number
  /** Keys whose values are lost; they read as `damaged` until they are written or removed. */
  readonly lostKeys: readonly string[]
  /** Pages of 4 KiB that nothing could be made of; when not 0, keys may be missing that nobody can name. */
  readonly pagesLost: number
}

const rowsInTransaction = 1_000
const salvagedKey = 'salvaged'

/** Writes the database with the next number; throws a `StoreError` `full` when there is no room, and changes nothing. */
export function salvage(folder: string, number: number, why: string, log: Log): Salvaged {
  const original = databaseFile(folder, number)
  const fresh = databaseFile(folder, number + 1)
  const database = createDatabase(beginPart(fresh))
  const image = openImage(original)
  try {
    const put = database.prepare(putSql)
    let kept = 0
    const putMark = (mark: number): void => void put.run(salvagedKey, checkOf(salvagedKey, Uint8Array.of(mark)), Uint8Array.of(mark))
    database.exec('BEGIN')
    const found = findRows(image, (key, value) => {
      put.run(key, checkOf(key, value), value)
      if (++kept % rowsInTransaction === 0) database.exec('COMMIT; BEGIN')
    })
    const nothing = new Uint8Array(0)
    for (const key of found.lostKeys) put.run(key, ~checkOf(key, nothing) >>> 0, nothing)
    if (found.lostKeys.length > 0 || found.pagesLost > 0) putMark(found.pagesLost > 0 ? 2 : 1)
    database.exec('COMMIT')
    database.close()
    finishPart(folder, fresh)
    const salvaged = { why, original, kept, ...found }
    log.note('store.salvaged', { kept, lost: found.lostKeys.length, pagesLost: found.pagesLost, original, why })
    return salvaged
  } finally {
    if (database.isOpen) database.close()
    image.close()
  }
}
