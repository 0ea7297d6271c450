import { chunkBytesMax, encodeValue, limits, type Value } from '@commune/protocol'
import { fuzzInputs as inputs, fuzzPatienceMs, fuzzSeed as seed, mutator } from '@commune/protocol/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedBytesMax, decodeSync, encodeSync, leaveBytesMax, liveBytesMax, type SyncMessage } from './message.ts'
import { anyMessage, goldenMessages } from './testing/messages.ts'


const bytesOf = (hex: string): Uint8Array => Uint8Array.fromHex(hex.replaceAll(/\s/g, ''))
const refusal = (bytes: Uint8Array): string => {
  const decoded = decodeSync(bytes)
  return decoded.ok ? 'taken' : decoded.error
}
const channel = '00'.repeat(8)
const want = (spans: Value): Uint8Array => Uint8Array.from([6, ...bytesOf(channel), ...encodeValue(spans)])

test('[S2][S4][S5][V5][K5][I4][T5] each message of a conversation, byte for byte', () => {
  for (const [message, hex] of goldenMessages) {
    expect(encodeSync(message).toHex()).toBe(bytesOf(hex).toHex())
    expect(decodeSync(bytesOf(hex))).toEqual({ ok: true, value: message })
  }
  expect(new Set(goldenMessages.map(([message]) => message.type)).size).toBe(29)
})

test('[S2][S4] what is written is read again', () => {
  fc.assert(fc.property(anyMessage, (message) => void expect(decodeSync(encodeSync(message))).toEqual({ ok: true, value: message })))
})

