import type { Readings } from '@commune/protocol'
import { expect, test } from 'vitest'
import type { Rule } from '../../rule.ts'
import type { Agreed } from '../lookup.ts'
import { find, secondMs } from '../testing/traces.ts'
import { replay, type ReplayOptions } from './replay.ts'

const fromMs = 1_700_000_000_000
const dayMs = 86_400_000

const when = (above: number, value: number): Rule => ({
  act: 't/lamp',
  to: { value },
  while: { is: 'compare', of: { is: 'reading', point: 't/heat' }, how: 'above', to: { value: above } },
  otherwise: 'rest',
  unsure: 'rest'
})
const agreed = (id: string, rule: Rule): Agreed => ({ id, version: '1', rule })

/** It is one degree warmer each hour, 0 to 23, day after day. */
const read = (point: string, beginMs: number, endMs: number): Readings => {
  const times: number[] = []
  if (point === 't/heat') for (let atMs = Math.ceil(beginMs / 3_600_000) * 3_600_000; atMs < endMs; atMs += 3_600_000) times.push(atMs)
  return { times: Float64Array.from(times), values: Float64Array.from(times, (atMs) => (atMs / 3_600_000) % 24) }
}

const options = (agreements: readonly Agreed[], days: number): ReplayOptions => ({ agreements, find, read, fromMs: fromMs - (fromMs % dayMs), toMs: fromMs - (fromMs % dayMs) + days * dayMs })

test('it says where two would have fought: what each asked, who would have held, from when to when', async () => {
  const done = await replay(options([agreed('early', when(12, 60)), agreed('late', when(17, 20)), agreed('same', when(20, 60))], 2))
  if (!done.ok) throw new Error(done.error.type)
  const { fights, fightTotals, totals } = done.value
  const hour = (atMs: number): number => (atMs / 3_600_000) % 24
  expect(fights.map(({ one, other, fromMs: from, toMs: to }) => [one.agreement, other.agreement, hour(from), hour(to)])).toEqual([
    ['early', 'late', 18, 0],
    ['late', 'same', 21, 0],
    ['early', 'late', 18, 0],
    ['late', 'same', 21, 0]
  ])
  expect(fights[0]).toMatchObject({ one: { value: 60 }, other: { value: 20 } })
  expect(fightTotals).toEqual({ times: 4, ms: 2 * (6 + 3) * 3_600_000 })
  expect(totals.get('early')).toEqual({ times: 2, ms: 2 * 11 * 3_600_000 })
})

test('it can be stopped, and says up to when it got', async () => {
  const shares: number[] = []
  const done = await replay({
    ...options([agreed('early', when(12, 60))], 10),
    runUpMs: 0,
    progress: (share) => {
      shares.push(share)
      return shares.length < 3
    }
  })
  expect(shares).toEqual([0.1, 0.2, 0.3])
  expect(done).toMatchObject({ ok: true, value: { untilMs: fromMs - (fromMs % dayMs) + 3 * dayMs, readings: 72 } })
})

test('what was never kept is named, and what hangs on it is unknown', async () => {
  const rule: Rule = { ...when(12, 60), while: { is: 'and', of: [{ is: 'near', point: 't/step' }, when(12, 60).while] }, unsure: { to: { value: 5 } } }
  const done = await replay(options([agreed('lamp', rule)], 1))
  if (!done.ok) throw new Error(done.error.type)
  expect(done.value.unseen).toEqual(['t/step'])
  expect(done.value.spans.map(({ value }) => value)).toEqual([5])
})

test('a run-up fills what looks back, and nothing of it is reported', async () => {
  const rule: Rule = { ...when(12, 60), while: { is: 'compare', of: { is: 'average', point: 't/heat', ms: dayMs }, how: 'above', to: { value: 11 } } }
  const done = await replay(options([agreed('mean', rule)], 1))
  if (!done.ok) throw new Error(done.error.type)
  expect(done.value.spans).toEqual([{ agreement: 'mean', act: 't/lamp', value: 60, fromMs: options([], 1).fromMs, toMs: options([], 1).toMs }])
})

test('a rule that does not compile is refused with its fault', async () => {
  const done = await replay(options([agreed('odd', { ...when(12, 60), act: 't/nowhere' })], 1))
  expect(done).toEqual({ ok: false, error: { type: 'unknown-point', point: 't/nowhere' } })
})

test('a rule that would act without end is reported in bounds, and counted whole', async () => {
  const flicker = (point: string, beginMs: number, endMs: number): Readings => {
    const times = point === 't/heat' ? Float64Array.from({ length: Math.floor((endMs - beginMs) / secondMs) }, (_, at) => beginMs + at * secondMs) : new Float64Array()
    return { times, values: times.map((_, at) => at % 2) }
  }
  const done = await replay({ ...options([agreed('flicker', { ...when(0, 60), leastMs: 0 })], 1), read: flicker })
  if (!done.ok) throw new Error(done.error.type)
  expect(done.value.spans.length).toBe(10_000)
  expect(done.value.totals.get('flicker')).toEqual({ times: 43_200, ms: 43_200 * secondMs })
})

test('one that holds and cannot be taken in any more asks nothing, and keeps no other from being looked at', async () => {
  const besides = [agreed('odd', { ...when(12, 60), act: 't/nowhere' }), agreed('late', when(17, 20))]
  const done = await replay({ ...options([agreed('early', when(12, 60))], 1), besides })
  if (!done.ok) throw new Error(done.error.type)
  expect(done.value.fights.map(({ one, other }) => [one.agreement, other.agreement])).toEqual([['early', 'late']])
})
