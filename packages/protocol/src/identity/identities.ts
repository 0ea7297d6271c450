/**
 * Which device speaks for which ware, worked out from all that was said (I2, I3). The same set gives the same answer,
 * whatever the order it came in.
 *
 * For one ware:
 * 1. *Named*: the first device; those that the recovery key certified; and those certified by a named device. An ended
 *    device passes on only those that each of its ends keeps. At most `devicesMax`: first device, then the recovery key's,
 *    then breadth first, each step in the order of the text of the keys.
 * 2. An end by the recovery key holds. An end by a device holds when the device is named (looking at recovery ends alone),
 *    does not lie behind a recovery end of that device, and was not said knowing of a holding end of that device. So ends
 *    said at the same time all hold. What a device signed and somebody else says again holds unless the recovery key ended
 *    that device: when it was signed cannot be told. This gives a thief nothing, who may always speak as if he knew nothing.
 * 3. Where the recovery key has ended a device, its word alone counts for it; else all holding ends of the device.
 * 4. A device *counts* when it is named with the box key that it joined with. One that joined two wares counts for the one
 *    it joined first.
 * 5. An entry of a device speaks for the ware when it is on the author's chain up to `last` of each end that counts.
 */
import { type IdText, laterThan, type Origin } from '../statement/statement.ts'
import { groupBy } from './groupBy.ts'
import type { AddFact, BeginFact, EndFact, IdentityState, JoinFact } from './room.ts'
import { devicesMax } from './ware.ts'

/** What the graph of a world knows of entries. Only asked when a device was ended. */
export interface ChainOracle {
  /** Whether `entry` is `last` or before it on its author's prev chain; undefined when that cannot be told here (yet). */
  onChain(entry: IdText, last: IdText): boolean | undefined
  /** Whether `other` is in the causal past of `entry`; an entry is not in its own past. */
  sees(entry: IdText, other: IdText): boolean
}

export interface DeviceView {
  readonly device: IdText
  readonly box: IdText
  readonly addedBy: 'begin' | 'recovery' | { readonly device: IdText }
  /** Where it was said first that the device joins. */
  readonly joined: Origin
  /** Epochs under which the device itself said that it joins. */
  readonly joinedUnder: ReadonlySet<IdText>
  /** Ended devices still speak up to their last entry, and are in no audience any more. */
  readonly ended: boolean
}

export interface Identities {
  /** The ware that a statement speaks for; undefined when it speaks for none. */
  wareOf(origin: Origin): IdText | undefined
  /** The ware that a device speaks for now; undefined when it counts for none, or was ended. */
  wareOfDevice(device: IdText): IdText | undefined
  /** Devices that count, ended ones too, in the order they joined. */
  devices(ware: IdText): readonly DeviceView[]
  /** Wares with at least one device that counts, in the order of their ids. */
  wares(): readonly IdText[]
  /** The ware as it began. */
  beginOf(ware: IdText): BeginFact | undefined
  /** Ends that count. */
  ends(ware: IdText): readonly EndFact[]
}

/** The entry of a statement or of the origin of a fact. */
export const entryOf = (origin: Origin): IdText => origin.id.slice(0, origin.id.lastIndexOf('.'))

/** Make it anew when the room has folded something; what it answers meanwhile is of the moment it was made. */
export const identitiesOf = (state: IdentityState, chain: ChainOracle): Identities => {
  const adds = groupBy(state.adds.values(), (fact) => fact.ware)
  const ends = groupBy(state.ends.values(), (fact) => fact.ware)
  const joins = groupBy(state.joins.first(), (fact) => fact.ware)
  const byDevice = new Map<IdText, Counted>()
  const endsByWare = new Map<IdText, EndFact[]>()
  for (const [ware, begin] of state.begins) {
    const joined = joins.get(ware)
    if (!joined) continue
    const { named, endsOf } = settleWare(begin, adds.get(ware) ?? [], ends.get(ware) ?? [], chain)
    for (const join of joined) count(byDevice, join, named, endsOf)
    endsByWare.set(ware, [...named.keys()].flatMap(endsOf))
  }
  const byWare = groupBy(byDevice.values(), (counted) => counted.ware)
  const views = new Map<IdText, readonly DeviceView[]>()
  for (const [ware, counted] of byWare)
    views.set(
      ware,
      counted.map((one) => viewOf(one, state.joins.under(one.join.device))).sort((a, b) => (laterThan(a.joined, b.joined) ? 1 : -1))
    )
  const wares = [...views.keys()].sort()
  return {
    wareOf(origin) {
      if (origin.device === null) return undefined
      const counted = byDevice.get(origin.device)
      if (!counted) return undefined
      return counted.ends.length === 0 || speaks(counted, entryOf(origin), chain) ? counted.ware : undefined
    },
    wareOfDevice(device) {
      const counted = byDevice.get(device)
      return counted && counted.ends.length === 0 ? counted.ware : undefined
    },
    devices: (ware) => views.get(ware) ?? [],
    wares: () => wares,
    beginOf: (ware) => state.begins.get(ware),
    ends: (ware) => endsByWare.get(ware) ?? []
  }
}

interface Counted {
  readonly ware: IdText
  readonly join: JoinFact
  readonly addedBy: DeviceView['addedBy']
  readonly ends: readonly EndFact[]
  readonly spoke: Map<IdText, boolean>
}

interface Named {
  readonly boxes: Map<IdText, DeviceView['addedBy']>
}

type EndsOf = (device: IdText) => readonly EndFact[]

