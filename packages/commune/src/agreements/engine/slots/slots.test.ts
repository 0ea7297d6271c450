import { expect, test } from 'vitest'
import type { ActPoint } from '../../../senses/index.ts'
import { Keeper, type Told } from './keeper.ts'
import { type Asking, Slots } from './slots.ts'

const lamp: ActPoint = { key: 'level', name: 'lamp', shape: { is: 'number', unit: '%', min: 0, max: 100 }, rest: 0 }
const minuteMs = 60_000
const ask = (slot: Asking['slot'], by: string, value: number, leaseMs = 10 * minuteMs): Asking => ({ slot, by, value, leaseMs })
const shown = (slots: Slots): string => `${slots.holding?.by ?? 'nobody'} ${slots.holding?.value ?? ''}`.trim()

test('[P4] the highest class that is not empty holds, and gives way to the next when its lease ends', () => {
  const slots = new Slots(lamp, { leastHoldMs: 0 })
  expect(slots.holding).toMatchObject({ slot: 'default', value: 0 })
  slots.ask(ask('agreement', 'path', 60), 0)
  slots.ask(ask('person', 'ada', 20, 5 * minuteMs), 1_000)
  slots.ask(ask('device', 'switch', 100, 2 * minuteMs), 2_000)
  slots.ask(ask('safety', 'smoke', 90, minuteMs), 3_000)
  expect(shown(slots)).toBe('smoke 90')
  const holders = [slots.nextMs, 0, 0, 0].map(() => {
    slots.tick(slots.nextMs)
    return shown(slots)
  })
  expect(holders).toEqual(['switch 100', 'ada 20', 'path 60', '0'])
})

test('each claim says until when, and who lost says to whom', () => {
  const slots = new Slots(lamp)
  slots.ask(ask('agreement', 'path', 60), 0)
  slots.ask(ask('agreement', 'yard', 30), 10_000)
  slots.ask(ask('device', 'switch', 100, minuteMs), 20_000)
  const { holding, claims, lost } = slots.show()
  expect(holding).toMatchObject({ by: 'switch', sinceMs: 20_000, untilMs: 80_000 })
  expect(claims.map(({ by }) => by)).toEqual(['switch', 'path', 'yard', ''])
  expect(lost.map(({ claim, to, by }) => [claim.by, to, by])).toEqual([['path', 'higher', 'switch'], ['yard', 'higher', 'switch'], ['', 'higher', 'switch']])
})

test('of two persons the last to ask holds; of two agreements the one that holds', () => {
  const slots = new Slots(lamp, { leastHoldMs: 0 })
  slots.ask(ask('person', 'ada', 20), 0)
  slots.ask(ask('person', 'bo', 30), 0)
  expect(shown(slots)).toBe('bo 30')
  slots.ask(ask('person', 'ada', 20), 1)
  expect(shown(slots)).toBe('bo 30') // Only renewed: nothing new was asked.
  slots.ask(ask('person', 'ada', 25), 2)
  expect(shown(slots)).toBe('ada 25')
  const two = new Slots(lamp, { leastHoldMs: 0 })
  two.ask(ask('agreement', 'yard', 30), 0)
  two.ask(ask('agreement', 'path', 60), 1)
  two.ask(ask('agreement', 'path', 70), 2)
  expect(shown(two)).toBe('yard 30')
  two.release('agreement', 'yard', 3)
  two.ask(ask('agreement', 'yard', 30), 4)
  expect(shown(two)).toBe('path 70')
})

test('[P5] a keeper clamps to its bounds and declines what it is not willing to, with the reason', () => {
  const slots = new Slots(lamp, { min: 10, max: 80, person: false, leaseMsMax: minuteMs })
  expect(slots.ask(ask('agreement', 'path', 95), 0)).toEqual({ is: 'taken', value: 80, clamped: 'to-max' })
  expect(slots.holding).toMatchObject({ value: 80, clamped: 'to-max', untilMs: minuteMs })
  expect(slots.ask(ask('person', 'ada', 20), 0)).toEqual({ is: 'declined', reason: 'not-willing' })
  expect(slots.ask({ ...ask('agreement', 'path', 0), value: 'bright' }, 0)).toEqual({ is: 'declined', reason: 'wrong-kind' })
  slots.tick(5_000)
  expect(slots.holding?.value).toBe(10) // What it asked before, it no longer asks; its rest is clamped as well.
  const mode: ActPoint = { key: 'mode', name: 'mode', shape: { is: 'words', of: ['off', 'eco', 'high'] } }
  const heater = new Slots(mode, { words: ['off', 'eco'] })
  expect(heater.ask({ slot: 'person', by: 'ada', value: 'high', leaseMs: 1_000 }, 0)).toEqual({ is: 'declined', reason: 'not-willing' })
  expect(heater.ask({ slot: 'person', by: 'ada', value: 'turbo', leaseMs: 1_000 }, 0)).toEqual({ is: 'declined', reason: 'not-a-word-of-it' })
  expect(heater.ask({ slot: 'person', by: 'ada', value: 'eco', leaseMs: 0 }, 0)).toEqual({ is: 'declined', reason: 'no-lease' })
})

