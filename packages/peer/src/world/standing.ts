/**
 * What a world comes to: the graph of its entries and the state folded from those that count.
 *
 * All of it follows from the log, so it can be thrown away and taken in again; a checkpoint only saves the time (T4).
 */
import {
  type Address,
  decodeEntry,
  type Entry,
  type Envelope,
  fromText,
  Graph,
  type IdText,
  type Log,
  makeNode,
  type Node,
  type Place,
  type References,
  type Said,
  sameBytes,
  type Setting,
  signatureHolds,
  TextAddress,
  idTextOf,
  toText
} from '@commune/protocol'
import type { Checkpoint } from './checkpoint.ts'
import { Folds, type Rooms } from './folds.ts'
import type { EpochSetting, Keyring } from './keyring.ts'
import { openOne, type Opening } from './opener.ts'

export interface Frame {
  readonly world: Uint8Array
  readonly prefix: string
  readonly device: IdText
  readonly rooms: Rooms
  readonly keyring: Keyring
  readonly log: Log
}

/** How the standing looks things up in the set and the log. */
export interface Shelf {
  /** Undefined too for what lapses: nothing that counts refers to it (V4). */
  placesOf(addresses: readonly Address[]): Promise<(Place | undefined)[]>
  read(place: Place): Promise<Uint8Array | undefined>
}

/** What has come, as the graph takes it. */
export interface Filing {
  readonly opening: Opening
  /** None when it cannot be read here. */
  readonly node: Node | undefined
  readonly lapses: boolean
}

export class Standing {
  readonly graph: Graph
  readonly folds: Folds
  /** How many entries lie sealed under each epoch tag that is not held. */
  readonly sealed: Map<string, number>
  readonly #frame: Frame
  readonly #shelf: Shelf
  readonly #written = new Set<IdText>()
  #unsigned: Setting | undefined
  /** Last entry of this device, and the epoch it was said under. */
  tip: Address | null = null
  tipEpoch: IdText | null = null
  /** While true, entries of this device come from its own log and are no sign of a copy. */
  replaying = false
  /** This device's key writes somewhere else too (I4). */
  copied = false

  constructor(frame: Frame, shelf: Shelf, checkpoint?: Checkpoint) {
    this.#frame = frame
    this.#shelf = shelf
    this.folds = new Folds(frame.rooms, frame.prefix, frame.keyring.lock)
    this.graph = checkpoint ? Graph.from(checkpoint.graph) : new Graph()
    this.sealed = new Map(checkpoint?.sealed)
    this.tip = checkpoint?.tip ?? null
    this.tipEpoch = checkpoint?.tipEpoch ?? null
  }

  get sealedCount(): number {
    const { contentKeys } = this.#frame.keyring
    return [...this.sealed].reduce((count, [tag, entries]) => (contentKeys.has(tag) ? count : count + entries), 0)
  }

