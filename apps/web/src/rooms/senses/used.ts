/**
 * What was used, from the count of a meter. A meter only grows; where it does not, it either jumped back a little, which is nothing
 * used, or it began anew, and then all it shows since was used. Spans of which nothing is known are not made up: what was used
 * across them is told at their end.
 */
import type { HistoryRow } from '@commune/peer'

/** A meter that falls by less than this share of what it shows has not begun anew. */
const jitterShare = 0.05

export interface Used {
  /** Beginnings of spans, and what was used within each. */
  readonly starts: readonly number[]
  readonly amounts: readonly number[]
  readonly sum: number
  /** How often the meter began anew. */
  readonly resets: number
  /** Spans within the whole of which nothing is known. */
  readonly missing: number
}

export const usedOf = ({ starts, mins, maxs, lasts, step }: Pick<HistoryRow, 'starts' | 'mins' | 'maxs' | 'lasts' | 'step'>): Used => {
  const amounts: number[] = []
  let [resets, missing] = [0, 0]
  let before: number | undefined
  starts.forEach((start, i) => {
    const [least, most, last] = [mins[i]!, maxs[i]!, lasts[i]!]
    if (i > 0) missing += Math.max(0, Math.round((start - starts[i - 1]!) / step) - 1)
    const top = Math.max(before ?? most, most)
    const isNew = last < top * (1 - jitterShare)
    // The first span has nothing before it: it is what it grew within itself, where that can be told.
    const from = before ?? (isNew ? most : least)
    if (isNew) resets++
    // Up to where it ended, and from nothing to where it is.
    amounts.push(isNew ? Math.max(0, most - from) + Math.max(0, last) : Math.max(0, last - from))
    before = isNew ? last : Math.max(from, last)
  })
  return { starts, amounts, sum: amounts.reduce((sum, each) => sum + each, 0), resets, missing }
}

/** The least that was used in every hour of a time of which nearly all is known: what never rests. */
export const neverRests = ({ starts, amounts }: Pick<Used, 'starts' | 'amounts'>, fromMs: number, toMs: number, hoursLeast = 60): number => {
  const hours = starts.flatMap((start, i) => (start >= fromMs && start < toMs ? [amounts[i]!] : []))
  return hours.length < hoursLeast ? 0 : Math.min(...hours)
}

const units: Readonly<Record<string, readonly [kind: 'water' | 'energy', factor: number]>> = {
  l: ['water', 1], L: ['water', 1], 'm³': ['water', 1_000], m3: ['water', 1_000], hl: ['water', 100], mL: ['water', 0.001], ml: ['water', 0.001], gal: ['water', 3.785411784], 'ft³': ['water', 28.316846592],
  Wh: ['energy', 0.001], kWh: ['energy', 1], MWh: ['energy', 1_000], J: ['energy', 1 / 3_600_000], kJ: ['energy', 1 / 3_600], MJ: ['energy', 1 / 3.6], GJ: ['energy', 1_000 / 3.6]
}

/** A unit of water in litres or of energy in kilowatt hours; undefined for what is neither. */
export const supplyUnit = (unit: string | undefined): { readonly kind: 'water' | 'energy'; readonly factor: number } | undefined => {
  const found = unit === undefined || !Object.hasOwn(units, unit) ? undefined : units[unit]
  return found && { kind: found[0], factor: found[1] }
}
