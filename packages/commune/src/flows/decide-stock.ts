/** Wishes about stock become statements. Only the device that holds a portion may say what leaves it (T7). */
import { no, ok, type RawStatement, type Result } from '@commune/protocol'
import { cleanLine, isIdText, isStatementId } from '../facts/index.ts'
import { compare, encodeQuantity, isNothing, parseQuantity, type Quantity, sameKind, shown, subtract } from '../quantity/index.ts'
import { flowsMessage, formMessage, type Message, plansMessage } from '../words/index.ts'
import { firstOfBeside } from './portion.ts'
import { putFacts } from './put-facts.ts'
import type { PortionRow } from './rows.ts'
import { amountOf, type Draft, type FlowsScene, putDetails } from './scene.ts'
import { frozenMax, goneWhys, whyCharsMax } from './stock-types.ts'
import type { CountWish, MoveWish, NewPortion, StockWish, StocktakeWish, TakeWish, Typed } from './stock-wishes.ts'
import { thingCharsMax } from './types.ts'

type Statements = Result<RawStatement[], Message>

export const decideStock = (wish: StockWish, scene: FlowsScene): Statements => {
  const draft = newPortion(wish)
  if (!draft.ok) return draft
  if (wish.instead !== undefined) {
    const instead = scene.stock.one(wish.instead)
    if (!instead) return no(flowsMessage('stock.unknown'))
    if (instead.ware !== scene.ware) return no(flowsMessage('flows.not-yours'))
    draft.value['instead'] = wish.instead
  }
  if (wish.came !== undefined) {
    if (!isStatementId(wish.came)) return no(flowsMessage('flows.yes-unknown'))
    draft.value['came'] = wish.came
  }
  const { from, told } = wish
  const wrong = putDetails(draft.value, { ...(from !== undefined && { from }), ...(told !== undefined && { told }) })
  return wrong ? no(wrong) : ok([draft.value])
}

/** A `stock.have` for what comes into stock. */
export const newPortion = (wish: NewPortion): Result<Draft, Message> => {
  const thing = cleanLine('thing', wish.thing, thingCharsMax)
  if (!thing.ok) return thing
  const quantity = amountOf(wish.quantity, thing.value)
  if (!quantity.ok) return quantity
  const draft: Draft = { type: 'stock.have', thing: thing.value, quantity: encodeQuantity(quantity.value) }
  if (wish.also !== undefined) {
    const also = secondOf(wish.also, thing.value, quantity.value)
    if (!also.ok) return also
    draft['also'] = encodeQuantity(also.value)
  }
  if (wish.keepsUntilMs !== undefined) {
    if (!Number.isSafeInteger(wish.keepsUntilMs) || wish.keepsUntilMs < 0) return no(formMessage('form.time'))
    draft['keepsUntil'] = wish.keepsUntilMs
  }
  const { place, note, thawed } = wish
  if (thawed?.some(([from, until], index) => !(from >= (thawed[index - 1]?.[1] ?? 0) && from <= until && Number.isSafeInteger(from) && Number.isSafeInteger(until)))) return no(formMessage('form.time'))
  if (thawed && thawed.length > 0) draft['thawed'] = thawed.slice(-frozenMax).map(([from, until]) => [from, until])
  const wrong = putFacts(draft, wish, quantity.value, thing.value) ?? putDetails(draft, { ...(place !== undefined && { place }), ...(note !== undefined && { note }) })
  return wrong ? no(wrong) : ok(draft)
}

/** A second measure says the same in another kind of unit. */
const secondOf = (typed: Typed, thing: string, first: Quantity): Result<Quantity, Message> => {
  const also = amountOf(typed, thing)
  if (!also.ok) return also
  return sameKind(also.value, first) ? no(flowsMessage('stock.also-same', { first: shown(first), second: shown(also.value) })) : also
}

