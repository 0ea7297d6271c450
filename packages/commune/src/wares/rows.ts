/** What views of wares show. */
import type { IdText } from '@commune/protocol'
import type { Message } from '../words/index.ts'
import type { KindWord, TieKind } from './types.ts'

/** A ware and its devices, as the identity part of the protocol knows them. */
export interface Member {
  readonly ware: IdText
  readonly devices: readonly IdText[]
}

export interface TieRow {
  readonly tie: TieKind
  readonly from: IdText
  readonly to: IdText
  /** Both have said so; otherwise only one has. */
  readonly both: boolean
}

export interface WareRow {
  readonly ware: IdText
  readonly devices: readonly IdText[]
  readonly name?: string
  readonly kind?: KindWord
  readonly about?: string
  readonly place?: string
  readonly skills: readonly string[]
  readonly ties: readonly TieRow[]
  /** Its name, or what to call it without one, as “a person”. */
  readonly called: Message
}
