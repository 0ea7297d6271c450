/** Opening many at once says of each what opening it alone says. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { idStrideBytes, toIdTexts, toText } from '../bytes/bytes.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import { buildEnvelope, closeEnvelope, envelopeId, openEnvelope, parseEnvelope } from './envelope.ts'
import { type EnvelopeRun, makeRun, openEnvelopes, openingStates } from './run.ts'

beforeAll(() => sodiumReady)

const filled = (value: number, length = 32): Uint8Array => new Uint8Array(length).fill(value)
const tags = [filled(1, 16), filled(2, 16), filled(3, 16)]
const keyOf = (tag: number): Uint8Array => filled(10 + tag)
/** The third epoch is not held. */
const keys = new Map(tags.slice(0, 2).map((tag, index) => [toText(tag), keyOf(index)]))

const envelopeArb: fc.Arbitrary<Uint8Array> = fc
  .record({
    tag: fc.nat(2),
    lamport: fc.oneof(fc.constant(0), fc.nat(1_000)),
    nonce: fc.uint8Array({ minLength: 24, maxLength: 24 }),
    plain: fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.nat(65_000).map((length) => filled(7, length))),
    kind: fc.constantFrom('sound', 'sound', 'sound', 'other key', 'spoilt', 'cut', 'grant', 'junk', 'bad padding')
  })
  .map(({ tag, lamport, nonce, plain, kind }) => {
    const header = { tag: tags[tag] as Uint8Array, lamport, keepClass: 0, nonce }
    if (kind === 'junk') return plain.slice(0, 200)
    if (kind === 'grant') return buildEnvelope(2, { ...header, lamport: 1 }, filled(9, 160))
    const closed = closeEnvelope(header, plain, kind === 'other key' ? filled(99) : keyOf(tag))
    const bytes = closed.ok ? closed.value : filled(0, 10)
    if (kind === 'spoilt') return bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] as number) ^ 1)
    if (kind === 'bad padding') return bytes.with(17, 1)
    return kind === 'cut' ? bytes.slice(0, bytes.length - 1) : bytes
  })

function expectSame(envelopes: readonly Uint8Array[], run: EnvelopeRun): void {
  const found = openEnvelopes(run, keys)
  const texts = toIdTexts(found.ids, envelopes.length)
  for (const [index, bytes] of envelopes.entries()) {
    const id = found.ids.subarray(index * idStrideBytes, index * idStrideBytes + 32)
    expect(Uint8Array.from(id)).toEqual(Uint8Array.from(envelopeId(bytes)))
    expect(texts[index]).toBe(toText(id))
    const parsed = parseEnvelope(bytes)
    const key = parsed.ok && parsed.value.version === 1 ? keys.get(toText(parsed.value.tag)) : undefined
    const plain = !parsed.ok ? parsed : key && openEnvelope(parsed.value, key)
    if (!plain) expect(found.states[index]).toBe(openingStates.sealed)
    else if (plain.ok) {
      expect(found.states[index]).toBe(openingStates.open)
      expect(Buffer.compare(found.plain.subarray(found.plainStarts[index], found.plainEnds[index]), plain.value as Uint8Array)).toBe(0)
    } else {
      expect(found.states[index]).toBe(openingStates.refused)
      expect(found.reasons.get(index)).toBe(plain.error)
    }
  }
}

test('[V1] many opened at once are opened and refused as one by one, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(envelopeArb, { maxLength: 30 }), (envelopes) => expectSame(envelopes, makeRun(envelopes))),
    { numRuns: 60 }
  )
})

test('[S6] those of one message are copied as one, with what lies between them, and nobody else sees them change', () => {
  fc.assert(
    fc.property(fc.array(envelopeArb, { minLength: 1, maxLength: 12 }), fc.nat(40), (envelopes, gap) => {
      const message = new Uint8Array(envelopes.reduce((sum, { length }) => sum + gap + length, 0))
      let at = 0
      const views = envelopes.map((bytes) => {
        message.set(bytes, (at += gap))
        at += bytes.length
        return message.subarray(at - bytes.length, at)
      })
      const before = message.slice()
      expectSame(envelopes, makeRun(views))
      expect(Buffer.compare(message, before)).toBe(0)
    }),
    { numRuns: 60 }
  )
  expect(openEnvelopes(makeRun([]), keys).states.length).toBe(0)
})
