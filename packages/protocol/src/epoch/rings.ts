/** Ring keys as they were said, those of one epoch at hand: every ware says one in each, and one epoch is asked about at a time. */
import { Facts, type IdText } from '../statement/statement.ts'
import type { RingFact } from './room.ts'

export class Rings extends Facts<RingFact> {
  readonly #ofEpoch = new Map<IdText, Map<string, RingFact>>()

  constructor() {
    super('rings')
  }

  override put(key: string, value: RingFact): void {
    super.put(key, value)
    this.#note(key, value)
  }
  override load(key: string, value: RingFact): void {
    super.load(key, value)
    this.#note(key, value)
  }

  /** Those that were said under an epoch. */
  under(epoch: IdText): Iterable<RingFact> {
    return this.#ofEpoch.get(epoch)?.values() ?? []
  }

  #note(key: string, ring: RingFact): void {
    const known = this.#ofEpoch.get(ring.epoch)
    if (known) known.set(key, ring)
    else this.#ofEpoch.set(ring.epoch, new Map([[key, ring]]))
  }
}
