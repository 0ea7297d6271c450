/**
 * Carriers (V2, K3, K6): a member appoints one by a link; a peer that comes by it keeps the world and can read nothing of it.
 */
import { type Answer, type CarrierAsk, no, ok, readAnswer, sayAppoint, sayCarrierEnd, type Session, signPair, toText, writeCarrierAsk, publicOf } from '@commune/protocol'
import type { InviteRow, Message } from '@commune/commune'
import type { ActName, Acts, CarriedRow, CarrierRow, Outcome } from '../api/api.ts'
import { isOfWay } from '../carried/carriedWorlds.ts'
import { usableHalves } from '../sync/access.ts'
import { messageOfFault, peerMessage } from '../words/index.ts'
import { sayWishes, usable } from './acts.ts'
import type { Held, Inside } from './inside.ts'
import { knock } from './knock.ts'

type Doing = { readonly [K in ActName]?: (params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>> }

export const carryingOf = (inside: Inside): Doing => ({
  async endCarrier({ world, key }) {
    const held = usable(inside, world)
    if (!held.ok) return held
    if (!held.value.hosted.carriers().some((carrier) => carrier.key === key)) return no(peerMessage('peer.carrier-unknown'))
    try {
      await held.value.hosted.say([sayCarrierEnd(key)])
      return ok({})
    } catch (fault) {
      return no(messageOfFault(fault))
    }
  },

  async carryNoMore({ handle }) {
    const carried = inside.carried.find(handle)
    if (!carried) return no(peerMessage('peer.carried-unknown'))
    inside.sync.carryNoMore(handle)
    await inside.carried.drop(handle, isOfWay(carried))
    inside.watches.changed(undefined)
    return ok({})
  }
})

export const carriedRows = (inside: Inside): CarriedRow[] =>
  inside.carried.all().map((carried) => ({ handle: carried.name, envelopes: carried.world.set.count, bytes: carried.bytes, here: inside.sync.connections().filter(({ worlds }) => worlds.includes(carried.name)).length }))

export const carrierRows = (inside: Inside, { hosted }: Held): CarrierRow[] => {
  const here = new Set(inside.sync.connections().flatMap(({ worlds, device }) => (device !== undefined && worlds.includes(hosted.world.name) ? [device] : [])))
  return hosted.carriers().map(({ key, addresses, by }) => ({ key, addresses, by, here: here.has(key) }))
}

/** Appoints the carrier that asks by this invitation. The same one may ask again: the answer may have been lost. */
export const appoint = async (inside: Inside, held: Held, row: InviteRow, ask: CarrierAsk): Promise<Answer> => {
  const key = toText(ask.key)
  if (row.state === 'used' && row.usedBy !== key) return { kind: 'no', fault: 'used' }
  if (row.state === 'closed') return { kind: 'no', fault: 'withdrawn' }
  if (row.state === 'lapsed') return { kind: 'no', fault: 'old' }
  const { hosted } = held
  try {
    if (row.state === 'open') {
      await sayWishes(inside, held, [{ wish: 'invite-used', key: row.key, ware: key }])
      await hosted.say([sayAppoint(ask.key, ask.addresses)])
    }
    return { kind: 'carrier', handle: hosted.handle, halves: usableHalves({ keyring: hosted.world.keyring, usable: () => hosted.usable() }), addresses: inside.sync.addresses() }
  } catch (fault) {
    inside.ports.log.note('appoint-failed', { fault: String(fault) })
    return { kind: 'no', fault: 'not-now' }
  }
}

/** Asks at an address to be appointed, under a key of its own for this world; carries it from then on. */
export const carryBy = async (inside: Inside, address: string, key: Uint8Array): Promise<Outcome<Acts['join'][1]>> => {
  const { ports, sync } = inside
  const seed = ports.random.bytes(32)
  const ask = (of: Session): Uint8Array => writeCarrierAsk(signPair(seed), sync.addresses().map(withoutId), key, of, ports.random)
  const answered = await knock(inside, { address, key, ask, unknown: peerMessage('peer.link-unknown') })
  if (!answered.ok) return answered
  const { reply, session } = answered.value
  try {
    const answer = readAnswer(reply, key, session, publicOf(inside.me().device))
    if (!answer.ok) return no(peerMessage('peer.join-refused'))
    if (answer.value.kind === 'no') return no(peerMessage(refusals[answer.value.fault]))
    if (answer.value.kind !== 'carrier') return no(peerMessage('peer.join-refused'))
    const { handle, halves, addresses } = answer.value
    const mine = inside.held().some(({ hosted, left }) => !left && toText(hosted.handle) === toText(handle))
    if (mine) return no(peerMessage('peer.already-in'))
    const carried = await inside.carried.begin({ handle, seed, halves: new Map(halves.map((half) => [toText(half.tag), toText(half.key)])), addresses: [...new Set([address, ...addresses].map(withoutId))] })
    if (!carried) return no(peerMessage('peer.carried-many'))
    inside.carry(carried)
    return ok({ world: carried.name, carried: true })
  } catch (fault) {
    ports.log.note('carry-failed', { fault: String(fault) })
    return no(messageOfFault(fault))
  }
}

/** Why a newcomer is not let in. */
export const refusals = { old: 'peer.link-old', used: 'peer.link-used', withdrawn: 'peer.link-closed', 'not-now': 'peer.join-not-now' } as const

/** A member has said how it stands: asking elsewhere changes nothing. */
const final: ReadonlySet<string> = new Set([refusals.old, refusals.used, refusals.withdrawn, 'peer.already-in', 'peer.carried-many'])
export const isFinal = ({ key }: Message): boolean => final.has(key)

/** Network ids are new at each start: an address that is to last has none, unless a relay in between goes by it. */
export const withoutId = (address: string): string => (address.includes('/p2p-circuit') ? address : address.replace(/\/p2p\/[^/]+$/, ''))
