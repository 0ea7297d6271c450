/**
 * What the daemon does beside the peer's own door: bringing files in, carrying the world out, and the list of what was said
 * last. These read the views where they are, since a file is only judged beside what is there already.
 */
import type { Message } from '@commune/commune'
import type { Outcome, Peer } from '@commune/peer'
import { type IdText, no, ok } from '@commune/protocol'
import { type BringIn, bringInParts, type BringMore, type Brought } from '../carry/bringIn.ts'
import { bringPicture, type BringPicture, type BroughtPicture } from '../carry/bringPicture.ts'
import { carryOut, type Carried } from '../carry/carryOut.ts'
import { lastSaid, type SaidLine } from './lastSaid.ts'

/** name: [params, answer] */
export interface OwnActs {
  bringIn: [BringIn | BringMore, Brought]
  bringPicture: [BringPicture, BroughtPicture]
  carryOut: [{ world: IdText; after: number }, Carried]
  lastSaid: [{ world: IdText; limit: number }, readonly SaidLine[]]
}

export type OwnName = keyof OwnActs
export type Own = { readonly [K in OwnName]: (params: OwnActs[K][0]) => Promise<Outcome<OwnActs[K][1]>> }

export const ownOf = (peer: Peer): Own => {
  const out = carryOut(peer)
  return {
    bringIn: bringInParts(peer),
    bringPicture: (params) => bringPicture(peer, params),
    carryOut: out,
    async lastSaid({ world, limit }) {
      const held = peer.inside.find(world)
      return held ? ok(lastSaid(held, limit)) : no(unknownWorld)
    }
  }
}

const unknownWorld: Message = { key: 'peer.world-unknown' }
