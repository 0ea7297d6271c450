/** Who pays for a count. */
import { expect, test } from 'vitest'
import { Purses } from './purses.ts'

const dayMs = 86_400_000
const noonMs = 20_000 * dayMs

test('[P6] whoever is counted here with one and there with another has one purse, and a count that not all can pay for takes from nobody', () => {
  const purses = new Purses()
  purses.set([['ana', 1_000], ['bo', 1_000], ['ana', 800], ['cy', 1_000]])
  expect(purses.take(['ana', 'bo'], noonMs, 500)).toBe(true)
  expect(purses.take(['ana'], noonMs, 300)).toBe(true)
  expect(purses.take(['ana', 'cy'], noonMs, 100)).toBe(false)
  expect(purses.of(['cy'])).toMatchObject({ state: { days: [] } })
  expect(purses.of(['ana', 'bo'])).toEqual({ dayMilli: 800, state: { days: [[20_000, 800]] } })
  expect(purses.take(['bo'], noonMs, 500)).toBe(true)
  expect(purses.take(['nobody'], noonMs, 1)).toBe(false)
})

test('[P6] where what was spent is lost all of today is spent, also of whoever comes to be counted in it and after a restart, and tomorrow nothing is', () => {
  let purses = new Purses()
  purses.set([['ana', 9_600]])
  purses.lose(noonMs)
  for (let start = 0; start < 2; start++) {
    purses.set([['ana', 9_600], ['bo', 100]])
    expect([purses.take(['ana'], noonMs, 1), purses.take(['bo'], noonMs, 1), purses.take(['bo'], noonMs - dayMs, 1)]).toEqual([false, false, false])
    const saved = purses.state()
    purses = new Purses()
    purses.load(saved)
  }
  purses.set([['cy', 1_000], ['ana', 9_600]])
  expect(purses.take(['cy'], noonMs, 1)).toBe(false)
  expect(purses.take(['ana', 'cy'], noonMs + dayMs, 1_000)).toBe(true)
})

test('[P6] what was spent of several under another name counts for each of them', () => {
  const purses = new Purses()
  purses.load([{ of: 'ana,bo', dayMilli: 1_000, spent: { days: [[20_000, 600]] } }, { of: 'ana', dayMilli: 900, spent: { days: [[20_000, 300]] } }])
  expect(purses.of(['ana'])).toEqual({ dayMilli: 900, state: { days: [[20_000, 900]] } })
  expect([purses.take(['ana'], noonMs, 1), purses.take(['bo'], noonMs, 400)]).toEqual([false, true])
  const again = new Purses()
  again.load(purses.state())
  expect(again.state()).toEqual(purses.state())
})
