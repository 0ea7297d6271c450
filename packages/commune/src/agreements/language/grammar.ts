/**
 * The grammar of a language, made of its forms: one rule of Ohm for each kind of phrase, with one alternative for each form. Nesting
 * goes through brackets alone, so how deep a text recurses is known before it is read.
 */
import { baseSource, escaped, oneOf, terminal } from './base.ts'
import { type Part, partsOf, straight, turned } from './form.ts'
import type { Form, Forms, Language } from './language.ts'

const uses = ['act', 'reading', 'pulse'] as const
export const sunStates = ['up', 'down'] as const
export const comparisons = ['below', 'at-most', 'above', 'at-least', 'is'] as const

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
  SPAN: 'TimeLately',
  ACT: 'Act',
  ELSE: 'Else',
  TURNED: 'Turned',
  WORDS: 'Words',
  REF: 'RefReading',
  REF_OF: 'RefReading',
  PULSE: 'RefPulse',
  PRON: 'Who'
}

/** The source of the grammar, and what its rules for words stand for. */
export const sentenceSource = (language: Language): string => {
  const rules: string[] = []
  const words = new Map<string, string>()
  const word = (text: string): string => {
    const known = words.get(text)
    if (known !== undefined) return known
    const name = `w${words.size}`
    words.set(text, name)
    rules.push(`${name} (${text}) = ${terminal(text)} ~tail`)
    return name
  }
  const phrase = (text: string): string => text.split(' ').map(word).join(' ')
  const part = (one: Part, own: Readonly<Record<string, string>>): string => {
    if (one.is === 'turn') return ''
    if (one.is === 'mark') return `"${escaped(one.text)}"${one.optional ? '?' : ''}`
    if (one.is === 'slot') return `${own[one.name] ?? slots[one.name] ?? one.name}${one.optional ? '?' : ''}`
    // Longer ones first: the first that matches is taken.
    const variants = [...new Set(one.variants)].toSorted((a, b) => b.split(' ').length - a.split(' ').length)
    const all = variants.map((text) => (variants.length > 1 || one.optional ? named(phrase(text)) : phrase(text)))
    return `${all.length > 1 || one.optional ? `(${all.join(' | ')})` : all[0]}${one.optional ? '?' : ''}`
  }
  // Alternatives must have as many parts as one another, so what has several becomes a rule of its own.
  const phrases = new Map<string, string>()
  const named = (sequence: string): string => {
    if (!sequence.includes(' ')) return sequence
    const known = phrases.get(sequence) ?? `P${phrases.size}`
    if (!phrases.has(sequence)) rules.push(`${known} = ${sequence}`)
    phrases.set(sequence, known)
    return known
  }
  const sequence = (form: Form, own: Readonly<Record<string, string>> = {}): string =>
    partsOf(form).map((one) => part(one, own)).filter(Boolean).join(' ')
  /** A rule with an alternative for each form. */
  const rule = (name: string, forms: Forms, own: Readonly<Record<string, string>> = {}): string => {
    const all = [...new Set(forms.map((form) => sequence(form, own)))]
    const names = all.map((one, index) => {
      if (all.length > 1) rules.push(`${name}_${index} = ${one}`)
      return all.length > 1 ? `${name}_${index}` : one
    })
    rules.push(`${name} = ${names.join(' | ')}`)
    return name
  }
  const either = (name: string, names: readonly string[]): void => void rules.push(`${name} = ${names.join(' | ')}`)

  rules.push('Rule = Whole Tail* "."? end', 'Tail = stop TailOf', 'stop = ";" | "," | "."', 'TailOf = Otherwise | Unsure | Least')
  rule('Whole', language.rule)
  rule('Otherwise', language.otherwise)
  rule('Unsure', language.unsure)
  rule('Least', language.least)
  deeds(language, rule, either)
  refs(language, rules, phrase)

  rule('And', language.and)
  rule('Or', language.or)
  either('List', language.lists.split(' ').map(word))
  rules.push(
    'Cond = CommaOr | Ors',
    'CommaOr = List? Item ("," Item)+ ","? Or Item',
    'Ors = List? Ands (","? Or Ands)*',
    'Ands = CommaAnd | AndChain',
    'CommaAnd = List? Item ("," Item)+ ","? And Item',
    'AndChain = List? Item (","? And Item)*',
    'Item = Group | Wrapped | Leaf',
    'Leaf = Turn | Simple',
    'Inner = Group | Leaf',
    'Group = "(" Cond ")"',
    'Wrapped = NotThat | HeldThat | WithinThat | SinceThat',
    'Turn = Rises | Falls',
    'Time = TimeCount | TimeBreak | TimeLately',
    'TimeHeld = TimeCount | TimeBreak',
    'Measure = Average | Used | Rate | RefReading',
    'Words = quoted | word'
  )
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
  const timeNames = ['d', 'h', 'min', 's'].flatMap((code) => (language.units[code] ?? '').split(' ')).filter(Boolean)
  return `${baseSource(timeNames)}
Sentence <: Face {
  Rule :=${rules.join('\n  ').replace('Rule =', '')}
}`
}

