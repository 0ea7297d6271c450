/** Wishes about needs, offers and yeses become statements, or a reason why not. */
import { type IdText, no, ok, type RawStatement, type Result } from '@commune/protocol'
import { cleanId, cleanLine, cleanTime, isStatementId } from '../facts/index.ts'
import { encodeQuantity, openQuantity, type Quantity, type QuantityCode, sameKind, shown } from '../quantity/index.ts'
import { flowsMessage, formMessage, type Message, quantityMessage } from '../words/index.ts'
import type { IntentDetail } from './rows.ts'
import { putMore, saysMore } from './decide-more.ts'
import { type Again, everyMsOf } from './saying-more.ts'
import { decideMake, decidePlaceIn, decideState } from './decide-facts.ts'
import { amountsTaken, decideCount, decideMove, decideStock, decideStocktake, decideTake, heldHere, takenFrom } from './decide-stock.ts'
import { amountOf, type Draft, type FlowsScene, putDetails } from './scene.ts'
import { thingCharsMax } from './types.ts'
import type { ChangeWish, FlowsWish, HandedWish, IntentWish, WithdrawWish, YesWish } from './wishes.ts'

type Statements = Result<RawStatement[], Message>

export const decideFlow = (wish: FlowsWish, scene: FlowsScene): Statements => {
  switch (wish.wish) {
    case 'need':
    case 'offer':
      return decideIntent(wish, scene)
    case 'change':
      return decideChange(wish, scene)
    case 'withdraw':
      return decideWithdraw(wish, scene)
    case 'yes':
      return decideYes(wish, scene)
    case 'handed':
      return decideHanded(wish, scene)
    case 'stock':
      return decideStock(wish, scene)
    case 'take':
      return decideTake(wish, scene)
    case 'count':
      return decideCount(wish, scene)
    case 'move':
      return decideMove(wish, scene)
    case 'stock-state':
      return decideState(wish, scene)
    case 'stocktake':
      return decideStocktake(wish, scene)
    case 'place-in':
      return decidePlaceIn(wish, scene)
    case 'make':
      return decideMake(wish, scene)
  }
}

function decideIntent(wish: IntentWish, scene: FlowsScene): Statements {
  const thing = cleanLine('thing', wish.thing, thingCharsMax)
  if (!thing.ok) return thing
  const draft: Draft = { type: `flow.${wish.wish}`, thing: thing.value }
  if (wish.quantity !== undefined) {
    const quantity = amountOf(wish.quantity, thing.value)
    if (!quantity.ok) return quantity
    draft['quantity'] = encodeQuantity(quantity.value)
  }
  if (wish.untilMs !== undefined) {
    // What is carried over from elsewhere may have lapsed on the way.
    const until = cleanTime(wish.untilMs, wish.from === undefined ? scene.nowMs : -1)
    if (!until.ok) return until
    draft['until'] = until.value
  }
  const asked = draft['quantity'] === undefined ? undefined : openQuantity(draft['quantity'] as QuantityCode)
  const wrong = putMore(draft, wish, thing.value, asked) ?? putDetails(draft, wish)
  if (wrong) return no(wrong)
  return ok([withFirstSpan(draft, scene.nowMs)])
}

/** What comes again by rhythm begins with a span from now on, where no time is named. */
function withFirstSpan(draft: Draft, nowMs: number): Draft {
  const again = draft['again'] as Again | undefined
  const everyMs = again && 'every' in again ? everyMsOf(again.every) : undefined
  return everyMs === undefined || draft['until'] !== undefined ? draft : { ...draft, until: Math.round(nowMs + everyMs) }
}

