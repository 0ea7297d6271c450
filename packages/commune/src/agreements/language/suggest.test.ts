import { expect, test } from 'vitest'
import { english, german, type languages, spanish } from './languages/index.ts'
import { readSentence, writeSentence } from './sentence.ts'
import { suggest, suggestionsMax } from './suggest.ts'
import { placeIn } from './testing/place.ts'

const texts = (text: string, language: (typeof languages)[number] | 'text', at = text.length): readonly string[] =>
  suggest(text, at, placeIn(language === 'text' ? 'en' : language.code), language).map((one) => one.text || `<${one.kind}>`)

test.each([
  [english, '', ['the path lamp', 'the pump', 'the stove', 'the bell', 'the box', 'as', 'while', 'if', 'when', 'whenever']],
  [english, 'The pa', ['path lamp']],
  [english, 'the path lamp sh', ['shines']],
  [english, 'the path lamp shines at 60 ', ['%', '‰', 'as', 'while', 'if', 'when', 'whenever']],
  [english, 'the path lamp shines at 60 % while somebody is near ', ['the step ear', 'the bell']],
  [english, 'the path lamp shines at 60 % while the front door is ', ['open', 'closed', 'shut', 'not', 'never', 'between', '<number>']],
  [english, 'the pump runs while the dusk eye is below 5 k', ['klx']],
  [german, 'Die Pumpe l', ['läuft']],
  [
    german,
    'Die Pumpe läuft, solange jemand ',
    ['beim Schrittohr', 'bei der Klingel', 'nicht', 'nie', 'niemals', 'seit', 'innerhalb', 'in']
  ],
  [spanish, 'la bomba funciona mientras la puerta está ab', ['abierta']],
  ['text', 'path l', ['path lamp']],
  ['text', 'stove = ', ['<number>', 'press', 'yes', 'on', 'no', 'off', '"eco"', '"boost"']]
] as const)('%# what may come next is told', (language, text, expected) => {
  expect(texts(text, language).slice(0, expected.length)).toEqual(expected)
})

test('a suggestion takes the place of what was begun, also of names of several words', () => {
  const text = 'the path lamp shines at 60 % while the light at the dusk e'
  const [first] = suggest(text, text.length, placeIn('en'), english)
  expect(first && text.slice(0, first.from) + first.text).toBe('the path lamp shines at 60 % while the light at the dusk eye')
  expect(first?.to).toBe(text.length)
})

test('what stands behind the place is not looked at, and where nothing makes sense there is nothing to suggest', () => {
  expect(texts('the path lamp shines at 60 % bananas', english, 14)).toEqual(texts('the path lamp ', english))
  expect(texts('bananas are yellow and ', english)).toEqual([])
})

test('every word of a canonical sentence is suggested when its turn comes', () => {
  const rule = {
    act: 'lamp.0/level',
    to: { value: 60, unit: '%' },
    while: {
      is: 'and',
      of: [
        { is: 'near', point: 'ear.0/motion' },
        { is: 'compare', of: { is: 'reading', point: 'eye.0/lux' }, how: 'below', to: { value: 10, unit: 'lx' } }
      ]
    },
    otherwise: 'rest',
    unsure: 'stay'
  } as const
  for (const language of [english, german, spanish]) {
    const lexicon = placeIn(language.code)
    const sentence = writeSentence(rule, lexicon, language)
    expect(readSentence(sentence, lexicon, language).ok).toBe(true)
    let at = 0
    while (at < sentence.length) {
      const all = suggest(sentence, at, lexicon, language)
      const rest = sentence.slice(at).toLowerCase()
      const next =
        all.find(({ text }) => text !== '' && rest.startsWith(text.toLowerCase())) ??
        all.find(({ kind }) => kind === 'number' && /^\d/.test(rest))
      expect(next, `${language.code} ${sentence.slice(0, at)}`).toBeDefined()
      expect(all.length).toBeLessThanOrEqual(suggestionsMax)
      at += next?.text.length || (/^\d+/.exec(rest)?.[0].length ?? 1)
      while (sentence.charAt(at) === ' ') at++
    }
  }
})
