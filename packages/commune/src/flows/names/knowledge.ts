/**
 * What is generally known of names and things: translations, what is a kind of what, how much a litre weighs. It is loaded when
 * somebody asks, and a view of names gets it then; nothing it knows joins two names before a person says so.
 */
import type { Quantity } from '../../quantity/index.ts'
import type { Message } from '../../words/index.ts'

/** How alike two names are, from 0 to 1, and why. */
export interface Likeness {
  readonly score: number
  readonly why: Message
}

/** A name that may mean the same. */
export interface Suggestion extends Likeness {
  readonly name: string
  readonly key: string
  /** It means the same already, by its spelling or because somebody said so. */
  readonly same: boolean
}

export interface KnownFactor {
  readonly id: string
  readonly thing: string
  readonly from: Quantity
  readonly to: Quantity
  readonly of?: string
  /** Known of this, which the thing is a kind of. */
  readonly asFor?: string
}

export interface Knowledge {
  /** Undefined when nothing speaks for it. */
  likeness(a: string, b: string): Likeness | undefined
  /** How amounts of the thing with this plain key measure, the nearest first. */
  factors(key: string): readonly KnownFactor[]
  /** Names of the things that this name may mean, in other words and languages. */
  otherNames(name: string): readonly string[]
  /** Names used here that may mean the same, the likeliest first. */
  suggest(name: string, limit: number): readonly Suggestion[]
}
