/** What was promised to the people of a run: every saying that was answered as done, with who said it where. */
import type { LeavingChoice, PointId, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'

export interface Saying {
  /** Name of the peer that said it. */
  readonly peer: string
  readonly world: IdText
  /** Text of the entry's id. */
  readonly entry: IdText
}

export class Ledger {
  readonly #sayings: Saying[] = []
  readonly #forms = new Map<PointId, LeavingChoice['transform'][]>()
  readonly #counts = new Map<string, number>()

  /** Everything that was answered as said, in order. */
  get sayings(): readonly Saying[] {
    return this.#sayings
  }
  /** How often each act came to which end, for the report. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts
  }

  /** In which forms somebody wanted a point to be told: they may know it alone, where nobody shares the epoch that they said it in. */
  formsOf(point: PointId): readonly LeavingChoice['transform'][] {
    return this.#forms.get(point) ?? []
  }

  /** Before it is said: an answer may be lost. */
  wanted(wishes: readonly Wish[]): void {
    for (const wish of wishes) {
      if (wish.wish !== 'leave' || !wish.choice) continue
      const point: PointId = `${wish.thing}/${wish.point}`
      this.#forms.set(point, [...this.formsOf(point), wish.choice.transform])
    }
  }
  said(peer: string, world: IdText, ids: readonly string[]): void {
    for (const entry of new Set(ids.map((id) => id.slice(0, id.lastIndexOf('.'))))) this.#sayings.push({ peer, world, entry })
  }
  sayingsOf(peer: string, world: IdText): readonly Saying[] {
    return this.#sayings.filter((saying) => saying.peer === peer && saying.world === world)
  }
  count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1)
  }
}