  checkpoint(place: Place): Checkpoint {
    return {
      place,
      rooms: Folds.fingerprint(this.#frame.rooms),
      graph: this.graph.snapshot(),
      held: this.graph.held(),
      sealed: [...this.sealed],
      tip: this.tip,
      tipEpoch: this.tipEpoch
    }
  }

  /** The entry in an opened envelope as a node of the graph, or the reason why it is none. */
  nodeOf(opening: Opening & { state: 'open' }): Node | string {
    const { envelope } = opening
    const entry = decodeEntry(opening.plain, envelope.lamport)
    const under = this.#frame.keyring.settingOf(envelope.tag)
    if (!entry.ok) return entry.error
    if (!under) return 'its epoch is not held here'
    const lapses = envelope.keepClass > 0
    if (lapses && entry.value.form !== 'authorless' && (entry.value.form !== 'signed' || entry.value.prev || !entry.value.author)) return 'an entry that lapses has an author, a signature and no prev'
    const setting = entry.value.form === 'signed' ? new SettingOf(under, envelope) : this.#unsignedUnder(under)
    return makeNode(new TextAddress(opening.address.lamport, opening.text), opening.text, entry.value, setting, envelope.bytes.length, lapses)
  }

  /** One setting for all entries of an epoch that have no signature, and so no need of their nonce. */
  #unsignedUnder({ world, epoch }: EpochSetting): Setting {
    if (this.#unsigned?.epochId !== epoch.id) this.#unsigned = { world, epochId: epoch.id, nonce: noNonce }
    return this.#unsigned
  }

  /**
   * Files what has come to the set: nodes go into the graph, sealed ones are counted, and what waited for them goes on. `isLater`
   * tells of a place in the log whether what lies there is still to be filed: until then it is missing, as if it had not come.
   */
  async file(items: readonly Filing[], isLater: (place: Place) => boolean = never): Promise<void> {
    const rest: Node[] = []
    for (const { opening, node, lapses } of items) {
      if (!node) this.#fileUnread(opening, lapses)
      // In order as they come, most follow what the graph has at hand: they are in place at once.
      else if (this.#follows(node)) this.#add(node, nothingMissing)
      else rest.push(node)
    }
    if (rest.length > 0) await this.#fileInAnyOrder(rest, isLater)
  }

  /** What refers to one that lapses waits for ever: else it would count here, and not where that one is forgotten (V4). */
  #fileUnread(opening: Opening, lapses: boolean): void {
    if (opening.state === 'sealed' && opening.envelope.version === 1) {
      const tag = toText(opening.envelope.tag)
      this.sealed.set(tag, (this.sealed.get(tag) ?? 0) + 1)
    }
    if (!lapses) this.graph.arrived(opening.text)
  }

  /** Whether all that a node refers to is in the graph and waits for nothing itself. */
  #follows({ prev, parents }: Node): boolean {
    if (prev !== null && !this.graph.holds(prev)) return false
    for (const parent of parents) if (!this.graph.holds(parent)) return false
    return true
  }

