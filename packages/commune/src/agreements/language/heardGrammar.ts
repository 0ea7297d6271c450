/** The part of the grammar of a language that is understood and never written (`heard.ts`). */
import { wordsOf } from './form.ts'
import type { Forms, Language } from './language.ts'

type MakeRule = (name: string, forms: Forms, own?: Readonly<Record<string, string>>) => string
type Either = (name: string, names: readonly string[]) => void

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).replace('-', '')
const longest = (forms: Forms): Forms => forms.toSorted((a, b) => wordsOf(b) - wordsOf(a))
/** An amount that begins what is only heard is not told among what may stand there. */
const inside = (form: string): string => form.replace(/^((?:\S*\? |\?\S+ )*)AMOUNT/, '$1FIRST')
const orders = ['at-most', 'at-least', 'below', 'above', 'is'] as const

export const heardGrammar = (language: Language, rule: MakeRule, either: Either): void => {
  const { heard } = language
  asks(language, rule, either)
  rule('Conj', [heard.conjunctions])
  rule('Except', heard.except)
  rule('Unless', heard.except.map((form) => form.replace(/^,\??\s/, '')))
  rule('Until', heard.until)
  rule('Compare_bare_97', ['AMOUNT'])
  rule('Compare_bare_98', heard.at)
  rule('WarmthAt_98', ['PRED PLACE?'], { PRED: 'Compare_bare_98', PLACE: 'Place' })
  rule('WarmthAt_96', ['PRED KIND', 'PRED PLACE?'], { PRED: 'Compare_bare_98', KIND: 'KindLed', PLACE: 'Place' })
  rule('WarmthAt_97', ['PRED PLACE?'], { PRED: 'Compare_bare_97', PLACE: 'Place' })
  either('At', ['WarmthAt_96'])
  either('Till', ['WarmthAt_97'])
  rule('Room', ['REF'])
  either('Start', ['WarmthAt_98', 'BareFirst'])
  rule('Back', longest(heard.back))
  rule('TimeBare_96', ['DURATION'])
  either('Sign', [rule('Passes_96', heard.signs), rule('Still_96', heard.afterSigns, { FOR: 'TimeAfter' })])
  rule('Provided', heard.provided)
  rule('After', heard.after)
  rule('Elapsed', heard.elapsed)
  const days = ['dark', 'down', 'up'] as const
  either('Moment', days.map((day) => rule(`Moment${capital(day)}`, longest(heard.moments[day]))))
  rule('Place', heard.place, { REF: 'RefReading' })
  either('AmountBare', ['Amount_1', 'Amount_2'])
  either('AmountLow', ['Amount', 'Amount_1'])
  rule('Lasts', heard.lasts)
  rule('Leasts', heard.leasts)
  rule('Clock', longest(heard.clock))
  rule('TimeBare', heard.bare)
  rule('NotVerb', [heard.nay, ...language.notWord, ...language.neverWord])
  rule('VerbHeard', language.verbs[language.verbOf.truth] ?? [], { NOT: 'NotVerb' })
  rule('VerbHeardNumber', language.verbs[language.verbOf.number] ?? [], { NOT: 'NotVerb' })
  either('TimePassing', ['Time', ...heard.ago.map((form, index) => rule(`TimeLately_9${index}`, [form]))])
  either('TimeBehind', ['TimePassing', 'TimeBare'])
  either('TimeAny', ['TimeBare', 'TimeCount', 'TimeBreak', 'TimeLately'])
  predicates(language, rule, either)
  const truth = { LOWER: 'Lower', APART: 'PredApart', SUBJ: 'RefReading', VERB: 'VerbHeard', PRED: 'PredTruthHeard', NOT: 'NotVerb', NAY: 'NotVerb' }
  const number = { LOWER: 'Lower', SUBJ: 'Measure', VERB: 'VerbHeardNumber', PRED: 'PredNumberHeard', APART: 'PredApart', NOT: 'NotVerb', NAY: 'NotVerb' }
  rule('Lasting', heard.simple, truth)
  const { verbFirst } = heard
  if (verbFirst)
    either('VerbFirst', [
      rule('Simple_number_97', verbFirst.number, number),
      rule('Lasting_97', verbFirst.truth, truth),
      rule('SharedBothTruth_97', verbFirst.both, truth),
      rule('Turns0Yes_97', verbFirst.opens, { ...truth, WHAT: 'RefHeard' }),
      rule('Turns0No_97', verbFirst.closes, truth),
      rule('Passes_97', verbFirst.passes, { NEAR: 'PredNear', PERSON: 'Persons', TIME: 'TimePassing' }),
      rule('StateDark_97', verbFirst.dark)
    ])
  rule('Between_6', longest(heard.between), { ...number, LOW: 'AmountLow', HIGH: 'Amount', LEAST: 'AmountBare' })
  either('Shared', (['neither', 'either', 'both'] as const).flatMap((how) => [
    rule(`Shared${capital(how)}Number`, longest(heard.shared[how]), number),
    rule(`Shared${capital(how)}Truth`, longest(heard.shared[how]), truth)
  ]))
  either('SpanCounted', ['TimeLately', ...heard.ago.map((_, index) => `TimeLately_9${index}`)])
  rule('Counted', longest(heard.counted), { SUBJ: 'RefReading', USED: 'Consumed', SPAN: 'SpanCounted' })
  const names = [
    ...orders.map((how) => rule(`Saying${capital(how)}`, longest(heard.numbers[how]), number)),
    rule('Warmth', longest(heard.warmth), { ...number, PLACE: 'Place', REACHED: 'Reached', COLDER: 'Colder', HOTTER: 'Hotter' }),
    rule('Still', longest(heard.still), { NEAR: 'PredNear', TIME: 'TimePassing', FORTIME: 'TimeAgo' }),
    rule('Passes', longest(heard.passes), { NEAR: 'PredNear', PERSON: 'Persons', TIME: 'TimePassing', FORTIME: 'TimeAgo' }),
    ...days.map((day) => rule(`State${capital(day)}`, longest(heard.states[day]), { NOT: 'NotVerb' })),
    ...heard.turns.flatMap(({ yes, no }, index) => [
      rule(`Turns${index}No`, longest(no), { SUBJ: 'RefReading', NOT: 'NotVerb', PERSON: 'Persons' }),
      rule(`Turns${index}Yes`, longest(yes), { SUBJ: 'RefReading', NOT: 'NotVerb', PERSON: 'Persons' })
    ])
  ]
  const vague = { PLACE: 'Place', MUCH: 'PredApart', SUBJ: 'RefReading' }
  const withAmount = (says: Forms): Forms =>
    longest(says.flatMap((form) => (form.includes('MUCH') ? [form] : [`${form} ,? ?${heard.say} ,? MUCH`, form])))
  either('Vague', heard.vague.map(({ says }, index) => rule(`Vague${index}`, withAmount(says), vague)))
  // “The tank is too warm” is not what “the tank is warm” may be: that it is so or not. So how much too is said before that is tried.
  either('VagueOf', heard.vague.flatMap(({ says }, index) => {
    const strict = says.filter((form) => form.includes('SUBJ')).map((form) => form.replace(/\?(\S+\|)/, '$1'))
    return strict.length > 0 ? [rule(`Vague${index}_98`, withAmount(strict), vague)] : []
  }))
  rule('Per', heard.per, { EACH: 'time' })
  rule('Per_98', heard.perAlone ?? heard.per, { EACH: 'time' })
  either('Consumed', ['PredApart', rule('Compare_atleast_97', ['FIRST'])])
  const each = { SUBJ: 'RefReading', USED: 'PredApart', PER: 'Per', PERALONE: 'Per_98', MUCHUSED: 'Consumed' }
  rule('EachUses', longest(heard.each.uses), each)
  rule('EachLoses', longest(heard.each.loses), each)
  rule('Averaged', longest(heard.averaged), { SUBJ: 'RefReading', PRED: 'PredApart' })
  either('Heard', ['EachUses', 'EachLoses', 'Averaged', 'Simple_number_96', 'Counted', ...names])
  rule('Simple_number_96', longest(heard.staying), { ...number, PRED: 'PredApart', OF: heard.lower ? 'Hotter' : 'PredApart' })
  rule('InvertedOn_98', ['ACTOR'], { ACTOR: 'RefAct' })
  either('ActOnly', ['InvertedOn_98'])
  rule('Swing', longest(heard.swing))
  // Without a verb. “Above 26 °C” alone means what tells that.
  either('Terse', [rule('Using', longest(heard.using), number), rule('Simple_number_99', longest(heard.terse.number), number), rule('Lasting_99', longest(heard.terse.truth), truth), rule('Warmth_99', ['PRED'], { PRED: 'PredApart' })])
  const bare = ['PRED', ...heard.at.slice(0, 1).map((form) => form.replace('AMOUNT', 'PRED'))]
  const usedAlone = ['PRED PER', ...bare.slice(1).map((form) => `${form} PER`)]
  either('Bare', [
    rule('EachUses_98', usedAlone, { PRED: 'PredApart', PER: 'Per_98' }),
    rule('Warmth_98', [...bare.map((form) => `${form} KIND`), ...bare], { PRED: 'PredApart', KIND: 'KindLed' })
  ])
  either('BareFirst', ['EachUses_98', rule('Warmth_94', bare, { PRED: 'PredApart' })])
}

