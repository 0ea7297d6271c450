/**
 * Grammars built from parts in place of text. Ohm builds the grammars of its own bundles in this way (`makeRecipe`, which is what its
 * command `generateBundles` writes); reading the text of a whole language took it half a second, and this takes a few milliseconds.
 */
import * as ohm from 'ohm-js'
import type { Grammar } from 'ohm-js'

/** An expression of Ohm, in the form that its builder takes. */
export type Body = readonly [kind: string, meta: null, ...rest: readonly unknown[]]

export interface RuleBody {
  readonly body: Body
  readonly description?: string
}

export const app = (rule: string, ...given: readonly Body[]): Body => ['app', null, rule, given]
export const mark = (text: string): Body => ['terminal', null, text]
export const seq = (parts: readonly Body[]): Body => (parts.length === 1 ? (parts[0] as Body) : ['seq', null, ...parts])
export const alt = (parts: readonly Body[]): Body => (parts.length === 1 ? (parts[0] as Body) : ['alt', null, ...parts])
export const maybe = (part: Body): Body => ['opt', null, part]
export const not = (part: Body): Body => ['not', null, part]
export const many = (part: Body): Body => ['star', null, part]
export const some = (part: Body): Body => ['plus', null, part]

/**
 * A text with each letter small that has a small one of the same length. Grammars match texts that are lowered so, which keeps every place where it is.
 */
export const lowered = (given: string): string => {
  const small = given.toLowerCase()
  if (small.length === given.length) return small
  return [...given].map((char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)).join('')
}

/** A text in any case of letters. */
export const text = (said: string): Body => mark(lowered(said))
/** The same, and no letter or digit behind it. */
export const wholeWord = (said: string): Body => seq([text(said), not(app('tail'))])
/** Matches nothing: no text that is read holds it. */
export const never: Body = mark('\uffff')

export const longestFirst = (a: string, b: string): number => b.length - a.length || (a < b ? -1 : 1)

/** Any of these names, the longest that matches. */
export const anyOf = (names: Iterable<string>): Body => {
  const all = [...new Set([...names].map(lowered))].toSorted(longestFirst)
  return all.length === 0 ? never : alt(all.map((name) => (/[\p{L}\p{N}]$/u.test(name) ? wholeWord(name) : text(name))))
}

/** A grammar that takes over another and adds rules, or puts its own in their place. */
export const extend = (base: Grammar, name: string, rules: ReadonlyMap<string, RuleBody>): Grammar => {
  const entries = [...rules].map(([rule, { body, description }]) => {
    const isKnown = base.rules[rule] !== undefined
    return [rule, [isKnown ? 'override' : 'define', null, isKnown ? null : (description ?? null), [], body]] as const
  })
  return build(['grammar', {}, name, base, 'Rule', Object.fromEntries(entries)])
}

const build = (recipe: unknown): Grammar => (ohm as unknown as { makeRecipe(recipe: unknown): Grammar }).makeRecipe(recipe)
