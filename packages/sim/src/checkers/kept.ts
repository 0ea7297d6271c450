/**
 * "Kept by n others" is true: so many other disks have it (S5). Judged only while wires do what wires promise: an
 * acknowledgement is believed because the transport shows who it comes from and that nobody changed it on the way.
 */
import type { SimPeer } from '../peers/simPeer.ts'
import { brief, type Checker } from './checker.ts'
import type { Envelopes } from './sight.ts'

export const kept: Checker = {
  name: 'kept',
  async check(sight) {
    const { commune } = sight
    const broken: string[] = []
    if (commune.plan.faithless) return broken
    // A liar says of each key it has that what it was sent is kept, and takes new keys when its lies come back to it (I4).
    const said = commune.liars.reduce((sum, liar) => sum + 1 + (liar.notes.get('device-renewed') ?? 0), 0)
    for (const world of commune.worlds) {
      const disks = new Map(commune.peers.map((peer) => [peer, sight.onDisk(peer, world)]))
      const holdAll = countOfHolders(disks)
      for (const peer of commune.honest) {
        const api = peer.peer
        if (!api?.inside.find(world)) continue
        const summary = await sight.summaryOf(peer, world)
        const [claimed, all] = [summary ? count(summary.kept) : 0, holdAll(peer) - 1 + said]
        if (claimed > all) broken.push(`${peer.name} says that ${claimed} others keep all, and ${all} do`)
        const others = [...disks].filter(([other]) => other !== peer).map(([, held]) => held)
        for (const { entry } of commune.ledger.sayingsOf(peer.name, world).slice(-20)) {
          const told = await api.ask('kept', { world, id: `${entry}.0` })
          const really = others.filter((held) => held.has(entry)).length + said
          if (told.ok && count(told.value) > really) broken.push(`${peer.name} says that ${count(told.value)} others keep ${brief(entry)}, and ${really} do`)
        }
      }
    }
    return broken
  }
}

/**
 * Says how many hold all that a peer holds, itself among them. Most hold the very same: those are compared with the others as one,
 * or a commune of hundreds would be compared with itself envelope by envelope.
 */
function countOfHolders(disks: ReadonlyMap<SimPeer, Envelopes>): (peer: SimPeer) => number {
  const kinds: { readonly held: Envelopes; readonly peers: Set<SimPeer>; holders: number }[] = []
  for (const [peer, held] of disks) {
    const same = kinds.find((kind) => kind.held.size === held.size && holdsAll(kind.held, held))
    if (same) same.peers.add(peer)
    else kinds.push({ held, peers: new Set([peer]), holders: 0 })
  }
  for (const kind of kinds) {
    for (const { held, peers } of kinds) if (holdsAll(held, kind.held)) kind.holders += peers.size
  }
  return (peer) => kinds.find(({ peers }) => peers.has(peer))?.holders ?? 0
}

function holdsAll(held: Envelopes, wanted: Envelopes): boolean {
  if (held.size < wanted.size) return false
  for (const id of wanted.keys()) if (!held.has(id)) return false
  return true
}

const count = (told: { others: number; browsers: number; carriers: number }): number => told.others + told.browsers + told.carriers
