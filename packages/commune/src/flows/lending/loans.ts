/**
 * What is lent, to whom, and what of it is back. A loan counts when the device that holds the portion said it; it is over
 * when that device says so (T7), so that the same thing can be lent again. What only the other side says is shown as that.
 */
import type { IdText, StatementId } from '@commune/protocol'
import { Follower, inOrder, originAt } from '../../facts/index.ts'
import { add, isNothing, openQuantity, type Quantity, sameKind, shown, subtract } from '../../quantity/index.ts'
import type { Standing } from '../../undo/index.ts'
import { lendingMessage, type Message } from '../../words/index.ts'
import { whatWords } from '../records.ts'
import type { PortionRow } from '../rows.ts'
import type { StockView } from '../stock.ts'
import type { LendingState } from './types.ts'

/** said (by the lender alone), out (both say so), coming (the borrower says it is back), back. */
export type LoanState = 'said' | 'out' | 'coming' | 'back'

export interface LoanRow {
  readonly id: StatementId
  readonly portion: StatementId
  readonly thing: string
  readonly quantity: Quantity
  readonly what: Message
  readonly lender: IdText
  readonly borrower: IdText
  readonly untilMs?: number
  readonly atMs?: number
  readonly note?: string
  readonly state: LoanState
  /** The time it was lent for has passed. */
  readonly isLate: boolean
  readonly words: Message
  readonly lamport: number
}

/** A thing to lend, with who has it now. */
export interface LendableRow {
  readonly portion: PortionRow
  /** What is there and not lent. */
  readonly free: Quantity
  readonly loans: readonly LoanRow[]
  readonly words: Message
}

export interface LoanQuery {
  /** Lent by this ware or to it. */
  readonly ware?: IdText
  readonly portion?: StatementId
  /** Also what is back. */
  readonly over?: boolean
}

export class Loans {
  readonly #state: LendingState
  readonly #standing: Standing
  readonly #stock: StockView
  readonly #followers
  readonly #ofPortion = new Map<StatementId, StatementId[]>()
  readonly #gotsOf = new Map<StatementId, StatementId[]>()
  readonly #backsOf = new Map<StatementId, StatementId[]>()

