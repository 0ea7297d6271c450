/** All honest peers that hold the same set and the same epochs have the same state (T1). */
import { sha256, toText } from '@commune/protocol'
import { brief, type Checker } from './checker.ts'

export const agreement: Checker = {
  name: 'agreement',
  async check({ commune: { honest, worlds } }) {
    const broken: string[] = []
    for (const world of worlds) {
      const states = new Map<string, { name: string; digest: string }>()
      for (const peer of honest) {
        const held = peer.peer?.inside.find(world)?.hosted.world
        if (!held) continue
        const waiting = held.graph.held().map(({ id }) => toText(id)).sort()
        const set = toText(await held.set.fingerprint(sha256))
        const key = [set, ...held.keyring.all().map((epoch) => toText(epoch.id)).sort(), '/', ...waiting].join()
        const digest = held.folds.digest()
        const known = states.get(key)
        if (!known) states.set(key, { name: peer.name, digest })
        else if (known.digest !== digest) broken.push(`${known.name} and ${peer.name} hold the same of ${brief(world)}, and differ in what it comes to`)
      }
    }
    return broken
  }
}
