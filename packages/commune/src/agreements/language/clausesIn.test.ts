import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rule } from '../rule.ts'
import { english } from './languages/english.ts'
import { languages } from './languages/index.ts'
import { lexiconOf } from './lexicon.ts'
import { clausesIn, writeSentence } from './sentence.ts'
import { anyRule } from './testing/arbitrary.ts'

const lexicon = lexiconOf([
  { id: 'a/level', use: 'act', thing: 'Path lamp', name: 'brightness', shape: { is: 'number', unit: '%', min: 0, max: 100 }, about: 'light' },
  { id: 'b/steps', use: 'pulse', thing: 'Step ear', name: 'steps', shape: { is: 'pulse' }, about: 'motion' },
  { id: 'c/lux', use: 'reading', thing: 'Dusk eye', name: 'illuminance', shape: { is: 'number', unit: 'lx' }, about: 'illuminance' }
])

const dark: Rule['while'] = { is: 'compare', of: { is: 'reading', point: 'c/lux' }, how: 'below', to: { value: 10, unit: 'lx' } }
const rule: Rule = { act: 'a/level', to: { value: 60, unit: '%' }, while: { is: 'and', of: [{ is: 'near', point: 'b/steps' }, { is: 'held', that: dark, ms: 600_000, gaps: 'break' }] }, otherwise: 'rest', unsure: 'stay', leastMs: 60_000 }

test('each clause of a sentence knows which part of the rule it says', () => {
  const text = writeSentence(rule, lexicon, english)
  const said = clausesIn(text, rule, lexicon, english).map(({ path, from, length }) => [path.join('/'), text.slice(from, from + length)])
  expect(said).toEqual([
    ['to', 'shines at 60 %'],
    ['while/of/0', 'somebody is near the step ear'],
    ['while/of/1', 'the light at the dusk eye has been below 10 lx for 10 min without a gap'],
    ['otherwise', 'it rests'],
    ['unsure', 'it stays as it is'],
    ['leastMs', '1 min']
  ])
})

test('clauses lie one behind the other within the sentence, in every language and whatever things are called', () => {
  fc.assert(
    fc.property(anyRule, fc.constantFrom(...languages), (given, language) => {
      const text = writeSentence(given.rule, given.lexicon, language)
      const clauses = clausesIn(text, given.rule, given.lexicon, language)
      expect(clauses.length).toBeGreaterThan(0)
      let done = 0
      for (const { from, length } of clauses) {
        expect(from).toBeGreaterThanOrEqual(done)
        expect(length).toBeGreaterThan(0)
        done = from + length
      }
      expect(done).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 100 }
  )
})

test('a text that is no sentence has no clauses', () => {
  for (const text of ['', 'the lamp', '('.repeat(3_000), 'x'.repeat(9_000)]) expect(clausesIn(text, rule, lexicon, english)).toEqual([])
})
