/** What is said to the file of a month, prepared once. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'

export interface Statements {
  readonly begin: StatementSync
  readonly commit: StatementSync
  readonly names: StatementSync
  readonly putName: StatementSync
  readonly dropName: StatementSync
  readonly putPart: StatementSync
  readonly dropPart: StatementSync
  readonly dropParts: StatementSync
  /** Of one series from the last part that begins no later than the first parameter, up to and without the second. */
  readonly parts: StatementSync
  readonly lastPart: StatementSync
  readonly placeOf: StatementSync
  readonly putChunk: StatementSync
  readonly dropChunk: StatementSync
  readonly dropChunks: StatementSync
  readonly chunk: StatementSync
  readonly chunkBytes: StatementSync
  readonly lastPlace: StatementSync
  readonly tails: StatementSync
  readonly putTail: StatementSync
  readonly dropTails: StatementSync
  readonly sealed: StatementSync
  readonly putSealed: StatementSync
  readonly dropSealed: StatementSync
  readonly withHours: StatementSync
  readonly hours: StatementSync
  readonly putHours: StatementSync
  readonly dropHours: StatementSync
}

const columns = 'id, place, until, count, mean, least, most, first, last'

export function prepareAll(database: DatabaseSync): Statements {
  const prepare = (sql: string): StatementSync => {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  return {
    begin: prepare('BEGIN IMMEDIATE'),
    commit: prepare('COMMIT'),
    names: prepare('SELECT id, name FROM series'),
    putName: prepare('INSERT INTO series (id, name) VALUES (?, ?)'),
    dropName: prepare('DELETE FROM series WHERE id = ?'),
    putPart: prepare(`INSERT INTO part (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    dropPart: prepare('DELETE FROM part WHERE id = ?'),
    dropParts: prepare('DELETE FROM part WHERE id >= ? AND id < ?'),
    parts: prepare(`SELECT ${columns} FROM part WHERE id >= coalesce((SELECT max(id) FROM part WHERE id >= ?1 AND id <= ?2), ?2) AND id < ?3 ORDER BY id`),
    lastPart: prepare(`SELECT ${columns} FROM part WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1`),
    placeOf: prepare('SELECT place FROM part WHERE id = ?'),
    putChunk: prepare('INSERT INTO chunk (place, part, crc, bytes) VALUES (?, ?, ?, ?)'),
    dropChunk: prepare('DELETE FROM chunk WHERE place = (SELECT place FROM part WHERE id = ?)'),
    dropChunks: prepare('DELETE FROM chunk WHERE place IN (SELECT place FROM part WHERE id >= ? AND id < ?)'),
    chunk: prepare('SELECT part, crc, bytes FROM chunk WHERE place = ?'),
    chunkBytes: prepare('SELECT sum(length(bytes)), count(*) FROM part JOIN chunk USING (place) WHERE id >= ? AND id < ?'),
    lastPlace: prepare('SELECT max(place) FROM chunk'),
    tails: prepare('SELECT id, crc, bytes FROM tail ORDER BY id'),
    putTail: prepare('INSERT INTO tail (id, crc, bytes) VALUES (?, ?, ?)'),
    dropTails: prepare('DELETE FROM tail'),
    sealed: prepare('SELECT series, upto FROM sealed'),
    putSealed: prepare('INSERT INTO sealed (series, upto) VALUES (?, ?) ON CONFLICT (series) DO UPDATE SET upto = excluded.upto'),
    dropSealed: prepare('DELETE FROM sealed'),
    withHours: prepare('SELECT series FROM hours'),
    hours: prepare('SELECT crc, bytes FROM hours WHERE series = ?'),
    putHours: prepare('INSERT OR REPLACE INTO hours (series, crc, bytes) VALUES (?, ?, ?)'),
    dropHours: prepare('DELETE FROM hours WHERE series = ?')
  }
}