function decideChange(wish: ChangeWish, scene: FlowsScene): Statements {
  const intent = scene.intents.one(wish.target, scene.nowMs)
  const portion = intent ? undefined : scene.stock.one(wish.target)
  const known = intent ?? portion
  if (!known) return no(flowsMessage('flows.unknown'))
  if (known.ware !== scene.ware) return no(flowsMessage('flows.not-yours'))
  if (portion && wish.quantity !== undefined) {
    if (wish.quantity === null) return no(quantityMessage('quantity.nothing'))
    const counted = decideCount({ wish: 'count', portion: portion.id, quantity: wish.quantity }, scene)
    const { quantity: _, ...rest } = wish
    // How much there is stands in a statement of its own.
    if (!counted.ok || !changesAnything(rest)) return counted
    const changed = decideChange(rest, scene)
    return changed.ok ? ok([...counted.value, ...changed.value]) : changed
  }
  const draft: Draft = { type: 'flow.change', target: wish.target }
  let thing = known.thing
  if (wish.thing !== undefined) {
    const clean = cleanLine('thing', wish.thing, thingCharsMax)
    if (!clean.ok) return clean
    thing = clean.value
    draft['thing'] = thing
  }
  if (wish.quantity === null) draft['quantity'] = null
  else if (wish.quantity !== undefined) {
    const quantity = amountOf(wish.quantity, thing)
    if (!quantity.ok) return quantity
    draft['quantity'] = encodeQuantity(quantity.value)
  }
  if (wish.untilMs === null) draft['until'] = null
  else if (wish.untilMs !== undefined) {
    const until = cleanTime(wish.untilMs, scene.nowMs)
    if (!until.ok) return until
    draft['until'] = until.value
  }
  if (portion && saysMore(wish)) return no(flowsMessage('flows.unknown'))
  const asked = wish.quantity === null ? undefined : draft['quantity'] === undefined ? known.quantity : openQuantity(draft['quantity'] as QuantityCode)
  const besides = putMore(draft, wish, thing, asked)
  if (besides) return no(besides)
  const wrong = putDetails(draft, {
    ...(wish.place !== undefined && { place: wish.place }),
    ...(wish.note !== undefined && { note: wish.note })
  })
  if (wrong) return no(wrong)
  return Object.keys(draft).length === 2 ? no(formMessage('form.nothing')) : ok([draft])
}

const changesAnything = ({ thing, place, untilMs, note }: ChangeWish): boolean =>
  [thing, place, untilMs, note].some((each) => each !== undefined)

function decideWithdraw(wish: WithdrawWish, scene: FlowsScene): Statements {
  const intent = scene.intents.one(wish.target, scene.nowMs)
  const commitment = intent ? undefined : scene.intents.commitment(wish.target, scene.nowMs)
  if (!intent && !commitment) return no(flowsMessage('flows.unknown'))
  if (intent?.state === 'withdrawn') return no(flowsMessage('flows.gone', { what: intent.what }))
  const mine =
    commitment &&
    (commitment.giver === scene.ware
      ? commitment.giverYes
      : commitment.receiver === scene.ware
        ? commitment.receiverYes
        : undefined)
  if (intent ? intent.ware !== scene.ware : mine === undefined) return no(flowsMessage('flows.not-yours'))
  // Whichever yes of the commitment was named, one's own last one goes.
  const draft: Draft = { type: 'flow.withdraw', target: mine ?? wish.target }
  const wrong = putDetails(draft, wish.note === undefined ? {} : { note: wish.note })
  return wrong ? no(wrong) : ok([draft])
}

function decideYes(wish: YesWish, scene: FlowsScene): Statements {
  if (wish.need === undefined && wish.offer === undefined) return no(flowsMessage('flows.yes-what'))
  const need = wish.need === undefined ? undefined : scene.intents.one(wish.need, scene.nowMs)
  const offer = wish.offer === undefined ? undefined : scene.intents.one(wish.offer, scene.nowMs)
  if ((wish.need !== undefined && !need) || (wish.offer !== undefined && !offer)) return no(flowsMessage('flows.unknown'))
  if (need && need.kind !== 'need') return no(flowsMessage('flows.not-need'))
  if (offer && offer.kind !== 'offer') return no(flowsMessage('flows.not-offer'))
  for (const end of [need, offer]) {
    if (end && isGone(end)) return no(flowsMessage('flows.gone', { what: end.what }))
  }
  const other = otherSide(wish, need, offer, scene.ware)
  if (!other.ok) return other
  const draft: Draft = { type: 'flow.yes', with: other.value }
  if (wish.need !== undefined) draft['need'] = wish.need
  if (wish.offer !== undefined) draft['offer'] = wish.offer
  if (wish.quantity !== undefined) {
    const quantity = amountOf(wish.quantity, (need ?? offer)?.thing ?? '')
    if (!quantity.ok) return quantity
    for (const end of [need, offer]) {
      if (!end?.quantity || sameKind(end.quantity, quantity.value)) continue
      return no(flowsMessage('flows.yes-units', { need: shown(end.quantity), given: shown(quantity.value) }))
    }
    draft['quantity'] = encodeQuantity(quantity.value)
  } else if (need?.quantity && offer?.quantity && !sameKind(need.quantity, offer.quantity)) {
    return no(flowsMessage('flows.yes-units', { need: shown(need.quantity), given: shown(offer.quantity) }))
  }
  if (wish.untilMs !== undefined) {
    const until = cleanTime(wish.untilMs, scene.nowMs)
    if (!until.ok) return until
    draft['until'] = until.value
  } else {
    // A yes to what comes again is for the span it is said in.
    const ends = [need, offer].flatMap((end) => (end?.again && 'every' in end.again && end.untilMs !== undefined ? [end.untilMs] : []))
    if (ends.length > 0) draft['until'] = Math.min(...ends)
  }
  const wrong = putDetails(draft, wish.note === undefined ? {} : { note: wish.note })
  return wrong ? no(wrong) : ok([draft])
}

