/**
 * A wire over a libp2p stream.
 *
 * Reading: chunks are cut into messages, which wait in an inbox; when more than `inboxBytesMax` wait, the stream is paused,
 * its window closes and the other side's sender stops. (The stream's own iterator has no bound and is not used.)
 *
 * Ending: `close` says goodbye with its reason and closes the stream, and resets it when that takes longer than
 * `farewellMs`. Whatever ends a wire, messages that had arrived can still be read by the side that did not close it.
 */
import { limits, type Clock, type Wire } from '@commune/protocol'
import type { Stream } from '@libp2p/interface'
import { Inbox } from '../wire/inbox.ts'
import { FrameDecoder } from './framing.ts'
import { Outbox } from './outbox.ts'
import { steadyWindow } from './steadyWindow.ts'

/** Unread bytes before the stream is paused. */
const inboxBytesMax = 1_048_576
/** Unread bytes at which a paused stream goes on. */
const inboxBytesLow = 524_288
/** How long a goodbye may take, milliseconds. */
const farewellMs = 1_000

export interface StreamWireOptions {
  readonly stream: Stream
  readonly localId: Uint8Array
  readonly remoteId: Uint8Array
  readonly remoteAddress: string
  readonly clock: Clock
}

export class StreamWire implements Wire {
  readonly localId: Uint8Array
  readonly remoteId: Uint8Array
  readonly remoteAddress: string
  readonly closed: Promise<string>
  /** Resolves when the stream itself is gone. */
  readonly gone: Promise<void>
  readonly #stream: Stream
  readonly #clock: Clock
  readonly #inbox: Inbox
  readonly #outbox: Outbox
  readonly #decoder: FrameDecoder
  #isPaused = false
  #reason: string | undefined
  #settle: (reason: string) => void = () => undefined

  constructor(options: StreamWireOptions) {
    const { stream } = options
    this.localId = options.localId
    this.remoteId = options.remoteId
    this.remoteAddress = options.remoteAddress
    this.closed = new Promise(resolve => {
      this.#settle = resolve
    })
    this.#stream = stream
    this.#clock = options.clock
    this.#inbox = new Inbox(() => this.#taken())
    this.#outbox = new Outbox(stream)
    this.#decoder = new FrameDecoder(message => this.#inbox.put(message))
    this.gone = new Promise(resolve => {
      if (stream.status === 'open') stream.addEventListener('close', () => resolve(), { once: true })
      else resolve()
    })
    stream.addEventListener('remoteCloseWrite', () => this.#otherSideEnded('closed by the other side'))
    stream.addEventListener('close', event => {
      this.#otherSideEnded(event.error === undefined ? 'connection closed' : 'connection lost')
    })
    stream.addEventListener('message', event => this.#arrived(event.data))
    if (stream.status === 'open') steadyWindow(stream)
    else this.#otherSideEnded('connection lost')
  }

  send(message: Uint8Array): Promise<void> {
    if (message.length > limits.messageBytesMax) {
      const reason = `message too long: ${message.length} bytes`
      this.close(reason)
      return Promise.reject(new Error(reason))
    }
    return this.#outbox.send(message)
  }

  messages(): AsyncIterable<Uint8Array> {
    return this.#inbox.messages()
  }

  close(reason?: string): void {
    if (this.#reason !== undefined) return
    this.#outbox.sayGoodbye(reason ?? 'closed by the other side')
    this.#inbox.drop()
    this.#finish(reason ?? 'closed here')
  }

  #arrived(chunk: Uint8Array | Iterable<Uint8Array>): void {
    if (this.#reason !== undefined) return
    for (const part of chunk instanceof Uint8Array ? [chunk] : chunk) {
      const end = this.#decoder.take(part)
      if (end === undefined) continue
      if (end.type === 'fault') this.#outbox.sayGoodbye(end.reason)
      this.#finish(end.reason)
      return
    }
    if (this.#inbox.bytes > inboxBytesMax && !this.#isPaused) this.#pause()
  }

  #taken(): void {
    if (this.#isPaused && this.#inbox.bytes <= inboxBytesLow) this.#resume()
  }

  /** The stream has ended without a goodbye; one may still lie in what it holds back while paused. */
  #otherSideEnded(reason: string): void {
    if (this.#reason !== undefined) return
    this.#resume()
    this.#finish(this.#decoder.isInside ? `${reason} in the middle of a message` : reason)
  }

  #finish(reason: string): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    this.#outbox.end(reason)
    this.#inbox.end()
    this.#settle(reason)
    this.#resume()
    this.#closeStream()
  }

  #closeStream(): void {
    if (this.#stream.status !== 'open') return
    const reset = (): void => this.#stream.abort(new Error('the goodbye took too long'))
    const cancel = this.#clock.after(farewellMs, reset)
    void this.gone.then(cancel)
    this.#stream.close().catch(reset)
  }

  // Pausing and going on throw when the stream is ending; there is nothing to pause then.
  #pause(): void {
    this.#isPaused = true
    try {
      this.#stream.pause()
    } catch {}
  }

  #resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    try {
      this.#stream.resume()
    } catch {}
  }
}
