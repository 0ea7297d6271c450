/**
 * What a language has to say so that rules can be read and written in it. A language is one file that fills this in, and each phrase in
 * it serves both ways: its first form is what is written, and all of its forms are understood.
 *
 * A form is words parted by spaces:
 * - `is|are`: one of these, chosen by what it is said of (two: one, several; four: as `variant` says); any is understood. `_` is a space.
 * - `?the`: understood, and not written.   `the?`: written, and may be missing.
 * - `,` `;` `:` `.` `(` `)`: written without a space before it.
 *   Behind a mark the same: `,?`, `?,`.
 * - Capitals are what is filled in: `AMOUNT`, `DURATION`, `COND`, …
 */
import type { Heard } from './heard.ts'

export type Form = string
export type Forms = readonly Form[]

/** What the words around a name follow. */
export interface Features {
  readonly plural: boolean
  /** Left out: nobody knows. */
  readonly gender?: 'm' | 'f' | 'n'
}

/** What a point is about, as a noun: “the *temperature* at the oven”. */
export interface Noun extends Features {
  readonly nouns: readonly string[]
  /** `at`: sensed around the thing. `of`: the thing's own. */
  readonly joins: 'at' | 'of'
}

/** What is asked of a thing of some kind. The first word is the verb; `*` is where `it` stands when the verb comes first. */
export interface Deed {
  /** Which things: words of `about`, parted by spaces. Empty: all that have no words of their own. */
  readonly about: string
  /** Holds `AMOUNT`. */
  readonly number: Forms
  readonly yes: Forms
  readonly no: Forms
}

export interface Truth {
  readonly about: string
  readonly yes: Forms
  readonly no: Forms
}

/** A thing, or a point of it, to be named. */
export interface Named {
  readonly thing: string
  /** Its name is put in quotes, as it is. */
  readonly isQuoted: boolean
  readonly point?: { readonly text: string; readonly isQuoted: boolean } | Noun
  /** What tells it apart, as it is written behind the name. */
  readonly tag?: string
}

/** `plain`: who does it. `near`: where somebody is. `of`: whose. Words such as “near” that bend what follows come with it. */
export type Role = 'plain' | 'near' | 'of'

/** A template in words of the language. */
export interface TemplateWords {
  readonly title: string
  /** What its roles are called, by the role's name. */
  readonly roles: Readonly<Record<string, string>>
  /** What its acts say, where they say something. */
  readonly says: Readonly<Record<string, string>>
}

export type Order = 'below' | 'at-most' | 'above' | 'at-least' | 'is'

export interface Language {
  /** BCP 47. */
  readonly code: string
  readonly name: string
  readonly decimalComma: boolean
  readonly quotes: readonly [open: string, close: string]
  /** Words that may stand before a name: articles, and what melts with them. */
  readonly leads: string
  /** Words between a point and its thing. */
  readonly joins: string
  /** Units by their names in this language, beside their codes: `°C: Grad`. */
  readonly units: Readonly<Record<string, string>>
  /** Codes that are words of this language as well; they are written in quotes. */
  readonly unitsQuoted: readonly string[]
  readonly nouns: Readonly<Record<string, Noun>>
  features(name: string): Features
  /** Which of so many variants. */
  variant(count: number, features: Features): number
  /** How a point is called in a sentence. */
  called(named: Named, role: Role): string
  /** What may stand somewhere and is to be filled in, as it is told among words of this language. Left out: as in the catalogue. */
  readonly fills?: Readonly<Record<'name' | 'number' | 'unit' | 'words', string>>
  readonly pronoun: string
  /** Whether it is written, or the verb says enough. */
  readonly pronounSaid: boolean

  /** Holds `COND` and `ACT`, or `TURNED` where the verb comes first. */
  readonly rule: Forms
  /** Hold `ELSE`. */
  readonly otherwise: Forms
  readonly unsure: Forms
  /** Holds `DURATION`. */
  readonly least: Forms
  readonly rest: Forms
  readonly stay: Forms
  readonly press: Forms
  /** Holds `WORDS`. */
  readonly words: Forms
  readonly says: Forms
  readonly deeds: readonly Deed[]

  readonly and: Forms
  readonly or: Forms
  /** Accepted before a list, as “both” and “either”. */
  readonly lists: string
  /** Hold `DURATION`: for so long, and gaps end it or do not; at some time within. */
  readonly forBreak: Forms
  readonly forCount: Forms
  readonly lately: Forms
  /** The same where it never was so. */
  readonly latelyNever: Forms
  /** Hold `DURATION` and `REF`, `REF_OF`. `used` is the rate of a counter. */
  readonly average: Forms
  readonly rate: Forms
  readonly used: Forms
  /** Hold `INNER`, and `TIME`, `SPAN` or, before it, `FROM`. */
  readonly not: Forms
  readonly heldThat: Forms
  readonly withinThat: Forms
  readonly sinceThat: Forms
  /** Hold `SUBJ`, `A` and `B`. */
  readonly rises: Forms
  readonly falls: Forms

  /** Holds `SUBJ`, `VERB`, `PRED`, `TIME?` and, if verbs have none, `NOT?`: the order of everything that is simply so.
   *  `LATER?`: where the time is understood as well. */
  readonly simple: Forms
  /** Holds `SUBJ`, `VERB`, `LOW`, `HIGH`, and what `simple` has: from the lower to the higher. */
  readonly between: Forms
  readonly notWord: Forms
  readonly neverWord: Forms
  /** Verbs of what is simply so: now, has been, was, and what else is understood. May hold `NOT?`. */
  readonly verbs: Readonly<Record<string, readonly [now: Form, been: Form, was: Form, ...more: Form[]]>>
  /** Which verb goes with which kind of predicate. */
  readonly verbOf: Readonly<Record<'number' | 'truth' | 'words' | 'near' | 'sign' | 'sun' | 'dark', string>>
  readonly compare: Readonly<Record<Order, Forms>>
  /** Hold `AMOUNT`, and do not say whether it is exactly so: “it is 21 °C”. Never written. */
  readonly simplyIs: Forms
  /** Nouns that compounds end with, in small letters: a name is understood by that part alone. */
  readonly heads: readonly string[]
  readonly truths: readonly Truth[]
  readonly wordsAre: Forms
  readonly somebody: Forms
  readonly nobody: Forms
  /** Holds `PULSE`. */
  readonly near: Forms
  readonly sign: Forms
  readonly sun: Forms
  readonly up: Forms
  readonly down: Forms
  readonly darkIt: Forms
  readonly dark: Forms

  /** What stands otherwise in a sentence of its own than behind “while”. `used` says what was used within all of the time. */
  readonly alone: Partial<
    Pick<
      Language,
      'simple' | 'between' | 'not' | 'used' | 'rises' | 'falls' | 'forBreak' | 'forCount' | 'heldThat' | 'withinThat' | 'sinceThat'
    >
  >

  /** Beside all that. */
  readonly heard: Heard

  readonly templates: Readonly<Record<'path-lamp' | 'sun-pump' | 'tank-warning', TemplateWords>>
}
