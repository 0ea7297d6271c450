/**
 * One conversation with one other peer over a wire: hello, find the worlds in common, then a channel for each (S1, S6).
 *
 * Whatever is wrong with what the other side says ends this session with a reason, and touches no other.
 */
import { blindTags, derive, matchTags, type Random, sessionOf, type Session as Ground, toText, type Clock, type Cancel, type IdText, type Wire } from '@commune/protocol'
import type { Shared } from './access.ts'
import { Channel } from './channel.ts'
import { Pace } from './pace.ts'
import { type BesideMessage, channelBytes, decodeSync, encodeSync, type SyncMessage, syncVersion } from './message.ts'

export interface SessionPorts {
  readonly wire: Wire
  readonly clock: Clock
  readonly random: Random
  readonly mayForget: boolean
  /** Worlds to be found by the other side. */
  worlds(): readonly Shared[]
  /** Handles of invitations that this side asks about; they are found like worlds. */
  knocking(): readonly Uint8Array[]
  signKey(): { publicKey: Uint8Array; secretKey: Uint8Array }
  /** Answers a newcomer; undefined when no invitation opens what it asks. */
  answer(message: Uint8Array, ground: Ground): Promise<Uint8Array | undefined>
  beside(message: BesideMessage, channel: Channel): void
  changed(world: IdText | undefined): void
  refused(count: number): void
}

/** Bytes taken from a peer that has proven nothing. */
const strangerBytesMax = 262_144
const helloMs = 15_000
/** An acknowledgement is due at least this often. */
const stallMs = 30_000
const asksMax = 8

/** Another version of the protocol speaks there: nothing can be said to it until the older one is updated. */
export class OtherVersionError extends Error {
  /** The other side is the older one. */
  readonly older: boolean
  constructor(older: boolean) {
    super('another version of this program speaks there; update the older one')
    this.name = 'OtherVersionError'
    this.older = older
  }
}

export class Session {
  readonly #ports: SessionPorts
  readonly #channels = new Map<string, Channel>()
  readonly #byWorld = new Map<IdText, Channel>()
  readonly #theirTags: Uint8Array[] = []
  readonly #decoys: Uint8Array[] = []
  #told = ''
  readonly #nonce: Uint8Array
  #ground: Ground | undefined
  #groundMs = 0
  #strangerBytes = 0
  #asks = 0
  readonly #pace: Pace
  #ended = false
  #otherVersion: OtherVersionError | undefined
  #answered: ((reply: Uint8Array) => void) | undefined
  readonly ready: Promise<void>
  #isReady: () => void = () => undefined
  #cancelHello: Cancel
  #cancelWatch: Cancel = () => undefined
  readonly #seenProgress = new Map<IdText, number>()

