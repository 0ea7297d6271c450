/**
 * One world as one peer holds it: its set of envelopes, and what they come to.
 *
 * Taking in goes in four steps: open (hash, decrypt; may run elsewhere), take (known, refused or kept; written and
 * durable), file (graph), settle and fold. What was answered as taken is durable (S5). One envelope that is bad is refused
 * by itself (S6). Saying goes the same way, with the entry built under the one writer's lock.
 *
 * The log is the truth. Tree, graph and folded state are snapshots of it, written now and then in one commit with how far
 * they reach; a start loads them and takes in the rest of the log again (T4). When a commit fails, the world goes back to
 * what is durable and passes the fault on: nothing is shown or acknowledged that is not kept.
 */
import {
  type Address,
  type Ancestor,
  type Change,
  EnvelopeLog,
  type Epoch,
  type IdText,
  type Item,
  type Place,
  type Placed,
  type RawStatement,
  type StatementId,
  toText,
  Tree
} from '@commune/protocol'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts'
import { Folds } from './folds.ts'
import { addressedOf, allKnown, grantedIn, openedLate, sortOut, takenOf } from './intake.ts'
import type { Keyring } from './keyring.ts'
import { openMending } from './mend.ts'
import type { Opening } from './opener.ts'
import { seasonOf } from './season.ts'
import { forgetChanges, hearsayChange, readDead } from './forgetting.ts'
import type { WorldOptions, WorldPorts } from './ports.ts'
import { pendingBytesMax, replay, type Replaying, replayFrom } from './replay.ts'
import type { Taken, WorldListener } from './taken.ts'
import { type Frame, type Shelf, Standing } from './standing.ts'
import { Writer } from './writer.ts'

export type { Arrival, Taken, WorldListener } from './taken.ts'

/** Entries between two snapshots, about. */
const checkpointEvery = 250_000

export class World {
  readonly id: Uint8Array
  readonly name: IdText
  readonly keyring: Keyring
  readonly #ports: WorldPorts
  readonly #options: WorldOptions
  readonly #frame: Frame
  readonly #shelf: Shelf
  readonly #writer: Writer
  readonly #listeners = new Set<WorldListener>()
  #log: EnvelopeLog
  #tree: Tree
  #standing: Standing
  #lock: Promise<unknown> = Promise.resolve()
  /** How much was given to `take` and is not taken yet. */
  #taking = 0
  /** Resolves when all that was given to `take` is open. */
  #opened: Promise<unknown> = Promise.resolve()
  #sinceCheckpoint = 0
  #version = 0
  /** Dead addresses were read: one that others said is dead may lie in the log all the same. */
  #anyDead = false
  #closed = false
  #end: Place = 0
  #unsettled = false
  /** Epochs are held that the store does not have yet. */
  #unkept = false

  private constructor(ports: WorldPorts, options: WorldOptions, log: EnvelopeLog, tree: Tree) {
    this.id = options.id
    this.name = toText(options.id)
    this.keyring = options.keyring
    this.#ports = ports
    this.#options = options
    this.#log = log
    this.#tree = tree
    this.#writer = new Writer(options.id, options.signPair, ports.random)
    this.#frame = { world: options.id, prefix: options.prefix, device: toText(options.signPair.publicKey), rooms: options.rooms, keyring: options.keyring, log: ports.log }
    this.#shelf = { placesOf: async (addresses) => (await this.#tree.findMany(addresses)).map((place) => (place !== undefined && this.#log.lapses(place) ? undefined : place)), read: (place) => this.#log.read(place) }
    this.#standing = new Standing(this.#frame, this.#shelf)
  }

  /** Opens what the store holds of this world, or begins with nothing. */
  static async open(ports: WorldPorts, options: WorldOptions): Promise<World> {
    return openMending(ports, options.prefix, () => World.#openOnce(ports, options))
  }

  static async #openOnce(ports: WorldPorts, options: WorldOptions): Promise<World> {
    const world = new World(ports, options, await EnvelopeLog.open(ports.store, options.prefix), await Tree.open(ports.store, options.prefix))
    const secrets = await ports.store.get(world.keyring.storeKey)
    if (secrets) world.keyring.load(secrets)
    await world.#start()
    return world
  }

