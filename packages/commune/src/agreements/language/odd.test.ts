import { expect, test } from 'vitest'
import { english as words } from '../../words/index.ts'
import { english } from './languages/index.ts'
import { lexiconOf, type Lexicon } from './lexicon.ts'
import { readSentence } from './sentence.ts'
import { houseIn } from './testing/house.ts'
import { stepsOf } from './testing/steps.ts'
import { writeText } from './text.ts'

const house = houseIn('en')
/** The house, with a thing of this name that can be on and tells whether it is. */
const houseWith = (thing: string): Lexicon =>
  lexiconOf([
    ...house.points,
    { id: 'odd.0/on', use: 'act', name: 'on', shape: { is: 'yes-no' }, thing, about: 'pump' },
    { id: 'odd.0/is', use: 'reading', name: 'is', shape: { is: 'yes-no' }, thing, about: 'running' }
  ])
const begin = 'turn on the fan when'
const deep = (depth: number): string => `${begin} ${'('.repeat(depth)}it is dark${')'.repeat(depth)}`

test.each([
  ['five thousand words', 'word '.repeat(5_000), '! 4000'],
  ['brackets that go deeper than any rule', deep(500), '! 41 ('],
  ['brackets that go as deep as they may', deep(18), 'fan = yes while dark'],
  ['one name all along', 'fan '.repeat(900), '! 4 fan'],
  ['one word all along', 'when '.repeat(700), '! 5 when'],
  ['one condition all along', 'dark '.repeat(700), '! 5 dark'],
  ['five hundred times please', `${'please '.repeat(500)}turn on the fan when it is dark`, 'fan = yes while dark'],
  ['nine hundred times not', 'not '.repeat(900), '! 8 not'],
  ['not not not dark', `${begin} ${'not '.repeat(400)}it is dark`, '! 29 not'],
  ['a quote that is never closed', 'turn on the “fan when it is dark', '! 12 “fan when it is dark'],
  ['another behind one that is', 'turn on the "fan" when it is "dark', '! 29 "dark'],
  ['a quote at the end', `${begin} it is dark"`, '! 31 "'],
  ['a name with marks of direction', 'turn on the \u202efan\u202c when it is dark', '! 12 \u202efan\u202c'],
  ['a mark of direction alone', 'turn on the fan \u200f when it is dark', '! 16 \u200f'],
  ['a picture before all', '🔥 turn on the fan when it is dark', '! 0 🔥'],
  ['a picture as a name', 'turn on the 💡 when it is dark', '! 12 💡'],
  ['a picture as a condition', `${begin} 🌙`, '! 21 🌙'],
  ['a thing called and', 'and on when it is dark', 'and = yes while dark', 'and'],
  ['a thing called when', 'turn on when when it is dark', 'when = yes while dark', 'when'],
  ['a thing called when, in quotes', 'turn on “when” when “when” is on', 'when = yes while when = yes', 'when'],
  ['a thing called off', 'turn on off when off is off', 'off = yes while off = no', 'off'],
  ['a thing called not dark', 'turn on not dark when it is not dark', 'not dark = yes while not dark', 'not dark'],
  ['a number with an exponent', `${begin} it is above 1e999 °C`, '! 34 e999'],
  ['a number beyond all', `${begin} it is above ${'9'.repeat(40)} °C`, `! 33 ${'9'.repeat(40)}`],
  ['a number below all', `${begin} it is above 0.0000000000000001 °C`, '! 33 0.0000000000000001'],
  ['a number with two points', `${begin} it is above −273.15.3 °C`, '! 33 −273.15.3'],
  ['a unit that nobody has', `${begin} the tank is under 20 parsecs`, '! 42 parsecs'],
  ['half a unit', `${begin} it is above 25 °Q`, '! 37 Q'],
  ['two languages', 'turn on the fan wenn es dunkel ist', '! 16 wenn'],
  ['another language', 'schalte den fan ein when it is dark', '! 0 schalte'],
  ['from more to less', `${begin} the tank is between 80 and 20 %`, '! 48 20 %'],
  ['for no time at all', 'turn on the fan for zero minutes when it is dark', '! 20 zero minutes'],
  ['a rule within a rule', `${begin} turn on the fan when it is dark`, '! 21 turn'],
  ['marks alone', '... , ; ; ,', '! 0 ...'],
  ['one word of thousands of letters', 'a'.repeat(3_990), '! 0 aaaa']
] as readonly (readonly [what: string, said: string, expected: string, thing?: string])[])(
  'odd: %s is understood as it is said, or refused at its place, with bounded work',
  (_, said = '', expected = '', thing) => {
    const lexicon = thing === undefined ? house : houseWith(thing)
    readSentence('the fan runs while it is dark', lexicon, english)
    let read: ReturnType<typeof readSentence> | undefined
    const steps = stepsOf(() => void (read = readSentence(said, lexicon, english)))
    expect(steps / said.length).toBeLessThan(1_500)
    if (!read) throw new Error('nothing was read')
    if (read.ok) {
      expect(writeText(read.value, lexicon).replace('; otherwise rest; unsure rest', '')).toBe(expected)
      return
    }
    const [fault] = read.error
    const { from, length } = fault?.at ?? { from: -1, length: 0 }
    expect(`! ${from} ${said.slice(from, from + length)}`.slice(0, expected.length)).toBe(expected)
    expect(words.say(fault?.message ?? { key: '' })).not.toMatch(/: , |, ,,|\{\w+\}/u)
  }
)
