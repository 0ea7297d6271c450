/** What views of flows show: rows ready for a list, each with its state in words. */
import type { IdText, StatementId } from '@commune/protocol'
import type { Quantity } from '../quantity/index.ts'
import type { Message } from '../words/index.ts'
import type { Carriage } from './carriage.ts'
import type { FrozenSpan } from './portion.ts'
import type { More } from './saying-more.ts'
import type { IntentKind, Told } from './types.ts'

/**
 * Where a need or an offer stands:
 * open (nobody has said yes), answered (the other side waits for a yes), agreed (both have said yes to all of it), partly
 * (both have said yes to some of it), done (both say it was handed over), lapsed (its time has passed), withdrawn.
 */
export type IntentState = 'open' | 'answered' | 'partly' | 'agreed' | 'done' | 'lapsed' | 'withdrawn'

export interface IntentRow extends More {
  readonly id: StatementId
  readonly kind: IntentKind
  readonly ware: IdText
  readonly thing: string
  readonly quantity?: Quantity
  readonly place?: string
  readonly untilMs?: number
  readonly note?: string
  readonly from?: string
  readonly told?: Told
  /** Carried here from another world. */
  readonly carried?: Carriage
  /** Told to these wares alone, whoever said it among them. */
  readonly few?: readonly IdText[]
  readonly state: IntentState
  /** The thing with its amount, as “3 loaves of bread”. */
  readonly what: Message
  /** The state in a few words. */
  readonly words: Message
  /** How many others have said yes, and to how many of them this side has too. */
  readonly answers: number
  readonly agreements: number
  readonly lamport: number
}

/**
 * A commitment between two wares: asked (one side has said yes), agreed (both), part-handed (both say some of it was
 * handed over), handed (both say all of it was), lapsed, withdrawn (one side took its yes back).
 */
export type CommitmentState = 'asked' | 'agreed' | 'part-handed' | 'handed' | 'lapsed'

export interface CommitmentRow {
  /** The id of its earliest yes; `flow.handed` may name any of its yeses. */
  readonly id: StatementId
  readonly need?: StatementId
  readonly offer?: StatementId
  readonly thing: string
  readonly giver: IdText
  readonly receiver: IdText
  readonly giverYes?: StatementId
  readonly receiverYes?: StatementId
  /** What each side has said yes to. */
  readonly giverQuantity?: Quantity
  readonly receiverQuantity?: Quantity
  /** What both have said yes to. */
  readonly quantity?: Quantity
  /** What each says was handed over, and what both say. */
  readonly giverHanded?: Quantity
  readonly receiverHanded?: Quantity
  readonly handed?: Quantity
  /** How many handovers each has said. */
  readonly giverSaid: number
  readonly receiverSaid: number
  readonly untilMs?: number
  readonly note?: string
  readonly state: CommitmentState
  readonly words: Message
  readonly lamport: number
}

export interface IntentDetail extends IntentRow {
  readonly commitments: readonly CommitmentRow[]
  /** What is still wanted or to give, when amounts are known. */
  readonly open?: Quantity
}

export interface IntentQuery {
  readonly kind?: IntentKind
  /** `live` (the default): neither done, withdrawn nor lapsed. */
  readonly show?: 'live' | 'over' | 'all'
  readonly ware?: IdText
  readonly place?: string
  /** Words that all occur (as beginnings) in thing, place or note. */
  readonly text?: string
  /** First row, counted from 0. */
  readonly offset?: number
  /** At most this many rows; 50 by default, 1,000 at most. */
  readonly limit?: number
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** How many there are in all. */
  readonly total: number
}

/** An offer that may meet a need, or the reverse. */
export interface Match {
  readonly row: IntentRow
  /** Words the two have in common. */
  readonly words: readonly string[]
}

export interface PortionRow {
  readonly id: StatementId
  readonly ware: IdText
  /** The device that holds it and alone says what leaves it. */
  readonly device: IdText
  readonly thing: string
  readonly quantity: Quantity
  /** Worked out from the second measure, not counted. */
  readonly isEstimate?: true
  /** The same in a second measure. */
  readonly also?: Quantity
  /** Worked out from the first measure, not measured. */
  readonly alsoIsEstimate?: true
  /** By how much more was said to leave than was there. */
  readonly over?: Quantity
  readonly place?: string
  readonly keepsUntilMs?: number
  readonly note?: string
  readonly from?: string
  readonly told?: Told
  readonly batch?: string
  readonly madeMs?: number
  readonly openedMs?: number
  readonly frozen?: readonly FrozenSpan[]
  /** How long it keeps once it is open. */
  readonly opensFor?: Quantity
  /** It is there to be lent. */
  readonly lend?: true
  /** So much is to stay; less than that is there when it is low. */
  readonly keep?: Quantity
  readonly isLow?: true
  /** What is there beyond what is to stay is open to all: that much. */
  readonly share?: true
  readonly surplus?: Quantity
  readonly pictures?: readonly StatementId[]
  /** The key of what it was made by, and the handover or the commitment it came by. */
  readonly made?: string
  readonly came?: StatementId
  /** What somebody who does not hold it saw last; whoever holds it has not counted since. */
  readonly seen?: { readonly by: IdText; readonly quantity: Quantity; readonly id: StatementId }
  readonly what: Message
  readonly lamport: number
}

/** What is there of one thing at one place: one amount for each kind of unit. */
export interface StockLine {
  readonly thing: string
  readonly amounts: readonly Quantity[]
  /** The same in a second measure, where every portion has one. */
  readonly also?: readonly Quantity[]
  readonly portions: readonly PortionRow[]
  readonly words: Message
}

export interface StockPlace {
  /** Undefined for what has no place. */
  readonly place?: string
  /** What it lies in, from the nearest outwards. */
  readonly path?: readonly string[]
  readonly lines: readonly StockLine[]
}

export interface StockQuery {
  /** That place and all that lies inside it. */
  readonly place?: string
  readonly text?: string
  readonly ware?: IdText
  /** Also what is used up. */
  readonly empty?: boolean
  readonly thing?: string
  readonly batch?: string
  /** Only what is there to be lent; only what is open to all. */
  readonly lend?: boolean
  readonly share?: boolean
}
