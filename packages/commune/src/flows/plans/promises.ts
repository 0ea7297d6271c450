/**
 * What plans keep of portions and offers. What is promised of one portion stands in the order in which its one holding device said so
 * (T7); each promise counts as far as what is there reaches, and a plan with a part that is not covered holds nothing. A device decides
 * nothing that would not be covered; this is for what it could not know: somebody counted less, a chain forked, an offer was said yes
 * to at two places at once.
 *
 * Whether a plan stands in the way of others is judged by words and time alone, and then what is covered by that: so no plan's cover
 * hangs on its own.
 */
import { type IdText, laterThan, type Origin } from '@commune/protocol'
import { add, isNothing, openQuantity, type Quantity, sameKind, subtract } from '../../quantity/index.ts'
import type { StockView } from '../stock.ts'
import type { IntentsView } from '../views.ts'
import { isHanded, noHanded } from './handed.ts'
import type { PlanLedger, PlanRecord } from './ledger.ts'
import type { PlanHand } from './types.ts'

/** So much of a portion or an offer, for one hand of one plan. */
export interface Promised {
  readonly record: PlanRecord
  readonly hand: PlanHand
  /** Where its yes stands. */
  readonly at: Origin
  /** What is still to be handed over of it. Left out: of an offer, no amount is known. */
  readonly rest: Quantity | undefined
}

export interface PromisesPorts {
  readonly ledger: PlanLedger
  readonly stock: StockView
  readonly intents: IntentsView
}

interface NeedLook {
  readonly row: ReturnType<IntentsView['ends']>
  readonly isTakenBack: boolean
}

/** Of the sources that plans give from, at one moment. */
export class Promises {
  readonly nowMs: number
  readonly #ports: PromisesPorts
  readonly #short = new Map<string, ReadonlySet<PlanHand>>()
  readonly #alive = new Map<IdText, boolean>()
  /** Nothing changes while this is looked at: each is asked for once. */
  readonly #portions = new Map<string, ReturnType<StockView['held']>>()
  readonly #needs = new Map<string, NeedLook>()

  constructor(ports: PromisesPorts, nowMs: number) {
    this.#ports = ports
    this.nowMs = nowMs
  }

  /** The yes that counts for a part: what is given from a portion is promised by the device that holds it alone. */
  yesTo(record: PlanRecord, key: string, hand?: PlanHand): Origin | undefined {
    const said = record.yeses.get(key)
    if (!said || hand?.portion === undefined) return said?.[0]?.at
    const portion = this.#portion(hand.portion)
    return portion?.ware === hand.ware ? said.find(({ at }) => at.device === portion.device)?.at : undefined
  }

  allYes(record: PlanRecord): boolean {
    const { needs, hands } = record.content
    return needs.every(({ key }) => this.yesTo(record, key) !== undefined) && hands.every((hand) => this.yesTo(record, hand.key, hand) !== undefined)
  }

  /** What feeds its needs was handed over. */
  isDone({ content, handed }: PlanRecord): boolean {
    const ends = new Set(content.needs.map(({ key }) => key))
    const last = content.hands.filter(({ feeds }) => ends.has(feeds))
    return last.length > 0 && last.every((hand) => isHanded(content, hand, handed.get(hand.key) ?? noHanded))
  }

  /** By words and time alone: it may keep what it was promised. */
  isAlive(record: PlanRecord): boolean {
    const known = this.#alive.get(record.plan)
    if (known !== undefined) return known
    const alive = !record.end && record.content.until > this.nowMs && !this.isDone(record) && (this.allYes(record) || (record.proposed && (record.content.by ?? Number.POSITIVE_INFINITY) > this.nowMs)) && !this.goneNeed(record)
    this.#alive.set(record.plan, alive)
    return alive
  }

  /** The part for a need that is not there any more, or was never of the ware that is named. */
  goneNeed({ content }: PlanRecord): PlanRecord['content']['needs'][number] | undefined {
    return content.needs.find(({ need, ware }) => {
      const { row, isTakenBack } = this.#need(need)
      // Of one that is not known here nothing is known; its ware's yes is enough.
      if (!row) return isTakenBack
      return row.kind !== 'need' || row.ware !== ware || row.withdrawn
    })
  }

