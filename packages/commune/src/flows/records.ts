/**
 * One need or offer as it stands, worked out from all that was said about it. Kept between looks, so that a page of a
 * hundred thousand costs a page; what depends on the time of looking (lapsing) is added when a row is made.
 */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { originAt } from '../facts/index.ts'
import {
  add,
  compare,
  nounOf,
  openQuantity,
  type Quantity,
  type QuantityCode,
  shown,
  singular,
  subtract
} from '../quantity/index.ts'
import type { Standing } from '../undo/index.ts'
import { flowsMessage, type Message } from '../words/index.ts'
import { countingNow, isEnough, spanAt } from './again.ts'
import { type Commitment, commitmentRow, commitmentState, type Ends } from './commitments.ts'
import type { Carriage } from './carriage.ts'
import type { IntentDetail, IntentRow, IntentState } from './rows.ts'
import { changedMore, openMore, type SaidMore, saidMore } from './saying-more.ts'
import type { FlowsState, IntentKind, Told } from './types.ts'

export interface IntentRecord extends Ends {
  readonly id: StatementId
  readonly kind: IntentKind
  readonly lamport: number
  readonly place: string | undefined
  readonly note: string | undefined
  readonly from: string | undefined
  readonly told: Told | undefined
  /** Carried here from another world; with how much its carrier knew, and that it is over where it came from. */
  readonly carried: Carriage | undefined
  readonly at: number
  readonly over: boolean
  readonly withdrawn: boolean
  /** It was told to these wares alone. */
  readonly few: readonly IdText[] | undefined
  /** Another copy of the same is shown in its place. */
  readonly outweighed?: true
  /** Both sides say that all of it was handed over. */
  readonly done: boolean
  readonly commitments: readonly Commitment[]
  /** What it says besides. */
  readonly more: SaidMore
  /** Of one that comes again by rhythm: the end of its first span. Its `until` is then none: it never lapses. */
  readonly due: number | undefined
}

/** The need or offer with its own changes, before anybody's answer; undefined when it does not hold. */
export const readIntent = (
  state: FlowsState,
  standing: Standing,
  id: StatementId,
  changes: readonly StatementId[],
  withdrawals: readonly StatementId[]
): Omit<IntentRecord, 'commitments' | 'done'> | undefined => {
  const filed = state.intents.get(id)
  if (filed === undefined) return undefined
  const ware = standing.wareOf(originAt(id, filed))
  if (ware === undefined) return undefined
  const { type, thing, quantity, place, until, note, from, told, carried } = filed.says
  let at = carried?.at ?? 0
  const now = { thing, quantity, place, until, note }
  let more = saidMore(filed.says)
  for (const change of ownInOrder(state.changes, changes, standing, ware, filed.lamport)) {
    if (change.thing !== undefined) now.thing = change.thing
    if (change.quantity !== undefined) now.quantity = change.quantity ?? undefined
    if (change.place !== undefined) now.place = change.place ?? undefined
    if (change.until !== undefined) now.until = change.until ?? undefined
    if (change.note !== undefined) now.note = change.note ?? undefined
    more = changedMore(more, change)
    if (change.at !== undefined) at = Math.max(at, change.at)
  }
  const due = now.until
  if (more.again && 'every' in more.again) now.until = undefined
  const takenBack = ownInOrder(state.withdrawals, withdrawals, standing, ware, filed.lamport)
  for (const back of takenBack) at = Math.max(at, back.at ?? 0)
  const over = carried !== undefined && (carried.over === true || (takenBack.length > 0 && takenBack.every((back) => back.at !== undefined)))
  const withdrawn = over || takenBack.length > 0
  const origin = { from, told, carried, at, over, few: filed.few }
  return { id, kind: type === 'flow.need' ? 'need' : 'offer', ware, lamport: filed.lamport, ...now, ...origin, withdrawn, more, due }
}

interface Table<T> {
  get(id: string): { device: IdText | null; lamport: number; says: T } | undefined
}

/** What this ware said about something of its own after it began, in order. */
export const ownInOrder = <T>(
  table: Table<T>,
  ids: readonly StatementId[],
  standing: Standing,
  ware: IdText,
  afterLamport: number
): T[] => {
  if (ids.length === 0) return []
  const said: { at: Origin; says: T }[] = []
  for (const id of ids) {
    const filed = table.get(id)
    if (filed === undefined || filed.lamport <= afterLamport) continue
    const at = originAt(id, filed)
    if (standing.wareOf(at) === ware) said.push({ at, says: filed.says })
  }
  return said.sort((a, b) => (laterThan(a.at, b.at) ? 1 : -1)).map(({ says }) => says)
}

/** Sum of the amounts, in the unit of `like`; what cannot be added is left out. */
const sum = (like: QuantityCode, amounts: readonly (Quantity | undefined)[]): Quantity => {
  let total: Quantity = { n: 0n, d: 1n, unit: like[2] }
  for (const amount of amounts) {
    const more = amount && add(total, amount)
    if (more?.ok) total = more.value
  }
  return total
}

export const isDone = (quantity: QuantityCode | undefined, commitments: readonly Commitment[]): boolean => {
  const handed = commitments.filter((one) => one.giverHanded.times > 0 && one.receiverHanded.times > 0)
  if (handed.length === 0) return false
  if (quantity === undefined) return true
  if (handed.some((one) => one.handed === undefined)) return true
  const enough = compare(
    sum(
      quantity,
      handed.map((one) => one.handed)
    ),
    openQuantity(quantity)
  )
  return enough.ok && enough.value >= 0
}

