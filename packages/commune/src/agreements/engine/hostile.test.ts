/** Rules that somebody made to hurt: as many as there may be on one point, as deep, as long as they may be. Each costs what its kind costs. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { type Condition, type Rule, ruleLimits } from '../rule.ts'
import { Acts } from './acts.ts'
import { Engine } from './engine.ts'
import type { Asked } from './lookup.ts'
import { find, sun } from './testing/traces.ts'

const t0 = 1_700_000_040_000
const minuteMs = 60_000
const ruleOf = (condition: Condition): Rule => ({ act: 't/lamp', to: { value: 60 }, while: condition, otherwise: 'rest', unsure: 'rest', leastMs: 0 })
const above = (value: number): Condition => ({ is: 'compare', of: { is: 'reading', point: 't/heat' }, how: 'above', to: { value } })

test('of a thousand rules on one point only those ask that a reading passes', () => {
  const asked: Asked[] = []
  const engine = new Engine({ find, asked: (each) => asked.push(each) }, t0)
  for (let at = 0; at < 1_000; at++) engine.add({ id: `${at}`, version: '1', rule: ruleOf(above(at)) }, t0)
  engine.reading('t/heat', 499.5, t0, t0)
  expect(asked.length).toBe(500)
  for (let at = 1; at < 1_000; at++) engine.reading('t/heat', 499.5 + (at % 10) / 100, t0 + at, t0 + at)
  expect(asked.length).toBe(500)
  engine.reading('t/heat', 502.5, t0 + 1_000, t0 + 1_000)
  expect(asked.slice(500).map(({ agreement }) => agreement).toSorted()).toEqual(['500', '501', '502'])
  for (let at = 0; at < 1_000; at++) engine.remove(`${at}`, t0 + 1_000)
  expect([engine.nextMs, engine.state().points, engine.state().rules]).toEqual([Number.POSITIVE_INFINITY, [], []])
})

test('hundreds of windows on one point agree with one that is alone', () => {
  const windows = Array.from({ length: 300 }, (_, at): Condition => ({ is: 'compare', of: { is: 'average', point: 't/heat', ms: (at + 1) * 2_000 }, how: 'above', to: { value: 12 } }))
  const all = new Engine({ find }, t0)
  for (const [at, condition] of windows.entries()) all.add({ id: `${at}`, version: '1', rule: ruleOf(condition) }, t0)
  const picked = [0, 1, 59, 60, 299]
  const alone = picked.map((at) => {
    const engine = new Engine({ find }, t0)
    engine.add({ id: `${at}`, version: '1', rule: ruleOf(windows[at] as Condition) }, t0)
    return engine
  })
  for (let at = 0; at < 80; at++) {
    const nowMs = t0 + at * 20_000
    for (const engine of [all, ...alone]) engine.reading('t/heat', 10 + Math.round(5 * Math.sin(at / 9)), nowMs, nowMs)
    expect(picked.map((which) => all.truth(`${which}`))).toEqual(alone.map((engine, which) => engine.truth(`${picked[which]}`)))
  }
})

test('a tree as deep and as wide as there may be is worked out to its root', () => {
  const deep = Array.from({ length: ruleLimits.depthMax - 1 }).reduce<Condition>((that) => ({ is: 'not', that }), above(20))
  const wide: Condition = { is: 'or', of: [...Array.from({ length: 6 }, (_, at): Condition => ({ is: 'and', of: [above(at), above(30 + at), { is: 'not', that: above(50) }] })), above(70)] }
  const engine = new Engine({ find }, t0)
  engine.add({ id: 'deep', version: '1', rule: ruleOf(deep) }, t0)
  expect(engine.add({ id: 'wide', version: '1', rule: ruleOf(wide) }, t0)).toEqual({ ok: true, value: undefined })
  const truths = [10, 21, 29, 31, 51, 71, 20].map((value, at) => {
    engine.reading('t/heat', value, t0 + at, t0 + at)
    return [engine.truth('deep'), engine.truth('wide')]
  })
  // Nine mirrors of `above 20`.
  expect(truths).toEqual([[true, false], [false, false], [false, false], [false, true], [false, false], [false, true], [true, false]])
})

test('a window of more than a month, or of a year, is refused', () => {
  const engine = new Engine({ find }, t0)
  const over = (ms: number): unknown => engine.add({ id: 'a', version: '1', rule: ruleOf({ is: 'compare', of: { is: 'average', point: 't/heat', ms }, how: 'above', to: { value: 1 } }) }, t0)
  expect(over(365 * 1_440 * minuteMs)).toMatchObject({ ok: false, error: { type: 'wrong-time' } })
  expect(over(ruleLimits.msMax)).toMatchObject({ ok: true })
})

test('what a rule needs of memory does not grow with what is told, however far it looks back', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const used = (): number => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const ms = ruleLimits.msMax
  const of = (is: 'average' | 'rate', point: 't/heat' | 't/meter'): Condition => ({ is: 'compare', of: { is, point, ms }, how: 'above', to: { value: 20 } })
  const condition: Condition = {
    is: 'or',
    of: [of('average', 't/heat'), of('rate', 't/meter'), { is: 'held', that: above(20), ms, gaps: 'count' }, { is: 'within', that: above(90), ms }, { is: 'since', that: above(5), from: above(50) }, { is: 'near', point: 't/step' }]
  }
  const engine = new Engine({ find, sun }, t0, new Acts(100, 10_000))
  for (let at = 0; at < 5; at++) engine.add({ id: `${at}`, version: '1', rule: { ...ruleOf(condition), leastMs: 1_000 } }, t0)
  let nowMs = t0
  const run = (count: number): void => {
    for (let at = 0; at < count; at++) {
      nowMs += 40_000
      engine.reading('t/heat', 40 + 45 * Math.sin(at / 50), nowMs - (at % 7) * 1_000, nowMs)
      engine.reading('t/meter', at % 5_000, nowMs, nowMs)
      engine.pulse('t/step', nowMs)
      engine.reading(`t/${at}`, 1, nowMs, nowMs)
    }
  }
  run(3_000)
  const before = used()
  run(10_000)
  expect(used() - before).toBeLessThan(200_000)
})

test('what is due in one millisecond is one step: nothing sees one half of it without the other', () => {
  const average = (point: 't/heat' | 't/level', how: 'above' | 'below'): Condition => ({ is: 'compare', of: { is: 'average', point, ms: 10_000 }, how, to: { value: 5 } })
  const engine = new Engine({ find }, t0)
  engine.add({ id: 'a', version: '1', rule: ruleOf({ is: 'within', that: { is: 'and', of: [average('t/heat', 'above'), average('t/level', 'above')] }, ms: 10_000 }) }, t0)
  // One rises as the other falls: at no moment are both above.
  for (let at = 0; at <= 30; at++) {
    const nowMs = t0 + at * 1_000
    engine.reading('t/heat', at < 15 ? 9 : 1, nowMs, nowMs)
    engine.reading('t/level', at < 15 ? 1 : 9, nowMs, nowMs)
  }
  expect(engine.truth('a')).toBe(false)
  const held = new Engine({ find }, t0)
  const level: Condition = { is: 'compare', of: { is: 'reading', point: 't/level' }, how: 'above', to: { value: 5 } }
  held.add({ id: 'a', version: '1', rule: ruleOf({ is: 'held', that: level, ms: 20_000, gaps: 'break' }) }, t0)
  held.reading('t/level', 9, t0, t0)
  // It goes stale in the very moment in which it would have held for long enough.
  held.tick(t0 + 20_000)
  expect([held.truth('a'), held.acts.newest]).toEqual([undefined, 0])
})

test('the number of a point stays its own while it is held, whoever looks at it', () => {
  const engine = new Engine({ find }, t0)
  const [heat, level, step, nobody] = ['t/heat', 't/level', 't/step', 't/none'].map((id) => engine.hold(id) as number) as [number, number, number, number]
  expect(new Set([heat, level, step, nobody]).size).toBe(4)
  expect(engine.readingAt(heat, 25, t0, t0)).toBe('nobody')
  engine.add({ id: 'a', version: '1', rule: ruleOf({ is: 'or', of: [above(20), { is: 'near', point: 't/step' }] }) }, t0)
  expect(engine.readingAt(heat, 25, t0, t0)).toBe('taken')
  expect(engine.truth('a')).toBe(true)
  expect([engine.readingAt(level, 1, t0, t0), engine.readingAt(step, 1, t0, t0), engine.readingAt(nobody, 1, t0, t0)]).toEqual(['nobody', 'nobody', 'nobody'])
  engine.readingAt(heat, 10, t0, t0)
  engine.pulseAt(step, t0)
  engine.pulseAt(heat, t0)
  expect(engine.truth('a')).toBe(true)
  engine.remove('a', t0)
  expect(engine.readingAt(heat, 25, t0, t0)).toBe('nobody')
  engine.add({ id: 'b', version: '1', rule: ruleOf({ is: 'compare', of: { is: 'reading', point: 't/level' }, how: 'above', to: { value: 5 } }) }, t0)
  expect([engine.readingAt(heat, 25, t0, t0), engine.readingAt(level, 9, t0, t0)]).toEqual(['nobody', 'taken'])
  engine.letGo(heat)
  expect(engine.hold('t/door')).toBe(heat)
  for (const odd of [-1, 1e9, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(engine.readingAt(odd, 1, t0, t0)).toBe('nobody')
    engine.pulseAt(odd, t0)
    engine.letGo(odd)
  }
})
