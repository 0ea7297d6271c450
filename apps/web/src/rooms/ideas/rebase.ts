/**
 * Two changes of one text, made at the same time, put together: what one types here stays, and what others wrote comes in around it.
 * Each change is taken as one span, as what is between common start and common end; for words as they are typed that is what they are.
 */

/** At `at` of the text before: `remove` characters went, `insert` came. */
export interface Span {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

export const spanOf = (before: string, after: string): Span => {
  const most = Math.min(before.length, after.length)
  let at = 0
  while (at < most && before[at] === after[at]) at++
  let end = 0
  while (end < most - at && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  // Half of a pair is no letter.
  if (at > 0 && isHigh(before.charCodeAt(at - 1))) at--
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--
  return { at, remove: before.length - end - at, insert: after.slice(at, after.length - end) }
}

/** `theirs` with what was changed from `base` to `mine`. */
export const rebase = (base: string, mine: string, theirs: string): string => {
  if (mine === base) return theirs
  if (theirs === base || theirs === mine) return mine
  const [own, other] = [spanOf(base, mine), spanOf(base, theirs)]
  const [ownEnd, otherEnd] = [own.at + own.remove, other.at + other.remove]
  if (ownEnd <= other.at) return base.slice(0, own.at) + own.insert + base.slice(ownEnd, other.at) + other.insert + base.slice(otherEnd)
  if (otherEnd <= own.at) return base.slice(0, other.at) + other.insert + base.slice(otherEnd, own.at) + own.insert + base.slice(ownEnd)
  const both = own.at <= other.at ? own.insert + other.insert : other.insert + own.insert
  return base.slice(0, Math.min(own.at, other.at)) + both + base.slice(Math.max(ownEnd, otherEnd))
}

/** Where a caret goes when the text around it changes. */
export const moved = (caret: number, { at, remove, insert }: Span): number => {
  if (caret <= at) return caret
  return caret >= at + remove ? caret + insert.length - remove : at + insert.length
}

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000
