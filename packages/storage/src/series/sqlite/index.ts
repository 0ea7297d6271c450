/** The door of readings on SQLite, for Node. */
export { openSqliteSeries } from './store.ts'
export type { SqliteSeriesOptions } from './store.ts'
