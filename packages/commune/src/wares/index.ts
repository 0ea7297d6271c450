/** Wares: who is here. */
export { decideMe, decideTie } from './decide.ts'
export type { MeWish, TieWish } from './decide.ts'
export { waresRoom } from './fold.ts'
export type { Member, TieRow, WareRow } from './rows.ts'
export { tieKinds, wareKinds } from './types.ts'
export type { KindWord, TieKind, WareKind, WareSay, WaresState, WareTie } from './types.ts'
export { WaresView } from './views.ts'
