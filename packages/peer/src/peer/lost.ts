/** A lost device: what it can still read, and what not. Nothing is promised that another peer has to do first. */
import { type IdText, no, ok } from '@commune/protocol'
import type { LostView, Outcome } from '../api/api.ts'
import { wareOf } from '../me/me.ts'
import { peerMessage } from '../words/index.ts'
import type { Inside } from './inside.ts'

export const lostOf = (inside: Inside, device: IdText): Outcome<LostView> => {
  const ware = wareOf(inside.me())
  const worlds = inside.held().flatMap(({ hosted, views, left }) => {
    const view = hosted.identities.devices(ware).find((each) => each.device === device)
    if (!view || left) return []
    const { world } = hosted
    const choice = hosted.choice()
    return [
      {
        world: world.name,
        name: views().worlds.world().name ?? '',
        ended: view.ended,
        closed: view.ended && choice !== undefined && !choice.stale.includes(ware),
        entries: world.set.count,
        kept: inside.sync.keptBy(world.name, world.end - 1)
      }
    ]
  })
  return worlds.length === 0 ? no(peerMessage('peer.device-unknown')) : ok({ device, worlds })
}
