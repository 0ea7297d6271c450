/** What is wrong with a rule, where, and what would be right. A fault is data; the catalogue puts it into words. */
import type { Message } from '../../words/index.ts'

/** A way into the tree: `['while', 'of', 0, 'to']`. */
export type RulePath = readonly (string | number)[]

export interface Fault {
  readonly message: Message
  /** Where in the typed text, in UTF-16 units. */
  readonly at?: { readonly from: number; readonly length: number }
  /** Where in the tree. */
  readonly path?: RulePath
  /** What would be right there, best first; as it would be typed. */
  readonly instead: readonly string[]
}

export const insteadMax = 8
