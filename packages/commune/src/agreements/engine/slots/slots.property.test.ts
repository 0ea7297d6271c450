import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActPoint, Value } from '../../../senses/index.ts'
import type { Rule } from '../../rule.ts'
import { Engine } from '../engine.ts'
import { find } from '../testing/traces.ts'
import { Keeper, type Told } from './keeper.ts'
import { type Asking, Slots } from './slots.ts'
import { slotClasses } from './willing.ts'

const lamp: ActPoint = { key: 'lamp', name: 'lamp', shape: { is: 'number', min: 0, max: 100 }, rest: 0 }

const asking = fc.record({
  after: fc.nat(3_000),
  slot: fc.constantFrom<Asking['slot']>('safety', 'device', 'person', 'agreement', 'agreement', 'agreement'),
  by: fc.constantFrom('a', 'b', 'c'),
  value: fc.oneof(fc.integer({ min: -20, max: 120 }), fc.constantFrom<Value>(true, 'x', Number.NaN)),
  leaseMs: fc.constantFrom(0, 500, 5_000, 1e12, Number.NaN),
  isRelease: fc.boolean()
})

test('the highest class that is not empty holds, whatever is asked, but while it waits', () => {
  fc.assert(
    fc.property(fc.array(asking), (list) => {
      const slots = new Slots(lamp, { leastHoldMs: 2_000 })
      let nowMs = 0
      for (const { after, isRelease, ...each } of list) {
        nowMs += after
        while (slots.nextMs <= nowMs) slots.tick(slots.nextMs)
        if (isRelease) slots.release(each.slot, each.by, nowMs)
        else slots.ask(each, nowMs)
        const { claims, holding, waitsUntilMs } = slots.show()
        const order = claims.map(({ slot }) => slotClasses.indexOf(slot))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
        for (const { untilMs, value } of claims) {
          expect(untilMs ?? Number.POSITIVE_INFINITY).toBeGreaterThan(nowMs)
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(100)
        }
        if (waitsUntilMs === undefined) expect(holding).toEqual(claims[0])
        else expect(waitsUntilMs).toBe(slots.nextMs < waitsUntilMs ? waitsUntilMs : slots.nextMs)
      }
    })
  )
})

/** Two rules that contradict each other at every reading, or any that do what they like. */
const hostile = (value: number, above: number, leastMs: number): Rule => ({
  act: 't/lamp',
  to: { value },
  while: { is: 'compare', of: { is: 'reading', point: 't/heat' }, how: 'above', to: { value: above } },
  otherwise: { to: { value: 100 - value } },
  unsure: 'stay',
  leastMs
})

test('agreements that contradict one another at every reading change the lamp at most once in its least hold time', () => {
  const rule = fc.tuple(fc.nat(100), fc.integer({ min: -1, max: 12 }), fc.constantFrom(0, 1, 700)).map((each) => hostile(...each))
  fc.assert(
    fc.property(fc.array(rule, { minLength: 2, maxLength: 5 }), fc.array(fc.tuple(fc.nat(400), fc.nat(12)), { minLength: 50, maxLength: 200 }), (rules, told) => {
      const leastHoldMs = 3_000
      const changes: Told[] = []
      const keeper = new Keeper((each) => changes.push(each))
      const fromMs = 1_700_000_000_000
      keeper.keep('t/lamp', lamp, { leastHoldMs }, fromMs)
      const engine = new Engine({ find, asked: (asked) => keeper.take(asked) }, fromMs)
      for (const [at, each] of rules.entries()) engine.add({ id: `rule ${at}`, version: '1', rule: each }, fromMs)
      let nowMs = fromMs
      for (const [after, value] of told) {
        nowMs += after
        keeper.tick(nowMs)
        engine.reading('t/heat', value, nowMs, nowMs)
      }
      expect(changes.length).toBeLessThanOrEqual(2 + Math.floor((nowMs - fromMs) / leastHoldMs))
      for (const [at, { atMs }] of changes.entries()) if (at > 1) expect(atMs - (changes[at - 1] as Told).atMs).toBeGreaterThanOrEqual(leastHoldMs)
    })
  )
})

test('two that contradict each other do not take turns: who holds goes on holding', () => {
  const slots = new Slots(lamp, { leastHoldMs: 0 })
  let changes = 0
  for (let at = 0; at < 1_000; at++) {
    const before = slots.holding?.value
    slots.ask({ slot: 'agreement', by: at % 2 === 0 ? 'on' : 'off', value: at % 2 === 0 ? 100 : 1, leaseMs: 60_000 }, at * 1_000)
    if (slots.holding?.value !== before) changes++
  }
  expect(changes).toBe(1)
})