  constructor(ports: SessionPorts) {
    this.#ports = ports
    this.#nonce = ports.random.bytes(32)
    this.#pace = new Pace(ports.clock.nowMs())
    this.ready = new Promise((resolve) => (this.#isReady = resolve))
    this.#cancelHello = ports.clock.after(helloMs, () => this.end('no hello in time'))
  }

  get wire(): Wire {
    return this.#ports.wire
  }
  get ended(): boolean {
    return this.#ended
  }
  /** Why nothing can be said here, when that is the reason. */
  get otherVersion(): OtherVersionError | undefined {
    return this.#otherVersion
  }
  /** The same on both sides; undefined before the hello. */
  get ground(): Ground | undefined {
    return this.#ground
  }
  /** How long ago it began for both. */
  get ageMs(): number {
    return this.#ground ? this.#ports.clock.nowMs() - this.#groundMs : 0
  }
  channel(world: IdText): Channel | undefined {
    return this.#byWorld.get(world)
  }
  channels(): Iterable<[IdText, Channel]> {
    return this.#byWorld
  }

  /** Runs until the wire ends. */
  async run(): Promise<void> {
    try {
      await this.#send({ type: 'hello', version: syncVersion, nonce: this.#nonce })
      for await (const bytes of this.#ports.wire.messages()) {
        if (this.#ended) return
        const message = decodeSync(bytes)
        if (!message.ok) return this.end(message.error)
        const proven = this.#proven
        if (!proven && (this.#strangerBytes += bytes.length) > strangerBytesMax) return this.end('too much before anything was proven')
        const waitMs = proven ? this.#pace.take(message.value.type, bytes.length, this.#ports.clock.nowMs()) : 0
        if (waitMs === undefined) return this.end('more questions than anybody has')
        if (waitMs > 0) await new Promise<void>((resolve) => this.#ports.clock.after(waitMs, resolve))
        await this.#receive(message.value)
      }
    } catch (fault) {
      this.end(String(fault))
    } finally {
      this.end('the wire ended')
    }
  }

  /** Ends a conversation in which an acknowledgement was due the whole time between two looks and none came (S6). */
  #watchProgress(): void {
    this.#cancelWatch = this.#ports.clock.after(stallMs, () => {
      for (const [world, channel] of this.#byWorld) {
        const { progress } = channel
        if (progress !== undefined && progress === this.#seenProgress.get(world)) return this.end('nothing was acknowledged for too long')
        if (progress === undefined) this.#seenProgress.delete(world)
        else this.#seenProgress.set(world, progress)
      }
      this.#watchProgress()
    })
  }

  end(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#cancelHello()
    this.#cancelWatch()
    for (const channel of this.#channels.values()) channel.end()
    this.#ports.wire.close(reason)
    this.#isReady()
    this.#ports.changed(undefined)
  }

  /** Looks again for worlds in common, and proves what is new. */
  async again(): Promise<void> {
    if (!this.#ground || this.#ended) return
    await this.#find()
    await this.#match()
    for (const channel of this.#channels.values()) await channel.prove()
  }

  /** Those of these handles that the other side names. */
  named(handles: readonly Uint8Array[]): readonly Uint8Array[] {
    return this.#ground ? matchTags(handles, this.#theirTags, this.#ground) : []
  }

  drop(world: IdText): void {
    this.#byWorld.get(world)?.end()
    this.#byWorld.delete(world)
    for (const [name, channel] of this.#channels) if (channel.hosted.world.name === world) this.#channels.delete(name)
  }

  /** Asks to be let in; resolves with the answer as it came. */
  async ask(message: (ground: Ground) => Uint8Array): Promise<{ reply: Uint8Array; session: Ground }> {
    await this.ready
    const ground = this.#ground
    if (!ground || this.#ended) throw this.#otherVersion ?? new Error('the conversation ended')
    const reply = new Promise<Uint8Array>((resolve, reject) => {
      this.#answered = resolve
      void this.#ports.wire.closed.then((why) => reject(new Error(why)))
      this.#ports.clock.after(helloMs, () => reject(new Error('no answer in time')))
    })
    // When sending fails, that is what the caller hears.
    reply.catch(() => undefined)
    await this.#send({ type: 'ask', bytes: message(ground) })
    return { reply: await reply, session: ground }
  }

  #send(message: SyncMessage): Promise<void> {
    return this.#ended ? Promise.resolve() : this.#ports.wire.send(encodeSync(message))
  }

  /** Everything of some world may be had: until then one pays for every byte. */
  get #proven(): boolean {
    for (const channel of this.#channels.values()) if (channel.allowed) return true
    return false
  }

  async #receive(message: SyncMessage): Promise<void> {
    switch (message.type) {
      case 'hello':
        return this.#takeHello(message.version, message.nonce)
      case 'find':
        this.#theirTags.splice(0, this.#theirTags.length, ...message.tags)
        return this.#match()
      case 'ask':
        return this.#takeAsk(message.bytes)
      case 'answer':
        this.#answered?.(message.bytes)
        this.#answered = undefined
        return
      default: {
        const channel = this.#channels.get(toText(message.channel))
        return channel?.receive(message)
      }
    }
  }

  async #takeHello(version: number, nonce: Uint8Array): Promise<void> {
    if (this.#ground) return this.end('a second hello')
    if (version !== syncVersion) {
      this.#otherVersion = new OtherVersionError(version < syncVersion)
      return this.end(this.#otherVersion.message)
    }
    const { wire } = this.#ports
    const ground = sessionOf({ localId: wire.localId, remoteId: wire.remoteId, localNonce: this.#nonce, remoteNonce: nonce })
    if (!ground.ok) return this.end(ground.error)
    this.#cancelHello()
    this.#watchProgress()
    this.#ground = ground.value
    this.#groundMs = this.#ports.clock.nowMs()
    this.#isReady()
    await this.#find()
    this.#ports.changed(undefined)
  }

  /** Names our worlds, unless nothing has changed since. What is drawn to hide them among stays the same: else it would not. */
  #find(): Promise<void> {
    const handles = [...this.#ports.knocking(), ...this.#ports.worlds().map((hosted) => hosted.handle)]
    let drawn = 0
    const bytes = (length: number): Uint8Array => (this.#decoys[drawn++] ??= this.#ports.random.bytes(length))
    const tags = blindTags(handles, this.#ground as Ground, { bytes })
    const told = tags.map(toText).join()
    if (told === this.#told) return Promise.resolve()
    this.#told = told
    return this.#send({ type: 'find', tags })
  }

  /** Opens a channel for each world in common that has none. */
  async #match(): Promise<void> {
    const ground = this.#ground
    if (!ground) return
    const worlds = this.#ports.worlds()
    const common = new Set(matchTags(worlds.map((hosted) => hosted.handle), this.#theirTags, ground).map(toText))
    for (const hosted of worlds) {
      if (!common.has(toText(hosted.handle)) || this.#byWorld.has(hosted.world.name)) continue
      const name = derive('channel', [ground.id, hosted.handle]).slice(0, channelBytes)
      const channel = new Channel({
        ground,
        channel: name,
        hosted,
        mayForget: this.#ports.mayForget,
        random: this.#ports.random,
        after: (delayMs, run) => this.#ports.clock.after(delayMs, run),
        nowMs: () => this.#ports.clock.nowMs(),
        send: (message) => this.#send(message),
        signKey: () => this.#ports.signKey(),
        changed: () => this.#ports.changed(hosted.world.name),
        refused: (count) => this.#ports.refused(count),
        beside: (message, of) => this.#ports.beside(message, of),
        fail: (reason) => this.end(reason)
      })
      this.#channels.set(toText(name), channel)
      this.#byWorld.set(hosted.world.name, channel)
      await channel.prove()
    }
  }

  async #takeAsk(bytes: Uint8Array): Promise<void> {
    if (!this.#ground || ++this.#asks > asksMax) return this.end('too many askings')
    const answer = await this.#ports.answer(bytes, this.#ground)
    if (answer) await this.#send({ type: 'answer', bytes: answer })
    else this.end('no invitation opens this')
  }
}

