/**
 * A rule as a sentence. The first try is the most natural one; it is read back, and where it would mean something else (a thing called
 * “dark”, two that share a name) all names go into quotes, which nothing can be mistaken for.
 */
import { convertUnit } from '../../senses/index.ts'
import type { Amount, Condition, Measured, Rule } from '../rule.ts'
import { quote } from './base.ts'
import { join, straight, turned, write } from './form.ts'
import { acceptsAmount, fitsAsked, isNumber, isText, isYesNo } from './fitting.ts'
import type { Deed, Features, Form, Forms, Language, Order } from './language.ts'
import type { Fits, Lexicon, LexiconPoint, PointUse } from './lexicon.ts'
import { amountText, durationText, numberText } from './numbers.ts'
import { isSpelled } from './spelling.ts'
import { type Called, goneName, refer } from './refer.ts'

type Asked = Rule['to']
const one: Features = { plural: false }

export class Speaker {
  readonly #rule: Rule
  readonly #lexicon: Lexicon
  readonly #language: Language
  readonly #isQuoted: boolean

  constructor(rule: Rule, lexicon: Lexicon, language: Language, isQuoted: boolean) {
    this.#rule = rule
    this.#lexicon = lexicon
    this.#language = language
    this.#isQuoted = isQuoted
  }

