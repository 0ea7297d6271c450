/**
 * Which devices are known to hold a world durably, and up to which place of our log (S5). Counted from acknowledgements,
 * remembered over a restart, and never guessed: a place only moves when a conversation has shown it.
 */
import { type Change, decodeValue, encodeValue, type IdText, type Place, type Store, type Value } from '@commune/protocol'
import type { Kept } from '../api/api.ts'
import type { Lock } from '../world/keyring.ts'

interface Keeper {
  readonly place: Place
  readonly mayForget: boolean
  readonly carrier: boolean
}

export class Keepers {
  readonly #key: string
  readonly #lock: Lock
  readonly #devices = new Map<IdText, Keeper>()
  #changed = false

  constructor(prefix: string, lock: Lock) {
    this.#key = `${prefix}a`
    this.#lock = lock
  }

  async load(store: Store): Promise<void> {
    const locked = await store.get(this.#key)
    const plain = locked && this.#lock.unlock(locked)
    const decoded = plain && decodeValue(plain)
    if (!decoded?.ok || !Array.isArray(decoded.value)) return
    for (const [device, place, mayForget, carrier] of decoded.value as unknown as readonly [IdText, Place, boolean, boolean?][]) this.note(device, place, mayForget, carrier)
    this.#changed = false
  }

  /** Whether any device was ever even with this one. */
  get any(): boolean {
    return this.#devices.size > 0
  }

  /** This device holds everything below the place. */
  note(device: IdText, place: Place, mayForget: boolean, carrier = false): void {
    const known = this.#devices.get(device)
    if (known && known.place >= place) return
    this.#devices.set(device, { place, mayForget, carrier })
    this.#changed = true
  }

  /**
   * How many devices but this one hold what lies at the place. `torn` devices said two things at one place of their chain (E5):
   * such a key is in two stores or in none any more, so what it acknowledged counts for nobody.
   */
  of(place: Place, mine: IdText, torn: ReadonlySet<IdText>): Kept {
    let others = 0
    let browsers = 0
    let carriers = 0
    for (const [device, keeper] of this.#devices) {
      if (device === mine || torn.has(device) || keeper.place <= place) continue
      if (keeper.carrier) carriers++
      else if (keeper.mayForget) browsers++
      else others++
    }
    return { others, browsers, carriers }
  }

  /** What must be committed to remember all this; undefined when nothing is new. */
  takeChange(): Change | undefined {
    if (!this.#changed) return undefined
    this.#changed = false
    const devices = [...this.#devices].map(([device, { place, mayForget, carrier }]): Value => [device, place, mayForget, carrier])
    return [this.#key, this.#lock.lock(encodeValue(devices))]
  }
}
