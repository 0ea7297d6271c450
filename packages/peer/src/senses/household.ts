/**
 * Who lives with what this device brings in, where nobody has said so: the first who came into the world that it began. A box has nobody
 * to name when it is set up; without this, who set it up could not see what it senses.
 */
import type { CallThingWish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { deviceOf, wareOf } from '../me/me.ts'
import { sayWishes, usable } from '../peer/acts.ts'
import type { Held, Inside } from '../peer/inside.ts'
import type { SensesPorts } from './ports.ts'

/** Things that are said in one go. */
const atOnce = 500
const naming = new WeakSet<Held>()

export const nameHousehold = async (inside: Inside, { firstIsHousehold }: SensesPorts, held: Held): Promise<void> => {
  const me = inside.me()
  const { wares, things } = held.views()
  if (naming.has(held) || !firstIsHousehold?.(wares.one(wareOf(me))) || !usable(inside, held.hosted.world.name).ok) return
  const first = firstOther(held, deviceOf(me))
  if (first === undefined) return
  const wishes = things.list().flatMap(({ id, device }): CallThingWish[] => (device === deviceOf(me) && !things.isHouseholdSaid(id) ? [{ wish: 'call-thing', thing: id, with: [first] }] : []))
  if (wishes.length === 0) return
  naming.add(held)
  const said = await sayWishes(inside, held, wishes.slice(0, atOnce))
  naming.delete(held)
  if (!said.ok) inside.ports.log.note('household-not-said', { why: said.error.key })
}

/**
 * The first ware that came into a world which this device began: the first that was given an epoch besides its own. Undefined in worlds of
 * others, and where nobody came yet.
 */
function firstOther({ hosted }: Held, device: IdText): IdText | undefined {
  const { mints, gives } = hosted.epochs
  const given = [...mints.values()].map(({ audience, origin }) => ({ wares: audience, origin })).concat([...gives.values()].map(({ wares, origin }) => ({ wares, origin })))
  given.sort((a, b) => a.origin.lamport - b.origin.lamport)
  if (given[0]?.origin.device !== device) return undefined
  const apart = hosted.apart()
  const first = given.flatMap(({ wares }) => [...wares].toSorted()).find((ware) => ware !== hosted.me && !apart.has(ware))
  return first !== undefined && hosted.identities.devices(first).length > 0 ? first : undefined
}
