/**
 * What an explosion takes and gives. A need unfolds through recipes into what is taken from stock, what is made, and what is
 * short; the shapes here are those of statements with their quantities opened, and no type of a store or a view.
 *
 * Nothing in here says who ought to do anything: it is a picture of what could be, and every hand in it is asked later.
 */
import type { Quantity } from '../../quantity/index.ts'

/** An amount of something, in the words of whoever said it. */
export interface Line {
  readonly thing: string
  readonly quantity: Quantity
}

export interface Makes extends Line {
  /** It comes along with what the recipe is for: whey with cheese. */
  readonly by?: boolean
}

/** Something a recipe takes in. Without a quantity ("salt to taste") it never holds anything up. */
export interface Takes {
  readonly thing: string
  readonly quantity?: Quantity
  readonly optional?: boolean
  /** What may stand in its place; without an amount, the same amount. */
  readonly or?: readonly { readonly thing: string; readonly quantity?: Quantity }[]
}

/** The parts of a recipe that an explosion reads. */
export interface Recipe {
  readonly id: string
  readonly name: string
  readonly makes: readonly Makes[]
  readonly takes: readonly Takes[]
  readonly tools?: readonly { readonly thing: string; readonly count?: number; readonly or?: readonly string[] }[]
  readonly hands?: readonly { readonly skill: string; readonly time?: Quantity; readonly count?: number }[]
  /** Only whole batches. */
  readonly whole?: boolean
}

/** So much of a thing at a place: a portion, or an open offer. What is kept back or promised is already taken off. */
export interface Lot extends Line {
  readonly id: string
  readonly place?: string
  readonly keepsUntilMs?: number
}

export interface Need {
  readonly thing: string
  /** Without an amount: what lies there, or else one batch. */
  readonly quantity?: Quantity
  /** What may stand in its place, the best first. */
  readonly instead?: readonly string[]
  readonly place?: string
  /** Only whole pieces of it are of use. */
  readonly whole?: boolean
}

/** How things are recognised, and which measures of a thing are one another's. */
export interface Naming {
  /** Two names are one thing when their keys are equal. */
  keyOf(thing: string): string
  /** The amount in another unit, by what was said about this thing; undefined when nobody has said it. */
  convert(quantity: Quantity, unit: string, thing: string): Quantity | undefined
}

export interface ExplodeOptions {
  /** How strained a thing is elsewhere, from 0 to `strainMax`, as those who supply it told. */
  readonly strain?: (key: string) => number
  /** Recipes within recipes (12). */
  readonly depthMax?: number
  /** Wants looked into, over all tries (5,000). */
  readonly stepsMax?: number
  /** Tools that are in nobody's stock, and hands that nobody offers, hold a recipe up. Otherwise they are told only. */
  readonly strict?: boolean
  /** Who would lend a hand at this. */
  readonly handsFor?: (skill: string) => readonly string[]
}

/** Why something is short. */
export type Because =
  /** Nobody has any and no recipe makes it. */
  | { readonly is: 'nowhere' }
  /** There was some, and all of it is taken. */
  | { readonly is: 'used-up'; readonly there: Quantity }
  /** It lies there in a measure that nobody has put into the one that is wanted. */
  | { readonly is: 'measure'; readonly there: readonly Quantity[] }
  /** It could be made if there were more of these. */
  | { readonly is: 'inputs'; readonly recipe: string; readonly things: readonly string[] }
  /** What would make it needs it: the things around the circle, itself first. */
  | { readonly is: 'circle'; readonly things: readonly string[] }
  /** The recipe takes in as much of it as it gives. */
  | { readonly is: 'no-gain'; readonly recipe: string }
  /** What is there is less than a whole batch takes. */
  | { readonly is: 'batch'; readonly recipe: string }
  | { readonly is: 'tool'; readonly recipe: string; readonly things: readonly string[] }
  | { readonly is: 'hands'; readonly recipe: string; readonly things: readonly string[] }
  /** Not looked into any further. */
  | { readonly is: 'too-deep' }

/** One thing that is wanted somewhere, and how it comes about. */
export interface Want {
  readonly key: string
  readonly thing: string
  readonly wanted?: Quantity
  readonly taken: readonly { readonly lot: string; readonly quantity: Quantity }[]
  /** Of what other makings of this explosion give besides. */
  readonly spare: readonly { readonly making: number; readonly quantity: Quantity }[]
  readonly made: readonly Making[]
  readonly short?: { readonly quantity?: Quantity; readonly because: Because }
  /** It stands in the place of what the recipe or the need says first. */
  readonly insteadOf?: string
}

/** A recipe carried out so many times. Its number tells the order: all it takes in comes from smaller numbers or stock. */
export interface Making {
  readonly number: number
  readonly recipe: string
  readonly name: string
  readonly times: { readonly n: bigint; readonly d: bigint }
  readonly makes: readonly { readonly thing: string; readonly quantity: Quantity; readonly by: boolean }[]
  readonly wants: readonly Want[]
  /** Taken in and given back out of what it makes: the starter of a dough. */
  readonly seed?: Line
  readonly tools: readonly { readonly thing: string; readonly count: number; readonly lots: readonly string[] }[]
  readonly hands: readonly {
    readonly skill: string
    readonly time?: Quantity
    readonly count: number
    readonly wares: readonly string[]
  }[]
}

/** What is missing, added up for one thing over the whole tree. */
export interface Missing {
  readonly key: string
  readonly thing: string
  readonly quantity?: Quantity
  readonly because: Because
}

export interface Exploded {
  /** How much of the need can be met; everything in `wants` is there or made of what is there. */
  readonly met: Quantity
  readonly short?: { readonly quantity: Quantity; readonly because: Because }
  /** How it is met: the thing itself, and then each of its substitutes that was used. */
  readonly wants: readonly Want[]
  /** For what is short: how it would be made, down to what is missing. Never a part of what can be carried out. */
  readonly rest?: Want
  readonly missing: readonly Missing[]
  /** What is left over of what is made, besides the need. */
  readonly over: readonly { readonly making: number; readonly thing: string; readonly quantity: Quantity }[]
  /** The search was cut at `stepsMax`: there may be a better way. */
  readonly cut: boolean
}
