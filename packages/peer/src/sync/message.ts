/**
 * What two peers say on a wire: a type byte, then fields. All of a world go on a channel of 8 bytes that only the two know.
 *
 *      1 hello      CBOR [version, nonce of 32 bytes]
 *      2 find       CBOR list of blinded tags (S1)
 *      3 prove      channel, CBOR list of proofs (K6)
 *      4 who        channel, sealed under the epoch's live key
 *      5 compare    channel, 0 to the responder or 1 to the initiator, a message of reconciliation; none: not now
 *      6 want       channel, CBOR list of [lower lamport, prefix, upper lamport or null, prefix, ids]
 *      7 envelopes  channel, number (u32), 1 when more follow, then length (3 bytes) and bytes of each
 *      8 ack        channel, number: all up to it are durable here (S5)
 *      9 even       channel: all that you had when we began to compare is durable here
 *     10 again      channel: compare once more
 *     11 ask        what a newcomer asks (K5)
 *     12 answer     what it is answered
 *     13 live       channel, sealed: passes between two members and is never stored
 *     14 served     channel: all of one want that is here was sent
 *     15 fetch      channel, CBOR list of at most 64 ids of chunks (V5)
 *     16 chunk      channel, its bytes
 *     17 lacks      channel, CBOR list of ids that are not here
 *     18 keeps      channel, CBOR list of ids that are durable here
 *     19 heads      channel, CBOR list of at most 256 addresses: lamport (6 bytes), id (S3)
 *     20 carry      channel, 1 when the store may forget, key of the carrier, its signature (K3)
 *     21 halves     channel, CBOR list of at most 1,024: tag of an epoch, public half of its proof key (K6)
 *     22 dead       channel, CBOR list of at most 8,192 addresses that are lacking there and forgotten here (V4)
 *     23 waits      channel, CBOR list of handles of invitations that are answered there (K5)
 *     24 asked      channel, number (u32), session id (32), side of who answers, what a newcomer asks: passed on
 *     25 told       channel, number (u32), the answer to it; none: no invitation opens it
 *     26 leave      channel, a way back, sealed for the one device that is to keep it; none: it is taken back (I4)
 *     27 holds      channel, hash of what is kept of it
 *     28 question   channel, number (u32), what one member asks another about what only that one has
 *     29 reply      channel, number (u32), the answer to it; none: it is not told
 */
import { type Address, chunkBytesMax, concat, decodeValue, encodeValue, getU48, type Half, limits, no, ok, putU48, type Result, type Value } from '@commune/protocol'

/** 2: heads are compared, carriers carry. */
export const syncVersion = 2
export const channelBytes = 8
/** Bytes of the shortest envelope there can be: a header and the seal of nothing. */
const envelopeBytesMin = 64
/** Spans of one want: as many as one message of a comparison can lead to. */
const spansMax = 8_192
const tagBytes = 16
const addressBytes = 38
const halfBytes = 48
const carryBytes = 1 + 32 + 64
/** Heads in a message, at most. */
export const headsMax = 256
/** Dead addresses in a message, at most. */
export const deadMax = 8_192
/** Public halves of proof keys in a message, at most. */
export const halvesMax = 1_024
/** Handles of invitations that one waits for on one channel. */
export const waitsMax = 16
/** What a newcomer asks, when it is passed on. */
export const askedBytesMax = 65_536
/** A way back, sealed. */
export const leaveBytesMax = 262_144
/** What one member asks another. */
export const questionBytesMax = 65_536
/** What it is answered. */
export const replyBytesMax = 1_000_000
/** A live message, sealed: one edit and what stands around it. */
export const liveBytesMax = 66_560

export interface Span {
  readonly lowerLamport: number
  readonly lowerPrefix: Uint8Array
  /** Infinity: to the end. */
  readonly upperLamport: number
  readonly upperPrefix: Uint8Array
  readonly ids: readonly Uint8Array[]
}

