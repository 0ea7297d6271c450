import { expect, test } from 'vitest'
import type { Condition, Rule } from '../rule.ts'
import { Acts } from './acts.ts'
import { Engine } from './engine.ts'
import type { Agreed, Asked } from './lookup.ts'
import { find, sun } from './testing/traces.ts'

const t0 = 1_700_000_040_000
const minuteMs = 60_000
const heat = (above: number): Condition => ({ is: 'compare', of: { is: 'reading', point: 't/heat' }, how: 'above', to: { value: above, unit: '°C' } })
const ruleOf = (condition: Condition, more: Partial<Rule> = {}): Rule => ({ act: 't/lamp', to: { value: 60, unit: '%' }, while: condition, otherwise: 'rest', unsure: 'rest', ...more })
const agreed = (rule: Rule, more: Partial<Agreed> = {}): Agreed => ({ id: 'a', version: '1', rule, ...more })

function engineOf(rule: Rule, more: Partial<Agreed> = {}): { engine: Engine; asked: Asked[] } {
  const asked: Asked[] = []
  const engine = new Engine({ find, sun, asked: (each) => asked.push(each) }, t0)
  expect(engine.add(agreed(rule, more), t0).ok).toBe(true)
  return { engine, asked }
}

test('held for ten minutes goes on over a restart', () => {
  const held = agreed(ruleOf({ is: 'held', that: heat(20), ms: 10 * minuteMs, gaps: 'break' }))
  const { engine } = engineOf(held.rule)
  engine.reading('t/heat', 21, t0, t0)
  engine.tick(t0 + 6 * minuteMs)
  const asked: Asked[] = []
  const again = new Engine({ find, asked: (each) => asked.push(each) }, t0)
  again.start([held], JSON.parse(JSON.stringify(engine.state())), t0 + 6 * minuteMs + 30_000)
  expect(again.nextMs).toBe(t0 + 10 * minuteMs)
  again.tick(again.nextMs)
  expect(asked).toMatchObject([{ value: 60, atMs: t0 + 10 * minuteMs }])
})

test('a long stop is a gap: it counts, or it does not, as the rule says, and what was told before is not known any more', () => {
  for (const gaps of ['count', 'break'] as const) {
    const held = agreed(ruleOf({ is: 'held', that: heat(20), ms: 10 * minuteMs, gaps }))
    const { engine } = engineOf(held.rule)
    engine.reading('t/heat', 21, t0, t0)
    engine.tick(t0 + 6 * minuteMs)
    const again = new Engine({ find }, t0)
    again.start([held], engine.state(), t0 + 15 * minuteMs)
    expect(again.truth('a')).toBe(gaps === 'count' ? true : undefined)
    again.reading('t/heat', 22, t0 + 15 * minuteMs, t0 + 15 * minuteMs)
    expect(again.truth('a')).toBe(gaps === 'count')
  }
})

test('who is called long after it was due was asleep, and that is a gap as well', () => {
  const { engine } = engineOf(ruleOf({ is: 'held', that: heat(20), ms: 10 * minuteMs, gaps: 'break' }))
  engine.reading('t/heat', 21, t0, t0)
  engine.tick(t0 + 60 * minuteMs)
  expect(engine.truth('a')).toBe(undefined)
  engine.here('t/heat', t0 + 60 * minuteMs)
  expect(engine.truth('a')).toBe(false)
})

test('an agreement that lapses or is withdrawn asks nothing from then on', () => {
  const { engine, asked } = engineOf(ruleOf(heat(20)), { untilMs: t0 + minuteMs })
  engine.reading('t/heat', 21, t0, t0)
  expect(engine.nextMs).toBe(t0 + minuteMs)
  engine.tick(t0 + minuteMs)
  expect(asked.map(({ value }) => value)).toEqual([60, undefined])
  expect(engine.whyNow('a')?.lapsed).toBe(true)
  const other = engineOf(ruleOf(heat(20)))
  other.engine.reading('t/heat', 21, t0, t0)
  other.engine.remove('a', t0 + 1)
  expect(other.asked.map(({ value }) => value)).toEqual([60, undefined])
  expect(other.engine.reading('t/heat', 21, t0 + 2, t0 + 2)).toBe('nobody')
  expect(other.engine.nextMs).toBe(Number.POSITIVE_INFINITY)
})

test('why: the readings with their freshness, the version, and how far from the threshold', () => {
  const condition: Condition = { is: 'and', of: [heat(20), { is: 'not', that: { is: 'compare', of: { is: 'reading', point: 't/mode' }, how: 'is', to: 'off' } }] }
  const { engine, asked } = engineOf(ruleOf(condition))
  engine.reading('t/mode', 'eco', t0, t0)
  engine.reading('t/heat', 23.5, t0 + 1_000, t0 + 2_000)
  engine.reading('t/heat', 30, t0 + 3_000, t0 + 3_000)
  const why = engine.whyActed(asked[0]?.number ?? 0)
  expect(why).toMatchObject({
    agreed: { id: 'a', version: '1' },
    value: 60,
    atMs: t0 + 2_000,
    why: {
      truth: true,
      of: [
        { truth: true, measured: { point: 't/heat', value: 23.5, freshness: 'fresh', atMs: t0 + 1_000, unit: '°C', against: [20], distance: 3.5 } },
        { truth: true, of: [{ truth: false, measured: { point: 't/mode', value: 'eco', freshness: 'fresh', atMs: t0 } }] }
      ]
    }
  })
})

