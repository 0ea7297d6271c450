/** The door of the store on SQLite, for Node. */
export { openSqliteStore } from './open.ts'
export type { OpenedSqliteStore, SqliteStoreOptions } from './open.ts'
export type { Salvaged } from './salvage.ts'
