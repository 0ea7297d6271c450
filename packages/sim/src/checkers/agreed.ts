/**
 * An agreement that somebody sees in force without having been given its proposal (K4) is in force for whoever has that, and says the same (P2):
 * no word that was said again, in whatever order it came, makes one that is none. Looked at once all have come to one set and had time to say
 * again what others cannot read; where some share no more with others, these may not know what was said since.
 */
import type { AgreementRow } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'
import { brief, type Checker } from './checker.ts'
import { groupsIn } from './convergence.ts'

export const agreed: Checker = {
  name: 'agreed',
  async check({ commune }) {
    const broken: string[] = []
    for (const world of commune.worlds) {
      for (const group of groupsIn(commune, world)) {
        if (group.some((peer) => (peer.peer?.inside.find(world)?.hosted.apart().size ?? 0) > 0)) continue
        const nowMs = group[0]?.nowMs ?? 0
        // Those who know a proposal itself are asked what it comes to.
        const known = new Map<string, { readonly peer: SimPeer; readonly row: AgreementRow }>()
        for (const peer of group) for (const row of rowsOf(peer, world, nowMs)) if (isRead(peer, world, row.id)) known.set(row.id, { peer, row })
        for (const peer of group) {
          for (const row of rowsOf(peer, world, nowMs)) {
            const original = known.get(row.id)
            if (isRead(peer, world, row.id) || row.state !== 'holds' || !original) continue
            commune.ledger.count('an agreement is in force as it was told again')
            if (original.row.state !== 'holds' && original.row.state !== 'replaced') broken.push(`${peer.name} sees ${brief(row.id)} in force, which is ${original.row.state} for ${original.peer.name}`)
            else if (JSON.stringify(row.rules) !== JSON.stringify(original.row.rules)) broken.push(`${peer.name} reads ${brief(row.id)} otherwise than ${original.peer.name}`)
          }
        }
      }
    }
    return broken
  }
}

const rowsOf = (peer: SimPeer, world: IdText, nowMs: number): readonly AgreementRow[] => peer.peer?.inside.find(world)?.views().agreements.list(nowMs) ?? []

/** Whether its proposal is here itself. */
const isRead = (peer: SimPeer, world: IdText, id: string): boolean => peer.peer?.inside.find(world)?.views().states.agreements.proposed.has(id) === true
