/** Worlds: the name, the sky and the gate. */
export { decideCloseInvite, decideInvite, decideInviteUsed, decideWorld } from './decide.ts'
export type { CloseInviteWish, InviteUsedWish, InviteWish, WorldWish } from './decide.ts'
export { worldsRoom } from './fold.ts'
export type { InviteRow, InviteState, WorldRow } from './rows.ts'
export type { InviteClose, InviteKind, InviteOpen, InviteUsed, WorldSay, WorldsState } from './types.ts'
export { WorldsView } from './views.ts'
export {
  decideLink,
  type LinkKind,
  linkKinds,
  type LinkPlace,
  linkPlaces,
  type LinkRow,
  linksRoom,
  type LinksState,
  type LinkState,
  LinksView,
  type LinksWish,
  type LinkWish
} from './links/index.ts'
