/** Ours against an independent implementation, on what it writes, what we write, and on what became of both in mutations. */
import { decode as cborDecode, encode as cborEncode, rfc8949EncodeOptions } from 'cborg'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../statement/statement.ts'
import { decodeValue, encodeValue } from './cbor.ts'

const options = {
  allowIndefinite: false,
  allowUndefined: false,
  allowNaN: false,
  allowInfinity: false,
  allowBigInt: true,
  strict: true,
  rejectDuplicateMapKeys: true
}
const bad = new Set(['__proto__', 'constructor', 'prototype'])
const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 80 }), fc.string({ unit: 'binary' }))
const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text.map((it) => it.toWellFormed()),
    fc.integer({ min: -70_000, max: 70_000 }),
    fc.maxSafeInteger(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
    fc.bigInt({ min: -(2n ** 64n), max: -(2n ** 53n) }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 200 }),
    fc.array(tie('value'), { maxLength: 30 }),
    fc.dictionary(text.map((key) => key.toWellFormed()).filter((key) => !bad.has(key)), tie('value'), { maxKeys: 6, noNullPrototype: true })
  )
})).value

/** What it says, but for what only we refuse or keep: mutations make tags, fractions, bad texts and byte order marks. */
function theirs(bytes: Uint8Array): Value | undefined {
  try {
    return cborDecode(bytes, options) as Value
  } catch {
    return undefined
  }
}

test('[RFC 8949] we write what another implementation writes', () => {
  fc.assert(
    fc.property(value, (given) => void expect(encodeValue(given).toHex()).toBe(Uint8Array.from(cborEncode(given, rfc8949EncodeOptions)).toHex())),
    { numRuns: 500 }
  )
  const large = Object.fromEntries(Array.from({ length: 200 }, (_, key) => [`k${(key * 7_919) % 1_000}`, key]))
  expect(encodeValue(large).toHex()).toBe(Uint8Array.from(cborEncode(large, rfc8949EncodeOptions)).toHex())
})

test('[RFC 8949] keys that differ in the second half of one character are in the order of their bytes (seed 1361732994)', () => {
  // Of few characters that share halves, so that most keys differ in one of them alone.
  const key = fc.string({ unit: fc.constantFrom('\u{6bc00}', '\u{6bc01}', '\u{6bfff}', '\u{6c000}', '\u{10000}', '\uffff', '\ue000', 'a'), maxLength: 4 })
  const map = fc.dictionary(key, fc.nat(30), { maxKeys: 80, noNullPrototype: true })
  fc.assert(
    fc.property(map, (given) => {
      const bytes = encodeValue(given)
      expect(bytes.toHex()).toBe(Uint8Array.from(cborEncode(given, rfc8949EncodeOptions)).toHex())
      expect(decodeValue(bytes)).toMatchObject({ ok: true })
    }),
    { numRuns: 500, examples: [[{ '\u{6bc01}\u{10000}': 1, '\u{6bc00}\u{10000}': 2 }]] }
  )
})

test('[RFC 8949] what we take, another implementation reads alike, whatever became of the bytes', () => {
  fc.assert(
    fc.property(value, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }), fc.nat(40), (given, changes, cut) => {
      const bytes = encodeValue(given)
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte
      const some = cut === 0 ? bytes.subarray(0, bytes.length >> 1) : bytes
      const ours = decodeValue(some)
      if (ours.ok && !hasMark(ours.value)) expect(ours.value).toEqual(theirs(some))
      if (ours.ok) expect(encodeValue(ours.value).length).toBe(some.length)
    }),
    { numRuns: 3_000 }
  )
})

test('[RFC 8949] what another implementation takes is refused here only for what this protocol leaves out', () => {
  fc.assert(
    fc.property(value, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 2 }), (given, changes) => {
      const bytes = encodeValue(given)
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte
      const ours = decodeValue(bytes)
      if (!ours.ok && theirs(bytes) !== undefined) expect(ours.error).toMatch(/tags|whole|UTF-8|nested|longer|not allowed/)
    }),
    { numRuns: 3_000 }
  )
})

/** The other one drops a byte order mark at the beginning of some texts; here a text is what its bytes say. */
function hasMark(given: Value): boolean {
  if (typeof given === 'string') return given.includes('\ufeff')
  if (typeof given !== 'object' || given === null || given instanceof Uint8Array) return false
  return Object.entries(given).some(([key, item]) => hasMark(key) || hasMark(item as Value))
}
