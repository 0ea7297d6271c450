/**
 * What of one world is said in another, by two pledges of one ware: pure, so that every carrier of the same things says the
 * same. Nothing is told that both pledges do not allow: who said it, where, what was written beside it. What is told always:
 * what it is, how much, until when, and through how many worlds it came.
 *
 * - The *name* of a thing on all ways is a hash of the id of the statement it was said by. It is the same whoever carries
 *   it and by whichever way, so it comes once; and it tells nothing to those who do not have that statement.
 * - `at` says which carrier knew of more. It is how far the world it began in has come, plus a number for each thing that
 *   only its people can work out: how much is said over there is nobody's business elsewhere.
 */
import { derive, fromText, type IdText, toText, utf8 } from '@commune/protocol'
import { type Carriage, carriedHopsMax, type Told } from '../../flows/index.ts'
import type { Quantity } from '../../quantity/index.ts'
import type { LinkKind, LinkPlace } from './types.ts'
import type { LinkRow } from './views.ts'

/** The name of a world for those in other worlds: only who knows its id can work it out. */
export const aliasOf = (world: IdText): IdText => toText(derive('link world', [fromText(world) as Uint8Array]))

/** The name of what was said by this statement, on all ways. */
export const nameOnWays = (id: string): string => `link:${toText(derive('link name', [utf8(id)]))}`

/** How much is known of a thing of this world, when that has come so far. */
export const knownAt = (world: IdText, name: string, lamport: number): number =>
  lamport + new DataView(derive('link at', [fromText(world) as Uint8Array, utf8(name)]).buffer).getUint32(0)

/** What both links of one carrier allow. */
export interface Pledge {
  readonly kinds: ReadonlySet<string>
  readonly place: LinkPlace
  readonly names: boolean
  readonly notes: boolean
  readonly again: boolean
  readonly untilMs: number
}

const narrower: readonly LinkPlace[] = ['none', 'coarse', 'as it is']

export const pledgeOf = (out: LinkRow, into: LinkRow): Pledge => ({
  kinds: new Set(out.kinds.filter((kind) => into.kinds.includes(kind))),
  place: narrower[Math.min(narrower.indexOf(out.place), narrower.indexOf(into.place))] as LinkPlace,
  names: out.names && into.names,
  notes: out.notes && into.notes,
  again: out.again && into.again,
  untilMs: Math.min(out.untilMs, into.untilMs)
})

/** Something in the world it is carried from. */
export interface Item {
  readonly kind: LinkKind
  readonly is: 'need' | 'offer'
  readonly ware: IdText
  readonly wareName: string | undefined
  readonly thing: string
  readonly quantity: Quantity | undefined
  readonly place: string | undefined
  readonly untilMs: number | undefined
  readonly note: string | undefined
  /** What it was carried here by, and whose it was then. */
  readonly carried: Carriage | undefined
  readonly told: Told | undefined
  /** For an answer: the need or offer in the world it is carried to. */
  readonly to: string | undefined
  /** Whether its ware does not want it to be carried. */
  readonly mineNot: boolean
}

/** What is to be said in the other world. */
export interface ToSay {
  readonly is: 'need' | 'offer'
  readonly thing: string
  readonly quantity?: Quantity
  readonly place?: string
  readonly untilMs: number
  readonly note?: string
  readonly from: string
  readonly told?: Told
  readonly carried: Carriage
}

/** The ends of a way: aliases of the world it begins in and of the one it leads to. */
export interface Way {
  readonly from: IdText
  readonly to: IdText
}

/**
 * What a carrier says of an item over there, or why nothing: `not-ours` when it may not, though another carrier or another
 * way may, and `mine-not` when its ware wants nobody to carry it.
 */
export const toSay = (
  item: Item,
  name: string,
  at: number,
  { from, to }: Way,
  pledge: Pledge,
  widest: (place: string) => string | undefined
): ToSay | 'not-ours' | 'mine-not' => {
  const via = [...(item.carried?.via ?? []), from]
  if (item.mineNot) return 'mine-not'
  if (via.includes(to) || via.length > carriedHopsMax) return 'not-ours'
  // An answer goes back the way of what it answers: that it came this way is leave enough.
  if (item.carried && item.carried.on !== true && item.kind !== 'answer') return 'not-ours'
  if (!pledge.kinds.has(item.kind)) return 'not-ours'
  const place = item.place === undefined || pledge.place === 'none' ? undefined : pledge.place === 'coarse' ? widest(item.place) : item.place
  const told = item.carried ? item.told : { ware: item.ware, ...(item.wareName !== undefined && { name: item.wareName }) }
  return {
    is: item.is,
    thing: item.thing,
    ...(item.quantity && { quantity: item.quantity }),
    ...(place !== undefined && { place }),
    untilMs: Math.min(item.untilMs ?? Number.POSITIVE_INFINITY, pledge.untilMs),
    ...(pledge.notes && item.note !== undefined && { note: item.note }),
    from: name,
    ...(pledge.names && told && { told }),
    carried: {
      via,
      at,
      ...(item.to !== undefined && { to: item.to }),
      ...(item.kind === 'surplus' && { surplus: true }),
      ...(pledge.again && { on: true })
    }
  }
}
