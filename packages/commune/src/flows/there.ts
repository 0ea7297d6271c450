/**
 * How much of a thing a need's ware has in stock, at the place of the need where it names one: for needs that come open again when that
 * falls below an amount. Follows the stock; a question costs the portions of that thing.
 */
import type { StatementId } from '@commune/protocol'
import { add, isNothing, openQuantity, type Quantity, sameKind } from '../quantity/index.ts'
import { plainNaming } from './explosion/index.ts'
import type { IntentRecord } from './records.ts'
import type { StockView } from './stock.ts'

export class OwnStock {
  readonly #stock: StockView
  readonly #portions = new Map<string, Set<StatementId>>()
  readonly #keys = new Map<StatementId, string>()

  constructor(stock: StockView) {
    this.#stock = stock
  }

  /** In the unit of what it should not fall below; undefined for a need that does not come again so. */
  there(record: IntentRecord): Quantity | undefined {
    const { again } = record.more
    if (!again || !('below' in again)) return undefined
    this.#refresh()
    const place = record.place?.toLowerCase()
    const below = openQuantity(again.below)
    let sum: Quantity = { n: 0n, d: 1n, unit: below.unit }
    for (const id of this.#portions.get(keyOf(record.ware, record.thing)) ?? []) {
      const portion = this.#stock.one(id)
      if (!portion || isNothing(portion.quantity) || !sameKind(portion.quantity, below)) continue
      if (place !== undefined && portion.place?.toLowerCase() !== place) continue
      const more = add(sum, portion.quantity)
      if (more.ok) sum = more.value
    }
    return sum
  }

  #refresh(): void {
    for (const id of this.#stock.takeChanged(this)) {
      const before = this.#keys.get(id)
      const row = this.#stock.one(id)
      const after = row && keyOf(row.ware, row.thing)
      if (before === after) continue
      if (before !== undefined) this.#portions.get(before)?.delete(id)
      if (after === undefined) {
        this.#keys.delete(id)
        continue
      }
      this.#keys.set(id, after)
      const known = this.#portions.get(after)
      if (known) known.add(id)
      else this.#portions.set(after, new Set([id]))
    }
  }
}

const keyOf = (ware: string, thing: string): string => `${ware} ${plainNaming.keyOf(thing)}`