export const decideTake = (wish: TakeWish, scene: FlowsScene): Statements => {
  const portion = heldHere(wish.portion, scene)
  if (!portion.ok) return portion
  const amounts = amountsTaken(portion.value, wish.quantity, wish.also)
  if (!amounts.ok) return amounts
  const { quantity, also, byRatio } = amounts.value
  const taken = takenFrom(wish.portion, quantity, scene, wish.why)
  if (!taken.ok) return taken
  const draft: Draft = { type: 'stock.take', portion: wish.portion, quantity: encodeQuantity(quantity) }
  if (also) draft['also'] = encodeQuantity(also)
  if (byRatio) draft['byRatio'] = true
  if (wish.yes !== undefined) {
    if (!isStatementId(wish.yes)) return no(flowsMessage('flows.yes-unknown'))
    draft['yes'] = wish.yes
  }
  if (wish.why !== undefined) {
    const why = cleanLine('why', wish.why, whyCharsMax)
    if (!why.ok) return why
    draft['why'] = why.value
  }
  const wrong = putDetails(draft, wish.note === undefined ? {} : { note: wish.note })
  return wrong ? no(wrong) : ok([draft])
}

export interface Taken {
  readonly quantity: Quantity
  readonly also?: Quantity
  readonly byRatio?: true
}

/** What leaves, in the portion's first measure. Named in the second, the first follows from what is left of both. */
export const amountsTaken = (portion: PortionRow, typed: Typed, typedAlso?: Typed): Result<Taken, Message> => {
  const quantity = amountOf(typed, portion.thing)
  if (!quantity.ok) return quantity
  if (sameKind(quantity.value, portion.quantity)) {
    if (typedAlso === undefined) return quantity.ok ? ok({ quantity: quantity.value }) : quantity
    const also = amountOf(typedAlso, portion.thing)
    if (!also.ok) return also
    if (!portion.also || !sameKind(also.value, portion.also)) return no(otherUnit(portion, also.value))
    return ok({ quantity: quantity.value, also: also.value })
  }
  if (!portion.also || !sameKind(quantity.value, portion.also)) return no(otherUnit(portion, quantity.value))
  const order = compare(quantity.value, portion.also)
  if (order.ok && order.value > 0) return no(flowsMessage('stock.short', { have: shown(portion.also), thing: portion.thing }))
  const first = order.ok && order.value === 0 ? portion.quantity : firstOfBeside({ also: portion.also, per: portion.quantity }, quantity.value)
  return first ? ok({ quantity: first, also: quantity.value, byRatio: true }) : no(otherUnit(portion, quantity.value))
}

export const decideCount = (wish: CountWish, scene: FlowsScene): Statements => {
  const portion = heldHere(wish.portion, scene)
  if (!portion.ok) return portion
  const draft = countDraft('stock.count', portion.value, wish)
  if (!draft.ok) return draft
  const wrong = putDetails(draft.value, wish.note === undefined ? {} : { note: wish.note })
  return wrong ? no(wrong) : ok([draft.value])
}

/** Counts what this device holds, and says of the rest what was seen. What was not found is not in the wish, and stays. */
export const decideStocktake = (wish: StocktakeWish, scene: FlowsScene): Statements => {
  if (wish.found.length === 0) return no(flowsMessage('stock.take-none'))
  const drafts: Draft[] = []
  const done = new Set<string>()
  for (const one of wish.found) {
    const portion = scene.stock.one(one.portion)
    if (!portion) return no(flowsMessage('stock.unknown'))
    if (done.has(portion.id)) return no(flowsMessage('stock.counted-twice', { what: portion.what }))
    done.add(portion.id)
    const draft = countDraft(portion.device === scene.device ? 'stock.count' : 'stock.seen', portion, one)
    if (!draft.ok) return draft
    const wrong = putDetails(draft.value, wish.note === undefined ? {} : { note: wish.note })
    if (wrong) return no(wrong)
    drafts.push(draft.value)
  }
  return ok(drafts)
}

