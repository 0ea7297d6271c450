/**
 * Joins as they were said, with what follows from them at hand: they are said again in every epoch, and what counts of them is
 * only where each was said first, and under which epochs each device said it itself.
 */
import { Facts, type IdText, laterThan } from '../statement/statement.ts'
import type { JoinFact } from './room.ts'

const none: ReadonlySet<IdText> = new Set()

export class Joins extends Facts<JoinFact> {
  readonly #first = new Map<string, JoinFact>()
  readonly #under = new Map<IdText, ReadonlySet<IdText>>()
  #news = 0

  constructor() {
    super('joins')
  }

  override put(key: string, value: JoinFact): void {
    super.put(key, value)
    this.#note(value)
  }
  override load(key: string, value: JoinFact): void {
    super.load(key, value)
    this.#note(value)
  }

  /** Goes up whenever `first` or `under` answers otherwise than before: most of what is said again changes neither. */
  get news(): number {
    return this.#news
  }

  /** For each ware, device and box key the join that was said first. */
  first(): Iterable<JoinFact> {
    return this.#first.values()
  }

  /** Epochs under which a device itself said that it joins. */
  under(device: IdText): ReadonlySet<IdText> {
    return this.#under.get(device) ?? none
  }

  #note(join: JoinFact): void {
    const { ware, device, box, epoch, origin } = join
    const name = `${ware}/${device}/${box}`
    const known = this.#first.get(name)
    if (!known || laterThan(known.origin, origin)) {
      this.#first.set(name, join)
      this.#news++
    }
    const epochs = this.#under.get(device)
    if (origin.device !== device || epochs?.has(epoch)) return
    // Another set each time: who was given one before has what was so then.
    this.#under.set(device, new Set(epochs).add(epoch))
    this.#news++
  }
}
