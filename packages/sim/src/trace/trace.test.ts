import { expect, test } from 'vitest'
import { Trace } from './trace.ts'

const hashOf = (...messages: readonly Uint8Array[]): string => {
  const trace = new Trace(1)
  for (const message of messages) trace.bytes(message)
  return trace.hash
}
const message = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * 7 + 3) & 0xff)

test('a bit that is turned anywhere in a message gives another hash, and so do the same bits of any two words', () => {
  for (const length of [1, 4, 7, 32, 41]) {
    const whole = message(length)
    const hash = hashOf(whole)
    expect(new Set(Array.from({ length: length * 8 }, (_, bit) => hashOf(turned(whole, bit)))).add(hash).size).toBe(1 + length * 8)
    for (let bit = 0; bit < length * 8; bit++) {
      for (let other = bit + 32; other < length * 8; other += 32) expect(hashOf(turned(turned(whole, bit), other))).not.toBe(hash)
    }
  }
})

test('the same bytes in other messages, or in another order, give another hash', () => {
  const [a, b] = [message(8), message(12)]
  const hashes = [hashOf(a, b), hashOf(b, a), hashOf(Uint8Array.of(...a, ...b)), hashOf(a), hashOf(a, new Uint8Array(0), b)]
  expect(new Set(hashes).size).toBe(hashes.length)
  expect(hashOf(a, b)).toBe(hashes[0])
})

function turned(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.with(bit >> 3, (bytes[bit >> 3] as number) ^ (1 << (bit & 7)))
}
