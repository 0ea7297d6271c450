/**
 * The home of the peer in a browser: a worker, shared by all tabs where browsers have such, else one in each tab. However many
 * homes there are, one of them holds the lease and with it the peer; the others pass everything on to it, and one of them
 * takes over when it goes. So any number of tabs, of one build or of two, are one writer.
 *
 * Invariants: the peer is open only while this home holds the lease; when the lease is found with another, the peer is closed
 * at once and writes nothing more (`mayWrite`). A holder that has gone silent is asked before its lapsed lease is taken.
 */
import type { Message } from '@commune/commune'
import type { PeerApi } from '@commune/peer'
import type { Clock } from '@commune/protocol'
import { beatMs, type Leases } from './lease.ts'
import { type Port, RemotePeer, servePort } from './rpc.ts'
import { SteadyPeer } from './steadyPeer.ts'

export interface OpenedPeer {
  readonly api: PeerApi
  close(): Promise<void>
}

/** Opens the one peer of this origin. `mayWrite` is false from the moment on that another home may hold the lease. */
export type OpenPeer = (name: string, mayWrite: () => boolean) => Promise<OpenedPeer>

/** What homes say to one another over a channel that all of them hear. */
export type HomeWord = {
  readonly word: 'writer' | 'free' | 'there?' | 'there' | 'bye' | 'call' | 'reply'
  readonly from: string
  readonly to?: string
  readonly body?: unknown
}

export interface Channel {
  postMessage(word: HomeWord): void
  onmessage: ((event: MessageEvent) => void) | null
}

export interface HomeParts {
  /** Unlike any other home that lives now; a shared worker that comes back keeps its own. */
  readonly id: string
  readonly name: string
  readonly leases: Leases
  readonly channel: Channel
  readonly clock: Clock
  readonly openPeer: OpenPeer
  /** A reason that a person can read. */
  readonly reasonOf: (fault: unknown) => Message
}

/** A silent holder has this long to answer. */
const answerMs = 1_000

export class Home {
  readonly #parts: HomeParts
  readonly #peer = new SteadyPeer()
  /** Other homes that this one, as the writer, serves. */
  readonly #served = new Map<string, { readonly hear: (message: unknown) => void; readonly end: () => void }>()
  #remote: { readonly writer: string; readonly hear: (message: unknown) => void } | undefined
  #opened: OpenedPeer | undefined
  #opening = false
  #untilMs = 0
  #answered = false
  #ended = false

  constructor(parts: HomeParts) {
    this.#parts = parts
    parts.channel.onmessage = (event) => this.#hear(event.data as HomeWord)
    void this.#beat()
  }

  /** What tabs talk to. */
  get api(): PeerApi {
    return this.#peer
  }

  /** Somebody knows that this home is gone: its lease is free. */
  async heardGone(home: string): Promise<void> {
    if (home !== this.#parts.id) await this.#try(home)
  }

  /** Gives everything back; this home does nothing more. */
  async end(): Promise<void> {
    this.#ended = true
    const { id, channel, leases } = this.#parts
    channel.postMessage({ word: 'bye', from: id })
    const opened = this.#opened
    await this.#stepDown()
    if (!opened) return
    await leases.release(id)
    channel.postMessage({ word: 'free', from: id })
  }

  async #beat(): Promise<void> {
    while (!this.#ended) {
      await this.#try().catch((fault: unknown) => this.#peer.fail(this.#parts.reasonOf(fault)))
      await this.#wait(beatMs)
    }
  }

  async #try(gone?: string): Promise<void> {
    const { id, leases, clock } = this.#parts
    const known = await leases.look()
    const silent = known && known.holder !== id && known.holder !== gone && known.untilMs > 0 && known.untilMs <= clock.nowMs()
    // A holder whose timers were held back still hears; it renews when it is asked.
    if (silent && (await this.#answers(known.holder))) return this.#follow(known.holder)
    const lease = await leases.take(id, clock.nowMs(), gone)
    if (this.#ended) return
    if (lease.holder !== id) {
      await this.#stepDown()
      return this.#follow(lease.holder)
    }
    this.#untilMs = lease.untilMs
    await this.#open()
  }

  async #open(): Promise<void> {
    if (this.#opened || this.#opening) return
    const { id, name, channel, clock, openPeer, reasonOf } = this.#parts
    this.#opening = true
    this.#remote = undefined
    try {
      this.#opened = await openPeer(name, () => clock.nowMs() < this.#untilMs)
      this.#peer.use(this.#opened.api)
      channel.postMessage({ word: 'writer', from: id })
    } catch (fault) {
      this.#peer.fail(reasonOf(fault))
    } finally {
      this.#opening = false
    }
  }

  async #stepDown(): Promise<void> {
    this.#untilMs = 0
    for (const { end } of this.#served.values()) end()
    this.#served.clear()
    const opened = this.#opened
    this.#opened = undefined
    if (!opened) return
    this.#peer.use(undefined)
    await opened.close().catch(() => {})
  }

  #follow(writer: string): void {
    if (this.#remote?.writer === writer || this.#opened) return
    const { port, hear } = this.#portTo(writer, 'call')
    this.#remote = { writer, hear }
    this.#peer.use(new RemotePeer(port))
  }

  /** A port to one other home over the channel that all hear. */
  #portTo(home: string, word: 'call' | 'reply'): { port: Port; hear: (message: unknown) => void } {
    const { id, channel } = this.#parts
    let hear = (_message: unknown): void => {}
    const port: Port = {
      post: (body) => channel.postMessage({ word, from: id, to: home, body }),
      onMessage: (handler) => {
        hear = handler
      }
    }
    return { port, hear: (message) => hear(message) }
  }

  #hear({ word, from, to, body }: HomeWord): void {
    const { id, channel } = this.#parts
    if (to !== undefined && to !== id) return
    switch (word) {
      case 'writer':
        // It may be the same home come back: what was asked of it before is lost.
        if (!this.#opened) {
          this.#remote = undefined
          this.#follow(from)
        }
        return
      case 'free':
        return void this.#try(from).catch(() => {})
      case 'there?':
        if (this.#opened) channel.postMessage({ word: 'there', from: id, to: from })
        return void (this.#opened && this.#try().catch(() => {}))
      case 'there':
        this.#answered = true
        return
      case 'bye':
        this.#served.get(from)?.end()
        this.#served.delete(from)
        return
      case 'call':
        if (this.#opened) this.#serve(from).hear(body)
        return
      case 'reply':
        if (from === this.#remote?.writer) this.#remote.hear(body)
    }
  }

  #serve(home: string): { readonly hear: (message: unknown) => void; readonly end: () => void } {
    const known = this.#served.get(home)
    if (known) return known
    const { port, hear } = this.#portTo(home, 'reply')
    const served = { hear, end: servePort(port, this.#peer) }
    this.#served.set(home, served)
    return served
  }

  async #answers(home: string): Promise<boolean> {
    this.#answered = false
    this.#parts.channel.postMessage({ word: 'there?', from: this.#parts.id, to: home })
    await this.#wait(answerMs)
    return this.#answered
  }

  #wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.#parts.clock.after(delayMs, resolve))
  }
}

