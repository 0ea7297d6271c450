/**
 * Amounts of ValueFlows: numbers as they stand become exact ratios. An event may take an earlier one back, so an amount here may
 * be below nothing; ours never is (`quantityOf`).
 */
import { no, ok, type Result } from '@commune/protocol'
import { kindOfUnit, makeQuantity, measureOf, type Quantity } from '../../quantity/index.ts'
import { type Message, quantityMessage, valueflowsMessage } from '../../words/index.ts'
import { textOf, type VfGraph, type VfNode, type VfValue } from './graph.ts'
import { own } from './ids.ts'
import { unitNamed } from './units.ts'

/** An exact ratio with a sign, in a unit of ours. */
export interface Amount {
  readonly n: bigint
  /** At least 1; in lowest terms. */
  readonly d: bigint
  readonly unit: string
}

export const nothing = (unit: string): Amount => ({ n: 0n, d: 1n, unit })

/** The sum, in the unit of the first; undefined when the two are not of one kind. */
export const plus = (a: Amount, b: Amount, sign: 1n | -1n = 1n): Amount | undefined => {
  if (kindOfUnit(a.unit) !== kindOfUnit(b.unit)) return undefined
  const from = measureOf(b.unit)
  const to = measureOf(a.unit)
  const [un, ud] = a.unit === b.unit || !from || !to ? [1n, 1n] : [from.n * to.d, from.d * to.n]
  return lowest(a.n * b.d * ud + sign * b.n * un * a.d, a.d * b.d * ud, a.unit)
}

function lowest(n: bigint, d: bigint, unit: string): Amount {
  let a = n < 0n ? -n : n
  let b = d
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? nothing(unit) : { n: n / a, d: d / a, unit }
}

export const quantityOf = ({ n, d, unit }: Amount): Result<Quantity, Message> => makeQuantity(n, d, unit)

const decimal = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/
const fraction = /^\s*([+-]?\d{1,40})\s*\/\s*(\d{1,40})\s*$/
const digitsMax = 40

/** A number as it stands: `0.5`, `1e3`, `"1/3"`. */
export const readNumber = (text: string): Result<{ readonly n: bigint; readonly d: bigint }, Message> => {
  const parts = fraction.exec(text)
  if (parts) {
    const d = BigInt(parts[2] as string)
    return d === 0n ? no(quantityMessage('quantity.nothing-over-nothing')) : ok({ n: BigInt(parts[1] as string), d })
  }
  const found = decimal.exec(text)
  const [, sign, whole = '', part = '', power = '0'] = found ?? []
  if (!found || whole + part === '') return no(valueflowsMessage('vf.number', { text: text.slice(0, 40) }))
  const shift = Number(power) - part.length
  if (whole.length + part.length > digitsMax || shift > digitsMax) return no(quantityMessage('quantity.huge'))
  if (shift < -digitsMax) return no(quantityMessage('quantity.fine'))
  const n = BigInt(whole + part) * (sign === '-' ? -1n : 1n)
  return ok(shift >= 0 ? { n: n * 10n ** BigInt(shift), d: 1n } : { n, d: 10n ** BigInt(-shift) })
}

/** What a measure comes to; `thing` is what is counted where its unit is `one`. Undefined when there is none. */
export const amountOf = (graph: VfGraph, node: VfNode, name: string, thing: string): Result<Amount, Message> | undefined => {
  const value = node.fields.get(name)?.[0]
  if (!value) return undefined
  const measure = measureIn(graph, value)
  if (!measure) {
    const bare = numberText(value)
    return bare === undefined ? no(valueflowsMessage('vf.measure', { field: name })) : made(bare, 'one', thing)
  }
  const number = measure.fields.get('hasNumericalValue')?.[0]
  const text = number && numberText(number)
  if (text === undefined) return no(valueflowsMessage('vf.measure', { field: name }))
  return made(text, unitWord(graph, measure), thing)
}

function made(text: string, unitName: string, thing: string): Result<Amount, Message> {
  const number = readNumber(text)
  if (!number.ok) return number
  const unit = unitNamed(unitName, thing)
  if (unit === undefined) return no(quantityMessage('quantity.unit', { unit: unitName.slice(0, 40) }))
  return ok(lowest(number.value.n, number.value.d, unit))
}

/** The name of a measure's unit: that of a unit the document describes, else the name itself. */
export function unitWord(graph: VfGraph, measure: VfNode): string {
  const value = measure.fields.get('hasUnit')?.[0]
  if (!value) return 'one'
  if (value.is === 'part') return labelOf(value.part) ?? 'one'
  if (value.is !== 'ref') return value.is === 'text' ? value.text : 'one'
  const here = own(value.id)
  if (here?.kind === 'unit') return here.rest
  const described = graph.find(value.id)
  return (described && labelOf(described)) ?? value.id
}

const labelOf = (unit: VfNode): string | undefined => textOf(unit, 'label') ?? textOf(unit, 'name') ?? textOf(unit, 'symbol') ?? textOf(unit, 'omUnitIdentifier')

function measureIn(graph: VfGraph, value: VfValue): VfNode | undefined {
  if (value.is === 'part') return value.part
  return value.is === 'ref' ? graph.find(value.id) : undefined
}

const numberText = (value: VfValue): string | undefined => (value.is === 'number' ? String(value.number) : value.is === 'text' ? value.text : value.is === 'ref' ? value.id : undefined)
