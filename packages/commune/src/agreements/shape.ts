/** The JSON face of a rule: the tree as it is, within its bounds (E7). */
import * as v from 'valibot'
import { type Amount, type Condition, type Measured, type PointRef, type Rule, ruleLimits } from './rule.ts'

const ms = v.pipe(v.number(), v.integer(), v.minValue(ruleLimits.msMin), v.maxValue(ruleLimits.msMax))
const pointRef = v.pipe(v.string(), v.maxLength(200), v.regex(/^(\?\S|[A-Za-z0-9_-]{43}\.\d{1,4}\/.)/, 'a point of a thing, or a role')) as unknown as v.GenericSchema<unknown, PointRef>
const amount: v.GenericSchema<unknown, Amount> = v.object({ value: v.pipe(v.number(), v.finite()), unit: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))) })
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const value = v.union([amount, v.boolean(), word])

const measured: v.GenericSchema<unknown, Measured> = v.variant('is', [
  v.object({ is: v.literal('reading'), point: pointRef }),
  v.object({ is: v.literal('average'), point: pointRef, ms }),
  v.object({ is: v.literal('rate'), point: pointRef, ms })
])

const comparison = v.picklist(['below', 'at-most', 'above', 'at-least', 'is', 'is-not'])
const members = v.pipe(v.array(v.lazy(() => condition)), v.minLength(2), v.maxLength(ruleLimits.membersMax))
const that = v.lazy(() => condition)

const condition: v.GenericSchema<unknown, Condition> = v.variant('is', [
  v.object({ is: v.literal('compare'), of: measured, how: comparison, to: value }),
  v.object({ is: v.literal('near'), point: pointRef }),
  v.object({ is: v.literal('sun'), state: v.picklist(['up', 'down', 'dark']) }),
  v.object({ is: v.literal('held'), that, ms, gaps: v.picklist(['count', 'break']) }),
  v.object({ is: v.literal('within'), that, ms }),
  v.object({ is: v.literal('since'), that, from: that }),
  v.object({ is: v.literal('rises'), of: measured, above: amount, below: amount }),
  v.object({ is: v.literal('falls'), of: measured, below: amount, above: amount }),
  v.object({ is: v.literal('and'), of: members }),
  v.object({ is: v.literal('or'), of: members }),
  v.object({ is: v.literal('not'), that })
])

const otherwise = v.union([v.literal('rest'), v.object({ to: value })])

export const ruleSchema: v.GenericSchema<unknown, Rule> = v.pipe(
  v.custom<unknown>((tree) => isBounded(tree, 0, { left: ruleLimits.partsMax * 8 }), 'a rule that is not nested too deeply'),
  v.object({
    act: pointRef,
    to: value,
    while: condition,
    otherwise,
    unsure: v.union([v.literal('rest'), v.literal('stay'), v.object({ to: value })]),
    leastMs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400_000)))
  })
) as unknown as v.GenericSchema<unknown, Rule>

/** Looked at before anything else is: a tree from outside may be nested without end. */
function isBounded(tree: unknown, depth: number, room: { left: number }): boolean {
  if (--room.left < 0 || depth > ruleLimits.depthMax * 2) return false
  if (typeof tree !== 'object' || tree === null) return true
  return Object.values(tree).every((part) => isBounded(part, depth + 1, room))
}