export type SyncMessage =
  | { readonly type: 'hello'; readonly version: number; readonly nonce: Uint8Array }
  | { readonly type: 'find'; readonly tags: readonly Uint8Array[] }
  | { readonly type: 'prove'; readonly channel: Uint8Array; readonly proofs: readonly Uint8Array[] }
  | { readonly type: 'who'; readonly channel: Uint8Array; readonly sealed: Uint8Array }
  | { readonly type: 'live'; readonly channel: Uint8Array; readonly sealed: Uint8Array }
  | { readonly type: 'compare'; readonly channel: Uint8Array; readonly toInitiator: boolean; readonly message: Uint8Array }
  | { readonly type: 'want'; readonly channel: Uint8Array; readonly spans: readonly Span[] }
  | { readonly type: 'envelopes'; readonly channel: Uint8Array; readonly number: number; readonly more: boolean; readonly envelopes: readonly Uint8Array[] }
  | { readonly type: 'ack'; readonly channel: Uint8Array; readonly number: number }
  | { readonly type: 'even' | 'again' | 'served'; readonly channel: Uint8Array }
  | { readonly type: 'fetch' | 'lacks' | 'keeps'; readonly channel: Uint8Array; readonly ids: readonly Uint8Array[] }
  | { readonly type: 'chunk'; readonly channel: Uint8Array; readonly bytes: Uint8Array }
  | { readonly type: 'heads'; readonly channel: Uint8Array; readonly heads: readonly Address[] }
  | { readonly type: 'dead'; readonly channel: Uint8Array; readonly addresses: readonly Address[] }
  | { readonly type: 'carry'; readonly channel: Uint8Array; readonly mayForget: boolean; readonly key: Uint8Array; readonly signature: Uint8Array }
  | { readonly type: 'halves'; readonly channel: Uint8Array; readonly halves: readonly Half[] }
  | { readonly type: 'ask' | 'answer'; readonly bytes: Uint8Array }
  | { readonly type: 'waits'; readonly channel: Uint8Array; readonly handles: readonly Uint8Array[] }
  | { readonly type: 'asked'; readonly channel: Uint8Array; readonly number: number; readonly session: Uint8Array; readonly side: 0 | 1; readonly bytes: Uint8Array }
  | { readonly type: 'told'; readonly channel: Uint8Array; readonly number: number; readonly bytes: Uint8Array }
  | { readonly type: 'leave'; readonly channel: Uint8Array; readonly sealed: Uint8Array }
  | { readonly type: 'holds'; readonly channel: Uint8Array; readonly hash: Uint8Array }
  | { readonly type: 'question'; readonly channel: Uint8Array; readonly number: number; readonly bytes: Uint8Array }
  | { readonly type: 'reply'; readonly channel: Uint8Array; readonly number: number; readonly bytes: Uint8Array }

/** What passes beside the set of envelopes, between two who have shown who they are. */
export type BesideMessage = Extract<SyncMessage, { type: 'live' | 'waits' | 'asked' | 'told' | 'leave' | 'holds' | 'question' | 'reply' }>
/** The same without the channel it goes on. */
export type BesideWords = { [T in BesideMessage['type']]: Omit<Extract<BesideMessage, { type: T }>, 'channel'> }[BesideMessage['type']]

const codes = {
  ...{ hello: 1, find: 2, prove: 3, who: 4, compare: 5, want: 6, envelopes: 7, ack: 8, even: 9, again: 10, ask: 11, answer: 12, live: 13 },
  ...{ served: 14, fetch: 15, chunk: 16, lacks: 17, keeps: 18, heads: 19, carry: 20, halves: 21, dead: 22 },
  ...{ waits: 23, asked: 24, told: 25, leave: 26, holds: 27, question: 28, reply: 29 }
} as const
const typeOf = new Map(Object.entries(codes).map(([type, code]) => [code as number, type as keyof typeof codes]))

