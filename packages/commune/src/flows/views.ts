/** What is needed and offered here, page by page; one of them with all its answers; what waits for whom; what may meet. */
import type { IdText, StatementId } from '@commune/protocol'
import { Changes, inOrder } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import { commitmentRow } from './commitments.ts'
import { type Change, Ledger } from './ledger.ts'
import { WordIndex } from './matching.ts'
import { lapsedCount, newestFirst, OrderedList, soonestFirst } from './order.ts'
import { intentDetail, type IntentRecord, intentRow, standpoint } from './records.ts'
import type { CommitmentRow, IntentDetail, IntentQuery, IntentRow, Match, Page } from './rows.ts'
import type { FlowsState, IntentKind } from './types.ts'

const kinds: readonly IntentKind[] = ['need', 'offer']
const pageRows = 50
const pageRowsMax = 1_000
const cachedQueries = 8
/** Candidates looked at for one word when things are matched. */
const lookMax = 500

const isOver = (record: IntentRecord): boolean => record.withdrawn || record.done

/** Live ones by what lapses first, and those that are over by what was said last. */
interface Lists {
  readonly live: OrderedList
  readonly over: OrderedList
}

export class IntentsView {
  readonly #ledger: Ledger
  readonly #lists: { readonly [kind in IntentKind]: Lists }
  readonly #cache = new Map<string, { version: number; live: readonly IntentRecord[]; over: readonly IntentRecord[] }>()
  readonly #cameFrom = new Map<string, StatementId>()
  readonly #changed = new Changes()
  #words: { readonly [kind in IntentKind]: WordIndex } | undefined

  constructor(state: FlowsState, standing: Standing) {
    this.#ledger = new Ledger(state, standing)
    const lists = (): Lists => ({ live: new OrderedList(soonestFirst), over: new OrderedList(newestFirst) })
    this.#lists = { need: lists(), offer: lists() }
    this.#ledger.listen((changes) => (changes ? this.#change(changes) : this.#fill()))
  }

  /** Grows whenever something here changed. */
  get version(): number {
    this.#ledger.refresh()
    return this.#ledger.version
  }

  /** Needs and offers that came, changed or went since this follower's last call. */
  takeChanged(who: object = this): ReadonlySet<StatementId> {
    this.#ledger.refresh()
    return this.#changed.take(who, this.#ledger.records.keys())
  }

  ids(): Iterable<StatementId> {
    this.#ledger.refresh()
    return this.#ledger.records.keys()
  }

  /** The need or offer that came from this place in a file; of several, the first. */
  cameFrom(from: string): StatementId | undefined {
    this.#ledger.refresh()
    return this.#cameFrom.get(from)
  }

  has(id: StatementId): boolean {
    this.#ledger.refresh()
    return this.#ledger.records.has(id)
  }

  /** What a need or an offer says, without how it stands. */
  words(
    id: StatementId
  ): { readonly thing: string; readonly place: string | undefined; readonly note: string | undefined } | undefined {
    this.#ledger.refresh()
    return this.#ledger.records.get(id)
  }

  /** One page of needs, offers or both. */
  list(query: IntentQuery, nowMs: number): Page<IntentRow> {
    const { live, over } = this.#select(query)
    const lapsed = lapsedCount(live, nowMs)
    const show = query.show ?? 'live'
    const offset = Math.max(0, Math.trunc(query.offset ?? 0))
    const limit = Math.min(Math.max(0, Math.trunc(query.limit ?? pageRows)), pageRowsMax)
    const liveCount = live.length - lapsed
    // Live, then lapsed (the last lapsed first), then what is over.
    const total = (show === 'over' ? 0 : liveCount) + (show === 'live' ? 0 : lapsed + over.length)
    const rows: IntentRow[] = []
    for (let place = offset; place < total && rows.length < limit; place++) {
      let at = place
      if (show !== 'over') {
        if (at < liveCount) {
          rows.push(intentRow(live[lapsed + at] as IntentRecord, nowMs))
          continue
        }
        at -= liveCount
      }
      const record = at < lapsed ? live[lapsed - 1 - at] : over[at - lapsed]
      rows.push(intentRow(record as IntentRecord, nowMs))
    }
    return { rows, total }
  }

