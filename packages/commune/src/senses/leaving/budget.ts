/**
 * What all counts of the same people together may give away in a day (UTC), in thousandths of epsilon. Several counters share one.
 * It is counted before anything is drawn, whatever the numbers are: so what is refused says nothing about who was there.
 *
 * Kept as a plain tree; it holds a few days, and a day that fell out is spent.
 */
import * as v from 'valibot'
import { dayMs, leavingLimits } from './choice.ts'

/** Days that may still be paid from: today, and those around it of counters that are late or ahead. */
export const budgetDaysMax = 4

export interface BudgetState {
  /** Number of the day since 1970, and what was spent in it; in order. */
  readonly days: readonly (readonly [day: number, spentMilli: number])[]
}

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const budgetSchema: v.GenericSchema<unknown, BudgetState> = v.object({
  days: v.pipe(
    v.array(v.tuple([number, number])),
    v.maxLength(budgetDaysMax),
    v.check((days) => days.every(([day], index) => index === 0 || day > (days[index - 1] as [number, number])[0]), 'days in order')
  )
})

/** More than any day has: what was spent is not known. */
const unknownMilli = leavingLimits.dayMilliMax + 1

/** Where what was spent is lost, this day is spent, and so is the one before it, from which late counts pay. */
export const lostDays = (nowMs: number): BudgetState => {
  const day = Math.max(1, Math.floor(nowMs / dayMs))
  return { days: [[day - 1, unknownMilli], [day, unknownMilli]] }
}

export class DayBudget {
  readonly #dayMilli: number
  readonly #spent: Map<number, number>

  /** `dayMilli`: what a day has, in thousandths of epsilon. */
  constructor(dayMilli: number, state: BudgetState = { days: [] }) {
    this.#dayMilli = Math.min(dayMilli, leavingLimits.dayMilliMax)
    this.#spent = new Map(state.days)
  }

  get dayMilli(): number {
    return this.#dayMilli
  }
  /** What is left of the day that a moment is in. */
  leftMilli(atMs: number): number {
    const day = Math.floor(atMs / dayMs)
    return this.#isGone(day) ? 0 : Math.max(0, this.#dayMilli - (this.#spent.get(day) ?? 0))
  }
  /** What was spent of that day is not known, so nothing of it is left. */
  isLost(atMs: number): boolean {
    return (this.#spent.get(Math.floor(atMs / dayMs)) ?? 0) >= unknownMilli
  }
  /** Pays, all or nothing. */
  take(atMs: number, milli: number): boolean {
    if (!Number.isFinite(atMs) || atMs < 0 || !(milli > 0) || this.leftMilli(atMs) < milli) return false
    const day = Math.floor(atMs / dayMs)
    this.#spent.set(day, (this.#spent.get(day) ?? 0) + milli)
    const days = [...this.#spent.keys()].toSorted((a, b) => a - b)
    for (const old of days.slice(0, -budgetDaysMax)) this.#spent.delete(old)
    return true
  }
  state(): BudgetState {
    return { days: [...this.#spent].toSorted(([a], [b]) => a - b) }
  }

  #isGone(day: number): boolean {
    return this.#spent.size >= budgetDaysMax && day < Math.min(...this.#spent.keys())
  }
}
