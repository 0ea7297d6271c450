/** Faults that were there once, each by what broke. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../../senses/index.ts'
import type { Condition, Rule } from '../rule.ts'
import { Engine } from './engine.ts'
import { conditions, find, sun } from './testing/traces.ts'

const t0 = 1_700_000_040_000
const minuteMs = 60_000
const ruleOf = (condition: Condition): Rule => ({ act: 't/lamp', to: { value: 60 }, while: condition, otherwise: 'rest', unsure: 'rest', leastMs: 0 })
const level: Condition = { is: 'compare', of: { is: 'reading', point: 't/level' }, how: 'above', to: { value: 5 } }
const averaged = (point: 't/level' | 't/heat'): Condition => ({ is: 'compare', of: { is: 'average', point, ms: 10_000 }, how: 'above', to: { value: 5 } })

test('a clock that is set back takes windows along that a gap had ended in the future', () => {
  const engine = new Engine({ find }, t0)
  engine.add({ id: 'a', version: '1', rule: ruleOf(averaged('t/heat')) }, t0)
  engine.reading('t/heat', 9, t0, t0)
  // For a moment the clock says that it is tomorrow; the thing is gone just then, and here again.
  const tomorrowMs = t0 + 1_440 * minuteMs
  while (engine.nextMs < t0 + minuteMs) engine.tick(engine.nextMs)
  engine.gone('t/heat', tomorrowMs)
  engine.here('t/heat', tomorrowMs)
  engine.tick(t0 + minuteMs)
  for (let at = 0; at <= 12; at++) engine.reading('t/heat', 9, t0 + minuteMs + at * 1_000, t0 + minuteMs + at * 1_000)
  expect(engine.truth('a')).toBe(true)
})

test('a rule that is the first to look at a point itself, and not at its average, learns when it goes stale', () => {
  const engine = new Engine({ find }, t0)
  engine.add({ id: 'a', version: '1', rule: ruleOf(averaged('t/level')) }, t0)
  engine.reading('t/level', 9, t0, t0)
  engine.add({ id: 'b', version: '1', rule: ruleOf(level) }, t0 + 1_000)
  expect(engine.truth('b')).toBe(true)
  while (engine.nextMs <= t0 + 25_000) engine.tick(engine.nextMs)
  expect(engine.truth('b')).toBe(undefined)
})

test('an agreement that ends at no time at all does not end, and keeps nobody busy', () => {
  const engine = new Engine({ find }, t0)
  engine.add({ id: 'a', version: '1', rule: ruleOf(level), untilMs: Number.NaN }, t0)
  engine.reading('t/level', 9, t0, t0)
  expect(engine.truth('a')).toBe(true)
  expect(engine.nextMs).toBe(t0 + 20_000)
})

test('an average that a rule begins to ask for while the engine is away counts what stands', () => {
  const engine = new Engine({ find }, t0)
  engine.add({ id: 'a', version: '1', rule: ruleOf({ is: 'compare', of: { is: 'reading', point: 't/heat' }, how: 'above', to: { value: 5 } }) }, t0)
  engine.reading('t/heat', 9, t0, t0)
  const again = new Engine({ find }, t0)
  again.start([{ id: 'b', version: '1', rule: ruleOf(averaged('t/heat')) }], engine.state(), t0 + 20_000)
  expect(again.truth('b')).toBe(true)
})

test('whatever the clock did, in as long as a rule looks back all is as if it had always been right', () => {
  const steady = conditions.filter((condition) => !/"since"|"rises"|"falls"/.test(JSON.stringify(condition)))
  const when = fc.oneof(fc.integer({ min: -3, max: 3 }).map((days) => days * 1_440 * minuteMs), fc.integer({ min: -100, max: 100 }).map((seconds) => seconds * 1_000))
  const deed = fc.tuple(when, fc.constantFrom('reading', 'gone', 'here', 'pulse', 'tick', 'restart'), fc.constantFrom('t/level', 't/heat', 't/meter', 't/step'), fc.integer({ min: 0, max: 12 }))
  const values = (at: number): [string, Value][] => [['t/level', at % 7], ['t/heat', (at >> 3) % 11], ['t/meter', 1_000 + at], ['t/door', at % 40 < 20], ['t/mode', at % 30 < 9 ? 'off' : 'eco']]
  fc.assert(
    fc.property(steady, fc.array(deed, { maxLength: 30 }), (condition, deeds) => {
      const agreed = { id: 'a', version: '1', rule: ruleOf(condition) }
      let engine = new Engine({ find, sun }, t0)
      engine.add(agreed, t0)
      let nowMs = t0
      for (const [byMs, is, point, value] of deeds) {
        nowMs += byMs
        if (is === 'reading') engine.reading(point, value, nowMs, nowMs)
        else if (is === 'tick') engine.tick(nowMs)
        else if (is === 'restart') {
          const saved = engine.state()
          engine = new Engine({ find, sun }, nowMs)
          engine.start([agreed], saved, nowMs)
        } else engine[is as 'gone'](point, nowMs)
      }
      const fresh = new Engine({ find, sun }, engine.nowMs)
      fresh.add(agreed, engine.nowMs)
      nowMs = Math.ceil(engine.nowMs / 1_000) * 1_000
      for (let at = 0; at < 700; at++) {
        nowMs += 1_000
        for (const each of [engine, fresh]) {
          each.here('t/step', nowMs)
          for (const [point, value] of values(at)) each.reading(point, value, nowMs, nowMs)
          if (at % 45 === 0) each.pulse('t/step', nowMs)
        }
        // Four spans of two minutes may lie within one another, and what they look at another one back.
        if (at > 620) expect(engine.truth('a')).toBe(fresh.truth('a'))
      }
    }),
    { numRuns: 15 }
  )
})

test('[T4] a clock that is a little behind at a start takes nothing along, no more than one that is set back while it runs', () => {
  const daily: Condition = { is: 'compare', of: { is: 'average', point: 't/heat', ms: 1_440 * minuteMs }, how: 'above', to: { value: 5 } }
  const agreed = { id: 'a', version: '1', rule: ruleOf(daily) }
  const engine = new Engine({ find }, t0)
  engine.add(agreed, t0)
  let atMs = t0
  for (; atMs < t0 + 1_440 * minuteMs; atMs += 10_000) engine.reading('t/heat', 9, atMs, atMs)
  expect(engine.truth('a')).toBe(true)
  for (const backMs of [5, 12_000, 50_000]) {
    const next = new Engine({ find }, atMs - backMs)
    next.start([agreed], JSON.parse(JSON.stringify(engine.state())), atMs - backMs)
    expect(next.truth('a')).toBe(true)
  }
})

test('a sensor of passings that was out of reach before a sleep is out of reach after it, and who was felt before it is felt no more', () => {
  const nobody = ruleOf({ is: 'not', that: { is: 'near', point: 't/step' } })
  for (const isOut of [true, false]) {
    const engine = new Engine({ find }, t0)
    engine.add({ id: 'a', version: '1', rule: nobody }, t0)
    engine.add({ id: 'b', version: '1', rule: ruleOf(level) }, t0)
    engine.reading('t/level', 9, t0, t0)
    engine.pulse('t/step', t0)
    if (isOut) engine.gone('t/step', t0)
    engine.tick(t0 + 10 * minuteMs)
    expect(engine.truth('b')).toBe(undefined)
    expect(engine.truth('a')).toBe(isOut ? undefined : true)
    engine.here('t/step', t0 + 11 * minuteMs)
    expect(engine.truth('a')).toBe(true)
  }
})
