/**
 * One world on one session: prove, say who one is, compare, send what the other lacks, acknowledge (S1 to S6).
 *
 * Nothing of the world goes out before the other side has proven an epoch that is still used here (K3, K6). What was sent
 * counts as kept over there only when its acknowledgement has come, and `evenTo` moves only while nothing is outstanding:
 * so "kept by" is never guessed (S5).
 */
import {
  checkProof, type Epoch, type IdText, type Place, proofTag, proveEpoch, Reconciler,
  type Session as Ground, sha256, syncAllowed, toText
} from '@commune/protocol'
import type { Hosted } from '../hosted/hosted.ts'
import type { Arrival } from '../world/world.ts'
import { ChunkTalk } from './chunkTalk.ts'
import { Giver } from './giver.ts'
import type { Span, SyncMessage } from './message.ts'
import { Sender } from './sender.ts'
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
  fail(reason: string): void
}

const proofsMax = 32
const takesMax = 4
const wantIdsMax = 20_000
/** Sayings that wait to be passed on to one that is slow, at most. */
const pushingMax = 20_000
const spanItemsMax = 100_000
/** With fewer envelopes than this one asks for all there are at once, and compares afterwards. */
const fewMax = 256
const nothing = new Uint8Array()

export class Channel {
  readonly #ports: ChannelPorts
  readonly #sender: Sender
  readonly #giver: Giver
  readonly #proven = new Map<IdText, Epoch>()
  #waiters: (() => void)[] = []
  #reconciler: Reconciler | undefined
  /** Where our log ended when the comparison under way began. */
  #comparedTo: Place = 0
  #evenTo: Place = 0
  #sureTo: Place = 0
  #told = false
  #proved = new Set<IdText>()
  #work: Promise<void> = Promise.resolve()
  #takes = 0
  /** Ids asked for, and how many askings are not served yet. */
  readonly #wanted = new Set<IdText>()
  #asked = 0
  /** Something was not passed on because it was not allowed then: only a comparison makes up for it. */
  #gap = false
  #pushing: Arrival[] = []
  #flushing = false
  #compareDue = false
  #askedForAll = false
  /** Answering what the other side wants: it settles when all of it has come. */
  #serving = false
  #may: ReturnType<typeof syncAllowed> = 'nothing'
  #ended = false
  remote: Remote | undefined
  /** Files' chunks, to and fro. */
  readonly chunks: ChunkTalk

