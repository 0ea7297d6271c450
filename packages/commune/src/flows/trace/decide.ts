/** A recall: of a portion of one's own, or of a batch that one has or had. */
import { type IdText, no, ok, type RawStatement, type Result, type StatementId } from '@commune/protocol'
import { cleanLine, cleanProse, isStatementId } from '../../facts/index.ts'
import { flowsMessage, type Message, traceMessage } from '../../words/index.ts'
import { batchCharsMax } from '../stock-types.ts'
import type { StockView } from '../stock.ts'
import { whyCharsMax } from './types.ts'

export interface RecallWish {
  readonly wish: 'recall'
  readonly portion?: StatementId
  readonly thing?: string
  readonly batch?: string
  readonly why: string
}

export const decideRecall = (wish: RecallWish, { stock, ware }: { readonly stock: StockView; readonly ware: IdText }): Result<RawStatement[], Message> => {
  const why = cleanProse('why', wish.why, whyCharsMax)
  if (!why.ok) return why
  const { portion, thing, batch } = wish
  if (portion !== undefined) {
    const row = isStatementId(portion) ? stock.one(portion) : undefined
    if (!row) return no(flowsMessage('stock.unknown'))
    return row.ware === ware ? ok([{ type: 'recall.say', portion, why: why.value }]) : no(traceMessage('trace.recall-own'))
  }
  if (thing === undefined || batch === undefined) return no(traceMessage('trace.recall-what'))
  const named = cleanLine('thing', thing, 120)
  if (!named.ok) return named
  const lot = cleanLine('batch', batch, batchCharsMax)
  if (!lot.ok) return lot
  const has = stock.ofThing(named.value, true).some((row) => row.ware === ware && row.batch?.toLowerCase() === lot.value.toLowerCase())
  return has ? ok([{ type: 'recall.say', thing: named.value, batch: lot.value, why: why.value }]) : no(traceMessage('trace.recall-own'))
}
