/**
 * Plans of many hands: from what is there to what is needed, and who does what in between. A plan holds only when all have said yes,
 * and lets go of everything when it fails.
 *
 * - `plan.propose` says a plan. It is nobody's yes, so anybody may say it again, word for word: a plan is known by the hash of its
 *   content and by nothing else.
 * - `plan.yes` is one ware's yes, each only for its own parts. What it is to give from a portion, only the device that holds the portion
 *   can promise (T7).
 * - `plan.less` says how much it would be, and `plan.no` that it will not be. Both end the plan for good: whoever hears it lets go.
 *   Then somebody proposes the next one, `instead` of it.
 * - `level.split` is what a giver would give to whom as things stand. It binds nobody.
 *
 * Refused: parts that feed nothing, or one another in a circle; a plan for nobody's need; more parts than people can say yes to.
 */
import type { IdText, RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, idText, line, prose, statementId, timeMs, type Tracked } from '../../facts/index.ts'
import { type QuantityCode, quantityCode } from '../../quantity/index.ts'

export const planLimits = {
  needsMax: 8,
  handsMax: 64,
  keyCharsMax: 12,
  nameCharsMax: 80,
  noteCharsMax: 2_000,
  whyCharsMax: 400,
  thingCharsMax: 120,
  placeCharsMax: 80,
  sharesMax: 200
} as const

const some: v.GenericSchema<unknown, QuantityCode> = v.pipe(
  quantityCode,
  v.check((quantity) => quantity[0] !== 0, 'an amount above nothing')
)
const key = line(planLimits.keyCharsMax)
const thing = line(planLimits.thingCharsMax)
const place = line(planLimits.placeCharsMax)

export const planDoings = ['give', 'make', 'lend', 'carry', 'work'] as const
/** What a hand does: gives it away, makes it, lends it, carries it from place to place, works for so long. */
export type Doing = (typeof planDoings)[number]

/** A need that a plan meets. Its ware receives, and has to say yes like all others. */
export interface PlanNeed {
  readonly key: string
  readonly need: StatementId
  readonly ware: IdText
  readonly thing: string
  readonly quantity?: QuantityCode
}

/** What one ware does in a plan. */
export interface PlanHand {
  readonly key: string
  readonly ware: IdText
  readonly does: Doing
  readonly thing: string
  readonly quantity?: QuantityCode
  /** Where it comes from: a portion of a stock, an offer. Of a portion the device that holds it says yes. */
  readonly portion?: StatementId
  readonly offer?: StatementId
  readonly recipe?: StatementId
  readonly at?: string
  readonly to?: string
  /** The key of the hand or of the need that it goes to. */
  readonly feeds: string
}

/** All that a plan says; its hash is its name. */
export interface PlanContent {
  readonly name?: string
  readonly needs: readonly PlanNeed[]
  readonly hands: readonly PlanHand[]
  /** Milliseconds since 1970: from then on it has lapsed, and holds nothing (P4). */
  readonly until: number
  /** Has lapsed from then on when not all have said yes. */
  readonly by?: number
  /** The plan it comes instead of. */
  readonly instead?: IdText
  /** Why this way, and what is short. */
  readonly note?: string
}

export interface PlanPropose extends PlanContent {
  readonly type: 'plan.propose'
}

const need: v.GenericSchema<unknown, PlanNeed> = v.object({ key, need: statementId, ware: idText, thing, quantity: v.exactOptional(some) })
const hand: v.GenericSchema<unknown, PlanHand> = v.pipe(
  v.object({
    key,
    ware: idText,
    does: v.picklist(planDoings),
    thing,
    quantity: v.exactOptional(some),
    portion: v.exactOptional(statementId),
    offer: v.exactOptional(statementId),
    recipe: v.exactOptional(statementId),
    at: v.exactOptional(place),
    to: v.exactOptional(place),
    feeds: key
  }),
  v.check(({ portion, quantity }) => portion === undefined || quantity !== undefined, 'how much of the portion')
)

