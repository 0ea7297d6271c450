/**
 * The epochs of one world that this device holds, and how they are kept.
 *
 * The secrets lie in the store under one key, locked with the device's own secrets key, so that a folder in other hands
 * opens nothing when there is a passphrase (see `secrets`).
 */
import { type Change, type Epoch, decodeValue, encodeValue, epochOf, toText, type Value } from '@commune/protocol'

/** Locks and unlocks what must not lie open on a disk. */
export interface Lock {
  lock(plain: Uint8Array): Uint8Array
  unlock(locked: Uint8Array): Uint8Array | undefined
}

export class Keyring {
  readonly world: Uint8Array
  readonly #key: string
  readonly #lock: Lock
  readonly #byTag = new Map<string, Epoch>()
  readonly #byId = new Map<string, Epoch>()
  readonly #contentKeys = new Map<string, Uint8Array>()

  constructor(world: Uint8Array, prefix: string, lock: Lock) {
    this.world = world
    this.#key = `${prefix}k`
    this.#lock = lock
  }

  get contentKeys(): ReadonlyMap<string, Uint8Array> {
    return this.#contentKeys
  }
  all(): Epoch[] {
    return [...this.#byTag.values()]
  }
  byTag(tag: Uint8Array): Epoch | undefined {
    return this.#byTag.get(toText(tag))
  }
  byId(id: string): Epoch | undefined {
    return this.#byId.get(id)
  }

  /** True when it was not held before. */
  hold(secret: Uint8Array): boolean {
    const epoch = epochOf(this.world, secret)
    const tag = toText(epoch.tag)
    if (this.#byTag.has(tag)) return false
    this.#byTag.set(tag, epoch)
    this.#byId.set(toText(epoch.id), epoch)
    this.#contentKeys.set(tag, epoch.contentKey)
    return true
  }

  change(): Change {
    return [this.#key, this.#lock.lock(encodeValue(this.all().map((epoch) => epoch.secret)))]
  }

  /** Takes the secrets from what lay in the store; false when they do not open with this lock. */
  load(value: Uint8Array): boolean {
    const plain = this.#lock.unlock(value)
    const decoded = plain && decodeValue(plain)
    if (!decoded?.ok || !Array.isArray(decoded.value)) return false
    for (const secret of decoded.value as readonly Value[]) if (secret instanceof Uint8Array && secret.length === 32) this.hold(secret)
    return true
  }
  get storeKey(): string {
    return this.#key
  }
}
