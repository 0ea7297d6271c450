/** Events and resources of a document, as the engine takes them: what there was at first, and what happened since. */
import { type Amount, amountOf } from './amounts.ts'
import { lastPart } from './context.ts'
import { type Distinct, distinctOf } from './distinct.ts'
import type { Event, Resource } from './engine.ts'
import { sameId, textOf, type VfGraph, type VfNode } from './graph.ts'

export interface Happened {
  readonly events: readonly Event[]
  /** Each as it was told first. */
  readonly before: readonly Resource[]
  /** Each as it was told last. */
  readonly after: readonly Resource[]
}

export const happenedIn = (graph: VfGraph): Happened => {
  // One event and the resource it moves may call a thing by different names, so that all of it counts in pieces.
  const read = (node: VfNode, name: string): Amount | undefined => {
    const amount = amountOf(graph, node, name, 'piece')
    return amount?.ok ? amount.value : undefined
  }
  const resources = distinctOf(graph, 'EconomicResource')
  const resource = (node: VfNode): Resource => {
    const said = {
      conformsTo: graph.ref(node, 'conformsTo'),
      name: textOf(node, 'name'),
      accounting: read(node, 'accountingQuantity'),
      onhand: read(node, 'onhandQuantity'),
      location: graph.ref(node, 'currentLocation'),
      containedIn: graph.ref(node, 'containedIn'),
      accountable: idIn(graph, node, 'primaryAccountable'),
      stage: graph.ref(node, 'stage'),
      state: textOf(node, 'state')
    }
    return { id: sameId(node.id), ...present(said) }
  }
  const byTracking = trackingOf(graph, resources)
  const all = distinctOf(graph, 'EconomicEvent')
  const events = all.map(({ node, key }): Event => {
    const named = { resource: idIn(graph, node, 'resourceInventoriedAs'), toResource: idIn(graph, node, 'toResourceInventoriedAs') }
    const provider = idIn(graph, node, 'provider')
    const receiver = idIn(graph, node, 'receiver')
    const tracking = textOf(node, 'trackingIdentifier')
    // A lot that both sides keep under one number: each side's own.
    const ofLot = (holder: string | undefined): string | undefined => (tracking === undefined || holder === undefined ? undefined : byTracking.get(`${tracking} ${holder}`))
    const process = graph.ref(node, 'outputOf') ?? graph.ref(node, 'inputOf')
    const inProcess = process === undefined ? undefined : graph.find(process)
    const said = {
      resource: named.resource ?? ofLot(provider),
      toResource: named.toResource ?? (named.resource === undefined && provider !== receiver ? ofLot(receiver) : undefined),
      provider,
      receiver,
      conformsTo: graph.ref(node, 'resourceConformsTo'),
      quantity: read(node, 'resourceQuantity'),
      effort: read(node, 'effortQuantity'),
      toLocation: graph.ref(node, 'toLocation'),
      inputOf: idIn(graph, node, 'inputOf'),
      outputOf: idIn(graph, node, 'outputOf'),
      state: textOf(node, 'state'),
      stage: inProcess && graph.ref(inProcess, 'basedOn')
    }
    return { id: key, action: lastPart(textOf(node, 'action') ?? ''), ...present(said) }
  })
  const touched = new Map<string, number>()
  for (const [nth, { told }] of all.entries()) {
    const { resource: from, toResource: to } = events[nth] as Event
    const at = graph.placeOf(told[0] as VfNode)
    for (const id of [from, to]) if (id !== undefined && (touched.get(id) ?? at) >= at) touched.set(id, at)
  }
  /** What is told of a resource only behind the events that touch it is what they led to, and not what was there before. */
  const begun = (node: VfNode): Resource => {
    const whole = resource(node)
    if (graph.placeOf(node) < (touched.get(whole.id) ?? Number.POSITIVE_INFINITY)) return whole
    const { accounting: _, onhand: __, containedIn: ___, stage: ____, state: _____, ...rest } = whole
    return rest
  }
  return {
    events,
    before: resources.map(({ told }) => begun(told[0] as VfNode)),
    after: resources.map(({ node }) => resource(node))
  }
}

const idIn = (graph: VfGraph, node: VfNode, name: string): string | undefined => {
  const id = graph.ref(node, name)
  return id === undefined ? undefined : sameId(id)
}

type Present<T> = { [key in keyof T]?: Exclude<T[key], undefined> }
const present = <T extends object>(said: T): Present<T> => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Present<T>

function trackingOf(graph: VfGraph, resources: readonly Distinct[]): Map<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const { node } of resources) {
    const tracking = textOf(node, 'trackingIdentifier')
    const holder = idIn(graph, node, 'primaryAccountable')
    if (tracking === undefined || holder === undefined) continue
    const key = `${tracking} ${holder}`
    if (found.has(key)) twice.add(key)
    found.set(key, sameId(node.id))
  }
  for (const key of twice) found.delete(key)
  return found
}
