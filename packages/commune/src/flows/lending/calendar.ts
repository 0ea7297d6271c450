/** What can be booked and who has booked it: rows with their words, for both sides of a clash. */
import type { IdText, StatementId } from '@commune/protocol'
import { Follower, inOrder, originAt } from '../../facts/index.ts'
import { openQuantity } from '../../quantity/index.ts'
import type { Standing } from '../../undo/index.ts'
import { lendingMessage, type Message } from '../../words/index.ts'
import { durationMs } from '../shelf-life.ts'
import { type Bookable, type Booking, type Schedule, scheduleOf, type Settled, type Span } from './bookings.ts'
import type { LendingState } from './types.ts'

export interface BookableRow {
  readonly id: StatementId
  readonly ware: IdText
  readonly name: string
  readonly portion?: StatementId
  readonly atOnce: number
  readonly beforeMs: number
  readonly afterMs: number
  readonly note?: string
  /** Bookings that hold and are not over. */
  readonly booked: number
  readonly lamport: number
}

/** held, waits (others have it at that time), over (its time has passed). */
export type BookingState = 'held' | 'waits' | 'over'

export interface BookingRow {
  readonly id: StatementId
  readonly of: StatementId
  readonly name: string
  readonly ware: IdText
  readonly fromMs: number
  readonly untilMs: number
  readonly count: number
  readonly note?: string
  readonly state: BookingState
  readonly holds: boolean
  readonly words: Message
  /** Those it clashed with. */
  readonly clashes: readonly StatementId[]
  /** Of one that does not hold: the nearest times that are free. */
  readonly free: readonly Span[]
  readonly lamport: number
}

export interface BookingQuery {
  readonly of?: StatementId
  readonly ware?: IdText
  /** Also what is over. */
  readonly over?: boolean
}

interface Kept {
  readonly bookable: Bookable
  readonly schedule: Schedule
}

export class Calendar {
  readonly #state: LendingState
  readonly #standing: Standing
  readonly #followers
  readonly #wantsOf = new Map<StatementId, Set<StatementId>>()
  readonly #gonesOf = new Map<StatementId, Set<StatementId>>()
  readonly #kept = new Map<StatementId, Kept | undefined>()
  readonly #bookings = new Map<StatementId, Booking>()
  #era = -1
  #undoVersion = -1

  constructor(state: LendingState, standing: Standing) {
    this.#state = state
    this.#standing = standing
    this.#followers = [new Follower(state.bookables), new Follower(state.bookings), new Follower(state.bookingsGone)] as const
  }

  bookable(id: StatementId, nowMs: number): BookableRow | undefined {
    this.#refresh()
    const kept = this.#keptOf(id)
    const filed = this.#state.bookables.get(id)
    const ware = filed && this.#standing.wareOf(originAt(id, filed))
    if (!kept || !filed || ware === undefined) return undefined
    const { portion, note } = filed.says
    const { name, atOnce, beforeMs, afterMs } = kept.bookable
    let booked = 0
    for (const { holds, booking } of kept.schedule.settled.values()) if (holds && booking.until > nowMs) booked++
    return { id, ware, name, ...(portion !== undefined && { portion }), atOnce, beforeMs, afterMs, ...(note !== undefined && { note }), booked, lamport: filed.lamport }
  }

