/** Wishes about recipes. Amounts may be text, as a person types them. */
import type { StatementId } from '@commune/protocol'
import type { Quantity } from '../../quantity/index.ts'
import type { Told } from '../types.ts'

type Amount = Quantity | string

export interface MadeWish {
  readonly thing: string
  readonly quantity?: Amount
  readonly by?: boolean
  readonly said?: string
}

export interface TakenWish {
  readonly thing: string
  readonly quantity?: Amount
  readonly most?: Amount
  readonly also?: Amount
  readonly optional?: boolean
  readonly or?: readonly { readonly thing: string; readonly quantity?: Amount }[]
  readonly note?: string
  readonly part?: string
  readonly said?: string
}

export interface ToolWish {
  readonly thing: string
  readonly count?: number
  readonly or?: readonly string[]
}

export interface HandsWish {
  readonly skill: string
  readonly time?: Amount
  readonly count?: number
}

/** What a recipe says, before anybody says it. */
export interface RecipeDraft {
  readonly name: string
  readonly makes: readonly MadeWish[]
  readonly takes: readonly TakenWish[]
  readonly tools?: readonly ToolWish[]
  readonly hands?: readonly HandsWish[]
  readonly steps?: string
  readonly time?: Amount
  readonly whole?: boolean
  readonly tags?: readonly string[]
  readonly note?: string
}

export interface RecipeWish extends RecipeDraft {
  readonly wish: 'recipe'
  readonly from?: string
  readonly told?: Told
  /** A recipe of one's own that this takes the place of. */
  readonly instead?: StatementId
  /** Anybody's recipe that this goes its own way from. */
  readonly graft?: StatementId
}

export interface RecipeGoneWish {
  readonly wish: 'recipe-gone'
  readonly recipe: StatementId
}

export type RecipesWish = RecipeWish | RecipeGoneWish