test('why not: what stands in the way, the nearest first', () => {
  const held: Condition = { is: 'held', that: heat(20), ms: 10 * minuteMs, gaps: 'break' }
  const far: Condition = { is: 'compare', of: { is: 'reading', point: 't/level' }, how: 'above', to: { value: 100 } }
  const { engine } = engineOf(ruleOf({ is: 'or', of: [{ is: 'and', of: [held, far] }, { is: 'and', of: [heat(25), far] }] }))
  const inTheWay = (): unknown[] => (engine.whyNow('a')?.inTheWay ?? []).map(({ condition, leftMs, measured }) => [condition.is, leftMs ?? measured?.distance ?? measured?.freshness])
  expect(inTheWay()).toEqual([['compare', 'never'], ['compare', 'never']])
  engine.reading('t/heat', 24, t0, t0)
  engine.reading('t/level', 10, t0 + 2 * minuteMs, t0 + 2 * minuteMs)
  // By its second way it is one degree and ninety litres off, by its first eight minutes and ninety litres.
  expect(inTheWay()).toEqual([['held', 8 * minuteMs], ['compare', -90]])
  engine.tick(t0 + 2 * minuteMs + 20_000)
  expect(engine.whyNow('a')?.inTheWay.at(-1)?.measured).toMatchObject({ point: 't/level', freshness: 'stale', value: 10 })
})

test('acts are remembered in a ring that never grows, the newest for longest', () => {
  const engine = new Engine({ find }, t0, new Acts(10, 10_000))
  engine.add(agreed(ruleOf(heat(20), { leastMs: 0 })), t0)
  for (let at = 0; at < 101; at++) engine.reading('t/heat', at % 2 === 0 ? 25 : 15, t0 + at, t0 + at)
  expect(engine.acts).toEqual({ oldest: 92, newest: 101 })
  expect(engine.whyActed(91)).toBe(undefined)
  for (let at = 92; at <= 101; at++) expect(engine.whyActed(at)?.atMs).toBe(t0 + at - 1)
  const small = new Engine({ find }, t0, new Acts(1_000, 50))
  small.add(agreed(ruleOf({ is: 'not', that: heat(20) }, { leastMs: 0 })), t0)
  for (let at = 0; at < 100; at++) small.reading('t/heat', at % 2 === 0 ? 25 : 15, t0 + at, t0 + at)
  const { oldest, newest } = small.acts
  expect(newest - oldest).toBeLessThan(7)
  for (let at = oldest; at <= newest; at++) expect(small.whyActed(at)?.why.truth).toBe(small.whyActed(at)?.value === 60)
})

test('[P6] of a pulse nothing is written, and no act tells of it when it has passed', () => {
  const { engine, asked } = engineOf(ruleOf({ is: 'near', point: 't/step' }, { leastMs: 0 }))
  const before = JSON.stringify({ ...engine.state(), atMs: 0 })
  engine.pulse('t/step', t0 + 1_000)
  expect(asked).toMatchObject([{ value: 60 }])
  expect(JSON.stringify({ ...engine.state(), atMs: 0 })).toBe(before)
  const number = asked[0]?.number ?? 0
  expect(JSON.stringify(engine.whyActed(number)?.why)).not.toContain(String(t0).slice(0, 6))
  engine.tick(t0 + 2 * minuteMs)
  expect(asked.length).toBe(2)
  expect(engine.whyActed(number)).toBe(undefined)
})

test('a device whose clock is wrong is believed no more, and heard when it comes', () => {
  const { engine } = engineOf(ruleOf({ is: 'compare', of: { is: 'reading', point: 't/level' }, how: 'above', to: { value: 5 } }))
  const hourMs = 60 * minuteMs
  // Fast by an hour: its readings count from their coming, and go stale 20 s after.
  engine.reading('t/level', 9, t0 + hourMs, t0)
  expect(engine.truth('a')).toBe(true)
  engine.tick(t0 + 20_000)
  expect(engine.truth('a')).toBe(undefined)
  // Slow by an hour: at first it may be that it waited on the way.
  for (let at = 0; at <= 7; at++) engine.reading('t/level', 9, t0 + minuteMs + at * 10_000 - hourMs, t0 + minuteMs + at * 10_000)
  expect(engine.truth('a')).toBe(true)
})

