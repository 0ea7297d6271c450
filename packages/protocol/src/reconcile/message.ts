/**
 * Messages of set reconciliation as bytes: Negentropy Protocol V1
 * (https://github.com/hoytech/negentropy/blob/master/docs/negentropy-protocol-v1.md), with lamports as timestamps.
 *
 *     message      0x61, ranges; each range begins where the one before it ended, the first at the very start
 *     range        upper bound, mode (varint), payload: skip (0) none, fingerprint (1) 16 bytes, list (2) count (varint), ids
 *     bound        varint: 0 for the end of everything, else 1 + lamport less the lamport of the bound before; varint length
 *                  of the id prefix, the prefix
 *     varint       base 128, most significant digit first, the high bit set on all but the last byte, no leading zero digit
 *
 * What is behind the last range is skipped. It refuses, with the reason and the offset: another version, more bytes, ranges or
 * rounds than agreed, bytes that end early, a varint that is too large or not the shortest, a lamport of 2^48 and more, a
 * prefix over 32 bytes, bounds that go backwards, a mode it does not know. Nothing is allocated by a number that was read.
 */
import { limits } from '../ports/limits.ts'
import { no, ok, type Result } from '../statement/statement.ts'
import { type Bound, compareBounds, endBound, idBytes, startBound } from './address.ts'
import { fingerprintBytes } from './sum.ts'
import { putVarint, varintBytesMax } from './varint.ts'

export const protocolVersion = 0x61

export type RefusalReason =
  | 'empty' | 'version' | 'too-long' | 'too-many-ranges' | 'too-many-rounds' | 'cut-short' | 'varint' | 'lamport' | 'prefix'
  | 'order' | 'mode'

/** Why a message was not taken. `at` is the offset in it. */
export interface MessageRefusal {
  readonly reason: RefusalReason
  readonly at: number
}

/** One range of a message; payloads stay in the message's bytes. */
export interface Range {
  readonly lower: Bound
  readonly upper: Bound
  readonly mode: 'skip' | 'fingerprint' | 'list'
  /** Where the fingerprint or the first id begins. */
  readonly at: number
  /** Ids in the list. */
  readonly ids: number
}

export interface MessageLimits {
  readonly messageBytesMax: number
  readonly rangesMax: number
}

const modes = ['skip', 'fingerprint', 'list'] as const

/** Parses a whole message. */
export function decodeMessage(bytes: Uint8Array, bounds: MessageLimits): Result<Range[], MessageRefusal> {
  if (bytes.length === 0) return no({ reason: 'empty', at: 0 })
  if (bytes.length > bounds.messageBytesMax) return no({ reason: 'too-long', at: bounds.messageBytesMax })
  if (bytes[0] !== protocolVersion) return no({ reason: 'version', at: 0 })
  const reader = new Reader(bytes)
  const ranges: Range[] = []
  let lower = startBound
  while (reader.at < bytes.length) {
    if (ranges.length === bounds.rangesMax) return no({ reason: 'too-many-ranges', at: reader.at })
    const range = reader.range(lower)
    if (typeof range === 'string') return no({ reason: range, at: reader.at })
    ranges.push(range)
    lower = range.upper
  }
  return ok(ranges)
}

