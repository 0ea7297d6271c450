/** A rule as statements carry it: what the language reads as one, within its bounds (E7). */
import * as v from 'valibot'
import { decodeRule } from './language/decode.ts'
import type { Rule } from './rule.ts'

export const ruleSchema: v.GenericSchema<unknown, Rule> = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const read = decodeRule(dataset.value)
    if (read.ok) return read.value
    addIssue({ message: 'a rule within its bounds' })
    return NEVER
  })
)
