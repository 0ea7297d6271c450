/**
 * What may come next while somebody writes: words, names, units, at any place of a text. What stands before that place decides; what
 * stands behind it is not looked at.
 */
import { siblings } from '../../senses/index.ts'
import { ruleLimits } from '../rule.ts'
import { quote } from './base.ts'
import { partsOf, straight, write } from './form.ts'
import type { Form, Forms, Language, Role } from './language.ts'
import { fold, type Lexicon, type LexiconPoint, type PointUse } from './lexicon.ts'
import { matchFace, tooDeepAt } from './match.ts'
import { aboutsOf, bareLeads, sayPoint } from './refer.ts'
import { deedFor, isPerson, truthFor } from './say.ts'
import { faceOf } from './sentence.ts'
import { unsaid } from './explain.ts'
import { textFace, textVocabulary } from './text.ts'

export interface Suggestion {
  /** What it takes the place of, in UTF-16 units: from where the unfinished word begins to the place asked about. */
  readonly from: number
  readonly to: number
  /** What to put there. Empty for a number or words of one's own, which nobody else can choose. */
  readonly text: string
  readonly kind: 'word' | 'name' | 'unit' | 'time' | 'number' | 'text'
}

export const suggestionsMax = 24

/** No text that is read holds it, so what may follow is known even where the text could end. */
const beyond = '\ufffe'

/**
 * What may stand at a place of a text, in a language or, with `'text'`, in the text face. Best first, `suggestionsMax` at most; nothing
 * where what stands before makes no sense.
 */
export const suggest = (text: string, at: number, lexicon: Lexicon, language: Language | 'text'): readonly Suggestion[] => {
  const before = text.slice(0, Math.max(0, Math.min(at, ruleLimits.charsMax)))
  if (tooDeepAt(before) !== undefined) return []
  const cut = wordStart(before)
  const unfinished = suggestFrom(before, cut, lexicon, language)
  if (cut === before.length) return unfinished
  // The last word may be whole already.
  const further = suggestFrom(before, before.length, lexicon, language).filter(({ text: said, from }) =>
    unfinished.every((one) => one.text !== said || one.from !== from)
  )
  return [...unfinished, ...further].slice(0, suggestionsMax)
}

/** What may follow the first part of a text, up to `cut`, and begins as the rest does. */
function suggestFrom(before: string, cut: number, lexicon: Lexicon, language: Language | 'text'): readonly Suggestion[] {
  const match = matchFace(language === 'text' ? textFace : faceOf(language), before.slice(0, cut) + beyond, lexicon)
  if (match.ok) return []
  const from = skipSpace(before, match.stop.from)
  const typed = fold(before.slice(from))
  const context = new Context(before.slice(0, from), lexicon, language, match.stop.expected)
  const seen = new Set<string>()
  return context
    .all()
    .filter(({ match: ways }) => ways.some((way) => fold(way).startsWith(typed)))
    .filter(({ text: said }) => !seen.has(said) && seen.add(said))
    .filter(({ text: said }) => typed === '' || fold(said) !== typed)
    .slice(0, suggestionsMax)
    .map(({ text: said, kind }) => ({ from, to: before.length, text: said, kind }))
}

interface Meant {
  readonly text: string
  readonly kind: Suggestion['kind']
  /** What somebody may have begun to type who means it. */
  readonly match: readonly string[]
}

const word = (text: string, kind: Suggestion['kind'] = 'word'): Meant => ({ text, kind, match: [text] })

class Context {
  readonly #before: string
  readonly #lexicon: Lexicon
  readonly #language: Language | 'text'
  readonly #act: LexiconPoint | undefined
  readonly #reading: LexiconPoint | undefined

  readonly #expected: readonly string[]

  constructor(before: string, lexicon: Lexicon, language: Language | 'text', expected: readonly string[]) {
    this.#before = before
    this.#expected = expected
    this.#lexicon = lexicon
    this.#language = language
    const small = before.toLowerCase()
    this.#act = lastNamed(small, lexicon, 'act')
    this.#reading = lastNamed(small, lexicon, 'reading')
  }

  /** Everything that may stand there, best first. */
  all(): readonly Meant[] {
    const meant = this.#expected.flatMap((one) => this.#meaning(one))
    const language = this.#language
    if (language === 'text') return meant
    const leads = bareLeads(language, this.#expected)
    return this.#ranked(
      meant.filter(({ text, kind }) => kind !== 'word' || !leads.includes(text)),
      language
    )
  }

