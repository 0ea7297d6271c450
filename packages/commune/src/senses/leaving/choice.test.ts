import fc from 'fast-check'
import { expect, test } from 'vitest'
import { english } from '../../words/index.ts'
import type { Shape } from '../thing.ts'
import { allowed, defaultChoice, defaultClass, defaultCounted, type LeavingChoice, readChoice, seriesClasses, type Transform } from './index.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const number: Shape = { is: 'number' }

const choice = (of: LeavingChoice['class'], transform: Transform): LeavingChoice => ({ class: of, transform, lifetime: {} })
const fits = (of: LeavingChoice['class'], transform: Transform, shape: Shape = number): boolean => allowed(choice(of, transform), shape).ok

const day: Transform = { is: 'binned', stepMs: dayMs, of: ['mean'] }

test('[P6] which class allows which form', () => {
  const table: readonly (readonly [Transform, commons: boolean, household: boolean, personal: boolean])[] = [
    [{ is: 'stays' }, true, true, true],
    [{ is: 'as-it-is' }, true, false, false],
    [day, true, true, false],
    [{ ...day, stepMs: 7 * dayMs, of: ['sum'] }, true, true, false],
    [{ ...day, of: ['mean', 'sum'] }, true, false, false],
    [{ ...day, of: ['max'] }, true, false, false],
    [{ ...day, of: ['last'] }, true, false, false],
    [{ ...day, stepMs: 12 * hourMs }, true, false, false],
    [{ is: 'averaged', stepMs: hourMs, least: 5 }, true, true, false],
    [{ is: 'averaged', stepMs: hourMs, least: 4 }, true, false, false],
    [{ is: 'averaged', stepMs: hourMs / 4, least: 9 }, true, false, false],
    [defaultCounted, true, true, true],
    [{ ...defaultCounted, floor: 5 }, true, true, false]
  ]
  for (const [transform, ...wanted] of table) {
    expect(seriesClasses.map((of) => fits(of, transform)), JSON.stringify(transform)).toEqual(wanted)
  }
})

test('[P6] what is measured is not counted: a sum of what an instrument shows is no number of people, and no noise for one hides it', () => {
  const measured: Shape = { is: 'number', unit: 'ppm' }
  expect(seriesClasses.map((of) => fits(of, defaultCounted, measured))).toEqual([true, false, false])
  for (const shape of [number, { is: 'yes-no' }, { is: 'words', of: ['in', 'out'] }] as const) expect(seriesClasses.map((of) => fits(of, defaultCounted, shape))).toEqual([true, true, true])
})

test('[P6] every refusal says in words what to do', () => {
  const refused = [
    allowed(choice('household', { is: 'as-it-is' }), number),
    allowed(choice('household', { ...day, stepMs: hourMs }), number),
    allowed(choice('personal', day), number),
    allowed(choice('personal', { ...defaultCounted, floor: 5 }), number),
    allowed(choice('household', defaultCounted), { is: 'number', unit: 'ppm' }),
    allowed(choice('commons', day), { is: 'words', of: ['on', 'off'] })
  ].map((result) => (result.ok ? '' : english.say(result.error)))
  for (const words of refused) expect(words).toMatch(/Choose|stays|Raise|Let it/)
})

test('[P6] what tells of people is a household’s or a person’s until somebody says otherwise', () => {
  const classes = (words: readonly string[]) => new Set(words.map((about) => defaultClass({ about })))
  expect(classes(['carbon_dioxide', 'illuminance', 'temperature', 'humidity', 'power', 'energy', 'door', 'sound_pressure'])).toEqual(new Set(['household']))
  expect(classes(['precipitation', 'water_level', 'wind_speed', 'volume_storage', 'smoke'])).toEqual(new Set(['commons']))
  expect(classes(['heart_rate', 'bed', 'sleep', 'occupancy', 'motion', 'presence'])).toEqual(new Set(['personal']))
  expect(defaultClass({})).toBe('household')
  expect(defaultClass({ about: '__proto__' })).toBe('household')
})

test('[P6] every default is one that its class allows and that can be written down', () => {
  const shapes: readonly Shape[] = [number, { is: 'yes-no' }, { is: 'words', of: ['a', 'b'] }, { is: 'text', charsMax: 10 }]
  for (const of of seriesClasses) {
    for (const shape of shapes) {
      const made = defaultChoice({ shape }, of)
      expect(allowed(made, shape).ok).toBe(true)
      expect(readChoice(JSON.parse(JSON.stringify(made)))).toEqual({ ok: true, value: made })
    }
  }
  expect(defaultChoice({ shape: { is: 'yes-no' }, about: 'door' }).transform).toEqual({ is: 'stays' })
  expect(defaultChoice({ shape: number, about: 'carbon_dioxide' }).transform).toEqual(day)
  expect(defaultChoice({ shape: number, about: 'energy', counter: true }).transform).toEqual({ ...day, of: ['sum'] })
})

test('[T3] a malformed choice is refused with its place and what was expected', () => {
  const odd: readonly unknown[] = [
    null,
    7,
    { class: 'public', transform: day, lifetime: {} },
    { class: 'commons', transform: { is: 'binned', stepMs: 7 * 60_000, of: ['mean'] }, lifetime: {} },
    { class: 'commons', transform: { is: 'binned', stepMs: 36 * hourMs, of: ['mean'] }, lifetime: {} },
    { class: 'commons', transform: { ...day, of: [] }, lifetime: {} },
    { class: 'commons', transform: { ...day, of: ['mean', 'mean'] }, lifetime: {} },
    { class: 'commons', transform: { ...defaultCounted, stepMs: 600_000 }, lifetime: {} },
    { class: 'commons', transform: { ...defaultCounted, floor: 0 }, lifetime: {} },
    { class: 'commons', transform: { ...defaultCounted, dayMilli: 5_999 }, lifetime: {} },
    { class: 'commons', transform: { is: 'averaged', stepMs: hourMs, least: 2 }, lifetime: {} },
    { class: 'commons', transform: day, lifetime: { hereDays: 0.5 } },
    { class: 'commons', transform: day, lifetime: { thereSeasons: 256 } }
  ]
  for (const one of odd) {
    const read = readChoice(one)
    expect(read.ok, JSON.stringify(one)).toBe(false)
    if (!read.ok) expect(english.say(read.error)).toMatch(/cannot be read at .+: expected is .+\./)
  }
})

test('[E7] nothing that comes in makes reading a choice throw', () => {
  fc.assert(fc.property(fc.anything(), (value) => void readChoice(value)))
  fc.assert(fc.property(fc.anything(), fc.anything(), (transform, lifetime) => void readChoice({ class: 'commons', transform, lifetime })))
})
