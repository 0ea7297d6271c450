import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { limits } from '../ports/limits.ts'
import { encrypt, hash, sodiumReady } from '../sodium/sodium.ts'
import {
  authorlessSizes,
  buildEnvelope,
  closeEnvelope,
  type Envelope,
  envelopeId,
  type Header,
  headerBytes,
  openEnvelope,
  parseEnvelope,
  plainBytesMax
} from './envelope.ts'

beforeAll(() => sodiumReady)

const key = new Uint8Array(32).fill(1)
const header = (part: Partial<Header> = {}): Header => ({
  tag: new Uint8Array(16).fill(2),
  lamport: 5,
  keepClass: 0,
  nonce: new Uint8Array(24).fill(3),
  ...part
})
const value = <T>(result: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const closed = (plain: Uint8Array, part: Partial<Header> = {}): Uint8Array => value(closeEnvelope(header(part), plain, key))
const parsed = (bytes: Uint8Array): Envelope => value(parseEnvelope(bytes))

test('[V1] an envelope opens to what was closed, and its id is the hash of its bytes', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: limits.lamportEnd - 1 }),
      fc.nat(255),
      (plain, lamport, keepClass) => {
        const bytes = closed(plain, { lamport, keepClass })
        const envelope = parsed(bytes)
        expect(envelope).toMatchObject({ version: 1, lamport, keepClass, tag: header().tag, nonce: header().nonce })
        expect(value(openEnvelope(envelope, key))).toEqual(plain)
        expect(envelopeId(bytes)).toEqual(hash(bytes))
      }
    )
  )
})

test('[V1] no bit of an envelope can be changed', () => {
  const bytes = closed(new Uint8Array(40))
  for (let at = 0; at < bytes.length; at++) {
    const envelope = parseEnvelope(bytes.with(at, (bytes[at] as number) ^ 1))
    if (envelope.ok) expect(openEnvelope(envelope.value, key)).toEqual({ ok: false, error: 'does not open under its epoch' })
  }
  expect(openEnvelope(parsed(bytes), new Uint8Array(32))).toEqual({ ok: false, error: 'does not open under its epoch' })
})

test('[V1] one plain text has one form: other padding is refused', () => {
  const forms = [
    new Uint8Array(32),
    new Uint8Array(64).with(3, 0x80),
    new Uint8Array(32).with(31, 0x81),
    new Uint8Array(64).with(31, 0x80)
  ]
  for (const padded of forms) {
    const made = buildEnvelope(1, header(), encrypt(padded, buildEnvelope(1, header(), new Uint8Array()), header().nonce, key))
    expect(openEnvelope(parsed(made), key)).toEqual({ ok: false, error: 'is padded in a wrong way' })
  }
})

test('[V2] all that shows is tag, lamport, keep class and a size in steps of 32', () => {
  const sizes = new Set(Array.from({ length: 64 }, (_, length) => closed(new Uint8Array(length)).length))
  expect([...sizes]).toEqual([96, 128, 160].slice(0, sizes.size))
  expect(sizes.size).toBe(2)
  expect(closed(new Uint8Array(10)).subarray(0, headerBytes)).toEqual(buildEnvelope(1, header(), new Uint8Array()))
})

test('[E6] an authorless envelope has one of three sizes, the smallest that holds it', () => {
  for (const [plain, size] of [
    [0, 1_024],
    [959, 1_024],
    [960, 8_192],
    [8_127, 8_192],
    [8_128, 65_536],
    [65_471, 65_536]
  ] as const) {
    const bytes = closed(new Uint8Array(plain).fill(9), { lamport: 0 })
    expect(bytes.length).toBe(size)
    expect(value(openEnvelope(parsed(bytes), key)).length).toBe(plain)
  }
  expect(closeEnvelope(header({ lamport: 0 }), new Uint8Array(65_472), key).ok).toBe(false)
  expect(parseEnvelope(buildEnvelope(1, header({ lamport: 0 }), new Uint8Array(48))).ok).toBe(false)
  const loose = new Uint8Array((authorlessSizes[1] as number) - 64).with(5, 0x80)
  const made = buildEnvelope(
    1,
    header({ lamport: 0 }),
    encrypt(loose, buildEnvelope(1, header({ lamport: 0 }), new Uint8Array()), header().nonce, key)
  )
  expect(openEnvelope(parsed(made), key), 'a short one in a large envelope').toEqual({
    ok: false,
    error: 'is padded in a wrong way'
  })
})

test('[E7] what is too long, too short or of an unknown form is refused with a reason', () => {
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(0), 'an envelope is too short'],
    [new Uint8Array(63).with(0, 1), 'an envelope is too short'],
    [new Uint8Array(limits.envelopeBytesMax + 1).with(0, 1), 'an envelope is longer than 65536 bytes'],
    [new Uint8Array(96), 'envelope version 0 is not known here'],
    [new Uint8Array(96).with(0, 3), 'envelope version 3 is not known here'],
    [buildEnvelope(1, header(), new Uint8Array(16)), 'an envelope has a wrong length'],
    [buildEnvelope(1, header(), new Uint8Array(47)), 'an envelope has a wrong length'],
    [buildEnvelope(2, header(), new Uint8Array(80 * 3)), 'a grant has a wrong number of boxes'],
    [buildEnvelope(2, header(), new Uint8Array(81)), 'a grant has a wrong number of boxes'],
    [buildEnvelope(2, header({ lamport: 0 }), new Uint8Array(80)), 'a grant has lamport 0']
  ]
  for (const [bytes, reason] of cases) expect(parseEnvelope(bytes)).toEqual({ ok: false, error: reason })
  expect(closed(new Uint8Array(plainBytesMax)).length).toBeLessThanOrEqual(limits.envelopeBytesMax)
  expect(closeEnvelope(header(), new Uint8Array(plainBytesMax + 1), key).ok).toBe(false)
})
