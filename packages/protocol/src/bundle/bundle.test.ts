import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { concat } from '../bytes/bytes.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import { BundleWriter, readBundle } from './bundle.ts'

beforeAll(() => sodiumReady)

const handle = new Uint8Array(32).fill(5)
const write = (envelopes: readonly Uint8Array[]): Uint8Array => {
  const writer = new BundleWriter()
  return concat(writer.head(handle), writer.put(envelopes), writer.end())
}
const some = (count: number, bytes: number): Uint8Array[] => Array.from({ length: count }, (_, index) => new Uint8Array(bytes).fill(index))

test('[S7] what was written comes out again, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 50 }), (envelopes) => {
      const read = readBundle(write(envelopes))
      expect(read).toEqual({ ok: true, value: { handle, envelopes, damage: undefined } })
    })
  )
  const large = some(2_000, 600)
  expect(readBundle(write(large))).toEqual({ ok: true, value: { handle, envelopes: large, damage: undefined } })
})

test('[S7] of a damaged or cut-off file everything readable is taken, and the damage is named', () => {
  const envelopes = some(3_000, 500)
  const whole = write(envelopes)
  const cut = readBundle(whole.subarray(0, whole.length >> 1))
  expect(cut.ok && cut.value.damage).toBe('cut-off')
  expect(cut.ok && cut.value.envelopes.length).toBeGreaterThan(500)
  const spoilt = whole.slice()
  spoilt[whole.length >> 1] = (spoilt[whole.length >> 1] as number) ^ 1
  const read = readBundle(spoilt)
  expect(read.ok && read.value.damage).toBe('damaged')
  expect(read.ok && read.value.envelopes.length).toBeGreaterThan(2_000)
})

test('[E7] no bytes make the reader fail or hang', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(), fc.nat({ max: 255 }), (junk, at, byte) => {
      readBundle(junk)
      const whole = write(some(5, 40))
      whole[at % whole.length] = byte
      const read = readBundle(whole)
      if (read.ok) expect(read.value.envelopes.length).toBeLessThanOrEqual(5)
      else expect(read.error).not.toBe('')
    }),
    { numRuns: 2_000 }
  )
})
