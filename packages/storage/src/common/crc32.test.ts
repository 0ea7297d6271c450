import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32, crc32Text } from './crc32.ts'

test('the check value of CRC-32 is that of the catalogue', () => {
  expect(crc32Text('123456789')).toBe(0xcbf43926)
})

test('any bytes, in one piece or two, give what zlib gives', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 99 }), fc.uint8Array({ maxLength: 99 }), (a, b) => {
    expect(crc32(b, crc32(a))).toBe(zlibCrc32(b, zlibCrc32(a)))
    expect(crc32(b, crc32(a))).toBe(zlibCrc32(Uint8Array.of(...a, ...b)))
  }))
})
