/** Wishes about plans become statements, or a reason why not. */
import { type IdText, no, ok, type RawStatement, type Result, type StatementId, type Value } from '@commune/protocol'
import * as v from 'valibot'
import { cleanProse } from '../../facts/index.ts'
import { add, compare, encodeQuantity, openQuantity, type Quantity, sameKind, shown, subtract } from '../../quantity/index.ts'
import { flowsMessage, type Message, plansMessage } from '../../words/index.ts'
import { amountOf } from '../scene.ts'
import type { StockView } from '../stock.ts'
import type { IntentsView } from '../views.ts'
import { planHash } from './content.ts'
import { takerOf } from './handed.ts'
import { type PlanContent, type PlanHand, planLimits, type PlanNeed, proposePlanSchema } from './types.ts'
import type { PlansView } from './view.ts'
import type { PlanHandedWish, PlanLessWish, PlanNoWish, PlansWish, PlanYesWish, ProposePlanWish, SplitWish } from './wishes.ts'

export interface PlansScene {
  readonly plans: PlansView
  readonly intents: IntentsView
  readonly stock: StockView
  readonly ware: IdText
  readonly device: IdText
  readonly nowMs: number
}

type Statements = Result<RawStatement[], Message>
type Part = PlanNeed | PlanHand

export const decidePlan = (wish: PlansWish, scene: PlansScene): Statements => {
  switch (wish.wish) {
    case 'propose-plan':
      return decidePropose(wish, scene)
    case 'plan-yes':
      return decideYes(wish, scene)
    case 'plan-less':
      return decideLess(wish, scene)
    case 'plan-no':
      return decideNo(wish, scene)
    case 'plan-handed':
      return decideHanded(wish, scene)
    case 'split':
      return decideSplit(wish, scene)
  }
}

/**
 * With what a device says about its portions it lets go of plans that keep nothing of them any more and could come back, on another clock
 * or by an undo: what it gives now is given once.
 */
export const lettingGo = (statements: readonly RawStatement[], plans: PlansView, nowMs: number): RawStatement[] => {
  const keys = new Map<IdText, Set<string>>()
  for (const { type, portion } of statements) {
    if ((type !== 'stock.take' && type !== 'stock.move') || typeof portion !== 'string') continue
    for (const { plan, key } of plans.loose(portion, nowMs)) keys.set(plan, (keys.get(plan) ?? new Set()).add(key))
  }
  return noesTo(keys)
}

const noesTo = (keys: ReadonlyMap<IdText, ReadonlySet<string>>): RawStatement[] => [...keys].map(([plan, all]) => ({ type: 'plan.no', plan, keys: [...all] }))

function decidePropose({ plan, noYes, again }: ProposePlanWish, scene: PlansScene): Statements {
  const parsed = v.safeParse(proposePlanSchema, { ...plan, type: 'plan.propose' })
  if (!parsed.success) return no(plansMessage('plans.not-plan'))
  const said = parsed.output
  if (said.until <= scene.nowMs || (said.by ?? Number.POSITIVE_INFINITY) <= scene.nowMs) return no(plansMessage('plans.past'))
  for (const { need, ware } of said.needs) {
    const row = scene.intents.ends(need)
    if (row?.kind !== 'need') return no(plansMessage('plans.need-unknown'))
    if (row.ware !== ware) return no(plansMessage('plans.need-not-theirs'))
  }
  if (said.instead !== undefined && !scene.plans.contentOf(said.instead)) return no(plansMessage('plans.unknown'))
  const statements: RawStatement[] = [said as unknown as RawStatement]
  const mine = [...said.needs, ...said.hands].filter(({ ware }) => ware === scene.ware)
  if (noYes || mine.length === 0) return ok(statements)
  const yes = yesTo(said, mine.filter((part) => isHere(part, scene)), again, scene)
  return yes.ok ? ok([...statements, ...yes.value]) : yes
}

/** What is given from a portion that another device holds is for that one to say. */
const isHere = (part: Part, { stock, device }: PlansScene): boolean => !('portion' in part) || part.portion === undefined || stock.one(part.portion)?.device === device

function decideYes({ plan, keys, again }: PlanYesWish, scene: PlansScene): Statements {
  const row = scene.plans.one(plan, scene.nowMs)
  const content = scene.plans.contentOf(plan)
  if (!row || !content) return no(plansMessage('plans.unknown'))
  if (row.state !== 'open' && row.state !== 'holds') return no(plansMessage('plans.over'))
  const mine = ownParts(content, keys, scene.ware)
  if (!mine.ok) return mine
  const says = new Map([...row.needs, ...row.hands].map((part) => [part.key, part.says]))
  const wanting = mine.value.filter(({ key }) => says.get(key) === 'nothing')
  if (wanting.length === 0) return no(plansMessage('plans.said'))
  const here = wanting.filter((part) => isHere(part, scene))
  const other = wanting.find((part) => !here.includes(part))
  if (other && (keys !== undefined || here.length === 0)) {
    const known = 'portion' in other && other.portion !== undefined && scene.stock.has(other.portion)
    return no(plansMessage(known ? 'plans.not-here' : 'plans.portion-unknown'))
  }
  return yesTo(content, here, again, scene)
}