  constructor(ports: ChannelPorts) {
    this.#ports = ports
    this.chunks = new ChunkTalk({ ...ports, shelf: ports.hosted.shelf, send: (message) => this.#send(message), device: () => this.remote?.device })
    this.#sender = new Sender((number, envelopes) => this.#send({ type: 'envelopes', channel: ports.channel, number, more: this.#reconciler !== undefined || this.#serving, envelopes }))
    this.#giver = new Giver(ports.hosted.world, this.#sender)
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
    return this.#wanted.size
  }
  get allowed(): boolean {
    return syncAllowed(this.#proven.keys(), this.hosted.usable()) === 'everything'
  }

  /** Proves the epochs held, the newest ones, those not proven on this channel yet. */
  async prove(): Promise<void> {
    const fresh = this.hosted.world.keyring.all().slice(-proofsMax).filter((epoch) => !this.#proved.has(toText(epoch.id)))
    for (const epoch of fresh) this.#proved.add(toText(epoch.id))
    if (fresh.length > 0) await this.#send({ type: 'prove', channel: this.#ports.channel, proofs: fresh.map((epoch) => proveEpoch(epoch, this.#ports.ground)) })
    await this.#begin(fresh.length > 0)
  }

  async receive(message: SyncMessage): Promise<void> {
    switch (message.type) {
      case 'prove':
        return this.#takeProofs(message.proofs)
      case 'who':
        return this.#takeWho(message.sealed)
      case 'envelopes':
        return this.#takeEnvelopes(message.number, message.more, message.envelopes)
      case 'ack':
        return this.#takeAck(message.number)
      case 'compare':
        return this.#inTurn(() => this.#takeComparison(message.message, message.toInitiator))
      case 'want':
        return this.#inTurn(() => this.#sendWanted(message.spans))
      case 'even':
        this.#evenTo = Math.max(this.#evenTo, this.#comparedTo)
        this.#comparedTo = 0
        this.#reconciler = undefined
        await this.hosted.world.settle()
        return this.#settleEven()
      case 'served':
        this.#asked--
        return this.#wake()
      case 'again':
        this.#letGo()
        return this.compare()
      case 'fetch':
      case 'chunk':
      case 'lacks':
      case 'keeps':
        if (this.allowed) this.chunks.receive(message).catch((fault: unknown) => this.#ports.fail(String(fault)))
        return
      default:
        this.#ports.fail('a message in the wrong place')
    }
  }

  /** Begins a comparison, or asks the other side to: the one with the lower network id begins. */
  async compare(): Promise<void> {
    if (!this.allowed || this.#ended) return
    if (this.#ports.ground.side === 1) return this.#send({ type: 'again', channel: this.#ports.channel })
    if (this.#reconciler) {
      this.#compareDue = true
      return
    }
    this.#compareDue = false
    if (this.hosted.world.set.count < fewMax && !this.#askedForAll) {
      this.#askedForAll = true
      this.#asked++
      const everything: Span = { lowerLamport: 0, lowerPrefix: nothing, upperLamport: Infinity, upperPrefix: nothing, ids: [] }
      await this.#send({ type: 'want', channel: this.#ports.channel, spans: [everything] })
      await this.#inTurn(() => this.#arrived().then(() => this.compare()))
      return
    }
    this.#reconciler = new Reconciler(this.hosted.world.set, 'initiator', sha256)
    this.#comparedTo = this.hosted.world.end
    this.#gap = false
    const first = await this.#reconciler.start(this.#ports.random)
    await this.#send({ type: 'compare', channel: this.#ports.channel, toInitiator: false, message: first })
  }

  /** Passes on what came in elsewhere or was said here (S4). */
  push(arrivals: readonly Arrival[], self: unknown): void {
    if (!this.allowed) {
      this.#gap = true
      return
    }
    for (const arrival of arrivals) if (arrival.from !== self) this.#pushing.push(arrival)
    if (this.#pushing.length > pushingMax) {
      // Too slow to be told one by one: what was left out comes with the next comparison.
      this.#pushing = []
      this.#gap = true
      this.#compareDue = true
    }
    if (this.#flushing || this.#pushing.length === 0) return
    this.#flushing = true
    void Promise.resolve().then(() => this.#flush())
  }

  end(): void {
    this.#ended = true
    this.#sender.end()
    this.chunks.end()
    for (const wake of this.#waiters) wake()
    this.#waiters = []
  }

  #send(message: SyncMessage): Promise<void> {
    return this.#ended ? Promise.resolve() : this.#ports.send(message)
  }

  /** Comparisons and wants go one after another; envelopes and acknowledgements pass them by. */
  #inTurn(run: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(run).catch((fault: unknown) => this.#ports.fail(String(fault)))
    return Promise.resolve()
  }

  async #takeProofs(proofs: readonly Uint8Array[]): Promise<void> {
    for (const proof of proofs.slice(0, proofsMax)) {
      const tag = proofTag(proof)
      const epoch = tag.ok ? this.hosted.world.keyring.byTag(tag.value) : undefined
      if (!tag.ok || !epoch) continue
      if (checkProof(proof, tag.value, epoch.prove.publicKey, this.#ports.ground)) this.#proven.set(toText(epoch.id), epoch)
      else return this.#ports.fail('a proof that does not hold')
    }
    await this.#begin(true)
  }

  /** Says who one is, once something is proven in common, and compares. */
  async #begin(news: boolean): Promise<void> {
    const before = this.#may
    const may = (this.#may = syncAllowed(this.#proven.keys(), this.hosted.usable()))
    if (may !== before) this.#letGo()
    if (may === 'grants') return this.#giver.giveGrants()
    if (may === 'nothing' || (this.#told && may === before && !news)) return
    if (this.#told) return this.compare()
    this.#told = true
    const epoch = [...this.#proven.values()].findLast((held) => this.hosted.usable().has(toText(held.id))) as Epoch
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

  async #takeComparison(message: Uint8Array, toInitiator: boolean): Promise<void> {
    if (!this.allowed) return
    if (!toInitiator) {
      if (this.#ports.ground.side === 0) return this.#ports.fail('a comparison from the wrong side')
      if (this.#comparedTo === 0) {
        this.#comparedTo = this.hosted.world.end
        this.#gap = false
      }
      this.#reconciler ??= new Reconciler(this.hosted.world.set, 'responder', sha256)
      const turn = await this.#reconciler.receive(message)
      if (!turn.ok) return this.#ports.fail('a comparison that cannot be read')
      if (turn.value.message) await this.#send({ type: 'compare', channel: this.#ports.channel, toInitiator: true, message: turn.value.message })
      return
    }
    if (!this.#reconciler || this.#ports.ground.side === 1) return this.#ports.fail('a comparison that nobody began')
    const turn = await this.#reconciler.receive(message)
    if (!turn.ok) return this.#ports.fail('a comparison that cannot be read')
    const { have, need } = turn.value
    for (const { lower, upper, ids } of need) {
      for (const id of ids) this.#wanted.add(toText(id))
      const span = { lowerLamport: lower.lamport, lowerPrefix: lower.prefix, upperLamport: upper.lamport, upperPrefix: upper.prefix }
      for (let at = 0; at < ids.length; at += wantIdsMax) {
        this.#asked++
        await this.#send({ type: 'want', channel: this.#ports.channel, spans: [{ ...span, ids: ids.slice(at, at + wantIdsMax) }] })
      }
    }
    await this.#giver.give(have)
    if (turn.value.message) return this.#send({ type: 'compare', channel: this.#ports.channel, toInitiator: false, message: turn.value.message })
    await this.#finishComparison()
  }

  /** All was compared. The other side has all of ours once it has acknowledged; we have all of theirs once it came. */
  async #finishComparison(): Promise<void> {
    const comparedTo = this.#comparedTo
    await this.#sender.acknowledged(0)
    await this.#arrived()
    await this.hosted.world.settle()
    this.#reconciler = undefined
    this.#comparedTo = 0
    if (this.#ended) return
    this.#evenTo = Math.max(this.#evenTo, comparedTo)
    await this.#settleEven()
    // What they named and could not give is not here: then nothing is claimed.
    if (this.#wanted.size === 0) await this.#send({ type: 'even', channel: this.#ports.channel })
    this.#wanted.clear()
    if (this.#compareDue) await this.compare()
  }

  /** A comparison that the other side was not allowed to answer, or was asked to begin anew, is over. */
  #letGo(): void {
    this.#reconciler = undefined
    this.#asked = 0
    void this.#wake()
  }

  #arrived(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#ended || (this.#asked <= 0 && this.#takes === 0)) resolve()
        else this.#waiters.push(look)
      }
      look()
    })
  }

  async #sendWanted(spans: readonly Span[]): Promise<void> {
    if (!this.allowed) return
    this.#serving = true
    for (const span of spans) {
      const lower = { lamport: span.lowerLamport, prefix: span.lowerPrefix }
      const upper = { lamport: span.upperLamport, prefix: span.upperPrefix }
      if (span.ids.length === 0) await this.#giver.giveAll(lower, upper)
      else await this.#giver.give((await this.hosted.world.set.findWithin(lower, upper, span.ids, spanItemsMax)) ?? [])
    }
    this.#serving = false
    await this.#send({ type: 'served', channel: this.#ports.channel })
  }

  async #takeEnvelopes(number: number, more: boolean, envelopes: readonly Uint8Array[]): Promise<void> {
    if (this.#proven.size === 0) return this.#ports.fail('envelopes before a proof')
    while (this.#takes >= takesMax && !this.#ended) await new Promise<void>((resolve) => this.#waiters.push(resolve))
    this.#takes++
    const take = this.hosted.world.take(envelopes, this, more)
    void take.then(
      (taken) => {
        this.#takes--
        if (this.#wanted.size > 0) for (const id of taken.ids) this.#wanted.delete(toText(id))
        void this.#wake()
        void this.#send({ type: 'ack', channel: this.#ports.channel, number }).catch(() => undefined)
        if (taken.fresh.length > 0) this.#ports.changed()
        return this.#settleEven()
      },
      (fault: unknown) => {
        this.#takes--
        this.#ports.fail(`what came could not be kept: ${String(fault)}`)
      }
    )
  }

  #takeAck(number: number): Promise<void> {
    this.#sender.takeAck(number)
    return this.#settleEven()
  }

  /** While nothing is outstanding after a comparison, what we hold is what they hold. */
  #settleEven(): Promise<void> {
    const quiet = this.#sender.quiet && this.#pushing.length === 0 && !this.#flushing
    if (quiet && this.#evenTo > 0 && !this.#gap && !this.#reconciler) this.#evenTo = Math.max(this.#evenTo, this.hosted.world.end)
    if (quiet && this.#evenTo > this.#sureTo) {
      this.#sureTo = this.#evenTo
      this.#ports.changed()
    }
    return Promise.resolve()
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
      await this.#settleEven()
    }
    if (this.#compareDue && !this.#reconciler) await this.compare()
  }

  #wake(): Promise<void> {
    const waiters = this.#waiters
    this.#waiters = []
    for (const wake of waiters) wake()
    return Promise.resolve()
  }
}
