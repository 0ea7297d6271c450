/**
 * The grammar of a language, made of its forms: one rule of Ohm for each kind of phrase, with one alternative for each form.
 */
import type { Grammar } from 'ohm-js'
import { clausesGrammar } from './clauses.ts'
import { type Part, partsOf, straight, turned, wordsOf } from './form.ts'
import type { Form, Forms, Language } from './language.ts'
import { heardMark } from './heard.ts'
import { heardGrammar } from './heardGrammar.ts'
import { spellings } from './spelling.ts'
import { alt, anyOf, app, type Body, extend, many, mark, maybe, not, type RuleBody, seq, wholeWord } from './recipe.ts'

const comparisons = ['below', 'at-most', 'above', 'at-least', 'is'] as const

/** What a slot is read by, where that does not depend on the place. */
const slots: Readonly<Record<string, string>> = {
  AMOUNT: 'Amount',
  A: 'Amount',
  B: 'Amount',
  DURATION: 'Duration',
  COND: 'Cond',
  CONDS: 'Conds',
  CONJ: 'Conj',
  EXCEPT: 'Except',
  UNLESS: 'Unless',
  UNTIL: 'Until',
  COMMAS: 'Commas',
  BARE: 'Bare',
  BARES: 'Bares',
  BACK: 'Back',
  AT: 'At',
  TILLMUCH: 'Till',
  HEATED: 'Room',
  ATFIRST: 'Start',
  ONLY: 'ActOnly',
  SWING: 'Swing',
  FIRST: 'AmountHeard',
  HOWMUCH: 'AmountLevel',
  VERBFIRST: 'VerbFirst',
  PERSON: 'Persons',
  SEP: 'sep',
  TOLD: 'numeral',
  WORKS: 'Works',
  ENDS: 'Ends',
  HOLDS: 'Holds',
  MODAL: 'Modal',
  MODALNOT: 'ModalNot',
  WHEN: 'Moment',
  AFTER: 'After',
  ELAPSED: 'Elapsed',
  MOMENT: 'Moment',
  ADV: 'Adv',
  HOUR: 'hour',
  FOR: 'TimeBare',
  FORTIME: 'TimeHeard',
  WHAT: 'RefHeard',
  INNER: 'Inner',
  FROM: 'Inner',
  TIME: 'Time',
  LATER: 'Time',
  SPAN: 'TimeLately',
  ACT: 'Act',
  ELSE: 'Else',
  TURNED: 'Inverted',
  WORDS: 'Words',
  REF: 'RefReading',
  REF_OF: 'RefReading',
  PULSE: 'RefPulse',
  PRON: 'Pron',
  NAY: 'NotVerb'
}

type Own = Readonly<Record<string, string>>

