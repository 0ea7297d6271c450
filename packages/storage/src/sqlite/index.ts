/** The door of the store on SQLite, for Node. */
export { openSqliteStore } from './open.ts'
export type { OpenedSqliteStore, SqliteStoreOptions } from './open.ts'
export type { Salvaged } from './salvage.ts'
// Readings are kept in files of the same kind.
export { storeErrorOf, withFaults } from './faults.ts'
export { beginPart, finishPart, holdFolder, makePrivateFile, syncFolder } from './folder.ts'
export type { HeldFolder } from './folder.ts'
export { pauseOf } from './pause.ts'
export type { Pause } from './pause.ts'
export { withReason } from './probe.ts'
