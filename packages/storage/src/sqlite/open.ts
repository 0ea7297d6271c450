/**
 * Opens the store of a data folder, and mends it first when it is damaged.
 *
 * Refuses, with a `StoreError`: a folder that another process holds (`in-use`), one that cannot be written (`read-only`),
 * a disk without room (`full`), a file that a newer version of the program wrote (`newer-format`; it is not touched).
 */
import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { StoreError, type Log, type Store } from '@commune/protocol'
import { storeErrorOf, withFaults } from './faults.ts'
import { beginPart, currentNumber, damageMark, databaseFile, finishPart, holdFolder, makePrivateFile } from './folder.ts'
import { formatOf, openImage } from './image.ts'
import { salvage, type Salvaged } from './salvage.ts'
import { createDatabase, findDamage, hasTable, openDatabase, pageBytes, storeFormat } from './schema.ts'
import { sqliteStore } from './store.ts'

export interface SqliteStoreOptions {
  /** Made when it is not there, for its owner alone (0700). One process at a time has it. */
  readonly folder: string
  readonly log: Log
  /** The database file grows no larger than this; its log comes on top, 16 MiB at most. No bound of its own by default. */
  readonly bytesMax?: number
}

export interface OpenedSqliteStore {
  readonly store: Store
  /** There when the database was damaged and this start had to carry it over. */
  readonly salvaged?: Salvaged
}

/** Files up to this size are checked as a whole at each start (10 to 170 ms); larger ones when damage was met in use. */
const checkedBytesMax = 33_554_432

export async function openSqliteStore({ folder, log, bytesMax }: SqliteStoreOptions): Promise<OpenedSqliteStore> {
  const held = holdFolder(folder)
  try {
    return withFaults(() => {
      const { database, file, salvaged } = openCurrent(folder, log)
      if (bytesMax !== undefined) database.exec(`PRAGMA max_page_count = ${Math.floor(bytesMax / pageBytes)}`)
      const store = sqliteStore({ database, file, log, released: held.release })
      return salvaged === undefined ? { store } : { store, salvaged }
    })
  } catch (error) {
    held.release()
    throw error
  }
}

interface Current { database: DatabaseSync, file: string, salvaged?: Salvaged }

function openCurrent(folder: string, log: Log): Current {
  const number = currentNumber(folder)
  if (number === 0) {
    const file = databaseFile(folder, 1)
    createDatabase(beginPart(file)).close()
    finishPart(folder, file)
    return { database: openDatabase(file).database, file }
  }
  const file = databaseFile(folder, number)
  makePrivateFile(file)
  const tried = openSound(file)
  if ('database' in tried) return { database: tried.database, file }
  refuseNewer(rawFormat(file))
  const salvaged = salvage(folder, number, tried.damage, log)
  const fresh = databaseFile(folder, number + 1)
  return { database: openDatabase(fresh).database, file: fresh, salvaged }
}

/** The database, or what is wrong with it. */
function openSound(file: string): { database: DatabaseSync } | { damage: string } {
  if (statSync(file).size === 0) return { damage: 'the file is empty' }
  if (damageMark(file).isSet()) return { damage: 'damage was met while the file was in use' }
  let database: DatabaseSync | undefined
  try {
    const opened = openDatabase(file)
    database = opened.database
    refuseNewer(opened.format)
    const small = statSync(file).size <= checkedBytesMax
    const damage = !hasTable(database) ? 'the table is gone' : small ? findDamage(database) : undefined
    if (damage === undefined) return { database }
    database.close()
    return { damage }
  } catch (error) {
    if (database?.isOpen) database.close()
    const fault = storeErrorOf(error)
    if (fault instanceof StoreError && fault.fault === 'damaged') return { damage: fault.message }
    throw fault
  }
}

function rawFormat(file: string): number | undefined {
  const image = openImage(file)
  try {
    return formatOf(image)
  } finally {
    image.close()
  }
}

function refuseNewer(format: number | undefined): void {
  if (format === undefined || format <= storeFormat) return
  throw new StoreError('newer-format', 'a newer version of this program wrote this data folder; use that version')
}
