import { expect, test } from 'vitest'
import { takeRoomWords } from '../words-later/rooms.ts'
import { english } from '../words/index.ts'
import { keptWords } from './kept.ts'
import { partsOf, plainOf, strong } from './strong.ts'
import { dateOf, dayName, daysAgo, endOfDate, endOfDay, untilWords } from './when.ts'

takeRoomWords()

const noon = new Date(2026, 10, 23, 12).getTime()
const until = (ms: number): string => english.say(untilWords(ms, noon))

test('[W8] time is said as people feel it', () => {
  expect(until(noon - 1)).toBe('its time has passed')
  expect(until(new Date(2026, 10, 23, 15).getTime())).toBe('until later today')
  expect(until(endOfDay(noon, 0))).toBe('until tonight')
  expect(until(endOfDay(noon, 1))).toBe('until tomorrow')
  expect(until(endOfDay(noon, 5))).toBe('for 5 more days')
  expect(until(endOfDay(noon, 21))).toBe('for 3 more weeks')
  expect(until(endOfDay(noon, 100))).toBe('for 3 more months')
  expect(dayName(endOfDay(noon, 0), noon, 'en')).toBe('today')
  expect(dayName(endOfDay(noon, 4), noon, 'en')).toBe('Friday')
})

test('[W8] a day chosen in a calendar lasts until its end', () => {
  expect(endOfDate(dateOf(noon))).toBe(new Date(2026, 10, 23, 23, 59).getTime())
  expect(endOfDate('')).toBe(undefined)
  expect(endOfDate('soon')).toBe(undefined)
})

test('[S5] copies are counted, and never called saved or synced', () => {
  const say = (others: number, browsers: number, carriers: number): string => english.say(keptWords({ others, browsers, carriers }))
  expect(say(0, 0, 0)).toBe('Only here so far.')
  expect(say(3, 0, 0)).toBe('Kept by 3 others.')
  expect(say(1, 1, 0)).toBe('Kept by one other, and by a browser, which may forget.')
  expect(say(3, 2, 0)).toBe('Kept by 3 others, and by 2 browsers, which may forget.')
  expect(say(0, 0, 1)).toBe('Kept by a carrier that cannot read it.')
  expect(say(3, 2, 1)).toBe('Kept by 3 others, by 2 browsers, which may forget, and by a carrier that cannot read it.')
})

test('[W7] the subject stands out, whatever it holds, and nobody else can make words stand out', () => {
  expect(partsOf(`${strong('Bread:')} 14 loaves`)).toEqual([{ words: 'Bread:', strong: true }, { words: ' 14 loaves', strong: false }])
  expect(partsOf(strong('\ue000a\ue001b'))).toEqual([{ words: 'ab', strong: true }])
  expect(plainOf(`${strong('**Salt**')} here`)).toBe('**Salt** here')
})

test('every sentence of the pages has its gaps filled by name, and ends as a sentence or a word', () => {
  expect(english.say({ key: 'web.place.more', params: { n: 1 } })).toBe('and one more')
  expect(english.say({ key: 'web.wares.count', params: { n: 12 } })).toBe('12 wares live here.')
})

test('a day that is over is told as one would say it', () => {
  const now = new Date(2026, 10, 12, 0, 30).getTime()
  expect(daysAgo(now - 20 * 60_000, now, 'en')).toBe('today')
  expect(daysAgo(now - 40 * 60_000, now, 'en')).toBe('yesterday')
  expect(daysAgo(now - 75 * 3_600_000, now, 'de')).toBe('vor 4 Tagen')
  expect(daysAgo(now + 86_400_000, now, 'en')).toBe('today')
})