type MakeRule = (name: string, forms: Forms, own?: Readonly<Record<string, string>>) => string
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
  either('Deed', sorted.map(([kind, form], index) => rule(`Deed${kind}_${index}`, [straight(form)])))
  either('Turned', sorted.map(([kind, form], index) => rule(`Turned${kind}_${index}`, [turned(form, 'PRON?')])))
  either('Act', ['RefAct Deed'])
  either('Else', ['Turned'])
  rule('Pron', [language.pronoun])
  either('Who', ['Pron', 'RefAct'])
}

function refs(language: Language, rules: string[], phrase: (text: string) => string): void {
  const kinds = Object.values(language.nouns).flatMap(({ nouns }) => nouns)
  rules.push(`kind (@kind) = ${oneOf(kinds)}`)
  rules.push(`Lead = ${language.leads.split(' ').map(phrase).join(' | ')}`)
  rules.push(`Join = ${language.joins.split(' ').map(phrase).join(' | ')}`)
  for (const use of uses) {
    const name = use.charAt(0).toUpperCase() + use.slice(1)
    rules.push(
      `Ref${name} = Ref${name}Plain | Ref${name}Led`,
      `Ref${name}Led = Lead+ Ref${name}Plain`,
      `Ref${name}Plain = PointOf${name} | Thing${name}`,
      `PointOf${name} = Which${name} Join Lead* Thing${name}`,
      `Which${name} = kind | ${use}Point | quoted`,
      `Thing${name} = ThingName${name} Tag?`,
      `ThingName${name} = ${use}Thing | quoted`
    )
  }
}

function simples(language: Language, rule: MakeRule, either: Either): void {
  for (const [verb, tenses] of Object.entries(language.verbs)) rule(`Verb_${verb}`, tenses, { NOT: 'Not' })
  rule('Not', [...language.notWord, ...language.neverWord])
  rule('Somebody', language.somebody)
  rule('Nobody', language.nobody)
  either('Persons', ['Nobody', 'Somebody'])
  rule('Sun', language.sun)
  rule('DarkIt', language.darkIt)
  either('PredNumber', comparisons.map((how) => rule(`Compare_${how.replace('-', '')}`, language.compare[how])))
  const truths = (which: 'yes' | 'no'): Forms => [...new Set(language.truths.flatMap((one) => one[which]))]
  either('PredTruth', [rule('TruthNo', truths('no')), rule('TruthYes', truths('yes'))])
  rule('PredWords', language.wordsAre)
  rule('PredNear', language.near)
  rule('PredSign', language.sign)
  either('PredSun', [rule('SunUp', language.up), rule('SunDown', language.down)])
  rule('PredDark', language.dark)
  const subjects = { near: 'Persons', sun: 'Sun', dark: 'DarkIt', number: 'Measure', truth: 'RefReading', words: 'RefReading', sign: 'RefPulse' } as const
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
