/** Wishes about stock. Amounts may be text, as a person types them; times are milliseconds since 1970. */
import type { IdText, StatementId } from '@commune/protocol'
import type { Quantity } from '../quantity/index.ts'
import type { Told } from './types.ts'

export type Typed = Quantity | string

/** What a portion is like, beside how much it is. */
export interface FactsWish {
  readonly batch?: string
  readonly madeMs?: number
  readonly openedMs?: number
  readonly frozenMs?: number
  /** How long it keeps once it is open: “3 days”. */
  readonly opensFor?: Typed
  readonly lend?: boolean
  readonly keep?: Typed
  readonly share?: boolean
  readonly pictures?: readonly StatementId[]
}

/** What comes into stock, however it comes. */
export interface NewPortion extends FactsWish {
  /** Times it lay frozen before. */
  readonly thawed?: readonly (readonly [fromMs: number, untilMs: number])[]
  readonly thing: string
  readonly quantity: Typed
  /** The same in a second measure. */
  readonly also?: Typed
  readonly place?: string
  readonly keepsUntilMs?: number
  readonly note?: string
}

export interface StockWish extends NewPortion {
  readonly wish: 'stock'
  /** A portion of one's own whose device is gone. */
  readonly instead?: StatementId
  /** The handover or the commitment it came by. */
  readonly came?: StatementId
  readonly from?: string
  readonly told?: Told
}

export interface TakeWish {
  readonly wish: 'take'
  readonly portion: StatementId
  /** In either measure. */
  readonly quantity: Typed
  readonly also?: Typed
  readonly yes?: StatementId
  readonly why?: string
  readonly note?: string
}

/** Somebody looked: so much is there now. */
export interface CountWish {
  readonly wish: 'count'
  readonly portion: StatementId
  readonly quantity: Typed
  readonly also?: Typed
  readonly note?: string
}

/** To another device of the same ware, to another place, or both; all of it when no amount is named. */
export interface MoveWish {
  readonly wish: 'move'
  readonly portion: StatementId
  readonly to?: IdText
  readonly quantity?: Typed
  readonly place?: string
}

/** What a portion is like now: opened, frozen, thawed; null takes back. */
export interface StateWish {
  readonly wish: 'stock-state'
  readonly portion: StatementId
  readonly batch?: string | null
  readonly madeMs?: number | null
  readonly openedMs?: number | null
  readonly frozenMs?: number
  readonly thawedMs?: number
  readonly opensFor?: Typed | null
  readonly lend?: boolean
  readonly keep?: Typed | null
  readonly share?: boolean
  readonly pictures?: readonly StatementId[]
}

/**
 * A stock-take of one place: what was found, each with how much. Portions of this device are counted; of others it is said
 * what was seen. What was not found is left as it is.
 */
export interface StocktakeWish {
  readonly wish: 'stocktake'
  readonly found: readonly { readonly portion: StatementId; readonly quantity: Typed; readonly also?: Typed }[]
  readonly note?: string
}

export interface PlaceInWish {
  readonly wish: 'place-in'
  readonly place: string
  /** Null: it lies in no other. */
  readonly in: string | null
}

/** Something was made: what went in leaves its portions, what came out begins new ones, all at once. */
export interface MakeWish {
  readonly wish: 'make'
  readonly recipe?: StatementId
  readonly plan?: StatementId
  readonly took: readonly { readonly portion: StatementId; readonly quantity: Typed }[]
  readonly gave: readonly NewPortion[]
  readonly note?: string
}

export type StockWishes = StockWish | TakeWish | CountWish | MoveWish | StateWish | StocktakeWish | PlaceInWish | MakeWish
