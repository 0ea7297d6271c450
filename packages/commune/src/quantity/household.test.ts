import fc from 'fast-check'
import { expect, test } from 'vitest'
import { english } from '../words/index.ts'
import { convert, encodeQuantity, makeQuantity, parseQuantity, readAmountAndMeasure, withoutLink } from './index.ts'

const read = (text: string, languages?: readonly ('de' | 'es' | 'fr' | 'it')[]): string => {
  const amount = readAmountAndMeasure(text, languages ? { languages } : {})
  if (!amount.ok) return english.say(amount.error)
  if (!amount.value) return 'no amount'
  const { n, d, unit, rest } = amount.value
  const made = makeQuantity(n, d, unit ?? '{piece}')
  return made.ok ? `${made.value.d === 1n ? made.value.n : `${made.value.n}/${made.value.d}`} ${unit ?? ''} | ${withoutLink(rest)}` : 'none'
}

test.each([
  ['2 EL Öl', '2 mtbsp | Öl'],
  ['1½ TL Salz', '3/2 mtsp | Salz'],
  ['1 Prise Salz', '1 {prise} | Salz'],
  ['anderthalb Tassen Mehl', '3/2 {tasse} | Mehl'],
  ['eineinhalb Liter Milch', '3/2 l | Milch'],
  ['ein halber Liter Wasser', '1/2 l | Wasser'],
  ['½ Bund Petersilie', '1/2 {bund} | Petersilie'],
  ['1 Pfund Butter', '1 pfund | Butter'],
  ['10 dag Butter', '10 dag | Butter'],
  ['ein Dutzend Eier', '12  | Eier'],
  ['3 Zehen Knoblauch', '3 {zehe} | Knoblauch'],
  ['1,5 kg Kartoffeln', '3/2 kg | Kartoffeln'],
  ['media taza de azúcar', '1/2 {taza} | azúcar'],
  ['2 y media tazas de harina', '5/2 {taza} | harina'],
  ['dos y media tazas de harina', '5/2 {taza} | harina'],
  ['una docena de huevos', '12  | huevos'],
  ['un cuarto de kilo de queso', '1/4 kg | queso'],
  ['tres cucharadas soperas de aceite', '3 mtbsp | aceite'],
  ['3 dientes de ajo', '3 {diente} | ajo'],
  ['200 gramos de arroz', '200 g | arroz'],
  ['2 cuillères à soupe de sucre', '2 mtbsp | sucre'],
  ['1 c. à café de sel', '1 mtsp | sel'],
  ['une pincée de sel', '1 {pincée} | sel'],
  ["une demi-douzaine d'œufs", '6  | œufs'],
  ['mezzo bicchiere di vino', '1/2 {bicchiere} | vino'],
  ['due cucchiai di olio', '2 mtbsp | olio']
])('[T6] “%s” is read in its own language', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test.each([
  ['media player', 'no amount'],
  ['once upon a time', 'no amount'],
  ['un rastrello', 'no amount'],
  ['2 chili', '2  | chili'],
  ['2 pots of jam', '2  | pots of jam'],
  ['2 Becher', '2  | Becher'],
  ['1 cup of flour', '1 cup | flour']
])('[T6] “%s” may be English, and is read as that', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test('[T6] where the language is known its number words are read whatever stands behind them', () => {
  expect(read('media cebolla', ['es'])).toBe('1/2  | cebolla')
  expect(read('once huevos', ['es'])).toBe('11  | huevos')
  expect(read('ein halbes Brot', ['de'])).toBe('1/2  | Brot')
  expect(read('six pots de crème', ['fr'])).toBe('6 {pot} | crème')
})

test('[T6] a spoon is its language’s own, a cup of another language has no size', () => {
  const amount = (text: string) => {
    const parsed = parseQuantity(text)
    if (!parsed.ok) throw new Error(english.say(parsed.error))
    return parsed.value
  }
  const spoons = convert(amount('2 EL'), 'ml')
  expect(spoons.ok && encodeQuantity(spoons.value)).toEqual([30, 1, 'ml'])
  const us = convert(amount('1 tbsp'), 'mtbsp')
  expect(us.ok && Number(us.value.n) / Number(us.value.d)).toBeCloseTo(14.78676 / 15, 5)
  expect(convert(amount('2 Tassen'), 'ml').ok).toBe(false)
  expect(convert(amount('2 Tassen'), 'cup').ok).toBe(false)
  expect(encodeQuantity(amount('2 Tassen'))).toEqual([2, 1, '{tasse}'])
  expect(encodeQuantity(amount('3 Gläser'))).toEqual([3, 1, '{glas}'])
})

test('[T6] whatever is typed is read or refused, and never throws', () => {
  const bits = fc.constantFrom('1', '½', '2,5', 'media', 'ein', 'halb', 'anderthalb', 'y', 'et', 'demi', 'taza', 'EL', 'c. à s.', 'de', 'kg', 'Tassen', '-', '/', '0')
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 6 }), (parts) => {
      const amount = readAmountAndMeasure(parts.join(' '))
      if (amount.ok && amount.value) expect(amount.value.d).toBeGreaterThan(0n)
    })
  )
})