  #add(node: Node, references: References): void {
    this.graph.add(node, references)
    if (!node.lapses) this.graph.arrived(node.id)
  }

  /** Those whose references have to be looked up, in the set or among themselves. */
  async #fileInAnyOrder(nodes: readonly Node[], isLater: (place: Place) => boolean): Promise<void> {
    const unfiled = new Set(nodes.map((node) => node.id))
    const places = await this.#placesFor(nodes, unfiled)
    for (const [id, place] of places) if (place !== undefined && isLater(place)) places.set(id, undefined)
    for (const node of nodes) {
      const missing = referencesOf(node).filter((id) => unfiled.has(id) || (places.has(id) && places.get(id) === undefined))
      const before = this.graph.waitsForAuthor(node)
      if (before !== undefined) missing.push(before)
      if (this.replaying && missing.length > 0) this.#keepOwn(node)
      const { prev } = node.entry
      const farBack = prev && node.prev !== null && places.get(node.prev) && !this.graph.holds(node.prev)
      // Only the author of an entry far back has to be read again; all else is at hand and costs no turn.
      const prevAuthor = farBack ? await this.#authorOf(prev) : node.prev !== null && this.graph.authorOf(node.prev)
      this.#add(node, { missing, prevAuthor: prevAuthor || undefined })
      if (!node.lapses) unfiled.delete(node.id)
    }
  }

  /** Files an entry that was written here just now. */
  fileOwn(node: Node): void {
    this.#written.add(node.id)
    const before = this.graph.waitsForAuthor(node)
    this.graph.add(node, { missing: before === undefined ? [] : [before], prevAuthor: node.device ?? undefined })
    if (node.lapses) return
    this.tip = node.address
    this.tipEpoch = toText(node.setting.epochId)
    this.graph.arrived(node.id)
  }

  /** Folds what counts from now on; names the rooms whose state changed. */
  settle(): ReadonlySet<string> {
    const changed = new Set<string>()
    // One after another is mostly said in the same epoch.
    let epochId: Uint8Array | undefined
    let epoch = ''
    let elsewhere: { readonly world?: Uint8Array } = {}
    for (const node of this.graph.settle()) {
      if (node.device === this.#frame.device) this.#meetOwn(node)
      const { id, device, setting, address, entry } = node
      if (setting.epochId !== epochId) {
        epochId = setting.epochId
        epoch = toText(epochId)
        elsewhere = sameBytes(setting.world, this.#frame.world) ? {} : { world: setting.world }
      }
      for (const [index, statement] of entry.statements.entries()) {
        const said: Said = { id: `${id}.${index}`, entry: id, device, lamport: address.lamport, epoch, ...elsewhere, statement }
        const room = this.folds.fold(said)
        if (room) changed.add(room)
      }
    }
    return changed
  }

  /** The entry at an address, when it is held and opens here. */
  async entryAt(address: Address): Promise<Entry | undefined> {
    const [place] = await this.#shelf.placesOf([address])
    const bytes = place ? await this.#shelf.read(place) : undefined
    const opening = bytes && openOne(bytes, this.#frame.keyring.contentKeys)
    const entry = opening?.state === 'open' ? decodeEntry(opening.plain, address.lamport) : undefined
    return entry?.ok ? entry.value : undefined
  }

  /**
   * Where the references of all these lie, by the text of their ids, but for those that the graph has at hand and those that
   * are still to be filed: these are missing until they are, as they may come in any order.
   */
  async #placesFor(nodes: readonly Node[], unfiled: ReadonlySet<IdText>): Promise<Map<IdText, Place | undefined>> {
    const wanted = new Map<IdText, Address>()
    const want = (id: IdText, reference: Address): void => {
      if (!unfiled.has(id) && !this.graph.holds(id)) wanted.set(id, reference)
    }
    for (const { entry, prev, parents } of nodes) {
      if (entry.prev && prev !== null) want(prev, entry.prev)
      for (const [index, parent] of parents.entries()) want(parent, entry.parents[index] as Address)
    }
    const found = wanted.size > 0 ? await this.#shelf.placesOf([...wanted.values()]) : []
    return new Map([...wanted.keys()].map((id, index) => [id, found[index]]))
  }

  /** Author of an entry that is neither pending nor the end of a chain: read again from the log. */
  async #authorOf(address: Address): Promise<IdText | undefined> {
    const known = this.graph.authorOf(idTextOf(address))
    if (known !== undefined) return known ?? undefined
    for (let at: Address | null = address; at; ) {
      const entry: Entry | undefined = await this.entryAt(at)
      if (!entry) return undefined
      if (entry.author) return toText(entry.author)
      at = entry.prev
    }
    return undefined
  }

  /**
   * An entry of this device that waits when all is taken in again: an epoch that was not held before shows what others refer
   * to and has not come. The chain goes on behind it all the same, or this device would fork itself.
   */
  #keepOwn(node: Node): void {
    const { entry, setting, address } = node
    const author = entry.author ? toText(entry.author) : entry.prev && this.graph.authorOf(idTextOf(entry.prev))
    if (author !== this.#frame.device) return
    // Also one that a later signature vouches for: that one names no author, and is known by this.
    node.device = author
    this.#written.add(node.id)
    // What lapses stands beside the chain.
    if (!node.lapses && signatureHolds(entry, fromText(author) as Uint8Array, setting)) this.#meetAgain(address, toText(setting.epochId))
  }

  #meetAgain(address: Address, epoch: IdText): void {
    if (this.tip && address.lamport <= this.tip.lamport) return
    this.tip = address
    this.tipEpoch = epoch
  }

  /** An entry on this device's chain: one written here is the last one now; one that was not shows a copy (I4). */
  #meetOwn(node: Node): void {
    if (this.#written.delete(node.id)) return
    // What was said in a world that this one was forked from is no copy either.
    if (this.replaying || !sameBytes(node.setting.world, this.#frame.world)) {
      if (!node.lapses) this.#meetAgain(node.address, toText(node.setting.epochId))
      return
    }
    this.copied = true
    this.#frame.log.note('device-copied', { lamport: node.address.lamport })
  }
}

/** Texts of the ids of all that a node refers to. */
const referencesOf = ({ prev, parents }: Node): readonly IdText[] => (prev === null ? parents : [prev, ...parents])

const noNonce = new Uint8Array(0)
const never = (): boolean => false
const nothingMissing: References = { missing: [], prevAuthor: undefined }

/** Where an entry was said; the nonce is a view that only a signature check asks for. */
class SettingOf implements Setting {
  readonly world: Uint8Array
  readonly epochId: Uint8Array
  readonly #envelope: Envelope

  constructor({ world, epoch }: EpochSetting, envelope: Envelope) {
    this.world = world
    this.epochId = epoch.id
    this.#envelope = envelope
  }
  get nonce(): Uint8Array {
    return this.#envelope.nonce
  }
}
