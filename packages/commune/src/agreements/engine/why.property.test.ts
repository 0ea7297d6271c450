/** Why, and why not, are held against the slow evaluator: every part of every tree, at every moment. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition, Rule, Truth } from '../rule.ts'
import { Engine } from './engine.ts'
import type { Asked } from './lookup.ts'
import { standsInTheWay } from './nearest.ts'
import { slowTruths, stepsOf, type Told } from './testing/slow.ts'
import { aimedAt, conditions, find, readings, secondMs, sun, traces } from './testing/traces.ts'
import type { Why } from './why.ts'

const asking = (condition: Condition): Rule => ({ act: 't/lamp', to: { value: 60 }, while: condition, otherwise: 'rest', unsure: 'rest', leastMs: 0 })

function tell(engine: Engine, told: Told): void {
  if (told.is === 'reading') engine.reading(told.point, told.value, told.atMs, told.comeMs)
  else engine[told.is](told.point, told.comeMs)
}

/** Whether an amount that is so far off makes this comparison so. */
function isSo({ how }: Condition & { readonly is: 'compare' }, distance: number): boolean {
  if (how === 'below' || how === 'above') return how === 'below' ? distance < 0 : distance > 0
  if (how === 'at-most' || how === 'at-least') return how === 'at-most' ? distance <= 0 : distance >= 0
  return (how === 'is') === (distance === 0)
}

function holds(why: Why, truthOf: (condition: Condition) => Truth, nowMs: number): void {
  const { condition, truth, measured, leftMs, sinceMs, of } = why
  expect(truth).toBe(truthOf(condition))
  if (measured) {
    const { distance, share, freshness, value, against } = measured
    if (share === undefined) expect(freshness === 'fresh').toBe(truth !== undefined)
    else expect(share < 0.5).toBe(truth === undefined)
    if (condition.is === 'compare' && distance !== undefined) {
      expect(distance).toBe((value as number) - (against[0] as number))
      expect(isSo(condition, distance)).toBe(truth)
    }
  }
  if (leftMs !== undefined) expect(leftMs).toBeGreaterThan(0)
  if (condition.is === 'held' && truth === true) expect(nowMs - (sinceMs as number)).toBeGreaterThanOrEqual(condition.ms)
  for (const each of of) holds(each, truthOf, nowMs)
}

test('every part of why is what its definition says, with its freshness and its distance, now and of each act', () => {
  fc.assert(
    fc.property(conditions, traces, (condition, whole) => {
      const trace = aimedAt(condition, whole)
      const known = new Map<Condition, Truth[]>()
      const truthAt = (at: number) => (part: Condition): Truth => {
        const truths = known.get(part) ?? slowTruths(part, trace)
        known.set(part, truths)
        return truths[at]
      }
      const asked: Asked[] = []
      const engine = new Engine({ find, sun, asked: (each) => asked.push(each) }, trace.fromMs)
      engine.add({ id: 'a', version: '1', rule: asking(condition) }, trace.fromMs)
      asked.length = 0
      let told = 0
      for (const [at, step] of stepsOf(trace).entries()) {
        if (step.told > told) tell(engine, trace.told[told++] as Told)
        else engine.tick(step.atMs)
        const now = engine.whyNow('a')
        if (!now) throw new Error('it is there')
        holds(now.why, truthAt(at), step.atMs)
        expect(now.inTheWay.length > 0).toBe(now.why.truth !== true)
        for (const { number } of asked.splice(0)) holds((engine.whyActed(number) as { why: Why }).why, truthAt(at), step.atMs)
      }
    }),
    { numRuns: 100 }
  )
})

test('what counts on in a gap waits for time alone, and what is since something says both that it lacks', () => {
  const door: Condition = { is: 'compare', of: { is: 'reading', point: 't/door' }, how: 'is', to: true }
  const warm: Condition = { is: 'compare', of: { is: 'reading', point: 't/heat' }, how: 'above', to: { value: 5 } }
  const held: Condition = { is: 'held', that: door, ms: 60 * secondMs, gaps: 'count' }
  const since: Condition = { is: 'since', that: warm, from: door }
  const engine = new Engine({ find, sun }, 0)
  for (const [id, condition] of [['held', held], ['since', since]] as const) engine.add({ id, version: '1', rule: asking(condition) }, 0)
  engine.reading('t/heat', 2, 0, 0)
  engine.reading('t/door', false, 0, 0)
  const lacks = (id: string): Condition[] => (engine.whyNow(id)?.inTheWay ?? []).map(({ condition }) => condition)
  expect(new Set(lacks('since'))).toEqual(new Set([warm, door]))
  engine.reading('t/door', true, 1_000, 1_000)
  expect(new Set(lacks('since'))).toEqual(new Set([warm, since]))
  expect(readings['t/door']?.staleMs).toBe(30_000)
  engine.tick(40_000)
  expect(engine.whyNow('held')?.why).toMatchObject({ truth: false, leftMs: 21_000, of: [{ truth: undefined }] })
  expect(lacks('held')).toEqual([held])
  expect(standsInTheWay({ condition: held, truth: true, of: [] })).toEqual([])
})
