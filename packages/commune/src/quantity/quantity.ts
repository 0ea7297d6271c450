/**
 * Quantities are exact ratios with units typed by the thing (T6): a third of a litre three times is a litre. No floats,
 * so that every peer adds alike. What cannot be added is refused in words, and so is what nobody can mean: negative
 * amounts, numbers with more digits than a scale shows, a thousand billion of anything.
 *
 * In statements and in state a quantity is `[n, d, unit]`: n/d in lowest terms, 0 <= n, 1 <= d, both below 2^63, whole
 * numbers (a bigint only above 2^53), and n/d at most `valueMax`.
 */
import { no, ok, type Result, type Value } from '@commune/protocol'
import * as v from 'valibot'
import { type Message, quantityMessage } from '../words/index.ts'
import { isUnit, kindOfUnit, measureOf, plural } from './units.ts'

export interface Quantity {
  /** Counter of the ratio, never negative. */
  readonly n: bigint
  /** Its denominator, at least 1; the ratio is in lowest terms. */
  readonly d: bigint
  readonly unit: string
}

/** As it stands in statements and state. */
export type QuantityCode = readonly [n: number | bigint, d: number | bigint, unit: string]

/** No amount is larger than this, in its own unit. */
export const valueMax = 1_000_000_000_000n
const partEnd = 1n << 63n

/** A quantity in lowest terms, or why it cannot be one. */
export const makeQuantity = (n: bigint, d: bigint, unit: string): Result<Quantity, Message> => {
  if (!isUnit(unit)) return no(quantityMessage('quantity.unit', { unit: unit.slice(0, 40) }))
  if (d === 0n) return no(quantityMessage('quantity.nothing-over-nothing'))
  if (n < 0n !== d < 0n && n !== 0n) return no(quantityMessage('quantity.negative'))
  const [up, down] = lowest(n < 0n ? -n : n, d < 0n ? -d : d)
  if (up > valueMax * down) return no(quantityMessage('quantity.huge'))
  if (up >= partEnd || down >= partEnd) return no(quantityMessage('quantity.fine'))
  return ok({ n: up, d: down, unit })
}

export const encodeQuantity = (quantity: Quantity): QuantityCode => [whole(quantity.n), whole(quantity.d), quantity.unit]

const whole = (part: bigint): number | bigint => (part <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(part) : part)

/** Checks what came in a statement; only the canonical form counts. */
export const decodeQuantity = (value: unknown): Result<Quantity, Message> => {
  if (!Array.isArray(value) || value.length !== 3) return no(quantityMessage('quantity.shape'))
  const [n, d, unit] = value as readonly unknown[]
  if (!isWhole(n) || !isWhole(d) || typeof unit !== 'string') return no(quantityMessage('quantity.shape'))
  const made = makeQuantity(BigInt(n), BigInt(d), unit)
  if (!made.ok) return made
  return made.value.n === BigInt(n) && made.value.d === BigInt(d) ? made : no(quantityMessage('quantity.shape'))
}

const isWhole = (part: unknown): part is number | bigint =>
  typeof part === 'bigint' ? part > BigInt(Number.MAX_SAFE_INTEGER) && part < partEnd : Number.isSafeInteger(part)

/** A stored quantity; it was checked when it was filed. */
export const openQuantity = (code: QuantityCode): Quantity => ({ n: BigInt(code[0]), d: BigInt(code[1]), unit: code[2] })

/** Keeps the encoded form, so that state holds plain trees. */
export const quantityCode: v.GenericSchema<Value, QuantityCode> = v.custom<QuantityCode>(
  (value) => isPlainCode(value) || decodeQuantity(value).ok,
  'a quantity [n, d, unit] in lowest terms'
) as unknown as v.GenericSchema<Value, QuantityCode>

/** Most quantities are a small whole number: no bigint needed to see that they are right. */
export const isPlainCode = (value: unknown): value is QuantityCode & readonly [n: number, d: 1, unit: string] =>
  Array.isArray(value) &&
  value.length === 3 &&
  value[1] === 1 &&
  Number.isInteger(value[0]) &&
  value[0] >= 0 &&
  value[0] <= 1_000_000_000_000 &&
  typeof value[2] === 'string' &&
  isUnit(value[2])

