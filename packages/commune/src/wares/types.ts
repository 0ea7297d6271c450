/**
 * Wares say who they are: a name or none, a kind, a few words, where they stand, what they can do. Each field is the last
 * one said by that ware (by lamport, then id); null takes a field back. Kind is a word the ware says of itself and no
 * rule looks at it. A tie between two wares (companion of, part of, bridged by) counts when both say the same.
 */
import type { IdText, RoomState } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, idText, line, prose, type Tracked } from '../facts/index.ts'

/** Kinds the glossary knows; any other word is an oddware's own. */
export const wareKinds = ['wetware', 'software', 'hardware', 'hybridware', 'companionware', 'xenoware', 'oddware'] as const
export type WareKind = (typeof wareKinds)[number]
/** A known kind, or the ware's own word for itself. */
export type KindWord = WareKind | (string & {})

export const nameCharsMax = 80
export const kindCharsMax = 40
export const skillsMax = 50

export interface WareSay {
  readonly type: 'ware.say'
  readonly name?: string | null
  readonly kind?: string | null
  readonly about?: string | null
  /** Where the ware says it stands: the name of a place. Never from a sensor (P6). */
  readonly place?: string | null
  readonly skills?: readonly string[] | null
}

export const wareSaySchema: v.GenericSchema<unknown, WareSay> = v.object({
  type: v.literal('ware.say'),
  name: v.exactOptional(v.nullable(line(nameCharsMax))),
  kind: v.exactOptional(v.nullable(line(kindCharsMax))),
  about: v.exactOptional(v.nullable(prose(1_000))),
  place: v.exactOptional(v.nullable(line(nameCharsMax))),
  skills: v.exactOptional(v.nullable(v.pipe(v.array(line(nameCharsMax)), v.maxLength(skillsMax))))
})

export const tieKinds = ['companion', 'part', 'bridge'] as const
export type TieKind = (typeof tieKinds)[number]

/** `from` is a companion of, a part of, or bridged by `to`; said by either of them. */
export interface WareTie {
  readonly type: 'ware.tie'
  readonly tie: TieKind
  readonly from: IdText
  readonly to: IdText
}

export const wareTieSchema: v.GenericSchema<unknown, WareTie> = v.object({
  type: v.literal('ware.tie'),
  tie: v.picklist(tieKinds, 'companion, part or bridge'),
  from: idText,
  to: idText
})

export interface WaresState extends RoomState {
  readonly says: Tracked<Filed<WareSay>>
  readonly ties: Tracked<Filed<WareTie>>
}