  #need(id: string): NeedLook {
    const known = this.#needs.get(id)
    if (known) return known
    const { intents } = this.#ports
    const row = intents.ends(id)
    const look = { row, isTakenBack: !row && intents.isTakenBack(id) }
    this.#needs.set(id, look)
    return look
  }

  #portion(id: string): ReturnType<StockView['held']> {
    if (this.#portions.has(id)) return this.#portions.get(id)
    const portion = this.#ports.stock.held(id)
    this.#portions.set(id, portion)
    return portion
  }

  /** All that is promised of a portion or an offer, in order, of plans that are alive. */
  of(source: string): Promised[] {
    const { ledger } = this.#ports
    const found: Promised[] = []
    for (const plan of ledger.about(source)) {
      const record = ledger.records.get(plan)
      if (!record || !this.isAlive(record)) continue
      for (const promised of this.#inPlan(record, source)) found.push(promised)
    }
    return found.sort((a, b) => (a.at.id === b.at.id ? (a.hand.key < b.hand.key ? -1 : 1) : laterThan(a.at, b.at) ? 1 : -1))
  }

  *#inPlan(record: PlanRecord, source: string): Iterable<Promised> {
    for (const hand of record.content.hands) {
      if (hand.portion !== source && hand.offer !== source) continue
      const at = this.yesTo(record, hand.key, hand)
      if (at) yield { record, hand, at, rest: restOf(record, hand) }
    }
  }

  /** Hands that what is there does not reach for. */
  #shortOf(source: string): ReadonlySet<PlanHand> {
    const known = this.#short.get(source)
    if (known) return known
    const short = new Set<PlanHand>()
    this.#short.set(source, short)
    const { intents } = this.#ports
    const portion = this.#portion(source)
    const offer = portion ? undefined : intents.one(source, this.nowMs)
    let left: Quantity | null | undefined = portion ? portion.quantity : offer && isOpenOffer(offer) ? (offer.quantity ? this.#leftOf(source, offer.open) : undefined) : null
    for (const { hand, rest } of this.of(source)) {
      if (offer && offer.ware !== hand.ware) short.add(hand)
      else if (left === null) short.add(hand)
      // An offer of no known amount reaches for as much as its ware says yes to.
      else if (left !== undefined && rest) {
        const next = sameKind(left, rest) ? subtract(left, rest) : undefined
        if (next?.ok) left = next.value
        else if (!isNothing(rest)) short.add(hand)
      }
    }
    return short
  }

  /** What is open of an offer besides what went through plans already; null: nothing. */
  #leftOf(offer: string, open: Quantity | undefined): Quantity | null {
    let left = open
    const { ledger } = this.#ports
    for (const plan of left ? ledger.about(offer) : []) {
      const record = ledger.records.get(plan)
      for (const hand of record?.content.hands ?? []) {
        const given = hand.offer === offer ? record?.handed.get(hand.key)?.giver.quantity : undefined
        if (!left || !given || !sameKind(left, given)) continue
        const rest = subtract(left, given)
        left = rest.ok ? rest.value : undefined
      }
    }
    return left ?? null
  }

  /** The first of its parts that is promised and not there. */
  shortIn(record: PlanRecord): PlanHand | undefined {
    return record.content.hands.find((hand) => [hand.portion, hand.offer].some((source) => source !== undefined && record.yeses.has(hand.key) && this.#shortOf(source).has(hand)))
  }

  /** It keeps what it was promised. */
  keeps(record: PlanRecord): boolean {
    return this.isAlive(record) && this.shortIn(record) === undefined && this.replacedBy(record) === undefined
  }

  /** One that came instead, meets the same needs and holds: those whose needs they are have said yes to it. */
  replacedBy(record: PlanRecord): PlanRecord | undefined {
    const { ledger } = this.#ports
    for (const plan of ledger.about(record.plan)) {
      const next = ledger.records.get(plan)
      if (!next || next.content.instead !== record.plan || !this.isAlive(next) || !this.allYes(next) || this.shortIn(next)) continue
      if (record.content.needs.every(({ need, ware }) => next.content.needs.some((one) => one.need === need && one.ware === ware))) return next
    }
    return undefined
  }

  /** How much of a portion or an offer is kept for plans, in the unit of `like`; `but` is left out. */
  kept(source: string, like: Quantity, but?: (promised: Promised) => boolean): Quantity {
    let sum: Quantity = { n: 0n, d: 1n, unit: like.unit }
    for (const promised of this.of(source)) {
      const { record, rest } = promised
      if (!rest || but?.(promised) === true || !this.keeps(record)) continue
      const more = add(sum, rest)
      if (more.ok) sum = more.value
    }
    return sum
  }
}

/** What is still to be handed over of a hand, as its giver says. */
function restOf({ handed }: PlanRecord, hand: PlanHand): Quantity | undefined {
  if (!hand.quantity) return undefined
  const whole = openQuantity(hand.quantity)
  const given = handed.get(hand.key)?.giver
  if (!given?.quantity) return whole
  const rest = subtract(whole, given.quantity)
  return rest.ok ? rest.value : { n: 0n, d: 1n, unit: whole.unit }
}

const isOpenOffer = ({ kind, state }: { readonly kind: string; readonly state: string }): boolean => kind === 'offer' && state !== 'withdrawn' && state !== 'lapsed' && state !== 'done'
