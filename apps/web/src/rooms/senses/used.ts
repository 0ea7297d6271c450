/** What was used, as its meter's reader worked it out, put so that it can be drawn and summed. Pure. */
import type { UsedRow } from '@commune/peer'

export interface Used {
  /** Beginnings of spans, and what was used within each. */
  readonly starts: readonly number[]
  readonly amounts: readonly number[]
  readonly sum: number
  /** How often the meter began anew. */
  readonly resets: number
  /** Spans between the first and the last of which nothing is known. */
  readonly missing: number
}

/** Only spans that reach into the time. */
export const usedIn = ({ starts, used, step, resets }: UsedRow, fromMs: number, toMs: number): Used => {
  const within = starts.flatMap((start, i) => (start + step > fromMs && start < toMs ? [[start, used[i]!] as const] : []))
  const [first, last] = [within[0]?.[0], within.at(-1)?.[0]]
  return {
    starts: within.map(([start]) => start), amounts: within.map(([, amount]) => amount), sum: within.reduce((sum, [, amount]) => sum + amount, 0), resets,
    missing: first === undefined || last === undefined ? 0 : Math.max(0, Math.round((last - first) / step) + 1 - within.length)
  }
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
