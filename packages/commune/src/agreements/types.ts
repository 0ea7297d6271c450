/**
 * Agreements: rules, and the yes of everybody they concern. Each side answers for itself, and an agreement holds while all of them
 * do (P2, P4): a yes lapses at the time it names, and any side takes its own back at any moment.
 *
 * - `agreement.propose` says the rules and who is asked besides the things in them. It is the yes of who proposes it, for itself and
 *   for the things in it that it brings in or looks after. It may take the place of an earlier one.
 * - `agreement.yes` is one side's pledge: of a ware for itself, or of a bridge or keeper for a thing.
 * - `agreement.no` declines, or takes a yes back. Of one side the last of both counts.
 */
import type { IdText, RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, idText, jsonText, line, prose, statementId, timeMs, type Tracked } from '../facts/index.ts'
import { ruleLimits } from './rule.ts'
import { ruleSchema } from './shape.ts'

export const agreementLimits = { rulesMax: 8, withMax: 32, nameCharsMax: 80, pledgeCharsMax: 400 } as const

/** A yes that names no time lapses after so long. */
export const yesMsDefault = 7_776_000_000

export interface AgreementPropose {
  readonly type: 'agreement.propose'
  readonly name?: string
  /** Each as JSON. */
  readonly rules: readonly string[]
  /** Wares that are asked, besides who proposes it. */
  readonly with?: readonly IdText[]
  /** The agreement this one takes the place of, once it holds. */
  readonly instead?: StatementId
  readonly note?: string
  /** Its rules outrank all others: only who answers for all that acts in them can say so. */
  readonly safety?: true
  /** As in a yes. */
  readonly pledge?: string
  readonly until: number
}

export const proposeSchema: v.GenericSchema<unknown, AgreementPropose> = v.object({
  type: v.literal('agreement.propose'),
  name: v.exactOptional(line(agreementLimits.nameCharsMax)),
  rules: v.pipe(v.array(jsonText(ruleSchema, ruleLimits.charsMax, 'rules as JSON')), v.minLength(1), v.maxLength(agreementLimits.rulesMax)),
  with: v.exactOptional(v.pipe(v.array(idText), v.maxLength(agreementLimits.withMax))),
  instead: v.exactOptional(statementId),
  safety: v.exactOptional(v.literal(true)),
  note: v.exactOptional(prose(2_000)),
  pledge: v.exactOptional(prose(agreementLimits.pledgeCharsMax)),
  until: timeMs
})

export interface AgreementYes {
  readonly type: 'agreement.yes'
  readonly agreement: StatementId
  /** The thing this is the yes of; left out: of the ware that says it. */
  readonly thing?: StatementId
  /** What this side will do, in its own words. */
  readonly pledge?: string
  readonly until: number
}

export const agreementYesSchema: v.GenericSchema<unknown, AgreementYes> = v.object({
  type: v.literal('agreement.yes'),
  agreement: statementId,
  thing: v.exactOptional(statementId),
  pledge: v.exactOptional(prose(agreementLimits.pledgeCharsMax)),
  until: timeMs
})

export interface AgreementNo {
  readonly type: 'agreement.no'
  readonly agreement: StatementId
  readonly thing?: StatementId
  readonly why?: string
}

export const agreementNoSchema: v.GenericSchema<unknown, AgreementNo> = v.object({
  type: v.literal('agreement.no'),
  agreement: statementId,
  thing: v.exactOptional(statementId),
  why: v.exactOptional(prose(agreementLimits.pledgeCharsMax))
})

export interface AgreementsState extends RoomState {
  readonly proposed: Tracked<Filed<AgreementPropose>>
  readonly yeses: Tracked<Filed<AgreementYes>>
  readonly noes: Tracked<Filed<AgreementNo>>
}
