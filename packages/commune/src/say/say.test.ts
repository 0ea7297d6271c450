import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeQuantity } from '../quantity/index.ts'
import { english } from '../words/index.ts'
import { civilFromDays, daysFromCivil, readDay, readLine } from './index.ts'

/** Wednesday, 18 November 2026, 10:00 at Greenwich. */
const nowMs = daysFromCivil(2026, 11, 18) * 86_400_000 + 10 * 3_600_000
const read = (line: string) => {
  const guess = readLine(line, { nowMs, places: ['Mill'] })
  if (!guess) return undefined
  const { kind, thing, quantity, place, untilMs } = guess
  const until =
    untilMs === undefined
      ? undefined
      : new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'short' }).format(untilMs)
  return [kind, thing, quantity && encodeQuantity(quantity).join(' '), place, until].map((part) => part ?? '').join(' | ')
}

test.each([
  ['we need 3 loaves of bread by friday', 'need | bread | 3 1 {loaf} |  | 2026-11-21 00:00'],
  ['I have a ladder to lend', 'offer | ladder | 1 1 {ladder} |  | '],
  ['nearly out of salt', 'need | salt |  |  | '],
  ['10 kg flour on the shelf', 'stock | flour | 10 1 kg | shelf | '],
  ['We need 2 kg of flour for the bakery', 'need | flour for the bakery | 2 1 kg |  | '],
  ['We need 2 kg of flour for the mill', 'need | flour | 2 1 kg | Mill | '],
  ['need 2 people for the harvest on saturday morning', 'need | people for the harvest | 2 1 {person} |  | 2026-11-21 12:00'],
  ['a bike is free to borrow', 'offer | bike | 1 1 {bike} |  | '],
  ['We have too many courgettes', 'offer | courgettes |  |  | '],
  ['we have 200 g of yeast left', 'stock | yeast | 200 1 g |  | '],
  ['salt: 2 kg in the pantry', 'stock | salt | 2 1 kg | pantry | '],
  ['we have 3 kg of rice in the cellar until friday', 'stock | rice | 3 1 kg | cellar | 2026-11-21 00:00'],
  ['5 l milk in the fridge until tomorrow', 'stock | milk | 5 1 l | fridge | 2026-11-20 00:00'],
  ['potatoes 20 kg mill', 'stock | potatoes | 20 1 kg | Mill | '],
  ['Need flour asap', 'need | flour |  |  | '],
  ['who has a sewing machine?', 'need | sewing machine | 1 1 {sewing machine} |  | '],
  ['need eggs', 'need | eggs |  |  | '],
  ['I need a drill tomorrow', 'need | drill | 1 1 {drill} |  | 2026-11-20 00:00'],
  ['looking for a cargo bike this weekend', 'need | cargo bike | 1 1 {cargo bike} |  | 2026-11-23 00:00'],
  ['We are running low on olive oil in the kitchen', 'need | olive oil |  | kitchen | '],
  ['no salt left', 'need | salt |  |  | '],
  ['does anyone have a spare tent?', 'need | spare tent | 1 1 {spare tent} |  | '],
  ['offering 2 hours of help until sunday evening', 'offer | help | 2 1 h |  | 2026-11-22 22:00'],
  ['I can lend a drill', 'offer | drill | 1 1 {drill} |  | '],
  ['Half a dozen eggs to share', 'offer | eggs | 6 1 {egg} |  | '],
  ['We have 4 jars of jam to give away', 'offer | jam | 4 1 {jar} |  | '],
  ['there are 20 potatoes in the cellar', 'stock | potatoes | 20 1 {potato} | cellar | '],
  ['We have 5 l of milk in the fridge', 'stock | milk | 5 1 l | fridge | '],
  ['we need 1 1/2 l milk within 3 days', 'need | milk | 3 2 l |  | 2026-11-22 00:00'],
  ['we need bread by the 2nd of december', 'need | bread |  |  | 2026-12-03 00:00'],
  ['needed: 12 chairs by 2026-12-24', 'need | chairs | 12 1 {chair} |  | 2026-12-25 00:00'],
  ['need potatoes 5 kg until friday', 'need | potatoes | 5 1 kg |  | 2026-11-21 00:00'],
  ['need potatoes, 5 kg, unwashed', 'need | potatoes, unwashed | 5 1 kg |  | '],
  ['we need potatoes 5kg for the harvest', 'need | potatoes for the harvest | 5 1 kg |  | '],
  ['need flour type 405 about 2.5 kg in the bakery', 'need | flour type 405 | 5 2 kg | bakery | '],
  ['offer eggs x 12', 'offer | eggs | 12 1 {egg} |  | '],
  ['offer 12 x eggs', 'offer | eggs | 12 1 {egg} |  | '],
  ['need eggs: 12', 'need | eggs | 12 1 {egg} |  | '],
  ['need 3 T-shirts', 'need | T-shirts | 3 1 {t-shirt} |  | '],
  ['need size 42 shoes', 'need | size 42 shoes |  |  | '],
  ['need rope at least 5 m', 'need | rope at least 5 m |  |  | '],
  ['need tent for 2 days', 'need | tent for 2 days |  |  | ']
])('“%s” is read as it is meant', (line, expected) => {
  expect(read(line)).toBe(expected)
})

