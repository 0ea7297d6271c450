/** Points, rules and traces for tests: any of them, with every kind of trouble, on a grid of seconds. */
import fc from 'fast-check'
import type { ActPoint, PulsePoint, ReadingPoint, Value } from '../../../senses/index.ts'
import type { Condition, Measured, PointRef, Rule } from '../../rule.ts'
import type { Sun } from '../leaves.ts'
import type { Found } from '../lookup.ts'
import { pointsOf } from '../replay/replay.ts'
import type { Told, Trace } from './slow.ts'

export const secondMs = 1_000
const fromMs = 1_700_000_000_000
const named = (key: string): { key: string; name: string } => ({ key, name: key })

export const readings: Readonly<Record<string, ReadingPoint>> = {
  't/level': { ...named('level'), shape: { is: 'number', unit: 'l' }, staleMs: 20_000 },
  't/heat': { ...named('heat'), shape: { is: 'number', unit: '°C' } },
  't/meter': { ...named('meter'), shape: { is: 'number', unit: 'l' }, counter: true, staleMs: 40_000 },
  't/door': { ...named('door'), shape: { is: 'yes-no' }, staleMs: 30_000 },
  't/mode': { ...named('mode'), shape: { is: 'words', of: ['off', 'eco', 'high'] } }
}
export const pulses: Readonly<Record<string, PulsePoint>> = { 't/step': { ...named('step'), ttlMs: 4_000 } }
export const acts: Readonly<Record<string, ActPoint>> = {
  't/lamp': { ...named('lamp'), shape: { is: 'number', unit: '%', min: 0, max: 100 }, rest: 0 },
  't/valve': { ...named('valve'), shape: { is: 'yes-no' } }
}

export const find = (id: string): Found | undefined => {
  if (readings[id]) return { is: 'reading', point: readings[id] }
  if (pulses[id]) return { is: 'pulse', point: pulses[id] }
  return acts[id] && { is: 'act', point: acts[id] }
}

/** A day of two minutes, for those who cannot wait. */
export const sun: Sun = (nowMs) => {
  const at = Math.floor(nowMs / 30_000)
  return { is: (['up', 'up', 'twilight', 'dark'] as const)[at % 4] ?? 'up', untilMs: (at + 1) * 30_000 }
}

const span = fc.constantFrom(1, 2, 3, 5, 8, 13, 30, 60, 120).map((seconds) => seconds * secondMs)
const number = fc.integer({ min: -3, max: 12 })
const numeric: PointRef[] = ['t/level', 't/heat', 't/meter']
const amount = number.map((value) => ({ value }))

const measured: fc.Arbitrary<Measured> = fc.oneof(
  fc.record({ is: fc.constant('reading' as const), point: fc.constantFrom(...numeric) }),
  fc.record({ is: fc.constantFrom('average' as const, 'rate' as const), point: fc.constantFrom(...numeric), ms: span })
)

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    is: fc.constant('compare' as const),
    of: measured,
    how: fc.constantFrom('below' as const, 'at-most' as const, 'above' as const, 'at-least' as const, 'is' as const, 'is-not' as const),
    to: amount
  }),
  fc.record({
    is: fc.constant('compare' as const),
    of: fc.constant({ is: 'reading', point: 't/door' } as const),
    how: fc.constantFrom('is' as const, 'is-not' as const),
    to: fc.boolean()
  }),
  fc.record({
    is: fc.constant('compare' as const),
    of: fc.constant({ is: 'reading', point: 't/mode' } as const),
    how: fc.constantFrom('is' as const, 'is-not' as const),
    to: fc.constantFrom('off', 'eco', 'high')
  }),
  fc
    .tuple(fc.constantFrom('rises' as const, 'falls' as const), measured, number, fc.nat(6))
    .map(([is, of, below, more]) => ({ is, of, below: { value: below }, above: { value: below + more } })),
  fc.constant({ is: 'near', point: 't/step' } as const),
  fc.record({ is: fc.constant('sun' as const), state: fc.constantFrom('up' as const, 'down' as const, 'dark' as const) })
)

