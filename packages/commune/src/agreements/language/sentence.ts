/** The sentence face: reading and writing rules in a language. */
import { no, type Result } from '@commune/protocol'
import type { Condition, Rule } from '../rule.ts'
import { checkRule } from './check.ts'
import { childrenOf } from './decode.ts'
import type { Fault, RulePath } from './fault.ts'
import { sentenceGrammar } from './grammar.ts'
import { partsOf } from './form.ts'
import type { Language } from './language.ts'
import type { Lexicon } from './lexicon.ts'
import { type FaceGrammar, matchFace } from './match.ts'
import { unitsWritten } from './numbers.ts'
import { Reader, readNodes, type Vocabulary } from './read.ts'
import { aboutsOf, bareLeads, sayPoint } from './refer.ts'
import { Speaker, truthFits } from './say.ts'
import { withShorts } from './shorts.ts'
import { isSpelled, spellings } from './spelling.ts'
import { sameRule } from './same.ts'
import { explain, faultBefore } from './explain.ts'

const faces = new Map<Language, FaceGrammar>()

export const faceOf = (language: Language): FaceGrammar => {
  const known = faces.get(language)
  if (known) return known
  const face: FaceGrammar = {
    key: language.code,
    units: unitsWritten(language),
    numerals: Object.keys(language.heard.numerals).flatMap(spellings),
    endings: language.heard.endings,
    begins: new Set(language.rule.flatMap((form) => partsOf(form).slice(0, 1)).flatMap((part) => (part.is === 'words' ? part.variants.flatMap((one) => one.split(' ')) : []))),
    make: () => sentenceGrammar(language)
  }
  faces.set(language, face)
  return face
}

/**
 * Reads a sentence of up to `ruleLimits.charsMax` characters in this language. What comes back is a rule that `checkRule` has nothing
 * to say about, or what is wrong with it, each with its place in the text.
 */
export const readSentence = (text: string, lexicon: Lexicon, language: Language): Result<Rule, readonly Fault[]> => {
  const before = faultBefore(text)
  if (before) return no([before])
  const { read, isWhole } = readWith(text, lexicon, language)
  const short = read.ok ? undefined : withShorts(text, lexicon, language)
  if (read.ok || short === undefined) return read
  const { read: again, isWhole: isWholeAgain } = readWith(text, short, language)
  // Where short names lead no further, what is said without them holds.
  if (again.ok || again.error[0]?.message.key === 'rules.several' || (isWholeAgain && !isWhole)) return again
  return placeOf(again.error) > placeOf(read.error) && read.error[0]?.message.key !== 'rules.unknown-near' ? again : read
}

const placeOf = (faults: readonly Fault[]): number => faults[0]?.at?.from ?? 0

/** `isWhole`: it is a sentence of the language, whatever is wrong with what it says. */
function readWith(text: string, lexicon: Lexicon, language: Language): { read: Result<Rule, readonly Fault[]>; isWhole: boolean } {
  const match = matchFace(faceOf(language), text, lexicon)
  const vocabulary = vocabularyOf(lexicon, language)
  const read = match.ok ? readNodes(text, match.node, lexicon, vocabulary) : no([explain(text, match.stop, lexicon, vocabulary)])
  return { read, isWhole: match.ok }
}

/** Writes a rule as a sentence, such that reading it gives the same rule. */
export const writeSentence = (rule: Rule, lexicon: Lexicon, language: Language): string => {
  const natural = new Speaker(rule, lexicon, language, false).sentence()
  // Nothing reads back what is wrong, and what is wrong has to be shown as well.
  if (checkRule(rule, lexicon).length > 0) return natural
  return meansThis(natural, rule, lexicon, language) ? natural : new Speaker(rule, lexicon, language, true).sentence()
}

const meansThis = (text: string, rule: Rule, lexicon: Lexicon, language: Language): boolean => {
  if (faultBefore(text) !== undefined) return false
  const match = matchFace(faceOf(language), text, lexicon)
  const back = match.ok ? readNodes(text, match.node, lexicon, vocabularyOf(lexicon, language)) : undefined
  return back?.ok === true && sameRule(back.value, rule)
}

/** As it reads most naturally, and not read back: to be looked at in a list, where names that are alike stand beside what they name. */
export const tellSentence = (rule: Rule, lexicon: Lexicon, language: Language): string => new Speaker(rule, lexicon, language, false).sentence()

/** A part of a rule and where a sentence says it, in UTF-16 units. */
export interface Clause {
  readonly path: RulePath
  readonly from: number
  readonly length: number
}

/**
 * Where a sentence of this rule says what it does, each thing that is simply so, what else and what if nobody knows: from the beginning
 * to the end, none within another. None where the sentence is not one of this rule.
 */
export const clausesIn = (text: string, rule: Rule, lexicon: Lexicon, language: Language): readonly Clause[] => {
  if (faultBefore(text)) return []
  const clauses = clausesWith(text, rule, lexicon, language)
  const short = clauses.length > 0 ? undefined : withShorts(text, lexicon, language)
  return short ? clausesWith(text, rule, short, language) : clauses
}

