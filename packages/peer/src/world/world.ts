/**
 * One world as one peer holds it: its set of envelopes, and what they come to.
 *
 * Taking in goes in four steps: open (hash, decrypt; may run elsewhere), take (known, refused or kept; written and
 * durable), file (graph), settle and fold. What was answered as taken is durable (S5). One envelope that is bad is refused
 * by itself (S6). Saying goes the same way, with the entry built under the one writer's lock.
 *
 * What lies in the store, and what it comes to, is in `contents`; here is the one writer's lock, and who is told.
 */
import {
  type Address,
  type Ancestor,
  type Change,
  type Epoch,
  type IdText,
  type Item,
  type Place,
  type Placed,
  type RawStatement,
  type StatementId,
  toText,
  type Tree
} from '@commune/protocol'
import { Contents } from './contents.ts'
import type { Folds } from './folds.ts'
import { addressedOf, allKnown, grantedIn, openedLate, sortOut, takenOf } from './intake.ts'
import type { Keyring } from './keyring.ts'
import { openMending } from './mend.ts'
import type { Opening } from './opener.ts'
import { seasonOf } from './season.ts'
import { forgetChanges } from './forgetting.ts'
import type { WorldOptions, WorldPorts } from './ports.ts'
import { pendingBytesMax } from './replay.ts'
import type { Taken, WorldListener } from './taken.ts'
import type { Frame, Standing } from './standing.ts'
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
  readonly #writer: Writer
  readonly #listeners = new Set<WorldListener>()
  readonly #contents: Contents
  #lock: Promise<unknown> = Promise.resolve()
  /** How much was given to `take` and is not taken yet. */
  #taking = 0
  /** Resolves when all that was given to `take` is open. */
  #opened: Promise<unknown> = Promise.resolve()
  #checkpointing: Promise<unknown> = Promise.resolve()
  #version = 0
  #closed = false
  #unsettled = false
  /** Epochs are held that the store does not have yet. */
  #unkept = false

  private constructor(ports: WorldPorts, options: WorldOptions, frame: Frame, contents: Contents) {
    this.id = options.id
    this.name = toText(options.id)
    this.keyring = options.keyring
    this.#ports = ports
    this.#options = options
    this.#frame = frame
    this.#contents = contents
    this.#writer = new Writer(options.id, options.signPair, ports.random)
  }

  /** Opens what the store holds of this world, or begins with nothing. */
  static async open(ports: WorldPorts, options: WorldOptions): Promise<World> {
    const frame = { world: options.id, prefix: options.prefix, device: toText(options.signPair.publicKey), rooms: options.rooms, keyring: options.keyring, log: ports.log }
    return openMending(ports, options.prefix, async () => new World(ports, options, frame, await Contents.open(ports, options, frame)))
  }

  /** The ordered set of addresses: what reconciliation compares (S2). */
  get set(): Tree {
    return this.#contents.tree
  }
  get graph(): Standing['graph'] {
    return this.#contents.standing.graph
  }
  get folds(): Folds {
    return this.#contents.standing.folds
  }
  /** Goes up whenever anything was taken in or said. */
  get version(): number {
    return this.#version
  }
  /** Place behind all that is durable and told to listeners (S5). */
  get end(): Place {
    return this.#contents.end
  }
  /** This device's key writes somewhere else too; here it has stopped (I4). */
  get copied(): boolean {
    return this.#contents.standing.copied
  }
  /** Text of the key of the device that writes here. */
  get device(): IdText {
    return this.#frame.device
  }
  /** Last entry of this device. */
  get tip(): Address | null {
    return this.#contents.standing.tip
  }
  /** 1 + the largest lamport that an entry said now would refer to. */
  get nextLamport(): number {
    let largest = this.tip?.lamport ?? 0
    for (const head of this.graph.heads) largest = Math.max(largest, head.lamport)
    return largest + 1
  }
  /** Entries sealed under epochs that are not held. */
  get sealedCount(): number {
    return this.#contents.standing.sealedCount
  }

  listen(listener: WorldListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Envelopes at these addresses, undefined for what is not held or was forgotten. */
  async read(addresses: readonly Address[]): Promise<(Uint8Array | undefined)[]> {
    const places = await this.#contents.tree.findMany(addresses)
    return this.#contents.log.readMany(places.map((place) => place ?? 0))
  }
  /** Envelopes of these, undefined for what was forgotten or never lay here. */
  readItems(items: readonly Item[]): Promise<(Uint8Array | undefined)[]> {
    return this.#contents.log.readMany(items.map((item) => item.place))
  }
  /** Where an envelope lies; 0 when only its id is kept, undefined when it never came. */
  placeOf(address: Address): Promise<Place | undefined> {
    return this.#contents.tree.find(address.lamport, address.id)
  }
  entryAt(address: Address): ReturnType<Standing['entryAt']> {
    return this.#contents.standing.entryAt(address)
  }
  /** All envelopes at or after a place in the order they came, a segment at a time. */
  scan(from: Place): AsyncGenerator<readonly Placed[]> {
    return this.#contents.log.scan(from)
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
      return { openings, known: more || (!this.#unsettled && this.#taking === 1) ? await allKnown(this.#contents.tree, openings) : undefined }
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
      if (this.#options.listens?.()) throw new Error('a part of this world comes back first')
      const { node, envelope } = this.#writer.write(statements, epoch, this.#contents.standing, busy, keepClass)
      const place = this.#contents.log.append(envelope, keepClass, seasonOf(this.#ports.clock.nowMs()))
      await this.#commit(this.#contents.log.takeChanges())
      await this.#contents.tree.insertMany([{ ...node.address, place }])
      this.#contents.standing.fileOwn(node)
      this.#tell((listener) => listener.arrived?.([{ address: node.address, bytes: envelope, place, from: undefined }]))
      this.#contents.end = this.#contents.log.end
      this.#settle()
      this.#maybeCheckpoint(1)
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
      if (this.#contents.tree.count > 0) await this.#rebuild()
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
      const segments = this.#contents.log.lapsed(seasonOf(this.#ports.clock.nowMs()))
      if (segments.length === 0) return 0
      // Snapshot and index go in the same commit: whatever happens next, a start takes in what is left.
      const snapshot = await this.folds.dropChanges(this.#ports.store)
      await this.#commit([...(await forgetChanges(this.#contents.log, this.#options.prefix, segments)), ...snapshot, [this.#contents.checkpointKey, undefined]])
      await this.#rebuild()
      return segments.length
    })
  }

  /** These are dead at somebody who was asked for them: their addresses stay here, so that they are not asked for again. */
  hearDead(addresses: readonly Address[]): Promise<void> {
    return this.#exclusive(async () => {
      const places = await this.#contents.tree.findMany(addresses)
      const fresh = addresses.filter((_, index) => places[index] === undefined)
      if (fresh.length === 0) return
      await this.#orBack(this.#contents.hearDead(fresh))
    })
  }

  /** Writes the snapshots (T4): what they hold is of one moment, and is packed while others come and go. One after another. */
  readonly checkpoint = (): Promise<void> => {
    const next = this.#checkpointing.then(() => this.#checkpoint())
    this.#checkpointing = next.catch(() => undefined)
    return next
  }

  /** Writes the snapshots and takes in nothing more: another may be opened on the same store. */
  readonly close = (): Promise<void> => this.checkpoint().finally(() => (this.#closed = true))

  #exclusive<T>(run: () => Promise<T>): Promise<T> {
    const next = this.#lock.then(() => (this.#closed ? Promise.reject(new Error('this world was closed here')) : run()))
    this.#lock = next.catch(() => undefined)
    return next
  }

  async #takeOpened(given: readonly Opening[], envelopes: readonly Uint8Array[], from: unknown, more: boolean): Promise<Taken> {
    const places = await this.#contents.tree.findMany(given.flatMap(({ address }) => (address ? [address] : [])))
    // What a grant among these opens is opened in the same turn: it would lie sealed, and all be taken in again for it.
    for (const secret of grantedIn(addressedOf(given, envelopes), places, this.keyring, this.#options.grantIn)) {
      if (this.keyring.hold(secret)) this.#unkept = true
    }
    const openings = openedLate(given, envelopes, this.keyring)
    const addressed = addressedOf(openings, envelopes)
    const season = seasonOf(this.#ports.clock.nowMs())
    const append = (bytes: Uint8Array, keepClass: number): Place => this.#contents.log.append(bytes, keepClass, season)
    const { fresh, refused } = sortOut(openings, addressed, { places, from, nodeOf: (opening) => this.#contents.standing.nodeOf(opening), append })
    // Durable first: what is in the set may be compared and sent at any moment, and must not be gone after a crash (S5).
    const granted = this.#unkept
    if (fresh.length > 0 || granted) await this.#commit([...this.#contents.log.takeChanges(), ...(granted ? [this.keyring.change()] : [])])
    this.#unkept = false
    const items = fresh.map(({ address, place }) => ({ ...address, place }))
    await this.#contents.tree.insertMany(items)
    // Said to be dead by somebody, and here it is.
    if (places.includes(0)) await this.#contents.tree.setPlaces(items)
    await this.#contents.standing.file(fresh)
    if (granted) await this.#readAgain()
    this.#version++
    if (fresh.length > 0) this.#tell((listener) => listener.arrived?.(fresh))
    if (granted) {
      // One that holds an epoch more has it to prove, though nothing was said under it yet.
      this.#tell((listener) => listener.folded?.(new Set(['epochs'])))
      this.#tell((listener) => listener.granted?.())
    }
    this.#contents.end = this.#contents.log.end
    this.#unsettled = more
    if (!more || this.graph.heldBytes > pendingBytesMax) this.#settle()
    this.#maybeCheckpoint(fresh.length)
    return takenOf(openings, addressed, fresh, refused)
  }

  #settle(): void {
    this.#unsettled = false
    const changed = this.#contents.standing.settle()
    this.#version++
    if (changed.size > 0) this.#tell((listener) => listener.folded?.(changed))
  }

  #maybeCheckpoint(count: number): void {
    this.#contents.sinceCheckpoint += count
    if (this.#contents.sinceCheckpoint < checkpointEvery || this.graph.heldEntries >= checkpointEvery) return
    this.checkpoint().catch((fault: unknown) => this.#ports.log.note('snapshot-failed', { fault: String(fault) }))
  }

  async #checkpoint(): Promise<void> {
    const captured = await this.#exclusive(async () => {
      this.#settle()
      return this.#contents.capture()
    })
    if (!captured) return
    const packed = await this.#contents.pack(captured)
    await this.#exclusive(() => this.#contents.keep(captured, packed))
  }

  /** When it fails, all is as it was when it was last durable. */
  #commit(changes: readonly Change[]): Promise<void> {
    return this.#orBack(this.#contents.commit(changes))
  }

  #orBack(written: Promise<void>): Promise<void> {
    return written.catch((fault: unknown) => {
      this.#version++
      throw fault
    })
  }

  /** Takes everything in again where what lies sealed can be read by now. */
  async #readAgain(): Promise<void> {
    if ([...this.#contents.standing.sealed.keys()].some((tag) => this.keyring.contentKeys.has(tag))) await this.#rebuild()
  }

  async #rebuild(): Promise<void> {
    await this.#contents.rebuild()
    this.#version++
    this.#tell((listener) => listener.folded?.(new Set(this.#options.rooms.map((room) => room.name))))
  }

  #tell(run: (listener: WorldListener) => void): void {
    for (const listener of [...this.#listeners]) run(listener)
  }
}
