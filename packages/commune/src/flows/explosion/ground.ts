/**
 * What is left while an explosion tries this and that: lots taken from, and what makings gave besides. Everything that is done
 * can be taken back to a mark, so a try that fails leaves nothing behind.
 */
import { type Ratio, isZero, least, minus, plus, toNumber, zero } from './ratio.ts'
import type { Stores } from './stores.ts'
import type { Spot } from './things.ts'
import type { DraftMaking, DraftWant } from './draft.ts'

interface Left {
  readonly lot: string
  amount: Ratio
}

export class Ground {
  readonly #stores: Stores
  readonly #place: string | undefined
  readonly #lots = new Map<Spot, { about: number; readonly left: Left[] }>()
  readonly #spare = new Map<Spot, { readonly from: DraftMaking; amount: Ratio }[]>()
  readonly #used = new Map<Spot, Ratio>()
  readonly #lacked = new Map<Spot, Ratio>()
  readonly #undo: (() => void)[] = []
  #makings = 0

  constructor(stores: Stores, place?: string) {
    this.#stores = stores
    this.#place = place?.toLowerCase()
  }

  mark(): number {
    return this.#undo.length
  }

  back(mark: number): void {
    while (this.#undo.length > mark) this.#undo.pop()?.()
  }

  /** About how much can be taken, what makings gave besides included. */
  left(spot: Spot): number {
    const spare = this.#spare.get(spot)
    const besides = spare ? spare.reduce((sum, { amount }) => sum + toNumber(amount), 0) : 0
    return (this.#lots.get(spot)?.about ?? this.#stores.shelf(spot).about) + besides
  }

  get makings(): number {
    return this.#makings
  }

  number(making: DraftMaking): void {
    making.number = ++this.#makings
    this.#undo.push(() => this.#makings--)
  }

  give(spot: Spot, amount: Ratio, from: DraftMaking): void {
    const spare = this.#spare.get(spot) ?? []
    this.#spare.set(spot, spare)
    spare.push({ from, amount })
    this.#undo.push(() => spare.pop())
  }

  /** Takes up to so much for a want, first of what would be left over, and says how much it was. */
  take(want: DraftWant, amount: Ratio): Ratio {
    let rest = amount
    for (const entry of this.#spare.get(want.spot) ?? []) {
      if (isZero(rest)) break
      if (isZero(entry.amount)) continue
      const taken = least(entry.amount, rest)
      const before = entry.amount
      entry.amount = minus(before, taken)
      this.#undo.push(() => (entry.amount = before))
      rest = minus(rest, taken)
      want.spare.push({ from: entry.from, amount: taken })
    }
    if (!isZero(rest)) rest = this.#takeLots(want, rest)
    const got = minus(amount, rest)
    if (!isZero(got)) this.#count(this.#used, want.spot, got)
    return got
  }

  lack(spot: Spot, amount: Ratio): void {
    this.#count(this.#lacked, spot, amount)
  }

  /** What share of all that was asked for was there, of the thing that was shortest. Compared with how it was then. */
  shareSince(used: ReadonlyMap<Spot, Ratio>): Ratio | undefined {
    let share: Ratio | undefined
    for (const [spot, lacked] of this.#lacked) {
      if (isZero(lacked)) continue
      const had = minus(this.#used.get(spot) ?? zero, used.get(spot) ?? zero)
      const all = plus(had, lacked)
      const here = { n: had.n * all.d, d: had.d * all.n }
      share = share ? least(share, here) : here
    }
    return share
  }

  used(): ReadonlyMap<Spot, Ratio> {
    return new Map(this.#used)
  }

  /** What is left over of makings. */
  over(): { from: DraftMaking; spot: Spot; amount: Ratio }[] {
    return [...this.#spare].flatMap(([spot, entries]) =>
      entries.filter(({ amount }) => !isZero(amount)).map(({ from, amount }) => ({ from, spot, amount }))
    )
  }

  #takeLots(want: DraftWant, amount: Ratio): Ratio {
    const shelf = this.#shelf(want.spot)
    let rest = amount
    for (const entry of shelf.left) {
      if (isZero(rest)) break
      if (isZero(entry.amount)) continue
      const taken = least(entry.amount, rest)
      const [before, about] = [entry.amount, shelf.about]
      entry.amount = minus(before, taken)
      rest = minus(rest, taken)
      shelf.about = Math.max(0, about - toNumber(taken))
      this.#undo.push(() => {
        entry.amount = before
        shelf.about = about
      })
      want.taken.push({ lot: entry.lot, amount: taken })
    }
    if (!isZero(rest)) {
      const { about } = shelf
      shelf.about = 0
      this.#undo.push(() => (shelf.about = about))
    }
    return rest
  }

  #shelf(spot: Spot): { about: number; readonly left: Left[] } {
    const known = this.#lots.get(spot)
    if (known) return known
    const { lots, about } = this.#stores.shelf(spot)
    const near = (place: string | undefined) => place?.toLowerCase() === this.#place
    const sorted =
      this.#place === undefined
        ? lots
        : [...lots.filter(({ lot }) => near(lot.place)), ...lots.filter(({ lot }) => !near(lot.place))]
    const shelf = { about, left: sorted.map(({ lot, amount }) => ({ lot: lot.id, amount })) }
    this.#lots.set(spot, shelf)
    return shelf
  }

  #count(sums: Map<Spot, Ratio>, spot: Spot, amount: Ratio): void {
    const before = sums.get(spot)
    sums.set(spot, before ? plus(before, amount) : amount)
    this.#undo.push(() => {
      if (before) sums.set(spot, before)
      else sums.delete(spot)
    })
  }
}
