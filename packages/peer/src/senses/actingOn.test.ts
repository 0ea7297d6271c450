/** What is done on one box, with nothing around it: things, agreements and time are as a test says. */
import { setImmediate } from 'node:timers/promises'
import type { Rule } from '@commune/commune'
import { expect, test } from 'vitest'
import { Box, gate, lamp } from '../testing/index.ts'
import { whyOf } from './stands.ts'

const minuteMs = 60_000

const isDark = { is: 'compare', of: { is: 'reading', point: 't/light' }, how: 'below', to: { value: 10, unit: 'lx' } } as const
const shine: Rule = { act: 't/lamp', to: { value: 60, unit: '%' }, while: isDark, otherwise: 'rest', unsure: 'rest' }
const falls: Rule = { ...shine, while: { is: 'falls', of: { is: 'reading', point: 't/light' }, below: { value: 10, unit: 'lx' }, above: { value: 20, unit: 'lx' } } }
const press: Rule = { act: 't/gate', to: 'press', while: isDark, otherwise: 'rest', unsure: 'rest' }

test('a press is done once, however long what it is done for goes on', async () => {
  const box = new Box(setImmediate, [press])
  await box.light(3, 10 * minuteMs)
  expect(box.told).toEqual([['gate', 'press']])
  await box.light(40, minuteMs)
  await box.light(3, 10 * minuteMs)
  expect(box.told).toEqual([['gate', 'press'], ['gate', 'press']])
})

test('a press is not done again because a yes is said anew, nor after a restart', async () => {
  const box = new Box(setImmediate, [press])
  await box.say({ untilMs: box.clock.nowMs() + 600 * minuteMs })
  await box.light(3, minuteMs)
  await box.say({ untilMs: box.clock.nowMs() + 1_000 * minuteMs })
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['gate', 'press']])
  await box.restart(5_000)
  await box.light(3, 5 * minuteMs)
  expect(box.told).toEqual([['gate', 'press']])
})

test('[P4] a yes that is said anew lets what is agreed go on: what it remembers is not begun anew', async () => {
  const box = new Box(setImmediate, [falls])
  await box.say({ untilMs: box.clock.nowMs() + 600 * minuteMs })
  await box.light(3, minuteMs)
  await box.light(15, minuteMs)
  expect(box.told).toEqual([['lamp', 60]])
  await box.say({ untilMs: box.clock.nowMs() + 1_000 * minuteMs })
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['lamp', 60]])
})

test('another name, or another bound of its keeper, lets what is agreed go on; within the bound', async () => {
  const box = new Box(setImmediate, [falls, press])
  await box.light(3, minuteMs)
  await box.light(15, minuteMs)
  await box.say({ acts: [{ ...lamp, name: 'Path lamp', will: { max: 50 } }, { ...gate, name: 'Gate' }] })
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['lamp', 60], ['gate', 'press'], ['lamp', 50]])
})

test('[P4] an agreement that becomes one for safety asks as such from then on, and the device does not flicker', async () => {
  const box = new Box(setImmediate, [shine, press])
  await box.light(3, minuteMs)
  await box.say({ safety: true })
  await box.clock.pass(minuteMs)
  expect(box.acting.keeper.show('t/lamp')?.claims.map(({ slot }) => slot)).toEqual(['safety', 'default'])
  await box.say({ safety: false })
  await box.clock.pass(minuteMs)
  expect(box.acting.keeper.show('t/lamp')?.claims.map(({ slot }) => slot)).toEqual(['agreement', 'default'])
  expect(box.told).toEqual([['lamp', 60], ['gate', 'press']])
})

test('what an agreement asks stands through a restart', async () => {
  const box = new Box(setImmediate, [shine])
  await box.light(3, minuteMs)
  expect(box.told).toEqual([['lamp', 60]])
  await box.restart(5_000)
  await box.light(3, 5 * minuteMs)
  expect(box.told.filter(([, value]) => value !== 60)).toEqual([])
  expect(box.acting.keeper.show('t/lamp')?.holding).toMatchObject({ slot: 'agreement', value: 60 })
})

test('an act point that becomes another one is asked as what it is', async () => {
  const box = new Box(setImmediate, [shine])
  await box.light(3, minuteMs)
  await box.say({ acts: [{ ...lamp, shape: { is: 'yes-no' }, rest: false }], rules: [] })
  await box.clock.pass(minuteMs)
  expect(box.acting.hold('t/lamp', 'somebody', true, minuteMs)).toEqual({ is: 'taken', value: true })
  await box.say({ acts: [{ ...lamp, shape: { is: 'number', unit: '%', min: 0, max: 255 } }] })
  expect(box.acting.hold('t/lamp', 'somebody', 200, minuteMs)).toEqual({ is: 'taken', value: 200 })
})

