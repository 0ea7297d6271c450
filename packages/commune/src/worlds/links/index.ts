/** Links: what wares that live in two worlds carry from one to the other. */
export { aliasOf, type Item, knownAt, nameOnWays, type Pledge, pledgeOf, toSay, type ToSay, type Way } from './carry.ts'
export { decideLink, type LinkEndWish, type LinksWish, type LinkWish, type MineNotWish } from './decide.ts'
export { linksMessage } from '../../words/index.ts'
export { linksRoom } from './fold.ts'
export { stepOf, type Wanted } from './step.ts'
export { type LinkEnd, type LinkKind, linkKinds, type LinkMineNot, type LinkPlace, linkPlaces, type LinkSay, type LinksState } from './types.ts'
export { type LinkRow, type LinkState, LinksView } from './views.ts'
