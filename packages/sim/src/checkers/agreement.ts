/** All honest peers that hold the same set and the same epochs have the same state (T1). */
import type { World } from '@commune/peer'
import { toText } from '@commune/protocol'
import { brief, type Checker } from './checker.ts'

const nothing = new Uint8Array()

export const agreement: Checker = {
  name: 'agreement',
  async check({ commune: { honest, worlds } }) {
    const broken: string[] = []
    const digests = new Map<World['folds'], string>()
    const digestOf = (folds: World['folds']): string => {
      const digest = digests.get(folds) ?? folds.digest()
      digests.set(folds, digest)
      return digest
    }
    for (const world of worlds) {
      const states = new Map<string, { name: string; folds: World['folds'] }>()
      for (const peer of honest) {
        const held = peer.peer?.inside.find(world)?.hosted.world
        if (!held) continue
        const waiting = held.graph.held().map(({ id }) => toText(id)).sort()
        const key = [...(await takenIn(held)), '/', ...held.keyring.all().map((epoch) => toText(epoch.id)).sort(), '/', ...waiting].join()
        const known = states.get(key)
        if (!known) states.set(key, { name: peer.name, folds: held.folds })
        else if (digestOf(known.folds) !== digestOf(held.folds)) broken.push(`${known.name} and ${peer.name} hold the same of ${brief(world)}, and differ in what it comes to`)
      }
    }
    return broken
  }
}

/** Ids of what is taken in: what has come to the set and is still being worked on is not counted yet. */
async function takenIn({ set, end }: World): Promise<string[]> {
  const ids: string[] = []
  await set.iterate({ lamport: 0, prefix: nothing }, { lamport: Number.POSITIVE_INFINITY, prefix: nothing }, ({ id, place }) => {
    if (place < end) ids.push(toText(id))
  })
  return ids
}
