/** Levelling: each giver splits its own surplus so that the needs it reaches rise alike. See SPEC.md. */
export { look, spread, turnOf } from './look.ts'
export type { KnownSplit, Look, OpenNeed } from './look.ts'
export { exactShares } from './pieces.ts'
export { resplit } from './resplit.ts'
export { settle } from './settle.ts'
export { roomFor, splitFor } from './types.ts'
export type { Split, View } from './types.ts'
