/** What can be said in a sentence can be acted by: what people type is taken in by an engine that converts as a peer does. */
import { readFileSync } from 'node:fs'
import { houseIn } from '@commune/commune/agreements/testing'
import { Engine, type Found } from '@commune/commune/agreements'
import { languages, type LexiconPoint, readSentence } from '@commune/commune/rules'
import { expect, test } from 'vitest'
import { convertAmount } from './converting.ts'

test('so much an hour is an amount of the dimension of what is measured, with the hour or without', () => {
  expect(convertAmount({ value: 300, unit: 'l' }, 'm³', 'per-hour')).toBe(0.3)
  expect(convertAmount({ value: 300, unit: 'l/h' }, 'm³', 'per-hour')).toBe(0.3)
  expect(convertAmount({ value: 5, unit: 'l/min' }, 'l', 'per-hour')).toBe(300)
  expect(convertAmount({ value: 3.6, unit: '°F' }, '°C', 'per-hour')).toBe(2)
  expect(convertAmount({ value: 2, unit: 'kWh' }, 'kWh', 'per-hour')).toBe(2)
  expect(convertAmount({ value: 2, unit: 'l' }, 'kWh', 'per-hour')).toBeUndefined()
})

/** A point of the house, as an engine finds it. */
const foundOf = ({ id, use, name, shape, counter }: LexiconPoint): Found => {
  const named = { key: id, name, shape }
  if (use === 'pulse') return { is: 'pulse', point: { ...named, ttlMs: 60_000 } } as unknown as Found
  return { is: use, point: use === 'act' ? named : { ...named, ...(counter && { counter }) } } as Found
}

const sentencesIn = (code: string): readonly string[] =>
  readFileSync(new URL(`../../../commune/src/agreements/language/fixtures/said/${code}.txt`, import.meta.url), 'utf8').split('\n').flatMap((line) => line.split('\t')[0] || [])

for (const language of languages) {
  test(`${language.name}: whatever is understood of what people type can be acted by`, () => {
    const house = houseIn(language.code)
    const found = new Map<string, Found>(house.points.map((point) => [point.id, foundOf(point)]))
    const engine = new Engine({ find: (point) => found.get(point), convert: convertAmount, asked: () => {} }, 0)
    let taken = 0
    for (const sentence of sentencesIn(language.code)) {
      const read = readSentence(sentence, house, language)
      if (!read.ok) continue
      expect(engine.add({ id: `${taken++}`, version: '1', rule: read.value }, 0), sentence).toEqual({ ok: true, value: undefined })
    }
    expect(taken).toBeGreaterThan(200)
  })
}
