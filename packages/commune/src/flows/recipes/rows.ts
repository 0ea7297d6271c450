/** What views of recipes show. */
import type { IdText, StatementId } from '@commune/protocol'
import { openQuantity, type Quantity, type QuantityCode } from '../../quantity/index.ts'
import type { Message } from '../../words/index.ts'
import { whatWords } from '../records.ts'
import type { Told } from '../types.ts'
import type { RecipeRecord } from './records.ts'
import type { Taken, Tool } from './types.ts'

export interface MadeRow {
  readonly thing: string
  readonly quantity?: Quantity
  readonly by?: true
  readonly said?: string
  readonly what: Message
}

export interface TakenRow {
  readonly thing: string
  readonly quantity?: Quantity
  readonly most?: Quantity
  readonly also?: Quantity
  readonly optional?: true
  readonly or?: readonly { readonly thing: string; readonly quantity?: Quantity }[]
  readonly note?: string
  readonly part?: string
  readonly said?: string
  readonly what: Message
}

export interface HandsRow {
  readonly skill: string
  readonly time?: Quantity
  readonly count?: number
}

export interface RecipeRow {
  readonly id: StatementId
  /** The version that is shown, for what names it exactly. */
  readonly version: StatementId
  readonly ware: IdText
  readonly name: string
  readonly makes: readonly MadeRow[]
  readonly tags: readonly string[]
  readonly time?: Quantity
  /** How many things it takes. */
  readonly takesCount: number
  readonly told?: Told
  readonly from?: string
  readonly lamport: number
}

export interface RecipeDetail extends RecipeRow {
  readonly takes: readonly TakenRow[]
  readonly tools: readonly Tool[]
  readonly hands: readonly HandsRow[]
  readonly steps?: string
  readonly whole: boolean
  readonly note?: string
  /** How many versions hold. */
  readonly versions: number
  /** What it went its own way from, and what went its own way from it. */
  readonly graftOf?: StatementId
  readonly grafts: readonly RecipeRow[]
}

export interface RecipeQuery {
  /** Words that all occur, as beginnings, in its name, its things or its tags. */
  readonly text?: string
  /** Made by it, or taken by it. */
  readonly makes?: string
  readonly takes?: string
  readonly ware?: IdText
  readonly offset?: number
  /** 50 by default, 1,000 at most. */
  readonly limit?: number
}

const open = (code: QuantityCode | undefined): Quantity | undefined => code && openQuantity(code)

export const recipeRow = ({ id, version, ware, lamport, says, from }: RecipeRecord): RecipeRow => ({
  id,
  version,
  ware,
  name: says.name,
  makes: says.makes.map(({ thing, quantity, by, said }) => {
    const amount = open(quantity)
    return { thing, ...(amount && { quantity: amount }), ...(by && { by }), ...(said !== undefined && { said }), what: whatWords(thing, amount) }
  }),
  tags: says.tags ?? [],
  ...(says.time && { time: openQuantity(says.time) }),
  takesCount: says.takes.length,
  ...(says.told && { told: says.told }),
  ...(from !== undefined && { from }),
  lamport
})

export const recipeDetail = (record: RecipeRecord, graftOf: StatementId | undefined, grafts: readonly RecipeRow[]): RecipeDetail => {
  const { says, versions } = record
  return {
    ...recipeRow(record),
    takes: says.takes.map(takenRow),
    tools: says.tools ?? [],
    hands: (says.hands ?? []).map(({ skill, time, count }) => ({ skill, ...(time && { time: openQuantity(time) }), ...(count !== undefined && { count }) })),
    ...(says.steps !== undefined && { steps: says.steps }),
    whole: says.whole === true,
    ...(says.note !== undefined && { note: says.note }),
    versions,
    ...(graftOf !== undefined && { graftOf }),
    grafts
  }
}

export const takenRow = (taken: Taken): TakenRow => {
  const { thing, optional, or, note, part, said } = taken
  const [quantity, most, also] = [open(taken.quantity), open(taken.most), open(taken.also)]
  return {
    thing,
    ...(quantity && { quantity }),
    ...(most && { most }),
    ...(also && { also }),
    ...(optional && { optional }),
    ...(or && { or: or.map((other) => ({ thing: other.thing, ...(other.quantity && { quantity: openQuantity(other.quantity) }) })) }),
    ...(note !== undefined && { note }),
    ...(part !== undefined && { part }),
    ...(said !== undefined && { said }),
    what: whatWords(thing, quantity)
  }
}
