/** The filters and tests that templates may use: those of Jinja and Home Assistant that read and write messages. */
import { capital, type Callable, functions, type Given, iif, join, pairs, parseJson, replace, strip } from './calls.ts'
import { templateLimits } from './limits.ts'
import { asBool, asFloat, asInt, asTimestamp, rounded } from './numbers.ts'
import { patternOf, subjectOf } from './pattern.ts'
import {
  dictKey,
  fail,
  floatOf,
  Float,
  isList,
  isNumber,
  isSame,
  isTrue,
  kindOf,
  Namespace,
  numberOf,
  order,
  type Py,
  textOf,
  toJson,
  weightOf,
  wholeNumber
} from './values.ts'

export type Filter = (of: Py, given: Given) => Py

const at = ({ args, named }: Given, i: number, name: string): Py => (i < args.length ? args[i] : named.get(name))
const has = ({ args, named }: Given, i: number, name: string): boolean => i < args.length || named.has(name)

const defaulted: Filter = (of, given) =>
  of === undefined || (isTrue(at(given, 1, 'boolean')) && !isTrue(of))
    ? has(given, 0, 'default_value')
      ? at(given, 0, 'default_value')
      : ''
    : of

const json: Filter = (of) => toJson(of)

/** `ordinary` members of a list, of a text its characters, of a table its keys; what is not there has none. */
export function membersOf(of: Py): readonly Py[] {
  if (isList(of)) return of
  if (of === undefined) return []
  if (typeof of === 'string') return of.length > templateLimits.listMax ? fail('a list is too long') : [...of]
  return of instanceof Map ? [...of.keys()] : fail(`${kindOf(of)} has no members`)
}

/** One part of a value: a key of a table, a place in a list or text, a field of a namespace. What is not there is undefined. */
export function partOf(of: Py, key: Py): Py {
  if (of === undefined) return fail('it looks into what is not there', true)
  if (of instanceof Map) return isList(key) || key instanceof Map || key instanceof Namespace ? undefined : of.get(dictKey(key))
  if (of instanceof Namespace) return of.fields.get(textOf(key))
  const i = key instanceof Float ? undefined : numberOf(key)
  if ((isList(of) || typeof of === 'string') && i !== undefined) return of.at(i)
  return undefined
}

const arithmetic =
  (reckon: (a: number, b: number) => number): Filter =>
  (of, given) => {
    const [a, b] = [
      numberOf(of) ?? numberOf(asFloat(of, true, undefined)),
      numberOf(at(given, 0, 'amount')) ?? numberOf(asFloat(given.args[0], true, undefined))
    ]
    if (a === undefined || b === undefined)
      return has(given, 1, 'default') ? at(given, 1, 'default') : fail(`${kindOf(of)} cannot be reckoned with`, of === undefined)
    return isNumber(of) && !(of instanceof Float) && !(given.args[0] instanceof Float) && Number.isSafeInteger(reckon(a, b))
      ? reckon(a, b)
      : floatOf(reckon(a, b))
  }

const plus = arithmetic((a, b) => a + b)

/** Keeps the members that a test holds for, or does not. With `by` the test looks at a part of each. */
const sieve =
  (keep: boolean, by: boolean): Filter =>
  (of, { args, charge }) => {
    const [part, name, ...rest] = by ? args : [undefined, ...args]
    const test = name === undefined ? isTrue : testNamed(textOf(name))
    const members = membersOf(of)
    charge(members.length * weightOf(rest[0]))
    return members.filter((one) => test(by ? partOf(one, part) : one, rest[0]) === keep)
  }

const testNamed = (name: string): Test => tests.get(name) ?? fail(`there is no test named ${name.slice(0, 40)}`)

const mapped: Filter = (of, { args, named, charge }) => {
  const attribute = named.get('attribute')
  if (attribute !== undefined) return membersOf(of).map((one) => partOf(one, attribute))
  const filter = filters.get(textOf(args[0])) ?? fail('map needs a filter or an attribute')
  return membersOf(of).map((one) => filter(one, { args: args.slice(1), named, charge }))
}

/** What a pattern costs is said before it runs. */
function patternIn(given: Given, ignoreAt: number): RegExp {
  const { of, ways } = patternOf(textOf(at(given, 0, 'find')), isTrue(at(given, ignoreAt, 'ignorecase')))
  given.charge(20 + Math.ceil(ways / 100))
  return of
}

const found: Filter = (of, given) => {
  const pattern = patternIn(given, 1)
  return [...subjectOf(textOf(of)).matchAll(pattern)].map((match) =>
    match.length > 2 ? match.slice(1).map((part) => part ?? '') : (match[1] ?? match[0])
  )
}

const matches =
  (where: 'start' | 'anywhere'): Filter =>
  (of, given) => {
    const match = subjectOf(textOf(of)).matchAll(patternIn(given, 1)).next().value
    return match !== undefined && (where === 'anywhere' || match.index === 0)
  }