interface Standpoint {
  readonly state: IntentState
  readonly words: Message
  readonly answers: number
  readonly agreements: number
  readonly open: Quantity | undefined
}

/** How much of a thing its ware has in stock, for those needs that come again when it is used up. */
export type There = (record: IntentRecord) => Quantity | undefined

/** Where it stands at `nowMs`. */
export const standpoint = (record: IntentRecord, nowMs: number, there?: There): Standpoint => {
  const all = record.quantity && openQuantity(record.quantity)
  if (record.withdrawn) return plain('withdrawn', all)
  if (record.done) return plain('done', undefined)
  const { again } = record.more
  const current = countingNow(record.commitments, record.due, again, nowMs)
  if (again && isDone(record.quantity, current)) return rests(flowsMessage('flows.state.done-again'))
  if (again && 'below' in again && isEnough(again, there?.(record))) return rests(flowsMessage('flows.state.enough', { below: shown(openQuantity(again.below)) }))
  if (record.until !== undefined && record.until <= nowMs) return plain('lapsed', all)
  let answers = 0
  let waiting = 0
  let asked = false
  const agreed: Commitment[] = []
  for (const one of current) {
    const state = commitmentState(one, nowMs)
    if (state === 'lapsed') continue
    const mine = record.kind === 'need' ? one.receiverYes : one.giverYes
    const theirs = record.kind === 'need' ? one.giverYes : one.receiverYes
    if (theirs || state !== 'asked') answers++
    if (state !== 'asked') agreed.push(one)
    else if (theirs && !mine) waiting++
    else if (mine && !theirs) asked = true
  }
  const agreements = agreed.length
  let left = all
  if (all && record.quantity) {
    const taken = sum(
      record.quantity,
      agreed.map((one) => larger(one.quantity, one.handed))
    )
    const rest = subtract(all, taken)
    left = rest.ok ? rest.value : undefined
    if (left && left.n === 0n) left = undefined
    if (agreements > 0 && left) {
      const words = flowsMessage('flows.state.partly', { quantity: shown(taken), open: shown(left) })
      return { state: 'partly', words, answers, agreements, open: left }
    }
  }
  if (agreements > 0) return { state: 'agreed', words: flowsMessage('flows.state.agreed'), answers, agreements, open: left }
  if (waiting > 0)
    return { state: 'answered', words: flowsMessage('flows.state.answered', { n: waiting }), answers, agreements, open: left }
  const words = flowsMessage(asked ? 'flows.state.asked-by-us' : 'flows.state.open')
  return { state: 'open', words, answers, agreements, open: left }
}

const plain = (state: 'withdrawn' | 'done' | 'lapsed', open: Quantity | undefined): Standpoint => ({
  state,
  words: flowsMessage(`flows.state.${state}`),
  answers: 0,
  agreements: 0,
  open
})

/** Met for now: it comes open again. */
const rests = (words: Message): Standpoint => ({ state: 'done', words, answers: 0, agreements: 0, open: undefined })

const larger = (a: Quantity | undefined, b: Quantity | undefined): Quantity | undefined => {
  if (!a || !b) return a ?? b
  const order = compare(a, b)
  return order.ok && order.value < 0 ? b : a
}

/** “3 loaves of bread”, “3 ladders”, “bread”. */
export const whatWords = (thing: string, quantity: Quantity | undefined): Message => {
  if (!quantity) return flowsMessage('flows.what-plain', { thing })
  const noun = nounOf(quantity.unit)
  const counted = noun !== undefined && singular(thing.toLowerCase()) === noun
  return counted
    ? flowsMessage('flows.what-counted', { quantity: shown(quantity) })
    : flowsMessage('flows.what', { quantity: shown(quantity), thing })
}

export const intentRow = (record: IntentRecord, nowMs: number, there?: There): IntentRow => rowAt(record, standpoint(record, nowMs, there), nowMs)

export const intentDetail = (record: IntentRecord, nowMs: number, there?: There): IntentDetail => {
  const at = standpoint(record, nowMs, there)
  return {
    ...rowAt(record, at, nowMs),
    commitments: record.commitments.map((one) => commitmentRow(one, nowMs)),
    ...(at.open && { open: at.open })
  }
}

function rowAt(record: IntentRecord, at: Standpoint, nowMs: number): IntentRow {
  const quantity = record.quantity && openQuantity(record.quantity)
  const untilMs = record.until ?? spanAt(record.due, record.more.again, nowMs)?.untilMs
  return {
    id: record.id,
    kind: record.kind,
    ware: record.ware,
    thing: record.thing,
    ...(quantity && { quantity }),
    ...(record.place !== undefined && { place: record.place }),
    ...(untilMs !== undefined && { untilMs }),
    ...(record.note !== undefined && { note: record.note }),
    ...(record.from !== undefined && { from: record.from }),
    ...(record.told !== undefined && { told: record.told }),
    ...openMore(record.more),
    ...(record.carried !== undefined && { carried: record.carried }),
    ...(record.few !== undefined && { few: record.few }),
    state: at.state,
    what: whatWords(record.thing, quantity),
    words: at.words,
    answers: at.answers,
    agreements: at.agreements,
    lamport: record.lamport
  }
}
