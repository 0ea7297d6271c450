/**
 * Who is who, said again in a new epoch for those who read no older one (K2, K4).
 *
 * Everything here was signed by those it speaks of; whoever mints an epoch only says it again (P2). So a newcomer without
 * history knows every device there is to be sealed to, though its ware is away, and takes no ended device for a living one.
 * What all of the new audience could read before is not said again. What nobody signed (before there were signed joins) is not
 * either: its ware says it itself when it comes.
 */
import { fromText, toText } from '../bytes/bytes.ts'
import type { KeyPair } from '../sodium/sodium.ts'
import type { IdText, RawStatement } from '../statement/statement.ts'
import { groupBy } from './groupBy.ts'
import { authorOf, type DeviceView, type Identities } from './identities.ts'
import type { EndFact, IdentityState, JoinFact } from './room.ts'
import { saySignedEnd } from './ware.ts'

export interface AgainInput {
  readonly state: IdentityState
  readonly identities: Identities
  /** Wares that are spoken of. */
  readonly wares: Iterable<IdText>
  /** Whether all who are to know could read what was said under this epoch. */
  readonly told: (epoch: IdText) => boolean
}

/** Statements in the order that they build on one another; each ware's stand together. */
export const sayAgain = (input: AgainInput): RawStatement[] => {
  const joins = groupBy(input.state.joins.values(), (fact) => `${fact.ware}/${fact.device}/${fact.box}`)
  const ends = groupBy(input.state.ends.values(), contentOf)
  return [...new Set(input.wares)].sort().flatMap((ware) => sayWareAgain(ware, input, joins, ends))
}

function sayWareAgain(
  ware: IdText,
  { state, identities, told }: AgainInput,
  joins: ReadonlyMap<string, readonly JoinFact[]>,
  ends: ReadonlyMap<string, readonly EndFact[]>
): RawStatement[] {
  const begin = state.begins.get(ware)
  if (!begin) return []
  const views = new Map(identities.devices(ware).map((view) => [view.device, view]))
  const joined: { view: DeviceView; statement: RawStatement }[] = []
  for (const view of views.values()) {
    const said = view.ended ? [] : (joins.get(`${ware}/${view.device}/${view.box}`) ?? [])
    const signed = said.some((fact) => told(fact.epoch)) ? undefined : said.find((fact) => fact.signature !== null)
    if (signed?.signature) joined.push({ view, statement: { type: 'device.join', ...bytesOf(view, ware), signature: signed.signature } })
  }
  const ended: { end: EndFact; statement: RawStatement }[] = []
  for (const end of identities.ends(ware)) {
    const said = ends.get(contentOf(end)) ?? []
    const signed = said.some((fact) => told(fact.epoch)) ? undefined : said.find((fact) => fact.signature !== null)
    if (signed) ended.push({ end, statement: sayEndAgain(signed) })
  }
  if (joined.length === 0 && ended.length === 0) return []
  const named = new Set([...joined.map(({ view }) => view.device), ...ended.flatMap(({ end }) => [end.device, authorOf(end)])])
  return [{ type: 'ware.begin', body: begin.body }, ...addsTo(named, ware, state, views), ...joined.map((each) => each.statement), ...ended.map((each) => each.statement)]
}

/**
 * Ends that this device said, signed so that others can say them again: those that nobody has said under the epochs that
 * `told` names, or said signed at all.
 */
export const sayOwnEnds = (input: Omit<AgainInput, 'wares'> & { readonly me: IdText; readonly world: Uint8Array; readonly sign: KeyPair }): RawStatement[] => {
  const mine = toText(input.sign.publicKey)
  const said = [...input.state.ends.values()]
  const told = new Set(said.filter((end) => input.told(end.epoch)).map(contentOf))
  const signed = new Set(said.filter((end) => end.signature !== null).map(contentOf))
  return input.identities
    .ends(input.me)
    .filter((end) => authorOf(end) === mine && !(told.has(contentOf(end)) && signed.has(contentOf(end))))
    .map((end) => saySignedEnd(input.world, { ware: bytes(end.ware), device: bytes(end.device), last: end.last === null ? null : bytes(end.last), keeps: end.keeps.map(bytes) }, input.sign))
}

/** The certificates that lead to these devices, each once, those they build on first. */
function addsTo(devices: Iterable<IdText | null>, ware: IdText, state: IdentityState, views: ReadonlyMap<IdText, DeviceView>): RawStatement[] {
  const recovery = state.begins.get(ware)?.recovery
  const facts = new Map([...state.adds.values()].filter((add) => add.ware === ware).map((add) => [`${add.device}/${add.box}/${add.by}`, add]))
  const adds = new Map<IdText, RawStatement>()
  const follow = (device: IdText | null, depth: number): void => {
    const view = device === null ? undefined : views.get(device)
    if (!view || view.addedBy === 'begin' || adds.has(view.device) || depth > views.size) return
    const by = view.addedBy === 'recovery' ? recovery : view.addedBy.device
    if (view.addedBy !== 'recovery') follow(view.addedBy.device, depth + 1)
    const add = facts.get(`${view.device}/${view.box}/${by}`)
    if (add) adds.set(view.device, { type: 'device.add', ...bytesOf(view, ware), by: bytes(add.by), signature: add.signature })
  }
  for (const device of devices) follow(device, 0)
  return [...adds.values()]
}

const sayEndAgain = (end: EndFact): RawStatement => ({
  type: 'device.end',
  ware: bytes(end.ware),
  device: bytes(end.device),
  last: end.last === null ? null : bytes(end.last),
  keeps: end.keeps.map(bytes),
  by: bytes(end.by as IdText),
  signature: end.signature as Uint8Array
})

/** What an end says, and whose word it is. */
const contentOf = (end: EndFact): string => [end.ware, authorOf(end), end.device, end.last, end.keeps.join()].join('/')

const bytes = (text: IdText): Uint8Array => fromText(text) as Uint8Array
const bytesOf = (view: DeviceView, ware: IdText) => ({ ware: bytes(ware), device: bytes(view.device), box: bytes(view.box) })
