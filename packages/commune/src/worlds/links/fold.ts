/** Files what is said of links to other worlds. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../../facts/index.ts'
import { linkEndSchema, linkMineNotSchema, linkSaySchema, type LinksState } from './types.ts'

export const linksRoom: Room<LinksState> = filingRoom<LinksState>('links', ['says', 'ends', 'mineNot'], {
  'link.say': filedIn('says', linkSaySchema),
  'link.end': filedIn('ends', linkEndSchema),
  'link.mine-not': filedIn('mineNot', linkMineNotSchema)
})
