/** Whether two rules are the same tree, whatever the order of their fields. */
import type { Rule } from '../rule.ts'

export const sameRule = (a: Rule, b: Rule): boolean => same(a, b)

const same = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
  )
}
