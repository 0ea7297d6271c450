/**
 * What givers would give to whom, as things stand: for each need the amounts it may expect. Of each offer and portion the last split of
 * whoever may say it counts; it binds nobody, and is forgotten like all raw traces (V4). Added up for a need, and for nothing else.
 */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { Follower, originAt } from '../../facts/index.ts'
import { add, openQuantity, type Quantity, sameKind } from '../../quantity/index.ts'
import type { Standing } from '../../undo/index.ts'
import type { StockView } from '../stock.ts'
import type { IntentsView } from '../views.ts'
import type { LevelSplit, PlansState } from './types.ts'

/** What one giver would give to a need. */
export interface ShareRow {
  readonly need: StatementId
  /** The offer or the portion it would come from. */
  readonly source: StatementId
  readonly ware: IdText
  readonly quantity: Quantity
}

interface Split {
  readonly at: Origin
  readonly ware: IdText
  readonly says: LevelSplit
}

export class SplitsView {
  readonly #state: PlansState
  readonly #standing: Standing
  readonly #intents: IntentsView
  readonly #stock: StockView
  readonly #follower: Follower<unknown>
  /** All that was said of a source: who may say it can change with what is known of the source. */
  readonly #ofSource = new Map<StatementId, Set<StatementId>>()
  readonly #sourcesOf = new Map<StatementId, Set<StatementId>>()

  constructor(state: PlansState, standing: Standing, intents: IntentsView, stock: StockView) {
    this.#state = state
    this.#standing = standing
    this.#intents = intents
    this.#stock = stock
    this.#follower = new Follower<unknown>(state.splits)
  }

  /** What each giver would give to this need; by the source. */
  sharesFor(need: StatementId, nowMs: number): ShareRow[] {
    this.#refresh()
    const rows: ShareRow[] = []
    for (const source of this.#sourcesOf.get(need) ?? []) {
      const split = this.#last(source, nowMs)
      for (const share of split?.says.shares ?? []) {
        if (share.need === need) rows.push({ need, source, ware: (split as Split).ware, quantity: openQuantity(share.quantity) })
      }
    }
    return rows.sort((a, b) => (a.source < b.source ? -1 : 1))
  }

  /** What a need may expect in all, in its own unit; what cannot be added to that is left out. Undefined: nothing. */
  expected(need: StatementId, nowMs: number): Quantity | undefined {
    const wanted = this.#intents.one(need, nowMs)?.quantity
    let sum: Quantity | undefined
    for (const { quantity } of this.sharesFor(need, nowMs)) {
      if (wanted && !sameKind(wanted, quantity)) continue
      const next = sum ? add(sum, quantity) : wanted ? add({ n: 0n, d: 1n, unit: wanted.unit }, quantity) : { ok: true as const, value: quantity }
      if (next.ok) sum = next.value
    }
    return sum
  }

  /** What this source would be split into, by its giver's last word. */
  splitOf(source: StatementId, nowMs: number): ShareRow[] {
    this.#refresh()
    const split = this.#last(source, nowMs)
    return split ? split.says.shares.map(({ need, quantity }) => ({ need, source, ware: split.ware, quantity: openQuantity(quantity) })) : []
  }

  #refresh(): void {
    if (!this.#follower.behind) return
    for (const id of this.#follower.next() ?? this.#follower.all()) {
      const says = this.#state.splits.get(id)?.says
      const source = says?.offer ?? says?.portion
      if (!says || source === undefined) continue
      relate(this.#ofSource, source, id)
      for (const { need } of says.shares) relate(this.#sourcesOf, need, source)
    }
  }

  #last(source: StatementId, nowMs: number): Split | undefined {
    const portion = this.#stock.one(source)
    const offer = portion ? undefined : this.#intents.ends(source)
    if (!portion && (offer?.kind !== 'offer' || offer.withdrawn || offer.done || (offer.until ?? Number.POSITIVE_INFINITY) <= nowMs)) return undefined
    const giver = (portion ?? offer)?.ware
    let last: Split | undefined
    for (const id of this.#ofSource.get(source) ?? []) {
      const filed = this.#state.splits.get(id)
      if (!filed || (portion && filed.device !== portion.device)) continue
      const at = originAt(id, filed)
      const ware = this.#standing.wareOf(at)
      if (ware !== undefined && ware === giver && (!last || laterThan(at, last.at))) last = { at, ware, says: filed.says }
    }
    return last
  }
}

function relate(relation: Map<string, Set<string>>, key: string, id: string): void {
  const ids = relation.get(key)
  if (ids) ids.add(id)
  else relation.set(key, new Set([id]))
}
