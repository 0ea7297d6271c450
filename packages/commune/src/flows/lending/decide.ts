/** Wishes about lending, booking and upkeep become statements, or a reason why not. */
import { type IdText, no, ok, type RawStatement, type Result } from '@commune/protocol'
import { cleanId, cleanLine, cleanTime, isStatementId } from '../../facts/index.ts'
import { encodeQuantity, isNothing, kindOfUnit, sameKind, shown, subtract } from '../../quantity/index.ts'
import { flowsMessage, formMessage, lendingMessage, type Message } from '../../words/index.ts'
import { amountOf, type Draft, putDetails } from '../scene.ts'
import type { Typed } from '../stock-wishes.ts'
import type { StockView } from '../stock.ts'
import { atOnceMax, bookingMsMax, nameCharsMax, sawMax, whatCharsMax } from './types.ts'
import type { LendingView } from './views.ts'
import type { BookGoneWish, BookPlaceWish, BookWish, LendingWish, LendWish, LentWish, UpkeepDidWish, UpkeepWish } from './wishes.ts'

export interface LendingScene {
  readonly lending: LendingView
  readonly stock: StockView
  readonly ware: IdText
  readonly device: IdText
  readonly nowMs: number
}

type Statements = Result<RawStatement[], Message>

export const decideLending = (wish: LendingWish, scene: LendingScene): Statements => {
  const draft = draftOf(wish, scene)
  if (!draft.ok) return draft
  const wrong = putDetails(draft.value, wish.note === undefined ? {} : { note: wish.note })
  return wrong ? no(wrong) : ok([draft.value])
}

function draftOf(wish: LendingWish, scene: LendingScene): Result<Draft, Message> {
  switch (wish.wish) {
    case 'lend':
      return lend(wish, scene)
    case 'lend-got':
    case 'lend-back':
      return lent(wish, scene)
    case 'book-place':
      return bookPlace(wish)
    case 'book':
      return book(wish, scene)
    case 'book-gone':
      return bookGone(wish, scene)
    case 'upkeep':
      return upkeep(wish, scene)
    case 'upkeep-did':
      return upkeepDid(wish, scene)
  }
}

function lend(wish: LendWish, { stock, lending, ware, device, nowMs }: LendingScene): Result<Draft, Message> {
  const portion = stock.one(wish.portion)
  if (!portion) return no(flowsMessage('stock.unknown'))
  if (portion.ware !== ware) return no(flowsMessage('flows.not-yours'))
  if (portion.device !== device) return no(lendingMessage('lending.not-here'))
  const to = cleanId(wish.to)
  if (!to.ok) return to
  if (to.value === ware) return no(lendingMessage('lending.self'))
  const { free } = lending.loans.free(portion)
  const quantity = wish.quantity === undefined ? ok(free) : amountOf(wish.quantity, portion.thing)
  if (!quantity.ok) return quantity
  if (!sameKind(quantity.value, free)) return no(flowsMessage('stock.units', { kept: shown(portion.quantity), given: shown(quantity.value) }))
  if (isNothing(quantity.value) || !subtract(free, quantity.value).ok)
    return no(isNothing(free) ? lendingMessage('lending.none-free', { what: portion.what }) : lendingMessage('lending.short', { free: shown(free) }))
  const draft: Draft = { type: 'lend.out', portion: portion.id, to: to.value, quantity: encodeQuantity(quantity.value), atMs: nowMs }
  if (wish.untilMs === undefined) return ok(draft)
  const until = cleanTime(wish.untilMs, nowMs)
  return until.ok ? ok({ ...draft, until: until.value }) : until
}

function lent(wish: LentWish, { lending, stock, ware, device, nowMs }: LendingScene): Result<Draft, Message> {
  const loan = isStatementId(wish.lend) ? lending.loans.one(wish.lend, nowMs) : undefined
  if (!loan) return no(lendingMessage('lending.unknown'))
  if (loan.state === 'back') return no(lendingMessage('lending.is-back'))
  const lender = loan.lender === ware
  if (!lender && loan.borrower !== ware) return no(lendingMessage('lending.sides'))
  if (wish.wish === 'lend-got' && lender) return no(lendingMessage('lending.got-other'))
  if (lender && stock.one(loan.portion)?.device !== device) return no(lendingMessage('lending.not-here'))
  return ok({ type: wish.wish === 'lend-got' ? 'lend.got' : 'lend.back', lend: loan.id })
}

