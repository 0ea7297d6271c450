/** What was used, as it is shown: worked out where the meter is read (the ask `used`), gathered and judged here. */
import type { UsedRow } from '@commune/peer'

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

export const usedIn = ({ starts, used, sum, resets, step }: Pick<UsedRow, 'starts' | 'used' | 'sum' | 'resets' | 'step'>): Used => ({
  starts, amounts: used, sum, resets, missing: starts.reduce((missing, start, i) => missing + (i === 0 ? 0 : Math.max(0, Math.round((start - starts[i - 1]!) / step) - 1)), 0)
})

/**
 * The least that was used in every hour of a time of which nearly all is known: what never rests. An hour whose share was only spread over
 * it, because the meter was not read, says nothing.
 */
export const neverRests = ({ starts, used, spread }: Pick<UsedRow, 'starts' | 'used' | 'spread'>, fromMs: number, toMs: number, hoursLeast = 60): number => {
  const hours = starts.flatMap((start, i) => (start >= fromMs && start < toMs && spread[i] === 0 ? [used[i]!] : []))
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
