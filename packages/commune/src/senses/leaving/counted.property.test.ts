import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { sequence } from '../../testing/index.ts'
import { counted, Counting, countingSchema, DayBudget, defaultCounted, type Published } from './index.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const startMs = 20_000 * dayMs

const events = fc.array(fc.record({ afterMs: fc.nat({ max: 2 * dayMs }), howMany: fc.integer({ min: 1, max: 40 }) }), {
  minLength: 1,
  maxLength: 120
})

test('[P6] counts told one by one are those of the whole record, and asking again gives what was given', () => {
  fc.assert(
    fc.property(events, fc.nat(), (drawn, seed) => {
      const all = [{ atMs: startMs, howMany: 1 }, ...drawn.map(({ afterMs, howMany }) => ({ atMs: startMs + afterMs, howMany }))].toSorted(
        (a, b) => a.atMs - b.atMs
      )
      const endMs = startMs + 3 * dayMs
      const counting = new Counting(defaultCounted, new DayBudget(6_000), sequence(seed), startMs)
      const got: Published[] = []
      for (const { atMs, howMany } of all) {
        got.push(...counting.due(atMs))
        expect(counting.note(atMs, atMs, howMany)).toBe('taken')
      }
      got.push(...counting.due(endMs))
      expect(got).toEqual(counted(all, defaultCounted, new DayBudget(6_000), sequence(seed), endMs))
      expect(counting.published(0, endMs)).toEqual(got)
      expect(counting.due(endMs)).toEqual([])
      expect(counting.published(0, endMs)).toEqual(got)
      for (const one of got) if (one.is === 'count' && one.count !== undefined) expect(one.count).toBeGreaterThanOrEqual(defaultCounted.floor)
    })
  )
})

test('[P6] over any number of restarts no span is published twice, and none that was open at a start', () => {
  fc.assert(
    fc.property(events, fc.array(fc.nat({ max: 2 * dayMs }), { maxLength: 6 }), (drawn, stops) => {
      const steps = [
        ...drawn.map(({ afterMs }) => ({ atMs: startMs + afterMs, stop: false })),
        ...stops.map((afterMs) => ({ atMs: startMs + afterMs, stop: true }))
      ].toSorted((a, b) => a.atMs - b.atMs)
      let budget = new DayBudget(6_000)
      let counting = new Counting(defaultCounted, budget, sequence(1), startMs)
      const seen = new Map<number, number | undefined>()
      const openAt = new Set<number>()
      for (const { atMs, stop } of [...steps, { atMs: startMs + 3 * dayMs, stop: false }]) {
        for (const { startMs: at, count } of counting.due(atMs)) {
          expect(seen.has(at)).toBe(false)
          seen.set(at, count)
        }
        counting.note(atMs, atMs)
        if (!stop) continue
        if (atMs % hourMs !== 0) openAt.add(Math.floor(atMs / hourMs) * hourMs)
        const kept = v.parse(countingSchema, JSON.parse(JSON.stringify(counting.state())))
        budget = new DayBudget(6_000, JSON.parse(JSON.stringify(budget.state())))
        counting = new Counting(defaultCounted, budget, sequence(atMs), atMs, kept)
      }
      expect(counting.published(0, Infinity).map(({ startMs: at, count }) => [at, count])).toEqual([...seen])
      for (const at of openAt) expect(seen.has(at)).toBe(false)
      for (const [, spent] of budget.state().days) expect(spent).toBeLessThanOrEqual(6_000)
    })
  )
})

test('[P6] a span without anybody is published like any other', () => {
  const counting = new Counting({ ...defaultCounted, floor: 5 }, new DayBudget(6_000), sequence(7), startMs)
  const spans = counting.due(startMs + dayMs)
  expect(spans).toHaveLength(23)
  expect(spans.filter(({ count }) => count !== undefined).length).toBeGreaterThan(0)
})

test('[P6] the floor holds for the number with its noise, so that the true one does not show at it', () => {
  const choice = { ...defaultCounted, floor: 10 }
  const fewOf = (howMany: number): number => {
    let few = 0
    for (let seed = 0; seed < 400; seed++) {
      const [one] = counted([{ atMs: startMs, howMany }], choice, new DayBudget(6_000), sequence(seed), startMs + 2 * hourMs)
      if (one?.count === undefined) few++
    }
    return few / 400
  }
  const [below, at] = [fewOf(9), fewOf(10)]
  expect(below).toBeLessThan(0.75)
  expect(at).toBeGreaterThan(0.25)
  expect(below / at).toBeLessThan(Math.exp(0.25) + 0.2)
})

test('[P6] what the day cannot pay for is not published, whatever happened in it', () => {
  const day = (howMany: number): (number | undefined)[] => {
    const budget = new DayBudget(1_000)
    const all = Array.from({ length: 24 }, (_, hour) => ({ atMs: startMs + hour * hourMs, howMany }))
    return counted(all, defaultCounted, budget, sequence(1), startMs + dayMs + hourMs).map((one) => one.startMs)
  }
  expect(day(1)).toEqual([0, 1, 2, 3].map((hour) => startMs + hour * hourMs))
  expect(day(500)).toEqual(day(1))
})

test('[P6] several counters of the same people spend one budget', () => {
  const budget = new DayBudget(6_000)
  const gates = [1, 2].map((seed) => new Counting(defaultCounted, budget, sequence(seed), startMs))
  const made = gates.map((gate) => gate.due(startMs + 20 * hourMs).length)
  expect(made[0]).toBe(19)
  expect(made[1]).toBe(24 - 19)
  expect(budget.leftMilli(startMs)).toBe(0)
  expect(budget.leftMilli(startMs + dayMs)).toBe(6_000)
})

test('[P6] a pulse that was counted leaves nothing to keep before its span is over', () => {
  const counting = new Counting(defaultCounted, new DayBudget(6_000), sequence(1), startMs)
  const before = JSON.stringify(counting.state())
  for (let n = 0; n < 50; n++) counting.note(startMs + n * 1_000, startMs + n * 1_000)
  expect(JSON.stringify(counting.state())).toBe(before)
})

test('[E7] a clock that jumps years ahead costs a bounded time, and odd events are refused', () => {
  const budget = new DayBudget(6_000)
  const counting = new Counting(defaultCounted, budget, sequence(1), startMs)
  for (const howMany of [0, -1, 1.5, Number.NaN, Infinity]) expect(counting.note(startMs, startMs, howMany)).toBe('strange')
  expect(counting.note(startMs - 1, startMs)).toBe('late')
  expect(counting.note(startMs + 3 * hourMs, startMs)).toBe('ahead')
  expect(counting.due(startMs + 3_650 * dayMs)).toHaveLength(96)
  expect(budget.state().days.length).toBeLessThanOrEqual(4)
  expect(budget.take(startMs, 1)).toBe(false)
})

test('[T3] a kept state that is no state is refused', () => {
  for (const odd of [null, {}, { closedMs: -1, published: [] }, { closedMs: 1, published: [[1, 2]] }, { closedMs: 1, published: [[1, 2, 0.5]] }]) {
    expect(v.is(countingSchema, odd)).toBe(false)
  }
})
