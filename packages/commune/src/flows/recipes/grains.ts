/**
 * Amounts as whole numbers of one very small part of the base unit of their kind, so that thousands of portions are added and compared
 * without a fraction growing. What kitchens and workshops say (halves to sixteenths, thirds, fifths, sevenths, ninths, decimals, ounces,
 * cups and inches by their legal values) is exact in it. Of any other fraction what is there is rounded down and what is needed up.
 */
import { makeQuantity, measureOf, type Quantity } from '../../quantity/index.ts'

/** 16 · 9 · 5 · 7 parts, each of a hundred thousand million. */
const grainsPerBase = 5_040n * 10n ** 11n

const baseUnits: Readonly<Record<string, string>> = { mass: 'g', volume: 'ml', length: 'mm', area: 'cm2', time: 's', energy: 'J', power: 'W' }

/** How much is there, never more than it is. */
export const grainsThere = (quantity: Quantity): bigint => {
  const [n, d] = inBase(quantity)
  return (n * grainsPerBase) / d
}

/** How much is needed, never less than it is. */
export const grainsNeeded = (quantity: Quantity): bigint => {
  const [n, d] = inBase(quantity)
  return (n * grainsPerBase + d - 1n) / d
}

/** Back to an amount, in the unit asked for when it is of this kind; undefined when it is beyond what an amount can be. */
export const amountOfGrains = (grains: bigint, unit: string): Quantity | undefined => {
  const measure = measureOf(unit)
  const [n, d] = measure ? [grains * measure.d, grainsPerBase * measure.n] : [grains, grainsPerBase]
  const made = makeQuantity(n, d, unit)
  if (made.ok) return made.value
  // Finer than an amount can be: a thousandth less is near enough to show.
  const near = makeQuantity((n * 1_000n) / d, 1_000n, unit)
  return near.ok ? near.value : undefined
}

/** The unit that all amounts of a kind can be shown in. */
export const baseUnitOf = (kind: string): string => baseUnits[kind] ?? kind

function inBase({ n, d, unit }: Quantity): [n: bigint, d: bigint] {
  const measure = measureOf(unit)
  return measure ? [n * measure.n, d * measure.d] : [n, d]
}
