/**
 * Thing Models 1.1: descriptions of many things, with blanks (`{{NAME}}`), parts that may be left out (`tm:optional`), parts taken from
 * other models (`tm:ref`) and a model below (`tm:extends`). A model is checked, filled in to the description of one thing, or a thing is
 * held against the model that it says it follows.
 *
 * Other models come through a function that is given: nothing here reaches out. Whatever models name one another, the work is bounded:
 * so many models, so deep, so many parts in the end.
 */
import { no, ok, type Result } from '@commune/protocol'
import { affordanceKinds, type Checked, checkParts, checkThing, closed, modelType } from './check.ts'
import { type Fault, faultOf } from './fault.ts'
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  member,
  membersOf,
  readJson,
  severalTexts,
  shown,
  textMember,
  within
} from './json.ts'
import { wotLimits } from './limits.ts'
import type { Description } from './read.ts'
import { schemaFaults, valueWords } from './schema.ts'
import { type Findings, hasParent } from './security.ts'

/** A model that passed every check by itself. Whether others that it names are there shows when it is filled in. */
export interface Model {
  readonly root: JsonObject
  /** Where it was found. */
  readonly address?: string
  readonly doubts: readonly Fault[]
}

/** Text of a model at an absolute address, or nothing when it cannot be had. */
export type FetchModel = (address: string) => Promise<string | undefined>

export const readModel = (
  text: string,
  options: { readonly address?: string; readonly name?: string } = {}
): Result<Model, readonly Fault[]> => {
  const read = readJson(text, options.name ?? 'thing.tm.json')
  if (!read.ok) return no(read.faults)
  const { faults, doubts } = checkModel(read.value)
  if (faults.length > 0) return no(faults)
  return ok({ root: read.value, doubts, ...(options.address !== undefined && { address: options.address }) })
}