/** How people ask for something. */
function asks(language: Language, rule: MakeRule, either: Either): void {
  const { heard } = language
  rule('Please', [heard.please])
  rule('Opener', longest(heard.openers), { HOUSE: 'RefReading' })
  rule('LoneOn', longest(heard.lone.on))
  rule('LoneOff', longest(heard.lone.off))
  rule('Modal', [heard.modals.yes])
  rule('ModalNot', [heard.modals.not])
  rule('Works', longest(heard.works.on))
  rule('Ends', longest(heard.works.off))
  rule('Holds', longest(heard.works.number))
  const asked = (['onAt', 'offAt', 'number', 'on', 'off', 'tell'] as const).flatMap((kind) =>
    heard.asks[kind].map((form) => [`Inverted${capital(kind)}`, form] as const)
  )
  const sorted = asked.toSorted(([, a], [, b]) => wordsOf(b) - wordsOf(a))
  either('Asked', sorted.map(([name, form], index) => rule(`${name}_99${index}`, [form], { ACTOR: 'RefAct' })))
}

/** The predicates that are written, and more, where they are understood without what is written with them. */
function predicates(language: Language, rule: MakeRule, either: Either): void {
  const { heard } = language
  const compare = orders.map((how) => rule(`Compare_${how.replace('-', '')}_99`, longest([...language.compare[how], ...heard.compare[how]].map(inside))))
  const bare = rule('Compare_bare_99', longest([...language.simplyIs, ...heard.simplyIs]).map(inside))
  either('PredNumberHeard', [...compare, bare])
  either('PredApart', compare.slice(0, -1))
  rule('Compare_atleast_98', ['AMOUNT'])
  either('Reached', ['Compare_atleast_98'])
  if (heard.lower) either('Lower', [rule('Compare_below_97', heard.lower)])
  rule('Compare_below_98', ['AMOUNT'])
  either('Colder', ['Compare_below_98'])
  rule('Compare_above_98', ['AMOUNT'])
  either('Hotter', ['Compare_above_98'])
  const truths = (which: 'yes' | 'no'): Forms => [...new Set(language.truths.flatMap((one) => one[which]))]
  either('PredTruthHeard', [rule('TruthNo_99', truths('no')), rule('TruthYes_99', truths('yes'))])
}
