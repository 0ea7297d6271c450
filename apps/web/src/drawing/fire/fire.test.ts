import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flawsOf } from '../testing/wellFormed.ts'
import { fire, type FireState, twigsMax, twigsWhole } from './fire.ts'

const states: FireState[] = ['ember', 'kindling', 'lit', 'glowing', 'ash']

test('[G5] the five states of a fire differ in shape, not in colour alone', () => {
  const shapes = states.map(state => fire(state, { have: 3, need: 5 }).replaceAll(/var\([^)]*\)/g, ''))
  expect(new Set(shapes).size).toBe(5)
})

test('[G5] kindling has one thick twig for each that is ready and a dashed one for each that is missing', () => {
  expect(twigsWhole({ have: 3, need: 5 })).toEqual({ whole: 3, drawn: 5 })
  expect(twigsWhole({ have: 0, need: 2 })).toEqual({ whole: 0, drawn: 2 })
  expect(twigsWhole({ have: 9, need: 4 })).toEqual({ whole: 4, drawn: 4 })
})

test('[G5] above seven the pile shows the proportion, never full too early and never empty once somebody is ready', () => {
  fc.assert(fc.property(fc.nat(500), fc.nat(500), (have, need) => {
    const { whole, drawn } = twigsWhole({ have, need })
    expect(drawn).toBe(Math.min(need, twigsMax))
    expect(whole).toBeLessThanOrEqual(drawn)
    if (need > 0) expect(whole === drawn).toBe(have >= need)
    if (need > 0 && have > 0) expect(whole).toBeGreaterThan(0)
    expect(flawsOf(fire('kindling', { have, need }))).toEqual([])
  }))
})

test('[G5] every state is well formed', () => {
  for (const state of states) expect(flawsOf(fire(state, { have: 1, need: 2 })), state).toEqual([])
})