function ownParts(content: PlanContent, keys: readonly string[] | undefined, ware: IdText): Result<Part[], Message> {
  const parts: Part[] = [...content.needs, ...content.hands]
  if (keys === undefined) {
    const mine = parts.filter((part) => part.ware === ware)
    return mine.length > 0 ? ok(mine) : no(plansMessage('plans.no-part'))
  }
  const found: Part[] = []
  for (const key of new Set(keys)) {
    const part = parts.find((one) => one.key === key)
    if (!part) return no(plansMessage('plans.part-unknown', { key: key.slice(0, planLimits.keyCharsMax) }))
    if (part.ware !== ware) return no(plansMessage('plans.part-not-yours', { key }))
    found.push(part)
  }
  return found.length > 0 ? ok(found) : no(plansMessage('plans.no-part'))
}

/** A yes to these parts, where what they give is free; it lets go of those this plan comes instead of and that are open still. */
function yesTo(content: PlanContent, parts: readonly Part[], again: true | undefined, scene: PlansScene): Statements {
  const { plans, nowMs, ware, device } = scene
  if (parts.length === 0) return ok([])
  const plan = planHash(content)
  const goes = new Map<IdText, Set<string>>()
  const before = new Set<IdText>()
  for (const record of plans.chainOf(content.instead)) {
    if (record.end || plans.stateOf(record.plan, nowMs) !== 'open') continue
    const { needs, hands } = record.content
    const said = [...needs, ...hands].filter((part) => part.ware === ware && record.yeses.get(part.key)?.some((yes) => yes.at.device === device))
    if (said.length === 0) continue
    before.add(record.plan)
    goes.set(record.plan, new Set(said.map(({ key }) => key)))
  }
  const wanted = new Map<StatementId, { sum: Quantity; hand: PlanHand }>()
  for (const part of parts) {
    if (!('does' in part)) continue
    for (const source of [part.portion, part.offer]) {
      if (source === undefined) continue
      const amount = part.quantity && openQuantity(part.quantity)
      const known = wanted.get(source)
      const sum = known && amount ? add(known.sum, amount) : amount && ok(amount)
      if (sum && !sum.ok) return sum
      if (sum) wanted.set(source, { sum: sum.value, hand: part })
      else if (source === part.offer && scene.intents.one(source, nowMs)?.ware !== ware) return no(plansMessage('plans.offer-gone'))
    }
  }
  for (const [source, { sum, hand }] of wanted) {
    const why = whyNotFree(source, sum, hand, before, plan, scene)
    if (why) return no(why)
    if (source !== hand.portion) continue
    for (const { plan: other, key } of plans.loose(source, nowMs)) if (other !== plan) goes.set(other, (goes.get(other) ?? new Set()).add(key))
  }
  return ok([...noesTo(goes), { type: 'plan.yes', plan, keys: parts.map(({ key }) => key), ...(again && { again }) }])
}

/** What keeps so much from being promised of a portion or an offer. */
function whyNotFree(source: StatementId, amount: Quantity, hand: PlanHand, before: ReadonlySet<IdText>, plan: IdText, { plans, intents, stock, nowMs, ware }: PlansScene): Message | undefined {
  const portion = source === hand.portion ? stock.one(source) : undefined
  const offer = portion ? undefined : intents.one(source, nowMs)
  if (portion && portion.ware !== ware) return plansMessage('plans.portion-not-theirs')
  if (!portion && (offer?.kind !== 'offer' || offer.ware !== ware || offer.state === 'withdrawn' || offer.state === 'lapsed' || offer.state === 'done')) return plansMessage('plans.offer-gone')
  const there = portion ? portion.quantity : offer?.quantity ? (offer.open ?? { ...offer.quantity, n: 0n, d: 1n }) : undefined
  if (!there) return undefined
  if (!sameKind(there, amount)) return plansMessage('plans.units', { kept: shown(there), given: shown(amount) })
  const kept = plans.promises(nowMs).kept(source, there, ({ record }) => before.has(record.plan) || record.plan === plan)
  const left = subtract(there, kept)
  const free = left.ok ? left.value : { ...there, n: 0n, d: 1n }
  return subtract(free, amount).ok ? undefined : plansMessage('plans.too-much', { thing: hand.thing, free: shown(free) })
}

function decideLess({ plan, key, quantity, why }: PlanLessWish, scene: PlansScene): Statements {
  const found = ownWord(plan, [key], scene)
  if (!found.ok) return found
  const [part] = found.value as [Part]
  if (!part.quantity) return no(plansMessage('plans.less-no-amount'))
  const amount = amountOf(quantity, part.thing)
  if (!amount.ok) return amount
  const asked = openQuantity(part.quantity)
  const order = compare(amount.value, asked)
  if (!order.ok) return order
  if (order.value >= 0) return no(plansMessage('plans.less-not-less', { asked: shown(asked) }))
  return withWhy({ type: 'plan.less', plan, key, quantity: encodeQuantity(amount.value) }, why)
}

