import fc from 'fast-check'
import papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { type Imported, importReadings, previewImport } from './index.ts'
import { numberIn } from './numbers.ts'
import { piecesOf, tableText } from './rows.ts'
import { stampIn } from './stamps.ts'
import { zoneNamed } from './zone.ts'

const runAll = (text: string, zone = 'UTC'): Imported | undefined => {
  const seen = previewImport(text, { zone })
  if (!seen.ok) return undefined
  const steps = importReadings(text, seen.value.layout)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value.ok ? step.value.value : undefined
  }
}

test('rows are those that were written, whatever stands in the cells', () => {
  const cell = fc
    .oneof(fc.string({ maxLength: 12 }), fc.constantFrom('"', ',', ';', 'a\nb', '""', ' x ', "it's"))
    .map((text) => text.replaceAll('\r', ''))
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 30 }),
      fc.constantFrom(',', ';', '\t', '|'),
      (rows, delimiter) => {
        const kept = rows.filter((cells) => cells.some((one) => one.trim() !== ''))
        const text = papa.unparse(rows, { delimiter, newline: '\n' })
        const read = [...piecesOf(tableText(`x${delimiter}y\n${text}`).text, delimiter)].flatMap((piece) => piece.rows)
        expect(read.slice(1).map(({ cells, torn }) => (torn ? 'torn' : cells))).toEqual(kept)
      }
    )
  )
})

describe('zones', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
    'Africa/Casablanca',
    'America/St_Johns',
    'Pacific/Apia'
  )
  const moment = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2037, 0) }).map((ms) => Math.floor(ms / 60_000) * 60_000)
  const wall = (name: string): ((ms: number) => number) => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' })
    return (ms) => Date.parse(`${format.format(ms).replace(' ', 'T')}Z`)
  }

  test('what a clock on the wall shows leads back to its moment, and to a second one only when it was shown twice', () => {
    fc.assert(
      fc.property(zone, moment, (name, ms) => {
        const civil = wall(name)(ms)
        const found = zoneNamed(name)?.toMoment(civil)
        const moments = found?.is === 'once' ? [found.ms] : found?.is === 'twice' ? [found.first, found.second] : []
        expect(moments).toContain(ms)
        for (const one of moments) expect(wall(name)(one)).toBe(civil)
      }),
      { numRuns: 500 }
    )
  })

  test('a time that never was is shown at no moment near', () => {
    const berlin = zoneNamed('Europe/Berlin')
    const shows = wall('Europe/Berlin')
    for (let civil = Date.UTC(2026, 2, 29); civil < Date.UTC(2026, 2, 30); civil += 600_000) {
      const isShown = [1, 2].some((hours) => shows(civil - hours * 3_600_000) === civil)
      expect(berlin?.toMoment(civil).is !== 'never').toBe(isShown)
    }
  })
})

test('readings come back as they were written, in every way of writing that a column decides', () => {
  const stamp = fc.integer({ min: Date.UTC(2001, 1), max: Date.UTC(2030, 0) }).map((ms) => Math.floor(ms / 1_000) * 1_000)
  const value = fc.integer({ min: -99_999, max: 9_999_999 }).map((number) => number / 100)
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(stamp, value), { selector: ([ms]) => ms, minLength: 4, maxLength: 30 }),
      fc.constantFrom('iso', 'german', 'epoch', 'ms'),
      (readings, way) => {
        const sorted = readings.toSorted(([a], [b]) => a - b)
        const time = (ms: number): string => {
          const [, y, m, d, clock] = /^(\d+)-(\d+)-(\d+)T(.*)\.000Z$/.exec(new Date(ms).toISOString()) ?? []
          return way === 'epoch'
            ? String(ms / 1_000)
            : way === 'ms'
              ? String(ms)
              : way === 'iso'
                ? `${y}-${m}-${d}T${clock}Z`
                : `${d}.${m}.${y} ${clock}`
        }
        const number = (one: number): string =>
          way === 'german'
            ? one
                .toFixed(2)
                .replace('.', ',')
                .replace(/\B(?=(\d{3})+,)/g, '.')
            : one.toFixed(2)
        const text = `Zeit;Wert\n${sorted.map(([ms, one]) => `${time(ms)};${number(one)}`).join('\n')}\n`
        const made = runAll(text)?.series[0]?.readings
        // Numbers that programs write for none may be taken for that; all others are there.
        const kept = sorted.filter(([, one]) => !seenAsNone.has(one))
        expect(
          [...(made?.times ?? [])].flatMap((ms, at) => (seenAsNone.has(made?.values[at] ?? 0) ? [] : [[ms, made?.values[at]]]))
        ).toEqual(kept)
      }
    ),
    { numRuns: 200 }
  )
})
const seenAsNone = new Set([-200, -999, -999.9, 999.9, 9_999, 99_999, 65_535, -32_768, 85])

test('whatever the text, nothing throws, and each cell is a reading, none, or left out', () => {
  const word = fc.constantFrom(
    'time',
    'value',
    '2026-01-01',
    '10:00',
    '1,5',
    '-200',
    'unknown',
    '"',
    ';',
    ',',
    '\n',
    '\t',
    'on',
    'sensor.a',
    '1772359200',
    '1.2.26',
    '\uFEFF',
    '\u0000',
    '{',
    '1e999'
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 5 })), { maxLength: 60 }), (words) => {
      const made = runAll(words.join(''), 'Europe/Berlin')
      for (const { readings } of made?.series ?? []) {
        expect(
          [...readings.times].every((ms, at) => Number.isSafeInteger(ms) && (at === 0 || ms > (readings.times[at - 1] as number)))
        ).toBe(true)
        expect([...readings.values].every((one) => Number.isFinite(one))).toBe(true)
      }
    }),
    { numRuns: 500 }
  )
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      for (const order of ['ymd', 'dmy', 'mdy'] as const) stampIn(text, { is: 'date', order })
      for (const decimal of ['.', ','] as const) expect(Number.isFinite(numberIn(text, decimal) ?? 0)).toBe(true)
    })
  )
})
