/**
 * Envelopes: all that is stored, sent and hashed (V1, V2).
 *
 *     at  bytes  entry envelope (version 1)            grant envelope (version 2)
 *      0      1  version                               version
 *      1     16  epoch tag                             tag of the granted epoch
 *     17      6  lamport, big end first                lamport
 *     23      1  keep class: 0 for ever, else seasons  keep class
 *     24     24  nonce                                 nonce (only makes the id unlike)
 *     48      …  XChaCha20-Poly1305 of the padded      1, 2, 4, … 512 boxes of 80 bytes: the epoch's secret
 *                plain bytes, bound to bytes 0 to 47   sealed for one device each, or chance
 *
 * The id is BLAKE2b-256 of all bytes. The address, by which an envelope is found and ordered, is (lamport, id).
 *
 * Padding is canonical: 0x80, then zeros up to the next multiple of 32, and an authorless entry (lamport 0) fills one of
 * three whole sizes (E6). Any other padding is refused, so that one plain text has one form.
 */
import { fromText, getU48, putU48, toText } from '../bytes/bytes.ts'
import { tagBytes } from '../epoch/epoch.ts'
import { limits } from '../ports/limits.ts'
import { decrypt, encrypt, hash } from '../sodium/sodium.ts'
import type { IdText, Result } from '../statement/statement.ts'
import { no, ok } from '../statement/statement.ts'

export const headerBytes = 48
export const boxBytes = 80
const macBytes = 16
const padStep = 32
/** Whole envelope sizes of authorless entries. */
export const authorlessSizes: readonly number[] = [1_024, 8_192, 65_536]

export type EnvelopeVersion = 1 | 2

/** An envelope as it came. Its parts are views, made when they are asked for: most are needed of a few only. */
export interface Envelope {
  readonly version: EnvelopeVersion
  readonly tag: Uint8Array
  readonly lamport: number
  readonly keepClass: number
  readonly nonce: Uint8Array
  /** Ciphertext, or boxes. */
  readonly body: Uint8Array
  /** The whole envelope as it came. */
  readonly bytes: Uint8Array
}

export interface Header {
  readonly tag: Uint8Array
  readonly lamport: number
  readonly keepClass: number
  readonly nonce: Uint8Array
}

/** (lamport, id): where an envelope stands in a world's set. */
export interface Address {
  readonly lamport: number
  readonly id: Uint8Array
}

/** An address that is known by the text of its id: that takes a third of the room, and of many hardly one is asked for the bytes. */
export class TextAddress implements Address {
  readonly lamport: number
  readonly text: IdText

  constructor(lamport: number, text: IdText) {
    this.lamport = lamport
    this.text = text
  }
  get id(): Uint8Array {
    return fromText(this.text) as Uint8Array
  }
}

/** Text of an address's id. */
export const idTextOf = (address: Address): IdText => (address instanceof TextAddress ? address.text : toText(address.id))

export const envelopeId = (bytes: Uint8Array): Uint8Array => hash(bytes)

/** Reads a header without any key. The parts are views into `bytes`. */
export const parseEnvelope = (bytes: Uint8Array): Result<Envelope, string> => {
  if (bytes.length > limits.envelopeBytesMax) return no(`an envelope is longer than ${limits.envelopeBytesMax} bytes`)
  if (bytes.length < headerBytes + macBytes) return no('an envelope is too short')
  const version = bytes[0]
  if (version !== 1 && version !== 2) return no(`envelope version ${version} is not known here`)
  const bodyBytes = bytes.length - headerBytes
  const lamport = getU48(bytes, 17)
  if (version === 1) {
    if (bodyBytes === macBytes || (bodyBytes - macBytes) % padStep !== 0) return no('an envelope has a wrong length')
    if (lamport === 0 && !authorlessSizes.includes(bytes.length)) return no('an authorless envelope has a wrong length')
  } else {
    const boxes = bodyBytes / boxBytes
    if (!Number.isInteger(boxes) || (boxes & (boxes - 1)) !== 0 || boxes > 512) return no('a grant has a wrong number of boxes')
    if (lamport === 0) return no('a grant has lamport 0')
  }
  return ok(new ParsedEnvelope(version, lamport, bytes))
}

