/**
 * A world with the people in it: which ware each device speaks for, with whom this ware shares, and under which epoch it
 * writes. All of that is worked out from folded state whenever it has changed.
 */
import {
  apartFrom,
  type Clock,
  type EpochChoice,
  type Epoch,
  type EpochsState,
  fromText,
  handleOf,
  type Identities,
  identitiesOf,
  type IdentityState,
  type IdText,
  type Log,
  chooseEpoch,
  makeEpoch,
  makeGrants,
  audienceDevices,
  openGrant,
  parseEnvelope,
  planMint,
  type Present,
  type Random,
  type RawStatement,
  ringOf,
  ringPairOf,
  sayGive,
  sayMint,
  sayRing,
  type StatementId,
  toText,
  usableEpochs
} from '@commune/protocol'
import { deviceOf, type Me, presentation, wareOf } from '../me/me.ts'
import { seasonOf } from '../world/season.ts'
import type { Shelf } from '../files/shelf.ts'
import { Waiting } from '../world/waiting.ts'
import type { World } from '../world/world.ts'
import { Chain } from './chain.ts'

/** Who is connected in this world, as the sessions know it. */
export interface Presence {
  present(world: IdText): readonly Present[]
}

export interface HostedPorts {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly presence: Presence
  /** What this ware says anew in a new epoch, for those who cannot read older ones (K4). */
  introduce(): RawStatement[]
}

/** Statement types after which somebody may speak for somebody else, or an epoch may be due. */
const watchedRooms = ['identity', 'epochs']

export class Hosted {
  readonly world: World
  /** What carriers and members find this world by (S1). */
  readonly handle: Uint8Array
  /** Chunks of this world's files. */
  readonly shelf: Shelf
  /** What lies here and counts for nothing yet, by whom it came from (S6). */
  readonly waiting: Waiting
  readonly #ports: HostedPorts
  readonly #me: () => Me
  readonly #chain: Chain
  readonly #onShown: () => void
  #identities: Identities
  #identitiesVersion = 0
  #seenVersions = ''
  #refreshing: Promise<void> | undefined
  #again = false
  #tending: Promise<void> | undefined
  #tendAgain = false
  #turn: Promise<unknown> = Promise.resolve()
  /** Epochs in which this device has said who it is since it started, each with the ware it spoke for. */
  readonly #presented = new Set<string>()
  #dueSinceMs: number | undefined
  #mintedMs = Number.NEGATIVE_INFINITY
  #cancelTimer: (() => void) | undefined
  #left = false
  readonly #stop: () => void

