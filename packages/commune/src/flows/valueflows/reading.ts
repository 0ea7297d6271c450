/**
 * A ValueFlows document, and what each thing in it comes to here: the second of two steps, after `document.ts`. Every thing is in
 * the answer once, with where it stands and, where it becomes nothing here, why.
 */
import { no, ok, type Result } from '@commune/protocol'
import { type Message, valueflowsMessage } from '../../words/index.ts'
import { actionOf } from './actions.ts'
import { amountOf } from './amounts.ts'
import { lastPart } from './context.ts'
import { distinctOf } from './distinct.ts'
import { readDocument } from './document.ts'
import { apply } from './engine.ts'
import { happenedIn } from './events.ts'
import { textOf, type VfGraph, type VfNode } from './graph.ts'
import { intentItem, proposalsIn, type Reading } from './intents.ts'
import { lineOf } from './lines.ts'
import { Money } from './money.ts'
import { countedAs, lineIn, nameOf, thingOf } from './naming.ts'
import { Recipes } from './recipes.ts'
import { resourceItem } from './resources.ts'
import type { Item, ItemBase } from './said.ts'

export interface VfReading {
  readonly graph: VfGraph
  readonly items: readonly Item[]
  /** What could not be read at all, and where. */
  readonly troubles: readonly Message[]
}

/** Reads a document; refused as a whole only when it is no JSON, too long, or holds nothing of the kind. */
export const readValueflows = (path: string, text: string, ware = ''): Result<VfReading, Message> => {
  const document = readDocument(path, text)
  if (!document.ok) return document
  const { graph, troubles } = document.value
  const items = [...new Sorter({ graph, path, ware, proposals: proposalsIn(graph) }).items()]
  return items.length === 0 ? no(valueflowsMessage('vf.nothing', { path })) : ok({ graph, items, troubles })
}

/** Names that others use; by themselves they become nothing. */
const names = ['Action', 'Agent', 'BatchLotRecord', 'EcologicalAgent', 'Measure', 'Organization', 'Person', 'ProcessSpecification', 'ResourceSpecification', 'SpatialThing', 'Unit']
const read = new Set([...names, 'EconomicResource', 'EconomicEvent', 'Intent', 'Commitment', 'Claim', 'Proposal', 'Recipe', 'RecipeProcess', 'RecipeFlow', 'RecipeExchange', 'Agreement', 'Plan', 'Process'])

class Sorter {
  readonly #reading: Reading
  readonly #money: Money

  constructor(reading: Reading) {
    this.#reading = reading
    this.#money = new Money(reading.graph)
  }

