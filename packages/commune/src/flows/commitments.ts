/**
 * Commitments by consent of both. A yes names the need, the offer or both, and the ware on the other side; who gives and
 * who receives follows from whose need or offer it is. All yeses between the same two about the same need and offer are
 * one commitment: of each side the last one counts (none, if that one was withdrawn), and what both said yes to is the
 * smaller amount. Handovers are added up within the commitment and within nothing else.
 */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { add, compare, openQuantity, type Quantity, type QuantityCode, shown } from '../quantity/index.ts'
import { flowsMessage, type Message } from '../words/index.ts'
import type { CommitmentRow, CommitmentState } from './rows.ts'
import type { FlowHanded, FlowYes } from './types.ts'

/** One yes that holds, with the ware that said it. */
export interface YesSaid {
  readonly at: Origin
  readonly ware: IdText
  readonly says: FlowYes
  readonly withdrawn: boolean
}

/** One handover as one side saw it. */
export interface HandedSaid {
  readonly at: Origin
  readonly ware: IdText
  readonly says: FlowHanded
}

/** A need or an offer as a commitment needs to know it. */
export interface Ends {
  readonly ware: IdText
  readonly thing: string
  readonly quantity: QuantityCode | undefined
  readonly until: number | undefined
  readonly withdrawn: boolean
}

export interface Commitment {
  readonly id: StatementId
  readonly need: StatementId | undefined
  readonly offer: StatementId | undefined
  readonly thing: string
  readonly giver: IdText
  readonly receiver: IdText
  readonly giverYes: YesSaid | undefined
  readonly receiverYes: YesSaid | undefined
  readonly quantity: Quantity | undefined
  /** Both said yes, but to amounts that cannot be compared. */
  readonly unitsDiffer: boolean
  readonly giverHanded: Handed
  readonly receiverHanded: Handed
  readonly handed: Quantity | undefined
  readonly until: number | undefined
  readonly lamport: number
  /** All its yeses, those that a later one replaced as well. */
  readonly yeses: readonly StatementId[]
}

interface Handed {
  readonly times: number
  readonly quantity: Quantity | undefined
}

/** Who gives and who receives, or undefined when this yes is not between the two whose need and offer it names. */
export const sidesOf = (
  yes: YesSaid,
  need: Ends | undefined,
  offer: Ends | undefined
): { giver: IdText; receiver: IdText } | undefined => {
  const { ware, says } = yes
  const other = says.with
  if (ware === other) return undefined
  if ((says.need !== undefined && !need) || (says.offer !== undefined && !offer)) return undefined
  const receiver = need?.ware ?? (offer?.ware === ware ? other : ware)
  const giver = offer?.ware ?? (need?.ware === ware ? other : ware)
  const between = (giver === ware && receiver === other) || (giver === other && receiver === ware)
  return between ? { giver, receiver } : undefined
}

/** What all yeses and handovers of one commitment come to. `yeses` is not empty. */
export const commitmentOf = (
  yeses: readonly YesSaid[],
  handed: readonly HandedSaid[],
  sides: { giver: IdText; receiver: IdText },
  need: Ends | undefined,
  offer: Ends | undefined
): Commitment => {
  const { giver, receiver } = sides
  const first = yeses.reduce((a, b) => (laterThan(a.at, b.at) ? b : a))
  // Who withdraws a need or an offer withdraws the yeses that stood on it.
  const giverYes = offer?.withdrawn ? undefined : lastOf(yeses, giver)
  const receiverYes = need?.withdrawn ? undefined : lastOf(yeses, receiver)
  const whole = smaller(open(need?.quantity), open(offer?.quantity))
  const given = open(giverYes?.says.quantity)
  const wanted = open(receiverYes?.says.quantity)
  const unitsDiffer = given !== undefined && wanted !== undefined && !compare(given, wanted).ok
  const quantity = unitsDiffer ? undefined : (smaller(given, wanted) ?? whole)
  const giverHanded = handedBy(handed, giver, quantity)
  const receiverHanded = handedBy(handed, receiver, quantity)
  const until = [giverYes?.says.until, receiverYes?.says.until].filter((time) => time !== undefined)
  return {
    id: first.at.id,
    need: first.says.need,
    offer: first.says.offer,
    thing: need?.thing ?? offer?.thing ?? '',
    giver,
    receiver,
    giverYes,
    receiverYes,
    quantity,
    unitsDiffer,
    giverHanded,
    receiverHanded,
    handed: giverHanded.quantity && receiverHanded.quantity && smaller(giverHanded.quantity, receiverHanded.quantity),
    until: until.length > 0 ? Math.min(...until) : soonest(need?.until, offer?.until),
    lamport: Math.max(...yeses.map((yes) => yes.at.lamport), ...handed.map((one) => one.at.lamport)),
    yeses: yeses.map((yes) => yes.at.id)
  }
}

