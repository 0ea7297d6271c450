/** Wishes about plans. */
import type { IdText, StatementId } from '@commune/protocol'
import type { Quantity } from '../../quantity/index.ts'
import type { PlanContent } from './types.ts'

/** Proposes a plan, and says yes to all of it that is one's own, as far as this device can. */
export interface ProposePlanWish {
  readonly wish: 'propose-plan'
  readonly plan: PlanContent
  /** Proposed for others alone. */
  readonly noYes?: true
  readonly again?: true
}

/** Yes to one's own parts: those named, or all that this device can say yes to. */
export interface PlanYesWish {
  readonly wish: 'plan-yes'
  readonly plan: IdText
  readonly keys?: readonly string[]
  /** This device may say the same for the same parts in a plan that comes instead. */
  readonly again?: true
}

/** So much would be all right, and not more. Ends the plan; the next one can count on it. */
export interface PlanLessWish {
  readonly wish: 'plan-less'
  readonly plan: IdText
  readonly key: string
  readonly quantity: Quantity | string
  readonly why?: string
}

/** No, or not any more. Ends the plan. */
export interface PlanNoWish {
  readonly wish: 'plan-no'
  readonly plan: IdText
  readonly keys?: readonly string[]
  readonly why?: string
}

/** A part was handed over, as one of its two sides saw it. */
export interface PlanHandedWish {
  readonly wish: 'plan-handed'
  readonly plan: IdText
  readonly hand: string
  readonly quantity?: Quantity | string
  readonly note?: string
}

/** What one would give of an offer or a portion to whom, as things stand. */
export interface SplitWish {
  readonly wish: 'split'
  readonly offer?: StatementId
  readonly portion?: StatementId
  readonly shares: readonly { readonly need: StatementId; readonly quantity: Quantity }[]
}

export type PlansWish = ProposePlanWish | PlanYesWish | PlanLessWish | PlanNoWish | PlanHandedWish | SplitWish
