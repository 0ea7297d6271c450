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

/** The first ware that came into a world which this device began; undefined in worlds of others, and where nobody came yet. */
function firstOther({ hosted }: Held, device: IdText): IdText | undefined {
  const mints = [...hosted.epochs.mints.values()].toSorted((a, b) => a.origin.lamport - b.origin.lamport)
  if (mints[0]?.origin.device !== device) return undefined
  const apart = hosted.apart()
  const begun = hosted.identities.wares().flatMap((ware) => {
    const joined = hosted.identities.devices(ware).map((each) => each.joined.lamport)
    return ware === hosted.me || apart.has(ware) || joined.length === 0 ? [] : [{ ware, lamport: Math.min(...joined) }]
  })
  return begun.toSorted((a, b) => a.lamport - b.lamport || (a.ware < b.ware ? -1 : 1))[0]?.ware
}
