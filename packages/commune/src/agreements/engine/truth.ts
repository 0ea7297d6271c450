/**
 * Truth as a number, so that the three-valued connectives of Kleene are the least, the greatest and the mirror: no is 0, unknown is 1,
 * yes is 2.
 */
import type { Truth } from '../rule.ts'

export const no = 0
export const unknown = 1
export const yes = 2

export type Code = 0 | 1 | 2

export function truthOf(code: Code): Truth {
  return code === unknown ? undefined : code === yes
}

export function codeOf(truth: Truth): Code {
  if (truth === undefined) return unknown
  return truth ? yes : no
}
