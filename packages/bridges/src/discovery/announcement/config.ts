/**
 * The body of an announcement: JSON with bounds, long keys in place of short ones, whole topics in place of `~`. From here on it is a
 * plain tree whose objects hold only what was said; keys that reach for a prototype are refused by name.
 */
import { no, ok, type Result } from '@commune/protocol'
import { discoveryMessage, type Message } from '@commune/commune'
import { discoveryLimits } from '../limits.ts'
import { bodyNames, deviceNames, originNames } from './abbreviations.ts'

export type Config = Readonly<Record<string, unknown>>
type Table = Record<string, unknown>

export const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value)
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

/** JSON of a message within bounds; undefined when it is none. Depth is looked at before anything walks it. */
export function readJson(text: string): unknown {
  const first = text.trimStart().charCodeAt(0)
  if (Number.isNaN(first) || isDeep(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Counts brackets outside of texts. */
function isDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (quoted) {
      if (unit === 92) i++
      else if (unit === 34) quoted = false
    } else if (unit === 34) quoted = true
    else if (unit === 123 || unit === 91) {
      if (++depth > discoveryLimits.depthMax) return true
    } else if (unit === 125 || unit === 93) depth--
  }
  return false
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

export function readConfig(text: string): Result<Config, Message> {
  if (isDeep(text)) return no(discoveryMessage('discovery.too-deep', { most: discoveryLimits.depthMax }))
  const json = readJson(text)
  if (!isTable(json)) return no(discoveryMessage('discovery.no-json'))
  const wrong = faultIn(json)
  if (wrong !== undefined) return no(wrong)
  const body = longKeys(json, bodyNames)
  for (const [key, names] of [
    ['device', deviceNames],
    ['origin', originNames]
  ] as const) {
    if (isTable(body[key])) body[key] = longKeys(body[key], names)
  }
  availabilityKeys(body)
  if (isTable(body['components'])) {
    body['components'] = mapped(body['components'], (one) => {
      if (!isTable(one)) return one
      const component = longKeys(one, bodyNames)
      availabilityKeys(component)
      return wholeTopics({ ...(body['~'] !== undefined && { '~': body['~'] }), ...component })
    })
  }
  return ok(wholeTopics(body))
}

function faultIn(json: unknown): Message | undefined {
  let members = 0
  const open: unknown[] = [json]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (typeof one !== 'object' || one === null) continue
    for (const [key, value] of Object.entries(one)) {
      if (forbidden.has(key)) return discoveryMessage('discovery.forbidden-key', { key })
      if (++members > discoveryLimits.membersMax)
        return discoveryMessage('discovery.too-large', { most: discoveryLimits.membersMax })
      open.push(value)
    }
  }
  return undefined
}

const mapped = (table: Table, to: (value: unknown) => unknown): Table =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [key, to(value)]))

/** A long key that is there beside its short one counts. */
function longKeys(table: Table, names: ReadonlyMap<string, string>): Table {
  const long: Table = {}
  for (const [key, value] of Object.entries(table)) {
    const name = names.get(key) ?? key
    if (name === key || !Object.hasOwn(table, name)) long[name] = value
  }
  return long
}

function availabilityKeys(body: Table): void {
  const said = body['availability']
  if (Array.isArray(said)) body['availability'] = said.map((one) => (isTable(one) ? longKeys(one, bodyNames) : one))
  else if (isTable(said)) body['availability'] = longKeys(said, bodyNames)
}

/** `~` at the beginning or the end of what is named a topic stands for the base. */
function wholeTopics(body: Table): Table {
  const base = body['~']
  const { '~': _, ...rest } = body
  if (typeof base !== 'string') return rest
  const whole = (key: string, value: unknown): unknown => {
    if (!key.endsWith('topic') || typeof value !== 'string') return value
    const begun = value.startsWith('~') ? `${base}${value.slice(1)}` : value
    return begun.endsWith('~') ? `${begun.slice(0, -1)}${base}` : begun
  }
  const expand = (table: Table): Table =>
    Object.fromEntries(Object.entries(table).map(([key, value]) => [key, whole(key, value)]))
  const expanded = expand(rest)
  const said = expanded['availability']
  if (Array.isArray(said)) expanded['availability'] = said.map((one) => (isTable(one) ? expand(one) : one))
  else if (isTable(said)) expanded['availability'] = expand(said)
  return expanded
}