test('readings that waited on the way count from their own time, and fill the window they belong to', () => {
  const { engine } = engineOf(ruleOf({ is: 'compare', of: { is: 'average', point: 't/heat', ms: 10 * minuteMs }, how: 'above', to: { value: 20 } }))
  engine.reading('t/heat', 10, t0, t0)
  while (engine.nowMs < t0 + 10 * minuteMs) engine.tick(engine.nextMs)
  expect(engine.truth('a')).toBe(false)
  // It had been warm since the third minute; the word of it comes only now.
  engine.reading('t/heat', 30, t0 + 3 * minuteMs, t0 + 10 * minuteMs)
  expect(engine.whyNow('a')?.why).toMatchObject({ truth: true, measured: { value: 24, share: 1 } })
  expect(engine.reading('t/heat', 99, t0 + 2 * minuteMs, t0 + 10 * minuteMs)).toBe('late')
})

test('a counter that slips, begins anew or changes its unit uses nothing by that', () => {
  const { engine } = engineOf(ruleOf({ is: 'compare', of: { is: 'rate', point: 't/meter', ms: 10 * minuteMs }, how: 'above', to: { value: 0, unit: 'l/h' } }))
  const rate = (): unknown => engine.whyNow('a')?.why.measured?.value
  let nowMs = t0
  const run = (values: readonly number[]): void => {
    for (const value of values) {
      engine.reading('t/meter', value, nowMs, nowMs)
      for (let at = 0; at < 6; at++) engine.tick((nowMs += 5_000))
    }
  }
  run([1_000, 1_001, 1_002, 1_001.5, 1_002, 1_003, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2])
  expect(rate()).toBe(30) // 3 before, 2 after: 5 in ten minutes.
  engine.beginAnew('t/meter', nowMs)
  expect(rate()).toBe(undefined)
  run(Array.from({ length: 20 }, () => 2_000))
  expect(rate()).toBe(0)
})

test('`unavailable` is not no: a word where a number is meant makes it unknown until the next number', () => {
  const { engine, asked } = engineOf(ruleOf(heat(20), { unsure: 'stay', leastMs: 0 }))
  engine.reading('t/heat', 21, t0, t0)
  expect(engine.reading('t/heat', 'unavailable', t0 + 1_000, t0 + 1_000)).toBe('unfit')
  expect(engine.truth('a')).toBe(undefined)
  expect(asked.length).toBe(1)
  engine.reading('t/heat', 19, t0 + 2_000, t0 + 2_000)
  expect(asked.map(({ value }) => value)).toEqual([60, undefined])
})

test('a clock that is set back leaves nothing in the future', () => {
  const dayMs = 1_440 * minuteMs
  const { engine } = engineOf(ruleOf({ is: 'held', that: heat(20), ms: 10 * minuteMs, gaps: 'count' }))
  engine.reading('t/heat', 21, t0 + dayMs, t0 + dayMs)
  engine.reading('t/heat', 21, t0, t0)
  expect(engine.nowMs).toBe(t0)
  engine.tick(t0 + 10 * minuteMs)
  expect(engine.truth('a')).toBe(true)
})

test('a rule that cannot be taken is refused with its fault, and leaves nothing behind', () => {
  const engine = new Engine({ find }, t0)
  const faults = [
    [ruleOf(heat(20), { act: '?lamp' }), 'open-role'],
    [ruleOf(heat(20), { act: 't/heat' }), 'wrong-kind'],
    [ruleOf(heat(20), { to: true }), 'wrong-kind'],
    [ruleOf(heat(20), { to: { value: 1, unit: 'lx' } }), 'wrong-unit'],
    [ruleOf({ is: 'compare', of: { is: 'reading', point: 't/none' }, how: 'is', to: true }), 'unknown-point'],
    [ruleOf({ is: 'and', of: [heat(20), { is: 'near', point: 't/heat' }] }), 'wrong-kind'],
    [ruleOf({ is: 'compare', of: { is: 'reading', point: 't/mode' }, how: 'is', to: 'turbo' }), 'wrong-kind'],
    [ruleOf({ is: 'within', that: heat(20), ms: 10 }), 'wrong-time'],
    [ruleOf({ is: 'and', of: [] }), 'too-large'],
    [ruleOf(Array.from({ length: 11 }).reduce<Condition>((that) => ({ is: 'not', that }), heat(20))), 'too-large']
  ] as const
  for (const [rule, type] of faults) expect(engine.add(agreed(rule), t0)).toMatchObject({ ok: false, error: { type } })
  expect(engine.state().points).toEqual([])
  expect(engine.reading('t/heat', 21, t0, t0)).toBe('nobody')
})

test('another version of an agreement takes the place of the one before', () => {
  const { engine, asked } = engineOf(ruleOf(heat(20)))
  engine.reading('t/heat', 21, t0, t0)
  engine.add(agreed(ruleOf(heat(20), { to: { value: 30 } }), { version: '2' }), t0 + 1)
  expect(asked.map(({ version, value }) => [version, value])).toEqual([['1', 60], ['1', undefined], ['2', 30]])
  expect(engine.whyActed(asked[0]?.number ?? 0)?.agreed.version).toBe('1')
})
