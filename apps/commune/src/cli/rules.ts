/** Rules as sentences of a terminal. The language is loaded when somebody reads or writes one. */
import type { Rule, ThingRow } from '@commune/commune'
import type * as rulesDoor from '@commune/commune/rules'
import { say } from '../words/index.ts'
import { clean } from './table.ts'

export type Rules = typeof rulesDoor

export const openRules = (): Promise<Rules> => import('@commune/commune/rules')

/** What rules here may speak of, by the names people know it by. */
export const lexiconOf = (rules: Rules, things: readonly ThingRow[]): ReturnType<Rules['lexiconOf']> =>
  rules.lexiconOf(things.flatMap((row) => rules.pointsOf(row.id, { ...row, name: clean(say(row.called)) })))

/** The sentence that says a rule; where it speaks of what is not here any more, as far as it can be said. */
export const sentenceOf = (rules: Rules, rule: Rule, things: readonly ThingRow[], language: string): string =>
  rules.writeSentence(rule, lexiconOf(rules, things), rules.languageOf(language))

/** The language of this machine, as far as rules are spoken in it. */
export const languageHere = (): string => Intl.DateTimeFormat().resolvedOptions().locale.slice(0, 2)
