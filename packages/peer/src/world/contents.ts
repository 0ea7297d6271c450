/**
 * What a store holds of one world, and what it comes to: the log, the ordered set, and the standing.
 *
 * The log is the truth. Tree, graph and folded state are snapshots of it, written now and then in one commit with how far they
 * reach; a start loads them and takes in the rest of the log again (T4). When a commit fails, all goes back to what is durable and
 * the fault is passed on: nothing is shown or acknowledged that is not kept.
 */
import { type Address, type Change, EnvelopeLog, type Place, Tree } from '@commune/protocol'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts'
import { type Captured as Facts, Folds } from './folds.ts'
import { heardNothing, heardToChange, hearsayChange, readDead, readHeardSince, readHeardTo } from './forgetting.ts'
import type { WorldOptions, WorldPorts } from './ports.ts'
import { replayHeld, type Replaying, replayFrom } from './replay.ts'
import { type Frame, type Shelf, Standing } from './standing.ts'

/** What a snapshot is made of, all of one moment. */
export interface Captured {
  readonly standing: Standing
  readonly facts: Facts
  readonly pages: readonly Change[]
  /** How far what others said is dead is in the set. */
  readonly heard: Change
  readonly words: Uint8Array
}

export class Contents {
  readonly #ports: WorldPorts
  readonly #options: WorldOptions
  readonly #frame: Frame
  readonly #shelf: Shelf
  /** Dead addresses were read: one that others said is dead may lie in the log all the same. */
  #anyDead = false
  /** How far what others said is dead is in the set. */
  #heardTo = heardNothing
  log: EnvelopeLog
  tree: Tree
  standing: Standing
  /** Envelopes that came since the last snapshot. */
  sinceCheckpoint = 0
  /** Place behind all that is durable and told to listeners (S5). */
  end: Place = 0

