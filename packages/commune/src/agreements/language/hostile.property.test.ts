import fc from 'fast-check'
import { expect, test } from 'vitest'
import { english as words } from '../../words/index.ts'
import { ruleLimits } from '../rule.ts'
import { decodeRule } from './decode.ts'
import { languages } from './languages/index.ts'
import { readSentence, writeSentence } from './sentence.ts'
import { suggest } from './suggest.ts'
import { anyLexicon, anyRule } from './testing/arbitrary.ts'
import { stepsOf } from './testing/steps.ts'
import { placeIn } from './testing/place.ts'
import { readText, writeText } from './text.ts'

const pieces = [
  'the path lamp',
  'path',
  'while',
  'is',
  'not',
  '(',
  ')',
  'and',
  'or',
  ',',
  ';',
  '“',
  '”',
  '"',
  '„',
  '«',
  '60',
  '%',
  '10 lx',
  'it is dark',
  'somebody',
  'near',
  'for 10 min',
  'ever since',
  'otherwise',
  '\uffff',
  '\ufffe',
  '\0',
  '#',
  '.',
  'solange',
  'mientras',
  'liegt',
  'está',
  '-',
  '1e9',
  '９',
  '💡',
  '\ud800'
]
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join(' ')),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join(''))
)

const faces = [...languages, 'text'] as const

test('any text is a rule or is refused with places that are in it, in every face', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(...faces), anyLexicon, (text, face, lexicon) => {
      const read = face === 'text' ? readText(text, lexicon) : readSentence(text, lexicon, face)
      if (read.ok) return
      expect(read.error.length).toBeGreaterThan(0)
      for (const { at, message, instead } of read.error) {
        expect(words.say(message)).not.toMatch(/\{\w+\}/)
        expect(instead.length).toBeLessThanOrEqual(8)
        expect(at?.from ?? -1).toBeGreaterThanOrEqual(0)
        expect((at?.from ?? 0) + (at?.length ?? 0)).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 120 }
  )
})

test('a sentence with a piece changed is a rule or is refused', () => {
  fc.assert(
    fc.property(
      anyRule,
      fc.constantFrom(...faces),
      fc.nat(),
      fc.nat(20),
      fc.constantFrom(...pieces),
      ({ lexicon, rule }, face, at, drop, piece) => {
        const text = face === 'text' ? writeText(rule, lexicon) : writeSentence(rule, lexicon, face)
        const from = at % (text.length + 1)
        const changed = text.slice(0, from) + piece + text.slice(from + drop)
        const read = face === 'text' ? readText(changed, lexicon) : readSentence(changed, lexicon, face)
        expect(typeof read.ok).toBe('boolean')
        expect(Array.isArray(suggest(changed, from, lexicon, face))).toBe(true)
      }
    ),
    { numRuns: 30 }
  )
})

test('anything at all is a rule in JSON or is refused', () => {
  fc.assert(
    fc.property(fc.anything({ maxDepth: 6 }), (given) => void expect(typeof decodeRule(given).ok).toBe('boolean')),
    { numRuns: 1_000 }
  )
  let deep: unknown = { is: 'sun', state: 'up' }
  for (let depth = 0; depth < 100_000; depth++) deep = { is: 'not', that: deep }
  expect(decodeRule({ act: 'a/b', to: true, while: deep, otherwise: 'rest', unsure: 'rest' }).ok).toBe(false)
  expect(decodeRule(JSON.parse('{"__proto__":{"act":"a/b"},"to":true}')).ok).toBe(false)
})

/** Texts of about so many characters that are made to send a reader back and forth. */
const adversarial = (chars: number): Readonly<Record<string, string>> => {
  const repeat = (text: string): string => text.repeat(Math.ceil(chars / text.length)).slice(0, chars)
  const begin = 'the path lamp shines at 60 % while '
  return {
    ands: begin + repeat('it is dark and '),
    commas: begin + repeat('it is dark, '),
    mixed: begin + repeat('it is dark, the sun is up or the sun is down and '),
    groups: begin + repeat('(it is dark) or '),
    nested: begin + repeat(`${'('.repeat(18)}it is dark${')'.repeat(18)} and `),
    open: begin + repeat(`${'('.repeat(18)}it is dark, `),
    names: begin + repeat('dusk eye '),
    leads: begin + repeat('the '),
    wraps: begin + repeat('it is not so that (ever since (it is dark), it has been so that ('),
    digits: begin + repeat('1,'),
    quotes: begin + repeat('“x” of '),
    quotesOpen: begin + repeat('“'),
    times: `${begin}it is dark for ${repeat('1 min ')}`,
    tails: begin + repeat('it is dark; otherwise it rests; if unsure, it rests; ')
  }
}

test('the work of reading grows with the length of a text, never faster', () => {
  const lexicon = placeIn('en')
  const work = (text: string) => stepsOf(() => void readSentence(text, lexicon, languages[0] as (typeof languages)[number]))
  work('the path lamp shines at 60 % while it is dark')
  const [short, long] = [adversarial(450), adversarial(3_600)]
  for (const [name, text] of Object.entries(long)) {
    expect(text.length).toBeLessThanOrEqual(ruleLimits.charsMax)
    const [few, many] = [work(short[name] ?? ''), work(text)]
    // Eight times the text: eight times the work, and a little for the ends.
    expect(many, name).toBeLessThanOrEqual(few * 10 + 20_000)
    expect(many / text.length, name).toBeLessThan(1_500)
  }
})
