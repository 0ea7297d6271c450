/**
 * Descriptions come in as text from anybody. Here text becomes a bounded tree of JSON: its size, depth, number of parts and lists
 * are limited, a name that stands twice in one object is a fault (a plain parser would pass over one of the two), and the name
 * `__proto__` is refused. What passes is safe to walk by recursion and to compare part by part.
 */
import { jsonFault } from '@commune/commune/import-export'
import { type Fault, faultOf } from './fault.ts'
import { wotLimits } from './limits.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** Own members alone: `constructor` and the like are no members of what somebody wrote. */
export const member = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

export const textMember = (value: Json | undefined, name: string): string | undefined => {
  const found = member(value, name)
  return typeof found === 'string' ? found : undefined
}

/** Members of an object in the order they stand; none of what is no object. */
export const membersOf = (value: Json | undefined): readonly (readonly [name: string, value: Json])[] =>
  isObject(value) ? Object.entries(value) : []

/** A list as it is, one thing as a list of one, nothing as none: how the Web of Things writes “one or several”. */
export const several = (value: Json | undefined): readonly Json[] => (value === undefined ? [] : isList(value) ? value : [value])
export const severalTexts = (value: Json | undefined): readonly string[] =>
  several(value).filter((one) => typeof one === 'string')

/** JSON pointer (RFC 6901) one step further in. */
export const within = (place: string, step: string | number): string =>
  `${place}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`

export type ReadJson =
  { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly faults: readonly Fault[] }

/** The tree of a text, or why it is none. `name` is what the person calls the file. */
export const readJson = (text: string, name: string): ReadJson => {
  const refused = (...faults: Fault[]): ReadJson => ({ ok: false, faults })
  if (text.length > wotLimits.charsMax) return refused(faultOf('size', '', 'wot.long', { most: wotLimits.charsMax / 1_024 }))
  const trimmed = text.replace(/^\uFEFF/, '')
  if (nestsDeeperThan(trimmed, wotLimits.depthMax)) return refused(faultOf('size', '', 'wot.deep', { most: wotLimits.depthMax }))
  let value: Json
  try {
    value = JSON.parse(trimmed) as Json
  } catch {
    const message = jsonFault(name, trimmed)
    return refused(message ? { rule: 'json', place: '', message } : faultOf('json', '', 'wot.root', {}))
  }
  if (!isObject(value)) return refused(faultOf('json', '', 'wot.root', {}))
  const faults = [...twiceIn(trimmed), ...outgrown(value)]
  return faults.length > 0 ? refused(...faults.slice(0, wotLimits.faultsMax)) : { ok: true, value }
}

/** Before it is parsed: brackets that open, outside of texts. */
function nestsDeeperThan(text: string, most: number): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (inText) {
      if (letter === '\\') at++
      else if (letter === '"') inText = false
    } else if (letter === '"') inText = true
    else if (letter === '{' || letter === '[') {
      if (++depth > most) return true
    } else if (letter === '}' || letter === ']') depth--
  }
  return false
}

interface Open {
  readonly names?: Set<string>
  readonly place: string
  step: string | number
}

const rules: Readonly<Record<string, string>> = {
  '/properties': 'td-properties_uniqueness',
  '/actions': 'td-actions_uniqueness',
  '/events': 'td-events_uniqueness'
}

/** Names that stand twice in one object of a text that is known to be JSON. */
function twiceIn(text: string): Fault[] {
  const faults: Fault[] = []
  const open: Open[] = []
  let nameNext = false
  for (const found of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const token = found[0]
    const inside = open.at(-1)
    if (token === '{' || token === '[') {
      const place = inside ? within(inside.place, inside.step) : ''
      open.push(token === '{' ? { names: new Set(), place, step: '' } : { place, step: 0 })
      nameNext = token === '{'
    } else if (token === '}' || token === ']') {
      open.pop()
      nameNext = false
    } else if (token === ',') {
      nameNext = inside?.names !== undefined
      if (inside && typeof inside.step === 'number') inside.step++
    } else if (token !== ':' && nameNext && inside?.names) {
      const name = JSON.parse(token) as string
      if (inside.names.has(name) && faults.length < wotLimits.faultsMax) {
        faults.push(
          faultOf(rules[inside.place] ?? 'json-names-once', within(inside.place, name), 'wot.twice', { name: shown(name) })
        )
      }
      inside.names.add(name)
      inside.step = name
      nameNext = false
    }
  }
  return faults
}

/** More parts than a description needs, and a name that is none. */
function outgrown(root: JsonObject): Fault[] {
  let parts = 0
  const faults: Fault[] = []
  const walk = (value: Json, place: string): void => {
    if (++parts > wotLimits.partsMax) return
    if (isList(value)) {
      if (value.length > wotLimits.listMax) faults.push(faultOf('size', place, 'wot.list', { most: wotLimits.listMax }))
      else for (const [at, one] of value.entries()) walk(one, within(place, at))
    } else if (isObject(value)) {
      for (const [name, one] of Object.entries(value)) {
        if (name === '__proto__') faults.push(faultOf('json', within(place, name), 'wot.proto', { name }))
        else walk(one, within(place, name))
      }
    }
  }
  walk(root, '')
  if (parts > wotLimits.partsMax) faults.push(faultOf('size', '', 'wot.many', { most: wotLimits.partsMax }))
  return faults
}

/** Text of others, short enough to be shown in a sentence. */
export const shown = (text: string): string => {
  const plain = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain
}
