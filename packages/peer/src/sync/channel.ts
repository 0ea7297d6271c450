/**
 * One world on one session: prove, say who one is, compare, send what the other lacks, acknowledge (S1 to S6).
 *
 * Nothing of the world goes out before the other side has proven an epoch that is still used here (K3, K6). What was sent
 * counts as kept over there only when its acknowledgement has come, and `evenTo` moves only while nothing is outstanding:
 * so "kept by" is never guessed (S5).
 */
import { type IdText, limits, type Place, type Session as Ground } from '@commune/protocol'
import { Carried } from '../carried/carried.ts'
import type { Hosted } from '../hosted/hosted.ts'
import type { Source } from '../world/waiting.ts'
import type { Arrival, Taken } from '../world/world.ts'
import { type Access, type AccessMessage, accessTo, type May, type Shared } from './access.ts'
import { ChunkTalk } from './chunkTalk.ts'
import { Comparing } from './comparing.ts'
import { Giver } from './giver.ts'
import type { BesideMessage, BesideWords, SyncMessage } from './message.ts'
import { Sender } from './sender.ts'
import { Taker } from './taker.ts'
import type { Remote } from './who.ts'

export interface ChannelPorts {
  readonly ground: Ground
  readonly channel: Uint8Array
  readonly hosted: Shared
  readonly mayForget: boolean
  readonly random: { bytes(length: number): Uint8Array }
  after(delayMs: number, run: () => void): () => void
  readonly nowMs: () => number
  send(message: SyncMessage): Promise<void>
  signKey(): { publicKey: Uint8Array; secretKey: Uint8Array }
  /** Who is there, or how far they are even, has changed. */
  changed(): void
  /** So many envelopes that came were not what they should be. */
  refused(count: number): void
  /** What passes beside the envelopes, from one that may have everything and has shown who it is. */
  beside(message: BesideMessage, channel: Channel): void
  fail(reason: string): void
}

/** Sayings that wait to be passed on to one that is slow, at most. */
const pushingMax = 20_000
/** What was put aside in one conversation, bytes at most: who passes on the junk of others comes again, and is asked for less. */
const asideBytesMax = 4 * limits.waitingBytesMax
/** Newest grants for one who proves epochs that are not held here: less than what it takes from somebody unproven. */
const strangersGrantsBytesMax = 131_072

const nothingTaken: Taken = { fresh: [], known: 0, ids: [], refused: [], broken: 0, sealedBytes: 0, refusedBytes: 0 }

export class Channel {
  readonly #ports: ChannelPorts
  readonly #sender: Sender
  readonly #giver: Giver
  readonly #taker: Taker
  readonly #comparing: Comparing
  readonly #access: Access
  #may: May = 'nothing'
  #told = false
  #sureTo: Place = 0
  #lacked: Place | undefined
  #pushing: Arrival[] = []
  #flushing = false
  #ended = false
  #asideBytes = 0
  /** Something did not go out because it might not: when it may again, only a comparison makes up for it. */
  #withheld = false
  /** Files' chunks, to and fro. */
  readonly chunks: ChunkTalk

