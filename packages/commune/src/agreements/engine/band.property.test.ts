import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition, Measured } from '../rule.ts'
import { Engine } from './engine.ts'
import { slowTruths, stepsOf, type Told, type Trace } from './testing/slow.ts'
import { find, pulses, readings, secondMs, sun } from './testing/traces.ts'

const fromMs = 1_700_000_000_000
const points = ['t/level', 't/heat', 't/meter'] as const
/** Of parts of whole seconds: what a part of half a second ends between two moments of the grid, the slow one would not see. */
const span = fc.constantFrom(1, 3, 8, 20, 30, 60, 120, 180).map((seconds) => seconds * secondMs)

const measured: fc.Arbitrary<Measured> = fc.record({ is: fc.constantFrom('average' as const, 'rate' as const), point: fc.constantFrom(...points), ms: span })
/** Amounts near to where the values go, of rates as well. */
const amount = (of: Measured): fc.Arbitrary<{ value: number }> => fc.integer({ min: -4, max: 8 }).map((value) => ({ value: of.is === 'rate' ? value * 60 : value }))

const windowed: fc.Arbitrary<Condition> = measured.chain((of) =>
  fc.oneof(
    fc.record({ is: fc.constant('compare' as const), of: fc.constant(of), how: fc.constantFrom('below' as const, 'at-most' as const, 'above' as const, 'at-least' as const, 'is' as const), to: amount(of) }),
    fc.tuple(fc.constantFrom('rises' as const, 'falls' as const), amount(of), fc.nat(3)).map(([is, { value }, more]) => ({
      is,
      of,
      below: { value },
      above: { value: value + more * (of.is === 'rate' ? 60 : 1) }
    }))
  )
)
const conditions: fc.Arbitrary<Condition> = fc.oneof(
  windowed,
  fc.tuple(windowed, windowed, fc.constantFrom('and' as const, 'or' as const), fc.constantFrom(5, 30)).map(([a, b, is, seconds]): Condition => ({ is: 'within', that: { is, of: [a, b] }, ms: seconds * secondMs })),
  fc.tuple(windowed, windowed).map(([that, from]): Condition => ({ is: 'since', that, from }))
)

/** Readings that keep coming and move a little: all is known, so that nothing has to be looked at for long. Now and then they jump, are late, stop. */
const walks: fc.Arbitrary<Trace> = fc
  .array(fc.record({ after: fc.integer({ min: 0, max: 4 }), point: fc.constantFrom(...points), by: fc.constantFrom(0, 0, 0, 1, -1), odd: fc.nat(60) }), { minLength: 50, maxLength: 110 })
  .map((list) => {
    const now: Record<string, number> = { 't/level': 2, 't/heat': 3, 't/meter': 100 }
    let comeMs = fromMs
    const told = list.map(({ after, point, by, odd }): Told => {
      comeMs += (odd === 1 ? 45 : after) * secondMs
      if (odd === 2 || odd === 3) return { is: odd === 2 ? 'gone' : 'here', point, comeMs }
      const value = (now[point] as number) + (odd === 0 ? 9 * by : point === 't/meter' && odd > 8 ? Math.abs(by) : by)
      now[point] = value
      return { is: 'reading', point, value, atMs: comeMs - (odd < 12 ? odd - 3 : 0) * secondMs, comeMs }
    })
    return { fromMs, toMs: comeMs + 60 * secondMs, gridMs: secondMs, told: told.map((each) => (each.is === 'reading' ? { ...each, atMs: Math.min(each.atMs, each.comeMs) } : each)), readings, pulses, sun }
  })

test('what is not looked at because nothing could change has not changed', () => {
  fc.assert(
    fc.property(conditions, walks, (condition, trace) => {
      const engine = new Engine({ find, sun }, trace.fromMs)
      engine.add({ id: 'a', version: '1', rule: { act: 't/lamp', to: { value: 1 }, while: condition, otherwise: 'rest', unsure: 'rest' } }, trace.fromMs)
      let told = 0
      const shown = stepsOf(trace).map((step) => {
        if (step.told === told) engine.tick(step.atMs)
        else {
          const each = trace.told[told++] as Told
          if (each.is === 'reading') engine.reading(each.point, each.value, each.atMs, each.comeMs)
          else engine[each.is](each.point, each.comeMs)
        }
        return engine.truth('a')
      })
      expect(shown).toEqual(slowTruths(condition, trace))
    }),
    { numRuns: 25 }
  )
})
