/**
 * What a plan says, as one short text. A yes names it, so no yes can be turned into a yes to something else (P2): the least change is
 * another plan. Who said the plan first is no part of it.
 */
import { derive, type IdText, toText, utf8 } from '@commune/protocol'
import type { QuantityCode } from '../../quantity/index.ts'
import type { PlanContent, PlanHand, PlanNeed } from './types.ts'

/** BLAKE2b-256, under its own domain, of a JSON list in which everything has its place. */
export const planHash = (plan: PlanContent): IdText => {
  const known = hashes.get(plan)
  if (known !== undefined) return known
  const { name, needs, hands, until, by, instead, note } = plan
  const list = [name ?? null, needs.map(needList), hands.map(handList), until, by ?? null, instead ?? null, note ?? null]
  const hash = toText(derive('plan', [utf8(JSON.stringify(list))]))
  hashes.set(plan, hash)
  return hash
}
const hashes = new WeakMap<PlanContent, IdText>()

const needList = ({ key, need, ware, thing, quantity }: PlanNeed): unknown[] => [key, need, ware, thing, amount(quantity)]

const handList = (hand: PlanHand): unknown[] => {
  const { key, ware, does, thing, quantity, portion, offer, recipe, at, to, feeds } = hand
  return [key, ware, does, thing, amount(quantity), portion ?? null, offer ?? null, recipe ?? null, at ?? null, to ?? null, feeds]
}

/** Whole numbers above 2^53 as well. */
const amount = (code: QuantityCode | undefined): string | null => (code ? `${code[0]}/${code[1]} ${code[2]}` : null)

/** Whether a hand is word for word the same, whatever its key and what it feeds are called. */
export const sameHand = (a: PlanHand, b: PlanHand): boolean =>
  JSON.stringify(handList({ ...a, key: '', feeds: '' })) === JSON.stringify(handList({ ...b, key: '', feeds: '' }))

export const sameNeed = (a: PlanNeed, b: PlanNeed): boolean =>
  a.need === b.need && a.ware === b.ware && a.thing === b.thing && amount(a.quantity) === amount(b.quantity)
