import { expect, test } from 'vitest'
import { sceneAt, intentOf, stockOf } from './lines.ts'
import { Stop } from './stop.ts'
import { dayWords, readUntil } from './when.ts'

/** A Monday, noon, here. */
const nowMs = new Date(2026, 10, 23, 12).getTime()
const dayMs = 86_400_000
const dayAt = (day: number, month = 10, year = 2026): number => new Date(year, month, day + 1).getTime()

test('times are read as people say them, each day to its end', () => {
  expect(readUntil('friday', nowMs)).toBe(dayAt(27))
  expect(readUntil('tomorrow', nowMs)).toBe(dayAt(24))
  expect(readUntil('2027-08-31', nowMs)).toBe(dayAt(31, 7, 2027))
  expect(readUntil('until friday', nowMs)).toBe(dayAt(27))
  for (const text of ['', 'blue', '2026-02-31', 'yesterday']) expect(() => readUntil(text, nowMs), text).toThrow(Stop)
})

test('times are said as people feel them', () => {
  expect([dayAt(23), dayAt(24), dayAt(27), dayAt(22)].map((ms) => dayWords(ms, nowMs))).toEqual([
    'today',
    'tomorrow',
    'Friday',
    'yesterday'
  ])
  expect(dayWords(dayAt(12, 11), nowMs)).toBe('12 December')
  expect(dayWords(dayAt(12, 4, 2027), nowMs)).toBe('12 May 2027')
  expect(dayWords(nowMs + 10 * dayMs, nowMs)).toBe('3 December')
})

test('a line after `need` is taken apart; options win over it', () => {
  const scene = sceneAt(nowMs, ['Kitchen'])
  expect(intentOf('need', '3 loaves of bread in the kitchen by friday', {}, scene)).toMatchObject({
    wish: 'need',
    thing: 'bread',
    place: 'Kitchen',
    untilMs: dayAt(27)
  })
  expect(intentOf('offer', 'bread', { quantity: '2 kg', place: 'shed', note: 'fresh' }, scene)).toEqual({
    wish: 'offer',
    thing: 'bread',
    quantity: '2 kg',
    place: 'shed',
    note: 'fresh'
  })
  expect(intentOf('need', 'somebody to read to us', {}, scene)).toMatchObject({ thing: 'somebody to read to us' })
  expect(stockOf('12 jars of honey in the cellar', {}, scene)).toMatchObject({
    wish: 'stock',
    thing: 'honey',
    place: 'cellar',
    quantity: { n: 12n }
  })
  expect(stockOf('5 l milk in the fridge by friday', {}, scene)).toMatchObject({ thing: 'milk', place: 'fridge', keepsUntilMs: dayAt(27) })
  expect(() => stockOf('honey', {}, scene)).toThrow('stock.how-much')
})

test('amounts that cannot be are refused before anything is said', () => {
  const scene = sceneAt(nowMs)
  const why = (line: string): string => {
    try {
      return JSON.stringify(intentOf('need', line, {}, scene), (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value
      )
    } catch (error) {
      return (error as Stop).said.key
    }
  }
  expect(why('-3 loaves')).toBe('quantity.negative')
  expect(why('\u22123 loaves')).toBe('quantity.negative')
  expect(why('1e9 loaves')).toBe('quantity.plain')
  expect(why('2-3 loaves')).toBe('quantity.range')
  expect(why('9999999999999 loaves')).toBe('quantity.huge')
  expect(why('x'.repeat(10_000_000))).toBe('cli.line-long')
})
