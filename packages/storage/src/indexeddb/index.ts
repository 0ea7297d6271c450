/** The door of the store on IndexedDB, for pages and shared workers. */
export { openIndexedDbStore } from './open.ts'
export type { IndexedDbStoreOptions } from './open.ts'