export const encodeSync = (message: SyncMessage): Uint8Array => {
  const type = Uint8Array.of(codes[message.type])
  switch (message.type) {
    case 'hello':
      return concat(type, encodeValue([message.version, message.nonce]))
    case 'find':
      return concat(type, encodeValue(message.tags))
    case 'prove':
      return concat(type, message.channel, encodeValue(message.proofs))
    case 'who':
    case 'live':
    case 'leave':
      return concat(type, message.channel, message.sealed)
    case 'waits':
      return concat(type, message.channel, encodeValue(message.handles))
    case 'asked':
      return concat(type, message.channel, u32(message.number), message.session, Uint8Array.of(message.side), message.bytes)
    case 'told':
    case 'question':
    case 'reply':
      return concat(type, message.channel, u32(message.number), message.bytes)
    case 'holds':
      return concat(type, message.channel, message.hash)
    case 'compare':
      return concat(type, message.channel, Uint8Array.of(message.toInitiator ? 1 : 0), message.message)
    case 'want':
      return concat(type, message.channel, encodeValue(message.spans.map((span): Value => [span.lowerLamport, span.lowerPrefix, span.upperLamport === Infinity ? null : span.upperLamport, span.upperPrefix, span.ids])))
    case 'envelopes':
      return encodeEnvelopes(message.channel, message.number, message.more, message.envelopes)
    case 'ack':
      return concat(type, message.channel, u32(message.number))
    case 'even':
    case 'again':
    case 'served':
      return concat(type, message.channel)
    case 'fetch':
    case 'lacks':
    case 'keeps':
      return concat(type, message.channel, encodeValue(message.ids))
    case 'chunk':
      return concat(type, message.channel, message.bytes)
    case 'heads':
      return concat(type, message.channel, encodeAddresses(message.heads))
    case 'dead':
      return concat(type, message.channel, encodeAddresses(message.addresses))
    case 'carry':
      return concat(type, message.channel, Uint8Array.of(message.mayForget ? 1 : 0), message.key, message.signature)
    case 'halves':
      return concat(type, message.channel, encodeValue(message.halves.map(({ tag, key }) => concat(tag, key))))
    case 'ask':
    case 'answer':
      return concat(type, message.bytes)
  }
}

