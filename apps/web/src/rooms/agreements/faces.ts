/** The sentence face of a rule: read and written in the language of the page. Loaded when somebody writes, and never before. */
import type { Message, Rule, Words } from '@commune/commune'
import type { Result } from '@commune/protocol'
import type { Points } from '../../telling/points.ts'
import { sentenceOf } from '../../telling/rule.ts'

/** What is wrong, where in the text, and what would be right there as it would be typed. */
export interface TypedFault {
  readonly message: Message
  readonly at?: { readonly from: number; readonly length: number }
  readonly instead: readonly string[]
}

export const write = (rule: Rule, points: Points, words: Words): string => sentenceOf(rule, points, words)

export const read = (_text: string, _points: Points, _words: Words): Result<Rule, readonly TypedFault[]> => ({ ok: false, error: [{ message: { key: 'web.agree.typed-late' }, instead: [] }] })