function decideNo({ plan, keys, why }: PlanNoWish, scene: PlansScene): Statements {
  const found = ownWord(plan, keys, scene)
  return found.ok ? withWhy({ type: 'plan.no', plan, keys: found.value.map(({ key }) => key) }, why) : found
}

/** One's own parts of a plan that is not over. */
function ownWord(plan: IdText, keys: readonly string[] | undefined, { plans, ware, nowMs }: PlansScene): Result<Part[], Message> {
  const content = plans.contentOf(plan)
  const state = plans.stateOf(plan, nowMs)
  if (!content || !state) return no(plansMessage('plans.unknown'))
  if (plans.record(plan)?.end || state === 'done') return no(plansMessage('plans.over'))
  return ownParts(content, keys, ware)
}

function withWhy(draft: { type: string; [field: string]: Value }, why: string | undefined): Statements {
  if (why === undefined) return ok([draft])
  const clean = cleanProse('note', why, planLimits.whyCharsMax)
  return clean.ok ? ok([{ ...draft, why: clean.value }]) : clean
}

function decideHanded({ plan, hand: key, quantity, note }: PlanHandedWish, scene: PlansScene): Statements {
  const record = scene.plans.record(plan)
  const hand = record?.content.hands.find((one) => one.key === key)
  if (!record) return no(plansMessage('plans.unknown'))
  if (!hand) return no(plansMessage('plans.part-unknown', { key: key.slice(0, planLimits.keyCharsMax) }))
  const taker = takerOf(record.content, hand)
  if (scene.ware !== hand.ware && scene.ware !== taker) return no(plansMessage('plans.handed-sides'))
  const state = scene.plans.stateOf(plan, scene.nowMs)
  if (state !== 'holds' && state !== 'done') return no(plansMessage('plans.handed-early'))
  const yes = scene.plans.promises(scene.nowMs).yesTo(record, key, hand)
  if (!yes) return no(plansMessage('plans.handed-early'))
  const draft: { type: string; [field: string]: Value } = { type: 'flow.handed', yes: yes.id, hand: key }
  let amount = hand.quantity && openQuantity(hand.quantity)
  if (quantity !== undefined) {
    const read = amountOf(quantity, hand.thing)
    if (!read.ok) return read
    if (amount && !sameKind(amount, read.value)) return no(flowsMessage('flows.yes-units', { need: shown(amount), given: shown(read.value) }))
    amount = read.value
    draft['quantity'] = encodeQuantity(read.value)
  }
  if (note !== undefined) {
    const clean = cleanProse('note', note, planLimits.noteCharsMax)
    if (!clean.ok) return clean
    draft['note'] = clean.value
  }
  // What is lent comes back: it leaves no portion.
  if (scene.ware !== hand.ware || hand.portion === undefined || hand.does === 'lend' || !amount) return ok([draft])
  const portion = scene.stock.one(hand.portion)
  if (portion?.device !== scene.device) return no(plansMessage('plans.portion-one'))
  const kept = scene.plans.kept(hand.portion, scene.nowMs, (promised) => promised.record.plan === plan && promised.hand.key === key)
  const free = kept ? subtract(portion.quantity, kept) : ok(portion.quantity)
  if (!free.ok || !sameKind(portion.quantity, amount) || !subtract(free.value, amount).ok) {
    return no(flowsMessage('stock.short', { have: shown(free.ok ? free.value : portion.quantity), thing: portion.thing }))
  }
  draft['portion'] = hand.portion
  const take = { type: 'stock.take', portion: hand.portion, quantity: encodeQuantity(amount), yes: yes.id }
  return ok([draft, take, ...lettingGo([take], scene.plans, scene.nowMs)])
}

function decideSplit({ offer, portion, shares }: SplitWish, { intents, stock, ware, device, nowMs }: PlansScene): Statements {
  const row = offer === undefined ? undefined : intents.one(offer, nowMs)
  const held = portion === undefined ? undefined : stock.one(portion)
  const isMine = held ? held.ware === ware && held.device === device : row?.kind === 'offer' && row.ware === ware
  if ((row === undefined) === (held === undefined) || !isMine) return no(plansMessage('plans.split-what'))
  const there = held?.quantity ?? row?.open ?? row?.quantity
  let sum: Quantity | undefined
  for (const { need, quantity } of shares) {
    if (intents.ends(need)?.kind !== 'need') return no(plansMessage('plans.need-unknown'))
    const next = sum ? add(sum, quantity) : ok(quantity)
    if (!next.ok) return next
    sum = next.value
  }
  if (sum && there && !subtract(there, sum).ok) return no(plansMessage('plans.split-too-much'))
  const said = shares.filter(({ quantity }) => quantity.n > 0n).slice(0, planLimits.sharesMax)
  return ok([{ type: 'level.split', ...(offer !== undefined && { offer }), ...(portion !== undefined && { portion }), shares: said.map(({ need, quantity }) => ({ need, quantity: encodeQuantity(quantity) })) }])
}
