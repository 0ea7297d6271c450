/**
 * Recipes: what becomes of what, for anything (bread, compost, a repaired bicycle, a printed part). Once through a recipe is one
 * *batch*: it takes and gives the amounts it names, and `whole` says that less than a batch cannot be made.
 *
 * What a person or a file said is kept beside what was made of it (`said`), so that nothing is lost where a reader was wrong: an input
 * without an amount is still an input. A recipe may need what it makes; cycles are for those who follow them to bound.
 *
 * Nothing here counts for anybody: no times made, no favourites, no rank.
 */
import type { RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, line, prose, statementId, type Tracked } from '../../facts/index.ts'
import { kindOfUnit, type QuantityCode, quantityCode } from '../../quantity/index.ts'
import { carried, some, thingCharsMax, type Told } from '../shapes.ts'

export const recipeLimits = {
  nameCharsMax: 120,
  saidCharsMax: 400,
  partCharsMax: 80,
  skillCharsMax: 80,
  stepsCharsMax: 20_000,
  noteCharsMax: 4_000,
  makesMax: 50,
  takesMax: 300,
  orMax: 10,
  toolsMax: 60,
  handsMax: 30,
  tagsMax: 30
} as const

/** What a batch gives; `by` comes along and is not what it is made for. */
export interface Made {
  readonly thing: string
  /** Left out where nobody said how much comes of it. */
  readonly quantity?: QuantityCode
  readonly by?: true
  readonly said?: string
}

/** Something that does as well. */
export interface Instead {
  readonly thing: string
  readonly quantity?: QuantityCode
}

/** What a batch takes. */
export interface Taken {
  readonly thing: string
  /** Left out for “to taste”, and where it could not be read. Of “2–3 cloves” the smaller, for it is enough. */
  readonly quantity?: QuantityCode
  /** The larger of a range. */
  readonly most?: QuantityCode
  /** The same amount in a second measure: “1 can (400 g)”. */
  readonly also?: QuantityCode
  readonly optional?: true
  readonly or?: readonly Instead[]
  readonly note?: string
  /** The part of the recipe it belongs to, as “the dough”. */
  readonly part?: string
  /** The words as they were written. */
  readonly said?: string
}

/** What has to be there and stays: an oven, two buckets. */
export interface Tool {
  readonly thing: string
  readonly count?: number
  readonly or?: readonly string[]
}

/** What somebody does, and for how long. */
export interface Hands {
  readonly skill: string
  readonly time?: QuantityCode
  readonly count?: number
}

/** What a recipe says, apart from who says it. */
export interface RecipeContent {
  readonly name: string
  readonly makes: readonly Made[]
  readonly takes: readonly Taken[]
  readonly tools?: readonly Tool[]
  readonly hands?: readonly Hands[]
  readonly steps?: string
  /** From begin to end, waiting as well. */
  readonly time?: QuantityCode
  /** Only whole batches can be made. */
  readonly whole?: true
  readonly tags?: readonly string[]
  readonly note?: string
}

export interface RecipeSay extends RecipeContent {
  readonly type: 'recipe.say'
  readonly from?: string
  readonly told?: Told
  /** An earlier version of the same ware: this one stands in its place. */
  readonly instead?: StatementId
  /** Anybody's recipe that this one goes its own way from. */
  readonly graft?: StatementId
}

/** A ware lays its recipe down: it is shown no more. */
export interface RecipeGone {
  readonly type: 'recipe.gone'
  readonly recipe: StatementId
}

const thing = line(thingCharsMax)
const time: v.GenericSchema<unknown, QuantityCode> = v.pipe(
  some,
  v.check((quantity) => kindOfUnit(quantity[2]) === 'time', 'an amount of time')
)
const count: v.GenericSchema<number> = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))
const yes = v.exactOptional(v.literal(true))
const list = <T>(item: v.GenericSchema<unknown, T>, most: number, least = 0): v.GenericSchema<unknown, readonly T[]> =>
  v.pipe(v.array(item), v.minLength(least, `at least ${least}`), v.maxLength(most, `at most ${most}`))

const made: v.GenericSchema<unknown, Made> = v.object({
  thing,
  quantity: v.exactOptional(some),
  by: yes,
  said: v.exactOptional(line(recipeLimits.saidCharsMax))
})
const instead: v.GenericSchema<unknown, Instead> = v.object({ thing, quantity: v.exactOptional(some) })
const taken: v.GenericSchema<unknown, Taken> = v.object({
  thing,
  quantity: v.exactOptional(some),
  most: v.exactOptional(some),
  also: v.exactOptional(quantityCode),
  optional: yes,
  or: v.exactOptional(list(instead, recipeLimits.orMax, 1)),
  note: v.exactOptional(line(recipeLimits.saidCharsMax)),
  part: v.exactOptional(line(recipeLimits.partCharsMax)),
  said: v.exactOptional(line(recipeLimits.saidCharsMax))
})
const tool: v.GenericSchema<unknown, Tool> = v.object({
  thing,
  count: v.exactOptional(count),
  or: v.exactOptional(list(thing, recipeLimits.orMax, 1))
})
const hands: v.GenericSchema<unknown, Hands> = v.object({
  skill: line(recipeLimits.skillCharsMax),
  time: v.exactOptional(time),
  count: v.exactOptional(count)
})

export const recipeSchema: v.GenericSchema<unknown, RecipeSay> = v.pipe(
  v.object({
    type: v.literal('recipe.say'),
    name: line(recipeLimits.nameCharsMax),
    makes: list(made, recipeLimits.makesMax, 1),
    takes: list(taken, recipeLimits.takesMax),
    tools: v.exactOptional(list(tool, recipeLimits.toolsMax)),
    hands: v.exactOptional(list(hands, recipeLimits.handsMax)),
    steps: v.exactOptional(prose(recipeLimits.stepsCharsMax)),
    time: v.exactOptional(time),
    whole: yes,
    tags: v.exactOptional(list(line(recipeLimits.partCharsMax), recipeLimits.tagsMax)),
    note: v.exactOptional(prose(recipeLimits.noteCharsMax)),
    ...carried,
    instead: v.exactOptional(statementId),
    graft: v.exactOptional(statementId)
  }),
  v.check((recipe) => recipe.makes.some((one) => one.by !== true), 'something that it is made for')
)

export const recipeGoneSchema: v.GenericSchema<unknown, RecipeGone> = v.object({ type: v.literal('recipe.gone'), recipe: statementId })

export interface RecipesState extends RoomState {
  readonly recipes: Tracked<Filed<RecipeSay>>
  readonly gone: Tracked<Filed<RecipeGone>>
}