const viewOf = (counted: Counted, joinedUnder: ReadonlySet<IdText>): DeviceView => ({
  device: counted.join.device,
  box: counted.join.box,
  addedBy: counted.addedBy,
  joined: counted.join.origin,
  joinedUnder,
  ended: counted.ends.length > 0
})

/** Files the device under this ware unless it joined another before, or has a better join already. */
function count(byDevice: Map<IdText, Counted>, join: JoinFact, named: ReadonlyMap<IdText, Named>, endsOf: EndsOf): void {
  const addedBy = named.get(join.device)?.boxes.get(join.box)
  if (!addedBy) return
  const known = byDevice.get(join.device)
  if (known && laterThan(join.origin, known.join.origin)) return
  byDevice.set(join.device, { ware: join.ware, join, addedBy, ends: endsOf(join.device), spoke: new Map() })
}

function speaks(counted: Counted, entry: IdText, chain: ChainOracle): boolean {
  const known = counted.spoke.get(entry)
  if (known !== undefined) return known
  let certain = true
  for (const end of counted.ends) {
    const upTo = end.last === null ? false : chain.onChain(entry, end.last)
    if (upTo === true) continue
    if (upTo === undefined) certain = false
    if (certain) counted.spoke.set(entry, false)
    return false
  }
  counted.spoke.set(entry, true)
  return true
}

function settleWare(
  begin: BeginFact,
  adds: readonly AddFact[],
  ends: readonly EndFact[],
  chain: ChainOracle
): { named: Map<IdText, Named>; endsOf: EndsOf } {
  const addsBy = groupBy(adds, (add) => add.by)
  for (const list of addsBy.values()) list.sort((a, b) => compareText(a.device, b.device) || compareText(a.box, b.box))
  if (ends.length === 0) return { named: reach(begin, addsBy, () => []), endsOf: () => [] }
  const recovery = groupBy(firstSaid(ends.filter((end) => end.by === begin.recovery)), (end) => end.device)
  const recoveryEnds: EndsOf = (device) => recovery.get(device) ?? []
  const held = new Map<IdText, EndFact[]>()
  for (const end of candidates(ends, reach(begin, addsBy, recoveryEnds))) {
    if (!endStands(end, recoveryEnds, held, chain)) continue
    const list = held.get(end.device)
    if (list) list.push(end)
    else held.set(end.device, [end])
  }
  const endsOf: EndsOf = (device) => recovery.get(device) ?? held.get(device) ?? []
  return { named: reach(begin, addsBy, endsOf), endsOf }
}

/** Devices reached from the beginning and the recovery key, with the box keys they are certified with. */
function reach(begin: BeginFact, addsBy: ReadonlyMap<IdText, readonly AddFact[]>, endsOf: EndsOf): Map<IdText, Named> {
  const named = new Map<IdText, Named>([[begin.device, { boxes: new Map([[begin.box, 'begin']]) }]])
  const follow = (by: IdText, addedBy: DeviceView['addedBy'], keeps: (device: IdText) => boolean): void => {
    for (const add of addsBy.get(by) ?? []) {
      if (add.device === begin.recovery || !keeps(add.device)) continue
      let known = named.get(add.device)
      if (!known) {
        if (named.size >= devicesMax) continue
        known = { boxes: new Map() }
        named.set(add.device, known)
      }
      if (!known.boxes.has(add.box)) known.boxes.set(add.box, addedBy)
    }
  }
  follow(begin.recovery, 'recovery', () => true)
  for (const [device] of named) {
    const ends = endsOf(device)
    follow(device, { device }, (added) => ends.every((end) => end.keeps.includes(added)))
  }
  return named
}

/** Ends by named devices of named devices, in order, at most two that differ by one device of one other. */
function candidates(ends: readonly EndFact[], named: ReadonlyMap<IdText, Named>): EndFact[] {
  const said = ends.filter((end) => named.has(end.device) && named.has(authorOf(end)))
  const seen = new Map<string, Set<string>>()
  return said
    .sort((a, b) => (laterThan(a.origin, b.origin) ? 1 : -1))
    .filter((end) => {
      const pair = `${authorOf(end)}/${end.device}`
      const content = `${end.last}/${end.keeps.join()}`
      const known = seen.get(pair)
      if (!known) seen.set(pair, new Set([content]))
      else if (known.has(content) || known.size >= 2) return false
      else known.add(content)
      return true
    })
}

/** Whose word an end is. */
export const authorOf = (end: EndFact): IdText => end.by ?? (end.origin.device as IdText)

/** Of ends that say the same, the one that was said first; anybody can say again what the recovery key signed. */
function firstSaid(ends: EndFact[]): EndFact[] {
  const seen = new Set<string>()
  return ends
    .sort((a, b) => (laterThan(a.origin, b.origin) ? 1 : -1))
    .filter((end) => {
      const content = `${end.device}/${end.last}/${end.keeps.join()}`
      return !seen.has(content) && seen.add(content)
    })
}

/** `held` has every holding end that comes before this one; all that it can know of are among them. */
function endStands(
  end: EndFact,
  recoveryEnds: EndsOf,
  held: ReadonlyMap<IdText, readonly EndFact[]>,
  chain: ChainOracle
): boolean {
  const author = authorOf(end)
  const entry = entryOf(end.origin)
  const outranking = recoveryEnds(author)
  if (outranking.length > 0) return outranking.every((over) => over.last !== null && chain.onChain(entry, over.last) === true)
  if (end.origin.device !== author) return true
  return !(held.get(author) ?? []).some((known) => entryOf(known.origin) !== entry && chain.sees(entry, entryOf(known.origin)))
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