  sentence(): string {
    const rule = this.#rule
    const language = this.#language
    const point = this.#lexicon.find('act', rule.act)
    const actor = this.#call('act', rule.act, ...this.#askedOf(rule).map(fitsAsked))
    const { features } = actor
    const deed = (asked: Asked | 'rest' | 'stay', who?: string): string => {
      if (isOpen(asked)) return hole
      const form = this.#deedForm(asked, point)
      return this.#write([who === undefined ? straight(form) : turned(form, 'WHO')], features, {
        ...this.#filling(asked),
        ...(who !== undefined && { WHO: who })
      })
    }
    const it = language.pronounSaid ? write([language.pronoun], language, features) : ''
    const called = language.called(actor.named, 'plain')
    const asked = (part: 'rest' | 'stay' | { to: Asked }): string =>
      isOpen(part) ? hole : typeof part === 'object' ? deed(part.to, it) : deed(part === 'rest' ? restMark : stayMark, it)
    const parts = [
      this.#write(language.rule, one, {
        ACT: join([called, deed(rule.to)]),
        TURNED: deed(rule.to, called),
        COND: this.condition(rule.while)
      }),
      this.#write(language.otherwise, one, { ELSE: asked(rule.otherwise) }),
      this.#write(language.unsure, one, { ELSE: asked(rule.unsure) }),
      ...(rule.leastMs === undefined ? [] : [this.#write(language.least, one, { DURATION: this.#duration(rule.leastMs) })])
    ]
    const whole = capital(parts.join('; '))
    return /[.!?…][”“»]$/u.test(whole) ? whole : `${whole}.`
  }

  condition(at: Condition, inList = false): string {
    const language = this.#language
    const simple = this.#simple(at)
    if (simple !== undefined) return simple
    const inner = (that: Condition): string =>
      this.#isPlain(that) && !inList ? this.condition(that) : `(${this.condition(that)})`
    switch (at.is) {
      case 'and':
      case 'or': {
        const all = at.of.map((member) => (parted.has(member.is) ? `(${this.condition(member)})` : this.condition(member, true)))
        const word = this.#write(at.is === 'and' ? language.and : language.or, one)
        return join([all.slice(0, -1).join(', '), word, all.at(-1) ?? ''])
      }
      case 'not':
        return this.#write(language.not, one, { INNER: inner(at.that) })
      case 'held':
        return this.#write(language.heldThat, one, { TIME: this.#time(at), INNER: inner(at.that) })
      case 'within':
        return this.#write(language.withinThat, one, { SPAN: this.#time(at), INNER: inner(at.that) })
      case 'since':
        return this.#write(language.sinceThat, one, { FROM: inner(at.from), INNER: inner(at.that) })
      case 'rises':
      case 'falls':
        return this.#turn(at)
      default:
        return hole
    }
  }

  #isPlain(at: Condition): boolean {
    return at.is === 'rises' || at.is === 'falls' || this.#simple(at) !== undefined
  }

  #askedOf({ to, otherwise, unsure }: Rule): Asked[] {
    return [to, ...[otherwise, unsure].flatMap((part) => (typeof part === 'object' ? [part.to] : []))]
  }

  #deedForm(asked: Asked, point: LexiconPoint | undefined): Form {
    const language = this.#language
    const first = (forms: Forms): Form => forms[0] ?? ''
    if (asked === restMark) return first(language.rest)
    if (asked === stayMark) return first(language.stay)
    const deed = deedFor(language, point?.about)
    if (typeof asked === 'object') return first(deed.number)
    if (typeof asked === 'boolean') return first(asked ? deed.yes : deed.no)
    if (point?.shape.is === 'press') return first(language.press)
    return first(point?.shape.is === 'text' ? language.says : language.words)
  }

  #filling(asked: Asked): Record<string, string> {
    if (typeof asked === 'object') return { AMOUNT: this.#amount(asked) }
    return typeof asked === 'string' ? { WORDS: quote(asked, this.#language.quotes) } : {}
  }

  /** What is simply so, with its “not” and its time; undefined for all else. */
  #simple(at: Condition): string | undefined {
    const isNever = at.is === 'not' && at.that.is === 'within'
    const under = isNever ? at.that : at
    const time = under.is === 'held' || under.is === 'within' ? under : undefined
    const whole = time ? time.that : under
    const isNot = !isNever && whole.is === 'not'
    const bare = isNot ? whole.that : whole
    // That it was not so at some time is said in full: “was not” would be taken for “never was”.
    const isOther = bare.is === 'compare' && bare.how === 'is-not'
    if (under.is === 'within' && (isNot || isOther)) return undefined
    if (bare.is === 'and') {
      const bounds = boundsOf(bare.of)
      return bounds && this.#between(bounds, isNot || isNever, time)
    }
    if (bare.is === 'near') return this.#near(bare, isNot || isNever, time)
    if (bare.is === 'sun') return this.#sun(bare.state, isNot || isNever, time)
    if (bare.is !== 'compare' || (isNot && (bare.how === 'is' || isOther))) return undefined
    return this.#compare(bare, isNot || isNever, time)
  }

  #near({ point }: { point: string }, isNot: boolean, time: Timed | undefined): string {
    const language = this.#language
    const known = this.#lexicon.find('pulse', point)
    const pulse = this.#call('pulse', point)
    if (isPerson(known)) {
      const pred = this.#write(language.near, one, { PULSE: language.called(pulse.named, 'near') })
      return this.#simply(isNot ? language.nobody : language.somebody, one, 'near', pred, false, time)
    }
    return this.#simply(
      [language.called(pulse.named, 'plain')],
      pulse.features,
      'sign',
      this.#write(language.sign, one),
      isNot,
      time
    )
  }

  #sun(state: 'up' | 'down' | 'dark', isNot: boolean, time: Timed | undefined): string {
    const language = this.#language
    if (state === 'dark') return this.#simply(language.darkIt, one, 'dark', this.#write(language.dark, one), isNot, time)
    return this.#simply(language.sun, one, 'sun', this.#write(language[state], one), isNot, time)
  }

  #compare(at: Extract<Condition, { is: 'compare' }>, isNot: boolean, time: Timed | undefined): string {
    const language = this.#language
    const { to } = at
    const isOther = isNot || at.how === 'is-not'
    if (isOpen(to) || isOpen(at.how)) return this.#open(at, isOther, time)
    if (typeof to === 'object') {
      const subject = this.#measured(at.of, (point) => acceptsAmount(point, to.unit), isNumber)
      const how: Order = at.how === 'is-not' ? 'is' : at.how
      return this.#simply(
        [subject.text],
        subject.features,
        'number',
        this.#write(language.compare[how], one, { AMOUNT: this.#amount(to) }),
        isOther,
        time
      )
    }
    if (typeof to === 'string') {
      const subject = this.#measured(at.of, isText(to), ({ shape }) => shape.is === 'words' || shape.is === 'text')
      return this.#simply(
        [subject.text],
        subject.features,
        'words',
        this.#write(language.wordsAre, one, { WORDS: quote(to, language.quotes) }),
        isOther,
        time
      )
    }
    const point = this.#lexicon.find('reading', at.of.point)
    const truth = truthFor(language, point?.about)
    const word = write(to ? truth.yes : truth.no, language, one)
    const subject = this.#measured(at.of, (other) => isYesNo(other) && truthFits(language, word, other.about), isYesNo)
    return this.#simply(
      [subject.text],
      subject.features,
      'truth',
      this.#write(to ? truth.yes : truth.no, subject.features),
      isOther,
      time
    )
  }

  /** From the lower to the higher: the unit is said once where both have it. */
  #between([low, high]: Bounds, isNot: boolean, time: Timed | undefined): string {
    const subject = this.#measured(low.of, (point) => acceptsAmount(point, high.to.unit), isNumber)
    const least = low.to.unit === high.to.unit ? numberText(low.to.value, this.#language.decimalComma) : this.#amount(low.to)
    const bounds = { LOW: least, HIGH: this.#amount(high.to) }
    return this.#simply([subject.text], subject.features, 'number', '', isNot, time, bounds)
  }

  /** A comparison that is half made. */
  #open({ of, how }: Extract<Condition, { is: 'compare' }>, isOther: boolean, time: Timed | undefined): string {
    const language = this.#language
    const subject = this.#measured(of)
    const isMeasured = this.#lexicon.find('reading', of.point)?.shape.is === 'number'
    const pred =
      isMeasured && !isOpen(how) ? this.#write(language.compare[how === 'is-not' ? 'is' : how], one, { AMOUNT: hole }) : hole
    return this.#simply([subject.text], subject.features, isMeasured ? 'number' : 'truth', pred, isOther, time)
  }

  #simply(
    subject: Forms,
    features: Features,
    kind: keyof Language['verbOf'],
    pred: string,
    isNot: boolean,
    time: Timed | undefined,
    bounds?: Readonly<Record<'LOW' | 'HIGH', string>>
  ): string {
    const language = this.#language
    const verb = language.verbs[language.verbOf[kind]]?.[time === undefined ? 0 : time.is === 'held' ? 1 : 2] ?? ''
    const isNever = time?.is === 'within' && (isNot || subject === language.nobody)
    const not: Record<string, string> = isNot ? { NOT: this.#write(isNever ? language.neverWord : language.notWord, one) } : {}
    // A name is no form: it is filled in as it is.
    const said = kind === 'near' || kind === 'sun' || kind === 'dark' ? this.#write(subject, one) : (subject[0] ?? '')
    return this.#write(bounds ? language.between : language.simple, features, {
      ...bounds,
      SUBJ: said,
      ...not,
      VERB: this.#write([verb], features, not),
      PRED: pred,
      ...(time && {
        TIME: isNever ? this.#write(language.latelyNever, one, { DURATION: this.#duration(time.ms) }) : this.#time(time)
      })
    })
  }

  #turn(at: Extract<Condition, { is: 'rises' | 'falls' }>): string {
    const language = this.#language
    const [a, b] = at.is === 'rises' ? [at.above, at.below] : [at.below, at.above]
    const subject = this.#measured(at.of, (point) => acceptsAmount(point, a.unit), isNumber)
    return this.#write(language[at.is], subject.features, { SUBJ: subject.text, A: this.#amount(a), B: this.#amount(b) })
  }

  #measured(of: Measured, ...fits: Fits[]): { text: string; features: Features } {
    if (isOpen(of)) return { text: hole, features: one }
    const language = this.#language
    const { named, features } = this.#call('reading', of.point, ...fits)
    if (of.is === 'reading') return { text: language.called(named, 'plain'), features }
    const isCounter = this.#lexicon.find('reading', of.point)?.counter === true
    const forms = of.is === 'average' ? language.average : isCounter ? language.used : language.rate
    const filling = {
      DURATION: this.#duration(of.ms),
      REF: language.called(named, 'plain'),
      REF_OF: language.called(named, 'of')
    }
    return { text: this.#write(forms, one, filling), features: one }
  }

  #call(use: PointUse, id: string, ...fits: Fits[]): Called {
    if (typeof id !== 'string') return { named: { thing: hole, isQuoted: true }, features: one }
    const point = this.#lexicon.find(use, id)
    if (point === undefined) return { named: goneName(id, this.#language.quotes), features: one }
    return refer(
      this.#lexicon,
      use,
      point,
      this.#language,
      this.#isQuoted,
      ...(use === 'act' ? [(other: LexiconPoint) => fits.every((fit) => fit(other))] : []),
      ...fits
    )
  }

  #time(time: Timed): string {
    const language = this.#language
    const forms = time.is === 'within' ? language.lately : time.gaps === 'count' ? language.forCount : language.forBreak
    return this.#write(forms, one, { DURATION: this.#duration(time.ms) })
  }

  #write(forms: Forms, features: Features, filling: Record<string, string> = {}): string {
    return write(forms, this.#language, features, filling)
  }

  #amount(amount: Amount): string {
    return isOpen(amount) ? hole : amountText(amount, this.#language)
  }

  #duration(ms: number): string {
    return durationText(ms, this.#language.decimalComma)
  }
}

