import fc from 'fast-check'
import { expect, test } from 'vitest'
import { english } from '../words/index.ts'
import {
  add,
  compare,
  convert,
  decodeQuantity,
  encodeQuantity,
  isUnit,
  makeQuantity,
  measures,
  openQuantity,
  parseQuantity,
  plural,
  type Quantity,
  readAmountAndMeasure,
  scale,
  shown,
  singular,
  subtract
} from './index.ts'

const show = (quantity: Quantity): string => english.say(shown(quantity))
const q = (text: string, thing?: string): Quantity => {
  const read = parseQuantity(text, thing === undefined ? {} : { thing })
  if (!read.ok) throw new Error(english.say(read.error))
  return read.value
}
const code = (text: string, thing?: string): string => encodeQuantity(q(text, thing)).join(' ')
const why = (text: string): string => {
  const read = parseQuantity(text)
  return read.ok ? 'taken' : english.say(read.error)
}

test.each([
  ['3 loaves', '3 1 {loaf}'],
  ['3 T-shirts', '3 1 {t-shirt}'],
  ['2 4x4 timbers', '2 1 {4x4 timber}'],
  ['1 1/2 kg', '3 2 kg'],
  ['½ cup', '1 2 cup'],
  ['1½ cups', '3 2 cup'],
  ['1 ½ cups', '3 2 cup'],
  ['2,5 l', '5 2 l'],
  ['2.5L', '5 2 l'],
  ['1,200 g', '1200 1 g'],
  ["1'200 g", '1200 1 g'],
  ['a dozen eggs', '12 1 {egg}'],
  ['2 dozen eggs', '24 1 {egg}'],
  ['half a dozen eggs', '6 1 {egg}'],
  ['half a loaf', '1 2 {loaf}'],
  ['a quarter of a pound', '1 4 lb'],
  ['a couple of chairs', '2 1 {chair}'],
  ['an apple', '1 1 {apple}'],
  ['three knives', '3 1 {knife}'],
  ['200 g', '200 1 g'],
  ['~150g', '150 1 g'],
  ['about 2 hours', '2 1 h'],
  ['2 tbsp.', '2 1 tbsp'],
  ['2 T', '2 1 tbsp'],
  ['8 fl. oz', '8 1 floz'],
  ['5 m²', '5 1 m2'],
  ['3 kWh', '3 1 kWh'],
  ['007 kg', '7 1 kg'],
  ['6/4 kg', '3 2 kg'],
  ['3 big glass jars', '3 1 {big glass jar}']
])('[T6] “%s” is read exactly', (text, expected) => {
  expect(code(text)).toBe(expected)
})

test('[T6] a bare number counts the thing', () => {
  expect(code('3', 'ladders')).toBe('3 1 {ladder}')
  expect(code('3')).toBe('3 1 {piece}')
})

test('[T6] decimal commas are read where a table says so', () => {
  const read = (text: string) => {
    const found = parseQuantity(text, { decimalComma: true })
    return found.ok && encodeQuantity(found.value).join(' ')
  }
  expect(read('1.234,5 kg')).toBe('2469 2 kg')
  expect(read('1.000 ml')).toBe('1000 1 ml')
  expect(read('0,25 l')).toBe('1 4 l')
})