/** The grammar of a language; it takes some ten milliseconds to make, so it is made once. */
export const sentenceGrammar = (language: Language): Grammar => {
  const rules = new Map<string, RuleBody>()
  const words = new Map<string, string>()
  const phrases = new Map<string, string>()
  // Words that are understood alone are told apart from the same ones where they are written as well.
  let isHeard = false
  const word = (said: string): Body => {
    const description = isHeard ? heardMark + said : said
    const name = words.get(description) ?? `w${words.size}`
    words.set(description, name)
    rules.set(name, { body: alt(spellings(said).map(wholeWord)), description })
    return app(name)
  }
  const phrase = (said: string): Body => seq(said.split(' ').map(word))
  // Alternatives must have as many parts as one another, so what has several becomes a rule of its own.
  const onePart = (said: string): Body => {
    if (!said.includes(' ')) return word(said)
    const key = isHeard ? heardMark + said : said
    const name = phrases.get(key) ?? `P${phrases.size}`
    phrases.set(key, name)
    rules.set(name, { body: phrase(said) })
    return app(name)
  }
  const bodyOf = (one: Part, own: Own): Body[] => {
    if (one.is === 'turn') return []
    const optional = (body: Body): Body[] => [one.optional ? maybe(body) : body]
    if (one.is === 'mark') return optional(isHeard ? heardSign(one.text) : mark(one.text))
    if (one.is === 'slot') return optional(app(own[one.name] ?? slots[one.name] ?? one.name))
    // Longer ones first: the first that matches is taken.
    const variants = [...new Set(one.variants)].toSorted((a, b) => b.split(' ').length - a.split(' ').length || (isHeard ? b.length - a.length : 0))
    return optional(alt(variants.map(onePart)))
  }
  const heardSign = (text: string): Body => {
    const description = heardMark + text
    const name = words.get(description) ?? `w${words.size}`
    words.set(description, name)
    rules.set(name, { body: mark(text), description })
    return app(name)
  }
  /** A rule with an alternative for each form. */
  const rule: MakeRule = (name, forms, own = {}) => {
    const all = [...new Set(forms)].map((form) => seq(partsOf(form).flatMap((part) => bodyOf(part, own))))
    const names = [name, ...(all.length > 1 ? all.map((_, index) => `${name}_${index}`) : [])]
    // A rule that bore the name of an alternative of another would take its place.
    for (const one of names) if (rules.has(one)) throw new Error(`Two rules of the grammar are called ${one}.`)
    if (all.length > 1) for (const [index, body] of all.entries()) rules.set(`${name}_${index}`, { body })
    rules.set(name, { body: all.length > 1 ? alt(all.map((_, index) => app(`${name}_${index}`))) : (all[0] as Body) })
    return name
  }
  const heardRule: MakeRule = (name, forms, own) => {
    isHeard = true
    rule(name, forms, own)
    isHeard = false
    return name
  }
  const either: Either = (name, names) => void rules.set(name, { body: alt(names.map((one) => app(one))) })
  const listed = (name: string, all: string): void =>
    void rules.set(name, { body: alt(all.split(' ').map((said) => onePart(said.replaceAll('_', ' ')))) })

  const { heard } = language
  rule('Otherwise', language.otherwise)
  rule('Unsure', language.unsure)
  rule('Least', language.least)
  deeds(language, rule, heardRule, either)
  listed('Lead', language.leads)
  listed('Join', language.joins)
  listed('List', language.lists)
  rules.set('kind', { body: anyOf(Object.values(language.nouns).flatMap(({ nouns }) => nouns).flatMap(spellings)) })
  rules.set('time', {
    body: anyOf([
      'd',
      'h',
      'min',
      's',
      'ms',
      ...['d', 'h', 'min', 's'].flatMap((code) => (language.units[code] ?? '').split(' ')).filter(Boolean)
    ].flatMap(spellings))
  })
  rule('And', language.and)
  rule('Or', language.or.toSorted((a, b) => b.length - a.length))
  rule('NotThat', language.not)
  heardRule('NotSaid', heard.not)
  rule('HeldThat', language.heldThat, { TIME: 'TimeHeld' })
  rule('WithinThat', language.withinThat)
  rule('SinceThat', language.sinceThat)
  rule('Rises', language.rises, { SUBJ: 'Measure' })
  rule('Falls', language.falls, { SUBJ: 'Measure' })
  rule('TimeBreak', language.forBreak)
  rule('TimeCount', language.forCount)
  rule('TimeLately', [...language.lately, ...language.latelyNever])
  rule('Average', language.average)
  rule('Rate', language.rate)
  rule('Used', language.used)
  simples(language, rule, either)
  rules.set('span', { body: anyOf(Object.keys(heard.spans).flatMap(spellings)) })
  // Where few would go on so, it is not told that they may.
  rules.set('RefHeard', { body: app('RefReading'), description: heardMark })
  rules.set('TimeAgo', { body: app('TimeBehind'), description: heardMark })
  rules.set('TimeAfter', { body: app('TimeBare_96'), description: heardMark })
  rules.set('TimeHeard', { body: app('TimeAny'), description: heardMark })
  rules.set('AmountHeard', { body: app('Amount'), description: heardMark })
  // “The lamp 5 minutes …” is no lamp at 5.
  rules.set('AmountLevel', { body: seq([not(app('Duration')), app('Amount')]), description: heardMark })
  rules.set('Amount_1', { body: app('numeral') })
  rules.set('Amount_2', { body: app('number') })
  // “Half past” is no share.
  const past: Body = seq([many(app('space')), anyOf(heard.past.split(' ').filter(Boolean))])
  rules.set('share', { body: seq([anyOf(Object.keys(heard.shares).flatMap(spellings)), not(past)]) })
  heardRule('Full', [heard.full])
  rule('Between_5', language.between, { VERB: `Verb_${language.verbOf.number}`, SUBJ: 'Measure', NOT: 'Not', LOW: 'AmountLow', HIGH: 'Amount' })
  heardGrammar(language, heardRule, either)
  either('Between', ['Between_5', 'Between_6'])
  rule('WholeSaid', language.rule.map((form) => form.replace('COND', 'CONDS')))
  heardRule('WholeHeard', heard.whole)
  either('Whole', ['WholeSaid', 'WholeHeard'])
  return extend(clausesGrammar(), 'Sentence', rules)
}