function bookPlace(wish: BookPlaceWish): Result<Draft, Message> {
  const name = cleanLine('name', wish.name, nameCharsMax)
  if (!name.ok) return name
  const draft: Draft = { type: 'book.place', name: name.value }
  const { portion, atOnce, before, after } = wish
  if (portion !== undefined && !isStatementId(portion)) return no(flowsMessage('stock.unknown'))
  if (portion !== undefined) draft['portion'] = portion
  const wrong = putCount(draft, 'atOnce', atOnce) ?? putLasting(draft, 'before', before) ?? putLasting(draft, 'after', after)
  return wrong ? no(wrong) : ok(draft)
}

function book(wish: BookWish, { lending: { calendar }, nowMs }: LendingScene): Result<Draft, Message> {
  const schedule = calendar.schedule(wish.of)
  if (!schedule) return no(lendingMessage('booking.unknown'))
  const { fromMs, untilMs, count = 1 } = wish
  const [from, until] = [cleanTime(fromMs, -1), cleanTime(untilMs, nowMs)]
  if (!from.ok) return from
  if (!until.ok) return until
  if (until.value <= from.value) return no(lendingMessage('booking.turned'))
  if (until.value - from.value > bookingMsMax) return no(lendingMessage('booking.long'))
  const most = calendar.bookable(wish.of, nowMs)?.atOnce ?? 1
  if (count > most) return no(lendingMessage('booking.too-many', { n: most }))
  const draft: Draft = { type: 'book.want', of: wish.of, from: from.value, until: until.value }
  const wrong = putCount(draft, 'count', wish.count)
  if (wrong) return no(wrong)
  if (!schedule.fits(from.value, until.value, count) && wish.wait !== true) return no(lendingMessage('booking.taken'))
  const saw = schedule.beside(from.value, until.value).slice(0, sawMax)
  return ok(saw.length === 0 ? draft : { ...draft, saw: saw.map(({ id }) => id).sort() })
}

function bookGone(wish: BookGoneWish, { lending: { calendar }, ware, nowMs }: LendingScene): Result<Draft, Message> {
  const row = calendar.booking(wish.target, nowMs) ?? calendar.bookable(wish.target, nowMs)
  if (!row) return no(lendingMessage('booking.unknown'))
  return row.ware === ware ? ok({ type: 'book.gone', target: wish.target }) : no(flowsMessage('flows.not-yours'))
}

function upkeep(wish: UpkeepWish, { nowMs }: LendingScene): Result<Draft, Message> {
  const of = cleanLine('thing', wish.of, nameCharsMax)
  if (!of.ok) return of
  const what = cleanLine('text', wish.what, whatCharsMax)
  if (!what.ok) return what
  const since = cleanTime(wish.sinceMs ?? nowMs, -1)
  if (!since.ok) return since
  const draft: Draft = { type: 'upkeep.say', of: of.value, what: what.value, sinceMs: since.value }
  for (const field of ['portion', 'book'] as const) {
    const id = wish[field]
    if (id !== undefined && !isStatementId(id)) return no(formMessage('form.id', { id: String(id).slice(0, 60) }))
    if (id !== undefined) draft[field] = id
  }
  if (wish.season !== undefined) draft['season'] = wish.season
  const wrong = putCount(draft, 'uses', wish.uses) ?? putLasting(draft, 'every', wish.every)
  if (wrong) return no(wrong)
  if (wish.uses !== undefined && wish.portion === undefined && wish.book === undefined) return no(lendingMessage('upkeep.uses-of'))
  return wish.every === undefined && wish.uses === undefined && wish.season === undefined ? no(lendingMessage('upkeep.how-often')) : ok(draft)
}

function upkeepDid(wish: UpkeepDidWish, { lending, nowMs }: LendingScene): Result<Draft, Message> {
  const row = isStatementId(wish.upkeep) ? lending.upkeep.one(wish.upkeep, nowMs) : undefined
  if (!row) return no(lendingMessage('upkeep.unknown'))
  const at = cleanTime(wish.atMs ?? nowMs, -1)
  return at.ok ? ok({ type: 'upkeep.did', upkeep: row.id, atMs: at.value }) : at
}

const putCount = (draft: Draft, field: string, count: number | undefined): Message | undefined => {
  if (count === undefined) return undefined
  if (!Number.isInteger(count) || count < 1 || count > atOnceMax) return lendingMessage('lending.count', { n: atOnceMax })
  draft[field] = count
  return undefined
}

const putLasting = (draft: Draft, field: string, typed: Typed | undefined): Message | undefined => {
  if (typed === undefined) return undefined
  const quantity = amountOf(typed, '')
  if (!quantity.ok) return quantity.error
  if (kindOfUnit(quantity.value.unit) !== 'time') return flowsMessage('stock.how-long', { given: shown(quantity.value) })
  draft[field] = encodeQuantity(quantity.value)
  return undefined
}
