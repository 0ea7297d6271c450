/**
 * The functions and methods that templates may call. Each works on values alone and says how much it touched, so that a template
 * cannot do more than its steps allow.
 */
import { templateLimits } from './limits.ts'
import {
  dictKey,
  type Dict,
  fail,
  fromJson,
  isList,
  isSame,
  isTrue,
  kindOf,
  Namespace,
  numberOf,
  order,
  type Py,
  textOf,
  wholeNumber
} from './values.ts'
import { asBool, asFloat, asInt, asTimestamp } from './numbers.ts'

/** What a call is given: values in order, values by name. */
export interface Given {
  readonly args: readonly Py[]
  readonly named: ReadonlyMap<string, Py>
  /** Says that so many steps are about to be taken; ends the run when they are too many. */
  readonly charge: (steps: number) => void
}

export type Callable = (given: Given) => Py

const at = ({ args, named }: Given, i: number, name: string): Py => (i < args.length ? args[i] : named.get(name))
const has = ({ args, named }: Given, i: number, name: string): boolean => i < args.length || named.has(name)

export const functions: ReadonlyMap<string, Callable> = new Map<string, Callable>([
  ['int', (given) => asInt(given.args[0], has(given, 1, 'default'), at(given, 1, 'default'), at(given, 2, 'base'))],
  ['float', (given) => asFloat(given.args[0], has(given, 1, 'default'), at(given, 1, 'default'))],
  ['bool', (given) => asBool(given.args[0], has(given, 1, 'default'), at(given, 1, 'default'))],
  ['iif', ({ args }) => iif(args)],
  ['min', ({ args }) => extreme(args, -1)],
  ['max', ({ args }) => extreme(args, 1)],
  ['range', ({ args }) => range(args)],
  ['zip', ({ args }) => zip(args)],
  [
    'dict',
    (given) => new Map<string | number | null, Py>([...(given.args.length > 0 ? pairs(given.args[0]) : []), ...given.named])
  ],
  ['namespace', ({ named }) => new Namespace(new Map(named))],
  ['as_timestamp', (given) => asTimestamp(given.args[0], has(given, 1, 'default'), at(given, 1, 'default'))]
])

/** Methods of texts, tables and lists. */
export const methods: ReadonlyMap<string, (on: Py, given: Given) => Py> = new Map<string, (on: Py, given: Given) => Py>([
  [
    'get',
    (on, { args }) =>
      on instanceof Map ? (on.has(dictKey(args[0])) ? on.get(dictKey(args[0])) : (args[1] ?? null)) : notOf(on, 'get')
  ],
  ['keys', (on) => [...table(on, 'keys').keys()]],
  ['values', (on) => [...table(on, 'values').values()]],
  ['items', (on) => [...table(on, 'items')]],
  ['split', (on, given) => split(text(on, 'split'), given)],
  ['lower', (on) => text(on, 'lower').toLowerCase()],
  ['upper', (on) => text(on, 'upper').toUpperCase()],
  ['title', (on) => titled(text(on, 'title'))],
  ['capitalize', (on) => capital(text(on, 'capitalize'))],
  ['strip', (on, { args }) => strip(text(on, 'strip'), args[0], true, true)],
  ['lstrip', (on, { args }) => strip(text(on, 'lstrip'), args[0], true, false)],
  ['rstrip', (on, { args }) => strip(text(on, 'rstrip'), args[0], false, true)],
  ['startswith', (on, { args }) => text(on, 'startswith').startsWith(text(args[0], 'startswith'))],
  ['endswith', (on, { args }) => text(on, 'endswith').endsWith(text(args[0], 'endswith'))],
  ['replace', (on, { args }) => replace(text(on, 'replace'), text(args[0], 'replace'), text(args[1], 'replace'))],
  ['find', (on, { args }) => text(on, 'find').indexOf(text(args[0], 'find'))],
  ['isdigit', (on) => /^\p{Nd}+$/u.test(text(on, 'isdigit'))],
  ['isnumeric', (on) => /^\p{N}+$/u.test(text(on, 'isnumeric'))],
  ['zfill', (on, { args }) => zfill(text(on, 'zfill'), args[0])],
  ['join', (on, { args }) => join(list(args[0], 'join'), text(on, 'join'))],
  ['index', (on, { args }) => list(on, 'index').findIndex((one) => isSame(one, args[0]))]
])