test('[E7][S6] what is refused, with the reason', () => {
  const id = new Uint8Array(32)
  const none = new Uint8Array()
  const cases: readonly (readonly [bytes: Uint8Array, reason: string])[] = [
    [none, 'a message of an unknown type'],
    [bytesOf('ff'), 'a message of an unknown type'],
    [bytesOf('01'), 'a hello that cannot be read'],
    [bytesOf('01 82 01 40'), 'a hello that cannot be read'],
    [bytesOf(`02 81 58ff`), 'tags that cannot be read'],
    [Uint8Array.from([2, ...encodeValue(Array.from({ length: 1_025 }, () => id.slice(16)))]), 'tags that cannot be read'],
    [Uint8Array.from([2, ...encodeValue([id])]), 'tags that cannot be read'],
    [bytesOf('03 00 00'), 'a message without a channel'],
    [Uint8Array.from([3, ...bytesOf(channel), ...encodeValue(Array.from({ length: 65 }, () => id))]), 'proofs that cannot be read'],
    [bytesOf(`05 ${channel} 02 61`), 'a comparison that cannot be read'],
    [bytesOf(`05 ${channel}`), 'a comparison that cannot be read'],
    [want([[0, none, 5, none]]), 'wants that cannot be read'],
    [want([[-1, none, 5, none, []]]), 'wants that cannot be read'],
    [want([[0, none, 2 ** 48, none, []]]), 'wants that cannot be read'],
    [want([[0, new Uint8Array(33), null, none, []]]), 'wants that cannot be read'],
    [want([[0, none, null, none, [none]]]), 'wants that cannot be read'],
    [want(Array.from({ length: 8_193 }, () => [0, none, null, none, []])), 'wants that cannot be read'],
    [bytesOf(`07 ${channel} 00000001 02`), 'envelopes that cannot be read'],
    [bytesOf(`07 ${channel} 00000001 00 0000`), 'envelopes that cannot be read'],
    [bytesOf(`07 ${channel} 00000001 00 000040 00`), 'an envelope that is cut off'],
    [bytesOf(`07 ${channel} 00000001 00 00003f ${'00'.repeat(63)}`), 'an envelope that is too short'],
    [bytesOf(`07 ${channel} 00000001 00 010001 ${'00'.repeat(65_537)}`), 'an envelope that is too long'],
    [bytesOf(`0f ${channel} 81 40`), 'ids of chunks that cannot be read'],
    [Uint8Array.from([18, ...bytesOf(channel), ...encodeValue(Array.from({ length: 65 }, () => id))]), 'ids of chunks that cannot be read'],
    [bytesOf(`13 ${channel} 81 40`), 'heads that cannot be read'],
    [Uint8Array.from([19, ...bytesOf(channel), ...encodeValue(Array.from({ length: 257 }, () => new Uint8Array(38)))]), 'heads that cannot be read'],
    [bytesOf(`16 ${channel} 81 40`), 'addresses that cannot be read'],
    [bytesOf(`14 ${channel} 00 00`), 'a carrier that cannot be read'],
    [bytesOf(`14 ${channel} 02 ${'00'.repeat(96)}`), 'a carrier that cannot be read'],
    [bytesOf(`15 ${channel} 81 40`), 'halves that cannot be read'],
    [Uint8Array.from([21, ...bytesOf(channel), ...encodeValue(Array.from({ length: 1_025 }, () => new Uint8Array(48)))]), 'halves that cannot be read'],
    [Uint8Array.from([16, ...bytesOf(channel), ...new Uint8Array(chunkBytesMax + 1)]), 'a chunk that is too long'],
    [bytesOf(`08 ${channel} 0000`), 'an acknowledgement that cannot be read'],
    [bytesOf(`09 ${channel} 00`), 'a message with too much behind it'],
    [Uint8Array.from([13, ...bytesOf(channel), ...new Uint8Array(liveBytesMax + 1)]), 'a live message that is too long'],
    [Uint8Array.from([23, ...bytesOf(channel), ...encodeValue(Array.from({ length: 17 }, () => id))]), 'handles that cannot be read'],
    [bytesOf(`17 ${channel} 81 40`), 'handles that cannot be read'],
    [bytesOf(`18 ${channel} 00000001 ${'00'.repeat(32)} 02`), 'a question that cannot be read'],
    [bytesOf(`18 ${channel} 00000001`), 'a question that cannot be read'],
    [Uint8Array.from([24, ...bytesOf(channel), ...new Uint8Array(37 + askedBytesMax + 1)]), 'a question that cannot be read'],
    [bytesOf(`19 ${channel} 0000`), 'an answer that cannot be read'],
    [Uint8Array.from([26, ...bytesOf(channel), ...new Uint8Array(leaveBytesMax + 1)]), 'a way back that is too long'],
    [bytesOf(`1b ${channel} 00`), 'a hash that cannot be read']
  ]
  for (const [bytes, reason] of cases) expect([bytes.subarray(0, 80).toHex(), refusal(bytes)]).toEqual([bytes.subarray(0, 80).toHex(), reason])
})

test('[E7][S6] decodeSync takes anything: a message or a reason, never a throw, and never more than came', { timeout: fuzzPatienceMs }, () => {
  const corpus = [...goldenMessages.map(([, hex]) => bytesOf(hex)), ...fc.sample(anyMessage, { seed, numRuns: 60 }).map(encodeSync)]
  const mutated = mutator(corpus, seed)
  const reasons = new Set<string>()
  const sizeOf = (message: SyncMessage): number => {
    if (message.type === 'envelopes') return message.envelopes.reduce((sum, envelope) => sum + envelope.length, 0)
    return message.type === 'want' ? message.spans.reduce((sum, span) => sum + 32 * span.ids.length, 0) : 0
  }
  for (let count = 0; count < inputs; count++) {
    const bytes = mutated.next()
    const read = decodeSync(bytes)
    if (!read.ok) reasons.add(read.error)
    else {
      expect(sizeOf(read.value)).toBeLessThanOrEqual(bytes.length)
      expect(encodeSync(read.value).length).toBeLessThanOrEqual(limits.messageBytesMax)
    }
  }
  expect(reasons.size).toBeGreaterThan(9)
  expect([...reasons].every((reason) => reason.length > 0)).toBe(true)
})
