/** A world carried by hand (S7). */
import { BundleWriter, concat, no, ok, readBundle, sameBytes, toText } from '@commune/protocol'
import type { ActName, Acts, Outcome } from '../api/api.ts'
import { peerMessage } from '../words/index.ts'
import type { Inside } from './inside.ts'

type Doing = { readonly [K in ActName]?: (params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>> }

const takenAtOnce = 2_000

export const bundlesOf = (inside: Inside): Doing => ({
  async writeBundle({ world, since = 0 }) {
    const held = inside.find(world)
    const kept = held?.hosted ?? inside.carried.find(world)
    if (!kept) return no(peerMessage('peer.world-unknown'))
    const writer = new BundleWriter()
    const parts = [writer.head(kept.handle)]
    const { end } = kept.world
    for await (const placed of kept.world.scan(Number.isSafeInteger(since) && since > 0 ? since : 0)) parts.push(writer.put(placed.map((item) => item.bytes)))
    parts.push(writer.end())
    return ok({ bytes: concat(...parts), end, name: `${held ? (held.views().worlds.world().name ?? 'world') : 'carried'}.bundle` })
  },

  async takeBundle({ bytes }) {
    const bundle = readBundle(bytes)
    if (!bundle.ok) return no(peerMessage(bundle.error === 'newer' ? 'peer.bundle-newer' : 'peer.no-bundle'))
    const { handle, envelopes, damage } = bundle.value
    const held = inside.held().find((each) => sameBytes(each.hosted.handle, handle) && !each.left)
    const carried = held ? undefined : inside.carried.find(toText(handle))
    const world = held?.hosted.world ?? carried?.world
    if (!world) return no(peerMessage('peer.bundle-foreign'))
    const sum = { fresh: 0, known: 0, refused: 0, left: 0 }
    for (let at = 0; at < envelopes.length; at += takenAtOnce) {
      const some = envelopes.slice(at, at + takenAtOnce)
      const more = at + takenAtOnce < envelopes.length
      const taken = carried ? await carried.bring(some, more) : { ...(await world.take(some, undefined, more)), left: 0 }
      sum.fresh += taken.fresh.length
      sum.known += taken.known
      sum.refused += taken.refused.length
      sum.left += taken.left
    }
    await held?.hosted.refresh()
    const { left, ...counted } = sum
    return ok({ world: world.name, ...counted, ...(carried && { carried: true, left }), ...(damage && { damage: peerMessage(damage === 'cut-off' ? 'peer.bundle-cut-off' : 'peer.bundle-damaged') }) })
  }
})