test.each([
  ['What if the wall had a door?', 'idea'],
  ['The wall could have a door', 'idea'],
  ["Let's dig the potatoes on saturday", 'wish'],
  ['Who wants to sing tonight?', 'wish'],
  ['How about a shared oven', 'idea'],
  ['3 things I learned about bread', 'idea'],
  ['I need to talk about the garden', 'idea'],
  ['I have an idea', 'idea'],
  ['I have an hour', 'idea']
])('“%s” is a wish or an idea and asks for nothing', (line, kind) => {
  expect(readLine(line, { nowMs })?.kind).toBe(kind)
})

test('a guess says in words how it was read', () => {
  const guess = readLine('we need 3 loaves of bread by friday', { nowMs, showTime: () => 'Friday' })
  expect(guess && english.say(guess.reading)).toBe('A need: 3 loaves of bread, until Friday.')
  const stock = readLine('10 kg flour on the shelf', { nowMs })
  expect(stock && english.say(stock.reading)).toBe('In stock: flour, 10 kg, at shelf.')
})

test.each([
  ['We need -3 eggs', 'An amount cannot be less than nothing.'],
  ['need 3-4 chairs', 'Say one amount, not a range: “3-4 chairs” could be either.'],
  ['we need 1e308 eggs', 'Write the amount out in digits: “1e308 eggs” is not an amount of anything here.'],
  ['we need 0 eggs', 'Nothing is not an amount to say. Say how much, or leave it out.'],
  ['need potatoes -5 kg', 'An amount cannot be less than nothing.'],
  ['need potatoes 3-5 kg', 'Say one amount, not a range: “3-5 kg” could be either.'],
  ['need 5 kg', '“5 kg” is an amount of nothing yet. Say what it is too, as in “5 kg of potatoes”.'],
  ['we need 5 kg of until friday', '“5 kg of” is an amount of nothing yet. Say what it is too, as in “5 kg of potatoes”.'],
  ['need 5', '“5” is an amount of nothing yet. Say what it is too, as in “5 kg of potatoes”.'],
  ['need 5 kg 3 kg', 'There are two amounts in “5 kg 3 kg”. Say one of them.'],
  ['need 5 kg potatoes 3 kg', 'There are two amounts in “5 kg potatoes 3 kg”. Say one of them.'],
  ['need 1 000 kg sand', 'There are two amounts in “1 000 kg sand”. Say one of them.']
])('“%s” is a need whose amount cannot be taken, and says why', (line, words) => {
  const guess = readLine(line, { nowMs })
  expect([guess?.kind, guess?.trouble && english.say(guess.trouble)]).toEqual(['need', words])
})

test('a place that is known is named as it is known', () => {
  expect(readLine('we need soap in the wash house', { nowMs, places: ['Wash house'] })?.place).toBe('Wash house')
})

test('a day ends when the day ends at the place', () => {
  const guess = readLine('need soap by tomorrow', { nowMs, offsetMinutes: 120 })
  expect(guess?.untilMs).toBe((daysFromCivil(2026, 11, 20) * 24 - 2) * 3_600_000)
})

test('an empty line and a whole letter are nothing', () => {
  expect(readLine('   ', { nowMs })).toBeUndefined()
  expect(readLine('word '.repeat(200), { nowMs })).toBeUndefined()
})

test('any line is read without a stumble, and always comes with words', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.stringMatching(/^(we need|I have|nearly out of|by|1\/0|½|-3|a dozen|friday|[a-z ]){1,12}$/)
      ),
      (line) => {
        const guess = readLine(line, { nowMs })
        if (guess) expect(english.say(guess.reading)).toMatch(/^(A need|An offer|In stock|A wish|An idea): /)
      }
    ),
    { numRuns: 2_000 }
  )
})

test('days and dates turn into one another', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (days) => {
      const { year, month, day } = civilFromDays(days)
      expect(daysFromCivil(year, month, day)).toBe(days)
    })
  )
  expect(readDay('2026-02-30')).toBeUndefined()
  expect(readDay('31.12.2026')).toBe(daysFromCivil(2027, 1, 1) * 86_400_000)
})
