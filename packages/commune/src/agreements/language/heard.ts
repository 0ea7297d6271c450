/**
 * What a language understands beside what it writes: how people ask for something, and what they say of the day, of passers-by and of
 * how things change. All of it is another way to say a rule that the tree has anyway; none of it is ever written.
 *
 * Forms are as in `language.ts`. `ADV?` is where “at night” or “for 5 minutes” may stand within what is asked.
 */
import type { Forms, Order } from './language.ts'

export interface Heard {
  /** Said with what is asked for, before it and behind it. */
  readonly please: string
  /** What a request begins with: “could you”, “make sure that”. May hold `HOUSE?`, who is spoken to. */
  readonly openers: Forms
  /** What is done to what nobody names: “turn it off”, “off”. */
  readonly lone: { readonly on: Forms; readonly off: Forms }
  /** Verbs that go with what is to be done, and those that deny it: “should”, “must not”. */
  readonly modals: { readonly yes: string; readonly not: string }
  /** What stands behind them, and behind “let the pump”: it goes on (`WORKS`), off (`ENDS`), is at so much (`HOLDS`). */
  readonly works: { readonly on: Forms; readonly off: Forms; readonly number: Forms }
  /** Holds `INNER`: not so, before a clause. What lasts behind it is that it is not so. */
  readonly not: Forms
  /** A verb that says itself that it is not so: “isn’t”. */
  readonly nay: string
  /**
   * Hold `ACTOR`; `number` an `AMOUNT`, `tell` no actor and perhaps `WORDS`. `on` is yes, all of a share of 100 %, or a press. `onAt` and
   * `offAt` hold `AT`: how much is asked where the thing takes such amounts (“the lamp on at 30 %”), and else when (“the heater on at 18 °C”).
   */
  readonly asks: { readonly onAt: Forms; readonly offAt: Forms; readonly on: Forms; readonly off: Forms; readonly number: Forms; readonly tell: Forms }
  /** The same behind a name. */
  readonly deeds: { readonly onAt: Forms; readonly offAt: Forms; readonly on: Forms; readonly off: Forms; readonly number: Forms }
  /** Hold `ACT` and `MOMENT`, `CONDS` with `CONJ`, `EXCEPT` (`UNLESS` where it comes first) or `AFTER`. */
  readonly whole: Forms
  readonly conjunctions: string
  /** Hold `COND`: what must not be so, what must not be so yet, what must be so as well, and what has just been so. */
  readonly except: Forms
  readonly until: Forms
  /** Hold `AMOUNT`: how much it is when something is to happen. */
  readonly at: Forms
  /** Hold `BARE`: where it ends again, behind where it begins. */
  readonly back: Forms
  /** A sign that begins something, beside an act: “on motion”; and so long after the last one, with `FOR`. */
  readonly signs: Forms
  readonly afterSigns: Forms
  readonly provided: Forms
  readonly after: Forms
  /** Holds `DURATION`: a time that nothing begins, which is refused. */
  readonly elapsed: Forms
  /** When it is so by the sun: beside an act, and as a clause. */
  readonly moments: Readonly<Record<Daylight, Forms>>
  readonly states: Readonly<Record<Daylight, Forms>>
  /** Hold `DURATION`: how long an act goes on behind what began it, and how long it holds at least. */
  readonly lasts: Forms
  readonly leasts: Forms
  /** Holds `DURATION`: the last so long, of who passes. Elsewhere it may be a number that something is at. */
  readonly ago: Forms
  /** A bare `DURATION` for which something has been so, and where it stands in what is simply so. */
  readonly bare: Forms
  readonly simple: Forms
  /** Hold `SUBJ`, `AMOUNT` and perhaps `TIME?`. */
  readonly numbers: Readonly<Record<Order, Forms>>
  /** Further ways to compare. Hold `AMOUNT`. */
  readonly compare: Readonly<Record<Order, Forms>>
  /** Further ways to say how much it is and not whether exactly so. What would say it, with `AMOUNT`. */
  readonly simplyIs: Forms
  readonly plainly: Readonly<Record<'at-least' | 'at-most' | 'is', string>>
  /** Holds `AMOUNT`: what is below, behind a verb that goes down. */
  readonly lower?: Forms
  /** Without a verb, or with any: hold `SUBJ` and `PRED`. */
  /** Where a condition may begin with its verb and needs no “if”. As `terse`, `turns`, `passes` and `states`. */
  readonly verbFirst?: Readonly<Record<'number' | 'truth' | 'both' | 'opens' | 'closes' | 'passes' | 'dark', Forms>>
  readonly terse: { readonly number: Forms; readonly truth: Forms }
  /** Hold `SUBJ`, `LOW` and `HIGH`. */
  readonly between: Forms
  /** Hold `USED`, and perhaps `SUBJ`: what a counter has counted within a time, which `SPAN` is. */
  readonly counted: Forms
  /** Hold `EACH`, a unit of time: so much an hour. With it and `SUBJ` and `USED`, what uses, and what loses so much. */
  readonly per: Forms
  /** The same behind an amount alone, where the others would say by day. */
  readonly perAlone?: Forms
  readonly each: { readonly uses: Forms; readonly loses: Forms }
  /** Hold `SUBJ` and `PRED`: what uses so much, which of a counter is said within a time alone. */
  readonly using: Forms
  /** Holds `SUBJ`, `PRED` and `DURATION`: what has been so on average. */
  readonly averaged: Forms
  /** Hold `SUBJ`, `PRED` and `FORTIME`: what becomes so and stays so. */
  readonly staying: Forms
  /** Holds `A` and `B`: at how much it begins, and at how much it ends. */
  readonly swing: Forms
  /** What is said without an amount, of `SUBJ` or of nothing, and what it is about: “it is cold” is refused, “it is cold, below 5 °C” is not. */
  readonly vague: readonly { readonly about: string; readonly how: 'below' | 'above'; readonly says: Forms }[]
  /** What may stand before that amount: “it is cold, *say* below 5 °C”. */
  readonly say: string
  /** Holds `REF`: where it is so warm. */
  readonly place: Forms
  /** Hold `PRED`, and perhaps `PLACE?`: how warm it is. */
  readonly warmth: Forms
  /** Hold `SUBJ` twice, `VERB` and `PRED`: the same of two, of one of two, of none of two. */
  readonly shared: { readonly both: Forms; readonly either: Forms; readonly neither: Forms }
  /** Perhaps hold `NEAR?` and `TIME?`: somebody passes, and nobody does. */
  readonly passes: Forms
  readonly still: Forms
  /** What becomes so of things about this, with `SUBJ`, and perhaps `TIME?` and `NOT?`. */
  readonly turns: readonly { readonly about: string; readonly yes: Forms; readonly no: Forms }[]
  /** Times with names of their own, in milliseconds, and numbers as words. */
  readonly spans: Readonly<Record<string, number>>
  /** Parts of a whole, in percent; what may stand behind an amount of what is filled. */
  readonly shares: Readonly<Record<string, number>>
  readonly full: string
  /** Words behind a part of an hour, as in “half past”. */
  readonly past: string
  /** Ends that a name may have where it is bent. */
  readonly endings: readonly string[]
  readonly numerals: Readonly<Record<string, number>>
  /** Hold `HOUR`, or are days: times of the clock, which are refused. */
  readonly clock: Forms
}

export type Daylight = 'dark' | 'down' | 'up'

/** Forms in one line, parted by ` / `. */
export const ways = (...all: readonly string[]): Forms => all.flatMap((line) => line.split(' / '))

/** What stands before a word that is understood and not written, where it is told what may stand somewhere. */
export const heardMark = '@heard '
