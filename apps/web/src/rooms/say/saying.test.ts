import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSaid, wishesOf } from './saying.ts'

const nowMs = Date.UTC(2026, 10, 18, 10)
const read = (line: string) => readSaid(line, nowMs, [], () => 'then')!

test('nothing of a line is lost, however long it is and as what it is said', () => {
  fc.assert(fc.property(fc.lorem({ maxCount: 80 }).map((words) => words.slice(0, 390).trim()), (words) => {
    for (const line of [words, `I need ${words}`, `We have 3 kg of ${words} in the cellar`]) {
      const reading = read(line)
      for (const kind of ['need', 'offer', 'idea'] as const) {
        const [wish] = wishesOf(reading, kind)
        const { thing = '', title = '', text = '', note = '' } = wish as { thing?: string; title?: string; text?: string; note?: string }
        expect(thing.length).toBeLessThanOrEqual(120)
        expect(title.length).toBeLessThanOrEqual(200)
        if (kind === 'idea') expect([title, text]).toContain(line)
        else expect(note === line || (reading.guess.thing ?? line.replace(/[.!?]+$/, '')) === thing).toBe(true)
      }
    }
  }))
})

test('a long name ends between words, and between letters', () => {
  const [idea] = wishesOf(read(`What if ${'we all sang '.repeat(30)}`), 'idea')
  expect(idea).toMatchObject({ title: expect.stringMatching(/^What if we all sang .* (?:we|all|sang)…$/) })
  const [need] = wishesOf(read(`I need ${'🍞'.repeat(150)}`), 'need')
  expect((need as { thing: string }).thing).toMatch(/^(?:🍞)+…$/u)
})

test('until when stock keeps is said with it', () => {
  const reading = read('We have 3 kg of rice in the cellar until friday')
  expect(reading.kind).toBe('stock')
  expect(wishesOf(reading, 'stock')).toEqual([{ wish: 'stock', thing: 'rice', place: 'cellar', quantity: reading.guess.quantity, keepsUntilMs: reading.guess.untilMs }])
  expect(reading.guess.untilMs).toBeGreaterThan(nowMs)
})
