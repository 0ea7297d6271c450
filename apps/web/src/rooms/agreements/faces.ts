/** The sentence face while somebody writes: read as it is typed, with what is wrong and what may come next. */
import type { Message, Rule, Words } from '@commune/commune'
import { languageOf, readSentence, suggest, writeSentence } from '@commune/commune/rules'
import type { Result } from '@commune/protocol'
import type { Points } from '../../telling/points.ts'

/** What is wrong, where in the text, and what would be right there as it would be typed. */
export interface TypedFault {
  readonly message: Message
  readonly at?: { readonly from: number; readonly length: number }
  readonly instead: readonly string[]
}

/** What may be put at the end of what is typed, in the place of an unfinished word. */
export interface Next {
  readonly from: number
  readonly to: number
  readonly text: string
}

const nextMax = 10

export const writeTyped = (rule: Rule, points: Points, words: Words): string => writeSentence(rule, points.lexicon, languageOf(words.language))

export const readTyped = (text: string, points: Points, words: Words): Result<Rule, readonly TypedFault[]> => readSentence(text, points.lexicon, languageOf(words.language))

export const nextWords = (text: string, at: number, points: Points, words: Words): readonly Next[] =>
  suggest(text, at, points.lexicon, languageOf(words.language)).filter((each) => each.text !== '').slice(0, nextMax)