export const checkModel = (root: JsonObject): Checked => {
  if (!severalTexts(member(root, '@type')).includes(modelType))
    return { faults: [faultOf('tm-identification', '', 'wot.no-model')], doubts: [] }
  const found: Findings = { faults: [], doubts: [] }
  found.faults.push(...schemaFaults(root, 'model'))
  checkParts(root, found, undefined, true)
  const optional = member(root, 'tm:optional')
  for (const [at, pointer] of (isList(optional) ? optional : []).entries()) {
    const place = within('/tm:optional', at)
    if (typeof pointer !== 'string' || found.faults.some((fault) => fault.place === place)) continue
    const [, kind = '', name = ''] = pointer.split('/')
    if (member(member(root, kind), unescaped(name)) === undefined && !hasParent(root))
      found.faults.push(faultOf('tm-tmOptional-resolver', place, 'wot.optional-unknown', { value: shown(pointer) }))
  }
  if (member(member(root, 'version'), 'instance') !== undefined)
    found.doubts.push(faultOf('tm-versioning-2', '/version', 'wot.model-version'))
  eachText(root, (text, place) => {
    if (text.includes('{{') && !/\{\{[^{}]+\}\}/.test(text))
      found.faults.push(faultOf('tm-blank', place, 'wot.blank', { value: shown(text) }))
    if (place.endsWith('/tm:ref') && !/^[^#]*#\/.+$/s.test(text))
      found.faults.push(faultOf('tm-ref', place, 'wot.ref', { value: shown(text) }))
  })
  return closed(found)
}

export interface Filling {
  /** For each blank a value of the type that belongs there. */
  readonly values?: Readonly<Record<string, Json>>
  /** What the model leaves open of the whole: `title`, `id`, `base`, `security`, `securityDefinitions`, forms within `properties`, … */
  readonly over?: JsonObject
  /** Optional parts that this thing has, as `/actions/toggle`; all others are left out. */
  readonly keep?: readonly string[]
  readonly fetchModel?: FetchModel
}

/** The description of one thing made of a model, checked as any other. */
export const fillModel = async (model: Model, filling: Filling = {}): Promise<Result<Description, readonly Fault[]>> => {
  const resolved = await resolveModel(model, filling.fetchModel)
  if (!resolved.ok) return resolved
  const { optional, root } = resolved.value
  const whole = merged(withoutOptional(root, optional, filling.keep ?? []), filling.over ?? {}) as JsonObject
  const faults: Fault[] = []
  const filled = fill(instanceOf(whole, model.address), filling.values ?? {}, '', faults) as JsonObject
  if (faults.length > 0) return no(faults.slice(0, wotLimits.faultsMax))
  const read = readJson(JSON.stringify(filled), 'thing.td.json')
  if (!read.ok) return no(read.faults)
  const checked = checkThing(read.value)
  if (checked.faults.length > 0)
    return no(
      checked.faults.map((fault) =>
        fault.rule === 'td-vocab-forms--InteractionAffordance' ? faultOf(fault.rule, fault.place, 'wot.model-no-forms') : fault
      )
    )
  return ok({ root: read.value, doubts: checked.doubts })
}

/** Whether a thing follows the model that it names, as far as the models can be had. */
export const holdAgainstModel = async (description: Description, fetchModel: FetchModel): Promise<Checked> => {
  const links = member(description.root, 'links')
  const at = isList(links) ? links.findIndex((link) => textMember(link, 'rel') === 'type') : -1
  if (at < 0 || !isList(links)) return { faults: [], doubts: [] }
  const place = within('/links', at)
  const address = absolute(textMember(links[at], 'href') ?? '', textMember(description.root, 'base') ?? description.base)
  const away = (): Checked => ({
    faults: [],
    doubts: [faultOf('tm-derivation-model', place, 'wot.model-away', { address: shown(address ?? '') })]
  })
  const text = address === undefined ? undefined : await fetchModel(address)
  if (text === undefined || address === undefined) return away()
  const model = readModel(text, { address })
  if (!model.ok) return { faults: [], doubts: [wrongModel(place, address, model.error)] }
  const resolved = await resolveModel(model.value, fetchModel)
  if (!resolved.ok)
    return {
      faults: [],
      doubts: resolved.error.map((fault) =>
        fault.message.key === 'wot.model-needed'
          ? { ...fault, place, message: { ...fault.message, key: 'wot.model-away' } }
          : { ...fault, place }
      )
    }
  return { faults: differences(description.root, resolved.value), doubts: [] }
}

export interface ResolvedModel {
  readonly root: JsonObject
  /** Pointers of parts that a thing may do without. */
  readonly optional: readonly string[]
}

interface Work {
  readonly fetchModel: FetchModel
  readonly models: Map<string, ResolvedModel>
  readonly open: Set<string>
  fetched: number
  parts: number
}

/** The model with all that it takes from others in its place, or why that cannot be: one is away, does not hold, or they go in a circle. */
export const resolveModel = async (
  model: Model,
  fetchModel: FetchModel = async () => undefined
): Promise<Result<ResolvedModel, readonly Fault[]>> => {
  const work: Work = { fetchModel, models: new Map(), open: new Set(), fetched: 0, parts: 0 }
  try {
    return ok(await resolve(model.root, model.address, work, 0))
  } catch (error) {
    if (error instanceof Unresolved) return no([error.fault])
    throw error
  }
}

/** Carries one fault out of the recursion. */
class Unresolved extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.rule)
    this.fault = fault
  }
}

async function resolve(root: JsonObject, address: string | undefined, work: Work, depth: number): Promise<ResolvedModel> {
  const links = member(root, 'links')
  const at = isList(links) ? links.findIndex((link) => textMember(link, 'rel') === 'tm:extends') : -1
  const own = (await withRefs(root, root, address, work, depth, '')) as JsonObject
  const optional = severalTexts(member(root, 'tm:optional'))
  if (at < 0 || !isList(links)) return { root: own, optional }
  const place = within('/links', at)
  const parent = await modelAt(textMember(links[at], 'href') ?? '', address, work, depth, place)
  const extended = merged(parent.root, { ...own, links: links.filter((_, index) => index !== at) }) as JsonObject
  return { root: extended, optional: [...new Set([...parent.optional, ...optional])] }
}