/** The message in these bytes, as views into them; or why there is none. */
export const decodeSync = (bytes: Uint8Array): Result<SyncMessage, string> => {
  const type = typeOf.get(bytes[0] ?? 0)
  if (!type) return no('a message of an unknown type')
  if (type === 'hello' || type === 'find') return decodeOpening(type, bytes.subarray(1))
  if (type === 'ask' || type === 'answer') return ok({ type, bytes: bytes.subarray(1) })
  if (bytes.length < 1 + channelBytes) return no('a message without a channel')
  const channel = bytes.subarray(1, 1 + channelBytes)
  const rest = bytes.subarray(1 + channelBytes)
  switch (type) {
    case 'prove': {
      const list = byteList(rest, 64)
      return list ? ok({ type, channel, proofs: list }) : no('proofs that cannot be read')
    }
    case 'fetch':
    case 'lacks':
    case 'keeps': {
      const ids = byteList(rest, 64)
      return ids?.every((id) => id.length === 32) ? ok({ type, channel, ids }) : no('ids of chunks that cannot be read')
    }
    case 'heads': {
      const heads = addressesIn(rest, headsMax)
      return heads ? ok({ type, channel, heads }) : no('heads that cannot be read')
    }
    case 'dead': {
      const addresses = addressesIn(rest, deadMax)
      return addresses ? ok({ type, channel, addresses }) : no('addresses that cannot be read')
    }
    case 'halves': {
      const list = byteList(rest, halvesMax)
      return list?.every((half) => half.length === halfBytes) ? ok({ type, channel, halves: list.map((half) => ({ tag: half.subarray(0, tagBytes), key: half.subarray(tagBytes) })) }) : no('halves that cannot be read')
    }
    case 'carry':
      if (rest.length !== carryBytes || (rest[0] as number) > 1) return no('a carrier that cannot be read')
      return ok({ type, channel, mayForget: rest[0] === 1, key: rest.subarray(1, 33), signature: rest.subarray(33) })
    case 'chunk':
      return rest.length > chunkBytesMax ? no('a chunk that is too long') : ok({ type, channel, bytes: rest })
    case 'who':
      return ok({ type, channel, sealed: rest })
    case 'live':
      return rest.length > liveBytesMax ? no('a live message that is too long') : ok({ type, channel, sealed: rest })
    case 'leave':
      return rest.length > leaveBytesMax ? no('a way back that is too long') : ok({ type, channel, sealed: rest })
    case 'holds':
      return rest.length === 32 ? ok({ type, channel, hash: rest }) : no('a hash that cannot be read')
    case 'waits': {
      const handles = byteList(rest, waitsMax)
      return handles?.every((handle) => handle.length === 32) ? ok({ type, channel, handles }) : no('handles that cannot be read')
    }
    case 'asked':
      return decodeAsked(channel, rest)
    case 'told':
      return rest.length < 4 ? no('an answer that cannot be read') : ok({ type, channel, number: readU32(rest, 0), bytes: rest.subarray(4) })
    case 'question':
    case 'reply':
      return numbered(type, channel, rest)
    case 'compare':
      return rest.length === 0 || (rest[0] as number) > 1 ? no('a comparison that cannot be read') : ok({ type, channel, toInitiator: rest[0] === 1, message: rest.subarray(1) })
    case 'want':
      return decodeWant(channel, rest)
    case 'envelopes':
      return decodeEnvelopes(channel, rest)
    case 'ack':
      return rest.length === 4 ? ok({ type, channel, number: readU32(rest, 0) }) : no('an acknowledgement that cannot be read')
    case 'even':
    case 'again':
    case 'served':
      return rest.length === 0 ? ok({ type, channel }) : no('a message with too much behind it')
  }
}

/** Envelopes without a copy of each: lengths and bytes one behind the other. */
export const encodeEnvelopes = (channel: Uint8Array, number: number, more: boolean, envelopes: readonly Uint8Array[]): Uint8Array => {
  let length = 1 + channelBytes + 5
  for (const envelope of envelopes) length += 3 + envelope.length
  const bytes = new Uint8Array(length)
  bytes[0] = codes.envelopes
  bytes.set(channel, 1)
  bytes.set(u32(number), 1 + channelBytes)
  bytes[1 + channelBytes + 4] = more ? 1 : 0
  let at = 1 + channelBytes + 5
  for (const envelope of envelopes) {
    bytes[at] = envelope.length >> 16
    bytes[at + 1] = (envelope.length >> 8) & 0xff
    bytes[at + 2] = envelope.length & 0xff
    bytes.set(envelope, at + 3)
    at += 3 + envelope.length
  }
  return bytes
}

function decodeEnvelopes(channel: Uint8Array, rest: Uint8Array): Result<SyncMessage, string> {
  if (rest.length < 5 || (rest[4] as number) > 1) return no('envelopes that cannot be read')
  const envelopes: Uint8Array[] = []
  for (let at = 5; at < rest.length; ) {
    if (at + 3 > rest.length) return no('envelopes that cannot be read')
    const length = ((rest[at] as number) << 16) | ((rest[at + 1] as number) << 8) | (rest[at + 2] as number)
    if (length < envelopeBytesMin) return no('an envelope that is too short')
    if (length > limits.envelopeBytesMax) return no('an envelope that is too long')
    if (at + 3 + length > rest.length) return no('an envelope that is cut off')
    envelopes.push(rest.subarray(at + 3, at + 3 + length))
    at += 3 + length
  }
  return ok({ type: 'envelopes', channel, number: readU32(rest, 0), more: rest[4] === 1, envelopes })
}

