/**
 * What a world comes to: the graph of its entries and the state folded from those that count.
 *
 * All of it follows from the log, so it can be thrown away and taken in again; a checkpoint only saves the time (T4).
 */
import {
  type Address,
  decodeEntry,
  type Entry,
  fromText,
  Graph,
  type IdText,
  type Log,
  type Node,
  type Place,
  type Said,
  sameBytes,
  signatureHolds,
  toText
} from '@commune/protocol'
import type { Checkpoint } from './checkpoint.ts'
import { Folds, type Rooms } from './folds.ts'
import type { Keyring } from './keyring.ts'
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

export class Standing {
  readonly graph: Graph
  readonly folds: Folds
  /** How many entries lie sealed under each epoch tag that is not held. */
  readonly sealed: Map<string, number>
  readonly #frame: Frame
  readonly #shelf: Shelf
  readonly #written = new Set<IdText>()
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
    const { envelope, id } = opening
    const entry = decodeEntry(opening.plain, envelope.lamport)
    const under = this.#frame.keyring.settingOf(envelope.tag)
    if (!entry.ok) return entry.error
    if (!under) return 'its epoch is not held here'
    const lapses = envelope.keepClass > 0
    if (lapses && entry.value.form !== 'authorless' && (entry.value.form !== 'signed' || entry.value.prev || !entry.value.author)) return 'an entry that lapses has an author, a signature and no prev'
    return {
      address: { lamport: envelope.lamport, id },
      id: toText(id),
      entry: entry.value,
      setting: { world: under.world, epochId: under.epoch.id, nonce: envelope.nonce },
      bytes: envelope.bytes.length,
      device: entry.value.author ? toText(entry.value.author) : null,
      lapses
    }
  }

  /** Files what has come to the set: nodes go into the graph, sealed ones are counted, and what waited for them goes on. */
  async file(items: readonly { readonly opening: Opening; readonly node: Node | undefined; readonly lapses: boolean }[]): Promise<void> {
    const places = await this.#placesFor(items)
    for (const { opening, node, lapses } of items) {
      if (node) {
        const placed = this.#place(node, places)
        // Only the author of an entry far back has to be read again; all else is at hand and costs no turn.
        if (placed) await placed
      } else if (opening.state === 'sealed' && opening.envelope.version === 1) {
        const tag = toText(opening.envelope.tag)
        this.sealed.set(tag, (this.sealed.get(tag) ?? 0) + 1)
      }
      const id = node?.id ?? toText(opening.id)
      // What refers to one that lapses waits for ever: else it would count here, and not where that one is forgotten (V4).
      if (lapses) continue
      places.delete(id)
      this.graph.arrived(id)
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
    for (const node of this.graph.settle()) {
      if (node.device === this.#frame.device) this.#meetOwn(node)
      const epoch = toText(node.setting.epochId)
      const elsewhere = sameBytes(node.setting.world, this.#frame.world) ? {} : { world: node.setting.world }
      for (const [index, statement] of node.entry.statements.entries()) {
        const said: Said = { id: `${node.id}.${index}`, entry: node.id, device: node.device, lamport: node.address.lamport, epoch, ...elsewhere, statement }
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
   * Where the references of all these lie, but for those that the graph has at hand: by the text of their ids. One among
   * these is missing until it is filed, as they may come in any order.
   */
  async #placesFor(items: readonly { readonly node: Node | undefined }[]): Promise<Map<IdText, Place | undefined>> {
    const wanted = new Map<IdText, Address>()
    for (const { node } of items) {
      for (const reference of node ? referencesOf(node) : []) {
        const id = toText(reference.id)
        if (!this.graph.holds(id)) wanted.set(id, reference)
      }
    }
    const among = items.flatMap(({ node }) => (node && wanted.delete(node.id) ? [node.id] : []))
    const found = wanted.size > 0 ? await this.#shelf.placesOf([...wanted.values()]) : []
    const places = new Map([...wanted.keys()].map((id, index) => [id, found[index]]))
    for (const id of among) places.set(id, undefined)
    return places
  }

  #place(node: Node, places: ReadonlyMap<IdText, Place | undefined>): Promise<void> | undefined {
    const missing = referencesOf(node).map((reference) => toText(reference.id)).filter((id) => places.has(id) && places.get(id) === undefined)
    const before = this.graph.waitsForAuthor(node)
    if (before !== undefined) missing.push(before)
    if (this.replaying && missing.length > 0) this.#keepOwn(node)
    const { prev } = node.entry
    const prevId = prev && toText(prev.id)
    if (prev === null || prevId === null || !places.get(prevId) || this.graph.holds(prevId)) {
      this.graph.add(node, { missing, prevAuthor: prevId === null ? undefined : (this.graph.authorOf(prevId) ?? undefined) })
      return undefined
    }
    return this.#authorOf(prev).then((prevAuthor) => this.graph.add(node, { missing, prevAuthor }))
  }

  /** Author of an entry that is neither pending nor the end of a chain: read again from the log. */
  async #authorOf(address: Address): Promise<IdText | undefined> {
    const known = this.graph.authorOf(toText(address.id))
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
    const author = entry.author ? toText(entry.author) : entry.prev && this.graph.authorOf(toText(entry.prev.id))
    if (author !== this.#frame.device || !signatureHolds(entry, fromText(author) as Uint8Array, setting)) return
    node.device = author
    this.#written.add(node.id)
    this.#meetAgain(address, toText(setting.epochId))
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

const referencesOf = ({ entry }: Node): readonly Address[] => (entry.prev ? [entry.prev, ...entry.parents] : entry.parents)