type MakeRule = (name: string, forms: Forms, own?: Own) => string
type Either = (name: string, names: readonly string[]) => void

function deeds(language: Language, rule: MakeRule, heardRule: MakeRule, either: Either): void {
  const { on, off, onAt, offAt, number: numbers } = language.heard.deeds
  const heard = new Set([...on, ...off, ...onAt, ...offAt, ...numbers])
  const makes = (form: Form): MakeRule => (heard.has(form) ? heardRule : rule)
  const forms: [kind: string, form: Form][] = [
    ...language.deeds.flatMap(({ number, yes, no }) => [
      ...number.map((form) => ['Number', form] as [string, Form]),
      ...no.map((form) => ['No', form] as [string, Form]),
      ...yes.map((form) => ['Yes', form] as [string, Form])
    ]),
    ...language.press.map((form) => ['Press', form] as [string, Form]),
    ...[...language.words, ...language.says].map((form) => ['Words', form] as [string, Form]),
    ...language.stay.map((form) => ['Stay', form] as [string, Form]),
    ...language.rest.map((form) => ['Rest', form] as [string, Form]),
    ...onAt.map((form) => ['OnAt', form] as [string, Form]),
    ...offAt.map((form) => ['OffAt', form] as [string, Form]),
    ...numbers.map((form) => ['Number', form] as [string, Form]),
    ...on.map((form) => ['On', form] as [string, Form]),
    ...off.map((form) => ['Off', form] as [string, Form])
  ]
  // “Shines at 60 %” before “shines”, “stays dark” before “stays”.
  const sorted = forms.toSorted(([, a], [, b]) => wordsOf(straight(b)) - wordsOf(straight(a)))
  either(
    'Deed',
    sorted.map(([kind, form], index) => makes(form)(`Deed${kind}_${index}`, [straight(form)]))
  )
  either(
    'Turned',
    sorted.map(([kind, form], index) => makes(form)(`Turned${kind}_${index}`, [turned(form, 'PRON?')]))
  )
  if (language.rule.some((form) => form.includes('TURNED'))) {
    either(
      'Inverted',
      sorted
        .filter(([, form]) => form.includes('*'))
        .map(([kind, form], index) => makes(form)(`Inverted${kind}_${index}`, [turned(form, 'PRON')], { PRON: 'RefAct' }))
    )
  }
  rule('Plain', ['ACTOR DEED'], { ACTOR: 'RefAct', DEED: 'Deed' })
  either('ActPlain', ['Asked', 'Plain', ...(language.rule.some((form) => form.includes('TURNED')) ? ['Inverted'] : []), 'LoneOn', 'LoneOff'])
  either('Else', ['Turned'])
  rule('Pron', [language.pronoun])
}

function simples(language: Language, rule: MakeRule, either: Either): void {
  for (const [verb, tenses] of Object.entries(language.verbs)) rule(`Verb_${verb}`, tenses, { NOT: 'Not' })
  rule('Not', [...language.notWord, ...language.neverWord])
  rule('Somebody', language.somebody)
  rule('Nobody', language.nobody)
  either('Persons', ['Nobody', 'Somebody'])
  rule('Sun', language.sun)
  rule('DarkIt', language.darkIt)
  either(
    'PredNumber',
    // What is not said to be exactly so is refused in most places, and is never written.
    [...comparisons.map((how) => rule(`Compare_${how.replace('-', '')}`, language.compare[how])), rule('Compare_bare', language.simplyIs)]
  )
  const truths = (which: 'yes' | 'no'): Forms => [...new Set(language.truths.flatMap((one) => one[which]))]
  either('PredTruth', [rule('TruthNo', truths('no')), rule('TruthYes', truths('yes'))])
  rule('PredWords', language.wordsAre)
  rule('PredNear', language.near)
  rule('PredSign', language.sign)
  either('PredSun', [rule('SunUp', language.up), rule('SunDown', language.down)])
  rule('PredDark', language.dark)
  const subjects = {
    near: 'Persons',
    sun: 'Sun',
    dark: 'DarkIt',
    number: 'Measure',
    truth: 'RefReading',
    words: 'RefReading',
    sign: 'RefPulse'
  } as const
  const names = (Object.keys(subjects) as (keyof typeof subjects)[]).map((kind) =>
    rule(`Simple_${kind}`, language.simple, {
      SUBJ: subjects[kind],
      VERB: `Verb_${language.verbOf[kind]}`,
      PRED: `Pred${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
      NOT: 'Not'
    })
  )
  either('Simple', names)
}