  private constructor(ports: WorldPorts, options: WorldOptions, frame: Frame, log: EnvelopeLog, tree: Tree) {
    this.#ports = ports
    this.#options = options
    this.#frame = frame
    this.log = log
    this.tree = tree
    this.#shelf = { placesOf: async (addresses) => (await this.tree.findMany(addresses)).map((place) => (place !== undefined && this.log.lapses(place) ? undefined : place)), read: (place) => this.log.read(place) }
    this.standing = new Standing(this.#frame, this.#shelf)
  }

  static async open(ports: WorldPorts, options: WorldOptions, frame: Frame): Promise<Contents> {
    const contents = new Contents(ports, options, frame, await EnvelopeLog.open(ports.store, options.prefix), await Tree.open(ports.store, options.prefix))
    const secrets = await ports.store.get(options.keyring.storeKey)
    if (secrets) options.keyring.load(secrets)
    await contents.#start()
    return contents
  }

  get checkpointKey(): string {
    return `${this.#options.prefix}c`
  }

  /** Commits, or goes back to what is durable and rejects. */
  async commit(changes: readonly Change[]): Promise<void> {
    try {
      await this.#ports.store.commit(changes)
    } catch (fault) {
      await this.#fallBack()
      throw fault
    }
  }

  /** Takes in everything again from the log: new keys, new rooms, or a snapshot that cannot be read. */
  async rebuild(): Promise<void> {
    const { store } = this.#ports
    const dropped = await this.standing.folds.dropChanges(store)
    if (dropped.length > 0) await store.commit([...dropped, [this.checkpointKey, undefined]])
    const { copied } = this.standing
    this.standing = new Standing(this.#frame, this.#shelf)
    this.standing.copied = copied
    for await (const dead of readDead(store, this.#options.prefix)) {
      const items = dead.map((address) => ({ ...address, place: 0 }))
      this.#anyDead = true
      await this.tree.insertMany(items)
      await this.tree.setPlaces(items)
    }
    for await (const { to } of readHeardSince(store, this.#options.prefix, this.#heardTo)) this.#heardTo = to
    this.sinceCheckpoint += await replayFrom(this.#replaying, 0)
  }

  /** Remembers these as dead, as others say; they are none of the set. */
  async hearDead(addresses: readonly Address[]): Promise<void> {
    const { change, to } = await hearsayChange(this.#ports.store, this.#options.prefix, addresses)
    await this.commit([change])
    await this.tree.insertMany(addresses.map((address) => ({ ...address, place: 0 })))
    this.#heardTo = to
    this.#anyDead = true
  }

  /** What a snapshot is made of now; undefined when the last one will do. All that counts is to be folded by then. */
  capture(): Captured | undefined {
    if (this.sinceCheckpoint === 0) return undefined
    const { standing } = this
    const words = this.#options.keyring.lock.lock(encodeCheckpoint(standing.checkpoint(this.log.end)))
    this.sinceCheckpoint = 0
    return { standing, facts: standing.folds.capture(), pages: this.tree.changes(), heard: heardToChange(this.#options.prefix, this.#heardTo), words }
  }

  /** The folded state of a snapshot as it will lie in the store. In between, others have their turn. */
  pack({ standing, facts }: Captured): Promise<Change[]> {
    const { clock, packer } = this.#ports
    return standing.folds.write(facts, packer, () => new Promise((resolve) => void clock.after(0, resolve)))
  }

  /** Keeps a snapshot, unless all was taken in anew since it was captured: then it is of what was thrown away. */
  async keep({ standing, pages, heard, words }: Captured, packed: readonly Change[]): Promise<void> {
    if (this.standing !== standing) return
    await this.commit([...pages, ...packed, heard, [this.checkpointKey, words]])
    this.tree.markSaved(pages)
  }

  async #fallBack(): Promise<void> {
    try {
      this.log = await EnvelopeLog.open(this.#ports.store, this.#options.prefix)
      this.tree = await Tree.open(this.#ports.store, this.#options.prefix)
      await this.#start()
    } catch (fault) {
      this.#ports.log.note('world-fall-back-failed', { fault: String(fault) })
    }
  }

  async #start(): Promise<void> {
    const { store, packer } = this.#ports
    this.end = this.log.end
    const value = await store.get(this.checkpointKey)
    const unlocked = value && this.#options.keyring.lock.unlock(value)
    const checkpoint = unlocked && decodeCheckpoint(unlocked)
    this.sinceCheckpoint = 0
    for (const part of ['d/', 'e/']) this.#anyDead ||= (await store.keys(this.#options.prefix + part, { limit: 1 })).length > 0
    // One that reaches further than the log is of another log. A key that was kept and not read with yet, for the power failed, opens more now.
    const opensMore = checkpoint?.sealed.some(([tag]) => this.#options.keyring.contentKeys.has(tag)) === true
    if (checkpoint && !opensMore && checkpoint.place <= this.end && checkpoint.rooms === Folds.fingerprint(this.#options.rooms)) {
      this.standing = new Standing(this.#frame, this.#shelf, checkpoint)
      if (await this.standing.folds.load(store, packer)) {
        await this.#hearSince()
        const envelopes = await this.log.readMany((await this.tree.findMany(checkpoint.held)).map((place) => place ?? 0))
        await replayHeld(this.#replaying, envelopes.filter((bytes) => bytes !== undefined), checkpoint.place)
        this.sinceCheckpoint += await replayFrom(this.#replaying, checkpoint.place)
        return
      }
    }
    await this.rebuild()
  }

  /** What others said is dead since the snapshot: it was kept when it was heard, and the set was not. */
  async #hearSince(): Promise<void> {
    const { store } = this.#ports
    this.#heardTo = await readHeardTo(store, this.#options.prefix)
    for await (const { addresses, to } of readHeardSince(store, this.#options.prefix, this.#heardTo)) {
      await this.tree.insertMany(addresses.map((address) => ({ ...address, place: 0 })))
      this.#heardTo = to
    }
  }

  get #replaying(): Replaying {
    return { log: this.log, tree: this.tree, standing: this.standing, opener: this.#ports.opener, keyring: this.#options.keyring, anyDead: this.#anyDead }
  }
}
