/** All honest peers that hold the same set and the same epochs have the same state (T1). */
import type { World } from '@commune/peer'
import { hash, type IdText, toText } from '@commune/protocol'
import { brief, type Checker } from './checker.ts'

const nothing = new Uint8Array()
const idBytes = 32

export const agreement: Checker = {
  name: 'agreement',
  async check(sight) {
    const { honest, worlds } = sight.commune
    const broken: string[] = []
    for (const world of worlds) {
      const states = new Map<string, { name: string; folds: World['folds'] }>()
      for (const peer of honest) {
        const held = peer.peer?.inside.find(world)?.hosted.world
        if (!held) continue
        const waiting = held.graph.held().map(({ id }) => toText(id)).sort()
        const key = [await takenIn(held), '/', ...held.keyring.all().map((epoch) => toText(epoch.id)).sort(), '/', ...waiting].join()
        const known = states.get(key)
        if (!known) states.set(key, { name: peer.name, folds: held.folds })
        else if (sight.digestOf(known.folds) !== sight.digestOf(held.folds)) broken.push(`${known.name} and ${peer.name} hold the same of ${brief(world)}, and differ in what it comes to`)
      }
    }
    return broken
  }
}

/** Stands for all ids that are taken in: what has come to the set and is still being worked on is not counted yet. */
async function takenIn({ set, end }: World): Promise<IdText> {
  const ids: Uint8Array[] = []
  await set.iterate({ lamport: 0, prefix: nothing }, { lamport: Number.POSITIVE_INFINITY, prefix: nothing }, ({ id, place }) => {
    if (place < end) ids.push(id)
  })
  const all = new Uint8Array(ids.length * idBytes)
  for (const [index, id] of ids.entries()) all.set(id, index * idBytes)
  return toText(hash(all))
}
