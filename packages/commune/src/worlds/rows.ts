/** What views of worlds show. */
import type { IdText, StatementId } from '@commune/protocol'
import type { InviteKind } from './types.ts'

export interface WorldRow {
  readonly name?: string
  /** Degrees, to a tenth. */
  readonly latitude?: number
  readonly longitude?: number
}

export type InviteState = 'open' | 'used' | 'closed' | 'lapsed'

export interface InviteRow {
  readonly id: StatementId
  readonly key: IdText
  readonly secret: Uint8Array
  readonly untilMs: number
  readonly history: boolean
  readonly kind: InviteKind
  /** Who invites. */
  readonly ware: IdText
  readonly state: InviteState
  /** Who came in by it: the first, where two did at two members who knew nothing of one another. */
  readonly usedBy?: IdText
  /** Who else did, in the order of their ids. */
  readonly alsoUsedBy?: readonly IdText[]
}
