/** The door of the protocol: what other packages may name. */
export { limits } from './ports/limits.ts'
export { StoreError } from './ports/ports.ts'
export type { Cancel, Change, Clock, ListOptions, Log, Random, Store, StoreFault, Transport, Wire } from './ports/ports.ts'
export { compareBytes, concat, fromText, sameBytes, toText, utf8 } from './bytes/bytes.ts'
export { Facts, laterThan, no, ok, originOf } from './statement/statement.ts'
export type { IdText, Origin, RawStatement, Refusal, Result, Room, RoomState, Said, StatementId, Value } from './statement/statement.ts'