test('a press that comes too soon after another is done when the least hold of the button is over', async () => {
  const box = new Box(setImmediate, [{ ...press, leastMs: 0 }])
  await box.say({ acts: [lamp, { ...gate, will: { leastMs: 20_000 } }] })
  await box.light(3, 1_000)
  await box.light(40, 1_000)
  await box.light(3, 1_000)
  await box.light(40, 1_000)
  expect(box.told).toEqual([['gate', 'press']])
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['gate', 'press'], ['gate', 'press']])
})

/** A gate whose press waits for the least hold: pressed once just now, and asked for again. */
const waitingPress = async (): Promise<Box> => {
  const box = new Box(setImmediate, [{ ...press, leastMs: 0 }])
  await box.say({ acts: [lamp, { ...gate, will: { leastMs: 20_000 } }] })
  for (const lux of [3, 40, 3]) await box.light(lux)
  expect(box.told).toEqual([['gate', 'press']])
  return box
}

test('a press that waits for the least hold says so in why, until when', async () => {
  const box = await waitingPress()
  const waits = () => whyOf(box.acting, box.rows(), 't/gate')[0]?.waitsUntilMs
  expect(waits()).toBe(box.clock.nowMs() - 3_000 + 20_000)
  await box.clock.pass(minuteMs)
  expect(box.told).toHaveLength(2)
  expect(waits()).toBeUndefined()
})

test('a press that waits for the least hold is done after a restart, once', async () => {
  const box = await waitingPress()
  await box.restart(5_000)
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['gate', 'press'], ['gate', 'press']])
  await box.restart(5_000)
  await box.clock.pass(minuteMs)
  expect(box.told).toHaveLength(2)
})

test('a press that was done is not done again though the box stops without a word right after it', async () => {
  const box = await waitingPress()
  await box.clock.pass(17_500)
  expect(box.told).toHaveLength(2)
  await box.restart(1_000, 'crash')
  await box.clock.pass(minuteMs)
  expect(box.told).toHaveLength(2)
})

test('[P4] a press that waited is not done where the box was off for more than a minute since, nor where it is agreed on no more', async () => {
  const box = await waitingPress()
  await box.restart(90_000)
  await box.clock.pass(minuteMs)
  expect(box.told).toHaveLength(1)
  const other = await waitingPress()
  await other.restart(5_000, 'crash', { rules: [] })
  await other.clock.pass(minuteMs)
  expect(other.told).toHaveLength(1)
})

test('[P6] of a rule about light that is told together with passings, why tells no moment; of one that is not, it does', async () => {
  const held: Rule = { ...shine, while: { is: 'held', that: isDark, ms: 5_000, gaps: 'count' } }
  for (const beside of [true, false]) {
    const box = new Box(setImmediate, [held])
    box.now.note('t/light', { known: { value: 3, atMs: box.clock.nowMs() }, ...(beside && { beside }) })
    await box.clock.pass(minuteMs)
    const [why] = whyOf(box.acting, box.rows(), 't/lamp')
    expect(why?.value).toBe(60)
    expect(why?.atMs === 0).toBe(beside)
    expect(why?.why.sinceMs === undefined).toBe(beside)
  }
})

test('a rule about nobody having passed does not take a sensor that is out of reach for nobody: it is unsure until the sensor is back', async () => {
  const nobody: Rule = { ...shine, to: { value: 5, unit: '%' }, while: { is: 'not', that: { is: 'near', point: 't/step' } }, unsure: { to: { value: 80, unit: '%' } } }
  const box = new Box(setImmediate, [])
  box.now.note('t/step', { unknown: 'unavailable', atMs: box.clock.nowMs() })
  // One that is agreed on meanwhile knows it, too.
  await box.say({ rules: [nobody] })
  await box.clock.pass(minuteMs)
  box.now.here('t/step')
  await box.clock.pass(minuteMs)
  box.now.note('t/step', { unknown: 'unavailable', atMs: box.clock.nowMs() })
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['lamp', 80], ['lamp', 5], ['lamp', 80]])
})

test('what is pressed when it gets dark is not pressed again because nobody knew for a while whether it is, nor after a long stop', async () => {
  const open: Rule = { act: 't/gate', to: 'press', while: isDark, otherwise: 'rest', unsure: 'rest', leastMs: 0 }
  const box = new Box(setImmediate, [open])
  await box.light(40)
  await box.light(3, minuteMs)
  expect(box.told).toHaveLength(1)
  box.now.note('t/light', { unknown: 'unavailable', atMs: box.clock.nowMs() })
  await box.clock.pass(minuteMs)
  await box.light(4, minuteMs)
  expect(box.told).toHaveLength(1)
  await box.restart(10 * minuteMs)
  await box.light(3, minuteMs)
  expect(box.told).toHaveLength(1)
  // It was light in between.
  box.now.note('t/light', { unknown: 'unavailable', atMs: box.clock.nowMs() })
  await box.light(40, minuteMs)
  box.now.note('t/light', { unknown: 'unavailable', atMs: box.clock.nowMs() })
  await box.light(3, minuteMs)
  expect(box.told).toHaveLength(2)
})
