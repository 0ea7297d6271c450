import { TestCommune } from '@commune/commune/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HandDraft, handDraft, handThing, holds, kinds } from './hand.ts'

const commune = new TestCommune()
const me = commune.ware()

test('whatever is filled in becomes a thing that can be said, or none', () => {
  const draft: fc.Arbitrary<HandDraft> = fc.record({
    name: fc.string({ maxLength: 80 }), place: fc.string({ maxLength: 80 }), kind: fc.constantFrom(...kinds), words: fc.string({ maxLength: 300 }), unit: fc.stringMatching(/^[a-z°%³ ]{0,30}$/), counts: fc.boolean(),
    staleMs: fc.constantFrom(...holds)
  })
  fc.assert(fc.property(draft, (each) => {
    const thing = handThing({ ...each, name: each.name.replace(/[\p{C}\p{Z}]/gu, ''), words: each.words.replace(/\p{C}/gu, '') }, 'k')
    if (thing) expect(commune.decide(me, { wish: 'thing', source: 'hand', thing }).ok).toBe(true)
  }), { numRuns: 60 })
})

test('words are two at least, each once, and only a number can be a meter', () => {
  expect(handThing({ ...handDraft, name: 'Soil', words: 'dry, dry,' }, 'k')).toBe(undefined)
  expect(handThing({ ...handDraft, name: 'Soil', words: 'dry; moist, wet', counts: true }, 'k')?.readings).toEqual([{ key: 'said', name: 'Soil', shape: { is: 'words', of: ['dry', 'moist', 'wet'] } }])
  expect(handThing({ ...handDraft, name: 'Water', kind: 'number', unit: ' m³ ', counts: true }, 'k')?.readings[0]).toMatchObject({ shape: { is: 'number', unit: 'm³' }, counter: true })
})