  /** The ordered set of addresses: what reconciliation compares (S2). */
  get set(): Tree {
    return this.#tree
  }
  get graph(): Standing['graph'] {
    return this.#standing.graph
  }
  get folds(): Folds {
    return this.#standing.folds
  }
  /** Goes up whenever anything was taken in or said. */
  get version(): number {
    return this.#version
  }
  /** Place behind all that is durable and told to listeners (S5). */
  get end(): Place {
    return this.#end
  }
  /** This device's key writes somewhere else too; here it has stopped (I4). */
  get copied(): boolean {
    return this.#standing.copied
  }
  /** Text of the key of the device that writes here. */
  get device(): IdText {
    return this.#frame.device
  }
  /** Last entry of this device. */
  get tip(): Address | null {
    return this.#standing.tip
  }
  /** 1 + the largest lamport that an entry said now would refer to. */
  get nextLamport(): number {
    let largest = this.tip?.lamport ?? 0
    for (const head of this.graph.heads) largest = Math.max(largest, head.lamport)
    return largest + 1
  }
  /** Entries sealed under epochs that are not held. */
  get sealedCount(): number {
    return this.#standing.sealedCount
  }

  listen(listener: WorldListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Envelopes at these addresses, undefined for what is not held or was forgotten. */
  async read(addresses: readonly Address[]): Promise<(Uint8Array | undefined)[]> {
    const places = await this.#tree.findMany(addresses)
    return this.#log.readMany(places.map((place) => place ?? 0))
  }
  /** Envelopes of these, undefined for what was forgotten or never lay here. */
  readItems(items: readonly Item[]): Promise<(Uint8Array | undefined)[]> {
    return this.#log.readMany(items.map((item) => item.place))
  }
  /** Where an envelope lies; 0 when only its id is kept, undefined when it never came. */
  placeOf(address: Address): Promise<Place | undefined> {
    return this.#tree.find(address.lamport, address.id)
  }
  entryAt(address: Address): ReturnType<Standing['entryAt']> {
    return this.#standing.entryAt(address)
  }
  /** All envelopes at or after a place in the order they came, a segment at a time. */
  scan(from: Place): AsyncGenerator<readonly Placed[]> {
    return this.#log.scan(from)
  }

  /**
   * Takes in envelopes from anywhere. Resolves when the new ones are durable. `more` says that others follow at once, so
   * that signatures are checked at the end (E4). In the order of calling: the last, opened first, would be checked alone.
   */
  take(envelopes: readonly Uint8Array[], from: unknown, more = false): Promise<Taken> {
    this.#taking++
    const opening = this.#ports.opener.open(envelopes, this.keyring.contentKeys)
    const turn = this.#opened.then(async () => {
      const openings = await opening
      // One after which nothing follows settles what came before it, also when that is still on its way in.
      return { openings, known: more || (!this.#unsettled && this.#taking === 1) ? await allKnown(this.#tree, openings) : undefined }
    })
    this.#opened = turn.catch(() => undefined)
    return turn.then(({ openings, known }) => known ?? this.#exclusive(() => this.#takeOpened(openings, envelopes, from, more))).finally(() => this.#taking--)
  }

  /** Checks signatures of what is pending and folds what holds. */
  settle(): Promise<void> {
    return this.#opened.then(() => this.#exclusive(async () => this.#settle()))
  }

  /**
   * Says statements in one entry under an epoch. Resolves when it is durable here, with one id for each statement.
   * `busy` leaves it to a later signature to vouch for it (E4); the caller says the last one with `busy` false. A keep class
   * says for how many seasons it is kept (V4); 0 is for ever.
   */
  say(statements: readonly RawStatement[], epoch: Epoch, busy = false, keepClass = 0): Promise<StatementId[]> {
    return this.#exclusive(async () => {
      if (this.copied) throw new Error('this device was copied and writes no more')
      const { node, envelope } = this.#writer.write(statements, epoch, this.#standing, busy, keepClass)
      const place = this.#log.append(envelope, keepClass, seasonOf(this.#ports.clock.nowMs()))
      await this.#commit(this.#log.takeChanges())
      await this.#tree.insertMany([{ ...node.address, place }])
      this.#standing.fileOwn(node)
      this.#tell((listener) => listener.arrived?.([{ address: node.address, bytes: envelope, place, from: undefined }]))
      this.#end = this.#log.end
      this.#settle()
      await this.#maybeCheckpoint(1)
      return statements.map((_, index) => `${node.id}.${index}`)
    })
  }