async function modelAt(
  reference: string,
  base: string | undefined,
  work: Work,
  depth: number,
  place: string
): Promise<ResolvedModel> {
  const address = absolute(reference, base)
  const known = address === undefined ? undefined : work.models.get(address)
  if (known) return known
  if (depth >= wotLimits.modelsDeepMax || (address !== undefined && work.open.has(address)))
    throw new Unresolved(faultOf('tm-ref-circle', place, 'wot.model-circle', { most: wotLimits.modelsDeepMax }))
  const text = address === undefined || work.fetched >= wotLimits.modelsMax ? undefined : await work.fetchModel(address)
  work.fetched++
  if (text === undefined || address === undefined)
    throw new Unresolved(faultOf('tm-extend', place, 'wot.model-needed', { address: shown(reference) }))
  const model = readModel(text, { address })
  if (!model.ok) throw new Unresolved(wrongModel(place, address, model.error))
  work.open.add(address)
  const made = await resolve(model.value.root, address, work, depth + 1)
  work.open.delete(address)
  work.models.set(address, made)
  return made
}

async function withRefs(
  value: Json,
  root: JsonObject,
  address: string | undefined,
  work: Work,
  depth: number,
  place: string
): Promise<Json> {
  if (++work.parts > wotLimits.partsMax) throw new Unresolved(faultOf('size', '', 'wot.many', { most: wotLimits.partsMax }))
  if (isList(value)) {
    const list: Json[] = []
    for (const [at, one] of value.entries()) list.push(await withRefs(one, root, address, work, depth, within(place, at)))
    return list
  }
  if (!isObject(value)) return value
  const own: Record<string, Json> = {}
  for (const [name, one] of Object.entries(value))
    if (name !== 'tm:ref') own[name] = await withRefs(one, root, address, work, depth, within(place, name))
  const reference = textMember(value, 'tm:ref')
  if (reference === undefined) return own
  const hash = reference.indexOf('#')
  const file = reference.slice(0, hash)
  const pointer = reference.slice(hash + 1)
  const from = file === '' ? root : (await modelAt(file, address, work, depth, place)).root
  const target = pointedAt(from, pointer)
  if (!isObject(target)) throw new Unresolved(faultOf('tm-ref', place, 'wot.model-point', { address: shown(reference) }))
  if (file === '' && (place === pointer || place.startsWith(`${pointer}/`) || textMember(target, 'tm:ref') !== undefined))
    throw new Unresolved(faultOf('tm-ref-circle', place, 'wot.model-circle', { most: wotLimits.modelsDeepMax }))
  work.parts += partsIn(target)
  return merged(target, own)
}

/** JSON Merge Patch (RFC 7396): what is laid over wins; null takes away. */
function merged(under: Json, over: Json): Json {
  if (!isObject(over)) return over
  const made: Record<string, Json> = isObject(under) ? { ...under } : {}
  for (const [name, value] of Object.entries(over)) {
    if (value === null) Reflect.deleteProperty(made, name)
    else made[name] = merged(Object.hasOwn(made, name) ? (made[name] as Json) : null, value)
  }
  return made
}

function withoutOptional(root: JsonObject, optional: readonly string[], keep: readonly string[]): JsonObject {
  const gone = new Set(optional.filter((pointer) => !keep.includes(pointer)))
  return {
    ...root,
    ...Object.fromEntries(
      affordanceKinds.flatMap((kind) => {
        const list = member(root, kind)
        return isObject(list)
          ? [[kind, Object.fromEntries(Object.entries(list).filter(([name]) => !gone.has(within(`/${kind}`, name))))]]
          : []
      })
    )
  }
}

