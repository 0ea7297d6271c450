/** Wishes about lending, booking and upkeep. Amounts may be text; times are milliseconds since 1970. */
import type { IdText, StatementId } from '@commune/protocol'
import type { Typed } from '../stock-wishes.ts'
import type { Season } from './types.ts'

export interface LendWish {
  readonly wish: 'lend'
  readonly portion: StatementId
  readonly to: IdText
  /** All that is not lent already when it is left out. */
  readonly quantity?: Typed
  readonly untilMs?: number
  readonly note?: string
}

/** Whoever it was lent to says that it came, or either side that it is back. */
export interface LentWish {
  readonly wish: 'lend-got' | 'lend-back'
  readonly lend: StatementId
  readonly note?: string
}

export interface BookPlaceWish {
  readonly wish: 'book-place'
  readonly name: string
  readonly portion?: StatementId
  readonly atOnce?: number
  readonly before?: Typed
  readonly after?: Typed
  readonly note?: string
}

export interface BookWish {
  readonly wish: 'book'
  readonly of: StatementId
  readonly fromMs: number
  readonly untilMs: number
  readonly count?: number
  /** Say it though it is taken: it holds when those before it let go. */
  readonly wait?: boolean
  readonly note?: string
}

export interface BookGoneWish {
  readonly wish: 'book-gone'
  readonly target: StatementId
  readonly note?: string
}

export interface UpkeepWish {
  readonly wish: 'upkeep'
  readonly of: string
  readonly portion?: StatementId
  readonly book?: StatementId
  readonly what: string
  readonly every?: Typed
  readonly uses?: number
  readonly season?: Season
  readonly sinceMs?: number
  readonly note?: string
}

export interface UpkeepDidWish {
  readonly wish: 'upkeep-did'
  readonly upkeep: StatementId
  readonly atMs?: number
  readonly note?: string
}

export type LendingWish = LendWish | LentWish | BookPlaceWish | BookWish | BookGoneWish | UpkeepWish | UpkeepDidWish
