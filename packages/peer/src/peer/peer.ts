/**
 * One peer: this device's ware, the worlds it takes part in, and the conversations with others. Everything an app does goes
 * through `ask`, `act` and `watch`.
 */
import { type PointId, rooms, unknownRoom } from '@commune/commune'
import { type Cancel, carriersRoom, type Change, type Envelope, epochsRoom, fromText, identityRoom, type IdText, no, openGrant, type RawStatement, type Room, type RoomState, sodiumReady, type Transport } from '@commune/protocol'
import type { ActName, Acts, AskName, Asks, Outcome, PeerApi } from '../api/api.ts'
import type { Carried } from '../carried/carried.ts'
import { CarriedWorlds } from '../carried/carriedWorlds.ts'
import { Sharing } from '../few/sharing.ts'
import { Shelf } from '../files/shelf.ts'
import { Hosted } from '../hosted/hosted.ts'
import { Shown } from '../hosted/shown.ts'
import { beginMe, type Me, meKey, readMe, saveMe } from '../me/me.ts'
import { Linking } from '../linking/linking.ts'
import { Live } from '../live/live.ts'
import { Senses } from '../senses/senses.ts'
import { startSync } from '../sync/hub.ts'
import { messageOfFault, peerMessage } from '../words/index.ts'
import { Keyring } from '../world/keyring.ts'
import { World } from '../world/world.ts'
import { actsOf, introductionOf } from './acts.ts'
import { bundlesOf } from './bundles.ts'
import { carryingOf } from './carrying.ts'
import { answersOf } from './asks.ts'
import type { Held, Inside, PeerOptions, PeerPorts, Sync } from './inside.ts'
import { filesOf } from './files.ts'
import { linkingOf } from './linkingActs.ts'
import { forkingOf } from './forking.ts'
import { Joining } from './joining.ts'
import { keepingOf } from './keeping.ts'
import { Healing } from './healing.ts'
import { answerPlans } from './planAnswers.ts'
import { prefixOf, Registry } from './registry.ts'
import { sensingOf } from './sensing.ts'
import { Renewal } from './renewal.ts'
import { topicsOf } from './topics.ts'
import { silentSync } from './silentSync.ts'
import { watchedStore } from './watchedStore.ts'
import { Watches } from './watches.ts'

/** Snapshots are written this long after the last change. */
const restMs = 2_000
/** Kept for one world that is carried, unless the app says otherwise. */
const carriedBytesMax = 1_073_741_824
/** How often it is looked whether something has lapsed; seasons are long. */
const forgetEveryMs = 21_600_000
/** How long a world of which a part was lost waits for somebody who brings it back. */
const hearMs = 60_000
/** Files kept for one world, unless the app says otherwise. */
const filesBytesMax = 1_073_741_824

export class WrongLockError extends Error {
  constructor() {
    super('the keys of this device do not open with this passphrase')
    this.name = 'WrongLockError'
  }
}

/** Makes the conversations of a peer, when there is a transport. */
export type SyncMaker = (inside: Inside, transport: Transport, joining: Joining) => Sync

export class Peer implements PeerApi {
  readonly #ports: PeerPorts
  readonly #options: PeerOptions
  readonly #watches: Watches
  readonly #registry: Registry
  readonly #reopening = new Set<Promise<void>>()
  readonly #held = new Map<IdText, Held>()
  readonly #opening = new Map<IdText, Promise<Held>>()
  readonly #inside: Inside
  readonly #answers: ReturnType<typeof answersOf>
  readonly #acts: ReturnType<typeof actsOf>
  readonly #joining: Joining
  readonly #live: Live
  /** What goes on in worlds beside what is sensed and written. */
  readonly #beside: readonly (Linking | Sharing)[]
  readonly #senses: Senses
  readonly #renewal: Renewal
  readonly #healing: Healing
  readonly #sync: Sync
  #me: Me
  #resting: Cancel | undefined
  #forgetting: Cancel | undefined
  #closed = false
  #looks = 0

