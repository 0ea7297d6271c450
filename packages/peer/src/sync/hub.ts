/**
 * All conversations of a peer: those that others open, and those it opens to addresses it knows and tries again.
 *
 * One session for each other peer: when two found each other twice, both keep the same one.
 */
import { type Cancel, compareBytes, type IdText, type Place, type Present, type Session as Ground, toText, type Transport, type Wire } from '@commune/protocol'
import type { ConnectionRow, Kept } from '../api/api.ts'
import { Carried } from '../carried/carried.ts'
import type { Hosted } from '../hosted/hosted.ts'
import type { PresentDevice } from '../hosted/ports.ts'
import type { Inside, Sync } from '../peer/inside.ts'
import type { Joining } from '../peer/joining.ts'
import { prefixOf } from '../peer/registry.ts'
import type { Message } from '@commune/commune'
import type { Shared } from './access.ts'
import { Asking, isAsking } from './asking.ts'
import { FilesKept } from './filesKept.ts'
import { Keepers } from './keepers.ts'
import { LiveOut } from './liveOut.ts'
import { NobodyKnowsError } from './nobodyKnows.ts'
import { OtherVersions } from './otherVersions.ts'
import { Passing } from './passing.ts'
import type { BesideMessage } from './message.ts'
import type { Channel } from './channel.ts'
import { Session } from './session.ts'
import { Targets } from './targets.ts'
import { standingIn } from './standingIn.ts'
import { steadyAmong } from './steady.ts'
import { connectionRow, presentIn } from './whoIsHere.ts'

const evenStepMs = 20
/** Comparing once more, though nothing seems to be missing (S3). */
const compareEveryMs = 120_000
/** A conversation is old after so long. */
const oldMs = 2_000

export const startSync = (inside: Inside, transport: Transport, joining: Joining): Sync => new Hub(inside, transport, joining)

class Hub implements Sync {
  readonly #inside: Inside
  readonly #transport: Transport
  readonly #joining: Joining
  readonly #worlds = new Map<IdText, { hosted: Hosted; keepers: Keepers; stop: () => void }>()
  readonly #carried = new Map<IdText, { carried: Carried; stop: () => void }>()
  readonly #sessions = new Set<Session>()
  readonly #incoming = new Set<Session>()
  readonly #targets: Targets
  readonly #filesKept: FilesKept
  readonly #stops: Cancel[] = []
  #comparingLater: Cancel = () => undefined
  readonly #otherVersions = new OtherVersions()
  /** Handles of invitations that this peer asks about just now. */
  readonly #knocking: Uint8Array[] = []
  readonly #passing: Passing
  readonly #liveOut = new LiveOut()
  readonly #asking: Asking
  #refused = 0
  #closed = false

