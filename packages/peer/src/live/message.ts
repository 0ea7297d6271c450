/**
 * What those who have one page open say to one another (T5). It passes from peer to peer of the world, sealed with the live key of
 * an epoch in use, and is kept nowhere.
 *
 *     sealed = epoch tag (16), nonce (24), XChaCha20-Poly1305 of CBOR padded to a step of 64, bound to domain("live")
 *       is here   [1, idea, writer, 0, device or null, signature or null]
 *       writes    [1, idea, writer, 1, update]
 *       goes      [1, idea, writer, 2]
 *
 * `writer` is 16 random bytes for each time a page is opened, so that who wants no name under a page shows none here either. Who
 * wants one shows a device, with its signature over domain("live") ‖ world ‖ idea (UTF-8) ‖ writer.
 */
import { concat, decodeValue, decrypt, domain, encodeValue, encrypt, type Epoch, type IdText, type KeyPair, pad, type Random, sign, type StatementId, toText, unpad, utf8, type Value, verify } from '@commune/protocol'

const form = 1
const step = 64
const headBytes = 40
export const writerBytes = 16
const ideaCharsMax = 60

export type LiveWord =
  /** `device`: who is named there. */
  | { readonly word: 'here'; readonly device: IdText | null }
  | { readonly word: 'writes'; readonly update: Uint8Array }
  | { readonly word: 'goes' }

export interface LiveMessage {
  readonly idea: StatementId
  readonly writer: IdText
  readonly says: LiveWord
}

/** What is said by a writer, before it is sealed. `named`: the pair of the device that wants to be named. */
export const liveValue = (world: Uint8Array, idea: StatementId, writer: Uint8Array, says: LiveWord, named: KeyPair | undefined): Value => {
  switch (says.word) {
    case 'here':
      return [form, idea, writer, 0, named ? named.publicKey : null, named ? sign(hereBytes(world, idea, writer), named.secretKey) : null]
    case 'writes':
      return [form, idea, writer, 1, says.update]
    case 'goes':
      return [form, idea, writer, 2]
  }
}

export const sealLive = (value: Value, epoch: Epoch, random: Random): Uint8Array => {
  const nonce = random.bytes(24)
  return concat(epoch.tag, nonce, encrypt(pad(encodeValue(value), step), domain('live'), nonce, epoch.liveKey))
}

/** The nonce, by which a message that comes again on another way is known. */
export const nonceOf = (sealed: Uint8Array): IdText => toText(sealed.subarray(16, headBytes))

/** Undefined when it does not open with an epoch that is used here, or is none. */
export const openLive = (sealed: Uint8Array, epochOf: (tag: Uint8Array) => Epoch | undefined, world: Uint8Array): LiveMessage | undefined => {
  const epoch = sealed.length > headBytes ? epochOf(sealed.subarray(0, 16)) : undefined
  const padded = epoch && decrypt(sealed.subarray(headBytes), domain('live'), sealed.subarray(16, headBytes), epoch.liveKey)
  const plain = padded && unpad(padded, step)
  const decoded = plain && decodeValue(plain)
  if (!decoded?.ok || !Array.isArray(decoded.value)) return undefined
  const [version, idea, writer, kind, ...rest] = decoded.value as Value[]
  if (version !== form || typeof idea !== 'string' || idea.length > ideaCharsMax || !(writer instanceof Uint8Array) || writer.length !== writerBytes) return undefined
  const says = wordOf(kind, rest, (device, signature) => verify(signature, hereBytes(world, idea, writer), device))
  return says && { idea: idea as StatementId, writer: toText(writer), says }
}

function wordOf(kind: Value | undefined, [first, second]: readonly Value[], holds: (device: Uint8Array, signature: Uint8Array) => boolean): LiveWord | undefined {
  if (kind === 2) return { word: 'goes' }
  if (kind === 1) return first instanceof Uint8Array ? { word: 'writes', update: first.slice() } : undefined
  if (kind !== 0) return undefined
  if (first === null && second === null) return { word: 'here', device: null }
  const named = first instanceof Uint8Array && first.length === 32 && second instanceof Uint8Array && second.length === 64 && holds(first, second)
  return named ? { word: 'here', device: toText(first) } : undefined
}

function hereBytes(world: Uint8Array, idea: StatementId, writer: Uint8Array): Uint8Array {
  return concat(domain('live'), world, utf8(idea), writer)
}