/** True when the two can be added. */
export const sameKind = (a: Quantity, b: Quantity): boolean => kindOfUnit(a.unit) === kindOfUnit(b.unit)

/** The same amount in another unit of its kind. */
export const convert = (quantity: Quantity, unit: string): Result<Quantity, Message> => {
  if (quantity.unit === unit) return ok(quantity)
  const from = measureOf(quantity.unit)
  const to = measureOf(unit)
  if (!from || !to || from.dimension !== to.dimension) return no(differ(unit, quantity.unit))
  return makeQuantity(quantity.n * from.n * to.d, quantity.d * from.d * to.n, unit)
}

/** The sum, in the unit of the first. */
export const add = (a: Quantity, b: Quantity): Result<Quantity, Message> => {
  const other = convert(b, a.unit)
  return other.ok ? makeQuantity(a.n * other.value.d + other.value.n * a.d, a.d * other.value.d, a.unit) : other
}

/** What is left, in the unit of the first; refused when there is not enough. */
export const subtract = (a: Quantity, b: Quantity): Result<Quantity, Message> => {
  const other = convert(b, a.unit)
  if (!other.ok) return other
  const n = a.n * other.value.d - other.value.n * a.d
  return n < 0n
    ? no(quantityMessage('quantity.short', { have: shown(a), want: shown(b) }))
    : makeQuantity(n, a.d * other.value.d, a.unit)
}

/** Below, at or above zero as `a` is less than, as much as, or more than `b`. */
export const compare = (a: Quantity, b: Quantity): Result<number, Message> => {
  const from = measureOf(a.unit)
  const to = measureOf(b.unit)
  let difference: bigint
  if (a.unit === b.unit) difference = a.n * b.d - b.n * a.d
  else if (from && to && from.dimension === to.dimension) {
    difference = a.n * from.n * b.d * to.d - b.n * to.n * a.d * from.d
  } else return no(differ(a.unit, b.unit))
  return ok(difference < 0n ? -1 : difference > 0n ? 1 : 0)
}

/** The amount `times` n/d. */
export const scale = (quantity: Quantity, n: bigint, d: bigint): Result<Quantity, Message> =>
  makeQuantity(quantity.n * n, quantity.d * d, quantity.unit)

export const isNothing = (quantity: Quantity): boolean => quantity.n === 0n

const differ = (a: string, b: string): Message => quantityMessage('quantity.differ', { a: unitShown(a), b: unitShown(b) })

/** The amount as a sentence part, put in words by the catalogue. */
export const shown = (quantity: Quantity): Message => {
  const amount = amountShown(quantity)
  const value = Number(quantity.n) / Number(quantity.d)
  const n = value > 0 && value <= 1 ? 1 : value
  if (measureOf(quantity.unit)) return { key: `quantity.in.${quantity.unit}`, params: { n, amount } }
  const noun = quantity.unit.slice(1, -1)
  return quantityMessage('quantity.count', { n, amount, noun, nouns: plural(noun) })
}

/** A unit by itself, as in “kilograms”. */
export const unitShown = (unit: string): Message =>
  measureOf(unit) ? { key: `quantity.unit.${unit}` } : quantityMessage('quantity.counted', { nouns: plural(unit.slice(1, -1)) })

function amountShown({ n, d, unit }: Quantity): number | string | Message {
  if (d === 1n) return n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n.toString()
  const decimal = 1_000n % d === 0n
  const halves = d <= 4n || d === 8n
  const measure = measureOf(unit)
  if (decimal && (measure ? !measure.household || !halves : !halves)) return Number(n) / Number(d)
  if (d <= 16n) return n > d ? `${n / d} ${n % d}/${d}` : `${n}/${d}`
  const near = Number((n * 1_000n + d / 2n) / d) / 1_000
  return near === 0 ? quantityMessage('quantity.trace') : quantityMessage('quantity.about', { amount: near })
}

function lowest(n: bigint, d: bigint): [bigint, bigint] {
  let a = n
  let b = d
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? [0n, 1n] : [n / a, d / a]
}
