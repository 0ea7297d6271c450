/**
 * A rule as a sentence in parts: each part that is a clause of the rule knows where in the tree it stands, so that it can be
 * underlined and changed in place. What stands there is the sentence face of the rooms, in the language of the page.
 */
import type { Amount, Condition, Rule, Value, Words } from '@commune/commune'
import { clausesIn, languageOf, type RulePath, tellSentence, writeCondition, writeSentence } from '@commune/commune/rules'
import type { Points } from './points.ts'

export type { RulePath } from '@commune/commune/rules'

export interface Clause {
  readonly words: string
  /** The way to this part of the tree, as `['while', 'of', 0]`. Left out: words between clauses. */
  readonly path?: RulePath
}

/** The whole sentence with its clauses. To find them it is read: for one page, not for a list. */
export const clausesOf = (rule: Rule, points: Points, words: Words): readonly Clause[] => {
  const language = languageOf(words.language)
  const text = writeSentence(rule, points.lexicon, language)
  const parts: Clause[] = []
  let done = 0
  for (const { path, from, length } of clausesIn(text, rule, points.lexicon, language)) {
    if (from > done) parts.push({ words: text.slice(done, from) })
    parts.push({ words: text.slice(from, from + length), path })
    done = from + length
  }
  if (done < text.length) parts.push({ words: text.slice(done) })
  return parts.map((part) => ({ ...part, words: unbroken(part.words) }))
}

/** A number stays on one line with its unit. Only for reading: what is typed is read with either space. */
export const unbroken = (text: string): string => text.replaceAll(/(?<=\d) (?=\S{1,4}(?:[\s;:,.)]|$))/gu, '\u00a0')

/** The sentence without its parts. */
export const sentenceOf = (rule: Rule, points: Points, words: Words): string => unbroken(tellSentence(rule, points.lexicon, languageOf(words.language)))

/** One condition in words, as it stands within a sentence. */
export const conditionWords = (condition: Condition, points: Points, words: Words): string => unbroken(writeCondition(condition, points.lexicon, languageOf(words.language)))

/** The part of a rule at this place, and the rule with another in it. */
export const partAt = (rule: Rule, path: RulePath): unknown => path.reduce<unknown>((part, step) => (part as Record<string | number, unknown> | undefined)?.[step], rule)

export const withPart = <T>(tree: T, path: RulePath, part: unknown): T => {
  const [step, ...rest] = path
  if (step === undefined) return part as T
  const inner = withPart((tree as Record<string | number, unknown>)[step], rest, part)
  return (Array.isArray(tree) ? tree.map((each: unknown, i) => (i === step ? inner : each)) : { ...tree, [step]: inner }) as T
}

/** Whether a value is what a rule asks, whatever form it has there. */
export const asValue = (to: Amount | boolean | string): Value => (typeof to === 'object' ? to.value : to)
