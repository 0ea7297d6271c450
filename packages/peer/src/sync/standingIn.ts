/**
 * How devices stand that acknowledged something in a world: which count for nobody, and which may have gone on as another
 * (I3, I4, E5). It is asked for with every row that is shown, and worked out when something about it has changed.
 */
import type { IdText } from '@commune/protocol'
import type { Hosted } from '../hosted/hosted.ts'
import type { Standing } from './keepers.ts'

const known = new WeakMap<Hosted, { readonly of: string; readonly standing: Standing }>()

export const standingIn = (hosted: Hosted, mine: IdText): Standing => {
  const of = `${hosted.identitiesVersion} ${hosted.world.graph.forks.length} ${mine}`
  const last = known.get(hosted)
  if (last?.of === of) return last.standing
  const standing = workedOut(hosted, mine)
  known.set(hosted, { of, standing })
  return standing
}

const workedOut = ({ world, identities }: Hosted, mine: IdText): Standing => {
  const out = new Set<IdText>(world.graph.forks.map((fork) => fork.device))
  const after = new Map<IdText, IdText[]>()
  for (const ware of identities.wares()) {
    const devices = identities.devices(ware)
    for (const [index, { device, addedBy, ended }] of devices.entries()) {
      if (ended) out.add(device)
      if (addedBy === 'begin') continue
      // By the recovery key any of those before it may have come back; else only the one that certified it goes on as it.
      const before = addedBy === 'recovery' ? devices.slice(0, index).map((view) => view.device) : [addedBy.device]
      for (const each of before) after.set(each, [...(after.get(each) ?? []), device])
    }
  }
  return { mine, isOut: (device) => out.has(device), after: (device) => after.get(device) ?? [] }
}