class ParsedEnvelope implements Envelope {
  readonly version: EnvelopeVersion
  readonly lamport: number
  readonly bytes: Uint8Array

  constructor(version: EnvelopeVersion, lamport: number, bytes: Uint8Array) {
    this.version = version
    this.lamport = lamport
    this.bytes = bytes
  }
  get tag(): Uint8Array {
    return this.bytes.subarray(1, 1 + tagBytes)
  }
  get keepClass(): number {
    return this.bytes[23] as number
  }
  get nonce(): Uint8Array {
    return this.bytes.subarray(24, headerBytes)
  }
  get body(): Uint8Array {
    return this.bytes.subarray(headerBytes)
  }
}

/** Header and body as one run of bytes. */
export const buildEnvelope = (version: EnvelopeVersion, header: Header, body: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(headerBytes + body.length)
  putHeader(bytes, version, header)
  bytes.set(body, headerBytes)
  return bytes
}

/** Encrypts the plain bytes of an entry (V1). Refuses what would be over the limit. */
export const closeEnvelope = (header: Header, plain: Uint8Array, contentKey: Uint8Array): Result<Uint8Array, string> => {
  const length = paddedLength(plain.length, header.lamport)
  if (length === undefined) return no(`an entry is longer than an envelope of ${limits.envelopeBytesMax} bytes can hold`)
  const padded = new Uint8Array(length)
  padded.set(plain)
  padded[plain.length] = 0x80
  const bound = new Uint8Array(headerBytes)
  putHeader(bound, 1, header)
  return ok(buildEnvelope(1, header, encrypt(padded, bound, header.nonce, contentKey)))
}

/** Plain bytes of an entry envelope; every key but the right one gives a reason. */
export const openEnvelope = (envelope: Envelope, contentKey: Uint8Array): Result<Uint8Array, string> => {
  const padded = decrypt(envelope.body, envelope.bytes.subarray(0, headerBytes), envelope.nonce, contentKey)
  if (!padded) return no(notUnder)
  const end = unpaddedEnd(padded, 0, envelope)
  return end === undefined ? no(wronglyPadded) : ok(padded.subarray(0, end))
}

export const notUnder = 'does not open under its epoch'
export const wronglyPadded = 'is padded in a wrong way'

/** Where the plain bytes end that begin at `from`, padded; undefined when the padding is not the one there should be. */
export const unpaddedEnd = (padded: Uint8Array, from: number, { lamport, bytes }: Envelope): number | undefined => {
  const length = bytes.length - headerBytes - macBytes
  let end = from + length - 1
  while (end >= from && padded[end] === 0) end--
  return end < from || padded[end] !== 0x80 || paddedLength(end - from, lamport, bytes.length) !== length ? undefined : end
}

/** Most plain bytes an entry can have. */
export const plainBytesMax: number = Math.floor((limits.envelopeBytesMax - headerBytes - macBytes) / padStep) * padStep - 1

function paddedLength(plainBytes: number, lamport: number, authorlessBytes?: number): number | undefined {
  if (lamport === 0) {
    const whole = authorlessSizes.find((size) => size - headerBytes - macBytes > plainBytes)
    if (whole === undefined || (authorlessBytes !== undefined && whole !== authorlessBytes)) return undefined
    return whole - headerBytes - macBytes
  }
  return plainBytes > plainBytesMax ? undefined : (Math.floor(plainBytes / padStep) + 1) * padStep
}

function putHeader(bytes: Uint8Array, version: EnvelopeVersion, header: Header): void {
  bytes[0] = version
  bytes.set(header.tag, 1)
  putU48(bytes, 17, header.lamport)
  bytes[23] = header.keepClass
  bytes.set(header.nonce, 24)
}
