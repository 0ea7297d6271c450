/** Intents become needs and offers, with the place and end of the proposal that publishes them. */
import { isNothing, shown } from '../../quantity/index.ts'
import { english, type Message, quantityMessage, valueflowsMessage } from '../../words/index.ts'
import { amountOf, quantityOf } from './amounts.ts'
import type { Distinct } from './distinct.ts'
import { isTrue, sameId, textOf, type VfGraph, type VfNode } from './graph.ts'
import { fromOf, own } from './ids.ts'
import { agentOf, countedAs, isCode, lineIn, nameOf, proseIn, thingOf } from './naming.ts'
import type { Item, ItemBase } from './said.ts'
import { lineOf } from './lines.ts'
import { readWhen } from './when.ts'

export interface Reading {
  readonly graph: VfGraph
  readonly path: string
  /** Who brings it in: what that ware said itself is its own. */
  readonly ware: string
  readonly proposals: ReadonlyMap<string, VfNode>
}

/** Which proposal publishes each intent. */
export const proposalsIn = (graph: VfGraph): Map<string, VfNode> =>
  new Map(graph.of('Proposal').flatMap((proposal) => graph.refs(proposal, 'publishes').map((id) => [sameId(id), proposal] as const)))

export const intentItem = (reading: Reading, { node, key }: Distinct): Item => {
  const { graph, path } = reading
  const proposal = reading.proposals.get(sameId(node.id))
  const named = thingOf(graph, node)
  const { name: thing, isAddress } = named
  const notes: Message[] = []
  const base: ItemBase = { where: node.where, type: 'Intent', what: thing, notes }
  const kept = (why: Message): Item => ({ ...base, is: 'other', line: lineOf(graph, node), why })
  const kind = kindOf(reading, node, proposal)
  if (typeof kind !== 'string') return kept(kind)
  if (thing === '') return { ...base, is: 'refused', why: valueflowsMessage('vf.why.no-thing') }
  if (isTrue(node, 'finished')) return kept(valueflowsMessage('vf.why.over'))
  if (isAddress) notes.push(valueflowsMessage('vf.note.address', { name: thing }))
  const amount = ['resourceQuantity', 'effortQuantity', 'availableQuantity'].flatMap((name) => amountOf(graph, node, name, countedAs(named)) ?? [])[0]
  if (amount && !amount.ok) return { ...base, is: 'refused', why: amount.error }
  const quantity = amount && quantityOf(amount.value)
  if (quantity && !quantity.ok) return { ...base, is: 'refused', why: quantity.error }
  if (quantity && isNothing(quantity.value)) return { ...base, is: 'refused', why: quantityMessage('quantity.nothing') }
  const { untilMs, words } = endOf(node, proposal)
  const place = placeOf(graph, node) ?? (proposal && placeOf(graph, proposal))
  const least = amountOf(graph, node, 'minimumQuantity', countedAs(named))
  const leastOf = least?.ok ? quantityOf(least.value) : undefined
  const note = proseIn(
    [textOf(node, 'note'), ...(own(key) ? [] : [proposal && textOf(proposal, 'note')]), words, leastOf?.ok ? english.say(valueflowsMessage('vf.line.least', { amount: shown(leastOf.value) })) : undefined]
      .filter((line) => line !== undefined)
      .join('\n')
  )
  const by = graph.ref(node, kind === 'need' ? 'receiver' : 'provider')
  return {
    ...base,
    is: kind,
    wish: {
      wish: kind,
      thing,
      from: fromOf(path, key),
      ...(quantity && { quantity: quantity.value }),
      ...(place !== undefined && { place }),
      ...(untilMs !== undefined && { untilMs }),
      ...(note !== '' && { note }),
      ...toldBy(reading, by)
    }
  }
}

/** Whose words they are, unless they are those of whoever brings them in. */
export function toldBy({ graph, ware }: Reading, agent: string | undefined): { readonly told?: { readonly ware: string; readonly name?: string } } {
  if (agent === undefined) return {}
  const told = agentOf(graph, agent)
  return told.ware === ware ? {} : { told }
}

export function placeOf(graph: VfGraph, node: VfNode): string | undefined {
  const id = ['currentLocation', 'toLocation', 'eligibleLocation'].flatMap((name) => graph.refs(node, name))[0]
  if (id === undefined) return undefined
  const place = graph.find(id)
  const address = place && textOf(place, 'mappableAddress')
  const { name, isAddress } = nameOf(graph, id)
  // Letters and digits that some program counted up are no place anybody goes to.
  if (isAddress && address === undefined && isCode(name)) return undefined
  const line = lineIn(isAddress ? (address ?? name) : name, 80)
  return line === '' ? undefined : line
}

const inputs = new Set(['accept', 'cite', 'combine', 'consume', 'pickup', 'use', 'work'])

/** Who it is open to: what lacks a giver is a need, what lacks a receiver an offer. */
function kindOf({ graph }: Reading, node: VfNode, proposal: VfNode | undefined): 'need' | 'offer' | Message {
  const provider = graph.ref(node, 'provider')
  const receiver = graph.ref(node, 'receiver')
  if (provider === undefined && receiver !== undefined) return 'need'
  if (receiver === undefined && provider !== undefined) return 'offer'
  if (provider === undefined) {
    const purpose = proposal && textOf(proposal, 'purpose')
    return purpose === 'request' ? 'need' : purpose === 'offer' ? 'offer' : valueflowsMessage('vf.why.no-side')
  }
  // What a process of somebody's needs is a need, whoever is written down as its giver.
  if (graph.ref(node, 'inputOf') !== undefined && inputs.has(textOf(node, 'action') ?? '')) return 'need'
  return valueflowsMessage('vf.why.both-sides')
}

function endOf(node: VfNode, proposal: VfNode | undefined): { readonly untilMs?: number; readonly words?: string } {
  const text = ['due', 'hasEnd', 'hasPointInTime'].flatMap((name) => textOf(node, name) ?? [])[0] ?? (proposal && textOf(proposal, 'hasEnd'))
  if (text === undefined) return {}
  const untilMs = readWhen(text)
  return untilMs === undefined || untilMs < 0 ? { words: english.say(valueflowsMessage('vf.line.until', { text: text.slice(0, 100) })) } : { untilMs }
}