test.each([
  ['', 'Say how much, as in “3 loaves” or “200 g”.'],
  ['-3 kg', 'An amount cannot be less than nothing.'],
  ['−½ l', 'An amount cannot be less than nothing.'],
  ['NaN kg', 'Write the amount out in digits: “NaN kg” is not an amount of anything here.'],
  ['Infinity', 'Write the amount out in digits: “Infinity” is not an amount of anything here.'],
  ['1e308 kg', 'Write the amount out in digits: “1e308 kg” is not an amount of anything here.'],
  ['0x10 kg', 'Write the amount out in digits: “0x10 kg” is not an amount of anything here.'],
  ['3-4 eggs', 'Say one amount, not a range: “3-4 eggs” could be either.'],
  ['1/0 kg', 'An amount cannot be divided by zero.'],
  ['much salt', 'I cannot read “much salt” as an amount. Write it as in “3 loaves”, “1 1/2 kg” or “2.5 l”.'],
  ['9999999999999999 kg', 'That number has too many digits. Fifteen are enough.'],
  ['999999999999999 kg', 'That is more than anybody can mean. Say an amount below a thousand billion.'],
  ['1.2.3 kg', 'I cannot read “1.2.3” as an amount. Write it as in “3 loaves”, “1 1/2 kg” or “2.5 l”.'],
  ['5 kg 3 kg', 'There are two amounts in “5 kg 3 kg”. Say one of them.'],
  ['3 4 chairs', 'There are two amounts in “3 4 chairs”. Say one of them.'],
  ['2 bags 5 kg', 'There are two amounts in “2 bags 5 kg”. Say one of them.'],
  ['1 000 kg', 'There are two amounts in “1 000 kg”. Say one of them.'],
  ['5 kg of flour', 'Behind 5 kg stands “of flour”, which is no part of an amount. Say the amount alone, as in “3 kg”.'],
  ['3 !!', 'I cannot count in “!!”. Name a measure as kg, l or h, or what is counted.']
])('[T6] “%s” is refused in words', (text, words) => {
  expect(why(text)).toBe(words)
})

test('[T6] loaves and eggs, and litres and kilos, do not add up', () => {
  const sum = add(q('3 loaves'), q('2 eggs'))
  expect(sum.ok ? '' : english.say(sum.error)).toBe('loaves and eggs do not add up to anything: they measure different things.')
  const weight = add(q('1 l'), q('1 kg'))
  expect(weight.ok ? '' : english.say(weight.error)).toBe(
    'litres and kilograms do not add up to anything: they measure different things.'
  )
  expect(compare(q('1 h'), q('1 kWh')).ok).toBe(false)
})

test('[T6] a third of a litre three times is a litre, and conversions are exact there and back', () => {
  const third = q('1/3 l')
  const two = add(third, third)
  const three = two.ok ? add(two.value, third) : two
  expect(three.ok && encodeQuantity(three.value)).toEqual([1, 1, 'l'])
  const cups = convert(q('1 gal'), 'cup')
  expect(cups.ok && encodeQuantity(cups.value)).toEqual([16, 1, 'cup'])
  const ounces = convert(q('1 lb'), 'oz')
  expect(ounces.ok && encodeQuantity(ounces.value)).toEqual([16, 1, 'oz'])
})

test('[T6] more than there is cannot be taken', () => {
  const rest = subtract(q('3 kg'), q('3001 g'))
  expect(rest.ok ? '' : english.say(rest.error)).toBe('There are only 3 kg, and 3,001 g is more.')
  const left = subtract(q('3 kg'), q('500 g'))
  expect(left.ok && show(left.value)).toBe('2.5 kg')
})

test.each([
  ['3 loaves', '3 loaves'],
  ['1 loaf', '1 loaf'],
  ['half a loaf', '1/2 loaf'],
  ['2 1/2 loaves', '2 1/2 loaves'],
  ['1 1/2 kg', '1.5 kg'],
  ['1/3 l', '1/3 l'],
  ['3/4 cup', '3/4 cup'],
  ['1 1/2 cups', '1 1/2 cups'],
  ['1/70 l', 'about 0.014 l'],
  ['1/99999 kg', 'a trace of kg'],
  ['2 hours', '2 hours'],
  ['1200 g', '1,200 g'],
  ['6 people', '6 people'],
  ['2 potatoes', '2 potatoes']
])('[T6] “%s” is shown as “%s”', (text, expected) => {
  expect(show(q(text))).toBe(expected)
})

const anyQuantity = fc
  .record({
    n: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    d: fc.bigInt({ min: 1n, max: 1_000n }),
    unit: fc.constantFrom(...measures.map(({ code: unit }) => unit), '{loaf}', '{egg}')
  })
  .map(({ n, d, unit }) => makeQuantity(n, d, unit))
  .filter((made) => made.ok)
  .map((made) => made.value)