/** Conditions of any kind, a few deep. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { arbitrary: leaf, weight: 3 },
    { arbitrary: fc.record({ is: fc.constant('held' as const), that: tie('any'), ms: span, gaps: fc.constantFrom('count' as const, 'break' as const) }), weight: 3 },
    { arbitrary: fc.record({ is: fc.constant('within' as const), that: tie('any'), ms: span }), weight: 2 },
    { arbitrary: fc.record({ is: fc.constant('since' as const), that: tie('any'), from: tie('any') }), weight: 2 },
    { arbitrary: fc.record({ is: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('any'), { minLength: 2, maxLength: 3 }) }), weight: 2 },
    { arbitrary: fc.record({ is: fc.constant('not' as const), that: tie('any') }), weight: 1 }
  )
})).any

const percent = fc.nat(100).map((value) => ({ value }))

export const rules: fc.Arbitrary<Rule> = fc.record(
  {
    act: fc.constant('t/lamp' as const),
    to: percent,
    while: conditions,
    otherwise: fc.oneof(fc.constant('rest' as const), fc.record({ to: percent })),
    unsure: fc.oneof(fc.constant('rest' as const), fc.constant('stay' as const), fc.record({ to: percent })),
    leastMs: fc.constantFrom(0, 1_000, 4_000, 30_000)
  },
  { requiredKeys: ['act', 'to', 'while', 'otherwise', 'unsure'] }
)

const toldAfter: fc.Arbitrary<{ after: number; delay: number; what: readonly ['reading', string, Value] | readonly ['pulse' | 'gone' | 'here', string] }> = fc.record({
  after: fc.oneof({ arbitrary: fc.nat(3), weight: 5 }, { arbitrary: fc.nat(30), weight: 1 }, { arbitrary: fc.integer({ min: 20, max: 45 }), weight: 1 }),
  delay: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat(15), weight: 1 }),
  what: fc.oneof(
    { arbitrary: fc.tuple(fc.constant('reading' as const), fc.constantFrom<string>(...numeric), number), weight: 8 },
    { arbitrary: fc.tuple(fc.constant('reading' as const), fc.constant('t/door'), fc.boolean()), weight: 2 },
    { arbitrary: fc.tuple(fc.constant('reading' as const), fc.constant('t/mode'), fc.constantFrom('off', 'eco', 'high')), weight: 2 },
    { arbitrary: fc.tuple(fc.constant('pulse' as const), fc.constant('t/step')), weight: 2 },
    { arbitrary: fc.tuple(fc.constantFrom('gone' as const, 'here' as const), fc.constantFrom(...numeric, 't/door', 't/mode', 't/step')), weight: 2 }
  )
})

/** Traces of a few minutes: late, out of order, twice at one time, gone and here again, long silent. */
export const traces: fc.Arbitrary<Trace> = fc.array(toldAfter, { maxLength: 70 }).map((list) => {
  let comeMs = fromMs
  const told = list.map(({ after, delay, what: [is, point, value] }): Told => {
    comeMs += after * secondMs
    return is === 'reading' ? { is, point, value: value as Value, atMs: comeMs - delay * secondMs, comeMs } : { is, point, comeMs }
  })
  return { fromMs, toMs: comeMs + 40 * secondMs, gridMs: secondMs, told, readings, pulses, sun }
})

/** The same trace, with every other thing told of what the condition does not look at told of what it does. */
export function aimedAt(condition: Condition, trace: Trace): Trace {
  const looked = [...new Set(pointsOf(condition))].filter((point) => numeric.includes(point as PointRef))
  if (looked.length === 0) return trace
  let count = 0
  const told = trace.told.map((each): Told => {
    if (!numeric.includes(each.point as PointRef) || looked.includes(each.point) || count++ % 4 === 3) return each
    return { ...each, point: looked[count % looked.length] as string }
  })
  return { ...trace, told }
}
