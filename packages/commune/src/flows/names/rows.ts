/** What is shown of names. */
import type { IdText, StatementId } from '@commune/protocol'
import type { Message } from '../../words/index.ts'
import type { Factor } from './factors.ts'

/** Who says what of two names. */
export interface PairWord {
  readonly id: StatementId
  readonly ware: IdText
  readonly says: 'same' | 'differ'
  readonly a: string
  readonly b: string
  readonly note?: string
}

/** Two names somebody spoke of. */
export interface PairRow {
  readonly a: string
  readonly b: string
  /** `open`: wares disagree, and the two are not taken for one until they agree. */
  readonly stands: 'same' | 'differ' | 'open'
  readonly said: readonly PairWord[]
}

export type SameWord = 'same' | 'perhaps' | 'different'

/** Whether two names mean one thing, and why. */
export interface SameRow {
  readonly stands: SameWord
  readonly why: Message
  /** What wares say of the two, where they do. */
  readonly said: readonly PairWord[]
}

/** Something that does not fit together, for people to sort out. */
export type NameQuestion =
  | { readonly is: 'pair'; readonly pair: PairRow; readonly words: Message }
  | { readonly is: 'clash'; readonly pair: PairRow; readonly apart: PairRow; readonly words: Message }
  | { readonly is: 'amounts'; readonly thing: string; readonly factors: readonly Factor[]; readonly words: Message }