  /** Every need and offer there is, in no order, for those who carry the world out. */
  *all(nowMs: number): Iterable<IntentRow> {
    this.#ledger.refresh()
    for (const record of this.#ledger.records.values()) yield intentRow(record, nowMs)
  }

  /** Where needs and offers stand, those that are over as well: a place that was named stays a place. */
  *places(nowMs: number): Iterable<{ id: StatementId; kind: IntentKind; place: string; lamport: number; live: boolean }> {
    this.#ledger.refresh()
    for (const record of this.#ledger.records.values()) {
      const { id, kind, place, lamport } = record
      if (place === undefined) continue
      yield { id, kind, place, lamport, live: !isOver(record) && (record.until === undefined || record.until > nowMs) }
    }
  }

  /** One need or offer with its answers. */
  one(id: StatementId, nowMs: number): IntentDetail | undefined {
    this.#ledger.refresh()
    const record = this.#ledger.records.get(id)
    return record && intentDetail(record, nowMs)
  }

  /** The commitment that this yes belongs to. */
  commitment(yes: StatementId, nowMs: number): CommitmentRow | undefined {
    this.#ledger.refresh()
    for (const end of this.#ledger.namedBy(yes)) {
      for (const one of this.#ledger.records.get(end)?.commitments ?? []) {
        if (one.yeses.includes(yes)) return commitmentRow(one, nowMs)
      }
    }
    return undefined
  }

  /** All commitments this ware is part of; the last first. */
  commitmentsOf(ware: IdText, nowMs: number): CommitmentRow[] {
    this.#ledger.refresh()
    const rows = new Map<StatementId, CommitmentRow>()
    for (const id of this.#ledger.withWare(ware)) {
      for (const one of this.#ledger.records.get(id)?.commitments ?? []) {
        if ((one.giver === ware || one.receiver === ware) && !rows.has(one.id)) rows.set(one.id, commitmentRow(one, nowMs))
      }
    }
    return [...rows.values()].sort((a, b) => b.lamport - a.lamport || (a.id < b.id ? -1 : 1))
  }

  /** What waits for a word of this ware: a yes it has not said, a handover only the other side has said. */
  waitingFor(ware: IdText, nowMs: number): CommitmentRow[] {
    return this.commitmentsOf(ware, nowMs).filter((one) => {
      const gives = one.giver === ware
      if (one.state === 'asked') return gives ? one.giverYes === undefined : one.receiverYes === undefined
      if (one.state !== 'agreed' && one.state !== 'part-handed') return false
      return gives ? one.receiverSaid > one.giverSaid : one.giverSaid > one.receiverSaid
    })
  }

  /** Live ones of the other kind whose thing has words in common with this one. */
  matches(id: StatementId, nowMs: number, limit = 10): Match[] {
    this.#ledger.refresh()
    const record = this.#ledger.records.get(id)
    return record ? this.matchesOf(record.thing, record.kind === 'need' ? 'offer' : 'need', nowMs, limit, record.ware) : []
  }

  /** Live needs or offers whose thing has words in common with these; `butOf` leaves one ware's own out. */
  matchesOf(thing: string, kind: IntentKind, nowMs: number, limit = 10, butOf?: IdText): Match[] {
    this.#ledger.refresh()
    const found: Match[] = []
    for (const { id, words } of this.#index()[kind].like(thing, lookMax)) {
      const record = this.#ledger.records.get(id)
      if (!record || record.ware === butOf) continue
      const { state } = standpoint(record, nowMs)
      if (state === 'lapsed' || state === 'agreed') continue
      found.push({ row: intentRow(record, nowMs), words })
      if (found.length === limit) break
    }
    return found
  }

  #select(query: IntentQuery): { live: readonly IntentRecord[]; over: readonly IntentRecord[] } {
    this.#ledger.refresh()
    const wanted = query.kind ? [query.kind] : kinds
    const test = testOf(query)
    if (query.kind && !test) return { live: this.#lists[query.kind].live.items, over: this.#lists[query.kind].over.items }
    const key = JSON.stringify([query.kind, query.ware, query.place, query.text])
    const known = this.#cache.get(key)
    this.#cache.delete(key)
    if (known && known.version === this.#ledger.version) {
      this.#cache.set(key, known)
      return known
    }
    const pick = (list: 'live' | 'over', order: typeof newestFirst): IntentRecord[] => {
      const items = wanted.flatMap((kind) => (test ? this.#lists[kind][list].items.filter(test) : this.#lists[kind][list].items))
      return wanted.length > 1 ? items.sort(order) : items
    }
    const selected = { version: this.#ledger.version, live: pick('live', soonestFirst), over: pick('over', newestFirst) }
    this.#cache.set(key, selected)
    if (this.#cache.size > cachedQueries) this.#cache.delete(this.#cache.keys().next().value as string)
    return selected
  }

  #fill(): void {
    const fresh = {
      need: { live: [] as IntentRecord[], over: [] as IntentRecord[] },
      offer: { live: [] as IntentRecord[], over: [] as IntentRecord[] }
    }
    this.#cameFrom.clear()
    for (const record of this.#ledger.records.values()) {
      fresh[record.kind][isOver(record) ? 'over' : 'live'].push(record)
      this.#noteFrom(record)
    }
    for (const kind of kinds) {
      for (const list of ['live', 'over'] as const) {
        // What is gone is looked at as well, and found to be gone.
        for (const { id } of this.#lists[kind][list].items) this.#changed.note(id)
        this.#lists[kind][list].takeAll(fresh[kind][list])
      }
    }
    this.#words = undefined
    for (const id of this.#ledger.records.keys()) this.#changed.note(id)
  }

  #change(changes: readonly Change[]): void {
    for (const { before, after } of changes) this.#changed.note(((after ?? before) as IntentRecord).id)
    for (const kind of kinds) {
      for (const list of ['live', 'over'] as const) {
        const belongs = (record: IntentRecord | undefined): record is IntentRecord =>
          record !== undefined && record.kind === kind && isOver(record) === (list === 'over')
        const gone = changes.map(({ before }) => before).filter(belongs)
        const come = changes.map(({ after }) => after).filter(belongs)
        if (gone.length + come.length > 0) this.#lists[kind][list].change(gone, come)
      }
    }
    for (const { before, after } of changes) {
      if (after) this.#noteFrom(after)
      else if (before?.from !== undefined && this.#cameFrom.get(before.from) === before.id) this.#cameFrom.delete(before.from)
    }
    for (const { before, after } of this.#words ? changes : []) {
      if (before && !isOver(before)) this.#words?.[before.kind].remove(before)
      if (after && !isOver(after)) this.#words?.[after.kind].add(after)
    }
  }

  #noteFrom({ from, id, lamport }: IntentRecord): void {
    if (from === undefined) return
    const other = this.#ledger.records.get(this.#cameFrom.get(from) ?? '')
    if (!other || inOrder({ id, lamport }, other) < 0) this.#cameFrom.set(from, id)
  }

  #index(): { readonly [kind in IntentKind]: WordIndex } {
    if (this.#words) return this.#words
    const words = { need: new WordIndex(), offer: new WordIndex() }
    for (const kind of kinds) for (const record of this.#lists[kind].live.items) words[kind].add(record)
    this.#words = words
    return words
  }
}

function testOf(query: IntentQuery): ((record: IntentRecord) => boolean) | undefined {
  const tests: ((record: IntentRecord) => boolean)[] = []
  const { ware, place, text } = query
  if (ware !== undefined) tests.push((record) => record.ware === ware)
  if (place !== undefined) tests.push((record) => record.place?.toLowerCase() === place.toLowerCase())
  const words =
    text
      ?.toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '') ?? []
  if (words.length > 0) {
    tests.push((record) => {
      const all = ` ${record.thing} ${record.place ?? ''} ${record.note ?? ''}`.toLowerCase()
      return words.every((word) => all.includes(` ${word}`))
    })
  }
  return tests.length === 0 ? undefined : (record) => tests.every((test) => test(record))
}
