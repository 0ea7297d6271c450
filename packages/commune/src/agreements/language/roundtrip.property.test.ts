import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeRule } from './decode.ts'
import { languages } from './languages/index.ts'
import { readSentence, writeSentence } from './sentence.ts'
import { anyRule } from './testing/arbitrary.ts'
import { readText, writeText } from './text.ts'

test('a rule goes to JSON and back and is the same', () => {
  fc.assert(
    fc.property(
      anyRule,
      ({ rule }) => void expect(decodeRule(JSON.parse(JSON.stringify(rule)))).toEqual({ ok: true, value: rule })
    ),
    { numRuns: 200 }
  )
})

test('a rule goes to text and back and is the same, whatever things are called', () => {
  fc.assert(
    fc.property(anyRule, ({ lexicon, rule }) => {
      const text = writeText(rule, lexicon)
      expect(readText(text, lexicon), text).toEqual({ ok: true, value: rule })
    }),
    { numRuns: 60 }
  )
})

for (const language of languages) {
  test(`a rule goes into a sentence of ${language.name} and back and is the same, whatever things are called`, () => {
    fc.assert(
      fc.property(anyRule, ({ lexicon, rule }) => {
        const sentence = writeSentence(rule, lexicon, language)
        expect(readSentence(sentence, lexicon, language), sentence).toEqual({ ok: true, value: rule })
      }),
      { numRuns: 60 }
    )
  })
}
