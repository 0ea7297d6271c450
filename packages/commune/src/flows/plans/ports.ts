/**
 * What the making of a plan needs to know of the world, and nothing else: how a need unfolds (`explode`), whose each lot is, who would lend
 * a hand. What recipes and names become is bound here, in one place.
 */
import type { IdText, StatementId } from '@commune/protocol'
import { openQuantity, type Quantity, type QuantityCode } from '../../quantity/index.ts'
import type { Exploded, ExplodeOptions, Need, Recipe } from '../explosion/index.ts'
import type { Doing } from './types.ts'

/** A need as it is planned for. */
export interface PlanAsk {
  readonly need: StatementId
  readonly ware: IdText
  readonly thing: string
  /** What is open of it. */
  readonly quantity?: Quantity
  readonly place?: string
  readonly untilMs?: number
  /** What may stand in its place. */
  readonly instead?: readonly string[]
  /** Less than this is of no use. */
  readonly least?: Quantity
  readonly whole?: boolean
}

/** Whose a lot is, and where. */
export interface LotOf {
  readonly ware: IdText
  readonly is: 'portion' | 'offer'
  readonly thing: string
  readonly place?: string
}

export interface PlanningPorts {
  readonly nowMs: number
  explode(need: Need, options: ExplodeOptions): Exploded
  lot(id: string): LotOf | undefined
  /** Whose recipe it is: who would know how. */
  recipeWare(id: string): IdText | undefined
  /** Who said of themselves that they can do this, the likeliest first. */
  handsFor(skill: string): readonly IdText[]
  placeOf(ware: IdText): string | undefined
  /** In what a lot is counted. */
  unitOf(lot: string): string | undefined
}

/** What was said to a plan that did not come about, for the next. */
export interface Refused {
  /** Of a source or of a doing no more than this; undefined: nothing. */
  readonly lots: ReadonlyMap<string, Quantity | undefined>
  readonly doings: readonly { readonly ware: IdText; readonly does: Doing; readonly thing: string }[]
  /** How much of the need remains where somebody can do less of what leads to it. */
  readonly share?: { readonly n: bigint; readonly d: bigint }
  /** The need's own ware wants less of it. */
  readonly wanted?: Quantity
}

/** The parts of a recipe as it is said that a plan reads. */
interface RecipeLike {
  readonly name: string
  readonly makes: readonly { readonly thing: string; readonly quantity?: QuantityCode; readonly by?: true }[]
  readonly takes: readonly {
    readonly thing: string
    readonly quantity?: QuantityCode
    readonly optional?: true
    readonly or?: readonly { readonly thing: string; readonly quantity?: QuantityCode }[]
  }[]
  readonly tools?: readonly { readonly thing: string; readonly count?: number; readonly or?: readonly string[] }[]
  readonly hands?: readonly { readonly skill: string; readonly time?: QuantityCode; readonly count?: number }[]
  readonly whole?: true
}

/** A recipe as an explosion reads it. What it makes without an amount makes nothing that can be counted on. */
export const recipeRead = (id: string, says: RecipeLike): Recipe => ({
  id,
  name: says.name,
  makes: says.makes.flatMap(({ thing, quantity, by }) => (quantity ? [{ thing, quantity: openQuantity(quantity), ...(by && { by }) }] : [])),
  takes: says.takes.map(({ thing, quantity, optional, or }) => ({
    thing,
    ...(quantity && { quantity: openQuantity(quantity) }),
    ...(optional && { optional }),
    ...(or && { or: or.map((other) => ({ thing: other.thing, ...(other.quantity && { quantity: openQuantity(other.quantity) }) })) })
  })),
  ...(says.tools && { tools: says.tools }),
  ...(says.hands && { hands: says.hands.map(({ time, ...rest }) => ({ ...rest, ...(time && { time: openQuantity(time) }) })) }),
  ...(says.whole && { whole: says.whole })
})