const replaced: Filter = (of, given) => {
  const pattern = patternIn(given, 2)
  const by = textOf(at(given, 1, 'replace') ?? '')
  if (by.length > templateLimits.patternSubjectCharsMax) fail('a text is too long')
  return subjectOf(textOf(of)).replace(pattern, (...parts) =>
    by.replaceAll(/\\(\d)/g, (_, n: string) => String(parts[Number(n)] ?? ''))
  )
}

/** `%`-formatting, the plain part of it: %s %d %i %f %x %X %o %e %%, with width and precision up to 50. */
const formatted: Filter = (of, { args }) => {
  let next = 0
  return textOf(of).replaceAll(
    /%([-0+ ]*)(\d{0,2})(?:\.(\d{1,2}))?([sdifxXoe%])/g,
    (_, flags: string, width: string, precision: string | undefined, kind: string) => {
      if (kind === '%') return '%'
      const value = next < args.length ? args[next++] : fail('format has fewer values than places')
      const text =
        kind === 's'
          ? textOf(value)
          : numberAs(kind, numberOf(value) ?? fail(`${kindOf(value)} is not a number`, value === undefined), precision)
      const signed = flags.includes('+') && kind !== 's' && !text.startsWith('-') ? `+${text}` : text
      if (flags.includes('-')) return signed.padEnd(Number(width))
      if (!flags.includes('0') || kind === 's') return signed.padStart(Number(width))
      const sign = /^[+-]/.exec(signed)?.[0] ?? ''
      return sign + signed.slice(sign.length).padStart(Number(width) - sign.length, '0')
    }
  )
}

function numberAs(kind: string, n: number, precision: string | undefined): string {
  const digits = Math.min(Number(precision ?? 6), 50)
  if (kind === 'f') return n.toFixed(digits)
  if (kind === 'e') return n.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2')
  const whole = wholeNumber(Math.trunc(n))
  if (kind === 'x') return whole.toString(16)
  if (kind === 'X') return whole.toString(16).toUpperCase()
  return kind === 'o' ? whole.toString(8) : String(whole)
}

const from = (name: string): Filter => {
  const call = functions.get(name) as Callable
  return (of, { args, named, charge }) => call({ args: [of, ...args], named, charge })
}

/** Of nothing there is neither. */
const extreme =
  (name: 'min' | 'max'): Filter =>
  (of, given) => {
    const members = membersOf(of)
    return members.length === 0 ? undefined : from(name)(members, given)
  }

const unique: Filter = (of, { charge }) => {
  const members = membersOf(of)
  charge(members.length * weightOf(of))
  return members.filter((one, i, all) => all.findIndex((other) => isSame(one, other)) === i)
}

const sorted: Filter = (of, { named, charge }) => {
  charge(20 * weightOf(of))
  const up = membersOf(of).toSorted(order)
  return isTrue(named.get('reverse')) ? up.toReversed() : up
}

