/**
 * Plans as they stand: who has said what, what that comes to at a moment, what is kept for them. Follows what is folded; what is covered
 * is worked out for the portions that somebody asks about and no others.
 */
import { type IdText, laterThan, type StatementId } from '@commune/protocol'
import { isNothing, openQuantity, type Quantity, shown } from '../../quantity/index.ts'
import type { Standing } from '../../undo/index.ts'
import { type Message, plansMessage } from '../../words/index.ts'
import { whatWords } from '../records.ts'
import type { Page } from '../rows.ts'
import type { StockView } from '../stock.ts'
import type { FlowsState } from '../types.ts'
import type { IntentsView } from '../views.ts'
import { isHanded, noHanded } from './handed.ts'
import { PlanLedger, type PlanRecord } from './ledger.ts'
import { type Promised, Promises } from './promises.ts'
import type { PartSays, PlanHandRow, PlanNeedRow, PlanOver, PlanQuery, PlanRow, PlanState } from './rows.ts'
import type { PlanContent, PlanHand, PlanNeed, PlansState } from './types.ts'

const pageRows = 50
const pageRowsMax = 1_000
/** Of plans that come instead of one another so many are followed. */
const chainMax = 100

const lastFirst = (a: PlanRecord, b: PlanRecord): number =>
  laterThan(a.first, b.first) ? -1 : laterThan(b.first, a.first) ? 1 : a.plan < b.plan ? -1 : 1

export class PlansView {
  readonly #ledger: PlanLedger
  readonly #stock: StockView
  readonly #intents: IntentsView
  #promises: Promises | undefined
  #seen = ''
  #order: readonly PlanRecord[] = []
  #orderVersion = -1

  constructor(state: PlansState, flows: FlowsState, standing: Standing, intents: IntentsView, stock: StockView) {
    this.#ledger = new PlanLedger(state, flows, standing)
    this.#stock = stock
    this.#intents = intents
  }

  /** Grows whenever something was said of a plan. */
  get version(): number {
    this.#ledger.refresh()
    return this.#ledger.version
  }

  contentOf(plan: IdText): PlanContent | undefined {
    return this.record(plan)?.content
  }

  record(plan: IdText): PlanRecord | undefined {
    this.#ledger.refresh()
    return this.#ledger.records.get(plan)
  }

  /** What is promised, at a moment; kept while nothing changes. */
  promises(nowMs: number): Promises {
    this.#ledger.refresh()
    const seen = `${this.#ledger.version} ${this.#stock.version} ${this.#intents.version} ${nowMs}`
    if (!this.#promises || seen !== this.#seen) {
      this.#promises = new Promises({ ledger: this.#ledger, stock: this.#stock, intents: this.#intents }, nowMs)
      this.#seen = seen
    }
    return this.#promises
  }

  /** How much of a portion is kept for plans, in its unit. Undefined: nothing. */
  kept(portion: StatementId, nowMs: number, but?: (promised: Promised) => boolean): Quantity | undefined {
    const row = this.#stock.held(portion)
    if (!row) return undefined
    const kept = this.promises(nowMs).kept(portion, row.quantity, but)
    return isNothing(kept) ? undefined : kept
  }

  /**
   * What a device that holds this portion promised of it to plans that keep nothing now and could come back: their time has passed on one
   * clock and not on another. Whoever uses the portion otherwise lets go of them by word.
   */
  loose(portion: StatementId, nowMs: number): { readonly plan: IdText; readonly key: string }[] {
    const promises = this.promises(nowMs)
    const found: { plan: IdText; key: string }[] = []
    for (const plan of [...this.#ledger.about(portion)].sort()) {
      const record = this.#ledger.records.get(plan)
      if (!record || record.end || promises.isDone(record) || promises.keeps(record)) continue
      for (const hand of record.content.hands) {
        if (hand.portion === portion && promises.yesTo(record, hand.key, hand)) found.push({ plan, key: hand.key })
      }
    }
    return found
  }

  one(plan: IdText, nowMs: number): PlanRow | undefined {
    const record = this.record(plan)
    return record && this.#row(record, nowMs)
  }

  /** Plans with a part of this ware that nobody has ended and that have not lapsed. */
  ofWare(ware: IdText, nowMs: number): PlanRecord[] {
    this.#ledger.refresh()
    return [...this.#ledger.about(ware)].flatMap((plan) => {
      const record = this.#ledger.records.get(plan)
      return record && !record.end && record.content.until > nowMs ? [record] : []
    })
  }

