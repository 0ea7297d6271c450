/** One message of each type with its bytes, and any message at all. */
import fc from 'fast-check'
import type { SyncMessage } from '../message.ts'

const channel = Uint8Array.from({ length: 8 }, (_, i) => 0xc0 + i)
const bytes = (length: number, from: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (from + i) % 256)

const everything = { lowerLamport: 0, lowerPrefix: bytes(0, 0), upperLamport: Infinity, upperPrefix: bytes(0, 0), ids: [] }
const some = { lowerLamport: 3, lowerPrefix: bytes(2, 1), upperLamport: 301, upperPrefix: bytes(0, 0), ids: [bytes(32, 9)] }

/** What is on the wire, byte for byte: changing one of these changes the protocol. */
export const goldenMessages: readonly (readonly [message: SyncMessage, hex: string])[] = [
  [{ type: 'hello', version: 1, nonce: bytes(32, 0) }, `01 82 01 5820 ${bytes(32, 0).toHex()}`],
  [{ type: 'find', tags: [bytes(16, 1), bytes(16, 2)] }, `02 82 50 ${bytes(16, 1).toHex()} 50 ${bytes(16, 2).toHex()}`],
  [{ type: 'prove', channel, proofs: [bytes(80, 5)] }, `03 c0c1c2c3c4c5c6c7 81 5850 ${bytes(80, 5).toHex()}`],
  [{ type: 'who', channel, sealed: bytes(50, 6) }, `04 c0c1c2c3c4c5c6c7 ${bytes(50, 6).toHex()}`],
  [{ type: 'compare', channel, toInitiator: true, message: bytes(3, 0x61) }, '05 c0c1c2c3c4c5c6c7 01 616263'],
  [{ type: 'compare', channel, toInitiator: false, message: bytes(0, 0) }, '05 c0c1c2c3c4c5c6c7 00'],
  [{ type: 'want', channel, spans: [everything] }, '06 c0c1c2c3c4c5c6c7 81 85 00 40 f6 40 80'],
  [{ type: 'want', channel, spans: [some] }, `06 c0c1c2c3c4c5c6c7 81 85 03 42 0102 19012d 40 81 5820 ${bytes(32, 9).toHex()}`],
  [
    { type: 'envelopes', channel, number: 0x01020304, more: true, envelopes: [bytes(64, 0), bytes(300, 1)] },
    `07 c0c1c2c3c4c5c6c7 01020304 01 000040 ${bytes(64, 0).toHex()} 00012c ${bytes(300, 1).toHex()}`
  ],
  [{ type: 'ack', channel, number: 0xfffefdfc }, '08 c0c1c2c3c4c5c6c7 fffefdfc'],
  [{ type: 'even', channel }, '09 c0c1c2c3c4c5c6c7'],
  [{ type: 'again', channel }, '0a c0c1c2c3c4c5c6c7'],
  [{ type: 'ask', bytes: bytes(5, 7) }, '0b 0708090a0b'],
  [{ type: 'answer', bytes: bytes(0, 7) }, '0c'],
  [{ type: 'live', channel, sealed: bytes(4, 8) }, '0d c0c1c2c3c4c5c6c7 08090a0b'],
  [{ type: 'served', channel }, '0e c0c1c2c3c4c5c6c7'],
  [{ type: 'fetch', channel, ids: [bytes(32, 3)] }, `0f c0c1c2c3c4c5c6c7 81 5820 ${bytes(32, 3).toHex()}`],
  [{ type: 'chunk', channel, bytes: bytes(3, 4) }, '10 c0c1c2c3c4c5c6c7 040506'],
  [{ type: 'lacks', channel, ids: [] }, '11 c0c1c2c3c4c5c6c7 80'],
  [{ type: 'keeps', channel, ids: [bytes(32, 3)] }, `12 c0c1c2c3c4c5c6c7 81 5820 ${bytes(32, 3).toHex()}`],
  [{ type: 'heads', channel, heads: [{ lamport: 0x010203040506, id: bytes(32, 3) }] }, `13 c0c1c2c3c4c5c6c7 81 5826 010203040506 ${bytes(32, 3).toHex()}`],
  [{ type: 'heads', channel, heads: [] }, '13 c0c1c2c3c4c5c6c7 80'],
  [{ type: 'dead', channel, addresses: [{ lamport: 5, id: bytes(32, 4) }] }, `16 c0c1c2c3c4c5c6c7 81 5826 000000000005 ${bytes(32, 4).toHex()}`],
  [{ type: 'carry', channel, mayForget: true, key: bytes(32, 5), signature: bytes(64, 6) }, `14 c0c1c2c3c4c5c6c7 01 ${bytes(32, 5).toHex()} ${bytes(64, 6).toHex()}`],
  [{ type: 'halves', channel, halves: [{ tag: bytes(16, 7), key: bytes(32, 8) }] }, `15 c0c1c2c3c4c5c6c7 81 5830 ${bytes(16, 7).toHex()} ${bytes(32, 8).toHex()}`],
  [{ type: 'waits', channel, handles: [bytes(32, 4)] }, `17 c0c1c2c3c4c5c6c7 81 5820 ${bytes(32, 4).toHex()}`],
  [{ type: 'asked', channel, number: 7, session: bytes(32, 5), side: 1, bytes: bytes(4, 8) }, `18 c0c1c2c3c4c5c6c7 00000007 ${bytes(32, 5).toHex()} 01 08090a0b`],
  [{ type: 'told', channel, number: 7, bytes: bytes(4, 8) }, '19 c0c1c2c3c4c5c6c7 00000007 08090a0b'],
  [{ type: 'leave', channel, sealed: bytes(4, 8) }, '1a c0c1c2c3c4c5c6c7 08090a0b'],
  [{ type: 'holds', channel, hash: bytes(32, 6) }, `1b c0c1c2c3c4c5c6c7 ${bytes(32, 6).toHex()}`],
  [{ type: 'question', channel, number: 7, bytes: bytes(4, 8) }, '1c c0c1c2c3c4c5c6c7 00000007 08090a0b'],
  [{ type: 'reply', channel, number: 7, bytes: bytes(0, 8) }, '1d c0c1c2c3c4c5c6c7 00000007']
]

