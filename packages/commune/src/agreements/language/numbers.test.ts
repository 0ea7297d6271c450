import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountMax, amountMin } from './decode.ts'
import { english, german, languages } from './languages/index.ts'
import { amountText, durationText, msOf, numberFrom, numberText, unitFrom } from './numbers.ts'

test.each([
  ['1,000', false, 1_000],
  ['1,000', true, 1],
  ['1.000', true, 1_000],
  ['1,5', false, 1.5],
  ['1.5', true, 1.5],
  ['1,234,567.5', false, 1_234_567.5],
  ['1.234.567,5', true, 1_234_567.5],
  ['−3', false, -3],
  ['-0', false, 0],
  ['1.2.3', false, undefined],
  ['1,23,4', false, undefined],
  ['9999999999999999999', false, undefined],
  ['0.0000000000000001', false, undefined]
] as const)('“%s” is read with its decimal sign', (written, decimalComma, expected) => {
  expect(numberFrom(written, decimalComma)).toBe(expected)
})

test('every number that may stand in a rule is written in digits and read as the same', () => {
  const numbers = fc
    .double({ min: -amountMax, max: amountMax, noNaN: true })
    .filter((value) => (value === 0 && Object.is(value, 0)) || Math.abs(value) >= amountMin)
  fc.assert(
    fc.property(numbers, fc.boolean(), (value, decimalComma) => {
      const written = numberText(value, decimalComma)
      expect(written).toMatch(/^−?\d+(?:[.,]\d+)?$/)
      expect(numberFrom(written, decimalComma)).toBe(value)
    }),
    { numRuns: 2_000 }
  )
})

test('times are written in days, hours, minutes and seconds, and amounts with their unit', () => {
  expect([1_000, 90_500, 3_600_000, 90_061_001].map((ms) => durationText(ms, false))).toEqual([
    '1 s',
    '1 min 30.5 s',
    '1 h',
    '1 d 1 h 1 min 1.001 s'
  ])
  expect(durationText(1_500, true)).toBe('1,5 s')
  expect(durationText(0, false)).toBe('0 s')
  expect(amountText({ value: 1e-7, unit: 'km' }, english)).toBe('0.0000001 km')
  expect(amountText({ value: -2.5, unit: 'odd “unit”' }, german)).toBe('−2,5 „odd ““unit””“')
})

test('units are known by their names in each language', () => {
  expect(
    languages.map((language) => msOf({ en: 'minutes', es: 'minutos', de: 'Minuten' }[language.code] ?? '', language))
  ).toEqual([60_000, 60_000, 60_000])
  expect(unitFrom('Grad', german)).toBe('°C')
  expect(unitFrom('µg/m³', english)).toBe('μg/m³')
  expect(unitFrom('furlongs', english)).toBeUndefined()
})
