/**
 * One line of a document for people: what happened, what was agreed, and whatever has no place here. They go onto a page, so that
 * nothing of a file is lost that is no need, offer, stock or recipe.
 */
import { shown } from '../../quantity/index.ts'
import { english } from '../../words/index.ts'
import { amountOf, quantityOf } from './amounts.ts'
import { textOf, type VfGraph, type VfNode, type VfValue } from './graph.ts'
import { agentOf, countedAs, lineIn, nameOf, thingOf } from './naming.ts'

const lineCharsMax = 600

/** `2019-04-08 · consume · 3 sheets of plywood · Alice → Workshop · note`. */
export const lineOf = (graph: VfGraph, node: VfNode): string => {
  const flow = node.types.some((type) => flows.has(type))
  const parts = flow ? flowParts(graph, node) : plainParts(graph, node)
  return lineIn(parts.filter((part) => part !== '').join(' · '), lineCharsMax)
}

const flows = new Set(['EconomicEvent', 'Commitment', 'Intent', 'RecipeFlow', 'Claim'])

function flowParts(graph: VfGraph, node: VfNode): string[] {
  const when = ['hasPointInTime', 'hasBeginning', 'due', 'hasEnd', 'created'].flatMap((name) => textOf(node, name) ?? [])[0] ?? ''
  const named = thingOf(graph, node)
  const thing = named.name
  const amounts = ['resourceQuantity', 'effortQuantity'].flatMap((name) => amountWords(graph, node, name, countedAs(named)))
  const sides = ['provider', 'receiver'].map((name) => agentName(graph, graph.ref(node, name)))
  const process = graph.ref(node, 'inputOf') ?? graph.ref(node, 'outputOf')
  const corrected = graph.ref(node, 'corrects')
  return [
    when.slice(0, 40),
    textOf(node, 'action') ?? '',
    amounts.length > 0 ? `${amounts.join(', ')} ${amounts.some((text) => text.includes(thing)) ? '' : thing}`.trim() : thing,
    sides[0] === sides[1] ? (sides[0] ?? '') : sides.map((side) => side ?? '?').join(' → '),
    process === undefined ? '' : nameOf(graph, process).name,
    corrected === undefined ? '' : `corrects ${nameOf(graph, corrected).name}`,
    textOf(node, 'note') ?? ''
  ]
}

/** Amounts below nothing, which take an event back, are shown as they stand. */
function amountWords(graph: VfGraph, node: VfNode, name: string, thing: string): string[] {
  const amount = amountOf(graph, node, name, thing)
  if (!amount) return []
  if (!amount.ok) return [english.say(amount.error)]
  const { n, d, unit } = amount.value
  const quantity = quantityOf({ n: n < 0n ? -n : n, d, unit })
  return quantity.ok ? [`${n < 0n ? '−' : ''}${english.say(shown(quantity.value))}`] : [english.say(quantity.error)]
}

const agentName = (graph: VfGraph, id: string | undefined): string | undefined => (id === undefined ? undefined : (agentOf(graph, id).name ?? nameOf(graph, id).name))

function plainParts(graph: VfGraph, node: VfNode): string[] {
  const name = textOf(node, 'name') ?? textOf(node, 'label')
  const rest = [...node.fields].flatMap(([field, values]) => (field === 'name' || field === 'label' || values.length === 0 ? [] : [`${field}: ${values.map((value) => valueWords(graph, value)).join(', ')}`]))
  return [node.types.join(', '), name ?? '', ...rest]
}

function valueWords(graph: VfGraph, value: VfValue): string {
  switch (value.is) {
    case 'text':
      return value.text
    case 'number':
      return String(value.number)
    case 'flag':
      return String(value.flag)
    case 'ref':
      return nameOf(graph, value.id).name
    case 'part':
      return [...value.part.fields.values()].flatMap((inner) => inner.map((one) => (one.is === 'part' ? '…' : valueWords(graph, one)))).join(' ')
    case 'raw':
      return '…'
  }
}
