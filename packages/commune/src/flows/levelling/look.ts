/**
 * From what wares have said to the view of one giver, and back. The needs of one ware that are equally urgent are one place: so asking in
 * ten needs for what could be asked in one gains nothing. What a place is to receive is then spread over its needs.
 */
import { isAsking } from './heights.ts'
import { roomFor, type View } from './types.ts'

/** An open need for one thing, in numbers of one unit. */
export interface OpenNeed {
  readonly id: string
  readonly ware: string
  /** What it still asks for. */
  readonly wants: number
  readonly heads?: number
  readonly least?: number
  readonly urgency?: 0 | 1 | 2
}

/** The last split of a giver that can reach some of the needs, as far as it is known here; without `shares` it has said none yet. */
export interface KnownSplit {
  readonly giver: string
  /** Needs it can reach, by id. */
  readonly reaches: ReadonlySet<string>
  /** By need id. */
  readonly shares?: ReadonlyMap<string, { readonly amount: number; readonly lift: number }>
  /** Whether it had seen this giver's last split when it said so. */
  readonly sawMine: boolean
}

export interface Look {
  readonly view: View
  /** The needs of each place of the view. */
  readonly places: readonly (readonly OpenNeed[])[]
}

/** What a giver sees: the needs that it reaches, its own last split, those of others, and all needs for the thing that are known at all. */
export function look(supply: number, reached: readonly OpenNeed[], mine: KnownSplit['shares'], others: readonly KnownSplit[], all: readonly OpenNeed[]): Look {
  const byWare = new Map<string, OpenNeed[]>()
  for (const need of reached) {
    if (!isAsking(need.wants)) continue
    const key = `${need.urgency ?? 1} ${need.ware}`
    const those = byWare.get(key)
    if (those) those.push(need)
    else byWare.set(key, [need])
  }
  const places = [...byWare.values()]
  const view = roomFor(places.length)
  view.supply = supply
  const each = all.filter(({ wants }) => isAsking(wants)).map(({ wants, heads }) => wants / (heads ?? 1))
  each.sort((a, b) => a - b)
  if (each.length > 0) [view.usual, view.top] = [each[each.length >> 1] as number, each.at(-1) as number]
  for (const [at, needs] of places.entries()) {
    view.wants[at] = sumOf(needs, ({ wants }) => wants)
    view.heads[at] = Math.max(...needs.map(({ heads }) => heads ?? 1))
    view.least[at] = Math.min(...needs.map(({ least, wants }) => Math.min(least ?? 0, wants)))
    view.urgency[at] = needs[0]?.urgency ?? 1
    view.turn[at] = turnOf(needs[0]?.id ?? '')
    view.own[at] = sumOf(needs, ({ id }) => mine?.get(id)?.amount ?? 0)
    const lifts = mine ? [meanLift(needs, mine)] : []
    for (const { reaches, shares, sawMine } of others) {
      if (!needs.some(({ id }) => reaches.has(id))) continue
      if (!shares || !sawMine) view.unseen[at] = (view.unseen[at] as number) + 1
      if (!shares) continue
      view.others[at] = (view.others[at] as number) + sumOf(needs, ({ id }) => shares.get(id)?.amount ?? 0)
      lifts.push(meanLift(needs, shares))
    }
    view.lift[at] = lifts.length > 0 ? sumOf(lifts, (lift) => lift) / lifts.length : 0
  }
  return { view, places }
}

/** Spreads amounts by place over the needs of each, by what they ask for; those with a least amount whole, as far as it goes. */
export function spread(places: Look['places'], amounts: ArrayLike<number>): Map<string, number> {
  const byNeed = new Map<string, number>()
  for (const [at, needs] of places.entries()) {
    let left = amounts[at] as number
    const particular = needs.filter(({ least }) => (least ?? 0) > 0).sort((a, b) => (a.least ?? 0) - (b.least ?? 0))
    if (needs.length > 1 && particular.length > 0) {
      for (const { id, wants } of [...needs.filter(({ least }) => !((least ?? 0) > 0)), ...particular]) {
        const amount = Math.min(left, wants)
        byNeed.set(id, amount)
        left -= amount
      }
      continue
    }
    const asked = sumOf(needs, ({ wants }) => wants)
    for (const { id, wants } of needs) byNeed.set(id, (left * wants) / asked)
  }
  return byNeed
}

const sumOf = <T>(those: readonly T[], of: (each: T) => number): number => those.reduce((sum, each) => sum + of(each), 0)

const meanLift = (needs: readonly OpenNeed[], shares: NonNullable<KnownSplit['shares']>): number =>
  sumOf(needs, ({ id }) => shares.get(id)?.lift ?? 0) / needs.length

/** A number from 0 up to 1 of an id, alike everywhere (FNV-1a). */
export function turnOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash >>> 0) / 4_294_967_296
}
