/** What views of plans show. */
import type { IdText, StatementId } from '@commune/protocol'
import type { Quantity } from '../../quantity/index.ts'
import type { Message } from '../../words/index.ts'
import type { Doing } from './types.ts'

/**
 * Where a plan stands: open (a yes is wanting still), holds (all have said yes, and what they give is there), failed (somebody said no or
 * less, took a yes back, or what was to be given is not there), lapsed, replaced (one that came instead holds), withdrawn (nobody proposes
 * it any more), done (what it was for was handed over; both sides say so).
 */
export type PlanState = 'open' | 'holds' | 'failed' | 'lapsed' | 'replaced' | 'withdrawn' | 'done'

/** What is said of one part. `short`: it was promised, and is not there. */
export type PartSays = 'nothing' | 'yes' | 'less' | 'no' | 'short'

interface PartRow {
  readonly key: string
  readonly ware: IdText
  readonly thing: string
  readonly quantity?: Quantity
  readonly says: PartSays
  readonly why?: string
  /** So much would be all right. */
  readonly less?: Quantity
  /** The thing with its amount. */
  readonly what: Message
}

export interface PlanNeedRow extends PartRow {
  readonly need: StatementId
}

export interface PlanHandRow extends PartRow {
  readonly does: Doing
  readonly portion?: StatementId
  readonly offer?: StatementId
  readonly recipe?: StatementId
  readonly at?: string
  readonly to?: string
  readonly feeds: string
  /** The device that has to say yes, where it is one alone that can. */
  readonly device?: IdText
  /** What was handed over, as each side says; and whether all of it was. */
  readonly giverHanded?: Quantity
  readonly takerHanded?: Quantity
  readonly handed: boolean
}

/** Why a plan is over, without blame: whose word, to which part, and why. */
export interface PlanOver {
  readonly kind: 'no' | 'less' | 'taken-back' | 'short' | 'need-gone'
  readonly ware: IdText
  readonly key: string
  readonly quantity?: Quantity
  readonly why?: string
}

export interface PlanRow {
  /** The hash of its content. */
  readonly id: IdText
  readonly name?: string
  readonly note?: string
  readonly by: IdText
  readonly state: PlanState
  readonly words: Message
  readonly needs: readonly PlanNeedRow[]
  readonly hands: readonly PlanHandRow[]
  readonly untilMs: number
  readonly byMs?: number
  readonly instead?: IdText
  /** The first of those that were proposed instead of it, and are not over. */
  readonly next?: IdText
  readonly over?: PlanOver
  readonly lamport: number
}

export interface PlanQuery {
  /** `live` (the default): open or holding. */
  readonly show?: 'live' | 'over' | 'all'
  readonly ware?: IdText
  readonly need?: StatementId
  readonly offset?: number
  readonly limit?: number
}