  private constructor(world: World, shelf: Shelf, me: () => Me, ports: HostedPorts, onShown: () => void) {
    this.world = world
    this.shelf = shelf
    this.waiting = new Waiting(world, () => ports.clock.nowMs())
    this.handle = handleOf(world.id)
    this.#ports = ports
    this.#me = me
    this.#chain = new Chain(world)
    this.#onShown = onShown
    this.#identities = identitiesOf(this.#identity, this.#chain)
    this.#stop = world.listen({
      arrived: (arrivals) => this.#lookForGrants(arrivals.map((arrival) => arrival.bytes)),
      folded: (rooms) => {
        this.#onShown()
        if (watchedRooms.some((room) => rooms.has(room))) this.#byItself(this.refresh())
      }
    })
  }

  static async open(world: World, shelf: Shelf, me: () => Me, ports: HostedPorts, onShown: () => void): Promise<Hosted> {
    const hosted = new Hosted(world, shelf, me, ports, onShown)
    await hosted.refresh()
    return hosted
  }

  get identities(): Identities {
    return this.#identities
  }
  /** Goes up whenever who speaks for whom was worked out again. */
  get identitiesVersion(): number {
    return this.#identitiesVersion
  }
  get epochs(): EpochsState {
    return this.world.folds.state('epochs') as EpochsState
  }
  get me(): IdText {
    return wareOf(this.#me())
  }
  get chain(): Chain {
    return this.#chain
  }

  /** Wares I share no more with. */
  apart(): ReadonlySet<IdText> {
    return apartFrom(this.me, this.epochs, this.#identities)
  }
  /** Wares that should be able to read me. */
  wanted(): IdText[] {
    const apart = this.apart()
    return this.#identities.wares().filter((ware) => !apart.has(ware) && this.#identities.devices(ware).some((device) => !device.ended))
  }
  /** Epochs under which this world is synced with others (K3). */
  usable(): ReadonlySet<IdText> {
    const seen = `${this.#identitiesVersion} ${this.world.folds.version('epochs')} ${this.world.keyring.all().length}`
    if (this.#usable?.seen !== seen) this.#usable = { seen, epochs: this.#usableNow() }
    return this.#usable.epochs
  }
  #usable: { readonly seen: string; readonly epochs: ReadonlySet<IdText> } | undefined

  #usableNow(): ReadonlySet<IdText> {
    return usableEpochs({ held: this.#held(), epochs: this.epochs, identities: this.#identities, me: this.me, shares: this.#shares() })
  }
  choice(): EpochChoice | undefined {
    return chooseEpoch({
      held: this.#held(),
      epochs: this.epochs,
      identities: this.#identities,
      chain: this.#chain,
      me: this.me,
      shares: this.#shares(),
      wanted: this.wanted()
    })
  }

  /** The epoch this device writes under now. One who has just come in knows no mint yet and writes under what it was given. */
  writing(): Epoch | undefined {
    const choice = this.choice()
    if (choice) return this.world.keyring.byId(choice.epoch)
    return this.epochs.mints.size === 0 ? this.world.keyring.all().at(-1) : undefined
  }

  /** Another device of this ware ended this one: what it says now speaks for nobody. */
  get ended(): boolean {
    const device = deviceOf(this.#me())
    return this.#identities.devices(this.me).some((view) => view.ended && view.device === device)
  }

  /** Runs one after another what looks first and then says something by what it saw. */
  inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(run)
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  /** Says statements under the epoch of the moment, for so many seasons (0: for ever, V4). Mints one when there is none to write under. */
  async say(statements: readonly RawStatement[], busy = false, keepClass = 0): Promise<StatementId[]> {
    return this.world.say(statements, this.writing() ?? (await this.mint(this.wanted(), [])), busy, keepClass)
  }

  /** Begins this world: the first epoch, for this ware alone. */
  async begin(): Promise<void> {
    await this.mint([this.me], [])
  }

  /**
   * Mints an epoch for these wares (K1): the grants, then inside it the audience, and who this device is. `alsoSealTo` are
   * box keys of devices that have not presented themselves here yet.
   */
  async mint(audience: readonly IdText[], alsoSealTo: readonly Uint8Array[]): Promise<Epoch> {
    const { random, clock } = this.#ports
    const me = this.#me()
    const { epoch, seed } = makeEpoch(this.world.id, me.device.sign.publicKey, random)
    this.#mintedMs = clock.nowMs()
    const boxes = audienceDevices(audience, this.#identities).map((device) => fromText(device.box) as Uint8Array)
    const grants = makeGrants(epoch, [me.device.box.publicKey, ...boxes, ...alsoSealTo], this.world.nextLamport, random)
    await this.world.hold(epoch.secret)
    await this.world.take(grants, undefined)
    await this.world.say([sayMint(seed, audience), ...presentation(me), ...this.#ring(), ...this.#ports.introduce()], epoch)
    await this.refresh()
    return epoch
  }

  /** Gives all held epochs to a ware whose device keys are known (K4: history). */
  async give(ware: IdText, boxes: readonly Uint8Array[]): Promise<void> {
    for (const epoch of this.world.keyring.all()) {
      const grants = makeGrants(epoch, boxes, this.world.nextLamport, this.#ports.random)
      await this.world.take(grants, undefined)
      if (this.usable().has(toText(epoch.id))) await this.world.say([sayGive([ware])], epoch)
    }
  }

  /** Works out again who speaks for whom, then does what is due: present oneself, mint an epoch that leaves nobody out. */
  refresh(): Promise<void> {
    if (this.#refreshing) {
      this.#again = true
      return this.#refreshing
    }
    this.#refreshing = this.#refresh().finally(() => {
      this.#refreshing = undefined
      if (!this.#again) return
      this.#again = false
      this.#byItself(this.refresh())
    })
    return this.#refreshing
  }

  /**
   * Presents this device and mints what is due. Called when somebody comes or goes, too. One at a time: two that look at the
   * same moment would both do what is due once. An ended device says and mints nothing any more.
   */
  tend(): Promise<void> {
    if (this.#tending) {
      this.#tendAgain = true
      return this.#tending
    }
    this.#tending = this.#tendWhileDue().finally(() => {
      this.#tending = undefined
    })
    return this.#tending
  }

  /** Stops writing and minting here by itself. */
  stop(): void {
    this.#left = true
    this.#stop()
    this.#cancelTimer?.()
  }

  get #identity(): IdentityState {
    return this.world.folds.state('identity') as IdentityState
  }
  #held(): IdText[] {
    return this.world.keyring.all().map((epoch) => toText(epoch.id))
  }
  #shares(): (ware: IdText) => boolean {
    const apart = this.apart()
    return (ware) => !apart.has(ware)
  }
  #ring(): RawStatement[] {
    return [sayRing(ringPairOf(this.#me().device, this.world.id, seasonOf(this.#ports.clock.nowMs())).publicKey)]
  }

  async #refresh(): Promise<void> {
    await this.#chain.prepare(this.#identity, this.epochs)
    this.#identities = identitiesOf(this.#identity, this.#chain)
    this.#identitiesVersion++
    const versions = watchedRooms.map((room) => this.world.folds.version(room)).join()
    if (versions !== this.#seenVersions) this.#onShown()
    this.#seenVersions = versions
  }

  async #tendWhileDue(): Promise<void> {
    do {
      this.#tendAgain = false
      if (this.#left || this.world.copied || this.ended) return
      await this.#presentMyself()
      await this.#mintWhenDue()
    } while (this.#tendAgain)
  }

  /** Says who this device is, once in each epoch. */
  async #presentMyself(): Promise<void> {
    const epoch = this.writing()
    if (!epoch) return
    const me = this.#me()
    const words = `${toText(epoch.id)}/${wareOf(me)}`
    if (this.#presented.has(words)) return
    const speaks = this.#identities.wareOfDevice(deviceOf(me)) === wareOf(me)
    const ringed = ringOf(toText(epoch.id), this.epochs, this.#identities).some((ring) => ring.ware === this.me)
    if (speaks && ringed) return
    await this.world.say([...presentation(me), ...this.#ring(), ...this.#ports.introduce()], epoch)
    this.#presented.add(words)
  }

  async #mintWhenDue(): Promise<void> {
    if (this.epochs.mints.size === 0) return
    const nowMs = this.#ports.clock.nowMs()
    const me = { ware: this.me, device: deviceOf(this.#me()) }
    const choice = this.choice()
    const due = !choice || choice.leftOut.length > 0 || choice.stale.length > 0
    this.#dueSinceMs = due ? (this.#dueSinceMs ?? nowMs) : undefined
    const plan = planMint({
      me,
      online: this.#ports.presence.present(this.world.name),
      choice,
      wanted: this.wanted(),
      dueMs: nowMs - (this.#dueSinceMs ?? nowMs),
      sinceMintMs: nowMs - this.#mintedMs
    })
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (plan.do === 'mint') await this.mint(plan.audience, [])
    else if (plan.do === 'wait') this.#cancelTimer = this.#ports.clock.after(plan.ms, () => this.#byItself(this.tend()))
  }

  #lookForGrants(envelopes: readonly Uint8Array[]): void {
    for (const bytes of envelopes) {
      if (bytes[0] !== 2) continue
      const envelope = parseEnvelope(bytes)
      if (!envelope.ok || this.world.keyring.byTag(envelope.value.tag)) continue
      const epoch = openGrant(envelope.value, this.#me().device.box, this.world.id)
      if (epoch) this.#byItself(this.world.hold(epoch.secret).then(() => this.refresh()).then(() => this.tend()))
    }
  }
  /** What nobody waits for: a fault is noted, and the next change tries again. */
  #byItself(work: Promise<unknown>): void {
    work.catch((fault: unknown) => this.#ports.log.note('tending-failed', { fault: String(fault) }))
  }
}
