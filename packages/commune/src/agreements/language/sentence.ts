/** The sentence face: reading and writing rules in a language. */
import { no, type Result } from '@commune/protocol'
import type { Condition, Rule } from '../rule.ts'
import { checkRule } from './check.ts'
import type { Fault } from './fault.ts'
import { sentenceGrammar } from './grammar.ts'
import type { Language } from './language.ts'
import type { Lexicon } from './lexicon.ts'
import { type FaceGrammar, matchFace } from './match.ts'
import { unitsWritten } from './numbers.ts'
import { readNodes, type Vocabulary } from './read.ts'
import { aboutsOf, sayPoint } from './refer.ts'
import { Speaker, truthFits } from './say.ts'
import { sameRule } from './same.ts'
import { explain, faultBefore } from './explain.ts'

const faces = new Map<Language, FaceGrammar>()

export const faceOf = (language: Language): FaceGrammar => {
  const known = faces.get(language)
  if (known) return known
  const face: FaceGrammar = { key: language.code, units: unitsWritten(language), make: () => sentenceGrammar(language) }
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
  const match = matchFace(faceOf(language), text, lexicon)
  return match.ok ? readNodes(text, match.node, lexicon, vocabularyOf(lexicon, language)) : no([explain(text, match.stop, lexicon, vocabularyOf(lexicon, language))])
}

/** Writes a rule as a sentence, such that reading it gives the same rule. */
export const writeSentence = (rule: Rule, lexicon: Lexicon, language: Language): string => {
  const natural = new Speaker(rule, lexicon, language, false).sentence()
  // Nothing reads back what is wrong, and what is wrong has to be shown as well.
  if (checkRule(rule, lexicon).length > 0) return natural
  const back = readSentence(natural, lexicon, language)
  return back.ok && sameRule(back.value, rule) ? natural : new Speaker(rule, lexicon, language, true).sentence()
}

/** A condition alone, in words: for telling why, and for choosing. */
export const writeCondition = (condition: Condition, lexicon: Lexicon, language: Language): string => {
  const rule: Rule = { act: '?it', to: true, while: condition, otherwise: 'rest', unsure: 'rest' }
  return new Speaker(rule, lexicon, language, false).condition(condition)
}

export const vocabularyOf = (lexicon: Lexicon, language: Language): Vocabulary => ({
  ...language,
  aboutsOf: (noun) => aboutsOf(language, noun),
  truthFits: (word, about) => truthFits(language, word, about),
  thingName: ({ thing }) => language.called({ thing, isQuoted: false }, 'plain'),
  nameOf: (point) => sayPoint(lexicon, point, language)
})

