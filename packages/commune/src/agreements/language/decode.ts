/**
 * The JSON face, and the door by which a rule comes in: from a statement, a file, another peer. What passes here is a `Rule` within its
 * limits (E7), and nothing else is in it. Whether its points exist and its units fit is for `checkRule` to say.
 */
import * as v from 'valibot'
import { no, ok, type Result } from '@commune/protocol'
import { unitCharsMax } from '../../senses/index.ts'
import { rulesMessage } from '../../words/index.ts'
import { type Condition, type Rule, ruleLimits } from '../rule.ts'
import type { Fault, RulePath } from './fault.ts'

/** Numbers that are written out in digits: up to a thousand billions, and down to a billionth. */
export const amountMax = 1e15
export const amountMin = 1e-12

const line = /^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]*$/u
const text = (max: number) => v.pipe(v.string(), v.maxLength(max), v.regex(line))
const point = v.pipe(
  v.string(),
  v.maxLength(400),
  v.regex(line),
  v.check((id) => /^\?[\p{L}\p{N}_-]{1,40}$/u.test(id) || /^[^/?\s][^/\s]*\/./u.test(id))
)
const ms = v.pipe(v.number(), v.integer(), v.minValue(ruleLimits.msMin), v.maxValue(ruleLimits.msMax))
const amount = v.object({
  value: v.pipe(
    v.number(),
    v.check((value) => value === 0 || (Math.abs(value) >= amountMin && Math.abs(value) <= amountMax)),
    v.transform((value) => (value === 0 ? 0 : value))
  ),
  unit: v.exactOptional(
    v.pipe(
      text(unitCharsMax),
      v.minLength(1),
      v.check((unit) => unit.trim() === unit)
    )
  )
})
/** What is asked of a point or compared with a reading. */
const value = v.union([amount, v.boolean(), text(ruleLimits.charsMax / 4)])
const to = v.object({ to: value })

const measured = v.variant('is', [
  v.object({ is: v.literal('reading'), point }),
  v.object({ is: v.picklist(['average', 'rate']), point, ms })
])

const how = v.picklist(['below', 'at-most', 'above', 'at-least', 'is', 'is-not'])
const inner: v.GenericSchema<unknown> = v.lazy(() => condition)
const members = v.pipe(v.array(inner), v.minLength(2), v.maxLength(ruleLimits.membersMax))

const condition = v.variant('is', [
  v.object({ is: v.literal('compare'), of: measured, how, to: value }),
  v.object({ is: v.literal('near'), point }),
  v.object({ is: v.literal('sun'), state: v.picklist(['up', 'down', 'dark']) }),
  v.object({ is: v.literal('held'), that: inner, ms, gaps: v.picklist(['count', 'break']) }),
  v.object({ is: v.literal('within'), that: inner, ms }),
  v.object({ is: v.literal('since'), that: inner, from: inner }),
  v.object({ is: v.literal('rises'), of: measured, above: amount, below: amount }),
  v.object({ is: v.literal('falls'), of: measured, below: amount, above: amount }),
  v.object({ is: v.picklist(['and', 'or']), of: members }),
  v.object({ is: v.literal('not'), that: inner })
])

const rule = v.object({
  act: point,
  to: value,
  while: condition,
  otherwise: v.union([v.literal('rest'), to]),
  unsure: v.union([v.picklist(['rest', 'stay']), to]),
  leastMs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(ruleLimits.msMax)))
})

/** Reads a rule from what came in, such as parsed JSON. */
export const decodeRule = (given: unknown): Result<Rule, Fault> => {
  // Before anything recurses into it: what is too deep is not read at all.
  if (depthOver(given, ruleLimits.depthMax * 2 + 4))
    return no({ message: rulesMessage('rules.deep', { most: ruleLimits.depthMax }), instead: [] })
  const read = v.safeParse(rule, given)
  if (!read.success) {
    const path = (read.issues[0].path ?? []).map(({ key }) => key as string | number)
    return no({ message: rulesMessage('rules.shape', { where: path.join(' · ') || '—' }), path, instead: [] })
  }
  const whole = read.output as Rule
  const over = overLimits(whole)
  return over === undefined ? ok(whole) : no(over)
}

/** The bounds of one rule that no single part breaks. */
export const overLimits = (whole: Rule): Fault | undefined => {
  let parts = 0
  let deepest: RulePath | undefined
  let longest: RulePath | undefined
  const visit = (at: Condition, depth: number, path: RulePath): void => {
    parts += 'of' in at && !Array.isArray(at.of) ? 2 : 1
    if (depth > ruleLimits.depthMax) deepest ??= path
    if ((at.is === 'and' || at.is === 'or') && at.of.length > ruleLimits.membersMax)
      longest ??= [...path, 'of', ruleLimits.membersMax]
    for (const [child, name] of childrenOf(at)) visit(child, depth + 1, [...path, ...name])
  }
  visit(whole.while, 1, ['while'])
  if (deepest) return { message: rulesMessage('rules.deep', { most: ruleLimits.depthMax }), path: deepest, instead: [] }
  if (longest) return { message: rulesMessage('rules.members', { most: ruleLimits.membersMax }), path: longest, instead: [] }
  if (parts > ruleLimits.partsMax)
    return { message: rulesMessage('rules.many', { n: parts, most: ruleLimits.partsMax }), path: ['while'], instead: [] }
  return undefined
}

/** The conditions directly inside of one, each with its way. */
export const childrenOf = (at: Condition): readonly (readonly [Condition, RulePath])[] => {
  if (at.is === 'and' || at.is === 'or') return at.of.map((one, index) => [one, ['of', index]] as const)
  if (at.is === 'since')
    return [
      [at.that, ['that']],
      [at.from, ['from']]
    ]
  return at.is === 'held' || at.is === 'within' || at.is === 'not' ? [[at.that, ['that']]] : []
}

function depthOver(given: unknown, most: number): boolean {
  let level: unknown[] = [given]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most || level.length > 10_000) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}
