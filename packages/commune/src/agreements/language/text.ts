/**
 * The text face: short and exact, the same in every country.
 *
 *   path lamp.level = 60 % while near(step ear) and dusk eye.illuminance < 10 lx; otherwise rest; unsure rest
 *
 * Its grammar names its parts as those of the languages do, so that one reader serves all.
 */
import { no, type Result } from '@commune/protocol'
import { grammar, type Grammar } from 'ohm-js'
import type { Condition, Measured, Rule } from '../rule.ts'
import { faceGrammar, quote } from './base.ts'
import { checkRule } from './check.ts'
import { explain, faultBefore } from './explain.ts'
import type { Fault } from './fault.ts'
import { english } from './languages/english.ts'
import { fitsAsked } from './fitting.ts'
import type { Fits, Lexicon, PointUse } from './lexicon.ts'
import { type FaceGrammar, matchFace } from './match.ts'
import { amountText, durationText, type Numerals, unitsWritten } from './numbers.ts'
import { readNodes, type Vocabulary } from './read.ts'
import { longestFirst } from './recipe.ts'
import { aboutsOf, type Caller, goneName, refer } from './refer.ts'
import { sameRule } from './same.ts'

const textNumerals: Numerals = { decimalComma: false, quotes: ['"', '"'], units: {}, unitsQuoted: [] }

const caller: Caller = {
  quotes: ['"', '"'],
  nouns: {},
  features: () => ({ plural: false }),
  called: ({ thing, point, tag }) =>
    thing + (tag === undefined ? '' : tag) + (point === undefined || 'nouns' in point ? '' : `.${point.text}`)
}

const words = [
  'while otherwise unsure least rest stay press yes no on off not and or near sun up down dark held',
  'within since rises falls above below average rate gaps count'
].join(' ')

const refs = (['Act', 'Reading', 'Pulse'] as const).flatMap((name) => {
  const use = name.toLowerCase()
  return [
    `Ref${name} = PointOf${name} | Thing${name}`,
    `PointOf${name} = Point${name}Behind | Point${name}Before`,
    `Point${name}Behind = Thing${name} "." Which${name}`,
    `Point${name}Before = Noun${name} "(" Thing${name} ")"`,
    `Noun${name} = kind | ${use}Point | quoted`,
    `Which${name} = ${use}Point | quoted`,
    `Thing${name} = ThingName${name} Tag?`,
    `ThingName${name} = ${use}Thing | quoted`
  ]
})

// Whoever writes `light(dusk eye)` is understood as well.
const kinds = Object.entries(english.nouns).flatMap(([about, { nouns }]) => [about, ...nouns])

const source = String.raw`
Text <: Face {
  kind (@kind) = ${[...new Set(kinds.map((noun) => noun.toLowerCase()))]
    .toSorted(longestFirst)
    .map((noun) => `"${noun}" ~tail`)
    .join(' | ')}
  Rule := Whole Tail* ";"? end
  Tail = ";" TailOf
  TailOf = Otherwise | Unsure | Least
  Whole = Act while Cond
  Act = RefAct "=" Value
  Value = DeedNumber | DeedPress | DeedYes | DeedNo | DeedWords
  Otherwise = otherwise Else
  Unsure = unsure Else
  Least = least Duration
  Else = DeedRest | DeedStay | Value
  DeedNumber = Amount
  DeedPress = press
  DeedYes = Yes
  DeedNo = No
  DeedRest = rest
  DeedStay = stay
  DeedWords = Words
  Yes = yes | on
  No = no | off
  Cond = Ors
  Ors = Ands (Or Ands)*
  Or = or
  And = and
  Ands = AndChain
  AndChain = Item (And Item)*
  Item = NotThat | Inner
  Inner = Group | Leaf
  Group = "(" Cond ")"
  NotThat = not Inner
  Leaf = HeldThat | WithinThat | SinceThat | Rises | Falls | Simple
  HeldThat = held "(" Cond "," TimeHeld ")"
  TimeHeld = TimeCount | TimeBreak
  TimeCount = Duration "," gaps count
  TimeBreak = Duration
  WithinThat = within "(" Cond "," TimeLately ")"
  TimeLately = Duration
  SinceThat = since "(" Cond "," Cond ")"
  Rises = rises "(" Measure "," above Amount "," below Amount ")"
  Falls = falls "(" Measure "," below Amount "," above Amount ")"
  Simple = Simple_near | Simple_sun | Simple_dark | Simple_number | Simple_truth | Simple_words
  Simple_near = near "(" RefPulse ")"
  Simple_sun = sun "(" PredSun ")"
  PredSun = SunUp | SunDown | SunDark
  SunUp = up
  SunDown = down
  SunDark = dark
  Simple_dark = dark
  Simple_number = Measure Not? PredNumber
  Measure = Average | Rate | RefReading
  Average = average "(" RefReading "," Duration ")"
  Rate = rate "(" RefReading "," Duration ")"
  Not = "!"
  PredNumber = Compare_atmost | Compare_atleast | Compare_below | Compare_above | Compare_is
  AtMost = "<=" | "≤"
  AtLeast = ">=" | "≥"
  Compare_atmost = AtMost Amount
  Compare_atleast = AtLeast Amount
  Compare_below = "<" Amount
  Compare_above = ">" Amount
  Compare_is = "=" Amount
  Simple_truth = RefReading Not? "=" PredTruth
  PredTruth = TruthYes | TruthNo
  TruthYes = Yes
  TruthNo = No
  Simple_words = RefReading Not? "=" Words
  ${refs.join('\n  ')}
  ${words
    .split(' ')
    .map((word) => `${word} (${word}) = "${word}" ~tail`)
    .join('\n  ')}
}`

