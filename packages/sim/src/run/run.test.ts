import { expect, test } from 'vitest'
import type { Settle } from '../time/virtualTime.ts'
import { neverHit } from './faults.ts'
import { runSeed } from './run.ts'

const settle: Settle = () => new Promise((resolve) => process.nextTick(resolve))
const few = { peersMin: 4, peersMax: 4, events: 30, mode: 'both' } as const
const patient = { timeout: 120_000 }

test('[S6] one seed takes the same steps and sends the same bytes each time, another seed others', patient, async () => {
  const first = await runSeed({ seed: 3, ...few }, settle)
  const again = await runSeed({ seed: 3, ...few, lines: 10 }, settle)
  expect(first.violations).toEqual([])
  expect([again.traceHash, again.steps, again.entries, [...again.counts]]).toEqual([first.traceHash, first.steps, first.entries, [...first.counts]])
  expect((await runSeed({ seed: 4, ...few }, settle)).traceHash).not.toBe(first.traceHash)
})

test('what goes wrong in a run is counted by name, and a name that never comes up is told', patient, async () => {
  const { counts, healedMs } = await runSeed({ seed: 3, ...few }, settle)
  expect(healedMs).toBeGreaterThan(0)
  const never = neverHit(counts)
  expect(never).not.toContain('fault: crash')
  expect(neverHit(new Map([...counts, ...never.map((name): [string, number] => [name, 1])]))).toEqual([])
  expect(neverHit(new Map())).toContain('lie: fork')
})

test('[K2] a newcomer decides by all that came in, also while it said who it is, and mints for nobody alone (seed 209)', patient, async () => {
  const { violations } = await runSeed({ seed: 209, peersMin: 3, peersMax: 12, events: 60, mode: 'safety' }, settle)
  expect(violations).toEqual([])
})

test('[K3] what waited for its turn does not go out to one who was parted from meanwhile (seed 23)', patient, async () => {
  const { violations } = await runSeed({ seed: 23, peersMin: 3, peersMax: 12, mode: 'both' }, settle)
  expect(violations).toEqual([])
})

test('[K2] a second device of the founder minted for its only ware, and is not taken for one that split itself off (seed 435)', patient, async () => {
  const { violations } = await runSeed({ seed: 435, peersMin: 3, peersMax: 12, events: 60, mode: 'safety' }, settle)
  expect(violations).toEqual([])
})

test('[K2] whoever parted and then had its clock set back leaves no newcomer out until that hour comes again (seed 211275)', patient, async () => {
  const { violations } = await runSeed({ seed: 211_275, peersMin: 3, peersMax: 8, mode: 'both' }, settle)
  expect(violations).toEqual([])
})

test('the first things that happen are the same however many there are', patient, async () => {
  const lines = async (events: number) => (await runSeed({ seed: 5, peersMin: 3, peersMax: 3, events, mode: 'safety' }, settle)).lines
  const short = await lines(8)
  expect(short.length).toBeGreaterThan(8)
  expect((await lines(16)).slice(0, short.length)).toEqual(short)
})