/** What holds an “and” or a comma of its own goes into brackets within a list. */
const parted: ReadonlySet<string> = new Set(['and', 'or', 'since', 'rises', 'falls'])

type Bound = Extract<Condition, { is: 'compare' }> & { readonly to: Amount }
type Bounds = readonly [Bound, Bound]

/** At least so much and at most so much of the same. */
const boundsOf = (of: readonly Condition[]): Bounds | undefined => {
  const [low, high, more] = of
  if (low?.is !== 'compare' || high?.is !== 'compare' || more || low.how !== 'at-least' || high.how !== 'at-most') return undefined
  if (isOpen(low.of) || isOpen(low.to) || isOpen(high.to) || typeof low.to !== 'object' || typeof high.to !== 'object') return undefined
  const least = convertUnit(low.to.value, low.to.unit, high.to.unit)
  const isSame = least !== undefined && least <= high.to.value && JSON.stringify(low.of) === JSON.stringify(high.of)
  return isSame ? [{ ...low, to: low.to }, { ...high, to: high.to }] : undefined
}

type Timed = Extract<Condition, { is: 'held' | 'within' }>

/** How a place is shown where something is still to be chosen: rules that are half made are spoken as well. */
export const hole = '…'

const isOpen = (part: unknown): boolean => typeof part === 'object' && part !== null && (part as { is?: unknown }).is === 'hole'