  constructor(state: LendingState, standing: Standing, stock: StockView) {
    this.#state = state
    this.#standing = standing
    this.#stock = stock
    this.#followers = [
      [new Follower(state.outs), this.#ofPortion, (id: StatementId) => state.outs.get(id)?.says.portion],
      [new Follower(state.gots), this.#gotsOf, (id: StatementId) => state.gots.get(id)?.says.lend],
      [new Follower(state.backs), this.#backsOf, (id: StatementId) => state.backs.get(id)?.says.lend]
    ] as const
  }

  one(id: StatementId, nowMs: number): LoanRow | undefined {
    this.#refresh()
    const filed = this.#state.outs.get(id)
    const portion = filed && this.#stock.one(filed.says.portion)
    if (!filed || !portion || filed.device !== portion.device || filed.lamport <= portion.lamport) return undefined
    if (this.#standing.holderOf(originAt(id, filed)) !== portion.ware) return undefined
    const { says } = filed
    const quantity = says.quantity ? openQuantity(says.quantity) : portion.quantity
    if (says.to === portion.ware || !sameKind(quantity, portion.quantity)) return undefined
    const state = this.#stateOf(id, portion, says.to, filed.lamport)
    const isLate = state !== 'back' && says.until !== undefined && says.until <= nowMs
    return {
      id,
      portion: portion.id,
      thing: portion.thing,
      quantity,
      what: whatWords(portion.thing, quantity),
      lender: portion.ware,
      borrower: says.to,
      ...(says.until !== undefined && { untilMs: says.until }),
      ...(says.atMs !== undefined && { atMs: says.atMs }),
      ...(says.note !== undefined && { note: says.note }),
      state,
      isLate,
      words: lendingMessage(isLate ? 'lending.late' : `lending.${state}`),
      lamport: filed.lamport
    }
  }

  /** Of one portion, in the order they were said. */
  of(portion: StatementId, nowMs: number): LoanRow[] {
    this.#refresh()
    return (this.#ofPortion.get(portion) ?? []).flatMap((id) => this.one(id, nowMs) ?? []).sort(inOrder)
  }

  /** What of a portion is there and not lent, and how much more was lent than there was. */
  free(portion: PortionRow): { readonly free: Quantity; readonly over?: Quantity } {
    let free = portion.quantity
    let over: Quantity | undefined
    for (const loan of this.of(portion.id, 0)) {
      if (loan.state === 'back') continue
      const rest = subtract(free, loan.quantity)
      if (rest.ok) {
        free = rest.value
        continue
      }
      const more = subtract(loan.quantity, free)
      const sum = over && more.ok ? add(over, more.value) : more
      if (sum.ok) over = sum.value
      free = { n: 0n, d: 1n, unit: free.unit }
    }
    return { free, ...(over && { over }) }
  }

  /** Whether what this gave back, said by the lender, is not free any more. */
  lentAnew(back: StatementId): boolean {
    const lend = this.#state.backs.get(back)?.says.lend
    const loan = lend === undefined ? undefined : this.one(lend, 0)
    const portion = loan?.state === 'back' ? this.#stock.one(loan.portion) : undefined
    return loan !== undefined && portion !== undefined && !subtract(this.free(portion).free, loan.quantity).ok
  }

  list(query: LoanQuery, nowMs: number): LoanRow[] {
    this.#refresh()
    const ids = query.portion === undefined ? this.#state.outs.keys() : (this.#ofPortion.get(query.portion) ?? [])
    const rows: LoanRow[] = []
    for (const id of ids) {
      const row = this.one(id, nowMs)
      if (!row || (row.state === 'back' && query.over !== true)) continue
      if (query.ware !== undefined && row.lender !== query.ware && row.borrower !== query.ware) continue
      rows.push(row)
    }
    return rows.sort((a, b) => (a.untilMs ?? Number.POSITIVE_INFINITY) - (b.untilMs ?? Number.POSITIVE_INFINITY) || inOrder(a, b))
  }

  /** Everything that is there to be lent, with who has it. */
  lendable(nowMs: number, place?: string): LendableRow[] {
    const places = this.#stock.byPlace({ lend: true, ...(place !== undefined && { place }) })
    return places.flatMap(({ lines }) => lines.flatMap(({ portions }) => portions.map((portion) => this.#lendable(portion, nowMs))))
  }

  #lendable(portion: PortionRow, nowMs: number): LendableRow {
    const { free } = this.free(portion)
    const loans = this.of(portion.id, nowMs).filter(({ state }) => state !== 'back')
    const words =
      loans.length === 0
        ? lendingMessage('lending.here')
        : isNothing(free)
          ? lendingMessage('lending.all-out')
          : lendingMessage('lending.some-out', { free: shown(free) })
    return { portion, free, loans, words }
  }

  #stateOf(id: StatementId, portion: PortionRow, borrower: IdText, lamport: number): LoanState {
    let coming = false
    for (const back of this.#backsOf.get(id) ?? []) {
      const filed = this.#state.backs.get(back)
      if (!filed || filed.lamport <= lamport) continue
      const at = originAt(back, filed)
      if (filed.device === portion.device && this.#standing.holderOf(at) === portion.ware) return 'back'
      if (this.#standing.wareOf(at) === borrower) coming = true
    }
    if (coming) return 'coming'
    const got = (this.#gotsOf.get(id) ?? []).some((each) => {
      const filed = this.#state.gots.get(each)
      return filed !== undefined && filed.lamport > lamport && this.#standing.wareOf(originAt(each, filed)) === borrower
    })
    return got ? 'out' : 'said'
  }

  #refresh(): void {
    for (const [follower, relation, keyOf] of this.#followers) {
      if (!follower.behind) continue
      const keys = follower.next()
      if (!keys) relation.clear()
      for (const id of keys ?? follower.all()) {
        const key = keyOf(id)
        if (key === undefined) continue
        const ids = relation.get(key)
        if (!ids) relation.set(key, [id])
        else if (!ids.includes(id)) ids.push(id)
      }
    }
  }
}
