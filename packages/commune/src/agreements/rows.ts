/** Rows of agreements, as apps show them. */
import type { IdText, StatementId } from '@commune/protocol'
import type { ThingId } from '../senses/index.ts'
import type { Message } from '../words/index.ts'
import type { Rule } from './rule.ts'

/**
 * - `asked`: some side has not answered yet
 * - `holds`: all sides said yes, and none has lapsed
 * - `declined`: a side said no that had never said yes
 * - `withdrawn`: a side took its yes back
 * - `lapsed`: all had said yes, and of some the time is over
 * - `replaced`: one that takes its place holds
 */
export type AgreementState = 'asked' | 'holds' | 'declined' | 'withdrawn' | 'lapsed' | 'replaced'

export interface SideRow {
  /** Who answers for this side: of a thing the ware that looks after it. */
  readonly ware: IdText
  readonly thing?: ThingId
  readonly says: 'yes' | 'no' | 'nothing'
  /** The yes whose time is over. */
  readonly lapsed?: true
  /** It had said yes before it said no. */
  readonly tookBack?: true
  readonly pledge?: string
  readonly why?: string
  readonly untilMs?: number
  /** The statement that says so. */
  readonly said?: StatementId
  /** What this side does in the rules. */
  readonly does: readonly ('acts' | 'tells' | 'asked')[]
}

export interface AgreementRow {
  readonly id: StatementId
  readonly name?: string
  readonly note?: string
  readonly by: IdText
  readonly rules: readonly Rule[]
  readonly sides: readonly SideRow[]
  readonly state: AgreementState
  /** When the first of its yeses lapses. */
  readonly untilMs?: number
  /** Its rules hold in the slot of safety, above everybody. */
  readonly safety?: true
  readonly instead?: StatementId
  /** Who proposed it is no side of the one it takes the place of, as far as is known here: no thing says yes to that by itself. */
  readonly endsOfOthers?: true
  readonly replacedBy?: StatementId
  /** 1, or one more than the agreement it takes the place of. */
  readonly version: number
  readonly words: Message
  readonly lamport: number
  /**
   * Of one that a side withdrew: devices that act in it and have not acknowledged that yet, so that they may act on. Known to a peer alone;
   * left out where there are none.
   */
  readonly notYetSeenBy?: readonly IdText[]
}

/** Of agreements from before somebody came that cannot be read yet: how many yeses were heard to them, and of whom. */
export interface UnreadAgreements {
  readonly pledges: number
  readonly by: readonly IdText[]
}
