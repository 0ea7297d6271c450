/** Tables that would be taken for something else without a word: each cell is what it says, or is said to be left out. */
import { expect, test } from 'vitest'
import { english } from '../../words/index.ts'
import { type Imported, importReadings, previewImport } from './index.ts'

const take = (text: string): Imported => {
  const found = previewImport(text, { zone: 'UTC' })
  if (!found.ok) throw new Error(english.say(found.error))
  const steps = importReadings(text, found.value.layout)
  for (;;) {
    const step = steps.next()
    if (!step.done) continue
    if (!step.value.ok) throw new Error(english.say(step.value.error))
    return step.value.value
  }
}
const rows = (n: number, of: (at: number) => string): string => Array.from({ length: n }, (_, at) => of(at)).join('\n')
const two = (n: number): string => String(n).padStart(2, '0')
const valuesOf = ({ series }: Imported, at = 0): number[] => [...(series[at]?.readings.values ?? [])]
const leftOf = ({ left: { counts, first } }: Imported): unknown[] => [counts, first.map(({ row, why }) => `${row}: ${english.say(why)}`)]

test('a row with more cells than the table is left out and named: a number that nobody quoted was parted there', () => {
  const thousands = take(`time,power\n${rows(10, (at) => `2024-01-01 1${at}:00,${at === 5 ? '1,234.5' : 200 + at}`)}`)
  expect(valuesOf(thousands)).toEqual([200, 201, 202, 203, 204, 206, 207, 208, 209])
  expect(leftOf(thousands)).toEqual([{ cells: 1 }, ['7: it has 3 cells, and the table has 2']])
  const decimal = take(`time,hum,temp\n${rows(10, (at) => `2024-01-01 1${at}:00,40,${at === 4 ? '21,5' : 21}`)}`)
  expect([valuesOf(decimal, 1).length, decimal.left.counts]).toEqual([9, { cells: 1 }])
  const behind = take(`time,power,note\n${rows(10, (at) => `2024-01-01 1${at}:00,${at === 4 ? '1,234' : 200},"a word"`)}`)
  expect([valuesOf(behind).length, behind.left.counts]).toEqual([9, { cells: 1 }])
})

test('a remark with the sign in it that parts cells keeps no reading back, nor do signs at the end of a row', () => {
  const remarks = take(`time,temp,note\n${rows(10, (at) => `2024-01-01 1${at}:00,${20 + at},${at === 4 ? 'hot, and dry, too' : `note ${at}`}`)}`)
  expect([valuesOf(remarks).length, remarks.left.counts]).toEqual([10, {}])
  const signs = take(`time,temp\n${rows(10, (at) => `2024-01-01 1${at}:00,${20 + at}${at === 3 ? ',,,' : ''}`)}`)
  expect([valuesOf(signs).length, signs.left.counts]).toEqual([10, {}])
})

test('years of two digits in front are years: the order in which a table is of the fewest', () => {
  const daysOf = (cells: readonly string[]): string[] =>
    [...(take(`date,temp\n${cells.map((cell, at) => `${cell},${at}`).join('\n')}`).series[0]?.readings.times ?? [])].map((ms) => new Date(ms).toISOString().slice(0, 10))
  const wanted = Array.from({ length: 28 }, (_, at) => `2024-02-${two(at + 1)}`)
  for (const sign of ['-', '/', '.']) {
    expect(daysOf(wanted.map((day) => day.slice(2).replaceAll('-', sign))), sign).toEqual(wanted)
    expect(daysOf(wanted.map((day) => `${day.slice(8)}${sign}02${sign}24`)), sign).toEqual(wanted)
  }
  expect(daysOf(wanted.map((day) => `02/${day.slice(8)}/24`))).toEqual(wanted)
})

test('units that stand in the cells are brought to one', () => {
  expect(take(`time,power\n${rows(6, (at) => `2024-01-01 1${at}:00,${at % 3 === 2 ? '1.2 kW' : '800 W'}`)}`).series[0]).toMatchObject({ kind: { is: 'number', unit: 'W' } })
  expect(valuesOf(take(`time,power\n${rows(6, (at) => `2024-01-01 1${at}:00,${at % 3 === 2 ? '1.2 kW' : '800 W'}`)}`))).toEqual([800, 800, 1_200, 800, 800, 1_200])
  expect(valuesOf(take(`time,power [W]\n${rows(6, (at) => `2024-01-01 1${at}:00,${at % 3 === 2 ? '1.2 kW' : '800'}`)}`))).toEqual([800, 800, 1_200, 800, 800, 1_200])
  // What is no unit says nothing of the number.
  expect(valuesOf(take(`time,temp (C)\n${rows(6, (at) => `2024-01-01 1${at}:00,${at}${at === 2 ? ' °C' : at === 3 ? '*' : ''}`)}`))).toEqual([0, 1, 2, 3, 4, 5])
})

test('what only begins like a number is none: spans of time, fractions, numbers to another base', () => {
  const of = (cells: readonly string[]): Imported => take(`time,x,y\n${cells.map((cell, at) => `2024-01-${two(at + 1)} 10:00,${cell},${at}`).join('\n')}`)
  const odd = of(['1', '2', '3', '4', '5', '0x1F', '7', '3/4', '9', '12:30', ...Array<string>(10).fill('10')])
  expect([valuesOf(odd), odd.left.counts]).toEqual([[1, 2, 3, 4, 5, 7, 9, ...Array<number>(10).fill(10)], { value: 3 }])
  expect(of(['00:45:10', '01:10:00', '00:20:30', '02:00:00', '01:01:01']).series.map(({ name }) => name)).toEqual(['y'])
})