  *items(): Generator<Item> {
    const { graph } = this.#reading
    const { before, events } = happenedIn(graph)
    const workedOut = apply(events, before).resources
    for (const one of distinctOf(graph, 'EconomicResource')) yield this.#orMoney(one.node, 'EconomicResource') ?? resourceItem(this.#reading, one, workedOut)
    for (const one of distinctOf(graph, 'Intent')) yield this.#orMoney(one.node, 'Intent') ?? intentItem(this.#reading, one)
    const recipes = new Recipes(this.#reading, (node) => this.#money.isMoney(node))
    for (const one of distinctOf(graph, 'RecipeProcess')) yield recipes.item(one)
    for (const { node } of distinctOf(graph, 'Recipe')) yield recipes.isNamed(node) ? { ...baseOf(graph, node, 'Recipe'), is: 'name' } : this.#line(node, 'Recipe', 'other', valueflowsMessage('vf.why.group'))
    for (const { node } of distinctOf(graph, 'RecipeExchange')) yield this.#exchange(node)
    for (const { node } of distinctOf(graph, 'Claim')) yield this.#refuse(node, 'Claim', valueflowsMessage('vf.why.claim'))
    for (const { node } of distinctOf(graph, 'Commitment')) yield this.#orMoney(node, 'Commitment') ?? this.#line(node, 'Commitment', 'agreed', valueflowsMessage('vf.why.commitment'))
    for (const { node } of distinctOf(graph, 'EconomicEvent')) yield this.#event(node)
    for (const { node } of distinctOf(graph, 'Plan', 'Process')) yield this.#line(node, node.types.includes('Plan') ? 'Plan' : 'Process', 'planned', valueflowsMessage('vf.why.plan'))
    for (const { node } of distinctOf(graph, 'Agreement')) {
      const trade = this.#money.wantsReturn(node)
      yield trade ? this.#refuse(node, 'Agreement', valueflowsMessage('vf.why.return')) : this.#line(node, 'Agreement', 'agreed', valueflowsMessage('vf.why.commitment'))
    }
    for (const { node } of distinctOf(graph, 'Proposal')) {
      const priced = graph.refs(node, 'reciprocal').length > 0
      yield priced ? this.#refuse(node, 'Proposal', valueflowsMessage('vf.why.price')) : { ...baseOf(graph, node, 'Proposal'), is: 'name' }
    }
    for (const { node } of distinctOf(graph, ...names)) yield { ...baseOf(graph, node, node.types[0] ?? ''), is: 'name' }
    for (const node of graph.nodes) if (!node.types.some((type) => read.has(type))) yield this.#line(node, node.types[0] ?? '', 'other', valueflowsMessage('vf.why.unknown'))
    yield* this.#looseFlows()
  }

  /** Flows of recipes whose process is not in the document. */
  *#looseFlows(): Generator<Item> {
    const { graph } = this.#reading
    for (const { node } of distinctOf(graph, 'RecipeFlow')) {
      const processes = [...graph.refs(node, 'recipeInputOf'), ...graph.refs(node, 'recipeOutputOf')]
      if (this.#money.isReturn(node)) yield this.#refuse(node, 'RecipeFlow', valueflowsMessage('vf.why.return'))
      else if (processes.every((id) => !graph.find(id))) yield this.#line(node, 'RecipeFlow', 'other', valueflowsMessage('vf.why.loose'))
    }
  }

  #orMoney(node: VfNode, type: string): Item | undefined {
    if (this.#money.isReturn(node)) return this.#refuse(node, type, valueflowsMessage('vf.why.return'))
    if (this.#money.isMoney(node)) return this.#refuse(node, type, valueflowsMessage('vf.why.money'))
    if (this.#money.wantsReturn(node)) return this.#refuse(node, type, valueflowsMessage('vf.why.wants-return'))
    return undefined
  }

  #exchange(node: VfNode): Item {
    const trade = this.#money.wantsReturn(node)
    return trade ? this.#refuse(node, 'RecipeExchange', valueflowsMessage('vf.why.return')) : this.#line(node, 'RecipeExchange', 'other', valueflowsMessage('vf.why.group'))
  }

  #event(node: VfNode): Item {
    const { graph } = this.#reading
    const base = baseOf(graph, node, 'EconomicEvent')
    const action = lastPart(textOf(node, 'action') ?? '')
    if (this.#money.isReturn(node) || graph.refs(node, 'settles').length > 0) return this.#refuse(node, 'EconomicEvent', valueflowsMessage('vf.why.return'))
    if (this.#money.isMoney(node)) return this.#refuse(node, 'EconomicEvent', valueflowsMessage('vf.why.money'))
    if (!actionOf(action)) return { ...base, is: 'refused', why: valueflowsMessage('vf.action', { action: action.slice(0, 60) }) }
    for (const name of ['resourceQuantity', 'effortQuantity']) {
      const amount = amountOf(graph, node, name, countedAs(thingOf(graph, node)))
      if (amount && !amount.ok) return { ...base, is: 'refused', why: amount.error }
    }
    return this.#line(node, 'EconomicEvent', 'happened', valueflowsMessage('vf.why.event'))
  }

  #line(node: VfNode, type: string, is: 'happened' | 'agreed' | 'planned' | 'other', why: Message): Item {
    return { ...baseOf(this.#reading.graph, node, type), is, line: lineOf(this.#reading.graph, node), why }
  }

  #refuse(node: VfNode, type: string, why: Message): Item {
    return { ...baseOf(this.#reading.graph, node, type), is: 'refused', why }
  }
}

const flows = new Set(['EconomicResource', 'EconomicEvent', 'Commitment', 'Intent', 'Claim', 'RecipeFlow'])

const baseOf = (graph: VfGraph, node: VfNode, type: string): ItemBase => {
  const thing = flows.has(type) ? thingOf(graph, node).name : ''
  const note = textOf(node, 'note')
  const name = textOf(node, 'name') ?? (thing === '' ? undefined : thing) ?? (note === undefined ? undefined : lineIn(note, 80)) ?? nameOf(graph, node.id).name
  return { where: node.where, type, what: lineIn(name), notes: [] }
}
