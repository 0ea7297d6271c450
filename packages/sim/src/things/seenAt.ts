/** How an act point of a box stands the moment something is asked of its thing. */
import { leastHoldMsDefault, type PointId } from '@commune/commune'
import type { Acting, Peer } from '@commune/peer'
import { type IdText, toText } from '@commune/protocol'
import { type Command, source } from './boxThings.ts'

/** Undefined for a point that this device has not brought in. */
export const seenAt = (peer: Peer, world: IdText, key: string, point: string): Pick<Command, 'point' | 'slot' | 'leastMs' | 'hasWhy'> | undefined => {
  const row = peer.inside.find(world)?.views().things.known(toText(peer.inside.me().device.sign.publicKey), source, key)
  const act = row?.acts.find((each) => each.key === point)
  const acting = peer.senses.actingOf(world)
  if (!row || !act || !acting) return undefined
  const address: PointId = `${row.id}/${point}`
  const holding = acting.keeper.show(address)?.holding
  const isAgreed = holding?.slot === 'agreement' || holding?.slot === 'safety'
  return {
    point: address,
    slot: holding && (holding.slot === 'default' ? 'rest' : holding.slot),
    leastMs: act.will?.leastMs ?? leastHoldMsDefault,
    hasWhy: !isAgreed || asksOrAsked(acting, holding.by)
  }
}

/** Acts that are looked through, the last first. */
const actsMost = 64

/** Its rule asks something, or asked it just now. Asking the engine why would be a look at it, and make it remember when. */
function asksOrAsked({ engine }: Acting, rule: string): boolean {
  for (const { agreed } of engine.asks()) if (agreed.id === rule) return true
  const { oldest, newest } = engine.acts
  for (let number = newest; number >= Math.max(oldest, newest - actsMost); number--) if (engine.whyActed(number)?.agreed.id === rule) return true
  return false
}
