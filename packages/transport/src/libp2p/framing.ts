/**
 * How messages lie on a stream, under the protocol name `/commune/sync/1`:
 *
 *   message   u32 length (big-endian, at most limits.messageBytesMax), then that many bytes
 *   goodbye   u32 with the top bit set, its low bits the length of a reason (at most 200), then the reason in UTF-8
 *
 * A goodbye is the last thing on a stream. Anything else is a fault that ends the wire: a length over the limit, a reason
 * that is too long. A message that lies whole in a chunk is copied out of it, so that a short one does not keep a long
 * chunk in memory; one that spans chunks is gathered in place.
 */
import { limits } from '@commune/protocol'

/** The libp2p protocol of a wire. Its version changes when the framing does. */
export const syncProtocol = '/commune/sync/1'

export const headerBytes = 4
const goodbyeBit = 0x8000_0000
const reasonBytesMax = 200

/** What a chunk can tell beside messages. */
export type FrameEnd = { readonly type: 'goodbye'; readonly reason: string } | { readonly type: 'fault'; readonly reason: string }

/** Writes the header of a message at `offset`. */
export function writeHeader(target: Uint8Array, offset: number, messageBytes: number): void {
  target[offset] = messageBytes >>> 24
  target[offset + 1] = messageBytes >>> 16
  target[offset + 2] = messageBytes >>> 8
  target[offset + 3] = messageBytes
}

export function encodeGoodbye(reason: string): Uint8Array {
  const { written, text } = cut(reason)
  const frame = new Uint8Array(headerBytes + written)
  writeHeader(frame, 0, goodbyeBit | written)
  frame.set(text, headerBytes)
  return frame
}

/** The reason's UTF-8, cut between characters. */
function cut(reason: string): { written: number; text: Uint8Array } {
  const target = new Uint8Array(reasonBytesMax)
  const { written } = new TextEncoder().encodeInto(reason, target)
  return { written, text: target.subarray(0, written) }
}

export class FrameDecoder {
  readonly #message: (message: Uint8Array) => void
  #header = 0
  #headerHave = 0
  #body: Uint8Array | undefined
  #bodyHave = 0
  #isGoodbye = false
  #end: FrameEnd | undefined

  constructor(message: (message: Uint8Array) => void) {
    this.#message = message
  }

  /** A frame has begun and its rest has not come. */
  get isInside(): boolean {
    return this.#headerHave > 0 || this.#body !== undefined
  }

  /** Takes in a chunk and tells messages as they become whole. After an end everything is ignored. */
  take(chunk: Uint8Array): FrameEnd | undefined {
    let at = 0
    while (at < chunk.length && this.#end === undefined) {
      if (this.#body === undefined) at = this.#takeHeader(chunk, at)
      at = this.#takeBody(chunk, at)
    }
    return this.#end
  }

  #takeHeader(chunk: Uint8Array, from: number): number {
    let at = from
    while (this.#headerHave < headerBytes && at < chunk.length) {
      this.#header = ((this.#header << 8) | chunk[at]!) >>> 0
      this.#headerHave += 1
      at += 1
    }
    if (this.#headerHave === headerBytes) this.#begin(this.#header)
    return at
  }

  #begin(header: number): void {
    this.#headerHave = 0
    this.#header = 0
    this.#isGoodbye = header >= goodbyeBit
    const length = this.#isGoodbye ? header - goodbyeBit : header
    if (this.#isGoodbye && length > reasonBytesMax) this.#end = { type: 'fault', reason: 'not the sync protocol' }
    else if (length > limits.messageBytesMax) this.#end = { type: 'fault', reason: `message too long: ${length} bytes` }
    else this.#body = new Uint8Array(length)
    this.#bodyHave = 0
  }

  #takeBody(chunk: Uint8Array, from: number): number {
    const body = this.#body
    if (body === undefined) return from
    const part = chunk.subarray(from, from + body.length - this.#bodyHave)
    body.set(part, this.#bodyHave)
    this.#bodyHave += part.length
    if (this.#bodyHave === body.length) {
      this.#body = undefined
      if (this.#isGoodbye) this.#end = { type: 'goodbye', reason: new TextDecoder().decode(body) }
      else this.#message(body)
    }
    return from + part.length
  }
}
