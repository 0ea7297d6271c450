/** What was handed over within a plan, hand by hand, as each side says it: the giver, and the ware whose part it goes to. */
import { type IdText, laterThan, type StatementId } from '@commune/protocol'
import { originAt } from '../../facts/index.ts'
import { add, compare, openQuantity, type Quantity } from '../../quantity/index.ts'
import type { Standing } from '../../undo/index.ts'
import type { FlowsState } from '../types.ts'
import type { PlanContent, PlanHand } from './types.ts'

export interface HandedSide {
  readonly times: number
  readonly quantity: Quantity | undefined
}

/** Added up for one hand of one plan, and for nothing else. */
export interface HandedSums {
  readonly giver: HandedSide
  readonly taker: HandedSide
}

export const noHanded: HandedSums = { giver: { times: 0, quantity: undefined }, taker: { times: 0, quantity: undefined } }

/** Whose part this hand goes to. */
export const takerOf = ({ needs, hands }: PlanContent, hand: PlanHand): IdText | undefined =>
  [...needs, ...hands].find(({ key }) => key === hand.feeds)?.ware

export const handedSums = (content: PlanContent, ids: readonly StatementId[], flows: FlowsState, standing: Standing): ReadonlyMap<string, HandedSums> => {
  const said = ids.flatMap((id) => {
    const filed = flows.handed.get(id)
    if (!filed) return []
    const at = originAt(id, filed)
    const ware = standing.wareOf(at)
    return ware === undefined ? [] : [{ at, ware, says: filed.says }]
  })
  said.sort((a, b) => (laterThan(a.at, b.at) ? 1 : -1))
  const sums = new Map<string, HandedSums>()
  for (const hand of content.hands) {
    const mine = said.filter(({ says }) => says.hand === hand.key)
    if (mine.length === 0) continue
    const taker = takerOf(content, hand)
    const side = (ware: IdText | undefined): HandedSide => sideOf(mine.filter((one) => one.ware === ware).map(({ says }) => says.quantity && openQuantity(says.quantity)), hand)
    sums.set(hand.key, { giver: side(hand.ware), taker: side(taker) })
  }
  return sums
}

/** One that names no amount is all of it. What cannot be added is passed over. */
function sideOf(amounts: readonly (Quantity | undefined)[], hand: PlanHand): HandedSide {
  const whole = hand.quantity && openQuantity(hand.quantity)
  let times = 0
  let quantity: Quantity | undefined
  for (const given of amounts) {
    const amount = given ?? whole
    if (amount && whole && !compare(amount, whole).ok) continue
    times++
    const sum = amount && quantity ? add(quantity, amount) : undefined
    if (!quantity) quantity = amount
    else if (sum?.ok) quantity = sum.value
  }
  return { times, quantity }
}

/** All of it, as this side says. */
export const isAll = ({ times, quantity }: HandedSide, hand: PlanHand): boolean => {
  if (times === 0) return false
  if (!hand.quantity || !quantity) return true
  const order = compare(quantity, openQuantity(hand.quantity))
  return order.ok && order.value >= 0
}

/** Both sides say all of it was handed over; where both are one ware, its word is enough. */
export const isHanded = (content: PlanContent, hand: PlanHand, sums: HandedSums): boolean =>
  isAll(sums.giver, hand) && (takerOf(content, hand) === hand.ware || isAll(sums.taker, hand))
