/** Portions as they are shown: alone, and added up for a thing and a place. */
import type { IdText, StatementId } from '@commune/protocol'
import { inOrder } from '../facts/index.ts'
import { add, isNothing, type Quantity, sameKind, shown } from '../quantity/index.ts'
import { flowsMessage } from '../words/index.ts'
import { whatWords } from './records.ts'
import type { PortionRow, StockLine, StockPlace } from './rows.ts'
import type { Told } from './types.ts'

/** A portion as its holder's chain leaves it. */
export interface Portion {
  readonly id: StatementId
  readonly ware: IdText
  readonly device: IdText
  readonly thing: string
  readonly quantity: Quantity
  readonly over: Quantity | undefined
  readonly place: string | undefined
  readonly keepsUntil: number | undefined
  readonly note: string | undefined
  readonly from: string | undefined
  readonly told: Told | undefined
  readonly lamport: number
}

/** A place and a thing are spelled as in the portion that came first. */
export function placeOf(things: readonly Portion[][]): StockPlace {
  const { place } = firstOf(things.flat())
  return { ...(place !== undefined && { place }), lines: things.map((portions) => lineOf(portions, place)) }
}

const firstOf = (portions: readonly Portion[]): Portion => portions.reduce((a, b) => (inOrder(a, b) <= 0 ? a : b))

function lineOf(portions: Portion[], place: string | undefined): StockLine {
  const sorted = portions.sort(
    (a, b) => (a.keepsUntil ?? Number.POSITIVE_INFINITY) - (b.keepsUntil ?? Number.POSITIVE_INFINITY) || (a.id < b.id ? -1 : 1)
  )
  const amounts: Quantity[] = []
  for (const { quantity } of sorted) {
    const at = amounts.findIndex((amount) => sameKind(amount, quantity))
    const sum = at < 0 ? undefined : add(amounts[at] as Quantity, quantity)
    if (sum?.ok) amounts[at] = sum.value
    else if (!isNothing(quantity)) amounts.push(quantity)
  }
  const { thing } = firstOf(portions)
  const listed = amounts.map(shown)
  const words =
    amounts.length === 0
      ? flowsMessage('stock.used-up', { thing })
      : place === undefined
        ? flowsMessage('stock.line', { thing, amounts: listed })
        : flowsMessage('stock.line-at', { thing, amounts: listed, place })
  return { thing, amounts, portions: sorted.map(portionRow), words }
}

export function portionRow(portion: Portion): PortionRow {
  const { id, ware, device, thing, quantity, over, place, keepsUntil, note, from, told, lamport } = portion
  return {
    id,
    ware,
    device,
    thing,
    quantity,
    ...(over && { over }),
    ...(place !== undefined && { place }),
    ...(keepsUntil !== undefined && { keepsUntilMs: keepsUntil }),
    ...(note !== undefined && { note }),
    ...(from !== undefined && { from }),
    ...(told !== undefined && { told }),
    what: whatWords(thing, quantity),
    lamport
  }
}
