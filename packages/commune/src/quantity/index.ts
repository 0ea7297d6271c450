/** Quantities: exact ratios with units typed by the thing (T6). */
export { parseQuantity } from './parse.ts'
export { readAmountAndMeasure } from './read.ts'
export { allLanguages, type Language, withoutLink } from './household.ts'
export { amountBeside, amountsWithin } from './within.ts'
export type { Amount, ReadOptions } from './read.ts'
export {
  add,
  compare,
  convert,
  decodeQuantity,
  encodeQuantity,
  isNothing,
  isPlainCode,
  makeQuantity,
  openQuantity,
  quantityCode,
  sameKind,
  scale,
  shown,
  subtract,
  unitShown,
  valueMax
} from './quantity.ts'
export type { Quantity, QuantityCode } from './quantity.ts'
export { countUnit, isUnit, kindOfUnit, measureNamed, measureOf, measures, nounOf, plural, singular } from './units.ts'
export type { Dimension, Measure } from './units.ts'
