/**
 * One world as one peer holds it: its set of envelopes, which of them count, and what they come to.
 *
 * Taking in goes in four steps: open (hash, decrypt; may run elsewhere), take (known, refused or kept; written and
 * durable), place (graph), settle and fold. What was answered as taken is durable (S5). One envelope that is bad is refused
 * by itself (S6). Writing goes the same way, with the entry built under the one writer's lock.
 *
 * The log is the truth. Tree, graph and folded state are snapshots of it, written now and then in one commit with how far
 * they reach; a start loads them and takes in the rest of the log again (T4).
 */
import {
  type Address,
  type Change,
  type Clock,
  closeEnvelope,
  decodeEntry,
  encodeEntry,
  type Entry,
  envelopeId,
  EnvelopeLog,
  type Epoch,
  Graph,
  type IdText,
  type KeyPair,
  type Log,
  type Node,
  type Place,
  type Random,
  type RawStatement,
  type Said,
  type StatementId,
  type Store,
  toText,
  Tree
} from '@commune/protocol'
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts'
import { Folds, type Rooms } from './folds.ts'
import type { Keyring } from './keyring.ts'
import { openOne, type Opener, type Opening } from './opener.ts'

export interface WorldPorts {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly opener: Opener
}

export interface WorldOptions {
  readonly id: Uint8Array
  /** Prefix of all keys of this world in the store. */
  readonly prefix: string
  readonly keyring: Keyring
  readonly rooms: Rooms
  /** The device that writes here. */
  readonly device: { readonly sign: KeyPair; readonly box: KeyPair }
}

export interface Taken {
  /** New here, durable now. */
  readonly fresh: readonly Address[]
  readonly known: number
  readonly refused: readonly { readonly id: IdText; readonly reason: string }[]
}

/** What came in or was said, for those who pass it on. `from` is whatever the caller of `take` named. */
export interface Arrival {
  readonly address: Address
  readonly bytes: Uint8Array
  readonly place: Place
  readonly from: unknown
}

export interface WorldListener {
  arrived?(arrivals: readonly Arrival[]): void
  /** Rooms whose state changed. */
  folded?(rooms: ReadonlySet<string>): void
}

/** Entries between two snapshots, at most. */
const checkpointEvery = 20_000
/** Pending bytes at which signatures are checked though more is on the way. */
const pendingBytesMax = 33_554_432
const seasonMs = 7_889_400_000
const openedCount = 2_000
/** A busy ware signs each hundredth entry (E4). */
const signEvery = 100

export class World {
  readonly id: Uint8Array
  readonly name: string
  readonly keyring: Keyring
  readonly #ports: WorldPorts
  readonly #options: WorldOptions
  readonly #listeners = new Set<WorldListener>()
  #log: EnvelopeLog
  #tree: Tree
  #graph = new Graph()
  #folds: Folds
  #lock: Promise<unknown> = Promise.resolve()
  #sealed = new Map<string, number>()
  #sinceCheckpoint = 0
  #unsigned = 0
  #tip: Address | null = null
  #copied = false
  #refusedIds = 0
  #version = 0

  private constructor(ports: WorldPorts, options: WorldOptions, log: EnvelopeLog, tree: Tree) {
    this.id = options.id
    this.name = toText(options.id)
    this.keyring = options.keyring
    this.#ports = ports
    this.#options = options
    this.#log = log
    this.#tree = tree
    this.#folds = new Folds(options.rooms, options.prefix)
  }

  /** Opens what the store holds of this world, or begins with nothing. */
  static async open(ports: WorldPorts, options: WorldOptions): Promise<World> {
    const log = await EnvelopeLog.open(ports.store, options.prefix)
    const tree = await Tree.open(ports.store, `${options.prefix}t/`)
    const world = new World(ports, options, log, tree)
    await world.#start()
    return world
  }