const isGone = (end: IntentDetail): boolean => end.state === 'withdrawn' || end.state === 'lapsed' || (end.state === 'done' && !end.again)

function otherSide(
  wish: YesWish,
  need: IntentDetail | undefined,
  offer: IntentDetail | undefined,
  ware: IdText
): Result<IdText, Message> {
  if (need && offer) {
    if (need.ware === offer.ware) return no(flowsMessage('flows.yes-self'))
    const other = need.ware === ware ? offer.ware : offer.ware === ware ? need.ware : undefined
    return other === undefined || (wish.with !== undefined && wish.with !== other)
      ? no(flowsMessage('flows.yes-sides'))
      : ok(other)
  }
  const end = (need ?? offer) as IntentDetail
  if (end.ware !== ware)
    return wish.with === undefined || wish.with === end.ware ? ok(end.ware) : no(flowsMessage('flows.yes-sides'))
  // One's own: the other side is whoever answered.
  if (wish.with !== undefined) {
    const other = cleanId(wish.with)
    return other.ok && other.value === ware ? no(flowsMessage('flows.yes-self')) : other
  }
  const answered = new Set(end.commitments.map((one) => (one.giver === ware ? one.receiver : one.giver)))
  const [only] = answered
  if (only === undefined) return no(flowsMessage('flows.yes-nobody'))
  return answered.size === 1 ? ok(only) : no(flowsMessage('flows.yes-who', { n: answered.size }))
}

function decideHanded(wish: HandedWish, scene: FlowsScene): Statements {
  const commitment = isStatementId(wish.yes) ? scene.intents.commitment(wish.yes, scene.nowMs) : undefined
  if (!commitment) return no(flowsMessage('flows.yes-unknown'))
  const { giver, receiver, quantity: agreed } = commitment
  if (scene.ware !== giver && scene.ware !== receiver) return no(flowsMessage('flows.handed-sides'))
  if (commitment.giverYes === undefined || commitment.receiverYes === undefined) return no(flowsMessage('flows.handed-early'))
  const draft: Draft = { type: 'flow.handed', yes: commitment.id }
  let quantity: Quantity | undefined
  if (wish.quantity !== undefined) {
    const read = amountOf(wish.quantity, commitment.thing)
    if (!read.ok) return read
    quantity = read.value
    if (agreed && !sameKind(agreed, quantity))
      return no(flowsMessage('flows.yes-units', { need: shown(agreed), given: shown(quantity) }))
    draft['quantity'] = encodeQuantity(quantity)
  }
  const wrong = putDetails(draft, wish.note === undefined ? {} : { note: wish.note })
  if (wrong) return no(wrong)
  if (wish.portion === undefined) return ok([draft])
  const left = quantity ?? agreed
  if (!left) return no(flowsMessage('flows.handed-how-much'))
  const portion = heldHere(wish.portion, scene)
  if (!portion.ok) return portion
  const amounts = amountsTaken(portion.value, left)
  if (!amounts.ok) return amounts
  const { quantity: leaves, also, byRatio } = amounts.value
  const taken = takenFrom(wish.portion, leaves, scene)
  if (!taken.ok) return taken
  draft['portion'] = wish.portion
  const take: Draft = { type: 'stock.take', portion: wish.portion, quantity: encodeQuantity(leaves), yes: commitment.id, why: 'given' }
  return ok([draft, { ...take, ...(also && { also: encodeQuantity(also) }), ...(byRatio && { byRatio }) }])
}
