/**
 * A world as ValueFlows 1.0 JSON-LD: what is needed, offered and in stock, what both sides have agreed and handed over, and what
 * other rooms hand in beside it. The same world gives the same text, and bringing it in gives the same needs, offers, stock and
 * recipes again. There is no price, claim or reciprocal in it, for there is none here.
 */
import type { IdText } from '@commune/protocol'
import { isNothing } from '../../quantity/index.ts'
import type { Views } from '../../views.ts'
import type { Member } from '../../wares/index.ts'
import type { CommitmentRow, IntentRow, PortionRow } from '../rows.ts'
import { putBesides, type VfBesides } from './besides.ts'
import { idHere, idOut } from './ids.ts'
import { isTime, timeOf, Writer } from './written.ts'

export const exportValueflows = (views: Views, members: readonly Member[], nowMs: number, besides: VfBesides = {}): string => {
  const writer = new Writer()
  const kinds = new Map(views.wares.list(members).map(({ ware, kind }) => [ware, kind] as const))
  const agent = (ware: IdText, name = views.wares.nameOf(ware)): string => writer.put(agentClass(kinds.get(ware)), idHere('ware', ware), { name })
  const rows = [...views.intents.all(nowMs)].filter(({ state }) => state !== 'withdrawn').sort(byStableId)
  const ids = new Map(rows.map((row) => [row.id, idOut(row.kind, stableId(row))]))
  for (const row of rows) putIntent(writer, row, agent)
  for (const row of rows) {
    for (const one of views.intents.one(row.id, nowMs)?.commitments ?? []) if (one.state !== 'asked' && one.state !== 'lapsed') putCommitment(writer, one, ids, agent)
  }
  for (const row of [...views.stock.portions()].sort(byStableId)) if (!isNothing(row.quantity)) putPortion(writer, row, agent)
  putBesides(writer, besides, agent)
  return `${JSON.stringify(writer.end(), null, 1)}\n`
}

type Agents = (ware: IdText, name?: string) => string

const stableId = (row: { readonly id: string; readonly from?: string }): string => row.from ?? row.id
const byStableId = (a: IntentRow | PortionRow, b: IntentRow | PortionRow): number => (stableId(a) < stableId(b) ? -1 : stableId(a) > stableId(b) ? 1 : 0)

const agentClass = (kind: string | undefined): string => (kind === 'wetware' ? 'Person' : kind === 'hybridware' ? 'Organization' : 'Agent')

const saidBy = (row: IntentRow | PortionRow, agent: Agents): string => (row.told ? agent(row.told.ware, row.told.name) : agent(row.ware))

function putIntent(writer: Writer, row: IntentRow, agent: Agents): void {
  const { kind, thing, quantity, place, untilMs, note, state } = row
  const id = idOut(kind, stableId(row))
  writer.put('Intent', id, {
    action: quantity && isTime(quantity) ? 'work' : 'transfer',
    [kind === 'need' ? 'receiver' : 'provider']: saidBy(row, agent),
    resourceConformsTo: writer.thing(thing),
    ...writer.amount(quantity, thing),
    due: timeOf(untilMs),
    note,
    finished: state === 'done' ? true : undefined
  })
  // An intent has no place of its own: the proposal that publishes it does.
  if (place !== undefined) writer.put('Proposal', idHere('proposal', stableId(row)), { publishes: [id], purpose: kind === 'need' ? 'request' : 'offer', eligibleLocation: writer.place(place) })
}

/** What both have said yes to, and what both say was handed over. */
function putCommitment(writer: Writer, one: CommitmentRow, ids: ReadonlyMap<string, string>, agent: Agents): void {
  const { id, need, offer, thing, giver, receiver, quantity, untilMs, note, state, handed } = one
  const satisfies = [need, offer].flatMap((end) => (end === undefined ? [] : (ids.get(end) ?? [])))
  const both = { action: quantity && isTime(quantity) ? 'work' : 'transfer', provider: agent(giver), receiver: agent(receiver), resourceConformsTo: writer.thing(thing) }
  const commitment = writer.put('Commitment', idHere('commitment', id), {
    ...both,
    ...writer.amount(quantity, thing),
    satisfies,
    due: timeOf(untilMs),
    note,
    finished: state === 'handed'
  })
  if (state === 'handed' || state === 'part-handed') writer.put('EconomicEvent', idHere('handover', id), { ...both, ...writer.amount(handed, thing), fulfills: [commitment] })
}

function putPortion(writer: Writer, row: PortionRow, agent: Agents): void {
  const { thing, quantity, place, keepsUntilMs, note } = row
  const amount = writer.measure(quantity, thing)
  const lot = keepsUntilMs === undefined ? undefined : writer.put('BatchLotRecord', idHere('lot', stableId(row)), { expirationDate: timeOf(keepsUntilMs) as string })
  writer.put('EconomicResource', idOut('stock', stableId(row)), {
    conformsTo: writer.thing(thing),
    primaryAccountable: saidBy(row, agent),
    accountingQuantity: amount,
    onhandQuantity: amount,
    currentLocation: place === undefined ? undefined : writer.place(place),
    ofBatchLot: lot,
    note
  })
}
