/**
 * Exact ratios without a unit: what an explosion reckons in between reading quantities and giving them back. Never negative
 * where it matters, always in lowest terms, and of any length, for chains of recipes outgrow 63 bits; what is shown does not.
 */
import { makeQuantity, type Quantity } from '../../quantity/index.ts'

export interface Ratio {
  readonly n: bigint
  readonly d: bigint
}

export const zero: Ratio = { n: 0n, d: 1n }
export const one: Ratio = { n: 1n, d: 1n }

export const ratio = (n: bigint, d: bigint): Ratio => {
  if (d === 1n) return { n, d }
  let a = n < 0n ? -n : n
  let b = d
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 1n ? { n, d } : { n: n / a, d: d / a }
}

export const plus = (a: Ratio, b: Ratio): Ratio =>
  a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Ratio, b: Ratio): Ratio =>
  a.d === b.d ? ratio(a.n - b.n, a.d) : ratio(a.n * b.d - b.n * a.d, a.d * b.d)
export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d)
/** `b` is above nothing. */
export const over = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d, a.d * b.n)
export const less = (a: Ratio, b: Ratio): boolean => a.n * b.d < b.n * a.d
export const least = (a: Ratio, b: Ratio): Ratio => (less(b, a) ? b : a)
export const isZero = (a: Ratio): boolean => a.n <= 0n
export const floor = (a: Ratio): Ratio => ({ n: a.n / a.d, d: 1n })
export const ceil = (a: Ratio): Ratio => ({ n: (a.n + a.d - 1n) / a.d, d: 1n })
export const toNumber = (a: Ratio): number => {
  const [n, d] = [Number(a.n), Number(a.d)]
  if (Number.isFinite(n) && Number.isFinite(d)) return n / d
  const bits = Math.max(0, a.d.toString(2).length - 1_000)
  return Number(a.n >> BigInt(bits)) / Number(a.d >> BigInt(bits))
}

/** As a quantity. What is finer than 63 bits hold is cut off at a millionth, so that what is shown is never more than is there. */
export const asQuantity = (amount: Ratio, unit: string): Quantity => {
  const exact = makeQuantity(amount.n, amount.d, unit)
  if (exact.ok) return exact.value
  const cut = makeQuantity((amount.n * 1_000_000n) / amount.d, 1_000_000n, unit)
  return cut.ok ? cut.value : { n: 1_000_000_000_000n, d: 1n, unit }
}
