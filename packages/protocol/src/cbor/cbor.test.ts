import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from '../ports/limits.ts'
import type { Value } from '../statement/statement.ts'
import { decodeValue, encodeValue } from './cbor.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.fromHex(hex)
const refusal = (hex: string): string => {
  const decoded = decodeValue(bytes(hex))
  return decoded.ok ? `taken as ${JSON.stringify(decoded.value)}` : decoded.error
}

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key)),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true }
    )
  )
})).value

test('[E1] what is encoded is decoded as the same value, and encodes to the same bytes again', () => {
  fc.assert(
    fc.property(value, (given) => {
      const encoded = encodeValue(given)
      const decoded = decodeValue(encoded)
      expect(decoded).toEqual({ ok: true, value: given })
      if (decoded.ok) expect(encodeValue(decoded.value)).toEqual(encoded)
    })
  )
})

test('[RFC 8949] maps are encoded in the order of their keys, whole numbers in their shortest form', () => {
  expect(encodeValue({ b: 1, a: 2, aa: 3 }).toHex()).toBe('a361610261620162616103')
  expect(encodeValue([0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32, -1, -25]).toHex()).toBe(
    '8a0017181818ff19010019ffff1a000100001b0000000100000000203818'
  )
})

test('[E7] nesting over the limit is refused before it is read, and up to the limit is taken', () => {
  const nested = (depth: number): Uint8Array => Uint8Array.from([...new Uint8Array(depth).fill(0x81), 0])
  expect(decodeValue(nested(limits.depthMax)).ok).toBe(true)
  expect(decodeValue(nested(limits.depthMax + 1))).toEqual({ ok: false, error: 'nested deeper than 16' })
  expect(decodeValue(nested(1_000_000))).toEqual({ ok: false, error: 'nested deeper than 16' })
  expect(refusal(`${'a16161'.repeat(limits.depthMax + 1)}00`)).toBe('nested deeper than 16')
  expect(refusal(`${'a16161'.repeat(limits.depthMax)}00`)).toMatch(/^taken/)
})

test('[E7] a text over the limit is refused, and a count that nothing follows reserves nothing', () => {
  expect(decodeValue(encodeValue('x'.repeat(limits.textCharsMax))).ok).toBe(true)
  expect(decodeValue(encodeValue('x'.repeat(limits.textCharsMax + 1)))).toEqual({
    ok: false,
    error: 'a text is longer than 60000 characters'
  })
  for (const hex of [
    '9affffffff',
    'baffffffff',
    '5affffffff00',
    '7affffffff00',
    '9b001fffffffffffff',
    '5b001fffffffffffff',
    'bb001fffffffffffff'
  ]) {
    expect(refusal(hex)).toMatch(/^(not CBOR|nested|a text)/)
  }
})

test('[T3] there is one way to read any bytes: each other form is refused by name', () => {
  const refused: [string, RegExp][] = [
    ['', /not CBOR/],
    ['0000', /not CBOR/],
    ['1801', /more bytes than necessary/],
    ['1bffffffffffffffff00', /not CBOR/],
    ['5f4101ff', /indefinite/],
    ['9f01ff', /indefinite/],
    ['bf616101ff', /indefinite/],
    ['ff', /indefinite|not CBOR/],
    ['c11a514b67b0', /tags/],
    ['d9d9f700', /tags/],
    ['f7', /undefined/],
    ['f818', /not CBOR/],
    ['e0', /not CBOR/],
    ['f93e00', /not whole/],
    ['f94500', /not whole/],
    ['fa7f800000', /not whole/],
    ['fb7ff8000000000000', /not whole/],
    ['a10102', /not CBOR.*keys/],
    ['a2616101616102', /repeat/],
    ['a1695f5f70726f746f5f5f01', /__proto__/],
    ['a1695f5f70726f746f5f5fa0', /__proto__/],
    ['a16b636f6e7374727563746f7201', /constructor/],
    ['81a16970726f746f7479706501', /prototype/]
  ]
  for (const [hex, reason] of refused) expect(refusal(hex), hex).toMatch(reason)
})

test('[RFC 3629] a text that is not well-formed UTF-8 is refused', () => {
  for (const broken of [
    'ff',
    '80',
    'c0af',
    'c1bf',
    'e080af',
    'eda080',
    'edbfbf',
    'f0808080',
    'f4908080',
    'f5808080',
    'c3',
    'e282',
    'f09f98',
    'c328',
    'e28228',
    '41c3'
  ]) {
    expect(refusal(`6${broken.length / 2}${broken}`), broken).toBe('a text is not well-formed UTF-8')
  }
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 23 }), (text) => {
      let well = true
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(text)
      } catch {
        well = false
      }
      expect(decodeValue(Uint8Array.from([0x60 + text.length, ...text])).ok).toBe(well)
    }),
    { numRuns: 2_000 }
  )
})

test('a fraction is not said: encoding one is a bug of who calls', () => {
  for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(() => encodeValue({ much: wrong })).toThrow(RangeError)
})