class Reader {
  readonly #bytes: Uint8Array
  #lamport = 0
  at = 1

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  range(lower: Bound): Range | RefusalReason {
    const upper = this.#bound()
    if (typeof upper === 'string') return upper
    if (compareBounds(lower, upper) > 0) return 'order'
    const number = this.#varint()
    if (typeof number === 'string') return number
    const mode = modes[number]
    if (mode === undefined) return 'mode'
    const ids = mode === 'list' ? this.#varint() : 0
    if (typeof ids === 'string') return ids
    const at = this.at
    const length = mode === 'list' ? ids * idBytes : mode === 'fingerprint' ? fingerprintBytes : 0
    if (length > this.#bytes.length - at) return 'cut-short'
    this.at += length
    return { lower, upper, mode, at, ids }
  }

  #bound(): Bound | RefusalReason {
    const offset = this.#varint()
    if (typeof offset === 'string') return offset
    const length = this.#varint()
    if (typeof length === 'string') return length
    if (offset === 0) {
      this.#lamport = Infinity
      return length === 0 ? endBound : 'prefix'
    }
    this.#lamport += offset - 1
    if (this.#lamport >= limits.lamportEnd) return 'lamport'
    if (length > idBytes) return 'prefix'
    if (length > this.#bytes.length - this.at) return 'cut-short'
    const prefix = this.#bytes.slice(this.at, this.at + length)
    this.at += length
    return { lamport: this.#lamport, prefix }
  }

  #varint(): number | RefusalReason {
    let value = 0
    const first = this.at
    for (;;) {
      const byte = this.#bytes[this.at]
      if (byte === undefined) return 'cut-short'
      if (this.at === first && byte === 0x80) return 'varint'
      if (this.at - first >= varintBytesMax) return 'varint'
      this.at++
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
  }
}

/** Where a writer stood. */
export interface Mark {
  readonly at: number
  readonly ranges: number
  readonly lamport: number
  readonly skipped: Bound | undefined
}

const boundBytesMax = 8 + 1 + idBytes
/** Bytes that always stay free for one skip and one last fingerprint behind what is written. */
const tailBytes = 2 * (boundBytesMax + 1) + fingerprintBytes
/** Smallest message a reconciler may be limited to: one widest split must fit. */
export const frameBytesMin = 4_096
/** Room that a message begins with. */
const bytesFirst = 1_024

/**
 * Writes a message of at most `bytesMax` bytes and `rangesMax` ranges. Each method that answers false has written nothing,
 * because it would not fit; `rest` always fits. Neighbouring skips become one and a last one is left out.
 */
export class MessageWriter {
  readonly #bytesMax: number
  readonly #rangesMax: number
  /** As long as was needed so far: most messages are short. */
  #bytes: Uint8Array
  #at = 1
  #ranges = 0
  #lamport = 0
  #skipped: Bound | undefined

  constructor(bytesMax: number, rangesMax: number) {
    this.#bytesMax = bytesMax
    this.#rangesMax = rangesMax
    this.#bytes = new Uint8Array(Math.min(bytesMax, bytesFirst))
    this.#bytes[0] = protocolVersion
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#at
  }

  /** Ids a list written now could hold, with one fingerprint behind it. */
  get roomIds(): number {
    return Math.floor((this.#bytesMax - tailBytes - 4 * boundBytesMax - 8 - fingerprintBytes - this.#at) / idBytes)
  }

  mark(): Mark {
    return { at: this.#at, ranges: this.#ranges, lamport: this.#lamport, skipped: this.#skipped }
  }

  /** Takes back what was written since. */
  rewind(mark: Mark): void {
    this.#at = mark.at
    this.#ranges = mark.ranges
    this.#lamport = mark.lamport
    this.#skipped = mark.skipped
  }

  skip(upper: Bound): void {
    this.#skipped = upper
  }

  fingerprint(upper: Bound, fingerprint: Uint8Array): boolean {
    if (!this.#fits(fingerprint.length)) return false
    this.#range(upper, 1)
    this.#put(fingerprint)
    return true
  }

  list(upper: Bound, ids: readonly Uint8Array[]): boolean {
    if (!this.#fits(8 + ids.length * idBytes)) return false
    this.#range(upper, 2)
    this.#varint(ids.length)
    for (const id of ids) this.#put(id)
    return true
  }

  /** The fingerprint of all that is left to speak of. */
  rest(upper: Bound, fingerprint: Uint8Array): void {
    this.#range(upper, 1)
    this.#put(fingerprint)
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#at)
  }

  /** Whether two ranges more (this one and a skip before it) and the tail fit. */
  #fits(payloadBytes: number): boolean {
    return this.#at + 2 * boundBytesMax + payloadBytes + tailBytes <= this.#bytesMax && this.#ranges + 4 <= this.#rangesMax
  }

  #range(upper: Bound, mode: number): void {
    const skipped = this.#skipped
    this.#skipped = undefined
    if (skipped) this.#range(skipped, 0)
    if (upper.lamport === Infinity) {
      this.#varint(0)
    } else {
      this.#varint(1 + upper.lamport - this.#lamport)
      this.#lamport = upper.lamport
    }
    this.#varint(upper.prefix.length)
    this.#put(upper.prefix)
    this.#varint(mode)
    this.#ranges++
  }

  #put(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    this.#bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  #varint(value: number): void {
    this.#makeRoom(varintBytesMax)
    this.#at = putVarint(this.#bytes, this.#at, value)
  }

  #makeRoom(more: number): void {
    if (this.#at + more <= this.#bytes.length) return
    const wider = new Uint8Array(Math.max(2 * this.#bytes.length, this.#at + more))
    wider.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = wider
  }
}
