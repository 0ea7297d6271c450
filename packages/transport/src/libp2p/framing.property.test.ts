import { limits } from '@commune/protocol'
import { fuzzPatienceMs, hammer } from '@commune/protocol/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeGoodbye, FrameDecoder, headerBytes, writeHeader, type FrameEnd } from './framing.ts'

function encode(messages: readonly Uint8Array[]): Uint8Array {
  const frames = messages.map(message => {
    const frame = new Uint8Array(headerBytes + message.length)
    writeHeader(frame, 0, message.length)
    frame.set(message, headerBytes)
    return frame
  })
  return Uint8Array.from(frames.flatMap(frame => [...frame]))
}

interface Decoded {
  messages: Uint8Array[]
  end: FrameEnd | undefined
  isInside: boolean
}

function decode(bytes: Uint8Array, cuts: readonly number[]): Decoded {
  const messages: Uint8Array[] = []
  const decoder = new FrameDecoder(message => messages.push(message))
  const edges = [0, ...cuts.map(cut => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  let end: FrameEnd | undefined
  for (let at = 1; at < edges.length; at++) end = decoder.take(bytes.subarray(edges[at - 1], edges[at])) ?? end
  return { messages, end, isInside: decoder.isInside }
}

const message = fc.uint8Array({ maxLength: 300 })
const cuts = fc.array(fc.nat(), { maxLength: 20 })

test('[S4] however a stream is cut, the same messages come out', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 20 }), cuts, (messages, at) => {
      expect(decode(encode(messages), at)).toEqual({ messages, end: undefined, isInside: false })
    })
  )
})

test('[S6] a goodbye ends the stream with its reason, and what follows is ignored', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), fc.string({ unit: 'binary' }), cuts, (messages, reason, at) => {
      const bytes = Uint8Array.from([...encode(messages), ...encodeGoodbye(reason), ...encode([new Uint8Array(9)])])
      const got = decode(bytes, at)
      expect(got.messages).toEqual(messages)
      expect(got.end?.type).toBe('goodbye')
      const wellFormed = reason.toWellFormed()
      expect(wellFormed.startsWith(got.end!.reason)).toBe(true)
      if (new TextEncoder().encode(reason).length <= 200) expect(got.end!.reason).toBe(wellFormed)
    })
  )
})

test('[E7] no bytes make the decoder throw, and no message over the limit comes out', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), cuts, (bytes, at) => {
      const { messages } = decode(bytes, at)
      expect(messages.every(got => got.length <= limits.messageBytesMax)).toBe(true)
    })
  )
})

test('[E7] a length over the limit is a fault, at once', () => {
  const header = new Uint8Array(headerBytes)
  writeHeader(header, 0, limits.messageBytesMax + 1)
  expect(decode(header, []).end).toEqual({ type: 'fault', reason: `message too long: ${limits.messageBytesMax + 1} bytes` })
  writeHeader(header, 0, 0x8000_0000 + 201)
  expect(decode(header, []).end?.type).toBe('fault')
})

test('[S6][E7] frames damaged on their way: messages within their bound or a reason, never a throw', { timeout: fuzzPatienceMs }, () => {
  const corpus = [encode([new Uint8Array(9), new Uint8Array(300)]), Uint8Array.from([...encode([new Uint8Array(3)]), ...encodeGoodbye('it ends')])]
  hammer((bytes) => {
    const { messages, end } = decode(bytes, [3, 7, 50])
    for (const { length } of messages) if (length > limits.messageBytesMax) throw new Error('a message over the bound')
    return end?.type === 'fault' ? { ok: false, error: end.reason } : { ok: true }
  }, corpus)
})