/** Every part has a key of its own, and leads to a need. */
const leadsToNeeds = ({ needs, hands }: Pick<PlanContent, 'needs' | 'hands'>): boolean => {
  const next = new Map(hands.map(({ key: from, feeds }) => [from, feeds]))
  const ends = new Set(needs.map((one) => one.key))
  if (next.size + ends.size !== hands.length + needs.length || [...ends].some((end) => next.has(end))) return false
  return hands.every(({ key: from }) => {
    let at: string | undefined = from
    for (let steps = 0; at !== undefined && steps <= hands.length; steps++) {
      if (ends.has(at)) return true
      at = next.get(at)
    }
    return false
  })
}

export const proposePlanSchema: v.GenericSchema<unknown, PlanPropose> = v.pipe(
  v.object({
    type: v.literal('plan.propose'),
    name: v.exactOptional(line(planLimits.nameCharsMax)),
    needs: v.pipe(v.array(need), v.minLength(1), v.maxLength(planLimits.needsMax)),
    hands: v.pipe(v.array(hand), v.minLength(1), v.maxLength(planLimits.handsMax)),
    until: timeMs,
    by: v.exactOptional(timeMs),
    instead: v.exactOptional(idText),
    note: v.exactOptional(prose(planLimits.noteCharsMax))
  }),
  v.check((plan) => leadsToNeeds(plan), 'parts that each have a key of their own and lead to a need')
)

export interface PlanYes {
  readonly type: 'plan.yes'
  /** The hash of what it says yes to. */
  readonly plan: IdText
  /** The parts it is a yes for: hands of this ware, or needs of it. */
  readonly keys: readonly string[]
  /** This device may say the same for the same parts in a plan that comes instead. */
  readonly again?: true
}

const keys = v.pipe(v.array(key), v.minLength(1), v.maxLength(planLimits.handsMax + planLimits.needsMax))

export const planYesSchema: v.GenericSchema<unknown, PlanYes> = v.object({
  type: v.literal('plan.yes'),
  plan: idText,
  keys,
  again: v.exactOptional(v.literal(true))
})

/** Not so much: so much would be all right. The plan is over; the next one can count on it. */
export interface PlanLess {
  readonly type: 'plan.less'
  readonly plan: IdText
  readonly key: string
  readonly quantity: QuantityCode
  readonly why?: string
}

export const planLessSchema: v.GenericSchema<unknown, PlanLess> = v.object({
  type: v.literal('plan.less'),
  plan: idText,
  key,
  quantity: some,
  why: v.exactOptional(prose(planLimits.whyCharsMax))
})

export interface PlanNo {
  readonly type: 'plan.no'
  readonly plan: IdText
  readonly keys: readonly string[]
  readonly why?: string
}

export const planNoSchema: v.GenericSchema<unknown, PlanNo> = v.object({
  type: v.literal('plan.no'),
  plan: idText,
  keys,
  why: v.exactOptional(prose(planLimits.whyCharsMax))
})

/** What this ware would give of an offer or a portion to whom, as things stand. The last one of each giver counts; none binds. */
export interface LevelSplit {
  readonly type: 'level.split'
  readonly offer?: StatementId
  readonly portion?: StatementId
  readonly shares: readonly { readonly need: StatementId; readonly quantity: QuantityCode }[]
}

export const levelSplitSchema: v.GenericSchema<unknown, LevelSplit> = v.pipe(
  v.object({
    type: v.literal('level.split'),
    offer: v.exactOptional(statementId),
    portion: v.exactOptional(statementId),
    shares: v.pipe(v.array(v.object({ need: statementId, quantity: some })), v.maxLength(planLimits.sharesMax))
  }),
  v.check(({ offer, portion }) => (offer === undefined) !== (portion === undefined), 'an offer or a portion')
)

export interface PlansState extends RoomState {
  readonly proposed: Tracked<Filed<PlanPropose>>
  readonly yeses: Tracked<Filed<PlanYes>>
  readonly lesses: Tracked<Filed<PlanLess>>
  readonly noes: Tracked<Filed<PlanNo>>
  readonly splits: Tracked<Filed<LevelSplit>>
}
