/**
 * The epochs of one world that this device holds, and how they are kept.
 *
 * The secrets lie in the store under one key, locked with the device's own secrets key, so that a folder in other hands
 * opens nothing when there is a passphrase (see `secrets`).
 */
import { type Ancestor, type Change, type Epoch, decodeValue, encodeValue, epochOf, sameBytes, toText, type Value } from '@commune/protocol'

/** Locks and unlocks what must not lie open on a disk. */
export interface Lock {
  lock(plain: Uint8Array): Uint8Array
  unlock(locked: Uint8Array): Uint8Array | undefined
}

/** An epoch and the world it is of. */
export interface EpochSetting {
  readonly world: Uint8Array
  readonly epoch: Epoch
}

export class Keyring {
  readonly world: Uint8Array
  readonly #key: string
  readonly #lock: Lock
  readonly #byTag = new Map<string, Epoch>()
  readonly #byId = new Map<string, Epoch>()
  readonly #contentKeys = new Map<string, Uint8Array>()
  /** Epochs of worlds that this one was forked from, by tag: earlier history is written under them. */
  readonly #inherited = new Map<string, EpochSetting>()
  #lastSetting: EpochSetting | undefined

  constructor(world: Uint8Array, prefix: string, lock: Lock) {
    this.world = world
    this.#key = `${prefix}k`
    this.#lock = lock
  }

  /** Locks what else lies in the store in a form that can be read. */
  get lock(): Lock {
    return this.#lock
  }
  get contentKeys(): ReadonlyMap<string, Uint8Array> {
    return this.#contentKeys
  }
  /** How many epochs of this world are held. */
  get size(): number {
    return this.#byTag.size
  }
  /** Epochs of this world, in the order they were taken. */
  all(): Epoch[] {
    return [...this.#byTag.values()]
  }
  byTag(tag: Uint8Array): Epoch | undefined {
    return this.#byTag.get(toText(tag))
  }
  /** The epoch an envelope was written under, and in which world: here, or in one that this was forked from. */
  settingOf(tag: Uint8Array): EpochSetting | undefined {
    // One after another is mostly of the same epoch.
    const last = this.#lastSetting
    if (last && sameBytes(last.epoch.tag, tag)) return last
    const text = toText(tag)
    const own = this.#byTag.get(text)
    const found = own ? { world: this.world, epoch: own } : this.#inherited.get(text)
    if (found) this.#lastSetting = found
    return found
  }
  ancestors(): Ancestor[] {
    const worlds = new Map<string, { world: Uint8Array; epochs: Uint8Array[] }>()
    for (const { world, epoch } of this.#inherited.values()) {
      const known = worlds.get(toText(world))
      if (known) known.epochs.push(epoch.secret)
      else worlds.set(toText(world), { world, epochs: [epoch.secret] })
    }
    return [...worlds.values()]
  }
  /** Takes an epoch of a world that this one was forked from. */
  inherit(world: Uint8Array, secret: Uint8Array): boolean {
    const epoch = epochOf(world, secret)
    const tag = toText(epoch.tag)
    if (this.#inherited.has(tag)) return false
    this.#inherited.set(tag, { world, epoch })
    this.#contentKeys.set(tag, epoch.contentKey)
    return true
  }
  byId(id: string): Epoch | undefined {
    return this.#byId.get(id)
  }

  /** True when it was not held before. */
  hold(secret: Uint8Array): boolean {
    const epoch = epochOf(this.world, secret)
    const tag = toText(epoch.tag)
    if (this.#byTag.has(tag)) return false
    this.#lastSetting = undefined
    this.#byTag.set(tag, epoch)
    this.#byId.set(toText(epoch.id), epoch)
    this.#contentKeys.set(tag, epoch.contentKey)
    return true
  }

  change(): Change {
    return [this.#key, this.#lock.lock(encodeValue([this.all().map((epoch) => epoch.secret), this.ancestors().map(({ world, epochs }): Value => [world, epochs])]))]
  }

  /** Takes the secrets from what lay in the store; false when they do not open with this lock. */
  load(value: Uint8Array): boolean {
    const plain = this.#lock.unlock(value)
    const decoded = plain && decodeValue(plain)
    if (!decoded?.ok || !Array.isArray(decoded.value)) return false
    const [own, ancestors] = decoded.value as unknown as [readonly Uint8Array[], readonly [Uint8Array, readonly Uint8Array[]][]]
    for (const secret of own) this.hold(secret.slice())
    for (const [world, secrets] of ancestors) for (const secret of secrets) this.inherit(world.slice(), secret.slice())
    return true
  }
  get storeKey(): string {
    return this.#key
  }
}