  private constructor(ports: PeerPorts, options: PeerOptions, me: Me, registry: Registry, healing: Healing, makeSync: SyncMaker) {
    this.#healing = healing
    this.#ports = ports
    this.#options = options
    this.#me = me
    this.#registry = registry
    this.#watches = new Watches(ports.clock)
    const inside: Inside = {
      ports,
      options,
      registry,
      watches: this.#watches,
      sync: silentSync,
      live: undefined as unknown as Live,
      linking: undefined as unknown as Linking,
      senses: undefined as unknown as Senses,
      carried: new CarriedWorlds(ports, { lock: options.lock, bytesMax: options.carriedBytesMax ?? carriedBytesMax }),
      carry: (carried) => this.#carry(carried),
      me: () => this.#me,
      setMe: (next, changes) => this.#setMe(next, changes),
      held: () => [...this.#held.values()],
      find: (world) => this.#held.get(world),
      // One that is being mended is read when it is whole: what is thrown away meanwhile must not be half of what is read.
      open: (world) => this.whole().then(() => this.#open(world)),
      drop: (world) => this.#drop(world),
      storeProblems: () => healing.problems(),
      lacks: (world) => healing.isLacking(world)
    }
    this.#inside = inside
    this.#live = new Live(inside)
    ;(inside as { live: Live }).live = this.#live
    const linking = new Linking(inside)
    ;(inside as { linking: Linking }).linking = linking
    this.#beside = [linking, new Sharing(inside)]
    this.#senses = new Senses(inside)
    ;(inside as { senses: Senses }).senses = this.#senses
    healing.serve({
      nameOf: (world) => this.#nameOf(world),
      reopen: (world, mend) => this.#reopen(world, mend),
      heard: (world) => this.#heard(world),
      renew: () => this.#renewal.begin(),
      soon: (run) => void ports.clock.after(0, run),
      changed: () => this.#watches.changed(undefined)
    })
    this.#joining = new Joining(inside)
    this.#renewal = new Renewal(inside)
    this.#sync = ports.transport ? makeSync(inside, ports.transport, this.#joining) : silentSync
    ;(inside as { sync: Sync }).sync = this.#sync
    this.#answers = answersOf(inside, this.#joining)
    this.#acts = {
      ...actsOf(inside),
      ...bundlesOf(inside),
      ...filesOf(inside),
      ...linkingOf(inside),
      ...sensingOf(this.#senses),
      ...carryingOf(inside),
      ...forkingOf(inside, this.#joining),
      ...keepingOf(inside, this.#joining),
      invite: (params) => this.#joining.invite(params),
      closeInvite: (params) => this.#joining.close(params),
      join: (params) => this.#joining.join(params),
      openLive: (params) => this.#live.open(params),
      writeLive: (params) => this.#live.write(params),
      closeLive: (params) => this.#live.close(params),
      leaveWayBack: (params) => this.#joining.waysBack.leave(params),
      takeWayBack: (params) => this.#joining.waysBack.takeBack(params),
      openWayBack: (params) => this.#joining.inviteBack(params),
      forgetWayBack: (params) => this.#joining.waysBack.forget(params)
    }
  }

  /** Opens what the store holds of this peer, or begins a new ware. Throws WrongLockError when the keys do not open. */
  static async open(given: PeerPorts, options: PeerOptions, makeSync: SyncMaker = startSync): Promise<Peer> {
    await sodiumReady
    const registry = new Registry(given.store, options.lock)
    const worlds = (): { world: IdText; prefix: string }[] => registry.all().map((each) => ({ world: each.world, prefix: prefixOf(each) }))
    const healing = new Healing({ store: given.store, log: given.log, worlds })
    const ports = { ...given, store: watchedStore(given.store, healing) }
    const stored = await ports.store.get(meKey)
    const me = stored ? readMe(stored, options.lock) : beginMe(ports.random)
    if (!me || !(await registry.load())) throw new WrongLockError()
    if (!stored) await ports.store.commit([saveMe(me, options.lock)])
    await healing.begin()
    const peer = new Peer(ports, options, me, registry, healing, makeSync)
    await peer.#joining.load()
    for (const { world } of registry.all()) {
      // One whose keys are damaged keeps no other from opening.
      await peer.#open(world).catch((fault: unknown) => {
        if (!healing.isLocked(world)) throw fault
      })
    }
    healing.wait()
    if (!(await peer.#inside.carried.load())) throw new WrongLockError()
    for (const carried of peer.#inside.carried.all()) peer.#carry(carried)
    await peer.#joining.waysBack.keepWorlds()
    peer.#forgetLater()
    return peer
  }

  /** True when this peer has never taken part in any world. */
  get fresh(): boolean {
    return this.#registry.all().length === 0
  }
  /** Parts of the peer, for the simulator's checks. */
  get inside(): Inside {
    return this.#inside
  }

  /** Resolves when no world is closed only to be mended: until then it would look as if it were not there. */
  async whole(): Promise<void> {
    while (this.#reopening.size > 0) await Promise.allSettled(this.#reopening)
  }

  async ask<K extends AskName>(name: K, params: Asks[K][0]): Promise<Outcome<Asks[K][1]>> {
    if (this.#reopening.size > 0) await this.whole()
    try {
      const answer = own(this.#answers, name) as ((params: Asks[K][0]) => Promise<Outcome<Asks[K][1]>>) | undefined
      return answer ? await answer(params) : no(peerMessage('peer.nothing-found'))
    } catch (fault) {
      return no(messageOfFault(fault))
    }
  }

  async act<K extends ActName>(name: K, params: Acts[K][0]): Promise<Outcome<Acts[K][1]>> {
    if (this.#reopening.size > 0) await this.whole()
    try {
      const act = own(this.#acts, name) as ((params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>>) | undefined
      return act ? await act(params) : no(peerMessage('peer.nothing-found'))
    } catch (fault) {
      return no(messageOfFault(fault))
    }
  }

  watch<K extends AskName>(name: K, params: Asks[K][0], onAnswer: (answer: Outcome<Asks[K][1]>) => void): Cancel {
    const world = (params as { world?: IdText }).world
    const looked = `look ${++this.#looks}`
    const watched = this.#watches.add(topicsOf(name, world, looked), () => this.ask(name, params), onAnswer as (answer: unknown) => void)
    if ((name === 'stands' || name === 'why') && world !== undefined) {
      const again = this.#senses.lookAt(world, actsIn(params as Asks['stands'][0] | Asks['why'][0]), () => this.#watches.changed(looked))
      return () => {
        again()
        watched()
      }
    }
    if (name !== 'sensed' || world === undefined) return watched
    const followed = this.#senses.follow(world, (params as Asks['sensed'][0]).points)
    return () => {
      followed()
      watched()
    }
  }

  /** What this device senses, for the app that brings things in. */
  get senses(): Senses {
    return this.#senses
  }

  /** Writes what is still only in memory, ends all conversations and closes the store. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#resting?.()
    this.#forgetting?.()
    this.#watches.close()
    await this.#live.end()
    for (const each of this.#beside) each.close()
    this.#senses.close()
    await this.#sync.close()
    for (const { hosted } of this.#held.values()) hosted.stop()
    // A full disk keeps nobody from ending: what is not in a snapshot is in the log.
    await this.#rest()
    await this.#ports.store.close()
  }

  async #setMe(next: Me, changes: readonly Change[] = []): Promise<void> {
    await this.#ports.store.commit([saveMe(next, this.#options.lock), ...changes])
    this.#me = next
    for (const { hosted } of this.#held.values()) await hosted.refresh()
    this.#watches.changed(undefined)
  }

  /** Opens a world once, also when two come for it at the same moment: two writers of one device would fork it (I4). */
  #open(world: IdText): Promise<Held> {
    const known = this.#held.get(world)
    const opening = known ? Promise.resolve(known) : (this.#opening.get(world) ?? this.#openNow(world).finally(() => this.#opening.delete(world)))
    if (!known) this.#opening.set(world, opening)
    return opening
  }

  async #openNow(world: IdText): Promise<Held> {
    const registered = this.#registry.get(world)
    if (!registered) throw new Error('a world is registered before it is opened')
    const id = fromText(world) as Uint8Array
    const prefix = prefixOf(registered)
    const keyring = new Keyring(id, prefix, this.#options.lock)
    const all = [identityRoom(id), epochsRoom(id), carriersRoom, ...rooms, unknownRoom] as unknown as readonly Room<RoomState>[]
    const options = { id, prefix, keyring, rooms: all, signPair: this.#me.device.sign, listens: () => this.#healing.isLacking(world), grantIn: (grant: Envelope) => openGrant(grant, this.#me.device.box, id) }
    const [opened, shelf] = await this.#healing.open(world, prefix, async () => [
      await World.open(this.#ports, options),
      await Shelf.open(this.#ports.store, prefix, this.#options.filesBytesMax ?? filesBytesMax)
    ])
    const presence = { present: (of: IdText) => this.#sync.present(of), compared: (of: IdText) => this.#sync.compared(of) }
    const introduce = (asMinter: boolean): RawStatement[] => introductionOf(this.#inside, world, asMinter)
    const lacking = this.#healing.isLacking(world)
    // What it said itself comes back to it, and is no copy's.
    const copied = (): void => {
      if (!lacking) this.#renewal.begin()
    }
    const hosted = await Hosted.open(opened, shelf, () => this.#me, { ...this.#ports, presence, introduce, copied }, () => this.#changed(world))
    const shown = new Shown(hosted, this.#ports.clock, () => this.#me)
    const held: Held = { hosted, views: () => shown.views, told: () => shown.told, search: () => shown.search(), left: registered.left }
    this.#held.set(world, held)
    if (registered.left) hosted.stop()
    else this.#sync.add(hosted)
    await this.#senses.opened(held)
    answerPlans(this.#inside, held)
    for (const each of this.#beside) each.open(held)
    this.#watches.changed(undefined)
    return held
  }

  async #drop(world: IdText): Promise<void> {
    const held = this.#held.get(world)
    if (!held) return
    await this.#live.end(world)
    this.#senses.closed(world)
    for (const each of this.#beside) each.close(world)
    this.#held.delete(world)
    held.hosted.stop()
    this.#sync.remove(world)
    await held.hosted.world.close()
    this.#watches.changed(undefined)
  }

  /** What a world that is open is called; empty when it has no name. */
  #nameOf(world: IdText): string | undefined {
    const held = this.#held.get(world)
    return held && (held.views().worlds.world().name ?? '')
  }

  /** Closes a world, mends what lies of it in the store, and begins all conversations anew: what is here is another set now. */
  #reopen(world: IdText, mend: () => Promise<void>): Promise<void> {
    const reopening = this.#reopenNow(world, mend).finally(() => this.#reopening.delete(reopening))
    this.#reopening.add(reopening)
    return reopening
  }

  async #reopenNow(world: IdText, mend: () => Promise<void>): Promise<void> {
    if (this.#closed) return
    await this.#drop(world).catch((fault: unknown) => this.#ports.log.note('close-failed', { fault: String(fault) }))
    await mend()
    if (this.#closed || !this.#registry.get(world)) return
    await this.#open(world)
    this.#sync.restart()
  }

  /** Waits until somebody has compared this world with us. Without a network nobody does. */
  async #heard(world: IdText): Promise<boolean> {
    const { clock, transport } = this.#ports
    if (!transport) return new Promise(() => undefined)
    const untilMs = clock.nowMs() + hearMs
    await this.#sync.even(world, hearMs)
    return clock.nowMs() < untilMs
  }

  #changed(world: IdText): void {
    this.#watches.changed(world)
    this.#live.folded(world)
    this.#restLater()
  }

  #restLater(): void {
    this.#resting?.()
    const before = this.#activity()
    this.#resting = this.#ports.clock.after(restMs, () => (this.#activity() === before ? void this.#rest() : this.#restLater()))
  }

  /** Goes up with all that is taken in, also while it is not shown yet. */
  #activity(): number {
    let sum = 0
    for (const { hosted } of this.#held.values()) sum += hosted.world.version
    return sum
  }

  /** Forgets what has lapsed now, and looks again as time passes (V4). */
  #forgetLater(): void {
    for (const each of this.#all()) ('handle' in each ? each.forget() : each.world.forget()).catch((fault: unknown) => this.#ports.log.note('forgetting-failed', { fault: String(fault) }))
    this.#forgetting = this.#ports.clock.after(forgetEveryMs, () => this.#forgetLater())
  }

  /** Writes snapshots while nothing happens. */
  async #rest(): Promise<void> {
    for (const each of this.#all()) {
      const written = 'handle' in each ? each.checkpoint() : each.world.checkpoint()
      await written.catch((fault: unknown) => this.#ports.log.note('snapshot-failed', { fault: String(fault) }))
    }
  }

  #carry(carried: Carried): void {
    carried.world.listen({ arrived: () => this.#changed(carried.name) })
    this.#sync.carry(carried)
    this.#watches.changed(undefined)
  }

  #all(): (Carried | { readonly world: World })[] {
    return [...[...this.#held.values()].map(({ hosted }) => ({ world: hosted.world })), ...this.#inside.carried.all()]
  }
}

const actsIn = (params: Asks['stands'][0] | Asks['why'][0]): readonly PointId[] => ('acts' in params ? params.acts : [params.act])

/** What stands there under this name, and not what every object has besides: names come from outside. */
const own = (all: object, name: string): unknown => (Object.hasOwn(all, name) ? (all as Record<string, unknown>)[name] : undefined)
