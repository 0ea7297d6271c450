/** Portions added up for a thing and a place. */
import { inOrder } from '../facts/index.ts'
import { add, isNothing, type Quantity, sameKind, shown } from '../quantity/index.ts'
import { flowsMessage } from '../words/index.ts'
import { type Portion, portionRow } from './portion.ts'
import type { StockLine } from './rows.ts'

export const firstOf = (portions: Iterable<Portion>): Portion | undefined => {
  let first: Portion | undefined
  for (const one of portions) if (!first || inOrder(one, first) < 0) first = one
  return first
}

/** A thing is spelled as in the portion that came first; what keeps least long stands first. */
export function lineOf(portions: Portion[], place: string | undefined): StockLine {
  const sorted = portions.sort(
    (a, b) => (a.keepsUntil ?? Number.POSITIVE_INFINITY) - (b.keepsUntil ?? Number.POSITIVE_INFINITY) || (a.id < b.id ? -1 : 1)
  )
  const rows = sorted.map(portionRow)
  const amounts = sumsOf(sorted.map(({ quantity }) => quantity))
  // Both measures are told of a line only where every portion that is there has the second.
  const there = rows.filter(({ quantity }) => !isNothing(quantity))
  const seconds = there.flatMap(({ also }) => also ?? [])
  const also = seconds.length === there.length && seconds.length > 0 ? sumsOf(seconds) : []
  const thing = (firstOf(portions) as Portion).thing
  const listed = amounts.map(shown)
  const words =
    amounts.length === 0
      ? flowsMessage('stock.used-up', { thing })
      : place === undefined
        ? flowsMessage('stock.line', { thing, amounts: listed })
        : flowsMessage('stock.line-at', { thing, amounts: listed, place })
  return { thing, amounts, ...(also.length > 0 && { also }), portions: rows, words }
}

/** One sum for each kind of unit. */
function sumsOf(quantities: readonly Quantity[]): Quantity[] {
  const amounts: Quantity[] = []
  for (const quantity of quantities) {
    const at = amounts.findIndex((amount) => sameKind(amount, quantity))
    const sum = at < 0 ? undefined : add(amounts[at] as Quantity, quantity)
    if (sum?.ok) amounts[at] = sum.value
    else if (!isNothing(quantity)) amounts.push(quantity)
  }
  return amounts
}
