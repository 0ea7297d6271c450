/**
 * Liveness: once faults have stopped, all honest peers that share an epoch and know where to find one another hold one set,
 * those of them with the same epochs have one state, nobody is left out of what is written, and everybody knows how many
 * keep it. For each world, the peers are parted into groups that can reach one another; each group is judged by itself.
 */
import type { Held } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import { toText } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'
import type { Commune } from '../run/commune.ts'
import { brief, type Checker } from './checker.ts'
import type { Envelopes, Sight } from './sight.ts'

/** Of what a peer lacks, so much is looked for. */
const lackingMax = 100
const none: ReadonlySet<IdText> = new Set()

export const convergence: Checker = {
  name: 'convergence',
  async check(sight) {
    const { commune } = sight
    const broken = commune.honest.filter((peer) => !peer.awake).map((peer) => `${peer.name} does not start`)
    for (const world of commune.worlds) for (const group of groupsIn(commune, world)) broken.push(...(await judge(sight, group, world)))
    return broken
  }
}

async function judge(sight: Sight, group: readonly SimPeer[], world: IdText): Promise<string[]> {
  const broken: string[] = []
  const [first] = group
  if (!first || group.length < 2) return broken
  const union = new Map<IdText, string>()
  const sets = new Map<SimPeer, Envelopes>()
  for (const peer of group) {
    const held = sight.onDisk(peer, world)
    sets.set(peer, held)
    for (const id of held.keys()) if (!union.has(id)) union.set(id, peer.name)
  }
  const states = new Map<string, { name: string; digest: string }>()
  for (const peer of group) {
    const held = sets.get(peer) as Envelopes
    const missing = held.size < union.size ? [...union].filter(([id]) => !held.has(id)) : []
    if (missing.length > 0) broken.push(`${peer.name} lacks ${missing.length} of ${union.size}, such as ${brief(missing[0]?.[0] ?? '')} that ${missing[0]?.[1]} has`)
  }
  // While something is still missing nothing else can be so.
  if (broken.length > 0) return broken
  for (const peer of group) {
    const hosted = peer.peer?.inside.find(world)?.hosted
    if (!hosted) continue
    const keys = hosted.world.keyring.all().map((epoch) => toText(epoch.id)).sort().join()
    const digest = sight.digestOf(hosted.world.folds)
    const known = states.get(keys)
    if (!known) states.set(keys, { name: peer.name, digest })
    else if (known.digest !== digest) broken.push(`${known.name} and ${peer.name} have the same epochs and differ in what it comes to`)
    const choice = hosted.choice()
    if (!choice && !writesAsGiven(sight, hosted, world)) broken.push(`${peer.name} has no epoch to write under`)
    else if (choice && choice.leftOut.length > 0) broken.push(`${peer.name} leaves ${choice.leftOut.length} out of what it writes`)
    const summary = await sight.summaryOf(peer, world)
    const told = summary ? summary.kept.others + summary.kept.browsers : 0
    if (summary && told === 0) broken.push(`${peer.name} does not know that anybody keeps all`)
    const there = heldThere(peer, group, world)
    if (summary && told < there) broken.push(`${peer.name} knows of ${told} who keep all, and speaks with ${there} who do`)
  }
  return broken
}

/**
 * Whether it writes under the epoch that it was given, while a liar keeps back what its mint follows: who else that was given to nobody
 * can tell then (K2).
 */
const writesAsGiven = (sight: Sight, hosted: Held['hosted'], world: IdText): boolean => {
  const isHere = (id: IdText): boolean => sight.commune.honest.some((peer) => sight.onDisk(peer, world).has(id))
  return hosted.writing() !== undefined && hosted.world.graph.lacking(lackingMax).some(({ id }) => !isHere(toText(id)))
}

/**
 * With how many of these a peer speaks, each giving the other all there is, that hold a place of their own among those that keep
 * all: one store is one, whatever keys it had (I4).
 */
function heldThere(peer: SimPeer, group: readonly SimPeer[], world: IdText): number {
  const { identities, world: held } = peer.peer?.inside.find(world)?.hosted ?? {}
  if (!identities || !held) return 0
  const forked = new Set(held.graph.forks.map((fork) => fork.device))
  const spoken = spokenWith(peer, world)
  return group.filter((other) => {
    const { device, ware } = other
    if (device === undefined || ware === undefined || device === peer.device || forked.has(device)) return false
    return spoken.has(device) && identities.devices(ware).length === 1 && spokenWith(other, world).has(peer.device)
  }).length
}

/** Devices that may have all of a world in a conversation of this peer. */
const spokenWith = (peer: SimPeer, world: IdText): ReadonlySet<IdText | undefined> =>
  new Set(peer.peer?.inside.sync.connections().filter(({ worlds }) => worlds.includes(world)).map(({ device }) => device))

/** Peers of a world that use an epoch in common and can find one another, together with those that these can find. */
export const groupsIn = (commune: Commune, world: IdText): SimPeer[][] => {
  // An ended device speaks for nobody any more: nobody has to reach it.
  const members = commune.honest.filter((peer) => {
    const hosted = peer.peer?.inside.find(world)?.hosted
    return hosted !== undefined && !hosted.ended && hosted.world.keyring.all().length > 0
  })
  const group = new Map(members.map((peer) => [peer, new Set([peer])]))
  const usable = new Map(members.map((peer) => [peer, peer.peer?.inside.find(world)?.hosted.usable()]))
  const shareEpoch = (a: SimPeer, b: SimPeer): boolean => usable.get(a)?.isDisjointFrom(usable.get(b) ?? none) === false
  for (const a of members) {
    for (const b of members) {
      if (a === b || group.get(a) === group.get(b) || !finds(a, b, world) || !shareEpoch(a, b)) continue
      const joined = group.get(a) as Set<SimPeer>
      for (const peer of group.get(b) as Set<SimPeer>) {
        joined.add(peer)
        group.set(peer, joined)
      }
    }
  }
  return [...new Set(group.values())].map((peers) => [...peers])
}

function finds(a: SimPeer, b: SimPeer, world: IdText): boolean {
  if (a.house !== undefined && a.house === b.house) return true
  return a.peer?.inside.registry.get(world)?.addresses.includes(b.address) ?? false
}
