/**
 * What counts may give away in a day, by the people they count: each has one purse in a world, a count pays from those of all who live
 * with its thing or from none, and the most careful of their choices says how much is in it. So who lives here with one and there with
 * another is hidden no less, and nobody has a new purse by moving in with somebody.
 */
import { type BudgetState, budgetDaysMax, DayBudget, leavingLimits, lostDays } from '@commune/commune'
import type { TellingState } from './tellingState.ts'

/** Under this name lies what is spent of everybody who is counted from now on. */
const everybody = '*'

export class Purses {
  readonly #budgets = new Map<string, DayBudget>()

  /** Of several that were kept for one, whatever name they have it under, all that was spent counts. */
  load(saved: TellingState['budgets']): void {
    const each = saved.flatMap(({ of, dayMilli, spent }) => of.split(',').map((ware) => ({ ware, dayMilli, spent })))
    for (const [ware, all] of Map.groupBy(each, (one) => one.ware)) {
      this.#budgets.set(ware, new DayBudget(Math.min(...all.map(({ dayMilli }) => dayMilli)), summed(all.map(({ spent }) => spent), (a, b) => a + b)))
    }
  }

  /** What was spent is not known: for everybody all of today is, whoever comes to be counted in it. */
  lose(nowMs: number): void {
    this.#budgets.clear()
    this.#budgets.set(everybody, new DayBudget(leavingLimits.dayMilliMax, lostDays(nowMs)))
  }

  /** What each of these may spend; of those that say different amounts the least counts. What was spent stays spent. */
  set(wanted: readonly (readonly [ware: string, dayMilli: number])[]): void {
    for (const [of, all] of Map.groupBy(wanted, ([ware]) => ware)) {
      const dayMilli = Math.min(...all.map(([, each]) => each))
      const known = this.#budgets.get(of)
      if (known?.dayMilli !== dayMilli) this.#budgets.set(of, new DayBudget(dayMilli, (known ?? this.#budgets.get(everybody))?.state()))
    }
  }

  /** Pays for all of them, or for none. */
  take(wares: readonly string[], atMs: number, milli: number): boolean {
    const budgets = wares.map((ware) => this.#budgets.get(ware))
    if (budgets.length === 0 || budgets.some((budget) => budget === undefined || budget.leftMilli(atMs) < milli)) return false
    return budgets.every((budget) => budget?.take(atMs, milli) === true)
  }

  /** What a count of these people has to pay from: of each day the purse of whoever spent most. Undefined: nobody counts them. */
  of(wares: readonly string[]): { readonly dayMilli: number; readonly state: BudgetState } | undefined {
    const budgets = wares.flatMap((ware) => this.#budgets.get(ware) ?? [])
    if (budgets.length === 0) return undefined
    return { dayMilli: Math.min(...budgets.map(({ dayMilli }) => dayMilli)), state: summed(budgets.map((budget) => budget.state()), Math.max) }
  }

  /** In order, so that the same state is the same text. Days that were spent of people who are not counted now are kept: they may be again today. */
  state(): TellingState['budgets'] {
    return [...this.#budgets].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([of, budget]) => ({ of, dayMilli: budget.dayMilli, spent: budget.state() }))
  }
}

function summed(states: readonly BudgetState[], plus: (a: number, b: number) => number): BudgetState {
  const days = new Map<number, number>()
  for (const [day, spent] of states.flatMap((state) => state.days)) days.set(day, plus(days.get(day) ?? 0, spent))
  return { days: [...days].toSorted(([a], [b]) => a - b).slice(-budgetDaysMax) }
}