function clausesWith(text: string, rule: Rule, lexicon: Lexicon, language: Language): readonly Clause[] {
  const match = matchFace(faceOf(language), text, lexicon)
  if (!match.ok) return []
  const reader = new Reader(text, lexicon, vocabularyOf(lexicon, language))
  reader.rule(match.node)
  const { spans } = reader
  const paths: readonly RulePath[] = [['to'], ...simplePaths(rule.while, ['while']), ['otherwise', 'to'], ['unsure', 'to'], ['leastMs']]
  const clauses = paths.flatMap((path): Clause[] => {
    const span = spans.get([...path, 'deed'].join('/')) ?? spans.get(path.join('/'))
    const whole = path[1] === 'to' ? path.slice(0, 1) : path
    return span ? [{ path: whole, from: span.from, length: text.slice(span.from, span.to).trimEnd().length }] : []
  })
  return clauses.toSorted((a, b) => a.from - b.from).filter(({ from }, i, all) => i === 0 || from >= all[i - 1]!.from + all[i - 1]!.length)
}

/** What is simply so, or so for a while: what stands in one clause. */
function simplePaths(at: Condition, path: RulePath): readonly RulePath[] {
  const inner = childrenOf(at)
  const isPlain = (one: Condition): boolean => childrenOf(one).length === 0
  if (inner.length === 0 || (inner.length === 1 && inner.every(([one]) => isPlain(one)))) return [path]
  return inner.flatMap(([one, way]) => simplePaths(one, [...path, ...way]))
}

/** A condition alone, in words: for telling why, and for choosing. */
export const writeCondition = (condition: Condition, lexicon: Lexicon, language: Language): string => {
  const rule: Rule = { act: '?it', to: true, while: condition, otherwise: 'rest', unsure: 'rest' }
  return new Speaker(rule, lexicon, language, false).condition(condition)
}

/** A comparison of this reading, with a hole for the amount: “the humidity at the hall is above …”. */
const openly = (point: string, how: 'below' | 'above', lexicon: Lexicon, language: Language): string =>
  writeCondition({ is: 'compare', of: { is: 'reading', point }, how, to: { is: 'hole' } } as never, lexicon, language)

/** A condition as a sentence of its own, which tells that it is so. */
export const writeAlone = (condition: Condition, lexicon: Lexicon, language: Language): string => {
  const said = writeCondition(wholeUse(condition, lexicon), lexicon, { ...language, ...language.alone })
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

/** What was used within all of the time, and not an hour: people are told so, and nothing reads it back. */
function wholeUse(at: Condition, lexicon: Lexicon): Condition {
  if (at.is === 'and' || at.is === 'or') return { ...at, of: at.of.map((one) => wholeUse(one, lexicon)) }
  if (at.is === 'not' || at.is === 'held' || at.is === 'within') return { ...at, that: wholeUse(at.that, lexicon) }
  if (at.is !== 'compare' || at.of.is !== 'rate' || typeof at.to !== 'object') return at
  if (lexicon.find('reading', at.of.point)?.counter !== true) return at
  return { ...at, to: { ...at.to, value: Number(((at.to.value * at.of.ms) / 3_600_000).toPrecision(6)) } }
}

export const vocabularyOf = (lexicon: Lexicon, language: Language): Vocabulary => ({
  ...language,
  leadsIn: (expected) => bareLeads(language, expected),
  aboutsOf: (noun) => aboutsOf(language, noun),
  isUse: (noun, isNamed) => !isNamed || Object.values(language.nouns).some(({ nouns }) => nouns.slice(1).some((one) => isSpelled(noun, one))),
  spanOf: (said) => spelled(language.heard.spans, said),
  numeralOf: (said) => spelled(language.heard.numerals, said),
  endings: language.heard.endings,
  shareOf: (said) => spelled(language.heard.shares, said),
  turnsAbout: (index) => (language.heard.turns[index]?.about ?? '').split(' '),
  truthFits: (word, about) => truthFits(language, word, about),
  thingName: ({ thing }) => language.called({ thing, isQuoted: false }, 'plain'),
  vagueAbout: (index) => language.heard.vague[index] ?? { about: '', how: 'above' },
  plainly: (how, amount) => language.heard.plainly[how].replace('AMOUNT', amount),
  openly: ({ id }, how) => openly(id, how, lexicon, language),
  sentenceOf: (condition) => writeAlone(condition, lexicon, language),
  nameOf: (point, ...fits) => sayPoint(lexicon, point, language, 'plain', ...fits)
})

const spelled = (all: Readonly<Record<string, number>>, said: string): number | undefined => {
  const small = said.trim().split(/\s+/u).join(' ')
  return Object.entries(all).find(([word]) => isSpelled(small, word))?.[1]
}
