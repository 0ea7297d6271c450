import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rule } from '../rule.ts'
import { checkRule } from './check.ts'
import { decodeRule } from './decode.ts'
import { languages } from './languages/index.ts'
import { holesOf, newDraft, nextParts, putPart, writeDraft } from './parts.ts'
import { readSentence, writeSentence } from './sentence.ts'
import { anyLexicon } from './testing/arbitrary.ts'

test('whatever is picked, a rule comes out in the end that is right and can be said', () => {
  fc.assert(
    fc.property(anyLexicon, fc.infiniteStream(fc.nat()), fc.constantFrom(...languages), (lexicon, picks, language) => {
      let draft = newDraft
      for (let step = 0; step < 60; step++) {
        const [path] = holesOf(draft)
        if (path === undefined) break
        const choices = nextParts(draft, path, lexicon, language)
        expect(choices.length, path.join('/')).toBeGreaterThan(0)
        // After a while only what holds nothing else, so that it comes to an end.
        const few = step > 20 ? choices.filter(({ part }) => holesOf(part).length === 0 || path.at(-1) !== 'that') : choices
        const all = few.length > 0 ? few : choices
        const pick = step > 20 ? all[0] : all[picks.next().value % all.length]
        expect(pick?.words.length).toBeGreaterThan(0)
        draft = putPart(draft, path, pick?.part)
        expect(writeDraft(draft, lexicon, language).length).toBeGreaterThan(0)
      }
      if (holesOf(draft).length > 0) return
      const rule = decodeRule(draft)
      expect(rule.ok).toBe(true)
      // Numbers nobody has said yet may be out of bounds; nothing else may be wrong.
      const faults = checkRule(draft as Rule, lexicon).map(({ message }) => message.key)
      expect(faults.filter((key) => key !== 'rules.bounds' && key !== 'rules.turn')).toEqual([])
      if (faults.length > 0 || !rule.ok) return
      expect(readSentence(writeSentence(rule.value, lexicon, language), lexicon, language)).toEqual(rule)
    }),
    { numRuns: 30 }
  )
})

test('a draft of anything has holes and parts, and nothing of it breaks', () => {
  const anyPath = fc.array(
    fc.oneof(fc.constantFrom('while', 'that', 'of', 'to', 'act', 'how', 'point', '__proto__', 'constructor'), fc.nat(3)),
    { maxLength: 5 }
  )
  fc.assert(
    fc.property(fc.anything({ maxDepth: 4 }), anyPath, anyLexicon, (draft, path, lexicon) => {
      expect(Array.isArray(holesOf(draft))).toBe(true)
      expect(Array.isArray(nextParts(draft, path, lexicon, languages[0] as (typeof languages)[number]))).toBe(true)
      putPart(draft, path, 1)
      expect(({} as Record<string, unknown>)['that']).toBeUndefined()
    }),
    { numRuns: 150 }
  )
})
