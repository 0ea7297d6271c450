/**
 * What a template reckons with: Python's values, as far as they show in what comes out. `5` and `5.0` are different texts in
 * Python, so a number with a point keeps its point (`Float`); everything else is plain.
 *
 * A dictionary is a `Map`, never an object: no key of a stranger ever meets a prototype.
 */
import { templateLimits } from './limits.ts'

/** A number with a point. Plain numbers here are whole ones. */
export class Float {
  readonly n: number
  constructor(n: number) {
    this.n = n
  }
}

/** What `namespace(…)` makes: the one thing that can be set from within a loop. */
export class Namespace {
  readonly fields: Map<string, Py>
  constructor(fields: Map<string, Py>) {
    this.fields = fields
  }
}

export type Dict = Map<DictKey, Py>
export type DictKey = string | number | null
/** `undefined` is what is not there, `null` is None. */
export type Py = undefined | null | boolean | number | Float | string | readonly Py[] | Dict | Namespace

/** A template goes wrong: `missing` when it looked into something that is not there, so that the message says nothing here. */
export class TemplateTrouble extends Error {
  readonly missing: boolean
  constructor(what: string, missing = false) {
    super(what)
    this.missing = missing
  }
}

export const fail = (what: string, missing = false): never => {
  throw new TemplateTrouble(what, missing)
}

export const isList = (value: Py): value is readonly Py[] => Array.isArray(value)
export const isNumber = (value: Py): value is number | Float => typeof value === 'number' || value instanceof Float

const weights = new WeakMap<object, number>()

/** How many members a value has with those of its members, texts by 64 characters. Kept, since a list never changes. */
export function weightOf(value: Py): number {
  if (typeof value === 'string') return 1 + (value.length >> 6)
  if (!isList(value) && !(value instanceof Map)) return 1
  const known = weights.get(value)
  if (known !== undefined) return known
  let weight = 1
  for (const one of value.values()) weight += weightOf(one)
  weights.set(value, weight)
  return weight
}

/** The value as a number, yes and no as 1 and 0; undefined when it is none. */
export function numberOf(value: Py): number | undefined {
  if (typeof value === 'number') return value
  if (value instanceof Float) return value.n
  if (typeof value === 'boolean') return value ? 1 : 0
  return undefined
}

export function wholeNumber(n: number): number {
  return Number.isSafeInteger(n) ? n : fail('a whole number is too large')
}

export function floatOf(n: number): Float {
  return Number.isFinite(n) ? new Float(n) : fail('a number is out of range')
}

/** JSON as it was parsed; depth and size are bounded by whoever parsed it. */
export function fromJson(json: unknown): Py {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json
  if (typeof json === 'number') return Number.isSafeInteger(json) ? json : new Float(json)
  if (Array.isArray(json)) return json.map(fromJson)
  return new Map(Object.entries(json as object).map(([key, value]) => [key, fromJson(value)]))
}

/** Compact JSON as `to_json` writes it; what has no JSON is refused. */
export function toJson(value: Py, depth = 0): string {
  if (depth > templateLimits.valueDepthMax) fail('a value is nested too deeply')
  if (value === undefined) return fail('nothing is there to be written as JSON', true)
  if (isList(value)) return `[${value.map((one) => toJson(one, depth + 1)).join(',')}]`
  if (value instanceof Map) {
    return `{${[...value].map(([key, one]) => `${JSON.stringify(String(key))}:${toJson(one, depth + 1)}`).join(',')}}`
  }
  if (value instanceof Float) return textOf(value)
  if (value instanceof Namespace) return fail('a namespace cannot be written as JSON')
  return JSON.stringify(value)
}

/** The text of a value, as Python's `str` gives it; what is not there is empty. */
export function textOf(value: Py): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : reprOf(value, 0)
}

function reprOf(value: Py, depth: number): string {
  if (depth > templateLimits.valueDepthMax) fail('a value is nested too deeply')
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'number') return String(value)
  if (value instanceof Float) return floatText(value.n)
  if (typeof value === 'string') return quoted(value)
  if (isList(value)) return `[${value.map((one) => reprOf(one, depth + 1)).join(', ')}]`
  if (value instanceof Map) {
    return `{${[...value].map(([key, one]) => `${reprOf(key, depth + 1)}: ${reprOf(one, depth + 1)}`).join(', ')}}`
  }
  return value === undefined ? 'Undefined' : '<namespace>'
}

const quoted = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  return `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n')}${quote}`
}

/** Python writes 5.0, 1e+16 and 1e-05 where JavaScript writes 5, 10000000000000000 and 0.00001. */
function floatText(n: number): string {
  const size = Math.abs(n)
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    return n.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
  }
  return Number.isInteger(n) ? `${n}.0` : String(n)
}

export function isTrue(value: Py): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  const n = numberOf(value)
  if (n !== undefined) return n !== 0
  if (isList(value)) return value.length > 0
  return value instanceof Map ? value.size > 0 : true
}

export function isSame(a: Py, b: Py, depth = 0): boolean {
  if (depth > templateLimits.valueDepthMax) return fail('a value is nested too deeply')
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x !== undefined || y !== undefined) return x === y
  if (isList(a) && isList(b)) return a.length === b.length && a.every((one, i) => isSame(one, b[i], depth + 1))
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, one]) => b.has(key) && isSame(one, b.get(key), depth + 1))
  }
  return a === b
}

/** Less than nothing is negative; refuses what Python cannot order. */
export function order(a: Py, b: Py): number {
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x !== undefined && y !== undefined) return x - y
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  if (isList(a) && isList(b)) {
    for (const [i, one] of a.entries()) {
      if (i >= b.length) return 1
      if (!isSame(one, b[i])) return order(one, b[i])
    }
    return a.length - b.length
  }
  return fail(`${kindOf(a)} and ${kindOf(b)} cannot be compared`, a === undefined || b === undefined)
}

export function dictKey(value: Py): DictKey {
  if (value === null || typeof value === 'string') return value
  return numberOf(value) ?? fail(`${kindOf(value)} cannot be a key`, value === undefined)
}

export function kindOf(value: Py): string {
  if (value === undefined) return 'what is not there'
  if (value === null) return 'None'
  if (typeof value === 'boolean') return 'a yes or no'
  if (isNumber(value)) return 'a number'
  if (typeof value === 'string') return 'a text'
  return isList(value) ? 'a list' : 'a table'
}
