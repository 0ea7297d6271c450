/**
 * What a plan is drawn from: who would give what, where it is made, and the table it comes to. Plain data, the contract between
 * the app and the drawing. The list beside says all of it in words; names are words of others and only ever become text nodes.
 */
import type { Portrayed } from '../creatures/creature.ts'
import type { GlyphName } from '../glyphs/glyph.ts'
import type { PlaceKind } from '../places/place.ts'

/** What a hand has answered. `open` also stands for "waits for you". */
export type PlanTone = 'yes' | 'less' | 'open' | 'no'

/** A place from which something would come: with what, and what its hand says to that. */
export type PlanSource = {
  /** Unlike any other id in the plan. */
  readonly id: string
  readonly name: string
  /** Such as "flour: 14 of 18 kg". */
  readonly words: string
  readonly plate: { readonly words: string; readonly tone: PlanTone }
  /** Chosen from the name when it is not given. */
  readonly kind?: PlaceKind
  readonly ware?: Portrayed
}

/** Where something is made of what comes in. */
export type PlanMaking = { readonly id: string; readonly name: string }

/** Where it all comes to. */
export type PlanEnd = {
  readonly id: string
  readonly name: string
  /** Such as "31 loaves would be there, 9 would not". */
  readonly words: string
  readonly glyph: GlyphName
  readonly there: number
  readonly wanted: number
}

export type PlanWay = {
  readonly from: string
  readonly to: string
  /** What there is, as a share of what is wanted. */
  readonly full: number
  readonly rider: GlyphName
  /** What stays dry, such as "4 kg of this bed stays dry"; only where something is short. */
  readonly short?: string
}

export type PlanScene = {
  readonly sources: readonly PlanSource[]
  readonly makings: readonly PlanMaking[]
  readonly end: PlanEnd
  readonly ways: readonly PlanWay[]
  /** Words for sources that are in the list alone, such as "and 4 more in the list". */
  readonly more: (count: number) => string
}

/** So many sources have room on the land; the rest are in the list. */
export const planSourcesMax = { wide: 6, narrow: 3 } as const
export const planMakingsMax = { wide: 5, narrow: 2 } as const
