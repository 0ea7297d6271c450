import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareBytes, concat, fromText, fromTextByHand, getU48, putU48, sameBytes, toText, toTextByHand, utf8 } from './bytes.ts'
import { pad, unpad } from './padding.ts'

test('[RFC 4648] ids have one text form each, and no other text reads as one', () => {
  for (const [text, hex] of [
    ['', ''],
    ['Zg', '66'],
    ['Zm8', '666f'],
    ['Zm9v', '666f6f'],
    ['-_-_', 'fbffbf']
  ] as const) {
    expect(toText(Uint8Array.fromHex(hex))).toBe(text)
    expect(fromText(text)).toEqual(Uint8Array.fromHex(hex))
  }
  for (const wrong of ['Z', 'Zh', 'Zg==', 'Zm9', 'Zm+v', 'Zm/v', 'Zm 9', 'Zmé9', 'Zm9v\n'])
    expect(fromText(wrong), wrong).toBeUndefined()
  fc.assert(fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => void expect(fromText(toText(bytes))).toEqual(bytes)))
})

test('[RFC 4648] long texts are read as short ones are', () => {
  const long = toText(Uint8Array.from({ length: 300 }, (_, index) => index))
  const ends = ['', 'Z', 'Zg', 'Zh', 'Zm8', 'Zm9', 'Zg==', '=', ' ', '\n', 'Zm+v', 'Zm/v', 'é']
  for (const end of ends) expect(fromText(long + end), end).toEqual(fromTextByHand(long + end))
  for (const inside of [' ', '=', '\n', '+', 'é']) expect(fromText(long.slice(0, 9) + inside + long.slice(10)), inside).toBeUndefined()
  fc.assert(fc.property(fc.uint8Array({ minLength: 90, maxLength: 400 }), (bytes) => void expect(fromText(toText(bytes))).toEqual(bytes)))
})

test('[RFC 4648] a browser without toBase64 gives the same texts', () => {
  for (const letters of [0, 1, 2, 3, 32, 63]) {
    const bytes = Uint8Array.from({ length: letters }, (_, index) => index * 41)
    expect(toTextByHand(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => void expect(toTextByHand(bytes)).toBe(toText(bytes))))
})

test('bytes are ordered by their first difference, and a prefix comes first', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 4 }), (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Math.sign(Buffer.compare(a, b)))
      expect(sameBytes(a, b)).toBe(Buffer.compare(a, b) === 0)
      expect(concat(a, b)).toEqual(Uint8Array.from([...a, ...b]))
    })
  )
})

test('[RFC 3629] text becomes UTF-8, and a lone half of a pair becomes U+FFFD', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void expect(utf8(text)).toEqual(new TextEncoder().encode(text))))
  expect(utf8('a\ud800b')).toEqual(new TextEncoder().encode('a\ufffdb'))
})

test('[E3] a lamport takes six bytes up to its end', () => {
  fc.assert(
    fc.property(fc.nat(0xffff), fc.nat(0xffff_ffff), (high, low) => {
      const value = high * 0x1_0000_0000 + low
      const bytes = new Uint8Array(8)
      putU48(bytes, 1, value)
      expect(getU48(bytes, 1)).toBe(value)
      expect([bytes[0], bytes[7]]).toEqual([0, 0])
      expect(BigInt(value)).toBe(BigInt(`0x${bytes.subarray(1, 7).toHex()}`))
    })
  )
})

test('[V1] a plain text has one padded form, and any other padding is refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(32, 256), (plain, step) => {
      const padded = pad(plain, step)
      expect(padded.length % step).toBe(0)
      expect(padded.length - plain.length).toBeLessThanOrEqual(step)
      expect(unpad(padded, step)).toEqual(plain)
      expect(unpad(concat(padded, new Uint8Array(step)), step)).toBeUndefined()
      expect(unpad(padded.with(plain.length, 0x81), step)).toBeUndefined()
    })
  )
  expect(unpad(new Uint8Array(32), 32)).toBeUndefined()
  expect(unpad(new Uint8Array(0), 32)).toBeUndefined()
})
