/**
 * Building a rule by picking: a rule that is half made has holes, and for each hole there is a list of parts that may be put there,
 * with holes of their own. Whatever is picked, what comes out in the end is a rule that `checkRule` finds right, once the numbers that
 * people fill in are within bounds.
 */
import { siblings } from '../../senses/index.ts'
import { type Comparison, type Condition, type Rule, ruleLimits } from '../rule.ts'
import { quote } from './base.ts'
import type { RulePath } from './fault.ts'
import { straight, write } from './form.ts'
import type { Language } from './language.ts'
import type { Lexicon, LexiconPoint, PointUse } from './lexicon.ts'
import { sayPoint } from './refer.ts'
import { deedFor, hole as shownHole, Speaker, truthFor } from './say.ts'

/** A place where something is still to be chosen. */
export interface Hole {
  readonly is: 'hole'
}
export const hole: Hole = { is: 'hole' }

/** A rule, or a part of one, with holes in it: plain JSON. */
export type Draft = unknown

export interface Choice {
  /** What goes into the hole. */
  readonly part: Draft
  /** How it reads, in the language. */
  readonly words: string
  /** Numbers, times in milliseconds and texts within the part that somebody has to fill in; something stands there until then. */
  readonly asks: readonly { readonly path: RulePath; readonly kind: 'number' | 'ms' | 'text' }[]
}

export const newDraft: Draft = { act: hole, to: hole, while: hole, otherwise: hole, unsure: hole }

/** Where the holes of a draft are, in the order in which a sentence names them. */
export const holesOf = (draft: Draft, path: RulePath = []): readonly RulePath[] => {
  if (isHole(draft)) return [path]
  if (typeof draft !== 'object' || draft === null || path.length > ruleLimits.depthMax * 2 + 4) return []
  return Object.entries(draft).flatMap(([key, inner]) => holesOf(inner, [...path, Array.isArray(draft) ? Number(key) : key]))
}

/** A draft with a part at a place; the draft itself is left as it is. */
export const putPart = (draft: Draft, path: RulePath, part: Draft): Draft => {
  const [key, ...rest] = path
  if (key === undefined) return part
  if (Array.isArray(draft)) return draft.map((one, index) => (index === key ? putPart(one, rest, part) : one))
  if (typeof draft !== 'object' || draft === null || !Object.hasOwn(draft, key)) return draft
  return Object.fromEntries(
    Object.entries(draft).map(([name, inner]) => [name, name === key ? putPart(inner, rest, part) : inner])
  )
}

/** A draft as a sentence, with `…` for what is still open. */
export const writeDraft = (draft: Draft, lexicon: Lexicon, language: Language): string =>
  new Speaker(openRule(draft), lexicon, language, false).sentence()

/** What may be put at this place of a draft; nothing where nothing is open, or what it depends on is open still. */
export const nextParts = (draft: Draft, path: RulePath, lexicon: Lexicon, language: Language): readonly Choice[] => {
  const key = path.at(-1)
  const parent = at(draft, path.slice(0, -1))
  const words = new PartWords(lexicon, language)
  const act = lexicon.find('act', String((draft as Partial<Rule>)?.act))
  if (path[0] === 'act') return words.points('act')
  if (path[0] !== 'while') {
    if (act === undefined) return []
    if (key === 'to') return words.asked(act)
    const asked = words.asked(act).map(({ part, asks, ...rest }) => ({
      ...rest,
      part: { to: part },
      asks: asks.map((ask) => ({ ...ask, path: ['to', ...ask.path] }))
    }))
    return [...words.kept(key === 'unsure'), ...asked]
  }
  if (key === 'point') return words.points(field(parent, 'is') === 'near' ? 'pulse' : 'reading')
  const measured = field(field(parent, 'of'), 'point')
  const reading = lexicon.find('reading', String(measured))
  if (key === 'how') return reading ? words.comparisons(reading) : []
  if (key === 'above' || key === 'below') return reading ? words.amounts(reading) : []
  if (key === 'to') return reading ? words.compared(reading) : []
  if (key === 'of') return words.measures(field(parent, 'is') !== 'compare')
  return depthOf(path) > ruleLimits.depthMax ? [] : words.conditions(depthOf(path) < ruleLimits.depthMax)
}