export const textFace: FaceGrammar = {
  key: 'text',
  units: unitsWritten(textNumerals),
  numerals: [],
  endings: [],
  begins: new Set(),
  make: (): Grammar => grammar(source, { Face: faceGrammar() } as never)
}

/** Reads the text face, as `readSentence` reads a language. */
export const readText = (text: string, lexicon: Lexicon): Result<Rule, readonly Fault[]> => {
  const before = faultBefore(text)
  if (before) return no([before])
  const match = matchFace(textFace, text, lexicon)
  return match.ok
    ? readNodes(text, match.node, lexicon, textVocabulary(lexicon))
    : no([explain(text, match.stop, lexicon, textVocabulary(lexicon))])
}

/** Writes a rule as text, such that reading it gives the same rule. */
export const writeText = (rule: Rule, lexicon: Lexicon): string => {
  const plain = new TextWriter(lexicon, false).rule(rule)
  if (checkRule(rule, lexicon).length > 0) return plain
  const back = readText(plain, lexicon)
  return back.ok && sameRule(back.value, rule) ? plain : new TextWriter(lexicon, true).rule(rule)
}

export const textVocabulary = (lexicon: Lexicon): Vocabulary => ({
  ...textNumerals,
  leadsIn: () => [],
  isUse: () => false,
  aboutsOf: (noun) => [...aboutsOf(english, noun), noun.toLowerCase()],
  spanOf: () => undefined,
  numeralOf: () => undefined,
  shareOf: () => undefined,
  endings: [],
  turnsAbout: () => [],
  vagueAbout: () => ({ about: '', how: 'above' }),
  openly: () => '',
  plainly: () => '',
  sentenceOf: () => '',
  truthFits: () => true,
  thingName: ({ thing }) => thing,
  nameOf: (point, ...fits) => caller.called(refer(lexicon, point.use, point, caller, false, ...fits).named, 'plain')
})

const signs = { below: '<', 'at-most': '<=', above: '>', 'at-least': '>=', is: '=', 'is-not': '!=' } as const

class TextWriter {
  readonly #lexicon: Lexicon
  readonly #isQuoted: boolean

  constructor(lexicon: Lexicon, isQuoted: boolean) {
    this.#lexicon = lexicon
    this.#isQuoted = isQuoted
  }

  rule(rule: Rule): string {
    const press = this.#lexicon.find('act', rule.act)?.shape.is === 'press'
    const asked = (to: Rule['to']): string => (press && to === 'press' ? 'press' : this.#value(to))
    const tail = (part: 'rest' | 'stay' | { to: Rule['to'] }): string => (typeof part === 'object' ? asked(part.to) : part)
    const values = [rule.to, ...[rule.otherwise, rule.unsure].flatMap((part) => (typeof part === 'object' ? [part.to] : []))]
    const fits = values.map(fitsAsked)
    const actor = this.#point('act', rule.act, (point) => fits.every((fit) => fit(point)), ...fits)
    const first = `${actor} = ${asked(rule.to)} while ${this.#condition(rule.while)}`
    const least = rule.leastMs === undefined ? '' : `; least ${durationText(rule.leastMs, false)}`
    return `${first}; otherwise ${tail(rule.otherwise)}; unsure ${tail(rule.unsure)}${least}`
  }

  #condition(at: Condition): string {
    switch (at.is) {
      case 'compare':
        return `${this.#measured(at.of, fitsAsked(at.to))} ${signs[at.how]} ${this.#value(at.to)}`
      case 'near':
        return `near(${this.#point('pulse', at.point)})`
      case 'sun':
        return at.state === 'dark' ? 'dark' : `sun(${at.state})`
      case 'held':
        return `held(${this.#condition(at.that)}, ${durationText(at.ms, false)}${at.gaps === 'count' ? ', gaps count' : ''})`
      case 'within':
        return `within(${this.#condition(at.that)}, ${durationText(at.ms, false)})`
      case 'since':
        return `since(${this.#condition(at.from)}, ${this.#condition(at.that)})`
      case 'rises':
        return `rises(${this.#measured(at.of, fitsAsked(at.above))}, above ${amountText(at.above, textNumerals)}, below ${amountText(at.below, textNumerals)})`
      case 'falls':
        return `falls(${this.#measured(at.of, fitsAsked(at.below))}, below ${amountText(at.below, textNumerals)}, above ${amountText(at.above, textNumerals)})`
      case 'not':
        return `not ${this.#inner(at.that)}`
      default:
        return at.of.map((one) => this.#inner(one, true)).join(` ${at.is} `)
    }
  }

  #inner(at: Condition, inList = false): string {
    const isList = at.is === 'and' || at.is === 'or' || (at.is === 'not' && !inList)
    return isList ? `(${this.#condition(at)})` : this.#condition(at)
  }

  #measured(of: Measured, ...fits: Fits[]): string {
    const point = this.#point('reading', of.point, ...fits)
    return of.is === 'reading' ? point : `${of.is}(${point}, ${durationText(of.ms, false)})`
  }

  #value(to: Rule['to']): string {
    if (typeof to === 'object') return amountText(to, textNumerals)
    return typeof to === 'boolean' ? (to ? 'yes' : 'no') : quote(to, textNumerals.quotes)
  }

  #point(use: PointUse, id: string, ...fits: Fits[]): string {
    const point = this.#lexicon.find(use, id)
    return caller.called(
      point ? refer(this.#lexicon, use, point, caller, this.#isQuoted, ...fits).named : goneName(id, textNumerals.quotes),
      'plain'
    )
  }
}