export const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['int', (of, given) => asInt(of, has(given, 0, 'default'), at(given, 0, 'default'), at(given, 1, 'base'))],
  ['float', (of, given) => asFloat(of, has(given, 0, 'default'), at(given, 0, 'default'))],
  ['bool', (of, given) => asBool(of, has(given, 0, 'default'), at(given, 0, 'default'))],
  [
    'round',
    (of, given) =>
      rounded(
        of,
        numberOf(at(given, 0, 'precision') ?? 0) ?? 0,
        textOf(at(given, 1, 'method') ?? 'common'),
        has(given, 2, 'default'),
        at(given, 2, 'default')
      )
  ],
  [
    'abs',
    (of) => {
      const n = Math.abs(countable(of))
      return of instanceof Float ? floatOf(n) : n
    }
  ],
  ['default', defaulted],
  ['d', defaulted],
  ['is_defined', (of) => (of === undefined ? fail('what it needs is not there', true) : of)],
  ['from_json', parseJson],
  ['to_json', json],
  ['tojson', json],
  ['iif', (of, { args }) => iif([of, ...args])],
  ['as_timestamp', (of, given) => asTimestamp(of, has(given, 0, 'default'), at(given, 0, 'default'))],
  ['lower', (of) => textOf(of).toLowerCase()],
  ['upper', (of) => textOf(of).toUpperCase()],
  // The filter begins words after a space, a dash or a bracket; the method after anything that is no letter.
  [
    'title',
    (of) => textOf(of).replaceAll(/(^|[-\s({[<])([^-\s({[<]+)/g, (_, before: string, word: string) => before + capital(word))
  ],
  ['capitalize', (of) => capital(textOf(of))],
  ['trim', (of, { args }) => strip(textOf(of), args[0], true, true)],
  ['string', (of) => textOf(of)],
  ['replace', (of, { args }) => replace(textOf(of), textOf(args[0]), textOf(args[1]))],
  ['format', formatted],
  ['join', (of, given) => join(membersOf(of), textOf(at(given, 0, 'd') ?? ''))],
  ['list', (of) => membersOf(of)],
  ['length', (of) => count(of)],
  ['count', (of) => count(of)],
  ['first', (of) => membersOf(of)[0]],
  ['last', (of) => membersOf(of).at(-1)],
  ['min', extreme('min')],
  ['max', extreme('max')],
  ['sum', (of, given) => membersOf(of).reduce((sum, one) => plus(sum, { ...given, args: [summand(one)], named: new Map() }), 0)],
  [
    'average',
    (of) =>
      floatOf(
        membersOf(of).reduce((sum: number, one) => sum + (numberOf(one) ?? fail('an average needs numbers')), 0) /
          membersOf(of).length
      )
  ],
  ['sort', sorted],
  ['reverse', (of) => (typeof of === 'string' ? [...of].toReversed().join('') : membersOf(of).toReversed())],
  ['unique', unique],
  ['map', mapped],
  ['select', sieve(true, false)],
  ['reject', sieve(false, false)],
  ['selectattr', sieve(true, true)],
  ['rejectattr', sieve(false, true)],
  ['items', (of) => (of instanceof Map ? [...of] : fail(`${kindOf(of)} has no items`, of === undefined))],
  ['dictsort', (of) => [...pairs(of)].toSorted((a, b) => order(a[0], b[0]))],
  ['add', plus],
  ['multiply', arithmetic((a, b) => a * b)],
  ['bitwise_and', (of, { args }) => bits(of, args[0], (a, b) => a & b)],
  ['bitwise_or', (of, { args }) => bits(of, args[0], (a, b) => a | b)],
  ['regex_match', matches('start')],
  ['regex_search', matches('anywhere')],
  ['regex_findall', found],
  ['regex_findall_index', (of, given) => (found(of, given) as readonly Py[])[numberOf(at(given, 1, 'index') ?? 0) ?? 0]],
  ['regex_replace', replaced]
])

function count(of: Py): number {
  if (typeof of === 'string' || isList(of)) return of.length
  if (of === undefined) return 0
  return of instanceof Map ? of.size : fail(`${kindOf(of)} has no length`)
}

function bits(of: Py, by: Py, reckon: (a: bigint, b: bigint) => bigint): Py {
  const [a, b] = [of, by].map((one) =>
    typeof one === 'number' ? BigInt(one) : fail(`${kindOf(one)} has no bits`, one === undefined)
  )
  return wholeNumber(Number(reckon(a as bigint, b as bigint)))
}

const summand = (of: Py): Py => (numberOf(of) === undefined ? fail(`${kindOf(of)} cannot be added up`, of === undefined) : of)

const countable = (of: Py): number => numberOf(of) ?? fail(`${kindOf(of)} is not a number`, of === undefined)

export type Test = (of: Py, to?: Py) => boolean

const same: Test = (of, to) => isSame(of, to)

/** Whether a list, text or table holds a value. */
export function contains(where: Py, what: Py): boolean {
  if (typeof where === 'string')
    return typeof what === 'string'
      ? where.includes(what)
      : fail(`${kindOf(what)} cannot be looked for in a text`, what === undefined)
  if (where === undefined) return false
  if (where instanceof Map) return where.has(dictKey(what))
  return isList(where) ? where.some((one) => isSame(one, what)) : fail(`${kindOf(where)} holds nothing`, where === undefined)
}

export const tests: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['defined', (of) => of !== undefined],
  ['undefined', (of) => of === undefined],
  ['none', (of) => of === null],
  ['None', (of) => of === null],
  ['number', (of) => numberOf(of) !== undefined],
  ['integer', (of) => typeof of === 'number'],
  ['float', (of) => of instanceof Float],
  ['string', (of) => typeof of === 'string'],
  ['boolean', (of) => typeof of === 'boolean'],
  ['true', (of) => of === true],
  ['false', (of) => of === false],
  ['mapping', (of) => of instanceof Map],
  ['list', (of) => isList(of)],
  ['sequence', (of) => of === undefined || isList(of) || typeof of === 'string' || of instanceof Map],
  ['iterable', (of) => of === undefined || isList(of) || typeof of === 'string' || of instanceof Map],
  ['odd', (of) => Math.abs(countable(of)) % 2 === 1],
  ['even', (of) => countable(of) % 2 === 0],
  ['eq', same],
  ['equalto', same],
  ['ne', (of, to) => !isSame(of, to)],
  ['lt', (of, to) => order(of, to) < 0],
  ['le', (of, to) => order(of, to) <= 0],
  ['gt', (of, to) => order(of, to) > 0],
  ['ge', (of, to) => order(of, to) >= 0],
  ['in', (of, to) => contains(to, of)]
])