function decodeAsked(channel: Uint8Array, rest: Uint8Array): Result<SyncMessage, string> {
  const side = rest[36]
  if (rest.length < 37 || rest.length > 37 + askedBytesMax || (side !== 0 && side !== 1)) return no('a question that cannot be read')
  return ok({ type: 'asked', channel, number: readU32(rest, 0), session: rest.subarray(4, 36), side, bytes: rest.subarray(37) })
}

function numbered(type: 'question' | 'reply', channel: Uint8Array, rest: Uint8Array): Result<SyncMessage, string> {
  if (rest.length < 4 || rest.length > 4 + (type === 'question' ? questionBytesMax : replyBytesMax)) return no(`a ${type} that cannot be read`)
  return ok({ type, channel, number: readU32(rest, 0), bytes: rest.subarray(4) })
}

function decodeOpening(type: 'hello' | 'find', rest: Uint8Array): Result<SyncMessage, string> {
  if (type === 'find') {
    const tags = byteList(rest, 1_024)
    return tags?.every((tag) => tag.length === tagBytes) ? ok({ type, tags }) : no('tags that cannot be read')
  }
  const decoded = decodeValue(rest)
  const [version, nonce] = decoded.ok && Array.isArray(decoded.value) ? (decoded.value as Value[]) : []
  if (typeof version !== 'number' || !(nonce instanceof Uint8Array) || nonce.length !== 32) return no('a hello that cannot be read')
  return ok({ type, version, nonce })
}

function decodeWant(channel: Uint8Array, rest: Uint8Array): Result<SyncMessage, string> {
  const decoded = decodeValue(rest)
  if (!decoded.ok || !Array.isArray(decoded.value) || decoded.value.length > spansMax) return no('wants that cannot be read')
  const spans: Span[] = []
  for (const value of decoded.value as readonly Value[]) {
    if (!Array.isArray(value) || value.length !== 5) return no('wants that cannot be read')
    const [lowerLamport, lowerPrefix, upperLamport, upperPrefix, ids] = value as Value[]
    const right = isLamport(lowerLamport) && isPrefix(lowerPrefix) && (upperLamport === null || isLamport(upperLamport)) && isPrefix(upperPrefix) && Array.isArray(ids)
    if (!right || !(ids as Value[]).every((id) => id instanceof Uint8Array && id.length === 32)) return no('wants that cannot be read')
    spans.push({ lowerLamport, lowerPrefix, upperLamport: upperLamport ?? Infinity, upperPrefix, ids: ids as Uint8Array[] })
  }
  return ok({ type: 'want', channel, spans })
}

const isLamport = (value: Value | undefined): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 48
const isPrefix = (value: Value | undefined): value is Uint8Array => value instanceof Uint8Array && value.length <= 32

function byteList(bytes: Uint8Array, most: number): Uint8Array[] | undefined {
  const decoded = decodeValue(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value) || decoded.value.length > most) return undefined
  const list = decoded.value as readonly Value[]
  return list.every((item) => item instanceof Uint8Array) ? (list as Uint8Array[]) : undefined
}

function encodeAddresses(addresses: readonly Address[]): Uint8Array {
  return encodeValue(addresses.map(({ lamport, id }) => {
    const bytes = new Uint8Array(addressBytes)
    putU48(bytes, 0, lamport)
    bytes.set(id, 6)
    return bytes
  }))
}

function addressesIn(bytes: Uint8Array, most: number): Address[] | undefined {
  const list = byteList(bytes, most)
  return list?.every((each) => each.length === addressBytes) ? list.map((each) => ({ lamport: getU48(each, 0), id: each.subarray(6) })) : undefined
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff)
}

function readU32(bytes: Uint8Array, at: number): number {
  return (((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)) >>> 0
}
