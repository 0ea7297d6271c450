/** What was said to plans for a need that did not come about, for the next one that comes instead: nobody is asked the same again. */
import type { StatementId } from '@commune/protocol'
import { compare, openQuantity, type Quantity } from '../../quantity/index.ts'
import type { PlanRecord } from './ledger.ts'
import type { Refused } from './ports.ts'
import type { PlanHand } from './types.ts'

/** Of a plan and those it came instead of. */
export const refusedIn = (chain: readonly PlanRecord[], need: StatementId): Refused => {
  const lots = new Map<string, Quantity | undefined>()
  const doings: { ware: string; does: PlanHand['does']; thing: string }[] = []
  let share: { n: bigint; d: bigint } | undefined
  let wanted: Quantity | undefined
  for (const { content, end } of chain) {
    if (!end) continue
    const asked = content.needs.find(({ key }) => key === end.key)
    const less = end.kind === 'less' && end.quantity ? openQuantity(end.quantity) : undefined
    if (asked?.need === need && less) wanted ??= less
    const hand = content.hands.find(({ key }) => key === end.key)
    if (!hand) continue
    const source = hand.portion ?? hand.offer
    if (source !== undefined) {
      if (!lots.has(source)) lots.set(source, less)
    } else if (less && hand.quantity) {
      const part = partOf(less, openQuantity(hand.quantity))
      if (part && (!share || part.n * share.d < share.n * part.d)) share = part
    } else doings.push({ ware: hand.ware, does: hand.does, thing: hand.thing })
  }
  return { lots, doings, ...(share && { share }), ...(wanted && { wanted }) }
}

/** `part` of `whole`, where the two can be compared. */
function partOf(part: Quantity, whole: Quantity): { n: bigint; d: bigint } | undefined {
  const order = compare(part, whole)
  if (!order.ok || order.value >= 0 || part.unit !== whole.unit) return undefined
  return { n: part.n * whole.d, d: part.d * whole.n }
}