  #meaning(expected: string): readonly Meant[] {
    if (!expected.startsWith('@')) return unsaid.has(expected) ? [] : [word(expected)]
    if (expected === '@act' || expected === '@reading' || expected === '@pulse') return this.#names(expected.slice(1) as PointUse)
    if (expected === '@number') return [{ text: '', kind: 'number', match: [''] }]
    if (expected === '@unit') return this.#units().map((unit) => word(unit, 'unit'))
    if (expected === '@time') return ['min', 'h', 's', 'd'].map((unit) => word(unit, 'time'))
    if (expected === '@words') return this.#words()
    return []
  }

  /** Words that fit what was named go before those that do not; of verbs and predicates only those are kept. */
  #ranked(all: readonly Meant[], language: Language): readonly Meant[] {
    const own = [...firstWords(language, this.#act, 'deeds'), ...firstWords(language, this.#reading, 'predicates')]
    const isDeed = this.#expected.includes(firstOf(straight(language.rest[0] ?? ''), language, this.#act))
    const isPredicate = !isDeed && this.#expected.includes(firstOf(language.compare.below[0] ?? '', language, undefined))
    if (!isDeed && !isPredicate) {
      // Somebody before the many words that may stand where nobody is named.
      const persons = [...language.somebody, ...language.nobody]
      const of = ({ kind, text }: Meant): number => (kind !== 'word' ? 0 : persons.includes(text) ? 1 : 2)
      return all.toSorted((a, b) => of(a) - of(b))
    }
    const others = new Set(everyFirst(language, isDeed ? 'deeds' : 'predicates'))
    return all
      .filter(({ text, kind }) => kind !== 'word' || own.includes(text) || !others.has(text))
      .toSorted((a, b) => rank(own, a.text) - rank(own, b.text))
  }

  #names(use: PointUse): readonly Meant[] {
    const language = this.#language
    // Where somebody may be spoken of, what feels somebody is not: it comes behind.
    const begins = language !== 'text' && this.#expected.includes(language.somebody[0] ?? '')
    const points = this.#lexicon.points.filter((point) => point.use === use && !(use === 'pulse' && begins && isPerson(point)))
    const whose = language === 'text' ? undefined : pointBefore(this.#before, points, language)
    if (whose) return whose.map(({ thing }) => word(thing, 'name'))
    const lead = language === 'text' ? false : endsWithLead(this.#before, language)
    return points.slice(0, pointsMax).map((point) => {
      if (language === 'text') return { text: textVocabulary(this.#lexicon).nameOf(point), kind: 'name', match: [point.thing] }
      const role: Role = use === 'pulse' && !lead && !begins ? 'near' : 'plain'
      const called = sayPoint(this.#lexicon, point, language, role)
      const bare = lead ? withoutLead(called, language) : called
      return { text: bare, kind: 'name', match: [bare, withoutLead(called, language), point.thing] }
    })
  }

  #units(): readonly string[] {
    const shapes = [this.#last(), this.#act, this.#reading].flatMap((point) =>
      point?.shape.is === 'number' ? [point.shape] : []
    )
    const [shape] = shapes
    if (shape?.unit !== undefined) return [shape.unit, ...siblings(shape.unit).filter((unit) => unit !== shape.unit)]
    return shape
      ? []
      : [...new Set(this.#lexicon.points.flatMap((point) => (point.shape.is === 'number' ? (point.shape.unit ?? []) : [])))]
  }

  #words(): readonly Meant[] {
    const point = this.#last()
    const quotes = this.#language === 'text' ? (['"', '"'] as const) : this.#language.quotes
    if (point?.shape.is === 'text') return [{ text: '', kind: 'text', match: [''] }]
    return point?.shape.is === 'words'
      ? point.shape.of.map((one) => ({ text: quote(one, quotes), kind: 'text', match: [one, quote(one, quotes)] }))
      : []
  }

  /** What was spoken of last. */
  #last(): LexiconPoint | undefined {
    const small = this.#before.toLowerCase()
    const end = (point: LexiconPoint | undefined): number => (point ? small.lastIndexOf(point.thing.toLowerCase()) : -1)
    return end(this.#reading) > end(this.#act) ? this.#reading : this.#act
  }
}

const pointsMax = 400

const rank = (own: readonly string[], text: string): number => (own.includes(text) ? own.indexOf(text) : own.length)

/** The point named last: that which reads longest of those that end last. */
function lastNamed(text: string, lexicon: Lexicon, use: PointUse): LexiconPoint | undefined {
  let best: { thing: string; end: number } | undefined
  for (const thing of lexicon.things(use)) {
    const at = text.lastIndexOf(thing.toLowerCase())
    const end = at + thing.length
    if (at >= 0 && (best === undefined || end > best.end || (end === best.end && thing.length > best.thing.length)))
      best = { thing, end }
  }
  return best && lexicon.named(use, best.thing)[0]
}

const firstOf = (form: Form, language: Language, point: LexiconPoint | undefined): string =>
  write([form], language, point ? language.features(point.thing) : { plural: false }).split(' ')[0] ?? ''

/** The first words of all that can be said of a point. */
function firstWords(language: Language, point: LexiconPoint | undefined, what: 'deeds' | 'predicates'): readonly string[] {
  if (point === undefined) return []
  const { shape, about } = point
  const forms: Form[] = []
  const add = (all: Forms): void => void forms.push(...all)
  if (what === 'deeds') {
    const deed = deedFor(language, about)
    if (shape.is === 'number') add(deed.number)
    else if (shape.is === 'yes-no') add([...deed.yes, ...deed.no])
    else add(shape.is === 'press' ? language.press : shape.is === 'text' ? language.says : language.words)
    add([...language.rest, ...language.stay])
  } else if (shape.is === 'number') add(Object.values(language.compare).flat())
  else if (shape.is === 'yes-no') add([...truthFor(language, about).yes, ...truthFor(language, about).no])
  return [
    ...new Set([
      ...forms.map((form) => firstOf(straight(form), language, point)),
      ...(what === 'predicates' ? [...language.notWord, ...language.neverWord] : [])
    ])
  ]
}

function everyFirst(language: Language, what: 'deeds' | 'predicates'): readonly string[] {
  const forms =
    what === 'deeds'
      ? [
          ...language.deeds.flatMap(({ number, yes, no }) => [...number, ...yes, ...no]),
          ...language.press,
          ...language.words,
          ...language.says,
          ...language.rest,
          ...language.stay
        ]
      : [...Object.values(language.compare).flat(), ...language.truths.flatMap(({ yes, no }) => [...yes, ...no])]
  return forms.flatMap((form) => {
    const [first] = partsOf(straight(form))
    return first?.is === 'words' ? first.variants.map((one) => one.split(' ')[0] ?? '') : []
  })
}

/** The points meant where “the light at the” stands before: those that go by this noun or name. */
function pointBefore(text: string, points: readonly LexiconPoint[], language: Language): readonly LexiconPoint[] | undefined {
  const words = text.trim().toLowerCase().split(/\s+/u)
  const [leads, joins] = [language.leads.split(' '), language.joins.split(' ')]
  const begin = words.findLastIndex((one) => !leads.includes(one) && !joins.includes(one)) + 1
  if (!words.slice(begin).some((one) => joins.includes(one))) return undefined
  const before = ` ${words.slice(0, begin).join(' ')}`
  const abouts = Object.values(language.nouns).flatMap(({ nouns }) =>
    nouns.filter((noun) => before.endsWith(` ${noun.toLowerCase()}`)).flatMap((noun) => aboutsOf(language, noun))
  )
  const found = points.filter(
    ({ about, name }) => (about !== undefined && abouts.includes(about)) || before.endsWith(` ${fold(name)}`)
  )
  return found.length > 0 ? found : undefined
}

const endsWithLead = (text: string, language: Language): boolean => {
  const last = /(\S+)\s+$/u.exec(text)?.[1]?.toLowerCase()
  return last !== undefined && language.leads.split(' ').includes(last)
}

const withoutLead = (called: string, language: Language): string => {
  const [first = '', ...rest] = called.split(' ')
  return rest.length > 0 && language.leads.split(' ').includes(first.toLowerCase())
    ? withoutLead(rest.join(' '), language)
    : called
}

/** Where the word begins that is being typed. */
function wordStart(text: string): number {
  let at = text.length
  while (at > 0 && !/[\s(]/u.test(text.charAt(at - 1))) at--
  return at
}

function skipSpace(text: string, from: number): number {
  let at = Math.min(from, text.length)
  while (at < text.length && text.charAt(at).trim() === '') at++
  return at
}