const anyBytes = (minLength: number, maxLength = minLength): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength, maxLength })
const anyLamport = fc.oneof(fc.nat(1_000), fc.constantFrom(0, 2 ** 32, 2 ** 48 - 1))
const anySpan = fc.record({
  lowerLamport: anyLamport,
  lowerPrefix: anyBytes(0, 32),
  upperLamport: fc.oneof(anyLamport, fc.constant(Infinity)),
  upperPrefix: anyBytes(0, 32),
  ids: fc.array(anyBytes(32), { maxLength: 5 })
})

export const anyMessage: fc.Arbitrary<SyncMessage> = fc.oneof(
  fc.record({ type: fc.constant('hello'), version: fc.nat(300), nonce: anyBytes(32) }),
  fc.record({ type: fc.constant('find'), tags: fc.array(anyBytes(16)) }),
  fc.record({ type: fc.constant('prove'), channel: anyBytes(8), proofs: fc.array(anyBytes(0, 100)) }),
  fc.record({ type: fc.constantFrom('who' as const, 'live' as const), channel: anyBytes(8), sealed: anyBytes(0, 200) }),
  fc.record({ type: fc.constant('compare'), channel: anyBytes(8), toInitiator: fc.boolean(), message: anyBytes(0, 200) }),
  fc.record({ type: fc.constant('want'), channel: anyBytes(8), spans: fc.array(anySpan, { maxLength: 6 }) }),
  fc.record({
    type: fc.constant('envelopes'),
    channel: anyBytes(8),
    number: fc.nat(2 ** 32 - 1),
    more: fc.boolean(),
    envelopes: fc.array(anyBytes(64, 400), { maxLength: 6 })
  }),
  fc.record({ type: fc.constant('ack'), channel: anyBytes(8), number: fc.nat(2 ** 32 - 1) }),
  fc.record({ type: fc.constantFrom('even', 'again', 'served'), channel: anyBytes(8) }),
  fc.record({ type: fc.constantFrom('fetch', 'lacks', 'keeps'), channel: anyBytes(8), ids: fc.array(anyBytes(32), { maxLength: 9 }) }),
  fc.record({ type: fc.constant('chunk'), channel: anyBytes(8), bytes: anyBytes(0, 200) }),
  fc.record({ type: fc.constant('heads'), channel: anyBytes(8), heads: fc.array(fc.record({ lamport: anyLamport, id: anyBytes(32) }), { maxLength: 9 }) }),
  fc.record({ type: fc.constant('dead'), channel: anyBytes(8), addresses: fc.array(fc.record({ lamport: anyLamport, id: anyBytes(32) }), { maxLength: 9 }) }),
  fc.record({ type: fc.constant('carry'), channel: anyBytes(8), mayForget: fc.boolean(), key: anyBytes(32), signature: anyBytes(64) }),
  fc.record({ type: fc.constant('halves'), channel: anyBytes(8), halves: fc.array(fc.record({ tag: anyBytes(16), key: anyBytes(32) }), { maxLength: 9 }) }),
  fc.record({ type: fc.constantFrom('ask', 'answer'), bytes: anyBytes(0, 200) }),
  fc.record({ type: fc.constant('waits'), channel: anyBytes(8), handles: fc.array(anyBytes(32), { maxLength: 16 }) }),
  fc.record({
    type: fc.constant('asked'),
    channel: anyBytes(8),
    number: fc.nat(2 ** 32 - 1),
    session: anyBytes(32),
    side: fc.constantFrom(0 as const, 1 as const),
    bytes: anyBytes(0, 200)
  }),
  fc.record({ type: fc.constant('told'), channel: anyBytes(8), number: fc.nat(2 ** 32 - 1), bytes: anyBytes(0, 200) }),
  fc.record({ type: fc.constant('leave'), channel: anyBytes(8), sealed: anyBytes(0, 200) }),
  fc.record({ type: fc.constant('holds'), channel: anyBytes(8), hash: anyBytes(32) })
)