  /** The ordered set of addresses: what reconciliation compares (S2). */
  get set(): Tree {
    return this.#tree
  }
  get graph(): Graph {
    return this.#graph
  }
  get folds(): Folds {
    return this.#folds
  }
  /** Goes up whenever anything was taken in. */
  get version(): number {
    return this.#version
  }
  /** Place behind all that is held now (S5). */
  get end(): Place {
    return this.#log.end
  }
  /** Another process writes with this device's key: this one has stopped writing (I4). */
  get copied(): boolean {
    return this.#copied
  }
  get refusedCount(): number {
    return this.#refusedIds
  }
  get device(): IdText {
    return toText(this.#options.device.sign.publicKey)
  }

  listen(listener: WorldListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Envelopes at these addresses, undefined for what is not held or was forgotten. */
  async read(addresses: readonly Address[]): Promise<(Uint8Array | undefined)[]> {
    const items = await this.#tree.findMany(addresses)
    const places = items.map((item) => item?.place ?? 0)
    return this.#log.readMany(places)
  }

  async placeOf(address: Address): Promise<Place | undefined> {
    return (await this.#tree.find(address.lamport, address.id))?.place
  }

  /**
   * Takes in envelopes from anywhere. Resolves when the new ones are durable. `more` says that others follow at once, so
   * that signatures are checked at the end (E4).
   */
  async take(envelopes: readonly Uint8Array[], from: unknown, more = false): Promise<Taken> {
    const openings = await this.#ports.opener.open(envelopes, this.keyring.contentKeys)
    return this.#exclusive(() => this.#takeOpened(openings, from, more))
  }

  /** Checks signatures of what is pending and folds what holds. */
  settle(): Promise<void> {
    return this.#exclusive(async () => this.#settle())
  }

  /**
   * Says statements in one entry under an epoch. Resolves when it is durable here, with one id for each statement.
   * `busy` leaves it to a later signature to vouch for it (E4): the caller signs off with `busy` false within a second.
   */
  say(statements: readonly RawStatement[], epoch: Epoch, busy = false): Promise<StatementId[]> {
    return this.#exclusive(async () => {
      if (this.#copied) throw new Error('this device was copied and writes no more')
      const sign = !busy || this.#unsigned >= signEvery - 1
      const node = await this.#build(statements, epoch, sign)
      this.#unsigned = sign ? 0 : this.#unsigned + 1
      return statements.map((_, index) => `${node.id}.${index}`)
    })
  }

  /** Puts an envelope made elsewhere (a grant) into the set and tells others. */
  async add(envelopes: readonly Uint8Array[]): Promise<void> {
    await this.take(envelopes, undefined)
  }

  /** Takes an epoch's secret to read and write with; reads again what was sealed under it. */
  async hold(secret: Uint8Array): Promise<boolean> {
    if (!this.keyring.hold(secret)) return false
    return this.#exclusive(async () => {
      await this.#ports.store.commit([this.keyring.change()])
      const tags = new Set(this.keyring.contentKeys.keys())
      if ([...this.#sealed.keys()].some((tag) => tags.has(tag))) await this.#rebuild()
      return true
    })
  }

  /** Writes the snapshots (T4). */
  checkpoint(): Promise<void> {
    return this.#exclusive(async () => this.#checkpoint())
  }

  /** Ends every open step; the store stays open. */
  async close(): Promise<void> {
    await this.checkpoint()
  }

  /** 1 + the largest lamport that an entry said now would refer to. */
  get nextLamport(): number {
    let largest = this.#tip?.lamport ?? 0
    for (const head of this.#graph.heads) largest = Math.max(largest, head.lamport)
    return largest + 1
  }

  #exclusive<T>(run: () => Promise<T>): Promise<T> {
    const next = this.#lock.then(run, run)
    this.#lock = next.catch(() => undefined)
    return next
  }

  async #takeOpened(openings: readonly Opening[], from: unknown, more: boolean): Promise<Taken> {
    const refused: { id: IdText; reason: string }[] = []
    const fresh: { opening: Opening & { state: 'open' | 'sealed' }; address: Address; place: Place; node: Node | undefined }[] = []
    const addressed = openings.filter((opening) => opening.state !== 'refused' || opening.lamport !== undefined)
    for (const opening of openings) if (opening.state === 'refused' && opening.lamport === undefined) refused.push({ id: toText(opening.id), reason: opening.reason })
    const known = await this.#tree.findMany(addressed.map(addressOf))
    const items: { lamport: number; id: Uint8Array; place: Place }[] = []
    const inBatch = new Set<IdText>()
    let knownCount = 0
    for (const [index, opening] of addressed.entries()) {
      const id = toText(opening.id)
      if (known[index] || inBatch.has(id)) {
        knownCount++
        continue
      }
      inBatch.add(id)
      const address = addressOf(opening)
      const read = opening.state === 'open' ? this.#readNode(opening, address, id) : undefined
      const reason = opening.state === 'refused' ? opening.reason : typeof read === 'string' ? read : undefined
      if (reason !== undefined || opening.state === 'refused') {
        refused.push({ id, reason: reason ?? 'refused' })
        items.push({ ...address, place: 0 })
        continue
      }
      const place = this.#log.append(opening.envelope.bytes, opening.envelope.keepClass, this.#season())
      items.push({ ...address, place })
      fresh.push({ opening, address, place, node: typeof read === 'string' ? undefined : read })
    }
    this.#refusedIds += refused.length
    await this.#tree.insertMany(items)
    if (fresh.length > 0) await this.#ports.store.commit(this.#log.takeChanges())
    for (const { opening, node, address } of fresh) {
      if (node) await this.#place(node)
      else this.#countSealed(opening)
      this.#graph.arrived(toText(address.id))
    }
    this.#version++
    if (fresh.length > 0) this.#tell((listener) => listener.arrived?.(fresh.map(({ address, place, opening }) => ({ address, place, bytes: opening.envelope.bytes, from }))))
    if (!more || this.#graph.heldBytes > pendingBytesMax) this.#settle()
    await this.#maybeCheckpoint(fresh.length)
    return { fresh: fresh.map((item) => item.address), known: knownCount, refused }
  }

  #readNode(opening: Opening & { state: 'open' }, address: Address, id: IdText): Node | string {
    const { envelope } = opening
    const entry = decodeEntry(opening.plain, envelope.lamport)
    if (!entry.ok) return entry.error
    const epoch = this.keyring.byTag(envelope.tag) as Epoch
    return {
      address,
      id,
      entry: entry.value,
      setting: { world: this.id, epochId: epoch.id, nonce: envelope.nonce },
      bytes: envelope.bytes.length,
      device: entry.value.author ? toText(entry.value.author) : null
    }
  }

  /** Gives a node to the graph with what the tree knows of its references. */
  async #place(node: Node): Promise<void> {
    const { prev, parents } = node.entry
    const references = prev ? [prev, ...parents] : parents
    const found = references.length > 0 ? await this.#tree.findMany(references) : []
    const missing: IdText[] = []
    for (const [index, reference] of references.entries()) {
      const id = toText(reference.id)
      if (!found[index] || this.#graph.isWaiting(id)) missing.push(id)
    }
    this.#graph.add(node, { missing, prevAuthor: prev && found[0] ? await this.#prevAuthor(prev, found[0].place) : undefined })
  }

  /** Author of an entry that is neither pending nor the end of a chain: read again from the log. */
  async #prevAuthor(prev: Address, place: Place): Promise<IdText | undefined> {
    const known = this.#graph.authorOf(toText(prev.id))
    if (known !== undefined) return known ?? undefined
    for (let at: Address | null = prev, lies: Place | undefined = place; at; ) {
      const entry: Entry | undefined = await this.#entryAt(at, lies)
      if (!entry) return undefined
      if (entry.author) return toText(entry.author)
      at = entry.prev
      lies = at ? await this.placeOf(at) : undefined
    }
    return undefined
  }

