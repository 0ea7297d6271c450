/**
 * "Kept by n others" is true: so many other disks have it (S5). Judged only while wires do what wires promise: an
 * acknowledgement is believed because the transport shows who it comes from and that nobody changed it on the way.
 */
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
      const disks = new Map<string, Envelopes>()
      for (const peer of commune.peers) disks.set(peer.name, sight.onDisk(peer, world))
      for (const peer of commune.honest) {
        const api = peer.peer
        if (!api?.inside.find(world)) continue
        const others = [...disks].filter(([name]) => name !== peer.name).map(([, held]) => held)
        const summary = await api.ask('world', { world })
        const own = [...(disks.get(peer.name)?.keys() ?? [])]
        const all = others.filter((held) => own.every((id) => held.has(id))).length + said
        if (summary.ok && count(summary.value.kept) > all) broken.push(`${peer.name} says that ${count(summary.value.kept)} others keep all, and ${all} do`)
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

const count = (told: { others: number; browsers: number; carriers: number }): number => told.others + told.browsers + told.carriers