  bookables(nowMs: number): BookableRow[] {
    return [...this.#state.bookables.keys()]
      .flatMap((id) => this.bookable(id, nowMs) ?? [])
      .sort((a, b) => (a.name === b.name ? inOrder(a, b) : a.name < b.name ? -1 : 1))
  }

  /** How it stands with one thing that can be booked. */
  schedule(id: StatementId): Schedule | undefined {
    this.#refresh()
    return this.#keptOf(id)?.schedule
  }

  booking(id: StatementId, nowMs: number): BookingRow | undefined {
    this.#refresh()
    const of = this.#state.bookings.get(id)?.says.of
    const kept = of === undefined ? undefined : this.#keptOf(of)
    const settled = kept?.schedule.settled.get(id)
    return kept && settled && this.#rowOf(kept, settled, nowMs)
  }

  list(query: BookingQuery, nowMs: number): BookingRow[] {
    this.#refresh()
    const rows: BookingRow[] = []
    for (const of of query.of === undefined ? this.#wantsOf.keys() : [query.of]) {
      const kept = this.#keptOf(of)
      for (const settled of kept?.schedule.settled.values() ?? []) {
        const { ware, until } = settled.booking
        if ((query.ware !== undefined && query.ware !== ware) || (query.over !== true && until <= nowMs)) continue
        rows.push(this.#rowOf(kept as Kept, settled, nowMs))
      }
    }
    return rows.sort((a, b) => a.fromMs - b.fromMs || inOrder(a, b))
  }

  /** Bookings that held and whose time has passed, after this time: for upkeep by use. */
  usesSince(of: StatementId, sinceMs: number, nowMs: number): number {
    this.#refresh()
    let uses = 0
    for (const { holds, booking } of this.#keptOf(of)?.schedule.settled.values() ?? []) {
      if (holds && booking.until <= nowMs && booking.from >= sinceMs) uses += booking.count
    }
    return uses
  }

  #rowOf({ bookable, schedule }: Kept, { booking, holds, clashes, sawThem }: Settled, nowMs: number): BookingRow {
    const { id, ware, from, until, count, at } = booking
    const note = this.#state.bookings.get(id)?.says.note
    const state = until <= nowMs ? 'over' : holds ? 'held' : 'waits'
    const free = state === 'waits' ? schedule.free(from, until, count, nowMs) : []
    const words = (): Message => {
      if (state === 'over') return lendingMessage('booking.over')
      if (holds) return clashes.length === 0 ? lendingMessage('booking.held') : lendingMessage('booking.lot-won')
      if (count > bookable.atOnce) return lendingMessage('booking.too-many', { n: bookable.atOnce })
      return lendingMessage(sawThem ? 'booking.waits' : 'booking.lot-lost')
    }
    return {
      ...{ id, of: bookable.id, name: bookable.name, ware, fromMs: from, untilMs: until, count, ...(note !== undefined && { note }) },
      ...{ state, holds, words: words(), clashes, free, lamport: at.lamport }
    }
  }

  #keptOf(id: StatementId): Kept | undefined {
    if (this.#kept.has(id)) return this.#kept.get(id)
    const kept = this.#read(id)
    this.#kept.set(id, kept)
    return kept
  }

  #read(id: StatementId): Kept | undefined {
    const filed = this.#state.bookables.get(id)
    if (!filed || !this.#stands(id, originAt(id, filed))) return undefined
    const { name, atOnce = 1, before, after } = filed.says
    const bookable: Bookable = {
      ...{ id, name, atOnce },
      beforeMs: before ? durationMs(openQuantity(before)) : 0,
      afterMs: after ? durationMs(openQuantity(after)) : 0
    }
    const bookings = [...(this.#wantsOf.get(id) ?? [])].flatMap((want) => this.#bookingOf(want, filed.lamport) ?? [])
    return { bookable, schedule: scheduleOf(bookable, bookings.sort((a, b) => inOrder(a.at, b.at))) }
  }

  #bookingOf(id: StatementId, afterLamport: number): Booking | undefined {
    const filed = this.#state.bookings.get(id)
    if (!filed || filed.lamport <= afterLamport) return undefined
    const at = originAt(id, filed)
    const ware = this.#stands(id, at)
    if (ware === undefined) return undefined
    const known = this.#bookings.get(id)
    if (known && known.ware === ware) return known
    const { from, until, count = 1, saw = [] } = filed.says
    const booking = { id, at, ware, from, until, count, saw }
    this.#bookings.set(id, booking)
    return booking
  }

  /** Whose it is, unless that ware let it go. */
  #stands(id: StatementId, at: { id: StatementId; device: IdText | null; lamport: number }): IdText | undefined {
    const ware = this.#standing.wareOf(at)
    if (ware === undefined) return undefined
    for (const gone of this.#gonesOf.get(id) ?? []) {
      const filed = this.#state.bookingsGone.get(gone)
      if (filed && filed.lamport > at.lamport && this.#standing.wareOf(originAt(gone, filed)) === ware) return undefined
    }
    return ware
  }

  #refresh(): void {
    const { era, undoVersion } = this.#standing
    const [bookables, bookings, gones] = this.#followers
    if (era === this.#era && undoVersion === this.#undoVersion && !this.#followers.some((one) => one.behind)) return
    const next = this.#followers.map((one) => one.next())
    const all = era !== this.#era || this.#undoVersion < 0 || next.includes(undefined)
    if (all) for (const map of [this.#wantsOf, this.#gonesOf, this.#kept, this.#bookings]) map.clear()
    for (const id of all ? bookables.all() : (next[0] ?? [])) this.#kept.delete(id)
    for (const id of all ? bookings.all() : (next[1] ?? [])) this.#relate(this.#wantsOf, this.#state.bookings.get(id)?.says.of, id)
    for (const id of all ? gones.all() : (next[2] ?? [])) this.#relate(this.#gonesOf, this.#state.bookingsGone.get(id)?.says.target, id)
    if (!all) for (const id of this.#standing.targetsSince(this.#undoVersion)) this.#dirty(id)
    this.#era = era
    this.#undoVersion = undoVersion
  }

  #relate(relation: Map<StatementId, Set<StatementId>>, key: StatementId | undefined, id: StatementId): void {
    if (key === undefined) return
    const ids = relation.get(key)
    if (ids) ids.add(id)
    else relation.set(key, new Set([id]))
    this.#dirty(id)
    this.#dirty(key)
  }

  /** What this statement is about is settled again when it is next looked at. */
  #dirty(id: StatementId): void {
    this.#kept.delete(id)
    const of = this.#state.bookings.get(id)?.says.of
    if (of !== undefined) this.#kept.delete(of)
    const target = this.#state.bookingsGone.get(id)?.says.target
    if (target === undefined || target === id) return
    this.#kept.delete(target)
    const wanted = this.#state.bookings.get(target)?.says.of
    if (wanted !== undefined) this.#kept.delete(wanted)
  }
}
