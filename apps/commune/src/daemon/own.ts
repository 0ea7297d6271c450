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
import { carryValueflows } from '../carry/valueflows.ts'
import { cliMessage } from '../words/index.ts'
import type { NewGrant } from '../wot/grants.ts'
import type { BringThing } from '../wot/keptThings.ts'
import type { WebThings, WebThingsView } from '../wot/webThings.ts'
import { lastSaid, type SaidLine } from './lastSaid.ts'

/** name: [params, answer] */
export interface OwnActs {
  bringIn: [BringIn | BringMore, Brought]
  bringPicture: [BringPicture, BroughtPicture]
  carryOut: [{ world: IdText; after: number }, Carried]
  carryValueflows: [{ world: IdText }, { readonly text: string }]
  lastSaid: [{ world: IdText; limit: number }, readonly SaidLine[]]
  /** Things of the web: those brought in, and who is told of those here. */
  webThings: [Record<never, never>, WebThingsView]
  bringThing: [BringThing, { key: string }]
  dropThing: [{ world: IdText; key: string }, Record<never, never>]
  grantThings: [NewGrant, { id: string; token: string; address: string }]
  withdrawGrant: [{ id: string }, Record<never, never>]
}

export type OwnName = keyof OwnActs
export type Own = { readonly [K in OwnName]: (params: OwnActs[K][0]) => Promise<Outcome<OwnActs[K][1]>> }

/** What a daemon has beside its peer; without it nothing is served. */
export interface Besides {
  readonly things?: WebThings
}

export const ownOf = (peer: Peer, { things }: Besides): Own => {
  const out = carryOut(peer)
  return whenWhole(peer, {
    bringIn: bringInParts(peer),
    bringPicture: (params) => bringPicture(peer, params),
    carryOut: out,
    carryValueflows: ({ world }) => carryValueflows(peer, world),
    async lastSaid({ world, limit }) {
      const held = peer.inside.find(world)
      return held ? ok(lastSaid(held, limit)) : no(unknownWorld)
    },
    webThings: async () => ok((await things?.view()) ?? { brought: [], address: '', granted: [], problems: [] }),
    bringThing: async (given) => (await things?.bring(given)) ?? no(cliMessage('things.no-daemon')),
    async dropThing({ world, key }) {
      const gone = (await things?.drop(world, key)) ?? no(cliMessage('things.no-daemon'))
      return gone.ok ? ok({}) : gone
    },
    grantThings: async (given) => (await things?.grant(given)) ?? no(cliMessage('things.no-daemon')),
    async withdrawGrant({ id }) {
      const gone = (await things?.withdraw(id)) ?? no(cliMessage('things.no-daemon'))
      return gone.ok ? ok({}) : gone
    }
  })
}

/** These look at the worlds past the peer's own door: like it they wait for one that is being mended. */
const whenWhole = (peer: Peer, own: Own): Own =>
  Object.fromEntries(
    Object.entries(own).map(([name, does]) => [
      name,
      async (params: never) => {
        await peer.whole()
        return does(params)
      }
    ])
  ) as unknown as Own

const unknownWorld: Message = { key: 'peer.world-unknown' }
