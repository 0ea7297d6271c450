/**
 * JSON-LD text becomes a graph of things, and a graph text again. Short documents as people write them are read: with or without
 * `@graph`, lists, nested things, prefixes, values with a type or in several languages. What it does not know is kept as it came
 * and named with its place. No context is fetched, and nothing here can hang: depth and number of things are bounded.
 *
 * Why no library: `jsonld` joins all that is said under one id, so that what was there before and after becomes one heap; it
 * drops names no context knows without a word; and it brings a client for the web.
 */
import { no, ok, type Result } from '@commune/protocol'
import { jsonFault } from '../../import-export/index.ts'
import { importMessage, type Message, valueflowsMessage } from '../../words/index.ts'
import { byLanguage, type Context, isReverse, lastPart, plainContext, readContext, shortName, wholeId, wholeName } from './context.ts'
import { VfGraph, type VfNode, type VfValue } from './graph.ts'
import { inverses, properties } from './vocabulary.ts'

export interface VfDocument {
  readonly graph: VfGraph
  /** What could not be read, and where; all of it is kept. */
  readonly troubles: readonly Message[]
}

const charsMax = 64_000_000
const depthMax = 64
const nodesMax = 250_000
const troublesMax = 200

/** Whether a text is a ValueFlows document, by its first few thousand letters and its form. */
export const isValueflows = (text: string): boolean => {
  const start = text.slice(0, 100_000)
  if (!/^\ufeff?\s*[[{]/.test(start)) return false
  if (/valueflo\.ws|w3id\.org\/valueflows|"vf:/.test(start)) return true
  return /"@type"\s*:\s*"(\w+)"/.test(start) && [...start.matchAll(/"@type"\s*:\s*"(\w+)"/g)].some(([, type = '']) => marks.has(type))
}
/** Classes that no other vocabulary is likely to have. */
const marks = new Set(['EconomicEvent', 'EconomicResource', 'ResourceSpecification', 'ProcessSpecification', 'RecipeProcess', 'RecipeFlow', 'RecipeExchange', 'Intent', 'Commitment'])

export const readDocument = (path: string, marked: string): Result<VfDocument, Message> => {
  const text = marked.replace(/^\ufeff/, '')
  if (text.length > charsMax) return no(importMessage('import.long', { path }))
  const fault = jsonFault(path, text)
  if (fault) return no(fault)
  const reader = new Reader()
  reader.top(JSON.parse(text) as unknown)
  return reader.nodes.length === 0 ? no(valueflowsMessage('vf.nothing', { path })) : ok({ graph: new VfGraph(reader.nodes), troubles: reader.troubles })
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

class Reader {
  readonly nodes: VfNode[] = []
  readonly troubles: Message[] = []
  readonly #elsewhere = new Set<string>()
  #more = 0
  #nameless = 0
  #isFull = false

  top(value: unknown): void {
    this.#document(value, plainContext, '', 0)
    if (this.#more > 0) this.troubles.push(valueflowsMessage('vf.more', { n: this.#more }))
  }

  #document(value: unknown, context: Context, where: string, depth: number): void {
    if (Array.isArray(value)) {
      for (const [at, one] of value.entries()) this.#document(one, context, `${where}[${at}]`, depth)
      return
    }
    if (!isRecord(value)) return this.#trouble(valueflowsMessage('vf.no-thing', { where: where || '@graph', text: brief(value) }))
    const inner = this.#contextOf(value, context)
    const graph = value['@graph'] ?? value[aliasOf('@graph', inner) ?? '']
    if (graph === undefined) return void (Object.keys(value).some((key) => key !== '@context') && this.#node(value, context, where || '@graph', depth))
    const above = depth > depthMax ? [] : listOf(graph)
    if (depth > depthMax) this.#trouble(valueflowsMessage('vf.deep', { where: `${where}@graph`, most: depthMax }))
    for (const [at, one] of above.entries()) this.#document(one, inner, `${where}@graph[${at}]`, depth + 1)
    // A graph that is itself a thing says something of its own.
    const besides = Object.entries(value).filter(([key]) => key !== '@graph' && key !== '@context' && keyword(key, inner) !== '@graph')
    if (besides.some(([key]) => keyword(key, inner) !== '@id')) this.#node(Object.fromEntries(besides), inner, where || '@graph', depth)
  }

  #contextOf(value: Readonly<Record<string, unknown>>, outer: Context): Context {
    if (!Object.hasOwn(value, '@context')) return outer
    return readContext(value['@context'], outer, (address) => {
      if (this.#elsewhere.has(address)) return
      this.#elsewhere.add(address)
      this.#trouble(valueflowsMessage('vf.context', { address: address.slice(0, 200) }))
    })
  }

  /** Reads one thing; the id it is known by here, or undefined where there is no room for more. */
  #node(value: Readonly<Record<string, unknown>>, outer: Context, where: string, depth: number, within?: VfNode['within'], asPart = false): VfNode | undefined {
    if (this.nodes.length >= nodesMax) {
      if (!this.#isFull) this.#trouble(valueflowsMessage('vf.many', { most: nodesMax, where }))
      this.#isFull = true
      return undefined
    }
    const context = this.#contextOf(value, outer)
    const words = Object.entries(value).map(([key, one]) => [key, keyword(key, context), one] as const)
    const said = words.find(([, word]) => word === '@id')?.[2]
    const id = typeof said === 'string' && said !== '' ? wholeId(said, context) : `_:n${++this.#nameless}`
    const types = words
      .filter(([, word]) => word === '@type')
      .flatMap(([, , one]) => listOf(one))
      .filter((type): type is string => typeof type === 'string')
      .map((type) => classOf(type, context))
    const fields = new Map<string, VfValue[]>()
    const node: VfNode = { id, where, types, fields, ...(within && { within }) }
    // Its place in the order of the document is before what stands within it.
    if (!asPart) this.nodes.push(node)
    for (const [key, word, one] of words) {
      if (word === '@id' || word === '@type' || word === '@context' || word === '@index') continue
      if (word === '@included' || word === '@graph') {
        this.#document(one, context, `${where}.${word}`, depth + 1)
        continue
      }
      if (word.startsWith('@') || isReverse(key, context)) {
        this.#trouble(valueflowsMessage('vf.unread', { where: `${where}.${key.slice(0, 60)}` }))
        add(fields, key, { is: 'raw', raw: one })
        continue
      }
      const name = fieldName(shortName(wholeName(key, context)), types)
      if (name === '__proto__') this.#trouble(valueflowsMessage('vf.unread', { where: `${where}.${name}` }))
      const list = fields.get(name) ?? []
      fields.set(name, list)
      if (one === null) continue
      for (const [at, each] of listOf(one).entries()) {
        const place = Array.isArray(one) ? `${where}.${key.slice(0, 60)}[${at}]` : `${where}.${key.slice(0, 60)}`
        list.push(...this.#values(name, each, context, place, depth + 1, id, byLanguage(key, context)))
      }
    }
    return node
  }

  #values(name: string, value: unknown, context: Context, where: string, depth: number, holder: string, inLanguages: boolean): VfValue[] {
    if (depth > depthMax) {
      this.#trouble(valueflowsMessage('vf.deep', { where: where.slice(0, 200), most: depthMax }))
      return [{ is: 'raw', raw: value }]
    }
    if (value === null || value === undefined) return []
    if (typeof value === 'boolean') return [{ is: 'flag', flag: value }]
    if (typeof value === 'number') return [{ is: 'number', number: value }]
    const property = properties.get(name)
    if (typeof value === 'string') {
      if (property?.leads !== true || property.range.includes('xsd:string')) return [{ is: 'text', text: value, ...(context.language !== undefined && isProse(name) && { language: context.language }) }]
      return [{ is: 'ref', id: isNamed(name) ? lastPart(wholeName(value, { ...context, vocab: '' })) : wholeId(value, context) }]
    }
    if (Array.isArray(value)) return value.flatMap((one, at) => this.#values(name, one, context, `${where}[${at}]`, depth + 1, holder, inLanguages))
    if (!isRecord(value)) return [{ is: 'raw', raw: value }]
    const inside = value['@set'] ?? value['@list']
    if (inside !== undefined) return listOf(inside).flatMap((one, at) => this.#values(name, one, context, `${where}[${at}]`, depth + 1, holder, inLanguages))
    const plain = value['@value'] ?? value[aliasOf('@value', context) ?? '']
    if (plain !== undefined) return this.#valued(plain, value, context, where)
    if (inLanguages || looksLanguages(value, property?.leads === true)) {
      return Object.entries(value).flatMap(([language, texts]) =>
        listOf(texts).flatMap((text): VfValue[] => (typeof text === 'string' ? [{ is: 'text', text, ...(language !== '@none' && { language }) }] : text === null ? [] : [{ is: 'raw', raw: text }]))
      )
    }
    const keys = Object.keys(value).filter((key) => key !== '@context')
    const [only = ''] = keys
    if (keys.length === 1 && keyword(only, context) === '@id' && typeof value[only] === 'string') return [{ is: 'ref', id: isNamed(name) ? lastPart(wholeId(value[only], context)) : wholeId(value[only], context) }]
    // A measure has no life of its own; all else is a thing that others may lead to.
    const hasId = keys.some((key) => keyword(key, context) === '@id')
    const isPart = !hasId && (property === undefined || property.range.includes('Measure'))
    const inverse = inverses.get(name)
    const node = this.#node(value, context, where, depth, inverse === undefined ? undefined : { name: inverse, id: holder }, isPart)
    if (!node) return [{ is: 'raw', raw: value }]
    return [isPart ? { is: 'part', part: node } : { is: 'ref', id: node.id }]
  }

  #valued(plain: unknown, value: Readonly<Record<string, unknown>>, context: Context, where: string): VfValue[] {
    const { '@language': language, '@type': type } = value
    if (typeof plain === 'number') return [{ is: 'number', number: plain }]
    if (typeof plain === 'boolean') return [{ is: 'flag', flag: plain }]
    if (typeof plain === 'string') {
      return [{ is: 'text', text: plain, ...(typeof language === 'string' && { language }), ...(typeof type === 'string' && { type: wholeName(type, context) }) }]
    }
    this.#trouble(valueflowsMessage('vf.unread', { where: where.slice(0, 200) }))
    return [{ is: 'raw', raw: plain }]
  }

  #trouble(message: Message): void {
    if (this.troubles.length < troublesMax) this.troubles.push(message)
    else this.#more++
  }
}

function add(fields: Map<string, VfValue[]>, name: string, value: VfValue): void {
  fields.set(name, [...(fields.get(name) ?? []), value])
}

/** Actions and units are names of a vocabulary and no addresses of things. */
const isNamed = (name: string): boolean => name === 'action' || name === 'hasUnit' || name === 'unitOfEffort' || name === 'defaultUnitOfEffort' || name === 'defaultUnitOfResource' || name === 'purpose'
const isProse = (name: string): boolean => name === 'name' || name === 'note' || name === 'label'

/** What a key stands for when it is another word for a keyword. */
const keyword = (key: string, { terms }: Context): string => {
  if (key.startsWith('@')) return key
  const iri = terms.get(key)?.iri
  return iri?.startsWith('@') ? iri : key
}

const aliasOf = (wanted: string, { terms }: Context): string | undefined => {
  for (const [key, { iri }] of terms) if (iri === wanted) return key
  return undefined
}

/** Without its namespace where it is one of ValueFlows's own. */
const classOf = (type: string, context: Context): string => lastPart(wholeName(type, context))

/** A resource says what it is by `conformsTo`, a flow by `resourceConformsTo`, a recipe's process by `processConformsTo`; people mix them up. */
const fieldName = (name: string, types: readonly string[]): string => {
  const is = (...wanted: readonly string[]): boolean => types.some((type) => wanted.includes(type))
  if (name === 'resourceConformsTo' && is('EconomicResource')) return 'conformsTo'
  if (name === 'resourceClassifiedAs' && is('EconomicResource')) return 'classifiedAs'
  if (name === 'conformsTo' && is('EconomicEvent', 'Commitment', 'Intent', 'RecipeFlow')) return 'resourceConformsTo'
  if (name === 'basedOn' && is('RecipeProcess')) return 'processConformsTo'
  if (name === 'processConformsTo' && is('Process')) return 'basedOn'
  if (name === 'inputOf' && is('RecipeFlow')) return 'recipeInputOf'
  if (name === 'outputOf' && is('RecipeFlow')) return 'recipeOutputOf'
  return name
}

const looksLanguages = (value: Readonly<Record<string, unknown>>, leads: boolean): boolean => {
  const entries = Object.entries(value)
  return !leads && entries.length > 0 && entries.every(([key, text]) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(key) && typeof text === 'string')
}

const brief = (value: unknown): string => {
  const text = typeof value === 'object' && value !== null ? Object.keys(value).slice(0, 3).join(', ') : String(value)
  return text.slice(0, 40)
}
