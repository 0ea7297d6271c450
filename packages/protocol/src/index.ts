/** The door of the protocol: what other packages may name. */
export { limits } from './ports/limits.ts'
export { StoreError } from './ports/ports.ts'
export type { Cancel, Change, Clock, ListOptions, Log, Random, Store, StoreFault, Transport, Wire } from './ports/ports.ts'
