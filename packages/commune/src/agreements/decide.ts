/** Wishes about agreements become statements. */
import { type IdText, no, ok, type RawStatement, type Result, type StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { cleanId, cleanLine, cleanProse, cleanTime } from '../facts/index.ts'
import type { ThingId, ThingsView } from '../senses/index.ts'
import { type Message, agreementsMessage } from '../words/index.ts'
import { isRole, pointsOf, thingOf } from './points.ts'
import { ruleLimits, type Rule } from './rule.ts'
import type { AgreementRow } from './rows.ts'
import { ruleSchema } from './shape.ts'
import { agreementLimits, yesMsDefault } from './types.ts'
import type { AgreementsView } from './views.ts'
import { whyUnwilling } from './willing.ts'

/** Proposes rules; with it one says yes for oneself and for what one looks after. */
export interface ProposeWish {
  readonly wish: 'propose'
  readonly name?: string
  readonly rules: readonly Rule[]
  readonly with?: readonly IdText[]
  readonly instead?: StatementId
  readonly note?: string
  /** Its rules outrank all others; for what one answers for oneself. */
  readonly safety?: boolean
  readonly pledge?: string
  readonly untilMs?: number
}

/** Says yes, for oneself and for every thing in it that one looks after; or for one thing alone. */
export interface AgreeWish {
  readonly wish: 'agree'
  readonly agreement: StatementId
  readonly thing?: ThingId
  readonly pledge?: string
  readonly untilMs?: number
}

/** Says no, or takes a yes back. */
export interface DisagreeWish {
  readonly wish: 'disagree'
  readonly agreement: StatementId
  readonly thing?: ThingId
  readonly why?: string
}

export type AgreementsWish = ProposeWish | AgreeWish | DisagreeWish

export interface AgreementsWisher {
  readonly agreements: AgreementsView
  readonly things: ThingsView
  readonly ware: IdText
  readonly nowMs: number
}

export const decideAgreement = (wish: AgreementsWish, wisher: AgreementsWisher): Result<RawStatement[], Message> => {
  switch (wish.wish) {
    case 'propose':
      return decidePropose(wish, wisher)
    case 'agree':
      return decideAnswer(wish, wisher, (row, side) => yesTo(row.id, side, wish, wisher))
    case 'disagree':
      return decideAnswer(wish, wisher, (row, side) => noTo(row.id, side, wish))
  }
}

function decidePropose(wish: ProposeWish, { agreements, things, ware, nowMs }: AgreementsWisher): Result<RawStatement[], Message> {
  if (wish.rules.length === 0) return no(agreementsMessage('agreements.no-rules'))
  if (wish.rules.length > agreementLimits.rulesMax) return no(agreementsMessage('agreements.many-rules', { most: agreementLimits.rulesMax }))
  const rules: string[] = []
  for (const given of wish.rules) {
    const rule = v.safeParse(ruleSchema, given)
    if (!rule.success) return no(agreementsMessage('agreements.bad-rule'))
    const json = JSON.stringify(rule.output)
    if (json.length > ruleLimits.charsMax) return no(agreementsMessage('agreements.long-rule'))
    const wrong = wrongIn(rule.output, things) ?? (wish.safety ? notYours(rule.output, things, ware) : undefined)
    if (wrong) return no(wrong)
    rules.push(json)
  }
  if (wish.instead !== undefined && !agreements.one(wish.instead, nowMs)) return no(agreementsMessage('agreements.unknown'))
  const said: { type: string; [field: string]: RawStatement[string] } = { type: 'agreement.propose', rules }
  const name = wish.name === undefined ? undefined : cleanLine('name', wish.name, agreementLimits.nameCharsMax)
  if (name) {
    if (!name.ok) return name
    said['name'] = name.value
  }
  for (const [field, most] of [['note', 2_000], ['pledge', agreementLimits.pledgeCharsMax]] as const) {
    const text = wish[field]
    const clean = text === undefined ? undefined : cleanProse('note', text, most)
    if (clean && !clean.ok) return clean
    if (clean) said[field] = clean.value
  }
  const asked: IdText[] = []
  for (const other of wish.with ?? []) {
    const clean = cleanId(other)
    if (!clean.ok) return clean
    if (!asked.includes(clean.value)) asked.push(clean.value)
  }
  if (asked.length > 0) said['with'] = asked
  if (wish.instead !== undefined) said['instead'] = wish.instead
  if (wish.safety) said['safety'] = true
  const until = untilOf(wish.untilMs, nowMs)
  if (!until.ok) return until
  said['until'] = until.value
  return ok([said])
}

/** What keeps a rule from being about this world, in words. */
function wrongIn(rule: Rule, things: ThingsView): Message | undefined {
  const { act, senses } = pointsOf(rule)
  for (const point of [act, ...senses]) {
    if (isRole(point)) return agreementsMessage('agreements.role', { role: point.slice(1, 60) })
    const found = things.point(point)
    if (!found || found.thing.gone) return agreementsMessage('agreements.no-point', { point: point.slice(44, 120) })
  }
  const found = things.point(act)
  if (found?.kind !== 'act') return found && agreementsMessage('agreements.no-act', { thing: found.thing.called, point: found.point.name })
  const why = whyUnwilling(rule, found.point)
  return why && agreementsMessage('agreements.unwilling', { thing: found.thing.called, why })
}

function notYours(rule: Rule, things: ThingsView, ware: IdText): Message | undefined {
  const thing = things.one(thingOf(rule.act))
  return !thing || thing.bridge === ware || thing.keeper === ware ? undefined : agreementsMessage('agreements.not-safety', { thing: thing.called })
}

/** One answer for each side that this ware answers for, or for the one that is named. */
function decideAnswer(
  wish: AgreeWish | DisagreeWish,
  { agreements, things, ware, nowMs }: AgreementsWisher,
  answer: (row: AgreementRow, thing: ThingId | undefined) => Result<RawStatement, Message>
): Result<RawStatement[], Message> {
  const row = agreements.one(wish.agreement, nowMs)
  if (!row) return no(agreementsMessage('agreements.unknown'))
  const mine = row.sides.filter((side) => {
    if (side.thing === undefined) return side.ware === ware
    const thing = things.one(side.thing)
    return thing?.keeper === ware || thing?.bridge === ware
  })
  const meant = wish.thing === undefined ? mine : mine.filter((side) => side.thing === wish.thing)
  if (meant.length === 0) {
    const thing = wish.thing === undefined ? undefined : things.one(wish.thing)
    return no(thing ? agreementsMessage('agreements.not-yours', { thing: thing.called }) : agreementsMessage('agreements.not-side'))
  }
  const statements: RawStatement[] = []
  for (const side of meant) {
    const said = answer(row, side.thing)
    if (!said.ok) return said
    statements.push(said.value)
  }
  return ok(statements)
}

function yesTo(agreement: StatementId, thing: ThingId | undefined, wish: AgreeWish, { agreements, things, nowMs }: AgreementsWisher): Result<RawStatement, Message> {
  const found = thing === undefined ? undefined : things.one(thing)
  for (const rule of found ? (agreements.one(agreement, nowMs)?.rules ?? []) : []) {
    const act = things.point(rule.act)
    const why = act?.kind === 'act' && act.thing.id === thing ? whyUnwilling(rule, act.point) : undefined
    if (found && why) return no(agreementsMessage('agreements.unwilling', { thing: found.called, why }))
  }
  const until = untilOf(wish.untilMs, nowMs)
  if (!until.ok) return until
  const pledge = wish.pledge === undefined ? undefined : cleanProse('note', wish.pledge, agreementLimits.pledgeCharsMax)
  if (pledge && !pledge.ok) return pledge
  const content = agreements.contentOf(agreement)
  return ok({ type: 'agreement.yes', agreement, ...(content !== undefined && { content }), ...(thing !== undefined && { thing }), ...(pledge && { pledge: pledge.value }), until: until.value })
}

function noTo(agreement: StatementId, thing: ThingId | undefined, { why }: DisagreeWish): Result<RawStatement, Message> {
  const clean = why === undefined ? undefined : cleanProse('note', why, agreementLimits.pledgeCharsMax)
  if (clean && !clean.ok) return clean
  return ok({ type: 'agreement.no', agreement, ...(thing !== undefined && { thing }), ...(clean && { why: clean.value }) })
}

const untilOf = (untilMs: number | undefined, nowMs: number): Result<number, Message> =>
  untilMs === undefined ? ok(nowMs + yesMsDefault) : cleanTime(untilMs, nowMs)
