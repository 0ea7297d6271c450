import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flawsOf } from '../testing/wellFormed.ts'
import { glyphFor, glyphs } from './glyph.ts'

test('[G6] every sign is well formed', () => {
  for (const [name, drawing] of Object.entries(glyphs)) expect(flawsOf(drawing), name).toEqual([])
})

test('[G6] a sign is chosen from the words of a thing', () => {
  const chosen = ['Bread', '14 loaves', 'A basket of beans', 'Water for the beds', 'The long spade', 'Dig the potatoes', 'Rye flour',
    'A ladder to lend', 'Oat milk', 'Kartoffeln', 'Kompost', 'Guest room', 'The path lamp', 'Gartenschlüssel', 'du pain', 'jam'].map(glyphFor)
  expect(chosen).toEqual(['loaf', 'loaf', 'bean', 'drop', 'spade', 'spade', 'sack', 'ladder', 'jug', 'root', 'compost', 'bed', 'lamp', 'key',
    'loaf', 'jar'])
})

test('[G6] short stems match whole words only', () => {
  expect(glyphFor('a panel')).toBe('bundle')
  expect(glyphFor('monkey')).toBe('bundle')
})

test('[G6] any words have a sign, and what is unknown is a bundle', () => {
  expect(glyphFor('')).toBe('bundle')
  expect(glyphFor('zzyzx')).toBe('bundle')
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), words => { expect(glyphs).toHaveProperty(glyphFor(words)) }))
})
