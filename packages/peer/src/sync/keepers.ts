/**
 * Which devices are known to hold a world durably, and up to which place of our log (S5). Counted from acknowledgements,
 * remembered over a restart, and never guessed: a place only moves when a conversation has shown it, and it moves back when one
 * shows that what was there is there no more.
 *
 * One store may have had two keys: an old copy of a folder that was put back goes on as a new device of its ware, and so does a
 * ware that comes back by its backup (I4). Whether the device before it is still somewhere shows only when it is heard again;
 * until then it does not count beside the one that came after it.
 */
import { type Change, decodeValue, encodeValue, type IdText, type Place, type Store, type Value } from '@commune/protocol'
import type { Kept } from '../api/api.ts'
import type { Lock } from '../world/keyring.ts'

/** How many devices had been heard of before this one, and when it was heard last. */
export interface Heard {
  readonly first: number
  readonly last: number
}

interface Keeper extends Heard {
  readonly place: Place
  readonly mayForget: boolean
  readonly carrier: boolean
}

/** What is known of the devices beside their acknowledgements. */
export interface Standing {
  /** This device itself. */
  readonly mine: IdText
  /** The device counts for nobody: it was let go, or it said two things at one place of its chain (E5), so that its key is in two stores or in none any more. */
  isOut(device: IdText): boolean
  /** Devices of its ware that may go on with the store of this one. */
  after(device: IdText): readonly IdText[]
}

/** A device among so many that were heard of is heard now; `known` is what stood there of it. */
export const heardNow = (known: Heard | undefined, devices: number): Heard => ({ first: known?.first ?? devices, last: devices + (known ? 0 : 1) })

/** Whether a device counts: it is another one, stands, and was heard since any came that may have gone on with its store. */
export const counts = (device: IdText, heard: ReadonlyMap<IdText, Heard>, { mine, isOut, after }: Standing): boolean => {
  if (device === mine || isOut(device)) return false
  const last = heard.get(device)?.last ?? 0
  return !after(device).some((next) => last <= (heard.get(next)?.first ?? -1))
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
    const rows = decoded.value as unknown as readonly [IdText, Place, boolean, boolean?, number?, number?][]
    // What was written before the order was kept: each counts as heard since all others.
    for (const [index, [device, place, mayForget, carrier = false, first = index, last = rows.length]] of rows.entries())
      if (!this.#devices.has(device)) this.#devices.set(device, { place, mayForget, carrier, first, last })
  }

  /** Whether any device was ever even with this one. */
  get any(): boolean {
    return this.#devices.size > 0
  }

  /** This device holds everything below the place. */
  note(device: IdText, place: Place, mayForget: boolean, carrier = false): void {
    const known = this.#devices.get(device)
    const heard = heardNow(known, this.#devices.size)
    if (known && known.place >= place && known.last === heard.last) return
    this.#devices.set(device, known && known.place >= place ? { ...known, ...heard } : { place, mayForget, carrier, ...heard })
    this.#changed = true
  }

  /** This device showed that it lacks what lies at the place. */
  lacks(device: IdText, place: Place): void {
    const known = this.#devices.get(device)
    if (!known || known.place <= place) return
    this.#devices.set(device, { ...known, place })
    this.#changed = true
  }

  /** Whether this device holds what lies at the place. */
  holds(device: IdText, place: Place): boolean {
    return (this.#devices.get(device)?.place ?? 0) > place
  }

  /** How many devices but this one hold what lies at the place. */
  of(place: Place, standing: Standing): Kept {
    let others = 0
    let browsers = 0
    let carriers = 0
    for (const [device, keeper] of this.#devices) {
      if (keeper.place <= place || !counts(device, this.#devices, standing)) continue
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
    const devices = [...this.#devices].map(([device, { place, mayForget, carrier, first, last }]): Value => [device, place, mayForget, carrier, first, last])
    return [this.#key, this.#lock.lock(encodeValue(devices))]
  }
}