const notOf = (on: Py, method: string): never => fail(`${kindOf(on)} has no ${method}()`, on === undefined)
const text = (on: Py, method: string): string => (typeof on === 'string' ? on : notOf(on, method))
const table = (on: Py, method: string): Dict => (on instanceof Map ? on : notOf(on, method))
const list = (on: Py, method: string): readonly Py[] => (isList(on) ? on : notOf(on, method))

export function iif(args: readonly Py[]): Py {
  if (args[0] === null && args.length > 3) return args[3]
  return isTrue(args[0]) ? (args.length > 1 ? args[1] : true) : args.length > 2 ? args[2] : false
}

function extreme(args: readonly Py[], sign: 1 | -1): Py {
  const of = args.length === 1 && isList(args[0]) ? args[0] : args
  if (of.length === 0) fail('the least or most of nothing is asked for')
  return of.reduce((best, one) => (order(one, best) * sign > 0 ? one : best))
}

function range(args: readonly Py[]): Py {
  const [a = 0, b, step = 1] = args.map((one) => wholeNumber(numberOf(one) ?? fail('range needs whole numbers')))
  const [from, to] = b === undefined ? [0, a] : [a, b]
  if (step === 0) fail('range needs a step')
  const count = Math.max(0, Math.ceil((to - from) / step))
  if (count > templateLimits.listMax) fail('a list is too long')
  return Array.from({ length: count }, (_, i) => from + i * step)
}

function zip(args: readonly Py[]): Py {
  const lists = args.map((one) => (typeof one === 'string' ? [...one] : list(one, 'zip')))
  const count = lists.length === 0 ? 0 : Math.min(...lists.map(({ length }) => length))
  return Array.from({ length: count }, (_, i) => lists.map((one) => one[i]))
}

/** A table from a list of pairs, or from a table. */
export function pairs(of: Py): Dict {
  if (of instanceof Map) return new Map(of)
  return new Map(
    list(of, 'pairs').map((pair) =>
      isList(pair) && pair.length === 2 ? [dictKey(pair[0]), pair[1]] : fail('a table is made of pairs')
    )
  )
}

function split(of: string, given: Given): Py {
  const by = at(given, 0, 'sep')
  const most = numberOf(at(given, 1, 'maxsplit') ?? -1) ?? -1
  if (by === undefined || by === null) return of.trim() === '' ? [] : of.trim().split(/\s+/)
  const separator = textOf(by)
  if (separator === '') fail('a text cannot be split at nothing')
  const parts = of.split(separator)
  if (parts.length > templateLimits.listMax) fail('a list is too long')
  return most < 0 || parts.length <= most + 1 ? parts : [...parts.slice(0, most), parts.slice(most).join(separator)]
}

export function strip(of: string, chars: Py, left: boolean, right: boolean): string {
  if (chars === undefined || chars === null) return left && right ? of.trim() : left ? of.trimStart() : of.trimEnd()
  const set = new Set(textOf(chars))
  let from = 0
  let to = of.length
  if (left) while (from < to && set.has(of.charAt(from))) from++
  if (right) while (to > from && set.has(of.charAt(to - 1))) to--
  return of.slice(from, to)
}

/** Refuses before it is made what would be too long afterwards. */
export function replace(of: string, what: string, by: string): string {
  const times = what === '' ? of.length + 1 : of.split(what).length - 1
  if (of.length + times * by.length > templateLimits.outputCharsMax) fail('a text is too long')
  return of.replaceAll(what, () => by)
}

export function join(of: readonly Py[], by: string): string {
  const parts = of.map(textOf)
  if (parts.reduce((sum, part) => sum + part.length + by.length, 0) > templateLimits.outputCharsMax) fail('a text is too long')
  return parts.join(by)
}

export const capital = (of: string): string => of.slice(0, 1).toUpperCase() + of.slice(1).toLowerCase()
export const titled = (of: string): string => of.replaceAll(/\p{L}+/gu, capital)

function zfill(of: string, width: Py): string {
  const n = numberOf(width) ?? fail('zfill needs a number')
  if (n > templateLimits.outputCharsMax) fail('a text is too long')
  const sign = /^[+-]/.exec(of)?.[0] ?? ''
  return sign + of.slice(sign.length).padStart(n - sign.length, '0')
}

export function parseJson(of: Py): Py {
  if (typeof of !== 'string') return fail(`${kindOf(of)} cannot be read as JSON`, of === undefined)
  try {
    return fromJson(JSON.parse(of))
  } catch {
    return fail('a text is no JSON')
  }
}
