/**
 * The sending end of a wire: gathers small messages into chunks and holds the sender back when the stream is full.
 *
 * Why not leave it to the stream: one send for each message of 250 bytes costs an encryption and a system call each, and
 * the stream's own `onDrain` resolves for ever after it has resolved once (libp2p 3.3), so that a sender who trusts it
 * grows the stream's buffer without bound. Here a sender waits until the stream has really less than `waitingBytesMax` to
 * send. Messages gathered in one turn of the event loop leave at its end, or as soon as a chunk is full.
 */
import type { Stream } from '@libp2p/interface'
import { encodeGoodbye, headerBytes, writeHeader } from './framing.ts'
import { soon } from './soon.ts'

/** Bytes of a chunk: with yamux' 12 byte header just under the largest message of Noise (65,519 bytes of plain text). */
const chunkBytes = 65_500
/** Bytes the stream may hold unsent before the sender waits. */
const waitingBytesMax = 262_144

export class Outbox {
  readonly #stream: Stream
  readonly #header = new Uint8Array(headerBytes)
  /** A chunk that is being filled, from `#from` (what has been sent) to `#to`. */
  #chunk = new Uint8Array(0)
  #from = 0
  #to = 0
  #isFlushComing = false
  #isHeldBack = false
  #room: PromiseWithResolvers<void> | undefined
  #ended: Error | undefined

  constructor(stream: Stream) {
    this.#stream = stream
    const look = (): void => {
      // The stream goes on sending in a microtask of its own, which was queued before this one.
      if (this.#isHeldBack) queueMicrotask(() => this.#look())
    }
    stream.addEventListener('drain', look)
    stream.addEventListener('idle', look)
  }

  /** Copies the message. Resolves when there is room for more; rejects when the wire has ended. */
  send(message: Uint8Array): Promise<void> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    writeHeader(this.#header, 0, message.length)
    this.#append(this.#header)
    this.#append(message)
    this.#flushSoon()
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    if (!this.#isHeldBack && this.#hasRoom()) return settled
    this.#isHeldBack = true
    this.#room ??= Promise.withResolvers()
    return this.#room.promise
  }

  /** The last word: what is gathered, then the goodbye. Nothing can be sent afterwards. */
  sayGoodbye(reason: string): void {
    if (this.#ended !== undefined) return
    this.#flush()
    this.#pass(encodeGoodbye(reason))
    this.end(reason)
  }

  /** Senders that wait are told; what was gathered is let go. */
  end(reason: string): void {
    this.#ended ??= new Error(`the wire has ended: ${reason}`)
    this.#room?.promise.catch(() => undefined)
    this.#room?.reject(this.#ended)
    this.#room = undefined
    this.#chunk = new Uint8Array(0)
    this.#from = 0
    this.#to = 0
  }

  /** Copies bytes behind what is gathered; full chunks leave at once. */
  #append(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length) {
      if (this.#to === this.#chunk.length) this.#turn()
      const part = bytes.subarray(at, at + this.#chunk.length - this.#to)
      this.#chunk.set(part, this.#to)
      this.#to += part.length
      at += part.length
    }
    if (this.#to === this.#chunk.length) this.#flush()
  }

  #turn(): void {
    this.#flush()
    this.#chunk = new Uint8Array(chunkBytes)
    this.#from = 0
    this.#to = 0
  }

  #flushSoon(): void {
    if (this.#isFlushComing) return
    this.#isFlushComing = true
    soon(() => {
      this.#isFlushComing = false
      // A stream that is full would send it as a crumb later on; more may be gathered until there is room.
      if (this.#isHeldBack && !this.#hasRoom()) return
      this.#flush()
    })
  }

  #flush(): void {
    if (this.#from === this.#to) return
    const gathered = this.#chunk.subarray(this.#from, this.#to)
    this.#from = this.#to
    this.#pass(gathered)
  }

  #pass(bytes: Uint8Array): void {
    try {
      this.#stream.send(bytes)
    } catch (error) {
      this.end(error instanceof Error ? error.message : 'connection lost')
    }
  }

  #hasRoom(): boolean {
    return !this.#stream.writableNeedsDrain && this.#stream.writeBufferLength < waitingBytesMax
  }

  #look(): void {
    if (!this.#isHeldBack || !this.#hasRoom()) return
    this.#isHeldBack = false
    this.#flushSoon()
    this.#room?.resolve()
    this.#room = undefined
  }
}

const settled = Promise.resolve()