test('[T6] sums are the same in any order, and what was added can be taken away again', () => {
  fc.assert(
    fc.property(anyQuantity, anyQuantity, (a, b) => {
      const there = add(a, b)
      const back = add(b, a)
      expect(there.ok || (!there.ok && there.error.key !== 'quantity.differ')).toBe(
        back.ok || (!back.ok && back.error.key !== 'quantity.differ')
      )
      if (!there.ok || !back.ok) return
      expect(compare(there.value, back.value)).toEqual({ ok: true, value: 0 })
      const rest = subtract(there.value, b)
      expect(rest.ok && encodeQuantity(rest.value)).toEqual(encodeQuantity(a))
    })
  )
})

test('[T6] what is encoded decodes to the same, and only the form in lowest terms counts', () => {
  fc.assert(fc.property(anyQuantity, (a) => void expect(decodeQuantity(encodeQuantity(a))).toEqual({ ok: true, value: a })))
  for (const wrong of [
    [2, 4, 'kg'],
    [1, 0, 'kg'],
    [-1, 1, 'kg'],
    [1.5, 1, 'kg'],
    [1n, 1, 'kg'],
    [1, 1, 'Kilo'],
    [1, 1],
    [1, 1, '{Loaf}'],
    [1, 1, '{}'],
    ['1', 1, 'kg'],
    null,
    [1, 1, '{a  b}'],
    [2n ** 63n, 1, 'kg'],
    [Number.NaN, 1, 'kg'],
    [10 ** 15, 1, 'kg']
  ]) {
    expect(decodeQuantity(wrong).ok).toBe(false)
  }
})

test('[T6] amounts that outgrow what can be kept are refused and not rounded', () => {
  const tiny = makeQuantity(1n, 2n ** 62n, 'kg')
  const other = makeQuantity(1n, 3n ** 39n, 'kg')
  const sum = tiny.ok && other.ok ? add(tiny.value, other.value) : tiny
  expect(sum && !sum.ok && english.say(sum.error)).toBe('That amount has more digits than can be kept. Round it.')
  const much = scale(openQuantity([10 ** 12, 1, 'kg']), 2n, 1n)
  expect(much.ok ? '' : english.say(much.error)).toContain('more than anybody can mean')
})

test('any text is read or refused in words, quickly and without a stumble', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.stringMatching(/^[0-9.,/ ½a-zé'-]{0,60}$/),
        fc.constant('1'.repeat(5_000)),
        fc.constant('1,'.repeat(5_000))
      ),
      (text) => {
        for (const read of [parseQuantity(text), readAmountAndMeasure(text)]) {
          if (read.ok) continue
          expect(english.say(read.error).length).toBeLessThan(300)
        }
        const read = parseQuantity(text)
        if (read.ok) expect(decodeQuantity(encodeQuantity(read.value)).ok).toBe(true)
      }
    ),
    { numRuns: 2_000 }
  )
})

test('what is shown of a plain amount is read as the same amount', () => {
  const plain = fc.tuple(
    fc.integer({ min: 1, max: 99_999 }),
    fc.constantFrom(1, 2, 4),
    fc.constantFrom('kg', 'l', 'h', 'cup', '{loaf}', '{berry}', '{box}')
  )
  fc.assert(
    fc.property(plain, ([n, d, unit]) => {
      const made = makeQuantity(BigInt(n), BigInt(d), unit)
      if (made.ok) expect(encodeQuantity(q(show(made.value)))).toEqual(encodeQuantity(made.value))
    })
  )
})

test('one and many of a noun', () => {
  const pairs = [
    ['loaf', 'loaves'],
    ['egg', 'eggs'],
    ['berry', 'berries'],
    ['box', 'boxes'],
    ['glass', 'glasses'],
    ['dish', 'dishes'],
    ['glass jar', 'glass jars'],
    ['bus', 'buses'],
    ['day', 'days'],
    ['person', 'people']
  ] as const
  for (const [one, many] of pairs) {
    expect(plural(one)).toBe(many)
    expect(singular(many)).toBe(one)
    expect(singular(one)).toBe(one)
  }
  expect(isUnit('{glass jar}')).toBe(true)
})
