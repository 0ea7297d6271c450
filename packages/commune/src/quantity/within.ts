/**
 * Measured amounts that stand somewhere within a text: `5 kg` in “potatoes 5 kg” and in “sacks, 5 kg each”. Only a number before
 * a known measure is one: a number alone may be a name (“type 405 flour”, “size 42 shoes”).
 */
import { readAmountAndMeasure } from './read.ts'
import { kindOfUnit, measureOf } from './units.ts'

export interface AmountWithin {
  readonly from: number
  readonly to: number
  readonly n: bigint
  readonly d: bigint
  readonly unit: string
}

const beginnings = /(?<![\p{L}\p{N}.,/⁄'’–-])[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]/gu

/** In the order they stand; none lies within another. */
export const amountsWithin = (text: string): AmountWithin[] => {
  const found: AmountWithin[] = []
  for (const { index } of text.matchAll(beginnings)) {
    if (index < (found.at(-1)?.to ?? 0)) continue
    const read = readAmountAndMeasure(text.slice(index))
    if (!read.ok || read.value?.unit === undefined || !measureOf(read.value.unit)) continue
    const { n, d, unit, rest } = read.value
    found.push({ from: index, to: text.length - rest.length, n, d, unit })
  }
  return found
}

/** An amount in a text that measures the same as this unit does: “3 kg” beside kilograms or pounds. */
export const amountBeside = (text: string, unit: string): boolean =>
  amountsWithin(text).some((other) => kindOfUnit(other.unit) === kindOfUnit(unit))
