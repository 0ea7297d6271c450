/**
 * The grammar of a language, made of its forms: one rule of Ohm for each kind of phrase, with one alternative for each form.
 */
import type { Grammar } from 'ohm-js'
import { clausesGrammar } from './clauses.ts'
import { type Part, partsOf, straight, turned } from './form.ts'
import type { Form, Forms, Language } from './language.ts'
import { alt, anyOf, app, type Body, extend, mark, maybe, type RuleBody, seq, wholeWord } from './recipe.ts'

const comparisons = ['below', 'at-most', 'above', 'at-least', 'is'] as const

/** What a slot is read by, where that does not depend on the place. */
const slots: Readonly<Record<string, string>> = {
  AMOUNT: 'Amount',
  A: 'Amount',
  B: 'Amount',
  DURATION: 'Duration',
  COND: 'Cond',
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
  PRON: 'Pron'
}

type Own = Readonly<Record<string, string>>

/** The grammar of a language; it takes a few milliseconds to make. */
export const sentenceGrammar = (language: Language): Grammar => {
  const rules = new Map<string, RuleBody>()
  const words = new Map<string, string>()
  const phrases = new Map<string, string>()
  const word = (said: string): Body => {
    const name = words.get(said) ?? `w${words.size}`
    words.set(said, name)
    rules.set(name, { body: wholeWord(said), description: said })
    return app(name)
  }
  const phrase = (said: string): Body => seq(said.split(' ').map(word))
  // Alternatives must have as many parts as one another, so what has several becomes a rule of its own.
  const onePart = (said: string): Body => {
    if (!said.includes(' ')) return word(said)
    const name = phrases.get(said) ?? `P${phrases.size}`
    phrases.set(said, name)
    rules.set(name, { body: phrase(said) })
    return app(name)
  }
  const bodyOf = (one: Part, own: Own): Body[] => {
    if (one.is === 'turn') return []
    const optional = (body: Body): Body[] => [one.optional ? maybe(body) : body]
    if (one.is === 'mark') return optional(mark(one.text))
    if (one.is === 'slot') return optional(app(own[one.name] ?? slots[one.name] ?? one.name))
    // Longer ones first: the first that matches is taken.
    const variants = [...new Set(one.variants)].toSorted((a, b) => b.split(' ').length - a.split(' ').length)
    return optional(alt(variants.map(onePart)))
  }
  /** A rule with an alternative for each form. */
  const rule: MakeRule = (name, forms, own = {}) => {
    const all = [...new Set(forms)].map((form) => seq(partsOf(form).flatMap((part) => bodyOf(part, own))))
    if (all.length > 1) for (const [index, body] of all.entries()) rules.set(`${name}_${index}`, { body })
    rules.set(name, { body: all.length > 1 ? alt(all.map((_, index) => app(`${name}_${index}`))) : (all[0] as Body) })
    return name
  }
  const either: Either = (name, names) => void rules.set(name, { body: alt(names.map((one) => app(one))) })
  const listed = (name: string, all: string): void => void rules.set(name, { body: alt(all.split(' ').map(word)) })

  rule('Whole', language.rule)
  rule('Otherwise', language.otherwise)
  rule('Unsure', language.unsure)
  rule('Least', language.least)
  deeds(language, rule, either)
  listed('Lead', language.leads)
  listed('Join', language.joins)
  listed('List', language.lists)
  rules.set('kind', { body: anyOf(Object.values(language.nouns).flatMap(({ nouns }) => nouns)) })
  rules.set('time', {
    body: anyOf([
      'd',
      'h',
      'min',
      's',
      'ms',
      ...['d', 'h', 'min', 's'].flatMap((code) => (language.units[code] ?? '').split(' ')).filter(Boolean)
    ])
  })
  rule('And', language.and)
  rule('Or', language.or)
  rule('NotThat', language.not)
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
  return extend(clausesGrammar(), 'Sentence', rules)
}

type MakeRule = (name: string, forms: Forms, own?: Own) => string
type Either = (name: string, names: readonly string[]) => void

function deeds(language: Language, rule: MakeRule, either: Either): void {
  const forms: [kind: string, form: Form][] = [
    ...language.deeds.flatMap(({ number, yes, no }) => [
      ...number.map((form) => ['Number', form] as [string, Form]),
      ...no.map((form) => ['No', form] as [string, Form]),
      ...yes.map((form) => ['Yes', form] as [string, Form])
    ]),
    ...language.press.map((form) => ['Press', form] as [string, Form]),
    ...[...language.words, ...language.says].map((form) => ['Words', form] as [string, Form]),
    ...language.stay.map((form) => ['Stay', form] as [string, Form]),
    ...language.rest.map((form) => ['Rest', form] as [string, Form])
  ]
  // “Shines at 60 %” before “shines”, “stays dark” before “stays”.
  const sorted = forms.toSorted(([, a], [, b]) => straight(b).split(' ').length - straight(a).split(' ').length)
  either(
    'Deed',
    sorted.map(([kind, form], index) => rule(`Deed${kind}_${index}`, [straight(form)]))
  )
  either(
    'Turned',
    sorted.map(([kind, form], index) => rule(`Turned${kind}_${index}`, [turned(form, 'PRON?')]))
  )
  if (language.rule.some((form) => form.includes('TURNED'))) {
    either(
      'Inverted',
      sorted.map(([kind, form], index) => rule(`Inverted${kind}_${index}`, [turned(form, 'PRON')], { PRON: 'RefAct' }))
    )
  }
  rule('Act', ['ACTOR DEED'], { ACTOR: 'RefAct', DEED: 'Deed' })
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
    comparisons.map((how) => rule(`Compare_${how.replace('-', '')}`, language.compare[how]))
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