  constructor(ports: ChannelPorts) {
    this.#ports = ports
    this.#access = accessTo(ports.hosted, ports)
    const { channel, hosted, ground, random } = ports
    const { world } = hosted
    const send = (message: SyncMessage): Promise<void> => this.#send(message)
    const fail = (reason: string): void => ports.fail(reason)
    this.chunks = new ChunkTalk({ ...ports, shelf: hosted.shelf, send, fail, device: () => this.remote?.device, keepsAll: hosted instanceof Carried })
    this.#sender = new Sender((number, envelopes) => send({ type: 'envelopes', channel, number, more: this.#comparing.busy, envelopes }), ports.nowMs)
    this.#giver = new Giver(world, this.#sender, () => this.#mayStill())
    this.#taker = new Taker({
      take: (envelopes, more) => this.#takeIn(envelopes, more),
      after: (delayMs, run) => ports.after(delayMs, run),
      settle: () => world.settle(),
      acknowledge: (number) => send({ type: 'ack', channel, number }),
      refused: (count) => ports.refused(count),
      taken: (taken) => this.#took(taken.ids, taken.fresh.length > 0),
      fail
    })
    this.#comparing = new Comparing({
      side: ground.side,
      channel,
      world,
      sender: this.#sender,
      giver: this.#giver,
      random,
      allowed: () => this.allowed,
      heardDead: (count) => hosted.waiting.noteDead(this.#source, count),
      isAside: (id) => hosted.waiting.isAside(id),
      toMember: () => this.remote?.carrier !== true,
      taking: () => this.#taker.taking,
      send,
      fail,
      moved: () => this.#settleEven(),
      lacked: (place) => this.#noteLack(place)
    })
  }

  get hosted(): Shared {
    return this.#ports.hosted
  }
  /** The world as a member holds it; undefined where it is only carried. */
  get member(): Hosted | undefined {
    return this.hosted instanceof Carried ? undefined : this.hosted
  }
  /** Who is on the other side, as far as it has shown. */
  get remote(): Remote | undefined {
    return this.#access.remote
  }
  /** Epochs that the other side has shown to hold. */
  get epochs(): Iterable<IdText> {
    return this.#access.epochs
  }
  /** Everything of ours below this place is durable there. */
  get evenTo(): Place {
    return this.#sureTo
  }
  /** The first place they showed to lack since this was asked last. */
  takeLacked(): Place | undefined {
    const place = this.#lacked
    this.#lacked = undefined
    return place
  }
  /** Goes up with each acknowledgement; undefined while none is outstanding. */
  get progress(): number | undefined {
    return this.#sender.progress
  }
  /** Envelopes asked for and not here yet. */
  get coming(): number {
    return this.#comparing.coming
  }
  get allowed(): boolean {
    return this.#access.may === 'everything'
  }

  /** Shows what was not shown on this channel yet, and looks again at what was shown to us. */
  async prove(): Promise<void> {
    const early = this.#access.again()
    const fresh = this.#access.fresh()
    for (const message of fresh) await this.#send(message)
    if (typeof early === 'object') return this.#ports.fail(early.fault)
    await this.#begin(fresh.length > 0 || early === 'news')
  }

  async receive(message: SyncMessage): Promise<void> {
    switch (message.type) {
      case 'prove':
      case 'who':
      case 'carry':
      case 'halves':
        return this.#takeShown(message as AccessMessage)
      case 'envelopes':
        if (this.#access.proven) return this.#taker.take(message.number, message.more, message.envelopes)
        if (!this.#access.unknown) return this.#ports.fail('envelopes before a proof')
        // From one who may have come while this device was away: what was sealed to it is all that is taken.
        return this.#taker.take(message.number, message.more, message.envelopes.filter((bytes) => this.#access.isGrantToMe(bytes)))
      case 'ack':
        if (!this.#sender.takeAck(message.number)) return this.#ports.fail('an acknowledgement of what was never sent')
        return this.#settleEven()
      case 'compare':
      case 'want':
      case 'even':
      case 'served':
      case 'again':
      case 'heads':
      case 'dead':
        return this.#comparing.receive(message)
      case 'fetch':
      case 'chunk':
      case 'lacks':
      case 'keeps':
        if (this.allowed) this.chunks.receive(message)
        return
      case 'live':
      case 'waits':
      case 'asked':
      case 'told':
      case 'leave':
      case 'holds':
      case 'question':
      case 'reply':
        if (this.allowed && this.remote?.beside) this.#ports.beside(message, this)
        return
      default:
        this.#ports.fail('a message in the wrong place')
    }
  }

  /** Says something beside the envelopes, if the other side takes such and may have everything. */
  async sayBeside(message: BesideWords): Promise<void> {
    if (this.allowed && this.remote?.beside) await this.#send({ ...message, channel: this.#ports.channel } as SyncMessage)
  }

  /** Begins a comparison, or asks the other side to: the one with the lower network id begins. */
  compare(): Promise<void> {
    return this.#comparing.begin()
  }

  /** Passes on what came in elsewhere or was said here (S4). */
  push(arrivals: readonly Arrival[], self: unknown): void {
    if (!this.#mayStill()) return this.#comparing.leaveOut(false)
    for (const arrival of arrivals) if (arrival.from !== self) this.#pushing.push(arrival)
    if (this.#pushing.length > pushingMax) {
      // Too slow to be told one by one: what was left out comes with the next comparison.
      this.#pushing = []
      this.#comparing.leaveOut(true)
    }
    if (this.#flushing || this.#pushing.length === 0) return
    this.#flushing = true
    void Promise.resolve().then(() => this.#flush())
  }

  end(): void {
    this.#ended = true
    this.#sender.end()
    this.#taker.end()
    this.#comparing.end()
    this.chunks.end()
  }

  /** Whether what is about to go out may, and notes when not. */
  #mayStill(): boolean {
    const { allowed } = this
    if (!allowed) this.#withheld = true
    return allowed
  }

  #send(message: SyncMessage): Promise<void> {
    return this.#ended ? Promise.resolve() : this.#ports.send(message)
  }

  async #takeShown(message: AccessMessage): Promise<void> {
    const before = this.remote
    const heard = await this.#access.receive(message)
    if (typeof heard === 'object') return this.#ports.fail(heard.fault)
    if (this.remote !== before) this.#ports.changed()
    if (heard === 'nothing') return
    for (const fresh of this.#access.fresh()) await this.#send(fresh)
    await this.#begin(true)
  }

  /** Says who one is, once something is proven in common, and compares. */
  async #begin(news: boolean): Promise<void> {
    const before = this.#may
    const may = (this.#may = this.#access.may)
    if (may === 'grants') return this.#giver.giveGrants()
    if (may === 'nothing' && this.#access.unknown) return this.#giver.giveGrants(strangersGrantsBytesMax)
    if (may === 'nothing' || (this.#told && may === before && !news && !this.#withheld)) return
    this.#withheld = false
    if (this.#told) return this.compare()
    this.#told = true
    for (const message of this.#access.introduction()) await this.#send(message)
    await this.#offer()
    await this.compare()
  }

  /** Tells which chunks of files are durable here: so others count them, and a carrier fetches what it lacks (V5). */
  async #offer(): Promise<void> {
    await this.chunks.offer(await this.hosted.shelf.ids())
  }

  /** Takes in what may be: little of what counts for nothing yet, and slowly what cannot be read (S6). */
  async #takeIn(envelopes: readonly Uint8Array[], more: boolean): Promise<Taken> {
    const { world, waiting } = this.hosted
    const waitMs = waiting.sealedWaitMs(this.#source)
    if (waitMs === undefined) throw new Error('more that cannot be read here than is taken from one device')
    if (waitMs > 0) await new Promise<void>((resolve) => this.#ports.after(waitMs, resolve))
    const { kept, asideBytes } = await waiting.sift(this.#source, envelopes, more)
    this.#asideBytes += asideBytes
    if (this.#asideBytes > asideBytesMax) this.#ports.fail('more that counts for nothing than may lie here')
    let taken: Taken = nothingTaken
    try {
      taken = await world.take(kept, this, more)
    } finally {
      waiting.note(this.#source, kept, taken, more)
    }
    return taken
  }

  /** What is charged for what comes from here. */
  get #source(): Source {
    return this.remote?.device ?? this
  }

  #took(ids: readonly Uint8Array[], fresh: boolean): void {
    this.#comparing.came(ids)
    this.#comparing.wake()
    if (fresh) this.#ports.changed()
    this.#settleEven()
  }

  #noteLack(place: Place): void {
    this.#sureTo = Math.min(this.#sureTo, place)
    this.#lacked = Math.min(this.#lacked ?? place, place)
  }

  /** While nothing is outstanding after a comparison, what we hold is what they hold. */
  #settleEven(): void {
    if (!this.#sender.quiet || this.#pushing.length > 0 || this.#flushing) return
    this.#comparing.keepUp(this.hosted.world.end)
    if (this.#comparing.evenTo <= this.#sureTo) return
    this.#sureTo = this.#comparing.evenTo
    this.#ports.changed()
  }

  async #flush(): Promise<void> {
    try {
      while (this.#pushing.length > 0 && !this.#ended) {
        const arrivals = this.#pushing
        this.#pushing = []
        // What came may itself be what parts us: it is known by now.
        if (!(await this.#sender.send(arrivals.map((arrival) => arrival.bytes), () => this.#mayStill()))) this.#comparing.leaveOut(false)
      }
    } catch (fault) {
      this.#ports.fail(String(fault))
    } finally {
      this.#flushing = false
      this.#settleEven()
    }
    await this.#comparing.catchUp()
  }
}
