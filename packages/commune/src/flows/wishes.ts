/** Wishes about needs, offers, yeses and stock. Amounts may be text, as a person types them. */
import type { IdText, StatementId } from '@commune/protocol'
import type { Quantity } from '../quantity/index.ts'
import type { Urgency } from './saying-more.ts'
import type { StockWishes } from './stock-wishes.ts'
import type { Told } from './types.ts'

/** What a need or an offer says besides; text is read for the thing it counts. */
export interface MoreWish {
  readonly urgency?: Urgency
  readonly least?: Quantity | string
  readonly instead?: readonly string[]
  readonly whole?: true
  /** Every so long, or whenever less than so much is there. */
  readonly again?: { readonly every: Quantity | string } | { readonly below: Quantity | string }
  readonly heads?: number
  /** For somebody without a device, who said yes to it. */
  readonly for?: { readonly name: string; readonly theirYes: boolean }
}

export type MoreChange = { readonly [K in keyof MoreWish]?: MoreWish[K] | null }

export interface IntentWish extends MoreWish {
  readonly wish: 'need' | 'offer'
  readonly thing: string
  readonly quantity?: Quantity | string
  readonly place?: string
  readonly untilMs?: number
  readonly note?: string
  /** Its stable name in the file it came from, so that it comes once. */
  readonly from?: string
  /** Who said it there, when it was somebody else. */
  readonly told?: Told
}

/** Changes one's own need, offer or portion: null takes a field back. What is in a portion changes by `take` and `count`. */
export interface ChangeWish extends MoreChange {
  readonly wish: 'change'
  readonly target: StatementId
  readonly thing?: string
  readonly quantity?: Quantity | string | null
  readonly place?: string | null
  readonly untilMs?: number | null
  readonly note?: string | null
}

/** Takes one's own need, offer or yes out of play. */
export interface WithdrawWish {
  readonly wish: 'withdraw'
  readonly target: StatementId
  readonly note?: string
}

/**
 * Yes to a need or an offer of somebody else, or to somebody's answer to one's own. With one's own need and somebody's
 * offer (or the reverse) both are named. `with` can be left out when only one ware can be meant.
 */
export interface YesWish {
  readonly wish: 'yes'
  readonly need?: StatementId
  readonly offer?: StatementId
  readonly with?: IdText
  readonly quantity?: Quantity | string
  readonly untilMs?: number
  readonly note?: string
}

export interface HandedWish {
  readonly wish: 'handed'
  /** A commitment, or any yes of it. */
  readonly yes: StatementId
  readonly quantity?: Quantity | string
  /** A portion this device holds and that it leaves. */
  readonly portion?: StatementId
  readonly note?: string
}

export type FlowsWish = IntentWish | ChangeWish | WithdrawWish | YesWish | HandedWish | StockWishes
