import { expect, test } from 'vitest'
import { encodeQuantity } from '../quantity/index.ts'
import { english } from '../words/index.ts'
import { daysFromCivil, readLine } from './index.ts'

/** Wednesday, 18 November 2026, 10:00 at Greenwich. */
const nowMs = daysFromCivil(2026, 11, 18) * 86_400_000 + 10 * 3_600_000
const read = (line: string): string => {
  const guess = readLine(line, { nowMs, places: ['Mill'] })
  if (!guess) return ''
  const { kind, thing, quantity, place, untilMs, more = {} } = guess
  const { urgency, least, instead, again, for: of } = more
  const parts = [
    kind,
    thing,
    quantity && encodeQuantity(quantity).join(' '),
    place,
    untilMs === undefined ? undefined : 'until',
    urgency === undefined ? undefined : `urgency ${urgency}`,
    least && `least ${encodeQuantity(least).join(' ')}`,
    instead && `or ${instead.join(', ')}`,
    again && 'every' in again && `every ${encodeQuantity(again.every).join(' ')}`,
    of && `for ${of.name}`
  ]
  return parts.filter((part) => part).join(' | ')
}

test.each([
  ['we need 10 kg flour, urgent', 'need | flour | 10 1 kg | urgency 2'],
  ['Urgent: need 3 eggs', 'need | eggs | 3 1 {egg} | urgency 2'],
  ['we urgently need 3 eggs', 'need | eggs | 3 1 {egg} | urgency 2'],
  ['Need flour asap', 'need | flour | urgency 2'],
  ['need a ladder, no hurry', 'need | ladder | 1 1 {ladder} | urgency 0'],
  ['need 10 kg flour, at least 5', 'need | flour | 10 1 kg | least 5 1 kg'],
  ['need 10 kg flour but at least 500 g by friday', 'need | flour | 10 1 kg | until | least 500 1 g'],
  ['need 10 kg flour or rye', 'need | flour | 10 1 kg | or rye'],
  ['we need 2 kg rye flour, or else wheat flour in the Mill', 'need | rye flour | 2 1 kg | Mill | or wheat flour'],
  ['need 2 loaves of bread every week', 'need | bread | 2 1 {loaf} | every 1 1 week'],
  ['need 2 loaves of bread every friday', 'need | bread | 2 1 {loaf} | until | every 1 1 week'],
  ['offer 12 eggs every 2 weeks', 'offer | eggs | 12 1 {egg} | every 2 1 week'],
  ['need milk daily', 'need | milk | every 1 1 day'],
  ['need 3 l soup for Grandma Ilse, she said yes', 'need | soup | 3 1 l | for Grandma Ilse'],
  ['need 5 kg flour or rye, at least 2 kg, every week, urgent', 'need | flour | 5 1 kg | urgency 2 | least 2 1 kg | or rye | every 1 1 week']
])('[NO6] “%s” is read so', (line, expected) => {
  expect(read(line)).toBe(expected)
})

test.each([
  ['need ladder at least 2 m', 'need | ladder at least 2 m'],
  ['need red or green apples', 'need | red or green apples'],
  ['need soup for Ilse', 'need | soup for Ilse'],
  ['need bread for Bo or Ada', 'need | bread for Bo or Ada'],
  ['what if we meet every week', 'idea']
])('[NO6] “%s” stays as it was', (line, expected) => {
  expect(read(line).startsWith(expected.split(' | ').slice(0, 2).join(' | '))).toBe(true)
})

test('[NO6] what was read stands in the reading, to be confirmed', () => {
  const guess = readLine('need 5 kg flour or rye, at least 2 kg, every week, urgent', { nowMs })
  expect(guess && english.say(guess.reading)).toBe('A need: 5 kg of flour, or rye, 2 kg at the least, again every 1 week, urgent.')
})
