/** Dashed threads between companions and their partners, where both are drawn. */
import type { Arrangement, PlacedThing } from './arrangement.ts'

export const tiesBetween = (things: readonly PlacedThing[]): Arrangement['ties'] => {
  const standing = new Map(
    things.flatMap(thing => thing.picture.type === 'ware' ? [[thing.picture.ware.key, thing] as const] : [])
  )
  return things.flatMap(thing => {
    if (thing.picture.type !== 'ware' || thing.picture.ware.kind !== 'companionware') return []
    const partner = standing.get(thing.picture.ware.partnerKey ?? '')
    return partner ? [{ from: [thing.x, thing.y - 14] as const, to: [partner.x, partner.y - 14] as const }] : []
  })
}