  /** Plans that nobody has ended and that have not lapsed. */
  *live(nowMs: number): Iterable<PlanRecord> {
    this.#ledger.refresh()
    for (const record of this.#ledger.unended) if (record.content.until > nowMs) yield record
  }

  /** One page of plans, the last first. */
  list(query: PlanQuery, nowMs: number): Page<PlanRow> {
    const { show = 'live', ware, need } = query
    const offset = Math.max(0, Math.trunc(query.offset ?? 0))
    const limit = Math.min(Math.max(0, Math.trunc(query.limit ?? pageRows)), pageRowsMax)
    const rows: PlanRow[] = []
    let total = 0
    for (const record of this.#inOrder(need ?? ware)) {
      const isIn = (id: string | undefined, by: (part: PlanNeed | PlanHand) => string | undefined): boolean => id === undefined || [...record.content.needs, ...record.content.hands].some((part) => by(part) === id)
      if (!isIn(ware, (part) => part.ware) || !isIn(need, (part) => ('need' in part ? part.need : undefined))) continue
      if (show !== 'all' && (show === 'live') !== this.#isLive(record, nowMs)) continue
      if (total++ >= offset && rows.length < limit) rows.push(this.#row(record, nowMs))
    }
    return { rows, total }
  }

  /** Plans that hold or are open and are for this need; the last first. */
  forNeed(need: StatementId, nowMs: number): readonly PlanRow[] {
    return this.list({ need, limit: pageRowsMax }, nowMs).rows
  }

  /** Plans that wait for a word of this ware, with the parts they wait for. */
  waitingFor(ware: IdText, nowMs: number): { readonly plan: PlanRow; readonly keys: readonly string[] }[] {
    return this.list({ ware, limit: pageRowsMax }, nowMs).rows.flatMap((plan) => {
      if (plan.state !== 'open') return []
      const keys = [...plan.needs, ...plan.hands].filter((part) => part.ware === ware && part.says === 'nothing').map(({ key }) => key)
      return keys.length > 0 ? [{ plan, keys }] : []
    })
  }

  /** This one, and those it came instead of, the nearest first. */
  chainOf(plan: IdText | undefined): PlanRecord[] {
    const found: PlanRecord[] = []
    let at = plan
    while (at !== undefined && found.length < chainMax) {
      const record = this.record(at)
      if (!record || found.includes(record)) break
      found.push(record)
      at = record.content.instead
    }
    return found
  }

  stateOf(plan: IdText, nowMs: number): PlanState | undefined {
    const record = this.record(plan)
    return record && this.#standOf(record, nowMs).state
  }

  #isLive(record: PlanRecord, nowMs: number): boolean {
    if (record.end || record.content.until <= nowMs) return false
    const { state } = this.#standOf(record, nowMs)
    return state === 'open' || state === 'holds'
  }

  #inOrder(about: string | undefined): Iterable<PlanRecord> {
    this.#ledger.refresh()
    if (about !== undefined) return [...this.#ledger.about(about)].flatMap((plan) => this.#ledger.records.get(plan) ?? []).sort(lastFirst)
    if (this.#orderVersion !== this.#ledger.version) {
      this.#order = [...this.#ledger.records.values()].sort(lastFirst)
      this.#orderVersion = this.#ledger.version
    }
    return this.#order
  }

  #standOf(record: PlanRecord, nowMs: number): { readonly state: PlanState; readonly over?: PlanOver } {
    const promises = this.promises(nowMs)
    const { end, content } = record
    if (promises.isDone(record)) return { state: 'done' }
    if (promises.replacedBy(record)) return { state: 'replaced' }
    if (end) {
      const { kind, ware, key, quantity, why } = end
      return { state: 'failed', over: { kind, ware, key, ...(quantity && { quantity: openQuantity(quantity) }), ...(why !== undefined && { why }) } }
    }
    const gone = promises.goneNeed(record)
    if (gone) return { state: 'failed', over: { kind: 'need-gone', ware: gone.ware, key: gone.key } }
    if (content.until <= nowMs) return { state: 'lapsed' }
    const short = promises.shortIn(record)
    if (short) return { state: 'failed', over: { kind: 'short', ware: short.ware, key: short.key } }
    if (promises.allYes(record)) return { state: 'holds' }
    if (content.by !== undefined && content.by <= nowMs) return { state: 'lapsed' }
    return record.proposed ? { state: 'open' } : { state: 'withdrawn' }
  }

  #row(record: PlanRecord, nowMs: number): PlanRow {
    const promises = this.promises(nowMs)
    const { content, plan, by, first } = record
    const { state, over } = this.#standOf(record, nowMs)
    const needs = content.needs.map((need): PlanNeedRow => ({ ...this.#part(record, need, over, promises), need: need.need }))
    const hands = content.hands.map((hand): PlanHandRow => {
      const { does, portion, offer, recipe, at, to, feeds } = hand
      const sums = record.handed.get(hand.key) ?? noHanded
      const device = portion === undefined ? undefined : this.#stock.held(portion)?.device
      return {
        ...this.#part(record, hand, over, promises),
        does,
        ...(portion !== undefined && { portion }),
        ...(offer !== undefined && { offer }),
        ...(recipe !== undefined && { recipe }),
        ...(at !== undefined && { at }),
        ...(to !== undefined && { to }),
        feeds,
        ...(device !== undefined && { device }),
        ...(sums.giver.quantity && { giverHanded: sums.giver.quantity }),
        ...(sums.taker.quantity && { takerHanded: sums.taker.quantity }),
        handed: isHanded(content, hand, sums)
      }
    })
    const next = this.#nextOf(record, nowMs)
    const parts = [...needs, ...hands]
    return {
      id: plan,
      ...(content.name !== undefined && { name: content.name }),
      ...(content.note !== undefined && { note: content.note }),
      by,
      state,
      words: wordsOf(state, over, parts, content.by !== undefined && content.until > nowMs),
      needs,
      hands,
      untilMs: content.until,
      ...(content.by !== undefined && { byMs: content.by }),
      ...(content.instead !== undefined && { instead: content.instead }),
      ...(next !== undefined && { next }),
      ...(over && { over }),
      lamport: first.lamport
    }
  }

  #nextOf(record: PlanRecord, nowMs: number): IdText | undefined {
    const all = [...this.#ledger.about(record.plan)].flatMap((plan) => this.#ledger.records.get(plan) ?? [])
    const next = all.filter((one) => one.content.instead === record.plan && this.#isLive(one, nowMs))
    return next.sort(lastFirst).at(-1)?.plan
  }

  #part(record: PlanRecord, part: PlanNeed | PlanHand, over: PlanOver | undefined, promises: Promises): Omit<PlanNeedRow, 'need'> {
    const { key, ware, thing } = part
    const quantity = part.quantity && openQuantity(part.quantity)
    const mine = over?.key === key ? over : undefined
    const hand = 'does' in part ? part : undefined
    const says: PartSays = mine && (mine.kind === 'less' || mine.kind === 'short') ? mine.kind : mine ? 'no' : promises.yesTo(record, key, hand) ? 'yes' : 'nothing'
    return {
      key,
      ware,
      thing,
      ...(quantity && { quantity }),
      says,
      ...(mine?.why !== undefined && { why: mine.why }),
      ...(mine?.kind === 'less' && mine.quantity && { less: mine.quantity }),
      what: whatWords(thing, quantity)
    }
  }
}

function wordsOf(state: PlanState, over: PlanOver | undefined, parts: readonly (PlanNeedRow | PlanHandRow)[], inTime: boolean): Message {
  if (state === 'open') return plansMessage('plans.open', { n: parts.filter(({ says }) => says === 'nothing').length })
  if (state === 'lapsed') return plansMessage(inTime ? 'plans.lapsed-asked' : 'plans.lapsed')
  if (state !== 'failed' || !over) return plansMessage(`plans.${state === 'failed' ? 'need-gone' : state}`)
  const what = parts.find(({ key }) => key === over.key)?.what ?? over.key
  const { why } = over
  switch (over.kind) {
    case 'need-gone':
      return plansMessage('plans.need-gone')
    case 'short':
      return plansMessage('plans.short', { what })
    case 'taken-back':
      return plansMessage('plans.taken-back', { what })
    case 'no':
      return why === undefined ? plansMessage('plans.no', { what }) : plansMessage('plans.no-why', { what, why })
    case 'less': {
      const less = over.quantity ? shown(over.quantity) : ''
      return why === undefined ? plansMessage('plans.less', { what, less }) : plansMessage('plans.less-why', { what, less, why })
    }
  }
}
