/**
 * Patterns in templates (`regex_match` and its kin), bounded: a backtracking engine is at the mercy of whoever writes the pattern.
 * Before one is used, the ways it can be walked are multiplied up: each repetition by how often it may repeat, each choice by two,
 * and all by the places where it can begin. Over `waysMax` it is refused; so is a repetition of what itself repeats or chooses, a
 * look around, and a reference back. What is held against a pattern is 128 characters at most.
 */
import { templateLimits } from './limits.ts'
import { fail } from './values.ts'

export interface Pattern {
  readonly of: RegExp
  /** At most so many ways through a subject. */
  readonly ways: number
}

const waysMax = 2_500_000

const known = new Map<string, Pattern>()
const knownMax = 200

/** The pattern as a RegExp, Python's named groups as JavaScript's. Refused ones fail with a reason. */
export function patternOf(source: string, ignoreCase: boolean): Pattern {
  const key = `${ignoreCase ? 'i' : 's'}${source}`
  const found = known.get(key)
  if (found !== undefined) return found
  const ways = waysOf(source)
  let of: RegExp
  try {
    of = new RegExp(source.replaceAll('(?P<', '(?<'), ignoreCase ? 'gi' : 'g')
  } catch {
    return fail(`the pattern ${source} cannot be read`)
  }
  if (known.size >= knownMax) known.clear()
  known.set(key, { of, ways })
  return { of, ways }
}

interface Group {
  /** Holds a repetition or a choice. */
  branching: boolean
}

function waysOf(source: string): number {
  const subject = templateLimits.patternSubjectCharsMax
  if (source.length > templateLimits.patternCharsMax) fail('a pattern is too long')
  const open: Group[] = [{ branching: false }]
  let last: Group | undefined
  let ways = source.startsWith('^') ? 1 : subject
  for (let i = 0; i < source.length;) {
    const here = source[i] as string
    const repeat = /^(?:[*+?]|\{\d*(?:,\d*)?\})\??/.exec(source.slice(i, i + 16))?.[0]
    if (repeat !== undefined) {
      if (last?.branching === true && !repeat.startsWith('?'))
        fail(`the pattern ${source} repeats what repeats: that may never end`)
      ways *= Math.min(timesOf(repeat) ?? subject, subject)
      for (const group of open) group.branching = true
      last = undefined
      i += repeat.length
    } else if (here === '(') {
      const lead = /^\((?:\?:|\?P<\w+>|\?<\w+>|(?!\?))/.exec(source.slice(i))?.[0]
      if (lead === undefined) return fail(`the pattern ${source} has a group that is outside of what is let in`)
      open.push({ branching: false })
      last = undefined
      i += lead.length
    } else if (here === ')') {
      last = open.length > 1 ? open.pop() : fail(`the pattern ${source} closes what was not opened`)
      i++
    } else {
      if (here === '|') {
        ways *= 2
        for (const group of open) group.branching = true
      }
      i += partLength(source, i)
      last = undefined
    }
    if (ways > waysMax) fail(`the pattern ${source} can be walked in too many ways`)
  }
  return ways
}

/** Length of one plain part: a class, an escape, a character. */
function partLength(source: string, at: number): number {
  if (source[at] === '\\') {
    if (/[1-9k]/.test(source[at + 1] ?? '')) fail(`the pattern ${source} refers back`)
    return 2
  }
  if (source[at] !== '[') return 1
  const whole = /^\[\^?\]?(?:\\.|[^\]\\])*\]/.exec(source.slice(at))?.[0]
  return whole?.length ?? fail(`the pattern ${source} has a class without an end`)
}

/** In how many ways a repetition can be taken; undefined when there is no most. */
function timesOf(repeat: string): number | undefined {
  if (repeat.startsWith('?')) return 2
  const counted = /^\{(\d*)(,?)(\d*)\}/.exec(repeat)
  if (counted === null) return undefined
  const [, least = '', comma = '', most = ''] = counted
  // A fixed count makes one way, and is walked so often.
  if (comma === '') return Math.max(1, Number(least))
  return most === '' ? undefined : Math.max(1, Number(most) - Number(least) + 1, Number(least))
}

/** What a pattern is held against; longer texts are refused, not cut. */
export function subjectOf(text: string): string {
  return text.length <= templateLimits.patternSubjectCharsMax ? text : fail('a text is too long for a pattern')
}
