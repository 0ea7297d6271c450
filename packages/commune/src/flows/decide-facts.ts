/** Wishes about what a portion is like, where places lie, and what was made of what. */
import { no, ok, type RawStatement, type Result, toText } from '@commune/protocol'
import { cleanLine, isStatementId } from '../facts/index.ts'
import { encodeQuantity } from '../quantity/index.ts'
import { flowsMessage, formMessage, type Message } from '../words/index.ts'
import { amountsTaken, heldHere, newPortion, takenFrom } from './decide-stock.ts'
import { putFacts } from './put-facts.ts'
import { type Draft, type FlowsScene, putDetails } from './scene.ts'
import type { MakeWish, PlaceInWish, StateWish } from './stock-wishes.ts'
import { placeKey } from './thing-key.ts'
import { placeCharsMax } from './types.ts'

type Statements = Result<RawStatement[], Message>

export const decideState = (wish: StateWish, scene: FlowsScene): Statements => {
  const portion = heldHere(wish.portion, scene)
  if (!portion.ok) return portion
  const draft: Draft = { type: 'stock.state', portion: wish.portion }
  const wrong = putFacts(draft, wish, portion.value.quantity, portion.value.thing)
  if (wrong) return no(wrong)
  return Object.keys(draft).length === 2 ? no(formMessage('form.nothing')) : ok([draft])
}

export const decidePlaceIn = (wish: PlaceInWish, scene: FlowsScene): Statements => {
  const place = cleanLine('place', wish.place, placeCharsMax)
  if (!place.ok) return place
  if (wish.in === null) return ok([{ type: 'place.in', place: place.value, in: null }])
  const outer = cleanLine('place', wish.in, placeCharsMax)
  if (!outer.ok) return outer
  const inside = scene.stock.places.inside(place.value)
  if (inside.has(placeKey(outer.value))) return no(flowsMessage('place.ring', { place: place.value, outer: outer.value }))
  return ok([{ type: 'place.in', place: place.value, in: outer.value }])
}

/** Takes, new portions and what binds them, in this order, so that whoever reads a part of it sees nothing come from nowhere. */
export const decideMake = (wish: MakeWish, scene: FlowsScene): Statements => {
  if (wish.gave.length === 0 && wish.took.length === 0) return no(flowsMessage('make.nothing'))
  const key = toText(scene.random.bytes(16))
  const drafts: Draft[] = []
  const done = new Set<string>()
  for (const { portion, quantity } of wish.took) {
    const held = heldHere(portion, scene)
    if (!held.ok) return held
    if (done.has(portion)) return no(flowsMessage('make.twice', { what: held.value.what }))
    done.add(portion)
    const amounts = amountsTaken(held.value, quantity)
    if (!amounts.ok) return amounts
    const { also, byRatio } = amounts.value
    const taken = takenFrom(portion, amounts.value.quantity, scene)
    if (!taken.ok) return taken
    drafts.push({
      ...{ type: 'stock.take', portion, quantity: encodeQuantity(amounts.value.quantity), why: 'made', make: key },
      ...(also && { also: encodeQuantity(also) }),
      ...(byRatio && { byRatio: true })
    })
  }
  const said: Draft = { type: 'make.did', key }
  for (const field of ['recipe', 'plan'] as const) {
    const id = wish[field]
    if (id !== undefined && !isStatementId(id)) return no(formMessage('form.id', { id: String(id).slice(0, 60) }))
    if (id !== undefined) said[field] = id
  }
  const wrong = putDetails(said, wish.note === undefined ? {} : { note: wish.note })
  if (wrong) return no(wrong)
  for (const gave of wish.gave) {
    const draft = newPortion({ madeMs: scene.nowMs, ...gave })
    if (!draft.ok) return draft
    draft.value['made'] = key
    drafts.push(draft.value)
  }
  return ok([...drafts, said])
}
