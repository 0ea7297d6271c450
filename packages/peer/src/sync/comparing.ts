/**
 * Comparing one world with another peer, and how far the two are even (S2, S3, S5).
 *
 * The side with the lower network id begins; the other may ask it to. Every comparison and every want is answered, with
 * nothing when it may not be, so that nothing is left waiting and no answer belongs to anything older. `evenTo` says that
 * everything of ours below that place of our log is durable over there. It moves in two ways and is never guessed:
 *
 * - a comparison is over, all that it showed us to have alone was given and acknowledged, and nothing was missing;
 * - since then all that came here was passed on and acknowledged, or came from there.
 */
import { type Address, type Item, type Place, Reconciler, sha256, toText } from '@commune/protocol'
import type { World } from '../world/world.ts'
import type { Giver } from './giver.ts'
import { Heads } from './heads.ts'
import { deadMax, type Span, type SyncMessage } from './message.ts'
import type { Sender } from './sender.ts'
import { wantsOf } from './wants.ts'

export interface ComparingPorts {
  readonly side: 0 | 1
  readonly channel: Uint8Array
  readonly world: World
  readonly sender: Sender
  readonly giver: Giver
  readonly random: { bytes(length: number): Uint8Array }
  allowed(): boolean
  /** So many addresses are to be kept for what is said to be dead. */
  heardDead(count: number): void
  /** Was put aside here, and is not asked for now. */
  isAside(id: string): boolean
  /** A member is there, and no carrier. */
  toMember(): boolean
  /** How many runs of envelopes from there are being taken in. */
  taking(): number
  send(message: SyncMessage): Promise<void>
  fail(reason: string): void
  /** `evenTo` may have moved. */
  moved(): void
  /** The other side showed that it lacks what lies at this place, and all it may hold lies below. */
  lacked(place: Place): void
}

export type ComparingMessage = SyncMessage & { readonly type: 'compare' | 'want' | 'even' | 'again' | 'served' | 'heads' | 'dead' }

const spanItemsMax = 100_000
/** With fewer envelopes than this one asks for all there are at once, and compares afterwards. */
const fewMax = 256
/** Addresses gone through for the ids of one want: an honest one comes with narrow bounds. */
const lookedMax = 1_000_000
/** What is given to wants without ids in one conversation, beside twice what there is. */
const givenAllMin = 100_000
/** Comparisons and wants of the other side that wait for their turn. It has no reason to have more than a few. */
const waitingMax = 64
/** Hidden entries may name one another so many deep in one comparison; the next one goes on. */
const hiddenStepsMax = 64
const nothing = new Uint8Array()
const everything: Span = { lowerLamport: 0, lowerPrefix: nothing, upperLamport: Infinity, upperPrefix: nothing, ids: [] }

export class Comparing {
  readonly #ports: ComparingPorts
  readonly #heads: Heads
  /** The comparison under way; as the one who answers, until it is said to be even. */
  #reconciler: Reconciler | undefined
  /** Where our log ended when it began. */
  #comparedTo: Place = 0
  /** Something of ours did not go over, as was not allowed or could not be read: only a comparison makes up for it. */
  #gap = false
  /** There was such a gap when the comparison under way began: one that is given up makes up for nothing. */
  #gapBefore = false
  #evenTo: Place = 0
  #due = false
  #askedForAll = false
  /** Ids asked for, and how many askings are not served yet. */
  readonly #wanted = new Set<string>()
  #asked = 0
  #serving = false
  #givenAll = 0
  #work: Promise<void> = Promise.resolve()
  #waiting = 0
  #waiters: (() => void)[] = []
  #ended = false

  constructor(ports: ComparingPorts) {
    this.#ports = ports
    this.#heads = new Heads(ports)
  }

  /** Everything of ours below this place is there, once nothing is on the way. */
  get evenTo(): Place {
    return this.#evenTo
  }
  /** Envelopes asked for and not here yet. */
  get coming(): number {
    return this.#wanted.size
  }
  /** More will follow what is sent now. */
  get busy(): boolean {
    return this.#reconciler !== undefined || this.#serving
  }

