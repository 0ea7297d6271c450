/**
 * What counts may give away in a day, by the people they count: all counts of one household pay from one purse, and the most careful of
 * their choices says how much is in it.
 */
import { type BudgetState, DayBudget } from '@commune/commune'
import type { TellingState } from './tellingState.ts'

/** Pays for a count, all or nothing: what `DayBudget` does, whichever is in force. */
export interface Purse {
  take(atMs: number, milli: number): boolean
}

export class Purses {
  readonly #budgets = new Map<string, DayBudget>()
  readonly #purses = new Map<string, Purse>()

  load(saved: TellingState['budgets']): void {
    for (const { of, dayMilli, spent } of saved) this.#budgets.set(of, new DayBudget(dayMilli, spent))
  }

  /** What each of these may spend; of those that say different amounts the least counts. What was spent stays spent. */
  set(wanted: readonly (readonly [household: string, dayMilli: number])[]): void {
    for (const [of, all] of Map.groupBy(wanted, ([household]) => household)) {
      const dayMilli = Math.min(...all.map(([, each]) => each))
      const known = this.#budgets.get(of)
      if (known?.dayMilli !== dayMilli) this.#budgets.set(of, new DayBudget(dayMilli, known?.state()))
    }
  }

  purse(of: string): Purse {
    const known = this.#purses.get(of)
    if (known) return known
    const purse: Purse = { take: (atMs, milli) => this.#budgets.get(of)?.take(atMs, milli) === true }
    this.#purses.set(of, purse)
    return purse
  }

  of(household: string): { readonly dayMilli: number; readonly state: BudgetState } | undefined {
    const budget = this.#budgets.get(household)
    return budget && { dayMilli: budget.dayMilli, state: budget.state() }
  }

  /** In order, so that the same state is the same text. Days that were spent of people who are not counted now are kept: they may be again today. */
  state(): TellingState['budgets'] {
    return [...this.#budgets].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([of, budget]) => ({ of, dayMilli: budget.dayMilli, spent: budget.state() }))
  }
}