export const commitmentState = (one: Commitment, nowMs: number): CommitmentState => {
  const both = one.giverHanded.times > 0 && one.receiverHanded.times > 0
  if (both) {
    if (one.quantity === undefined || one.handed === undefined) return 'handed'
    const enough = compare(one.handed, one.quantity)
    return enough.ok && enough.value >= 0 ? 'handed' : 'part-handed'
  }
  if (one.until !== undefined && one.until <= nowMs) return 'lapsed'
  return one.giverYes && one.receiverYes && !one.unitsDiffer ? 'agreed' : 'asked'
}

export const commitmentRow = (one: Commitment, nowMs: number): CommitmentRow => {
  const state = commitmentState(one, nowMs)
  const note = one.receiverYes?.says.note ?? one.giverYes?.says.note
  return {
    id: one.id,
    ...(one.need !== undefined && { need: one.need }),
    ...(one.offer !== undefined && { offer: one.offer }),
    thing: one.thing,
    giver: one.giver,
    receiver: one.receiver,
    ...(one.giverYes && { giverYes: one.giverYes.at.id }),
    ...(one.receiverYes && { receiverYes: one.receiverYes.at.id }),
    ...(one.giverYes?.says.quantity && { giverQuantity: openQuantity(one.giverYes.says.quantity) }),
    ...(one.receiverYes?.says.quantity && { receiverQuantity: openQuantity(one.receiverYes.says.quantity) }),
    ...(one.quantity && { quantity: one.quantity }),
    ...(one.giverHanded.quantity && { giverHanded: one.giverHanded.quantity }),
    ...(one.receiverHanded.quantity && { receiverHanded: one.receiverHanded.quantity }),
    ...(one.handed && { handed: one.handed }),
    giverSaid: one.giverHanded.times,
    receiverSaid: one.receiverHanded.times,
    ...(one.until !== undefined && { untilMs: one.until }),
    ...(note !== undefined && { note }),
    state,
    words: stateWords(one, state),
    lamport: one.lamport
  }
}

function stateWords(one: Commitment, state: CommitmentState): Message {
  switch (state) {
    case 'handed':
      return flowsMessage('flows.yes.handed')
    case 'part-handed':
      return flowsMessage('flows.yes.part-handed', { handed: shown(one.handed as Quantity) })
    case 'lapsed':
      return flowsMessage('flows.yes.lapsed')
    case 'asked':
      return flowsMessage(one.unitsDiffer ? 'flows.yes.units-differ' : 'flows.yes.asked')
    case 'agreed':
      if (one.giverHanded.times + one.receiverHanded.times > 0) return flowsMessage('flows.yes.one-handed')
      return one.quantity
        ? flowsMessage('flows.yes.agreed-to', { quantity: shown(one.quantity) })
        : flowsMessage('flows.yes.agreed')
  }
}

function lastOf(yeses: readonly YesSaid[], ware: IdText): YesSaid | undefined {
  let last: YesSaid | undefined
  for (const yes of yeses) if (yes.ware === ware && (!last || laterThan(yes.at, last.at))) last = yes
  return last?.withdrawn ? undefined : last
}

/** A handover without an amount is all of what was agreed. Amounts that cannot be added to the first are left out. */
function handedBy(handed: readonly HandedSaid[], ware: IdText, whole: Quantity | undefined): Handed {
  let quantity: Quantity | undefined
  let times = 0
  for (const one of [...handed].sort((a, b) => (laterThan(a.at, b.at) ? 1 : -1))) {
    if (one.ware !== ware) continue
    const amount = open(one.says.quantity) ?? whole
    if (amount && whole && !compare(amount, whole).ok) continue
    times++
    if (!amount) continue
    const sum = quantity ? add(quantity, amount) : { ok: true as const, value: amount }
    if (sum.ok) quantity = sum.value
  }
  return { times, quantity }
}

export const open = (code: QuantityCode | undefined): Quantity | undefined => code && openQuantity(code)

/** The smaller of two amounts; the one there is; the first when they cannot be compared. */
export const smaller = (a: Quantity | undefined, b: Quantity | undefined): Quantity | undefined => {
  if (!a || !b) return a ?? b
  const order = compare(a, b)
  return order.ok && order.value > 0 ? b : a
}

const soonest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
