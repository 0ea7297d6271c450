/**
 * Agreements: rules, and the yes of everybody they concern. Each side answers for itself, and an agreement holds while all of them
 * do (P2, P4): a yes lapses at the time it names, and any side takes its own back at any moment.
 *
 * - `agreement.propose` says the rules and who is asked besides the things in them. It is the yes of who proposes it, for itself and
 *   for the things in it that it brings in or looks after. It may take the place of an earlier one.
 * - `agreement.yes` is one side's pledge: of a ware for itself, or of a bridge or keeper for a thing.
 * - `agreement.no` declines, or takes a yes back. Of one side the last of both counts.
 *
 * For those who cannot read what was said before they came (K4):
 *
 * - `agreement.retell` says a proposal again. It is nobody's yes, so anybody may say it.
 * - `agreement.again` says one's own yes or no again. It counts where that one stands, and a yes only for the content it names.
 */
import type { IdText, RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, idText, jsonText, line, prose, statementId, timeMs, type Tracked } from '../facts/index.ts'
import { ruleLimits } from './rule.ts'
import { ruleSchema } from './shape.ts'

export const agreementLimits = { rulesMax: 8, withMax: 32, nameCharsMax: 80, pledgeCharsMax: 400, versionsMax: 1_000 } as const

/** A yes that names no time lapses after so long. */
export const yesMsDefault = 7_776_000_000

/** What a proposal says besides the yes of who proposes it. */
export interface Proposed {
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
}

export interface AgreementPropose extends Proposed {
  readonly type: 'agreement.propose'
  /** As in a yes. */
  readonly pledge?: string
  readonly until: number
}

const proposedFields = {
  name: v.exactOptional(line(agreementLimits.nameCharsMax)),
  rules: v.pipe(v.array(jsonText(ruleSchema, ruleLimits.charsMax, 'rules as JSON')), v.minLength(1), v.maxLength(agreementLimits.rulesMax)),
  with: v.exactOptional(v.pipe(v.array(idText), v.maxLength(agreementLimits.withMax))),
  instead: v.exactOptional(statementId),
  safety: v.exactOptional(v.literal(true)),
  note: v.exactOptional(prose(2_000))
}

export const proposeSchema: v.GenericSchema<unknown, AgreementPropose> = v.object({
  type: v.literal('agreement.propose'),
  ...proposedFields,
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
  /** What it says yes to (`contentHash`). Left out: what the proposal itself says, for those alone who can read that. */
  readonly content?: IdText
}

export const agreementYesSchema: v.GenericSchema<unknown, AgreementYes> = v.object({
  type: v.literal('agreement.yes'),
  agreement: statementId,
  thing: v.exactOptional(statementId),
  pledge: v.exactOptional(prose(agreementLimits.pledgeCharsMax)),
  until: timeMs,
  content: v.exactOptional(idText)
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

export interface AgreementRetell extends Proposed {
  readonly type: 'agreement.retell'
  readonly agreement: StatementId
  /** Of the proposal: below that of this statement, or it counts for nothing. */
  readonly lamport: number
  /** Who proposed it. */
  readonly by: IdText
  /** For those who do not know what it took the place of. */
  readonly version?: number
}

const lamport = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 48 - 1))

export const agreementRetellSchema: v.GenericSchema<unknown, AgreementRetell> = v.object({
  type: v.literal('agreement.retell'),
  agreement: statementId,
  lamport,
  by: idText,
  ...proposedFields,
  version: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(agreementLimits.versionsMax)))
})

export interface AgreementAgain {
  readonly type: 'agreement.again'
  readonly agreement: StatementId
  /** The yes or no that is said again; of who proposed it, for all that it answers for, the proposal. */
  readonly again: StatementId
  /** Of that one: below that of this statement, or it counts for nothing. */
  readonly lamport: number
  readonly thing?: StatementId
  /** Of a yes: until when, and to what. Left out: it is a no. */
  readonly until?: number
  readonly content?: IdText
  readonly pledge?: string
  readonly why?: string
}

export const agreementAgainSchema: v.GenericSchema<unknown, AgreementAgain> = v.pipe(
  v.object({
    type: v.literal('agreement.again'),
    agreement: statementId,
    again: statementId,
    lamport,
    thing: v.exactOptional(statementId),
    until: v.exactOptional(timeMs),
    content: v.exactOptional(idText),
    pledge: v.exactOptional(prose(agreementLimits.pledgeCharsMax)),
    why: v.exactOptional(prose(agreementLimits.pledgeCharsMax))
  }),
  v.check(({ until, content }) => (until === undefined) === (content === undefined), 'until when and to what, or neither')
)

export interface AgreementsState extends RoomState {
  readonly proposed: Tracked<Filed<AgreementPropose>>
  readonly yeses: Tracked<Filed<AgreementYes>>
  readonly noes: Tracked<Filed<AgreementNo>>
  readonly retold: Tracked<Filed<AgreementRetell>>
  readonly agains: Tracked<Filed<AgreementAgain>>
}
