/**
 * What a document comes to here, before anything is said: one item for each thing in it. Recipes, lending, making and plans stand
 * in a form of their own, so that this folder needs none of the rooms they go to; whoever brings in binds them (`Bindings`).
 */
import type { Quantity } from '../../quantity/index.ts'
import type { Message } from '../../words/index.ts'
import type { Told } from '../types.ts'
import type { StockWish } from '../stock-wishes.ts'
import type { IntentWish } from '../wishes.ts'

export interface Part {
  readonly thing: string
  readonly quantity?: Quantity
}

export interface RecipeSaid {
  readonly name: string
  readonly makes: readonly (Part & { readonly quantity: Quantity; readonly by?: true })[]
  readonly takes: readonly (Part & { readonly optional?: true; readonly or?: readonly Part[]; readonly note?: string })[]
  readonly tools: readonly { readonly thing: string; readonly count?: number; readonly or?: readonly string[] }[]
  readonly hands: readonly { readonly skill: string; readonly time?: Quantity; readonly count?: number }[]
  readonly steps?: string
  readonly time?: Quantity
  readonly whole?: true
  readonly note?: string
  readonly from?: string
  readonly told?: Told
}

/** One thing of a document. */
export interface ItemBase {
  /** Where it stands, as `@graph[3]`. */
  readonly where: string
  readonly type: string
  /** What it is called. */
  readonly what: string
  /** What was done with it that whoever brings it in should know. */
  readonly notes: readonly Message[]
}

export type Item = ItemBase &
  (
    | { readonly is: 'need' | 'offer'; readonly wish: IntentWish }
    | { readonly is: 'stock'; readonly wish: StockWish }
    | { readonly is: 'recipe'; readonly recipe: RecipeSaid }
    /** Happened, agreed, planned, or of no kind that is known here: kept as a line to be read. */
    | { readonly is: 'happened' | 'agreed' | 'planned' | 'other'; readonly line: string; readonly why: Message }
    /** A name that others use: somebody, a kind of thing, a place, a unit. */
    | { readonly is: 'name' }
    | { readonly is: 'refused'; readonly why: Message }
  )

export type ItemKind = Item['is']