/** What is of models alone goes; that it follows one is said by a link. */
function instanceOf(root: JsonObject, address: string | undefined): JsonObject {
  const { 'tm:optional': _, '@type': type, version, links, ...rest } = root
  const types = severalTexts(type).filter((one) => one !== modelType)
  const kept = (isList(links) ? links : []).filter((link) => !['type', 'tm:extends'].includes(textMember(link, 'rel') ?? ''))
  const all = address === undefined ? kept : [...kept, { rel: 'type', href: address, type: 'application/tm+json' }]
  return {
    ...rest,
    ...(types.length > 0 && { '@type': types }),
    ...(all.length > 0 && { links: all }),
    ...((typeof version === 'string' || member(version, 'instance') !== undefined) && { version: version as Json })
  }
}

function fill(value: Json, values: Readonly<Record<string, Json>>, place: string, faults: Fault[]): Json {
  if (isList(value)) return value.map((one, at) => fill(one, values, within(place, at), faults))
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, values, within(place, name), faults)]))
  if (typeof value !== 'string' || !value.includes('{{')) return value
  const given = (name: string): Json | undefined => {
    if (Object.hasOwn(values, name)) return values[name]
    faults.push(faultOf('tm-blank', place, 'wot.blank-left', { name: shown(name) }))
    return undefined
  }
  const [, only] = /^\{\{([^{}]+)\}\}$/.exec(value) ?? []
  if (only !== undefined) return given(only.trim()) ?? null
  return value.replace(/\{\{([^{}]+)\}\}/g, (_, name: string) => {
    const found = given(name.trim())
    return typeof found === 'string' ? found : found === undefined ? '' : JSON.stringify(found)
  })
}

const compared = ['type', 'unit', 'readOnly', 'writeOnly'] as const

function differences(root: JsonObject, { root: model, optional }: ResolvedModel): Fault[] {
  const faults: Fault[] = []
  for (const kind of affordanceKinds) {
    for (const [name, asked] of membersOf(member(model, kind))) {
      const place = within(`/${kind}`, name)
      const own = member(member(root, kind), name)
      if (own === undefined) {
        if (!optional.includes(place)) faults.push(faultOf('tm-derivation', place, 'wot.model-lacks'))
        continue
      }
      for (const part of ['', 'input', 'output', 'data'] as const) {
        for (const term of compared) {
          const wanted = part === '' ? member(asked, term) : member(member(asked, part), term)
          const said = part === '' ? member(own, term) : member(member(own, part), term)
          if (
            wanted === undefined ||
            said === undefined ||
            wanted === said ||
            (typeof wanted === 'string' && wanted.includes('{{'))
          )
            continue
          faults.push(
            faultOf('tm-derivation', within(part === '' ? place : within(place, part), term), 'wot.model-differs', {
              value: valueWords(said),
              wanted: valueWords(wanted)
            })
          )
        }
      }
    }
  }
  return faults.slice(0, wotLimits.faultsMax)
}

const wrongModel = (place: string, address: string, faults: readonly Fault[]): Fault => {
  const [first] = faults
  const made = faultOf('tm-extend', place, 'wot.model-wrong', { address: shown(address) })
  return first === undefined
    ? made
    : { ...made, message: { ...made.message, params: { ...made.message.params, why: first.message } } }
}

function absolute(reference: string, base: string | undefined): string | undefined {
  const found = URL.parse(reference, base)
  if (!found) return undefined
  found.hash = ''
  return found.href
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')

function pointedAt(root: JsonObject, pointer: string): Json | undefined {
  let value: Json | undefined = root
  for (const step of pointer.split('/').slice(1).map(unescaped)) value = isList(value) ? value[Number(step)] : member(value, step)
  return value
}

function eachText(value: Json, see: (text: string, place: string) => void, place = ''): void {
  if (typeof value === 'string') see(value, place)
  else if (isList(value)) for (const [at, one] of value.entries()) eachText(one, see, within(place, at))
  else if (isObject(value)) for (const [name, one] of Object.entries(value)) eachText(one, see, within(place, name))
}

const partsIn = (value: Json): number => {
  if (isList(value)) return value.reduce((sum: number, one) => sum + partsIn(one), 1)
  return isObject(value) ? Object.values(value).reduce((sum: number, one) => sum + partsIn(one), 1) : 1
}
