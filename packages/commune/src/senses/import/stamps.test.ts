/** Times as people and spreadsheets write them. */
import { expect, test } from 'vitest'
import { previewImport } from './index.ts'
import { stampIn } from './stamps.ts'

const read = (cell: string): string | undefined => {
  const stamp = stampIn(cell, { is: 'date', order: 'dmy' })
  return stamp && `${new Date(stamp.ms).toISOString().slice(0, 16)}${stamp.isDay ? ' (day)' : ''}`
}

test('days with the month in words, in three languages', () => {
  expect(['28 de marzo de 2026 22:00', 'March 28, 2026 10:00 PM', '28. März 2026, 22:00', '28-Mar-26 22:00', 'martes, 28 de marzo del 2026 22:00'].map(read)).toEqual(Array(5).fill('2026-03-28T22:00'))
  expect(['28 marzo 2026', 'Saturday, March 28th, 2026', '28th of March 2026', 'Sa, 28. Mär 2026'].map(read)).toEqual(Array(4).fill('2026-03-28T00:00 (day)'))
})

test('months without a day count at their first', () => {
  expect(['2024-01', '01/2024', 'Jan 2024', 'Januar 2024', 'enero de 2024'].map(read)).toEqual(Array(5).fill('2024-01-01T00:00 (day)'))
})

test('what may be a number, or is no month, is no time', () => {
  expect(['12.2024', '2024', '20/24', '2024-13', '28 de foo de 2026', '5 of 12', '31 de junio de 2026'].map(read)).toEqual(Array(7).fill(undefined))
})

test('days as spreadsheets count them are times where the name says so, and midnight among them is no noon', () => {
  const rows = Array.from({ length: 48 }, (_, at) => `${46_109 + at / 24},${at}`)
  const made = previewImport(['Date,Value', ...rows].join('\n'), { zone: 'UTC' })
  expect(made.ok && made.value.layout.time).toMatchObject({ format: { is: 'serial' }, dayAtMs: 0 })
  expect(made.ok && made.value.doubts.map(({ key }) => key)).toEqual(['sense-import.serial'])
  expect(previewImport(['Weight,Value', ...rows].join('\n'), { zone: 'UTC' }).ok).toBe(false)
})

test('a day alone is its noon, and among times of day its beginning: spreadsheets leave midnight away', () => {
  const dayAtMs = (rows: string[]): number | undefined => {
    const made = previewImport(['Date,Value', ...rows].join('\n'), { zone: 'UTC' })
    return made.ok ? made.value.layout.time.dayAtMs : undefined
  }
  expect(dayAtMs(['2026-03-01,1', '2026-03-02,2', '2026-03-03,3'])).toBe(43_200_000)
  expect(dayAtMs(['2026-03-01 22:00,1', '2026-03-02,2', '2026-03-02 02:00,3'])).toBe(0)
})