const isHole = (draft: Draft): draft is Hole => typeof draft === 'object' && draft !== null && (draft as Hole).is === 'hole'
const field = (draft: Draft, name: string): Draft =>
  typeof draft === 'object' && draft !== null && Object.hasOwn(draft, name) ? (draft as Record<string, Draft>)[name] : undefined
const at = (draft: Draft, path: RulePath): Draft => path.reduce<Draft>((inner, key) => field(inner, String(key)), draft)
/** How deep a condition at this place lies: each of `that`, `from` and a number is a step inwards. */
const depthOf = (path: RulePath): number =>
  path.filter((key) => key === 'while' || key === 'that' || key === 'from' || typeof key === 'number').length

const orders: readonly Comparison[] = ['below', 'at-most', 'above', 'at-least', 'is', 'is-not']
const pointsMax = 500

class PartWords {
  readonly #lexicon: Lexicon
  readonly #language: Language

  constructor(lexicon: Lexicon, language: Language) {
    this.#lexicon = lexicon
    this.#language = language
  }

  points(use: PointUse, fits: (point: LexiconPoint) => boolean = () => true): readonly Choice[] {
    return this.#all(use, fits).map((point) => ({
      part: point.id,
      words: sayPoint(this.#lexicon, point, this.#language),
      asks: []
    }))
  }

  measures(numbersOnly: boolean): readonly Choice[] {
    const fits = (point: LexiconPoint): boolean => !numbersOnly || point.shape.is === 'number'
    return this.#all('reading', fits).flatMap((point) => {
      const words = sayPoint(this.#lexicon, point, this.#language)
      const plain: Choice = { part: { is: 'reading', point: point.id }, words, asks: [] }
      if (point.shape.is !== 'number') return [plain]
      const called = { REF: words, REF_OF: sayPoint(this.#lexicon, point, this.#language, 'of'), DURATION: shownHole }
      const worked = (['average', 'rate'] as const).map((is): Choice => {
        const forms = is === 'average' ? this.#language.average : point.counter ? this.#language.used : this.#language.rate
        return {
          part: { is, point: point.id, ms: 600_000 },
          words: this.#write(forms, called),
          asks: [{ path: ['ms'], kind: 'ms' }]
        }
      })
      return [plain, ...worked]
    })
  }

  /** What can be asked of an act point. */
  asked({ shape, about, thing }: LexiconPoint): readonly Choice[] {
    const language = this.#language
    const deed = deedFor(language, about)
    const say = (form: string | undefined, filling: Record<string, string> = {}): string =>
      write([straight(form ?? '')], language, language.features(thing), filling)
    if (shape.is === 'yes-no')
      return [true, false].map((part) => ({ part, words: say(part ? deed.yes[0] : deed.no[0]), asks: [] }))
    if (shape.is === 'words')
      return shape.of.map((part) => ({ part, words: say(language.words[0], { WORDS: quote(part, language.quotes) }), asks: [] }))
    if (shape.is === 'press') return [{ part: 'press', words: say(language.press[0]), asks: [] }]
    if (shape.is === 'text')
      return [
        {
          part: '',
          words: say(language.says[0], { WORDS: quote(shownHole, language.quotes) }),
          asks: [{ path: [], kind: 'text' }]
        }
      ]
    return shape.is === 'number' ? this.#amountsIn(shape, (amount) => say(deed.number[0], { AMOUNT: amount })) : []
  }

  kept(stays: boolean): readonly Choice[] {
    const forms = [['rest', this.#language.rest], ...(stays ? [['stay', this.#language.stay] as const] : [])] as const
    return forms.map(([part, all]) => ({
      part,
      words: write([straight(all[0] ?? '')], this.#language, { plural: false }),
      asks: []
    }))
  }

  comparisons({ shape }: LexiconPoint): readonly Choice[] {
    const all = shape.is === 'number' ? orders : (['is', 'is-not'] as const)
    return all.map((part) => {
      const word = part === 'is-not' ? `${this.#language.notWord[0]} ` : ''
      const forms = shape.is === 'number' ? this.#language.compare[part === 'is-not' ? 'is' : part] : []
      return {
        part,
        words: forms.length > 0 ? word + this.#write(forms, { AMOUNT: shownHole }) : `${word}${shownHole}`,
        asks: []
      }
    })
  }

  amounts({ shape }: LexiconPoint): readonly Choice[] {
    return shape.is === 'number' ? this.#amountsIn(shape, (amount) => amount) : []
  }

  /** What a reading may be compared with. */
  compared(point: LexiconPoint): readonly Choice[] {
    const { shape, about, thing } = point
    const language = this.#language
    const truth = truthFor(language, about)
    if (shape.is === 'yes-no')
      return [true, false].map((part) => ({
        part,
        words: write(part ? truth.yes : truth.no, language, language.features(thing)),
        asks: []
      }))
    if (shape.is === 'words') return shape.of.map((part) => ({ part, words: quote(part, language.quotes), asks: [] }))
    if (shape.is === 'text') return [{ part: '', words: quote(shownHole, language.quotes), asks: [{ path: [], kind: 'text' }] }]
    return this.amounts(point)
  }

  /** Every kind of condition, with holes; those that hold others only where there is room for them. */
  conditions(isRoom: boolean): readonly Choice[] {
    const plain: Draft[] = [
      ...this.#all('pulse').map(({ id }) => ({ is: 'near', point: id })),
      ...this.#all('reading').map(({ id }) => ({ is: 'compare', of: { is: 'reading', point: id }, how: hole, to: hole })),
      ...['up', 'down', 'dark'].map((state) => ({ is: 'sun', state })),
      ...(this.#all('reading', ({ shape }) => shape.is === 'number').length > 0
        ? ['rises', 'falls'].map((is) => ({ is, of: hole, above: hole, below: hole }))
        : [])
    ]
    const times: Draft[] = [
      { is: 'held', that: hole, ms: 600_000, gaps: 'break' },
      { is: 'held', that: hole, ms: 600_000, gaps: 'count' },
      { is: 'within', that: hole, ms: 600_000 }
    ]
    const holding: Draft[] = [
      { is: 'and', of: [hole, hole] },
      { is: 'or', of: [hole, hole] },
      { is: 'not', that: hole },
      { is: 'since', that: hole, from: hole }
    ]
    return [
      ...plain.map((part) => ({ part, words: this.#condition(part), asks: [] })),
      ...(isRoom
        ? times.map((part): Choice => ({ part, words: this.#condition(part), asks: [{ path: ['ms'], kind: 'ms' }] }))
        : []),
      ...(isRoom ? holding.map((part) => ({ part, words: this.#condition(part), asks: [] })) : [])
    ]
  }

  #amountsIn(shape: Extract<LexiconPoint['shape'], { is: 'number' }>, say: (amount: string) => string): readonly Choice[] {
    const { unit, min, max } = shape
    // Something within bounds stands there until somebody says how much.
    const value = Math.min(Math.max(0, min ?? 0), max ?? 0)
    const own: Choice = {
      part: { value, ...(unit !== undefined && { unit }) },
      words: say(unit === undefined ? shownHole : `${shownHole} ${unit}`),
      asks: [{ path: ['value'], kind: 'number' }]
    }
    const others = siblings(unit).filter((one) => one !== unit)
    return [
      own,
      ...others.map((one) => ({
        part: { value: 0, unit: one },
        words: say(`${shownHole} ${one}`),
        asks: [{ path: ['value'], kind: 'number' as const }]
      }))
    ]
  }

  #all(use: PointUse, fits: (point: LexiconPoint) => boolean = () => true): readonly LexiconPoint[] {
    return this.#lexicon.points.filter((point) => point.use === use && fits(point)).slice(0, pointsMax)
  }

  #condition(part: Draft): string {
    return new Speaker(openRule({ while: part }), this.#lexicon, this.#language, false).condition(part as Condition)
  }

  #write(forms: readonly string[], filling: Record<string, string>): string {
    return write(forms, this.#language, { plural: false }, filling)
  }
}

/** A draft that can be spoken: the speaker shows what is no part of a rule as open. */
const openRule = (draft: Draft): Rule => ({
  act: hole as never,
  to: hole as never,
  while: hole as never,
  otherwise: hole as never,
  unsure: hole as never,
  ...(draft as Partial<Rule>)
})
