/** The part of the grammar of a language that is understood and never written (`heard.ts`). */
import type { Forms, Language } from './language.ts'

type MakeRule = (name: string, forms: Forms, own?: Readonly<Record<string, string>>) => string
type Either = (name: string, names: readonly string[]) => void

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).replace('-', '')
const longest = (forms: Forms): Forms => forms.toSorted((a, b) => b.split(' ').length - a.split(' ').length)

export const heardGrammar = (language: Language, rule: MakeRule, either: Either): void => {
  const { heard } = language
  rule('Please', [`${heard.please}`])
  rule('Conj', [heard.conjunctions])
  rule('Except', heard.except)
  rule('Unless', heard.except.map((form) => form.replace(/^,\??\s/, '')))
  rule('Provided', heard.provided)
  rule('After', heard.after)
  rule('Elapsed', heard.elapsed)
  const days = ['dark', 'down', 'up'] as const
  either('Moment', days.map((day) => rule(`Moment${capital(day)}`, longest(heard.moments[day]))))
  rule('Lasts', heard.lasts)
  rule('Leasts', heard.leasts)
  rule('Clock', longest(heard.clock))
  rule('TimeBare', heard.bare)
  const asked = (['number', 'on', 'off', 'tell'] as const).flatMap((kind) =>
    heard.asks[kind].map((form) => [`Inverted${capital(kind)}`, form] as const)
  )
  const sorted = asked.toSorted(([, a], [, b]) => words(b) - words(a))
  either('Asked', sorted.map(([name, form], index) => rule(`${name}_9${index}`, [form], { ACTOR: 'RefAct' })))
  rule('NotVerb', [heard.nay, ...language.notWord, ...language.neverWord])
  rule('VerbHeard', language.verbs[language.verbOf.truth] ?? [], { NOT: 'NotVerb' })
  rule('VerbHeardNumber', language.verbs[language.verbOf.number] ?? [], { NOT: 'NotVerb' })

  either('TimePassing', ['Time', ...heard.ago.map((form, index) => rule(`TimeLately_9${index}`, [form]))])
  either('TimeAny', ['TimeBare', 'TimeCount', 'TimeBreak', 'TimeLately'])
  rule('Lasting', heard.simple, { SUBJ: 'RefReading', VERB: 'VerbHeard', PRED: 'PredTruth', NOT: 'NotVerb', NAY: 'NotVerb' })
  rule('Between', longest(heard.between), { SUBJ: 'Measure', VERB: 'VerbHeardNumber', NOT: 'NotVerb', LOW: 'Amount', HIGH: 'Amount' })
  const shared = { SUBJ: 'Measure', NOT: 'NotVerb' }
  either('Shared', (['neither', 'either', 'both'] as const).flatMap((how) => [
    rule(`Shared${capital(how)}Number`, heard.shared[how], { ...shared, VERB: 'VerbHeardNumber', PRED: 'PredNumber' }),
    rule(`Shared${capital(how)}Truth`, heard.shared[how], { ...shared, SUBJ: 'RefReading', VERB: 'VerbHeard', PRED: 'PredTruth' })
  ]))
  either('Used_amount', ['Compare_below', 'Compare_atmost', 'Compare_above', 'Compare_atleast'])
  rule('Counted', heard.counted, { SUBJ: 'RefReading', USED: 'Used_amount' })
  const orders = ['at-most', 'at-least', 'below', 'above', 'is'] as const
  const names = [
    ...orders.map((how) => rule(`Saying${capital(how)}`, longest(heard.numbers[how]), { SUBJ: 'Measure', NOT: 'NotVerb' })),
    ...(['below', 'above'] as const).map((how) =>
      rule(`Warmth${capital(how)}`, longest(heard.warmth[how]), { PLACE: 'RefReading', NOT: 'NotVerb' })
    ),
    rule('Still', longest(heard.still), { NEAR: 'PredNear', TIME: 'TimePassing' }),
    rule('Passes', longest(heard.passes), { NEAR: 'PredNear', PERSON: 'Persons', TIME: 'TimePassing' }),
    ...days.map((day) => rule(`State${capital(day)}`, longest(heard.states[day]), { NOT: 'NotVerb' })),
    ...heard.turns.flatMap(({ yes, no }, index) => [
      rule(`Turns${index}No`, longest(no), { SUBJ: 'RefReading', NOT: 'NotVerb' }),
      rule(`Turns${index}Yes`, longest(yes), { SUBJ: 'RefReading', NOT: 'NotVerb' })
    ])
  ]
  either('Heard', ['Counted', ...names])
}

/** How many words a form has beside what may be missing. */
const words = (form: string): number => form.split(' ').filter((part) => !part.endsWith('?')).length
