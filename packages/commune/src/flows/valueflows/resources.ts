/** Resources become portions of a stock: what is on hand of each, as it was told last, or what events alone come to. */
import { isNothing } from '../../quantity/index.ts'
import { english, type Message, valueflowsMessage } from '../../words/index.ts'
import { amountOf, quantityOf } from './amounts.ts'
import type { Distinct } from './distinct.ts'
import type { Resource } from './engine.ts'
import { sameId, textOf } from './graph.ts'
import { fromOf, own } from './ids.ts'
import { placeOf, type Reading, toldBy } from './intents.ts'
import { lineOf } from './lines.ts'
import { countedAs, nameOf, proseIn, thingOf } from './naming.ts'
import type { Item, ItemBase } from './said.ts'
import { countOf } from './units.ts'
import { readWhen } from './when.ts'

export const resourceItem = (reading: Reading, { node, key }: Distinct, workedOut: ReadonlyMap<string, Resource>): Item => {
  const { graph, path } = reading
  const named = thingOf(graph, node)
  const { name: thing, isAddress } = named
  const notes: Message[] = []
  const base: ItemBase = { where: node.where, type: 'EconomicResource', what: thing, notes }
  if (thing === '') return { ...base, is: 'refused', why: valueflowsMessage('vf.why.no-thing') }
  const stated = amountOf(graph, node, 'onhandQuantity', countedAs(named)) ?? amountOf(graph, node, 'accountingQuantity', countedAs(named))
  if (stated && !stated.ok) return { ...base, is: 'refused', why: stated.error }
  const after = stated ? undefined : workedOut.get(sameId(node.id))
  const worked = after?.onhand ?? after?.accounting
  // Events count in pieces whatever the thing is called.
  const amount = stated ? stated.value : worked && (worked.unit === '{piece}' ? { ...worked, unit: countOf(countedAs(named)) } : worked)
  if (!amount) return { ...base, is: 'other', line: lineOf(graph, node), why: valueflowsMessage('vf.why.no-amount') }
  const quantity = quantityOf(amount)
  if (!quantity.ok) return { ...base, is: 'refused', why: quantity.error }
  if (isNothing(quantity.value)) return { ...base, is: 'other', line: lineOf(graph, node), why: valueflowsMessage('vf.why.none-left') }
  if (worked) notes.push(valueflowsMessage('vf.note.worked-out', { name: thing }))
  if (isAddress) notes.push(valueflowsMessage('vf.note.address', { name: thing }))
  const lot = graph.ref(node, 'ofBatchLot')
  const batch = lot === undefined ? undefined : graph.find(lot)
  const keeps = batch && textOf(batch, 'expirationDate')
  const keepsUntilMs = keeps === undefined ? undefined : readWhen(keeps)
  const place = placeOf(graph, node)
  const note = proseIn(noteOf(reading, node, thing, place, batch && textOf(batch, 'batchLotCode'), keepsUntilMs === undefined ? keeps : undefined))
  return {
    ...base,
    is: 'stock',
    wish: {
      wish: 'stock',
      thing,
      quantity: quantity.value,
      from: fromOf(path, key),
      ...(place !== undefined && { place }),
      ...(keepsUntilMs !== undefined && keepsUntilMs >= 0 && { keepsUntilMs }),
      ...(note !== '' && { note }),
      ...toldBy(reading, graph.ref(node, 'primaryAccountable'))
    }
  }
}

/** What a portion has no field for goes into its note, so that none of it is lost. */
function noteOf({ graph }: Reading, node: Distinct['node'], thing: string, place: string | undefined, batch: string | undefined, keeps: string | undefined): string {
  const note = textOf(node, 'note')
  if (own(node.id)) return note ?? ''
  const stage = graph.ref(node, 'stage')
  const inside = graph.ref(node, 'containedIn')
  const more: readonly (readonly [string, string | undefined])[] = [
    ['trackingIdentifier', textOf(node, 'trackingIdentifier')],
    ['batchLotCode', batch],
    ['expirationDate', keeps],
    ['currentLocation', place === undefined ? textOf(node, 'currentLocation') : undefined],
    ['stage', stage === undefined ? undefined : nameOf(graph, stage).name],
    ['state', textOf(node, 'state')],
    ['containedIn', inside === undefined ? undefined : (containerName(graph, inside) ?? nameOf(graph, inside).name)],
    ['currentVirtualLocation', textOf(node, 'currentVirtualLocation') ?? textOf(node, 'uri')]
  ]
  const lines = more.flatMap(([name, text]) => (text === undefined ? [] : [english.say(valueflowsMessage('vf.line.field', { field: name, text: text.slice(0, 200) }))]))
  return [...(note !== undefined && note !== thing ? [note] : []), ...lines].join('\n')
}

const containerName = (graph: Reading['graph'], id: string): string | undefined => {
  const container = graph.find(id)
  return container && thingOf(graph, container).name
}
