import { expect, test } from 'vitest'
import { english as words } from '../../words/index.ts'
import { ruleLimits } from '../rule.ts'
import { english, german, type languages, spanish } from './languages/index.ts'
import { readSentence } from './sentence.ts'
import { houseIn } from './testing/house.ts'
import { placeIn } from './testing/place.ts'
import { readText } from './text.ts'

type Told = readonly [at: string, message: string, instead: readonly string[]]

const told = (text: string, language: (typeof languages)[number] | 'text'): readonly Told[] => {
  const read = language === 'text' ? readText(text, placeIn('en')) : readSentence(text, placeIn(language.code), language)
  if (read.ok) return []
  return read.error.map(({ at, message, instead }) => [
    text.slice(at?.from ?? 0, (at?.from ?? 0) + (at?.length ?? 0)),
    words.say(message),
    instead.slice(0, 3)
  ])
}

test.each([
  ['The lights shine', 'lights', '“lights” is not known here.', ['path lamp', 'pump', 'stove']],
  ['The paht lamp shines', 'paht lamp', '“paht lamp” is not known here; near it: the path lamp.', ['the path lamp']],
  [
    'The pump runs while the front dor is open',
    'front dor',
    '“front dor” is not known here; near it: the front door.',
    ['the front door']
  ],
  ['The pump runs while “Front” is open', '“Front”', '“Front” is not known here.', []],
  [
    'The path lamp shines at 60 % while the dusk eye is below 10 °C',
    '°C',
    '°C does not compare with lx, in which dusk eye is measured.',
    ['lx', 'klx']
  ],
  [
    'The path lamp shines at 20 °C while it is dark',
    '°C',
    '°C does not compare with %, in which path lamp is measured.',
    ['%', '‰']
  ],
  ['The path lamp shines at 160 % while it is dark', '160 %', 'path lamp can do 0 – 100 %. Choose an amount within.', []],
  ['The path lamp shines while it is dark', 'shines', 'path lamp takes an amount. Say how much.', []],
  [
    'The pump runs while the dusk eye is below 10',
    '10',
    'Say what that is counted in: dusk eye is measured in lx.',
    ['lx', 'klx']
  ],
  [
    'The stove is set to “warm” while it is dark',
    'is set to “warm”',
    'stove knows eco and boost. Choose one of them.',
    ['eco', 'boost']
  ],
  ['The pump runs while the dusk eye has been below 10 lx for 0.5 s', '0.5 s', 'A time is between 1 s and 31 d.', []],
  [
    'The pump runs while it is dark for 10 parsecs',
    'parsecs',
    '“parsecs” does not fit here. What may stand here: min, h, s, and d.',
    ['min', 'h', 's']
  ],
  [
    'The pump runs while it is bright',
    'bright',
    '“bright” does not fit here. What may stand here: brighter, light, night, not, never, at, and dark.',
    ['brighter', 'light', 'night']
  ],
  ['The pump runs “while', '“while', 'A quote is opened here and never closed.', []],
  [
    'The pump runs while',
    '',
    'That is not yet a whole rule. What may follow: a name, (, for, during, within, ever, both, either, and sun.',
    ['(', 'for', 'during']
  ],
  ['Turn the path lamp down at night', 'at', '“at” does not fit here. What may stand here: to.', []],
  ['Turn the path lamp down', '', 'That is not yet a whole rule. What may follow: to.', []],
  ['', '', 'That is not yet a whole rule. What may follow: a name, as, while, if, when, and whenever.', ['as', 'while', 'if']],
  [`The pump runs while ${'('.repeat(30)}`, '(', 'That is nested deeper than 10 times. Make two rules of it.', []]
] as readonly (readonly [string, ...Told])[])(
  '%s: the word is pointed at, and what would be right is said',
  (text, ...expected) => {
    expect(told(text, english)[0]).toEqual(expected)
  }
)

test('the other faces point as well', () => {
  expect(told('Die Wegelampe leuchtet mit 60 %, solange das Licht beim Dämmerungsauge unter 10 °C liegt', german)[0]?.[0]).toBe(
    '°C'
  )
  const spanishFault = told('La lámpara del camino brilla al 60 % mientras la puerta está abeirta', spanish)[0]
  expect([spanishFault?.[0], spanishFault?.[2][0]]).toEqual(['abeirta', 'abierta'])
  expect(told('path lamp = 60 % while dusk eye.illuminance < 10 °C', 'text')[0]?.[0]).toBe('°C')
  expect(told('pump = yes while nera(step ear)', 'text')[0]).toMatchObject([
    'nera',
    expect.stringContaining('near'),
    expect.arrayContaining(['near'])
  ])
})

test.each([
  [english, 'The path lamp at 60 % while', 'a name'],
  [german, 'Die Wegelampe leuchtet mit', 'eine Zahl'],
  [german, 'Die Wegelampe leuchtet, solange', 'ein Name'],
  [spanish, 'La lámpara del camino brilla mientras', 'un nombre']
])('what is to be filled in is told in the language of the sentence (%#)', (language, text, fill) => {
  expect(told(text, language)[0]?.[1]).toContain(fill)
})

test('a name that may be two things is refused, and both are told', () => {
  const read = readText('stove = yes while sun(up)', placeIn('en'))
  expect(read.ok).toBe(false)
  const twice = readSentence(
    'The pump runs while the average over the last 10 min of the stove is above 5 °C',
    placeIn('en'),
    english
  )
  expect(twice.ok).toBe(true)
})

test('a text that is too long is refused where it becomes so', () => {
  expect(told(`The pump runs while ${'it is dark and '.repeat(400)}it is dark`, english)[0]?.[1]).toBe(
    'That is longer than 4000 characters. Make two rules of it.'.replace('4000', '4,000')
  )
  const many = `The pump runs while ${Array.from({ length: 16 }, () => 'it is dark').join(' and ')}`
  expect(told(many, english)).toEqual([])
  expect(told(`${many} and it is dark`, english)[0]?.[1]).toBe(
    `At most ${ruleLimits.membersMax} can be joined so. Put some into brackets of their own.`
  )
})

test.each([
  [english, 'the heater is off once the living room is 23 degrees'],
  [german, 'Heizung aus, sobald im Wohnzimmer 23 Grad sind'],
  [spanish, 'apaga la calefacción en cuanto el salón esté a 23 grados']
])('what only is so much is refused, and each way that is offered is right (%#)', (language, text) => {
  const house = houseIn(language.code)
  const read = readSentence(text, house, language)
  const [fault] = read.ok ? [] : read.error
  expect(fault?.message.key).toBe('rules.exactly')
  const { from, length } = fault?.at ?? { from: 0, length: 0 }
  const hows = fault?.instead.map((way) => {
    const mended = readSentence(text.slice(0, from) + way + text.slice(from + length), house, language)
    return mended.ok && mended.value.while.is === 'compare' ? mended.value.while.how : mended
  })
  expect(hows).toEqual(['at-least', 'at-most', 'is'])
})
