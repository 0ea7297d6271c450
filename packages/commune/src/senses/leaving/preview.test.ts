import { expect, test } from 'vitest'
import { sequence } from '../../testing/index.ts'
import { english } from '../../words/index.ts'
import type { Shape } from '../thing.ts'
import { binned, budgetWords, DayBudget, defaultCounted, type LeavingChoice, Outflow, preview, type PreviewInput, type Published, type Transform } from './index.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const startMs = 20_000 * dayMs
const number: Shape = { is: 'number' }
const times = Float64Array.from({ length: 72 }, (_, hour) => startMs + hour * hourMs)
const readings = { times, values: times.map((_, hour) => 400 + (hour % 24) * 10) }

const input = (of: LeavingChoice['class'], transform: Transform, more: Partial<PreviewInput> = {}): PreviewInput => ({
  readings,
  choice: { class: of, transform, lifetime: {} },
  shape: number,
  nowMs: startMs + 3 * dayMs,
  random: sequence(1),
  ...more
})
const shown = (of: LeavingChoice['class'], transform: Transform, more?: Partial<PreviewInput>): readonly Published[] => {
  const made = preview(input(of, transform, more))
  return made.ok ? made.value.published : []
}
const says = (of: LeavingChoice['class'], transform: Transform): string => {
  const made = preview(input(of, transform))
  return english.say(made.ok ? made.value.reveals : made.error)
}

test('[P6] a preview is what goes out: the same as the series gives when it is published', () => {
  const transform = { is: 'binned', stepMs: dayMs, of: ['mean'] } as const
  const out = new Outflow(transform, startMs)
  for (const [index, atMs] of times.entries()) expect(out.note(atMs, readings.values[index] as number, atMs)).toEqual([])
  const gone = out.due(startMs + 3 * dayMs)
  expect(shown('household', transform)).toEqual(gone)
  expect(gone).toEqual([0, 1].map((day) => ({ is: 'bin', startMs: startMs + day * dayMs, stepMs: dayMs, mean: 515 })))

  const plain = new Outflow({ is: 'as-it-is' }, startMs)
  const each = [...times].flatMap((atMs, index) => plain.note(atMs, readings.values[index] as number, atMs))
  expect(shown('commons', { is: 'as-it-is' })).toEqual(each)
  expect(shown('personal', { is: 'stays' })).toEqual([])
})

test('[P6] a new choice begins where the old one has ended, so that no time goes out in two forms', () => {
  const out = new Outflow({ is: 'binned', stepMs: hourMs, of: ['mean'] }, startMs)
  for (const [index, atMs] of times.entries()) out.note(atMs, readings.values[index] as number, atMs)
  out.due(startMs + 30 * hourMs)
  const next = new Outflow({ is: 'binned', stepMs: dayMs, of: ['mean'] }, out.closedMs)
  for (const [index, atMs] of times.entries()) next.note(atMs, readings.values[index] as number, startMs + 3 * dayMs)
  const gone = next.due(startMs + 4 * dayMs)
  expect(gone).toHaveLength(1)
  expect(gone[0]).toMatchObject({ startMs: startMs + 2 * dayMs })

  const plain = new Outflow({ is: 'as-it-is' }, startMs)
  plain.note(startMs + hourMs, 1, startMs + hourMs)
  expect(plain.note(startMs - 1, 1, startMs + hourMs)).toEqual([])
  expect(plain.note(startMs + dayMs, 1, startMs + hourMs)).toEqual([])
  expect(plain.closedMs).toBe(startMs + hourMs + 1)
  expect([plain.nextMs, plain.due(startMs + dayMs)]).toEqual([undefined, []])
})

test('[P6] what it shows of people is said in one sentence', () => {
  expect(says('household', { is: 'stays' })).toBe('Nothing leaves this device.')
  expect(says('household', { is: 'binned', stepMs: dayMs, of: ['mean'] })).toBe(
    'Others get the mean of each day. They can tell on which days somebody was there, not when.'
  )
  expect(says('commons', { is: 'binned', stepMs: 3 * hourMs, of: ['min', 'max'] })).toBe(
    'Others get the lowest and highest of each span of 3 hours. It is about the place; if it also changes with people, they can see that.'
  )
  expect(says('household', { is: 'as-it-is' })).toMatch(/^As it is, this shows others to the minute/)
  expect(says('household', { is: 'averaged', stepMs: hourMs, least: 6 })).toMatch(/one mean over 6 or more for each hour/)
  expect(says('commons', defaultCounted)).toBe(
    'Others get about how many there were in each hour, or “fewer than 10”. Half of the time the number is off by 3 or more, so that one who passes does not show.'
  )
})

test('[P6] a preview of a mean over several takes the others in', () => {
  const others = new Map(['b', 'c', 'd', 'e'].map((member) => [member, { times, values: readings.values.map((value) => value + 100) }]))
  const transform: Transform = { is: 'averaged', stepMs: hourMs, least: 5 }
  expect(shown('household', transform, { others })[0]).toEqual({ is: 'average', startMs, stepMs: hourMs, mean: 480 })
  expect(shown('household', transform)).toEqual([])
})

test('[P6] a preview of a count spends nothing, and the budget says what is spent', () => {
  const events = { times, values: times.map(() => 30) }
  const counts = shown('commons', defaultCounted, { readings: events })
  expect(counts).toHaveLength(71)
  const budget = new DayBudget(6_000)
  budget.take(startMs, 750)
  expect(english.say(budgetWords(budget, startMs))).toMatch(/^Today 0\.75 of 6 are spent/)
})

test('[E7] odd readings neither throw nor go out', () => {
  const odd = { times: Float64Array.from([Number.NaN, -1, startMs, Infinity]), values: Float64Array.from([1, Number.NaN, Infinity, 2]) }
  for (const transform of [{ is: 'as-it-is' }, { is: 'binned', stepMs: dayMs, of: ['mean'] }, defaultCounted] as const) {
    for (const one of shown('commons', transform, { readings: odd })) expect(one).not.toHaveProperty('value')
  }
  expect(binned(odd, dayMs, ['mean'], Number.NaN)).toEqual([])
})
