/** All that is shown of lending, booking and upkeep. */
import type { Standing } from '../../undo/index.ts'
import type { StockView } from '../stock.ts'
import { Calendar } from './calendar.ts'
import { Loans } from './loans.ts'
import type { LendingState } from './types.ts'
import { Upkeep } from './upkeep.ts'

export class LendingView {
  readonly loans: Loans
  readonly calendar: Calendar
  readonly upkeep: Upkeep

  constructor(state: LendingState, standing: Standing, stock: StockView) {
    this.loans = new Loans(state, standing, stock)
    this.calendar = new Calendar(state, standing)
    this.upkeep = new Upkeep(state, standing, this.loans, this.calendar)
  }
}
