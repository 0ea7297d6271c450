import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../../senses/index.ts'
import type { Condition, Rule } from '../rule.ts'
import { Engine } from './engine.ts'
import type { Agreed, Asked } from './lookup.ts'
import { slowAsks, slowTruths, type Step, stepsOf, type Told, type Trace } from './testing/slow.ts'
import { aimedAt, conditions, find, rules, sun, traces } from './testing/traces.ts'

const asking = (condition: Condition): Rule => ({ act: 't/lamp', to: { value: 60 }, while: condition, otherwise: 'rest', unsure: 'rest', leastMs: 0 })

function tell(engine: Engine, told: Told): void {
  if (told.is === 'reading') engine.reading(told.point, told.value, told.atMs, told.comeMs)
  else engine[told.is](told.point, told.comeMs)
}

/** Runs an engine over a trace, calling it only when something is told or it said so; what it shows at each step. */
function run<Shown>(trace: Trace, agreed: Agreed, show: (engine: Engine) => Shown, between: (engine: Engine, at: number) => Engine = (engine) => engine): Shown[] {
  let engine = new Engine({ find, sun }, trace.fromMs)
  expect(engine.add(agreed, trace.fromMs)).toEqual({ ok: true, value: undefined })
  let told = 0
  return stepsOf(trace).map((step, at) => {
    engine = between(engine, at)
    if (step.told > told) tell(engine, trace.told[told++] as Told)
    else if (engine.nextMs <= step.atMs) engine.tick(step.atMs)
    return show(engine)
  })
}

test('every condition is at every moment what its definition says of the whole trace', () => {
  fc.assert(
    fc.property(conditions, traces, (condition, whole) => {
      const trace = aimedAt(condition, whole)
      const shown = run(trace, { id: 'a', version: '1', rule: asking(condition) }, (engine) => engine.truth('a'))
      expect(shown).toEqual(slowTruths(condition, trace))
    }),
    { numRuns: 250 }
  )
})

test('what a rule asks is at every moment what its definition says', () => {
  fc.assert(
    fc.property(rules, traces, (rule, whole) => {
      const trace = aimedAt(rule.while, whole)
      const shown = run(trace, { id: 'a', version: '1', rule }, (engine) => [...engine.asks()][0]?.value)
      expect(shown).toEqual(slowAsks(rule, trace))
    }),
    { numRuns: 200 }
  )
})

test('a restart at any moment changes nothing, if no pulse has a part in it', () => {
  const isPulse = (condition: Condition): boolean => JSON.stringify(condition).includes('"near"')
  const quiet = rules.filter((rule) => !isPulse(rule.while))
  fc.assert(
    fc.property(quiet, traces, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (rule, whole, places) => {
      const trace = aimedAt(rule.while, whole)
      const agreed = { id: 'a', version: '1', rule }
      const steps = stepsOf(trace)
      const restarts = new Set(places.map((place) => place % steps.length))
      const asked: Asked[] = []
      const show = (engine: Engine): unknown => [engine.truth('a'), [...engine.asks()]]
      const shown = run(trace, agreed, show, (engine, at) => {
        if (!restarts.has(at)) return engine
        const again = new Engine({ find, sun, asked: (each) => asked.push(each) }, 0)
        const nowMs = (steps[Math.max(0, at - 1)] as Step).atMs
        const wasAsked = asked.length
        expect(again.start([agreed], JSON.parse(JSON.stringify(engine.state())), nowMs)).toEqual([])
        if (nowMs === engine.nowMs) expect(asked.length).toBe(wasAsked)
        return again
      })
      expect(shown).toEqual(run(trace, agreed, show))
    }),
    { numRuns: 100 }
  )
})

test('what a rule asks changes at most once in its least time, whatever is told', () => {
  fc.assert(
    fc.property(rules, traces, (rule, trace) => {
      const asked: Asked[] = []
      const engine = new Engine({ find, sun, asked: (each) => asked.push(each) }, trace.fromMs)
      engine.add({ id: 'a', version: '1', rule }, trace.fromMs)
      for (const told of trace.told) tell(engine, told)
      for (const [at, { atMs, value }] of asked.entries()) {
        const before = asked[at - 1]
        if (before === undefined) continue
        expect(value).not.toBe(before.value)
        expect(atMs - before.atMs).toBeGreaterThanOrEqual(rule.leastMs ?? 5_000)
      }
    }),
    { numRuns: 200 }
  )
})

test('garbage of any kind, told at any time, throws nothing and keeps the engine going', () => {
  const anything = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e308, '__proto__'))
  const anyTime = fc.oneof(fc.double(), fc.integer({ min: 0, max: 2_000_000 }).map((ms) => 1_700_000_000_000 + ms))
  const point = fc.oneof(fc.constantFrom('t/level', 't/heat', 't/meter', 't/door', 't/mode', 't/step', 't/lamp'), fc.string())
  fc.assert(
    fc.property(rules, fc.array(fc.tuple(point, anything, anyTime, anyTime)), (rule, list) => {
      const engine = new Engine({ find, sun }, 1_700_000_000_000)
      engine.add({ id: 'a', version: '1', rule }, 1_700_000_000_000)
      for (const [id, value, atMs, nowMs] of list) {
        engine.reading(id, value as Value, atMs, nowMs)
        engine.pulse(id, nowMs)
        expect(engine.nextMs).toBeGreaterThan(engine.nowMs)
      }
      expect(engine.whyNow('a')?.why.condition).toBe(rule.while)
    })
  )
})

test('a state from anywhere is read as far as it fits, and throws nothing', () => {
  fc.assert(
    fc.property(rules, traces, fc.jsonValue(), fc.nat(), (rule, trace, junk, place) => {
      const agreed = { id: 'a', version: '1', rule }
      const engine = new Engine({ find, sun }, trace.fromMs)
      engine.add(agreed, trace.fromMs)
      for (const told of trace.told) tell(engine, told)
      const text = JSON.stringify(engine.state())
      // One number or word of it is something else.
      const spots = [...text.matchAll(/(?<=[:[,])(-?[\d.]+|"[^"]*"|true|false|null)(?=[,\]}])/g)]
      const spot = spots[place % Math.max(1, spots.length)]
      const broken = spot ? text.slice(0, spot.index) + JSON.stringify(junk) + text.slice(spot.index + spot[0].length) : JSON.stringify(junk)
      const again = new Engine({ find, sun }, 0)
      again.start([agreed], JSON.parse(broken), trace.toMs)
      for (const told of trace.told) tell(again, { ...told, comeMs: told.comeMs + 1_000_000 })
      expect(again.whyNow('a')?.why.condition).toBe(rule.while)
    })
  )
})