  async #entryAt(address: Address, place: Place | undefined): Promise<Entry | undefined> {
    const bytes = place ? await this.#log.read(place) : undefined
    const opening = bytes && openOne(bytes, this.keyring.contentKeys)
    const entry = opening?.state === 'open' ? decodeEntry(opening.plain, address.lamport) : undefined
    return entry?.ok ? entry.value : undefined
  }

  #countSealed(opening: Opening & { state: 'open' | 'sealed' }): void {
    if (opening.envelope.version !== 1) return
    const tag = toText(opening.envelope.tag)
    this.#sealed.set(tag, (this.#sealed.get(tag) ?? 0) + 1)
  }

  #settle(): void {
    const settled = this.#graph.settle()
    if (settled.length === 0) return
    const changed = new Set<string>()
    for (const node of settled) {
      if (node.device === this.device) this.#metOwn(node)
      for (const room of this.#fold(node)) changed.add(room)
    }
    this.#version++
    this.#tell((listener) => listener.folded?.(changed))
  }

  #fold(node: Node): string[] {
    const epoch = toText(node.setting.epochId)
    const rooms: string[] = []
    for (const [index, statement] of node.entry.statements.entries()) {
      const said: Said = { id: `${node.id}.${index}`, entry: node.id, device: node.device, lamport: node.address.lamport, epoch, statement }
      const room = this.#folds.fold(said)
      if (room) rooms.push(room)
    }
    return rooms
  }

  /** An entry of this device's chain: one written here goes on the chain; one that was not shows a copy (I4). */
  #metOwn(node: Node): void {
    const prev = node.entry.prev
    const follows = this.#tip ? prev !== null && toText(prev.id) === toText(this.#tip.id) : true
    if (this.#written.delete(node.id) || this.#replaying) {
      if (!this.#tip || follows || node.address.lamport > this.#tip.lamport) this.#tip = node.address
      return
    }
    this.#copied = true
    this.#ports.log.note('device-copied', { lamport: node.address.lamport })
  }
  readonly #written = new Set<IdText>()
  #replaying = false

  async #build(statements: readonly RawStatement[], epoch: Epoch, sign: boolean): Promise<Node> {
    const { device } = this.#options
    const prev = this.#tip
    const tip = prev && toText(prev.id)
    const parents = this.#graph.heads.filter((head) => toText(head.id) !== tip)
    const nonce = this.#ports.random.bytes(24)
    const sameEpoch = prev !== null && this.#tipEpoch === toText(epoch.id)
    const setting = { world: this.id, epochId: epoch.id, nonce }
    const words = { author: sameEpoch ? null : device.sign.publicKey, prev, parents: parents.slice(0, 60), statements }
    const { plain, lamport } = encodeEntry(words, setting, sign ? device.sign.secretKey : undefined)
    const closed = closeEnvelope({ tag: epoch.tag, lamport, keepClass: 0, nonce }, plain, epoch.contentKey)
    if (!closed.ok) throw new RangeError(closed.error)
    const bytes = closed.value
    const address: Address = { lamport, id: envelopeId(bytes) }
    const id = toText(address.id)
    const entry = decodeEntry(plain, lamport)
    if (!entry.ok) throw new RangeError(entry.error)
    const place = this.#log.append(bytes, 0, this.#season())
    await this.#tree.insertMany([{ ...address, place }])
    await this.#ports.store.commit(this.#log.takeChanges())
    const node: Node = { address, id, entry: entry.value, setting, bytes: bytes.length, device: this.device }
    this.#written.add(id)
    this.#tip = address
    this.#tipEpoch = toText(epoch.id)
    this.#graph.add(node, { missing: [], prevAuthor: this.device })
    this.#version++
    this.#tell((listener) => listener.arrived?.([{ address, bytes, place, from: undefined }]))
    this.#settle()
    await this.#maybeCheckpoint(1)
    return node
  }
  #tipEpoch: IdText | undefined

  async #maybeCheckpoint(count: number): Promise<void> {
    this.#sinceCheckpoint += count
    if (this.#sinceCheckpoint >= checkpointEvery && this.#graph.heldEntries < checkpointEvery) await this.#checkpoint()
  }

  async #checkpoint(): Promise<void> {
    if (this.#sinceCheckpoint === 0) return
    this.#settle()
    const checkpoint: Checkpoint = {
      place: this.#log.end,
      rooms: Folds.fingerprint(this.#options.rooms),
      graph: this.#graph.snapshot(),
      held: this.#graph.held(),
      sealed: [...this.#sealed],
      tip: this.#tip,
      tipEpoch: this.#tipEpoch ?? null
    }
    const changes: Change[] = [...this.#log.takeChanges(), ...this.#tree.changes(), ...this.#folds.takeChanges(), [this.#checkpointKey, encodeCheckpoint(checkpoint)]]
    await this.#ports.store.commit(changes)
    this.#tree.markSaved()
    this.#sinceCheckpoint = 0
  }

  get #checkpointKey(): string {
    return `${this.#options.prefix}c`
  }

  async #start(): Promise<void> {
    const { store } = this.#ports
    const secrets = await store.get(this.keyring.storeKey)
    if (secrets) this.keyring.load(secrets)
    const value = await store.get(this.#checkpointKey)
    const checkpoint = value ? decodeCheckpoint(value) : undefined
    this.#replaying = true
    if (checkpoint?.rooms === Folds.fingerprint(this.#options.rooms) && (await this.#folds.load(store))) {
      this.#graph = Graph.from(checkpoint.graph)
      this.#sealed = new Map(checkpoint.sealed)
      this.#tip = checkpoint.tip
      this.#tipEpoch = checkpoint.tipEpoch ?? undefined
      for (const bytes of await this.read(checkpoint.held)) if (bytes) await this.#replay([{ place: 1, bytes }], false)
      for await (const placed of this.#log.scan(checkpoint.place)) await this.#replay(placed, true)
      this.#settle()
    } else await this.#replayAll()
    this.#replaying = false
  }

  /** Takes in everything again from the log: new keys, new rooms, or a snapshot that cannot be read. */
  async #rebuild(): Promise<void> {
    this.#replaying = true
    await this.#replayAll()
    this.#replaying = false
    this.#version++
    this.#tell((listener) => listener.folded?.(new Set(this.#options.rooms.map((room) => room.name))))
  }

  async #replayAll(): Promise<void> {
    this.#graph = new Graph()
    const dropped = await this.#folds.dropChanges(this.#ports.store)
    if (dropped.length > 0) await this.#ports.store.commit([...dropped, [this.#checkpointKey, undefined]])
    this.#folds = new Folds(this.#options.rooms, this.#options.prefix)
    this.#sealed = new Map()
    this.#tip = null
    for await (const placed of this.#log.scan(0)) {
      await this.#replay(placed, true)
      if (this.#graph.heldBytes > pendingBytesMax) this.#settle()
    }
    this.#settle()
  }

  async #replay(placed: readonly { readonly place: Place; readonly bytes: Uint8Array }[], insert: boolean): Promise<void> {
    for (let start = 0; start < placed.length; start += openedCount) {
      const part = placed.slice(start, start + openedCount)
      const openings = await this.#ports.opener.open(part.map((item) => item.bytes), this.keyring.contentKeys)
      const items: { lamport: number; id: Uint8Array; place: Place }[] = []
      const nodes: (Node | undefined)[] = []
      for (const [index, opening] of openings.entries()) {
        const read = opening.state === 'open' ? this.#readNode(opening, addressOf(opening), toText(opening.id)) : undefined
        const bad = opening.state === 'refused' || typeof read === 'string'
        nodes.push(typeof read === 'string' ? undefined : read)
        if (opening.state === 'sealed') this.#countSealed(opening)
        if (opening.state === 'refused' && opening.lamport === undefined) continue
        items.push({ ...addressOf(opening), place: bad ? 0 : (part[index] as { place: Place }).place })
      }
      if (insert) await this.#tree.insertMany(items)
      this.#sinceCheckpoint += insert ? part.length : 0
      for (const [index, node] of nodes.entries()) {
        if (node) await this.#place(node)
        this.#graph.arrived(toText((openings[index] as Opening).id))
      }
    }
  }

  #season(): number {
    return Math.floor(this.#ports.clock.nowMs() / seasonMs) & 0xffff
  }

  #tell(run: (listener: WorldListener) => void): void {
    for (const listener of [...this.#listeners]) run(listener)
  }
}

function addressOf(opening: Opening): Address {
  if (opening.state === 'refused') return { lamport: opening.lamport as number, id: opening.id }
  return { lamport: opening.envelope.lamport, id: opening.id }
}