  /** Takes an epoch's secret to read and write with; reads again what was sealed under it. True when it was new. */
  hold(secret: Uint8Array): Promise<boolean> {
    return this.#exclusive(async () => {
      if (!this.keyring.hold(secret)) return false
      await this.#ports.store.commit([this.keyring.change()])
      await this.#readAgain()
      this.#tell((listener) => listener.folded?.(new Set(['epochs'])))
      return true
    })
  }

  /** Takes the history of a world that this one is forked from: its epochs to read with, and all its envelopes. */
  async inherit(from: readonly Ancestor[], envelopes?: AsyncIterable<readonly Placed[]>): Promise<void> {
    await this.#exclusive(async () => {
      const fresh = from.flatMap(({ world, epochs }) => epochs.map((secret) => this.keyring.inherit(world, secret)))
      if (!fresh.includes(true)) return
      await this.#ports.store.commit([this.keyring.change()])
      if (this.#tree.count > 0) await this.#rebuild()
    })
    if (!envelopes) return
    for await (const placed of envelopes) await this.take(placed.map((item) => item.bytes), undefined, true)
    await this.settle()
  }

  /**
   * Forgets what has lapsed by now (V4) and folds what is left anew, so that state is what a replay gives. Says how many
   * segments went.
   */
  forget(): Promise<number> {
    return this.#exclusive(async () => {
      const segments = this.#log.lapsed(seasonOf(this.#ports.clock.nowMs()))
      if (segments.length === 0) return 0
      // Snapshot and index go in the same commit: whatever happens next, a start takes in what is left.
      const snapshot = await this.folds.dropChanges(this.#ports.store)
      await this.#commit([...(await forgetChanges(this.#log, this.#options.prefix, segments)), ...snapshot, [this.#checkpointKey, undefined]])
      await this.#rebuild()
      return segments.length
    })
  }

  /** These are dead at somebody who was asked for them: their addresses stay here, so that they are not asked for again. */
  hearDead(addresses: readonly Address[]): Promise<void> {
    return this.#exclusive(async () => {
      const places = await this.#tree.findMany(addresses)
      const fresh = addresses.filter((_, index) => places[index] === undefined)
      if (fresh.length === 0) return
      await this.#commit([await hearsayChange(this.#ports.store, this.#options.prefix, fresh)])
      await this.#tree.insertMany(fresh.map((address) => ({ ...address, place: 0 })))
    })
  }

  /** Writes the snapshots (T4). */
  readonly checkpoint = (): Promise<void> => this.#exclusive(() => this.#checkpoint())

  /** Writes the snapshots and takes in nothing more: another may be opened on the same store. */
  readonly close = (): Promise<void> => this.checkpoint().finally(() => (this.#closed = true))

  #exclusive<T>(run: () => Promise<T>): Promise<T> {
    const next = this.#lock.then(() => (this.#closed ? Promise.reject(new Error('this world was closed here')) : run()))
    this.#lock = next.catch(() => undefined)
    return next
  }

  async #takeOpened(given: readonly Opening[], envelopes: readonly Uint8Array[], from: unknown, more: boolean): Promise<Taken> {
    const places = await this.#tree.findMany(given.flatMap(({ address }) => (address ? [address] : [])))
    // What a grant among these opens is opened in the same turn: it would lie sealed, and all be taken in again for it.
    for (const secret of grantedIn(addressedOf(given, envelopes), places, this.keyring, this.#options.grantIn)) {
      if (this.keyring.hold(secret)) this.#unkept = true
    }
    const openings = openedLate(given, envelopes, this.keyring)
    const addressed = addressedOf(openings, envelopes)
    const season = seasonOf(this.#ports.clock.nowMs())
    const append = (bytes: Uint8Array, keepClass: number): Place => this.#log.append(bytes, keepClass, season)
    const { fresh, refused } = sortOut(openings, addressed, { places, from, nodeOf: (opening) => this.#standing.nodeOf(opening), append })
    // Durable first: what is in the set may be compared and sent at any moment, and must not be gone after a crash (S5).
    const granted = this.#unkept
    if (fresh.length > 0 || granted) await this.#commit([...this.#log.takeChanges(), ...(granted ? [this.keyring.change()] : [])])
    this.#unkept = false
    const items = fresh.map(({ address, place }) => ({ ...address, place }))
    await this.#tree.insertMany(items)
    // Said to be dead by somebody, and here it is.
    if (places.includes(0)) await this.#tree.setPlaces(items)
    await this.#standing.file(fresh)
    if (granted) await this.#readAgain()
    this.#version++
    if (fresh.length > 0) this.#tell((listener) => listener.arrived?.(fresh))
    if (granted) this.#tell((listener) => listener.granted?.())
    this.#end = this.#log.end
    this.#unsettled = more
    if (!more || this.graph.heldBytes > pendingBytesMax) this.#settle()
    await this.#maybeCheckpoint(fresh.length)
    return takenOf(openings, addressed, fresh, refused)
  }

  #settle(): void {
    this.#unsettled = false
    const changed = this.#standing.settle()
    this.#version++
    if (changed.size > 0) this.#tell((listener) => listener.folded?.(changed))
  }

  async #maybeCheckpoint(count: number): Promise<void> {
    this.#sinceCheckpoint += count
    if (this.#sinceCheckpoint >= checkpointEvery && this.graph.heldEntries < checkpointEvery) await this.#checkpoint()
  }

  async #checkpoint(): Promise<void> {
    if (this.#sinceCheckpoint === 0) return
    this.#settle()
    const pages = this.#tree.changes()
    const checkpoint = this.keyring.lock.lock(encodeCheckpoint(this.#standing.checkpoint(this.#log.end)))
    await this.#commit([...this.#log.takeChanges(), ...pages, ...this.folds.takeChanges(), [this.#checkpointKey, checkpoint]])
    this.#tree.markSaved(pages)
    this.#sinceCheckpoint = 0
  }

  async #commit(changes: readonly Change[]): Promise<void> {
    try {
      await this.#ports.store.commit(changes)
    } catch (fault) {
      await this.#fallBack()
      throw fault
    }
  }

  async #fallBack(): Promise<void> {
    try {
      this.#log = await EnvelopeLog.open(this.#ports.store, this.#options.prefix)
      this.#tree = await Tree.open(this.#ports.store, this.#options.prefix)
      await this.#start()
      this.#version++
    } catch (fault) {
      this.#ports.log.note('world-fall-back-failed', { fault: String(fault) })
    }
  }

  get #checkpointKey(): string {
    return `${this.#options.prefix}c`
  }

  async #start(): Promise<void> {
    const { store } = this.#ports
    this.#end = this.#log.end
    const value = await store.get(this.#checkpointKey)
    const unlocked = value && this.keyring.lock.unlock(value)
    const checkpoint = unlocked && decodeCheckpoint(unlocked)
    this.#sinceCheckpoint = 0
    if (checkpoint?.rooms === Folds.fingerprint(this.#options.rooms)) {
      this.#standing = new Standing(this.#frame, this.#shelf, checkpoint)
      if (await this.#standing.folds.load(store)) {
        const held = (await this.read(checkpoint.held)).flatMap((bytes) => (bytes ? [{ place: 0, bytes }] : []))
        await replay(this.#replaying, held, false)
        this.#sinceCheckpoint += await replayFrom(this.#replaying, checkpoint.place)
        return
      }
    }
    await this.#rebuild()
  }

  /** Takes everything in again where what lies sealed can be read by now. */
  async #readAgain(): Promise<void> {
    if ([...this.#standing.sealed.keys()].some((tag) => this.keyring.contentKeys.has(tag))) await this.#rebuild()
  }

  /** Takes in everything again from the log: new keys, new rooms, or a snapshot that cannot be read. */
  async #rebuild(): Promise<void> {
    const { store } = this.#ports
    const dropped = await this.folds.dropChanges(store)
    if (dropped.length > 0) await store.commit([...dropped, [this.#checkpointKey, undefined]])
    const { copied } = this.#standing
    this.#standing = new Standing(this.#frame, this.#shelf)
    this.#standing.copied = copied
    for await (const dead of readDead(store, this.#options.prefix)) {
      const items = dead.map((address) => ({ ...address, place: 0 }))
      this.#anyDead = true
      await this.#tree.insertMany(items)
      await this.#tree.setPlaces(items)
    }
    this.#sinceCheckpoint += await replayFrom(this.#replaying, 0)
    this.#version++
    this.#tell((listener) => listener.folded?.(new Set(this.#options.rooms.map((room) => room.name))))
  }

  get #replaying(): Replaying {
    return { log: this.#log, tree: this.#tree, standing: this.#standing, opener: this.#ports.opener, keyring: this.keyring, anyDead: this.#anyDead }
  }

  #tell(run: (listener: WorldListener) => void): void {
    for (const listener of [...this.#listeners]) run(listener)
  }
}
