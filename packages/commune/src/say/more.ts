/**
 * What a line says besides what, how much, where and until when: “urgent”, “at least 5”, “or rye”, “every week”, “for Grandma Ilse, she said
 * yes”. Only plain turns are taken, and taken out of the line; what may as well be part of the thing stays there. English.
 */
import { compare, makeQuantity, openQuantity, parseQuantity, type Quantity, readAmountAndMeasure, shown } from '../quantity/index.ts'
import type { More } from '../flows/index.ts'
import { type Message, sayMessage } from '../words/index.ts'

export interface ReadMore {
  /** The line without these words. */
  readonly rest: string
  readonly more: More
  /** “at least 5”, to be read once it is known what is asked for. */
  readonly least?: string
}

const forOne = /,?\s*\bfor\s+(\p{Lu}[\p{L}\p{M}'.-]*(?:\s+\p{Lu}[\p{L}\p{M}'.-]*){0,3}),?\s+(?:who|she|he|they)(?:'s|\s+has|\s+have)?\s+(?:said|says|say)\s+yes\b[.,]?/u
const urgent = /,?\s*\b(?:(?:very|really|it'?s|it is|this is)\s+)?(?:urgent(?:ly)?|asap|as soon as possible)\b[.!,]?/i
const whenever = /,?\s*\b(?:no (?:hurry|rush)|whenever (?:it suits|you can|possible)|not urgent(?:ly)?)\b[.!,]?/i
const everyday = /,?\s*\b(?:again\s+)?(?:(daily|weekly)|every\s+(?:(other|second|\d{1,2})\s+)?(hour|day|week)s?)\b/i
/** The day itself says until when. */
const everyWeekday = /\bevery\s+(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)/i
const leastPart = /,?\s+(?:but\s+|and\s+)?at\s+least\s+([\d¼½¾⅓⅔][^,;]*?)(?=\s*(?:[,;.!]|$|\s(?:for|in|at|on|by|until|or)\s))/i
const orElse = /(?:,?\s+or\s+(?:else\s+)?)([\p{L}][\p{L}\p{M}'-]*(?:\s+[\p{L}][\p{L}\p{M}'-]*){0,2})(?=\s*(?:[,;.!]|$|\s(?:in|at|on|by|until|for)\s))/u

/** Of a need or an offer, behind the words that say which it is. */
export const readMore = (line: string, withLeast: boolean): ReadMore => {
  let rest = line
  const more: { -readonly [K in keyof More]: More[K] } = {}
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest)
    if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`.replace(/\s+/g, ' ').replace(/^[\s:,;.!–-]+/, '').trim()
    return found ?? undefined
  }
  const one = take(forOne)
  if (one) more.for = { name: one[1] as string, theirYes: true }
  if (take(whenever)) more.urgency = 0
  else if (take(urgent)) more.urgency = 2
  const every = take(everyday)
  if (every) more.again = { every: everyOf(every) }
  else if (take(everyWeekday)) more.again = { every: openQuantity([1, 1, 'week']) }
  const least = withLeast ? take(leastPart)?.[1] : undefined
  return { rest, more, ...(least !== undefined && { least }) }
}

function everyOf([, adverb, count, unit]: RegExpExecArray): Quantity {
  const n = count === undefined ? 1 : /^\d/.test(count) ? Number(count) : 2
  const code = adverb?.toLowerCase() === 'daily' ? 'day' : adverb ? 'week' : unit?.toLowerCase() === 'hour' ? 'h' : (unit?.toLowerCase() ?? 'week')
  return openQuantity([Math.max(1, n), 1, code])
}

/** “at least 5” beside “10 kg”: five of what is asked for; undefined when it is no part of that. */
export const leastOf = (text: string, quantity: Quantity | undefined): Quantity | undefined => {
  const amount = quantity && readAmountAndMeasure(text)
  if (!quantity || !amount?.ok || !amount.value) return undefined
  const { n, d, unit, rest } = amount.value
  const bare = unit === undefined && rest.trim() === ''
  const read = bare ? makeQuantity(n, d, quantity.unit) : parseQuantity(text)
  const order = read.ok ? compare(read.value, quantity) : undefined
  return read.ok && order?.ok && order.value <= 0 ? read.value : undefined
}

/** “flour or rye” is two things; “red or green apples” is one, so what follows may not be longer than what stands before. */
export const orOf = (thing: string): { readonly thing: string; readonly instead: readonly string[] } | undefined => {
  const found = orElse.exec(thing)
  if (!found) return undefined
  const before = thing.slice(0, found.index).replace(/,$/, '').trim()
  const other = found[1] as string
  const after = thing.slice(found.index + found[0].length)
  const words = (text: string): number => text.split(/\s+/).length
  return before === '' || /\bfor\b/i.test(before) || words(other) > words(before) ? undefined : { thing: `${before}${after}`, instead: [other] }
}

/** How it reads, to be confirmed: “, urgent, again every week”. */
export const moreWords = ({ urgency, least, instead, again, for: of }: More): Message => {
  const parts = [
    ...(instead ? [sayMessage('say.instead', { things: instead })] : []),
    ...(least ? [sayMessage('say.least', { least: shown(least) })] : []),
    ...(of ? [sayMessage('say.for', { name: of.name })] : []),
    ...(again && 'every' in again ? [sayMessage('say.every', { every: shown(again.every) })] : []),
    ...(urgency === 2 ? [sayMessage('say.urgent')] : urgency === 0 ? [sayMessage('say.whenever')] : [])
  ]
  return parts.reduce((before, part) => sayMessage('say.more', { before, part }), sayMessage('say.nothing'))
}