function countDraft(type: 'stock.count' | 'stock.seen', portion: PortionRow, wish: Pick<CountWish, 'quantity' | 'also'>): Result<Draft, Message> {
  const quantity = typeof wish.quantity === 'string' ? parseQuantity(wish.quantity, { thing: portion.thing }) : ok(wish.quantity)
  if (!quantity.ok) return quantity
  // Nothing left is nothing left in every unit.
  const counted = isNothing(quantity.value) ? { ...quantity.value, unit: portion.quantity.unit } : quantity.value
  if (!sameKind(counted, portion.quantity)) return no(otherUnit(portion, counted))
  const draft: Draft = { type, portion: portion.id, quantity: encodeQuantity(counted) }
  if (wish.also !== undefined) {
    const also = secondOf(wish.also, portion.thing, portion.quantity)
    if (!also.ok) return also
    draft['also'] = encodeQuantity(also.value)
  }
  return ok(draft)
}

export const decideMove = (wish: MoveWish, scene: FlowsScene): Statements => {
  const portion = heldHere(wish.portion, scene)
  if (!portion.ok) return portion
  const to = wish.to ?? scene.device
  if (!isIdText(to)) return no(formMessage('form.id', { id: to.slice(0, 60) }))
  if (!scene.devices.includes(to) && to !== scene.device) return no(flowsMessage('stock.move-not-yours'))
  if (to === portion.value.device && wish.place === undefined) return no(flowsMessage('stock.move-nowhere'))
  const given = wish.quantity === undefined ? ok<Taken>({ quantity: portion.value.quantity }) : amountsTaken(portion.value, wish.quantity)
  if (!given.ok) return given
  const { quantity, also } = given.value
  const taken = takenFrom(wish.portion, quantity, scene, 'lost')
  if (!taken.ok) return taken
  const draft: Draft = { type: 'stock.move', portion: wish.portion, to, quantity: encodeQuantity(quantity) }
  if (also) draft['also'] = encodeQuantity(also)
  const wrong = putDetails(draft, wish.place === undefined ? {} : { place: wish.place })
  return wrong ? no(wrong) : ok([draft])
}

/** A portion this device holds with at least so much in it that need not stay, or why not. */
export const takenFrom = (id: string, quantity: Quantity, scene: FlowsScene, why?: string): Result<PortionRow, Message> => {
  const portion = heldHere(id, scene)
  if (!portion.ok) return portion
  const { thing, quantity: there, keep } = portion.value
  if (!sameKind(there, quantity)) return no(otherUnit(portion.value, quantity))
  const rest = subtract(there, quantity)
  if (isNothing(quantity) || !rest.ok) return no(flowsMessage('stock.short', { have: shown(there), thing }))
  const free = scene.freeOf(portion.value)
  if (!subtract(free, quantity).ok) return no(flowsMessage('stock.lent', { free: shown(free) }))
  const kept = scene.kept?.(portion.value.id)
  if (kept && !subtract(rest.value, kept).ok) return no(plansMessage('plans.kept', { kept: shown(kept), thing }))
  const stays = keep && compare(rest.value, keep)
  return stays?.ok && stays.value < 0 && !goneWhys.has(why ?? '') ? no(flowsMessage('stock.keep', { keep: shown(keep as Quantity), thing })) : portion
}

const otherUnit = (portion: PortionRow, given: Quantity): Message =>
  flowsMessage('stock.units', { kept: shown(portion.quantity), given: shown(given) })

export function heldHere(id: string, scene: FlowsScene): Result<PortionRow, Message> {
  const portion = scene.stock.one(id)
  if (!portion) return no(flowsMessage('stock.unknown'))
  if (portion.ware !== scene.ware) return no(flowsMessage('flows.not-yours'))
  return portion.device === scene.device ? ok(portion) : no(flowsMessage('stock.not-here'))
}