  constructor(inside: Inside, transport: Transport, joining: Joining) {
    this.#inside = inside
    this.#transport = transport
    this.#joining = joining
    this.#passing = new Passing({
      clock: inside.ports.clock,
      sessions: () => this.#sessions,
      handles: () => joining.handles(),
      answer: (message, ground) => joining.answer(message, ground)
    })
    this.#asking = new Asking({ clock: inside.ports.clock, sessions: () => this.#sessions, answer: (world, device, question) => inside.senses.answer(world, device, question) })
    const byItself = (work: Promise<unknown>): void => this.#byItself(work)
    this.#targets = new Targets({
      clock: inside.ports.clock,
      dial: (address) => transport.dial(address),
      begin: (wire) => this.#begin(wire, false),
      twinOf: (session, without) => this.#twinOf(session, without),
      byItself
    })
    this.#filesKept = new FilesKept(inside, { sessions: () => this.#sessions, bring: (world, ids) => this.bring(world, ids), byItself })
    this.#stops.push(
      transport.onWire((wire) => this.#begin(wire, true)),
      transport.onNearby((address) => this.#targets.aim(address))
    )
    this.#compareLater()
  }

  add(hosted: Hosted): void {
    const world = hosted.world.name
    const stop = hosted.world.listen({
      arrived: (arrivals) => {
        for (const session of this.#sessions) session.channel(world)?.push(arrivals, session.channel(world))
      },
      folded: (rooms) => {
        if (rooms.has('ideas')) this.#filesKept.keepSoon(world)
        if (rooms.has('epochs')) this.#prove(world)
        // Who may have what also follows from who speaks for whom, which is worked out only then.
        if (['carriers', 'identity', 'epochs'].some((room) => rooms.has(room))) this.#byItself(hosted.refresh().then(() => this.#lookAgain(hosted)))
        // Nobody else may be in this world to whom it shows; a way back that lies elsewhere tells of it.
        if (rooms.has('epochs') || rooms.has('worlds')) this.beside()
      }
    })
    const registered = this.#inside.registry.get(world)
    const keepers = new Keepers(registered ? prefixOf(registered) : '', this.#inside.options.lock)
    this.#byItself(keepers.load(this.#inside.ports.store))
    this.#worlds.set(world, { hosted, keepers, stop })
    this.again(world)
    for (const address of registered?.addresses ?? []) this.#targets.aim(address)
    this.#lookAgain(hosted)
  }

  carry(carried: Carried): void {
    const { world, addresses } = carried
    const stop = world.listen({
      arrived: (arrivals) => {
        for (const session of this.#sessions) session.channel(world.name)?.push(arrivals, session.channel(world.name))
      }
    })
    this.#carried.set(world.name, { carried, stop })
    this.again(world.name)
    for (const address of addresses) this.#targets.aim(address)
  }

  carryNoMore(handle: IdText): void {
    this.#carried.get(handle)?.stop()
    this.#carried.delete(handle)
    for (const session of this.#sessions) session.drop(handle)
  }

  #lookAgain(hosted: Hosted): void {
    this.#meetCarriers(hosted)
    this.#prove(hosted.world.name)
  }

  /** Carriers are reached where those who appointed them say, once it is known for whom these speak. */
  #meetCarriers(hosted: Hosted): void {
    for (const { addresses } of hosted.carriers()) for (const address of addresses) this.#targets.aim(address)
  }

  /** Shows what is new in this world, and looks again at who may have what of it. */
  #prove(world: IdText): void {
    for (const session of this.#sessions) this.#byItself(session.channel(world)?.prove() ?? Promise.resolve())
  }

  remove(world: IdText): void {
    this.#worlds.get(world)?.stop()
    this.#worlds.delete(world)
    for (const session of this.#sessions) session.drop(world)
  }

  again(_world: IdText): void {
    for (const session of this.#sessions) this.#byItself(session.again())
  }

  even(world: IdText, waitMs: number): Promise<void> {
    const { clock } = this.#inside.ports
    const untilMs = clock.nowMs() + waitMs
    return new Promise((resolve) => {
      const look = (): void => {
        const compared = [...this.#sessions].some((session) => (session.channel(world)?.evenTo ?? 0) > 0)
        if (compared || this.#closed || clock.nowMs() >= untilMs) resolve()
        else clock.after(evenStepMs, look)
      }
      look()
    })
  }

  addresses(): string[] {
    return [...this.#transport.addresses()].slice(0, 6)
  }

  readonly connect = (address: string): Promise<void> => this.#targets.connect(address)

  beside(): void {
    this.#byItself(this.#passing.tell())
    if (!this.#joining.waysBack.isLeft) return
    for (const session of this.#sessions) for (const [, channel] of session.channels()) this.#byItself(this.#joining.waysBack.tell(channel))
  }

  live(world: IdText, sealed: Uint8Array, from: Channel | undefined): void {
    for (const session of this.#sessions) {
      const channel = session.channel(world)
      if (channel && channel !== from) this.#byItself(this.#liveOut.send(channel, sealed))
    }
  }

  readonly question = (world: IdText, device: IdText, question: Uint8Array): Promise<Uint8Array | undefined> => this.#asking.ask(world, device, question)

  keepers(): Present[] {
    return steadyAmong([...this.#sessions].flatMap((session) => [...session.channels()].map(([, channel]) => channel)))
  }

  async join(address: string, handle: Uint8Array, ask: (session: Ground) => Uint8Array): Promise<{ reply: Uint8Array; session: Ground }> {
    this.#knocking.push(handle)
    try {
      return await this.#ask(await this.#targets.begin(address), ask)
    } finally {
      this.#knocking.splice(this.#knocking.indexOf(handle), 1)
    }
  }

  async #ask(session: Session, ask: (session: Ground) => Uint8Array): Promise<{ reply: Uint8Array; session: Ground }> {
    try {
      return await session.ask(ask)
    } catch (fault) {
      // Where two conversations with one peer found each other, one ends: the question is asked again on the other.
      const other = this.#twinOf(session)
      if (other) {
        await other.again()
        return this.#ask(other, ask)
      }
      // A wire that broke says nothing; one that was closed after the question says that nobody there knows the invitation.
      throw session.ground && !String(fault).includes('connection lost') ? new NobodyKnowsError() : fault
    }
  }

  present(world: IdText): PresentDevice[] {
    const hosted = this.#worlds.get(world)?.hosted
    return hosted ? presentIn(this.#sessions, hosted) : []
  }

  readonly compared = (world: IdText): boolean =>
    this.#worlds.get(world)?.keepers.any === true || [...this.#sessions].some((session) => (session.channel(world)?.evenTo ?? 0) > 0)

  keptBy(world: IdText, place: Place): Kept {
    this.#note()
    const shared = this.#worlds.get(world)
    return shared?.keepers.of(place, standingIn(shared.hosted, toText(this.#inside.me().device.sign.publicKey))) ?? { others: 0, browsers: 0, carriers: 0 }
  }

  isKeptBy(world: IdText, place: Place, device: IdText): boolean {
    this.#note()
    return this.#worlds.get(world)?.keepers.holds(device, place) ?? false
  }

  coming(world: IdText): number {
    let most = 0
    for (const session of this.#sessions) most = Math.max(most, session.channel(world)?.coming ?? 0)
    return most
  }

  async bring(world: IdText, ids: readonly Uint8Array[]): Promise<Uint8Array[]> {
    const shelf = this.#worlds.get(world)?.hosted.shelf
    let lacking = shelf ? await shelf.lacking(ids) : [...ids]
    for (const session of this.#sessions) {
      const channel = session.channel(world)
      if (lacking.length === 0 || !shelf) return lacking
      if (!channel?.allowed) continue
      await channel.chunks.bring(lacking)
      lacking = await shelf.lacking(lacking)
    }
    return lacking
  }

  connections(): readonly ConnectionRow[] {
    return [...this.#sessions].map((session) => connectionRow(session, this.#incoming.has(session)))
  }

  refused(): number {
    return this.#refused
  }

  problems(): readonly Message[] {
    return this.#otherVersions.problems()
  }

  restart(): void {
    for (const session of [...this.#sessions]) session.end('this device goes on as another one')
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const stop of this.#stops) stop()
    this.#targets.close()
    this.#filesKept.close()
    this.#comparingLater()
    for (const session of [...this.#sessions]) session.end('this peer stops')
    for (const { stop } of [...this.#worlds.values(), ...this.#carried.values()]) stop()
    await this.#remember().catch((fault: unknown) => this.#inside.ports.log.note('sync-fault', { fault: String(fault) }))
    await this.#transport.close()
  }

  #begin(wire: Wire, incoming: boolean): Session {
    const { ports, options } = this.#inside
    const session: Session = new Session({
      wire,
      clock: ports.clock,
      random: ports.random,
      mayForget: options.mayForget,
      worlds: () => this.#shared(),
      signKey: () => this.#inside.me().device.sign,
      knocking: () => this.#knocking,
      answer: async (message, ground) => (await this.#joining.answer(message, ground)) ?? this.#passing.ask(session, message),
      beside: (message, channel) => this.#beside(message, channel),
      changed: (world) => this.#changed(session, world),
      refused: (count) => (this.#refused += count)
    })
    this.#sessions.add(session)
    if (incoming) this.#incoming.add(session)
    this.#byItself(session.run().finally(() => {
      this.#note()
      this.#asking.ended(session)
      this.#sessions.delete(session)
      this.#incoming.delete(session)
      this.#otherVersions.note(session)
      this.#inside.watches.changed(undefined)
    }))
    return session
  }


  #beside(message: BesideMessage, channel: Channel): void {
    if (message.type === 'waits' || message.type === 'asked' || message.type === 'told') this.#passing.receive(message, channel)
    else if (isAsking(message)) {
      if (!(channel.hosted instanceof Carried)) this.#asking.receive(message, channel.hosted.world.name, channel)
    } else if (message.type === 'live') this.#inside.live.receive(message.sealed, channel)
    else if (message.type === 'leave' || message.type === 'holds') this.#joining.waysBack.receive(message, channel)
  }

  /** A world that one has come into is carried no more beside it. One that is full would end a conversation in which others go on. */
  #shared(): Shared[] {
    const hosted = [...this.#worlds.values()].map((each) => each.hosted)
    const handles = new Set(hosted.map(({ handle }) => toText(handle)))
    return [...hosted, ...[...this.#carried.values()].map((each) => each.carried).filter(({ handle, full }) => !full && !handles.has(toText(handle)))]
  }

  #changed(session: Session, world: IdText | undefined): void {
    this.#note()
    this.beside()
    this.#inside.senses.lookAgain()
    if (world === undefined) this.#dropTwins(session)
    else {
      const held = this.#worlds.get(world)
      if (held) this.#byItself(held.hosted.tend())
      if (!this.#incoming.has(session) && session.channel(world)?.remote?.carrier !== true) this.#byItself(this.#reached(session, world))
    }
    this.#inside.watches.changed(world)
  }

  /** Remembered once in a conversation: each time is a commit. */
  async #reached(session: Session, world: IdText): Promise<void> {
    const worlds = this.#reachedBy.get(session) ?? new Set()
    if (worlds.has(world)) return
    this.#reachedBy.set(session, worlds.add(world))
    await this.#inside.registry.reached(world, session.wire.remoteAddress)
  }
  readonly #reachedBy = new WeakMap<Session, Set<IdText>>()

  /**
   * Of two conversations with one peer, the one that has gone on for a while stays, as much may be on the way in it; of two that
   * begin at once, the one with the lower id.
   */
  #dropTwins(session: Session): void {
    const ground = session.ground
    const other = this.#twinOf(session)
    if (!ground || !other?.ground) return
    const [isOld, isOtherOld] = [session.ageMs > oldMs, other.ageMs > oldMs]
    const stays = isOld === isOtherOld ? compareBytes(ground.id, other.ground.id) < 0 : isOld
    const loser = stays ? other : session
    loser.end('another conversation with the same peer goes on')
  }

  /** Another conversation with the same peer that has begun and goes on. */
  #twinOf(session: Session, without: ReadonlySet<Session> = new Set([session])): Session | undefined {
    const id = toText(session.wire.remoteId)
    return [...this.#sessions].find((other) => !without.has(other) && !other.ended && other.ground && toText(other.wire.remoteId) === id)
  }

  /** Remembers how far each device is even, so that it counts after it has gone. */
  #note(): void {
    for (const session of this.#sessions) {
      for (const [world, channel] of session.channels()) {
        const keepers = this.#worlds.get(world)?.keepers
        if (!channel.remote || !keepers) continue
        const { device, mayForget, carrier } = channel.remote
        const lacked = channel.takeLacked()
        if (lacked !== undefined) keepers.lacks(device, lacked)
        if (channel.evenTo > 0) keepers.note(device, channel.evenTo, mayForget, carrier)
      }
    }
  }

  #compareLater(): void {
    this.#comparingLater = this.#inside.ports.clock.after(compareEveryMs, () => {
      for (const session of this.#sessions) for (const [, channel] of session.channels()) this.#byItself(channel.compare())
      this.#byItself(this.#remember())
      this.#compareLater()
    })
  }

  /** Keeps who holds what over a restart. */
  async #remember(): Promise<void> {
    this.#note()
    const changes = [...this.#worlds.values()].map(({ keepers }) => keepers.takeChange()).filter((change) => change !== undefined)
    if (changes.length > 0) await this.#inside.ports.store.commit(changes)
  }

  #byItself(work: Promise<unknown>): void {
    work.catch((fault: unknown) => this.#inside.ports.log.note('sync-fault', { fault: String(fault) }))
  }
}
