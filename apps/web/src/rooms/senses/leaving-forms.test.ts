import { allowed, defaultChoice, type LeavingChoice, readChoice } from '@commune/commune'
import { expect, test } from 'vitest'
import { classes, forms, noises, partsOf, reachOf, spanFor, statisticOf, stepsFor, withClass, withForm, withNoise, withStep } from './leaving-forms.ts'

const point = { about: 'illuminance', shape: { is: 'number', unit: 'lx' } } as const

test('whatever is picked can be read as a choice, and each class begins with a form that it allows', () => {
  for (const of of classes) {
    const first = withClass({ ...defaultChoice(point, 'commons'), transform: { is: 'as-it-is' } }, of, point)
    expect(allowed(first, point.shape).ok).toBe(true)
    for (const form of forms) {
      const made = withForm(first, form, point)
      expect(made.transform.is).toBe(form)
      for (const step of stepsFor(form)) {
        for (const noise of noises) expect(readChoice(withNoise(withStep(made, step), noise)).ok).toBe(true)
      }
    }
  }
})

test('a budget that cannot pay for the finer spans makes each of them give away less, and never goes over', () => {
  const counted = withForm(defaultChoice(point, 'commons'), 'counted', point)
  const fine = withNoise(withStep(counted, 900_000), 1_000).transform
  expect(fine).toMatchObject({ is: 'counted', epsilonMilli: 62, dayMilli: 6_000 })
})

test('numbers of a span are known again whatever their order, and others stand as they are', () => {
  const choice = (of: readonly ('min' | 'max' | 'mean')[]): LeavingChoice => ({ class: 'commons', transform: { is: 'binned', stepMs: 3_600_000, of }, lifetime: {} })
  expect(statisticOf(choice(['max', 'mean', 'min']))).toBe('spread')
  expect(statisticOf(choice(['min', 'max']))).toBe(undefined)
})

test('a number that is held back is drawn as such and reaches nowhere', () => {
  const parts = partsOf([{ is: 'count', startMs: 0, stepMs: 10 }, { is: 'count', startMs: 10, stepMs: 10, count: 14 }, { is: 'bin', startMs: 20, stepMs: 10, min: 2, mean: 3, max: 9 }])
  expect(parts.map(({ is }) => is)).toEqual(['held-back', 'span', 'span'])
  expect(reachOf(parts, false)).toEqual({ least: 2, most: 14 })
  expect(reachOf([], true)).toEqual({ least: 0, most: 1 })
  const now = Date.UTC(2026, 0, 1)
  for (const form of forms) expect(spanFor(withForm(defaultChoice(point), form, point), now).toMs).toBe(now)
})
