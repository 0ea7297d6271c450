/**
 * One world on one session: prove, say who one is, compare, send what the other lacks, acknowledge (S1 to S6).
 *
 * Nothing of the world goes out before the other side has proven an epoch that is still used here (K3, K6). What was sent
 * counts as kept over there only when its acknowledgement has come, and `evenTo` moves only while nothing is outstanding:
 * so "kept by" is never guessed (S5).
 */
import { type Epoch, limits, type Place, type Session as Ground, syncAllowed, toText } from '@commune/protocol'
import type { Hosted } from '../hosted/hosted.ts'
import type { Source } from '../world/waiting.ts'
import type { Arrival, Taken } from '../world/world.ts'
import { ChunkTalk } from './chunkTalk.ts'
import { Comparing } from './comparing.ts'
import { Giver } from './giver.ts'
import type { BesideMessage, BesideWords, SyncMessage } from './message.ts'
import { Proofs } from './proofs.ts'
import { Sender } from './sender.ts'
import { Taker } from './taker.ts'
import { openWho, type Remote, sealWho } from './who.ts'

export interface ChannelPorts {
  readonly ground: Ground
  readonly channel: Uint8Array
  readonly hosted: Hosted
  readonly mayForget: boolean
  readonly random: { bytes(length: number): Uint8Array }
  after(delayMs: number, run: () => void): () => void
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

export class Channel {
  readonly #ports: ChannelPorts
  readonly #sender: Sender
  readonly #giver: Giver
  readonly #taker: Taker
  readonly #comparing: Comparing
  readonly #proofs: Proofs
  #may: ReturnType<typeof syncAllowed> = 'nothing'
  #told = false
  #sureTo: Place = 0
  #pushing: Arrival[] = []
  #flushing = false
  #ended = false
  #asideBytes = 0
  remote: Remote | undefined
  /** Files' chunks, to and fro. */
  readonly chunks: ChunkTalk

  constructor(ports: ChannelPorts) {
    this.#ports = ports
    this.#proofs = new Proofs(ports.hosted.world.keyring, ports.ground)
    const { channel, hosted, ground, random } = ports
    const { world } = hosted
    const send = (message: SyncMessage): Promise<void> => this.#send(message)
    const fail = (reason: string): void => ports.fail(reason)
    this.chunks = new ChunkTalk({ ...ports, shelf: hosted.shelf, send, fail, device: () => this.remote?.device })
    this.#sender = new Sender((number, envelopes) => send({ type: 'envelopes', channel, number, more: this.#comparing.busy, envelopes }))
    this.#giver = new Giver(world, this.#sender)
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
      moved: () => this.#settleEven()
    })
  }

  get hosted(): Hosted {
    return this.#ports.hosted
  }
  /** Everything of ours below this place is durable there. */
  get evenTo(): Place {
    return this.#sureTo
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
    return syncAllowed(this.#proofs.proven.keys(), this.hosted.usable()) === 'everything'
  }

  /** Proves the epochs held, the newest ones, those not proven on this channel yet; and looks again at what was proven to us. */
  async prove(): Promise<void> {
    const early = this.#proofs.take([])
    const proofs = this.#proofs.fresh()
    if (proofs.length > 0) await this.#send({ type: 'prove', channel: this.#ports.channel, proofs })
    if (early === 'wrong') return this.#ports.fail('a proof that does not hold')
    await this.#begin(proofs.length > 0 || early === 'news')
  }

  async receive(message: SyncMessage): Promise<void> {
    switch (message.type) {
      case 'prove':
        return this.#takeProofs(message.proofs)
      case 'who':
        return this.#takeWho(message.sealed)
      case 'envelopes':
        if (this.#proofs.proven.size > 0) return this.#taker.take(message.number, message.more, message.envelopes)
        if (!this.#proofs.unknown) return this.#ports.fail('envelopes before a proof')
        // From one who may have come while this device was away: what was sealed to it is all that is taken.
        return this.#taker.take(message.number, message.more, message.envelopes.filter((bytes) => this.hosted.isGrantToMe(bytes)))
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
    if (!this.allowed) return this.#comparing.leaveOut(false)
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

  #send(message: SyncMessage): Promise<void> {
    return this.#ended ? Promise.resolve() : this.#ports.send(message)
  }

  async #takeProofs(proofs: readonly Uint8Array[]): Promise<void> {
    if (this.#proofs.take(proofs) === 'wrong') return this.#ports.fail('a proof that does not hold')
    await this.#begin(true)
  }

  /** Says who one is, once something is proven in common, and compares. */
  async #begin(news: boolean): Promise<void> {
    const before = this.#may
    const may = (this.#may = syncAllowed(this.#proofs.proven.keys(), this.hosted.usable()))
    if (may === 'grants') return this.#giver.giveGrants()
    if (may === 'nothing' && this.#proofs.unknown) return this.#giver.giveGrants(strangersGrantsBytesMax)
    if (may === 'nothing' || (this.#told && may === before && !news)) return
    if (this.#told) return this.compare()
    this.#told = true
    const epoch = [...this.#proofs.proven.values()].findLast((held) => this.hosted.usable().has(toText(held.id))) as Epoch
    const { ground, channel, mayForget, random } = this.#ports
    await this.#send({ type: 'who', channel, sealed: sealWho(this.#ports.signKey(), mayForget, epoch, ground, channel, random.bytes(24)) })
    await this.compare()
  }

  #takeWho(sealed: Uint8Array): Promise<void> {
    this.remote = openWho(sealed, (tag) => this.hosted.world.keyring.byTag(tag), this.#ports.ground, this.#ports.channel)
    if (this.remote) this.#ports.changed()
    else this.#ports.fail('a device that does not show its key')
    return Promise.resolve()
  }

  /** Takes in what may be: little of what counts for nothing yet, and slowly what cannot be read (S6). */
  async #takeIn(envelopes: readonly Uint8Array[], more: boolean): Promise<Taken> {
    const { world, waiting } = this.hosted
    const waitMs = waiting.sealedWaitMs(this.#source)
    if (waitMs > 0) await new Promise<void>((resolve) => this.#ports.after(waitMs, resolve))
    const { kept, asideBytes } = await waiting.sift(this.#source, envelopes, more)
    this.#asideBytes += asideBytes
    if (this.#asideBytes > asideBytesMax) this.#ports.fail('more that counts for nothing than may lie here')
    const taken = await world.take(kept, this, more)
    waiting.note(this.#source, kept, taken, more)
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
        await this.#sender.send(arrivals.map((arrival) => arrival.bytes))
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
