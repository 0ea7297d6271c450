/**
 * Which carriers a world has (K3): said by members, each for itself.
 *
 * - `carrier.appoint {key, addresses}`   this carrier keeps the world for us; it is reached there.
 * - `carrier.end {key}`                  I use this carrier no more.
 *
 * A carrier counts for me when a ware that I share with appointed it and did not take that back, and I did not put it aside
 * myself: the last word of each ware counts (by lamport, then id).
 */
import * as v from 'valibot'
import { fromText, toText } from '../bytes/bytes.ts'
import { addressesShape } from '../epoch/pass.ts'
import type { Identities } from '../identity/identities.ts'
import { key32, readShape, type Shape } from '../statement/shape.ts'
import { Facts, type IdText, laterThan, type Origin, originOf, type RawStatement, type Room, type RoomState } from '../statement/statement.ts'

export interface CarrierFact {
  readonly key: IdText
  /** Where it is reached; none when it was put aside. */
  readonly addresses: readonly string[]
  readonly ended: boolean
  readonly origin: Origin
}

export interface CarriersState extends RoomState {
  readonly carriers: Facts<CarrierFact>
}

export interface CarrierShapes {
  readonly 'carrier.appoint': Shape<{ key: Uint8Array; addresses: string[] }>
  readonly 'carrier.end': Shape<{ key: Uint8Array }>
}

export const carrierShapes: CarrierShapes = {
  'carrier.appoint': v.object({ key: key32, addresses: addressesShape }),
  'carrier.end': v.object({ key: key32 })
}

export const carriersRoom: Room<CarriersState> = {
  name: 'carriers',
  types: Object.keys(carrierShapes),
  empty: () => ({ carriers: new Facts<CarrierFact>('carriers') }),
  fold(state, said) {
    const { statement, device, id } = said
    if (device === null) return { reason: `${statement.type}: it is said without a device` }
    const ended = statement.type === 'carrier.end'
    const read = readShape<{ key: Uint8Array; addresses?: string[] }>(carrierShapes[ended ? 'carrier.end' : 'carrier.appoint'], statement)
    if (!read.ok) return { reason: read.error }
    state.carriers.put(id, { key: toText(read.value.key), addresses: read.value.addresses ?? [], ended, origin: originOf(said) })
    return undefined
  }
}

export interface CarrierView {
  readonly key: IdText
  readonly addresses: readonly string[]
  /** Wares that appointed it, in the order of their ids. */
  readonly by: readonly IdText[]
}

/** The carriers that count for a ware. `shares`: whether it shares with another. */
export const carriersOf = (state: CarriersState, identities: Identities, me: IdText, shares: (ware: IdText) => boolean): CarrierView[] => {
  const last = new Map<string, { ware: IdText; fact: CarrierFact }>()
  for (const fact of state.carriers.values()) {
    const ware = identities.wareOf(fact.origin)
    if (ware === undefined || (ware !== me && !shares(ware))) continue
    const key = `${fact.key}/${ware}`
    const known = last.get(key)
    if (!known || laterThan(fact.origin, known.fact.origin)) last.set(key, { ware, fact })
  }
  const views = new Map<IdText, { key: IdText; addresses: string[]; by: IdText[] }>()
  const aside = new Set<IdText>()
  for (const { ware, fact } of [...last.values()].sort((a, b) => (a.ware < b.ware ? -1 : 1))) {
    if (fact.ended) {
      if (ware === me) aside.add(fact.key)
      continue
    }
    const view = views.get(fact.key) ?? { key: fact.key, addresses: [], by: [] }
    view.by.push(ware)
    view.addresses.push(...fact.addresses.filter((address) => !view.addresses.includes(address)))
    views.set(fact.key, view)
  }
  return [...views.values()].filter((view) => !aside.has(view.key)).sort((a, b) => (a.key < b.key ? -1 : 1))
}

export const sayAppoint = (key: Uint8Array, addresses: readonly string[]): RawStatement => ({ type: 'carrier.appoint', key, addresses: [...addresses] })
export const sayCarrierEnd = (key: IdText): RawStatement => ({ type: 'carrier.end', key: fromText(key) as Uint8Array })