test('agreements wait for the least hold; somebody at the device does not', () => {
  const slots = new Slots(lamp, { leastHoldMs: 5_000 })
  slots.ask(ask('agreement', 'path', 60), 1_000)
  slots.ask(ask('agreement', 'path', 10), 2_000)
  expect(shown(slots)).toBe('path 60')
  expect(slots.show().waitsUntilMs).toBe(6_000)
  slots.ask(ask('device', 'switch', 100, 500), 3_000)
  expect(shown(slots)).toBe('switch 100')
  slots.tick(3_500)
  expect(shown(slots)).toBe('switch 100') // What comes after it waits, too.
  slots.tick(8_000)
  expect(shown(slots)).toBe('path 10')
})

test('[P4] cut off from all who ask, a point falls back to its rest, and the device is told once', () => {
  const told: Told[] = []
  const keeper = new Keeper((each) => told.push(each))
  keeper.keep('t/lamp', lamp, {}, 0)
  keeper.take({ agreement: 'path', version: '1', act: 't/lamp', value: 60, atMs: 1_000, number: 1 }, minuteMs)
  keeper.tick(10 * minuteMs)
  expect(told.map(({ value, atMs, holding }) => [value, atMs, holding?.slot])).toEqual([
    [0, 0, 'default'],
    [60, 1_000, 'agreement'],
    [0, 61_000, 'default']
  ])
})

test('a press is done once, and agreements press no oftener than the least hold', () => {
  const told: Told[] = []
  const keeper = new Keeper((each) => told.push(each))
  keeper.keep('t/bell', { key: 'bell', name: 'bell', shape: { is: 'press' } }, { leastHoldMs: 10_000 }, 0)
  const press: Asking = { slot: 'agreement', by: 'door', value: 'press', leaseMs: 1_000 }
  expect([0, 4_000, 5_000].map((atMs) => keeper.ask('t/bell', press, atMs))).toMatchObject([{ is: 'taken' }, { waits: true }, { waits: true }])
  expect(told.map(({ atMs }) => atMs)).toEqual([0])
  // What came too soon is not lost: it is done when the least hold is over, once.
  expect(keeper.nextMs).toBe(10_000)
  keeper.tick(60_000)
  expect(told.map(({ atMs }) => atMs)).toEqual([0, 10_000])
  // A person waits for nothing, and does not do what waits.
  keeper.ask('t/bell', press, 61_000)
  keeper.ask('t/bell', press, 62_000)
  keeper.ask('t/bell', { ...press, slot: 'person', by: 'ada' }, 63_000)
  keeper.tick(72_000)
  expect(told.slice(2).map(({ atMs }) => atMs)).toEqual([61_000, 63_000])
  // Nor is it done for an agreement that is gone.
  keeper.drop('t/bell', 'agreement', 'door')
  keeper.tick(90_000)
  expect(told.length).toBe(4)
})

test('a press that waits for two agreements is done for the one when the other is withdrawn meanwhile', () => {
  const told: Told[] = []
  const keeper = new Keeper((each) => told.push(each))
  keeper.keep('t/bell', { key: 'bell', name: 'bell', shape: { is: 'press' } }, { leastHoldMs: 10_000 }, 0)
  for (const [by, atMs] of [['door', 0], ['door', 1_000], ['post', 2_000]] as const) keeper.ask('t/bell', { slot: 'agreement', by, value: 'press', leaseMs: 1_000 }, atMs)
  expect(keeper.show('t/bell')?.pressing).toEqual({ by: ['door', 'post'], untilMs: 10_000 })
  keeper.drop('t/bell', 'agreement', 'door')
  keeper.tick(60_000)
  expect(told.map(({ atMs, by }) => [atMs, by])).toEqual([[0, undefined], [10_000, ['post']]])
  expect(keeper.show('t/bell')?.pressing).toBeUndefined()
})

test('what people asked goes on after a restart; that somebody stood at the device is not written', () => {
  const slots = new Slots(lamp)
  slots.ask(ask('person', 'ada', 20, 5 * minuteMs), 0)
  slots.ask(ask('device', 'switch', 100, 5 * minuteMs), 0)
  const again = new Slots(lamp)
  again.load(JSON.parse(JSON.stringify(slots.state())), minuteMs)
  expect(again.show().claims.map(({ by, value, untilMs }) => [by, value, untilMs])).toEqual([['ada', 20, 5 * minuteMs], ['', 0, undefined]])
  for (const junk of [null, 7, [null, { slot: 'device' }], { a: 1 }]) again.load(junk, minuteMs)
  expect(shown(again)).toBe('ada 20')
})

test('[P4] two that are let go of at once: none of them holds for a moment, and what comes after waits', () => {
  const slots = new Slots(lamp)
  slots.ask(ask('safety', 'smoke', 100), 0)
  slots.ask(ask('safety', 'frost', 40), 0)
  for (const by of ['smoke', 'frost']) slots.drop('safety', by)
  for (const by of ['smoke', 'frost']) slots.release('safety', by, 2_000)
  expect(slots.holding).toMatchObject({ by: 'smoke', value: 100 })
  slots.tick(5_000)
  expect(slots.holding).toMatchObject({ slot: 'default', value: 0 })
})
