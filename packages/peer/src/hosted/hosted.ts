/**
 * A world with the people in it: which ware each device speaks for, with whom this ware shares, and under which epoch it
 * writes. All of that is worked out from folded state whenever it has changed.
 */
import {
  apartFrom,
  carriersOf,
  type CarriersState,
  type CarrierView,
  type ChoiceInput,
  type EpochChoice,
  type Epoch,
  type EpochView,
  type EpochsState,
  fromText,
  handleOf,
  type Identities,
  type IdText,
  isMintDue,
  chooseEpoch,
  makeEpoch,
  makeGrants,
  audienceDevices,
  type AudienceDevice,
  epochViews,
  type RawStatement,
  sayGive,
  sayMint,
  type StatementId,
  toText,
  usableEpochs
} from '@commune/protocol'
import { deviceOf, type Me, wareOf } from '../me/me.ts'
import { seasonOf } from '../world/season.ts'
import type { Shelf } from '../files/shelf.ts'
import { Waiting } from '../world/waiting.ts'
import type { World } from '../world/world.ts'
import type { Chain } from './chain.ts'
import { DueMint } from './dueMint.ts'
import { boxesIn, Giving, isNewGrant, once } from './giving.ts'
import { appear, present, sayAgainTo, type Scene, shareRing } from './introducing.ts'
import { partsOf } from './parts.ts'
import type { HostedPorts } from './ports.ts'
import { watchedRooms, WhoIsWho } from './whoIsWho.ts'
import { Worked } from './worked.ts'

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
  readonly #who: WhoIsWho
  readonly #onShown: () => void
  #seenVersions = ''
  #refreshing: Promise<void> | undefined
  #again = false
  #tending: Promise<void> | undefined
  #tendAgain = false
  #turn: Promise<unknown> = Promise.resolve()
  /** Epochs in which this device has said who it is since it started, each with the ware it spoke for. */
  readonly #presented = new Set<string>()
  readonly #due: DueMint
  readonly #giving = new Giving()
  #left = false
  readonly #worked = new Worked()
  readonly #workedWhole = new Worked()
  readonly #stop: () => void

  private constructor(world: World, shelf: Shelf, me: () => Me, ports: HostedPorts, onShown: () => void) {
    this.world = world
    this.shelf = shelf
    this.waiting = new Waiting(world, () => ports.clock.nowMs())
    this.handle = handleOf(world.id)
    this.#ports = ports
    this.#me = me
    this.#who = new WhoIsWho(world)
    this.#onShown = onShown
    this.#due = new DueMint(ports.clock, () => this.#byItself(this.tend()))
    this.#stop = world.listen({
      granted: () => this.#byItself(this.refresh().then(() => this.tend())),
      folded: (rooms) => {
        this.#onShown()
        if (world.copied) ports.copied()
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
    return this.#who.identities
  }
  /** Goes up whenever who speaks for whom was worked out again. */
  get identitiesVersion(): number {
    return this.#who.version
  }
  get epochs(): EpochsState {
    return this.world.folds.state('epochs') as EpochsState
  }
  get me(): IdText {
    return wareOf(this.#me())
  }
  get chain(): Chain {
    return this.#who.chain
  }

  /** Wares I share no more with. */
  apart(): ReadonlySet<IdText> {
    return this.#asOf('apart', () => apartFrom(this.me, this.epochs, this.identities))
  }
  /** Wares that should be able to read me. */
  wanted(): IdText[] {
    return this.#asOf('wanted', () => {
      const apart = this.apart()
      return this.identities.wares().filter((ware) => !apart.has(ware) && this.identities.devices(ware).some((device) => !device.ended))
    })
  }
  /** Epochs under which this world is synced with others (K3). */
  usable(): ReadonlySet<IdText> {
    return this.#asOf('usable', () => usableEpochs(this.#choosing))
  }

  /** Carriers that count here: appointed by a ware that I share with, and not put aside by me (K3). */
  carriers(): readonly CarrierView[] {
    const state = this.world.folds.state('carriers') as CarriersState
    return state.carriers.size === 0 ? [] : carriersOf(state, this.identities, this.me, this.#choosing.shares)
  }

  choice(): EpochChoice | undefined {
    return this.#asOf('choice', () => chooseEpoch({ ...this.#choosing, chain: this.chain, wanted: this.wanted() }))
  }

  get #choosing(): Omit<ChoiceInput, 'chain' | 'wanted'> {
    const apart = this.apart()
    const held = this.world.keyring.all().map((epoch) => toText(epoch.id))
    return { held, epochs: this.epochs, views: this.#views, identities: this.identities, me: this.me, shares: (ware) => !apart.has(ware) }
  }

  /** What follows from who speaks for whom, who was given which epoch, who parted and which are held. Most that is said in an epoch is none of it. */
  #asOf<T>(name: string, work: () => T): T {
    const { folds, keyring } = this.world
    const { mints, gives, dissociations } = this.epochs
    return this.#worked.asOf([this.#me(), this.identities, mints.version, gives.version, dissociations.version, folds, keyring.size], name, work)
  }
  /** What follows from anything that was said of devices and epochs. */
  #asOfAll<T>(name: string, work: () => T): T {
    return this.#workedWhole.asOf([this.#me(), this.identities, this.#seenVersions, this.world.folds, this.world.folds.version('epochs'), this.world.keyring.size], name, work)
  }
  get #views(): readonly EpochView[] {
    return this.#asOf('views', () => epochViews(this.epochs, this.identities))
  }

  /**
   * The epoch this device writes under now. One who has just come in writes under what it was given last, until it has seen who
   * that was given to: what it knows of other epochs, and of who is here, is only a part.
   */
  writing(): Epoch | undefined {
    const last = this.world.keyring.all().at(-1)
    if (last && (this.epochs.mints.size === 0 || !this.informed) && !this.#isMintSeen(last)) return last
    const choice = this.choice()
    return choice && this.world.keyring.byId(choice.epoch)
  }

  /** Whether this device may say who a new epoch is for: it began the world, or has seen what somebody else has of it. */
  get informed(): boolean {
    const device = deviceOf(this.#me())
    if (this.#ports.presence.compared(this.world.name) || this.#due.waitedLong) return true
    return [...this.epochs.mints.values()].some((mint) => mint.origin.device === device)
  }

  /**
   * Another device of this ware ended this one, or ended the one that added it and did not keep it: what it says now speaks for
   * nobody, and nobody heeds its epochs.
   */
  get ended(): boolean {
    // Between a join and the next look at who is who it counts for nobody yet.
    return this.#asOfAll('ended', () => this.#who.isEnded(deviceOf(this.#me()), this.me, this.#seenVersions === this.#who.versions))
  }

  /** Whether these bytes give this device an epoch that it does not hold. */
  readonly isGrantToMe = (bytes: Uint8Array): boolean => isNewGrant(bytes, this.world, this.#me().device.box)

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
    const { random } = this.#ports
    const me = this.#me()
    const { epoch, seed } = makeEpoch(this.world.id, me.device.sign.publicKey, random)
    this.#due.minted()
    const devices = audienceDevices(audience, this.identities)
    const boxes = devices.map((device) => fromText(device.box) as Uint8Array)
    await this.world.hold(epoch.secret)
    await this.#grant(epoch, [me.device.box.publicKey, ...boxes, ...alsoSealTo])
    const marked = [deviceOf(me), ...devices.map(({ device }) => device)]
    // Who is who comes before the mint, so that nobody who reads it has seen less than its minter.
    const again = sayAgainTo(audience, this.#scene)
    await this.#sayParts([...again, sayMint(seed, audience, marked), ...present(this.#scene, epoch, random), ...this.#ports.introduce(true)], epoch)
    await this.refresh()
    return epoch
  }

  /** Seals a ware in without history (K4): a new epoch, unless it was given the one I write under and asks again. */
  async admit(ware: IdText, box: Uint8Array): Promise<Epoch> {
    const choice = this.choice()
    const given = choice?.audience.has(ware) ? this.world.keyring.byId(choice.epoch) : undefined
    if (!given) return this.mint([...new Set([...this.wanted(), ware])], [box])
    await this.#grant(given, [box])
    return given
  }

  /** Gives all held epochs to a ware whose device keys are known (K4: history). */
  async give(ware: IdText, boxes: readonly Uint8Array[]): Promise<void> {
    for (const epoch of this.world.keyring.all()) {
      await this.#grant(epoch, boxes)
      if (this.usable().has(toText(epoch.id))) await this.world.say([sayGive([ware])], epoch)
    }
  }

  /** Gives devices that came without it what their ware was given: epochs minted while nobody knew of them (I4). */
  async #giveBack(devices: readonly AudienceDevice[]): Promise<void> {
    const views = new Map(this.#views.map((view) => [view.epoch, view]))
    for (const epoch of this.world.keyring.all()) await this.#grant(epoch, boxesIn(views.get(toText(epoch.id)), devices))
  }

  /**
   * Gives devices that are here what this one minted while nobody knew of them, also where others have gone on to a newer epoch:
   * what was said under it in between is theirs to read (I4).
   */
  async #giveMine(): Promise<void> {
    const mine = this.#asOf('mine', () => this.#views.filter(({ origin }) => origin.device === deviceOf(this.#me())))
    if (mine.length === 0) return
    const here = once(() => this.#ports.presence.present(this.world.name))
    const apart = this.apart()
    for (const view of mine) {
      const epoch = this.world.keyring.byId(view.epoch)
      if (epoch) await this.#grant(epoch, this.#giving.due(view, this.identities, here, apart))
    }
  }
  async #grant(epoch: Epoch, boxes: readonly Uint8Array[]): Promise<void> {
    if (boxes.length === 0) return
    await this.world.take(makeGrants(epoch, boxes, this.world.nextLamport, this.#ports.random), undefined)
  }

  /** Says more than may fit into one entry; the last one is signed for all. */
  async #sayParts(statements: readonly RawStatement[], epoch: Epoch): Promise<void> {
    const parts = [...partsOf(statements)]
    for (const [index, part] of parts.entries()) await this.world.say(part, epoch, index < parts.length - 1)
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
    this.#due.stop()
  }

  get #scene(): Scene {
    const { world, epochs } = this
    return { world: world.id, me: this.#me(), identity: this.#who.state, epochs, identities: this.identities, season: seasonOf(this.#ports.clock.nowMs()) }
  }
  #isMintSeen(epoch: Epoch): boolean {
    const id = toText(epoch.id)
    return [...this.epochs.mints.values()].some((mint) => mint.epoch === id)
  }

  async #refresh(): Promise<void> {
    await this.#who.prepare()
    this.#who.workOut()
    if (this.#who.versions !== this.#seenVersions) this.#onShown()
    this.#seenVersions = this.#who.versions
  }

  async #tendWhileDue(): Promise<void> {
    do {
      this.#tendAgain = false
      for (const step of [() => this.#presentMyself(), () => this.#shareRing(), () => this.#mintWhenDue(), () => this.#giveMine()]) {
        // In the turn in which a step decides: what was taken in last may say who is here, and nothing is decided by what was known before.
        while (this.#refreshing || this.#who.versions !== this.#seenVersions) await (this.#refreshing ?? this.refresh())
        if (this.#isOver) return
        await step()
      }
    } while (this.#tendAgain)
  }

  get #isOver(): boolean {
    return this.#left || this.world.copied || this.ended
  }

  /** Says who this device is where that is not known, and what this ware says in each epoch. Where nothing was lacking, nothing is until more is known. */
  async #presentMyself(): Promise<void> {
    const epoch = this.writing()
    if (!epoch) return
    const scene = this.#scene
    const quiet = this.#asOfAll('said all', () => new Set<string>())
    const moment = `${toText(epoch.id)} ${scene.season} ${this.#who.versions}`
    if (quiet.has(moment)) return
    const said = appear(scene, epoch, this.#ports.random)
    if (said.length === 0) return void quiet.add(moment)
    const words = `${toText(epoch.id)}/${scene.season}/${wareOf(scene.me)}/${said.map(({ type }) => type).join()}`
    if (this.#presented.has(words)) return
    await this.world.say([...said, ...this.#ports.introduce(false)], epoch)
    this.#presented.add(words)
    await this.refresh()
  }

  /** Sees to it that the devices of this ware have one ring secret, and no ended one has the next. */
  async #shareRing(): Promise<void> {
    const epoch = this.informed ? this.writing() : undefined
    const scene = this.#scene
    const quiet = this.#asOfAll('ring shared', () => new Set<number>())
    if (!epoch || quiet.has(scene.season)) return
    const due = shareRing(scene, this.#ports.random)
    if (!due) return void quiet.add(scene.season)
    // It counts later only where an entry before it is lacking here: it is not said again until then.
    if (this.#presented.has(due.words)) return
    await this.world.say([due.said], epoch)
    this.#presented.add(due.words)
    this.#tendAgain = true
  }

  async #mintWhenDue(): Promise<void> {
    if (this.epochs.mints.size === 0) return
    const me = { ware: this.me, device: deviceOf(this.#me()) }
    const choice = this.choice()
    // Who else is here matters only for who of them mints.
    const online = isMintDue(choice) ? this.#ports.presence.present(this.world.name) : []
    const audience = this.#due.audienceNow({ me, online, choice, wanted: this.wanted(), informed: this.informed })
    if (!audience) return
    await this.mint(audience, [])
    if (choice) await this.#giveBack(choice.lacking)
  }

  /** What nobody waits for: a fault is noted, and the next change tries again. */
  #byItself(work: Promise<unknown>): void {
    work.catch((fault: unknown) => this.#ports.log.note('tending-failed', { fault: String(fault) }))
  }
}