// No word that a point can have holds these.
const restMark = '\uffffrest'
const stayMark = '\uffffstay'

const holds = (words: string, word: string): boolean => words.split(' ').includes(word)

/** The words for what is asked of a point about this. */
export const deedFor = (language: Language, about: string | undefined): Deed =>
  (about !== undefined && language.deeds.find((deed) => holds(deed.about, about))) || (language.deeds.at(-1) as Deed)

export const truthFor = (language: Language, about: string | undefined): Language['truths'][number] =>
  (about !== undefined && language.truths.find((truth) => holds(truth.about, about))) ||
  (language.truths.at(-1) as Language['truths'][number])

/** Whether this word says yes or no of points about this. */
export const truthFits = (language: Language, word: string, about: string | undefined): boolean => {
  const { yes, no } = truthFor(language, about)
  return [...yes, ...no].some((form) =>
    form
      .split(' ')
      .reduce((all, part) => all.flatMap((begun) => part.split('|').map((variant) => `${begun} ${variant}`)), [''])
      .some((text) => isSpelled(word, text.trim().replaceAll('_', ' ')))
  )
}

const persons = new Set(['motion', 'occupancy', 'presence', 'moving', 'person', 'passage', 'near'])

/** Whether what is felt is somebody; all else gives a sign. */
export const isPerson = (point: LexiconPoint | undefined): boolean => point?.about === undefined || persons.has(point.about)

/** A letter with a capital of one letter that leads back to it. */
const capital = (text: string): string => {
  const [first = ''] = text
  const large = first.toUpperCase()
  return large.length === first.length && large.toLowerCase() === first ? large + text.slice(first.length) : text
}
