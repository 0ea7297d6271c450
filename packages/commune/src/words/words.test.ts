import { expect, test } from 'vitest'
import { english, englishFiles, type Message, messagesOf, wordsOf } from './index.ts'

const own = {
  'bench.free': 'The bench is free.',
  'bench.sits': '{who} sits on the {what}.',
  'bench.many': { one: 'One sits there.', other: '{n} sit there.' }
} as const
const message = messagesOf<typeof own>()
const words = wordsOf('en', ...englishFiles, own)

test('a message is filled, in the plural class of the language', () => {
  expect(words.say(message('bench.free'))).toBe('The bench is free.')
  expect(words.say(message('bench.sits', { who: 'Ada', what: 'bench' }))).toBe('Ada sits on the bench.')
  expect(words.say(message('bench.many', { n: 1 }))).toBe('One sits there.')
  expect(words.say(message('bench.many', { n: 1_200 }))).toBe('1,200 sit there.')
  const [plural, number] = [new Intl.PluralRules('en'), new Intl.NumberFormat('en', { maximumFractionDigits: 3 })]
  for (const n of [0, 1, 2, 21, 999, 1_000, 1_001, 1.5, -1, 0.0004]) {
    expect(words.say(message('bench.many', { n })), String(n)).toBe(plural.select(n) === 'one' ? 'One sits there.' : `${number.format(n)} sit there.`)
  }
})

test('messages stand in messages, and lists are joined as the language does', () => {
  expect(words.say(message('bench.sits', { who: ['Ada', 'Bo', 'Cy'], what: message('bench.free') }))).toBe(
    'Ada, Bo, and Cy sits on the The bench is free..'
  )
})

test('what people typed is filled in as it is, also when it looks like a gap', () => {
  expect(words.say(message('bench.sits', { who: '{what} $1 $&', what: 'x' }))).toBe('{what} $1 $& sits on the x.')
})

test('a message of a newer version shows its key', () => {
  expect(words.say({ key: 'moon.rises' })).toBe('moon.rises')
  expect(words.has('moon.rises')).toBe(false)
})

test('two files cannot claim one key', () => {
  expect(() => wordsOf('en', own, own)).toThrow('bench.free')
})

test('another language is another file', () => {
  const polish = wordsOf('pl', { 'bench.many': { one: '{n} osoba', few: '{n} osoby', many: '{n} osób', other: '{n} osoby' } })
  expect([1, 3, 5].map((n) => polish.say(message('bench.many', { n })))).toEqual(['1 osoba', '3 osoby', '5 osób'])
})

test('every English sentence keeps to the voice, and leaves no gap open', () => {
  for (const file of englishFiles) {
    for (const [key, entry] of Object.entries(file)) {
      const sentences = typeof entry === 'string' ? [entry] : Object.values(entry)
      const gaps = sentences.flatMap((sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name as string, 'x']))
      for (const sentence of sentences) expect(sentence, key).not.toMatch(/!|\b(?:please|error|invalid|oops|sorry|failed)\b/i)
      for (const n of [1, 2])
        expect(english.say({ key, params: { ...Object.fromEntries(gaps), n } } as Message), key).not.toMatch(/[{}]/)
    }
  }
})