  /** Begins a comparison, or asks the other side to; when one is under way, another one follows it. */
  async begin(): Promise<void> {
    const { side, channel, world, random } = this.#ports
    if (!this.#ports.allowed() || this.#ended) return
    this.#due = side === 0 && this.#reconciler !== undefined
    if (side === 1) return this.#ports.send({ type: 'again', channel })
    if (this.#due) return
    if (world.set.count < fewMax && !this.#askedForAll) {
      this.#askedForAll = true
      this.#asked++
      const rest = this.#arrived().then(() => this.begin())
      rest.catch((fault: unknown) => this.#ports.fail(String(fault)))
      return this.#ports.send({ type: 'want', channel, spans: [everything] })
    }
    this.#reconciler = new Reconciler(world.set, 'initiator', sha256)
    this.#compareAll()
    await this.#sendComparison(await this.#reconciler.start(random))
    await this.#heads.tell()
  }

  async receive(message: ComparingMessage): Promise<void> {
    switch (message.type) {
      case 'compare':
        return this.#inTurn(() => (message.toInitiator ? this.#takeAnswer(message.message) : this.#answer(message.message)))
      case 'want':
        return this.#inTurn(() => this.#serve(message.spans))
      case 'even':
        return this.#takeEven()
      case 'heads':
        return this.#heads.take(message.heads)
      case 'dead':
        return this.#takeDead(message.addresses)
      case 'served':
        if (--this.#asked < 0) return this.#ports.fail('served what nobody asked for')
        return this.wake()
      case 'again':
        return this.#ports.side === 0 ? this.begin() : this.#ports.fail('asked to begin on the wrong side')
    }
  }

  /** These came from there, whether new or not. */
  came(ids: readonly Uint8Array[]): void {
    if (this.#wanted.size > 0) for (const id of ids) this.#wanted.delete(toText(id))
  }

  /** Something of ours was not passed on. `due`: it may be, and goes with a comparison. */
  leaveOut(due: boolean): void {
    this.#gap = true
    this.#due ||= due
  }

  /** Begins what is due, unless it follows what is under way by itself. */
  async catchUp(): Promise<void> {
    if (this.#due && !this.#reconciler) await this.begin()
  }

  /** All that came here or was said here until now is there as well. */
  keepUp(end: Place): void {
    if (this.#evenTo > 0 && !this.#gap && !this.#reconciler) this.#evenTo = Math.max(this.#evenTo, end)
  }

  /** Looks again whether all that was asked for has come. */
  wake(): void {
    const waiters = this.#waiters
    this.#waiters = []
    for (const look of waiters) look()
  }

  end(): void {
    this.#ended = true
    this.wake()
  }

  /** Comparisons and wants go one after another; envelopes and acknowledgements pass them by. */
  #inTurn(run: () => Promise<void>): void {
    if (++this.#waiting > waitingMax) return this.#ports.fail('more questions than can be answered')
    this.#work = this.#work
      .then(() => (this.#ended ? undefined : run()))
      .catch((fault: unknown) => this.#ports.fail(String(fault)))
      .finally(() => this.#waiting--)
  }

  #sendComparison(message: Uint8Array): Promise<void> {
    const { side, channel } = this.#ports
    return this.#ports.send({ type: 'compare', channel, toInitiator: side === 1, message })
  }

  /** Answers the one who began. An empty answer says that nothing is compared now. */
  async #answer(message: Uint8Array): Promise<void> {
    const { side, world, allowed, fail } = this.#ports
    if (side === 0) return fail('a comparison from the wrong side')
    if (!allowed()) {
      this.#giveUp()
      return this.#sendComparison(nothing)
    }
    if (this.#comparedTo === 0) {
      this.#compareAll()
      await this.#heads.tell()
    }
    this.#reconciler ??= new Reconciler(world.set, 'responder', sha256)
    const turn = await this.#reconciler.receive(message)
    if (!turn.ok) return fail('a comparison that cannot be read')
    if (turn.value.message) await this.#sendComparison(turn.value.message)
  }

  async #takeAnswer(message: Uint8Array): Promise<void> {
    const { side, channel, giver, allowed, fail } = this.#ports
    if (!this.#reconciler || side === 1) return fail('a comparison that nobody began')
    if (message.length === 0 || !allowed()) {
      this.#giveUp()
      return this.catchUp()
    }
    const turn = await this.#reconciler.receive(message)
    if (!turn.ok) return fail('a comparison that cannot be read')
    const { isAside } = this.#ports
    const need = turn.value.need.map((each) => ({ ...each, ids: each.ids.filter((id) => !isAside(toText(id))) }))
    for (const spans of wantsOf(need)) {
      for (const span of spans) for (const id of span.ids) this.#wanted.add(toText(id))
      this.#asked++
      await this.#ports.send({ type: 'want', channel, spans })
    }
    this.#showLack(turn.value.have)
    if (!(await giver.give(turn.value.have))) this.#gap = true
    await this.#tellDead(turn.value.have)
    if (turn.value.message) return this.#sendComparison(turn.value.message)
    await this.#finish()
  }

  /** All was compared. The other side has all of ours once it has acknowledged; we have all of theirs once it came. */
  async #finish(): Promise<void> {
    const { sender, world, channel } = this.#ports
    await sender.acknowledged(0)
    await this.#arrived()
    await world.settle()
    await this.#unhide()
    if (this.#ended) return
    if (!this.#gap) this.#evenTo = Math.max(this.#evenTo, this.#comparedTo)
    this.#over()
    this.#wanted.clear()
    // What they named and did not give is not there: whether they could have is theirs to know.
    await this.#ports.send({ type: 'even', channel })
    this.#ports.moved()
    await this.catchUp()
  }

  /** A comparison of all that is here now: it makes up for what was left out, when it comes to its end. */
  #compareAll(): void {
    this.#comparedTo = this.#ports.world.end
    this.#gapBefore = this.#gap
    this.#gap = false
  }

  #giveUp(): void {
    this.#gap ||= this.#gapBefore
    this.#over()
    this.#wanted.clear()
  }

  #over(): void {
    this.#reconciler = undefined
    this.#comparedTo = 0
    this.#gapBefore = false
  }

  /** This is forgotten there. One that is kept for ever is taken all the same when it comes. */
  async #takeDead(addresses: readonly Address[]): Promise<void> {
    for (const { id } of addresses) this.#wanted.delete(toText(id))
    this.#ports.heardDead(addresses.length)
    await this.#ports.world.hearDead(addresses.map(({ lamport, id }) => ({ lamport, id: id.slice() })))
  }

  /** What they held once may have been lost: an older state of them, or damage. */
  #showLack(items: readonly Item[]): void {
    let first: Place | undefined
    for (const { place } of items) if (place > 0 && place < (first ?? Number.POSITIVE_INFINITY)) first = place
    if (first === undefined) return
    this.#evenTo = Math.min(this.#evenTo, first)
    this.#ports.lacked(first)
  }

  /** Forgotten here: who lacks it is told, so that it need not ask for it again and again (V4). */
  async #tellDead(items: readonly Item[]): Promise<void> {
    const { channel } = this.#ports
    const dead = items.filter(({ place }) => place === 0)
    for (let at = 0; at < dead.length; at += deadMax) await this.#ports.send({ type: 'dead', channel, addresses: dead.slice(at, at + deadMax) })
  }

  /** The one who began has all that we had then, and gave us what we lacked. */
  async #takeEven(): Promise<void> {
    if (this.#ports.side === 0) return this.#ports.fail('even on the wrong side')
    if (!this.#gap) this.#evenTo = Math.max(this.#evenTo, this.#comparedTo)
    this.#over()
    await this.#ports.world.settle()
    this.#ports.moved()
    this.#unhide().catch((fault: unknown) => this.#ports.fail(String(fault)))
    await this.catchUp()
  }

  /** Asks for what the sums hid: heads over there, and what is referred to here (S3). */
  async #unhide(): Promise<void> {
    const { channel, world } = this.#ports
    for (let step = 0; step < hiddenStepsMax && !this.#ended; step++) {
      const spans = await this.#heads.hidden()
      if (spans.length === 0) return
      this.#asked++
      await this.#ports.send({ type: 'want', channel, spans })
      await this.#arrived()
      await world.settle()
    }
  }

  /** Resolves when all that was asked for is served and taken in. */
  #arrived(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#ended || (this.#asked <= 0 && this.#ports.taking() === 0)) resolve()
        else this.#waiters.push(look)
      }
      look()
    })
  }

  async #serve(spans: readonly Span[]): Promise<void> {
    const { world, giver, channel, allowed, fail } = this.#ports
    this.#serving = true
    let looked = 0
    for (const span of spans) {
      if (!allowed()) {
        this.#gap = true
        break
      }
      const lower = { lamport: span.lowerLamport, prefix: span.lowerPrefix }
      const upper = { lamport: span.upperLamport, prefix: span.upperPrefix }
      const { count } = await world.set.tally(lower, upper)
      if (span.ids.length === 0) this.#givenAll += count
      else looked += count
      if (looked > lookedMax) return fail('a want that is looked for everywhere')
      if (this.#givenAll > 2 * world.set.count + givenAllMin) return fail('everything is asked for again and again')
      const found = span.ids.length > 0 ? await world.set.findWithin(lower, upper, span.ids, spanItemsMax) : undefined
      if (found) this.#showLack(found)
      const all = span.ids.length === 0 ? await giver.giveAll(lower, upper) : found !== undefined && (await giver.give(found))
      if (!all) this.#gap = true
      if (found) await this.#tellDead(found)
    }
    this.#serving = false
    await this.#ports.send({ type: 'served', channel })
  }
}
