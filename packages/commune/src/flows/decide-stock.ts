/** Wishes about stock become statements. Only the device that holds a portion may say what leaves it (T7). */
import { no, ok, type RawStatement, type Result } from '@commune/protocol'
import { cleanLine, isIdText, isStatementId } from '../facts/index.ts'
import { encodeQuantity, isNothing, parseQuantity, type Quantity, sameKind, shown, subtract } from '../quantity/index.ts'
import { flowsMessage, formMessage, type Message, plansMessage } from '../words/index.ts'
import type { PortionRow } from './rows.ts'
import { amountOf, type Draft, type FlowsScene, putDetails } from './scene.ts'
import { thingCharsMax } from './types.ts'
import type { CountWish, MoveWish, StockWish, TakeWish } from './wishes.ts'

type Statements = Result<RawStatement[], Message>

export const decideStock = (wish: StockWish, scene: FlowsScene): Statements => {
  const thing = cleanLine('thing', wish.thing, thingCharsMax)
  if (!thing.ok) return thing
  const quantity = amountOf(wish.quantity, thing.value)
  if (!quantity.ok) return quantity
  const draft: Draft = { type: 'stock.have', thing: thing.value, quantity: encodeQuantity(quantity.value) }
  if (wish.keepsUntilMs !== undefined) {
    if (!Number.isSafeInteger(wish.keepsUntilMs) || wish.keepsUntilMs < 0) return no(formMessage('form.time'))
    draft['keepsUntil'] = wish.keepsUntilMs
  }
  if (wish.instead !== undefined) {
    const instead = scene.stock.one(wish.instead)
    if (!instead) return no(flowsMessage('stock.unknown'))
    if (instead.ware !== scene.ware) return no(flowsMessage('flows.not-yours'))
    draft['instead'] = wish.instead
  }
  const wrong = putDetails(draft, wish)
  return wrong ? no(wrong) : ok([draft])
}

export const decideTake = (wish: TakeWish, scene: FlowsScene): Statements => {
  const portion = heldHere(wish.portion, scene)
  if (!portion.ok) return portion
  const quantity = amountOf(wish.quantity, portion.value.thing)
  if (!quantity.ok) return quantity
  const taken = takenFrom(wish.portion, quantity.value, scene)
  if (!taken.ok) return taken
  const draft: Draft = { type: 'stock.take', portion: wish.portion, quantity: encodeQuantity(quantity.value) }
  if (wish.yes !== undefined) {
    if (!isStatementId(wish.yes)) return no(flowsMessage('flows.yes-unknown'))
    draft['yes'] = wish.yes
  }
  const wrong = putDetails(draft, wish.note === undefined ? {} : { note: wish.note })
  return wrong ? no(wrong) : ok([draft])
}

export const decideCount = (wish: CountWish, scene: FlowsScene): Statements => {
  const portion = heldHere(wish.portion, scene)
  if (!portion.ok) return portion
  const quantity =
    typeof wish.quantity === 'string' ? parseQuantity(wish.quantity, { thing: portion.value.thing }) : ok(wish.quantity)
  if (!quantity.ok) return quantity
  // Nothing left is nothing left in every unit.
  const counted = isNothing(quantity.value) ? { ...quantity.value, unit: portion.value.quantity.unit } : quantity.value
  if (!sameKind(counted, portion.value.quantity)) return no(otherUnit(portion.value, counted))
  const draft: Draft = { type: 'stock.count', portion: wish.portion, quantity: encodeQuantity(counted) }
  const wrong = putDetails(draft, wish.note === undefined ? {} : { note: wish.note })
  return wrong ? no(wrong) : ok([draft])
}

export const decideMove = (wish: MoveWish, scene: FlowsScene): Statements => {
  const portion = heldHere(wish.portion, scene)
  if (!portion.ok) return portion
  const to = wish.to ?? scene.device
  if (!isIdText(to)) return no(formMessage('form.id', { id: to.slice(0, 60) }))
  if (!scene.devices.includes(to) && to !== scene.device) return no(flowsMessage('stock.move-not-yours'))
  if (to === portion.value.device && wish.place === undefined) return no(flowsMessage('stock.move-nowhere'))
  const given = wish.quantity === undefined ? ok(portion.value.quantity) : amountOf(wish.quantity, portion.value.thing)
  if (!given.ok) return given
  const taken = takenFrom(wish.portion, given.value, scene)
  if (!taken.ok) return taken
  const draft: Draft = { type: 'stock.move', portion: wish.portion, to, quantity: encodeQuantity(given.value) }
  const wrong = putDetails(draft, wish.place === undefined ? {} : { place: wish.place })
  return wrong ? no(wrong) : ok([draft])
}

/** A portion this device holds with at least so much in it, or why not. */
export const takenFrom = (id: string, quantity: Quantity, scene: FlowsScene): Result<PortionRow, Message> => {
  const portion = heldHere(id, scene)
  if (!portion.ok) return portion
  const { thing, quantity: there } = portion.value
  if (!sameKind(there, quantity)) return no(otherUnit(portion.value, quantity))
  const left = subtract(there, quantity)
  if (isNothing(quantity) || !left.ok) return no(flowsMessage('stock.short', { have: shown(there), thing }))
  const kept = scene.kept?.(portion.value.id)
  return kept && !subtract(left.value, kept).ok ? no(plansMessage('plans.kept', { kept: shown(kept), thing })) : portion
}

const otherUnit = (portion: PortionRow, given: Quantity): Message =>
  flowsMessage('stock.units', { kept: shown(portion.quantity), given: shown(given) })

function heldHere(id: string, scene: FlowsScene): Result<PortionRow, Message> {
  const portion = scene.stock.one(id)
  if (!portion) return no(flowsMessage('stock.unknown'))
  if (portion.ware !== scene.ware) return no(flowsMessage('flows.not-yours'))
  return portion.device === scene.device ? ok(portion) : no(flowsMessage('stock.not-here'))
}
