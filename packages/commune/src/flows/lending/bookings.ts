/**
 * Which bookings hold. Bookings that were said apart may want the same time; who gets it must follow from what is said alone,
 * be the same everywhere, and lie in nobody's hand:
 *
 * 1. Who had seen a booking gives way to it (`saw`).
 * 2. Of those who had not seen one another, a lot decides. It is drawn from the day, the letters of the thing's name and the
 *    id of each ware: all of them stand before anybody books, so nobody draws again by booking anew, from another device, or
 *    a thousand times. One ware has one lot a day for one thing.
 *
 * Whoever hides that it saw a booking gets that lot, which is as good as the other's; more cannot be gained by lying.
 */
import { derive, type IdText, type Origin, type StatementId, toText, utf8 } from '@commune/protocol'
import { inOrder } from '../../facts/index.ts'

const dayMs = 86_400_000

/** What can be booked, with its bounds in milliseconds. */
export interface Bookable {
  readonly id: StatementId
  readonly name: string
  readonly atOnce: number
  readonly beforeMs: number
  readonly afterMs: number
}

export interface Booking {
  readonly id: StatementId
  readonly at: Origin
  readonly ware: IdText
  readonly from: number
  readonly until: number
  readonly count: number
  readonly saw: readonly StatementId[]
}

export interface Settled {
  readonly booking: Booking
  readonly holds: boolean
  /** Bookings it could not hold beside; of one that holds, those that gave way to it and had not seen it. */
  readonly clashes: readonly StatementId[]
  /** It gave way because it had seen one of them. */
  readonly sawThem: boolean
}

export interface Span {
  readonly fromMs: number
  readonly untilMs: number
}

/** The lot of a ware for a thing on a day: the larger text comes first. */
export const lotOf = (name: string, fromMs: number, ware: IdText): string => {
  const letters = name.normalize('NFKD').toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join('') ?? ''
  return toText(derive('booking lot', [utf8(letters), utf8(String(Math.floor(fromMs / dayMs))), utf8(ware)]))
}

/** Takes bookings into buckets by day, so that each looks at its neighbours alone. */
class Held {
  readonly #days = new Map<number, Booking[]>()
  readonly #of: Bookable

  constructor(of: Bookable) {
    this.#of = of
  }
  put(booking: Booking): void {
    for (const day of this.#daysOf(booking.from, booking.until)) {
      const there = this.#days.get(day)
      if (there) there.push(booking)
      else this.#days.set(day, [booking])
    }
  }
  /** Those it would stand beside, time to make ready and to clear away included. */
  beside(from: number, until: number): Booking[] {
    const found = new Set<Booking>()
    const { beforeMs, afterMs } = this.#of
    const gap = beforeMs + afterMs
    for (const day of this.#daysOf(from, until)) {
      for (const one of this.#days.get(day) ?? []) if (one.from - gap < until && from < one.until + gap) found.add(one)
    }
    return [...found]
  }
  fits(from: number, until: number, count: number): boolean {
    const { atOnce, beforeMs, afterMs } = this.#of
    if (count > atOnce) return false
    const start = from - beforeMs
    const near = this.beside(from, until)
    // The most at once is reached where one of them begins, or where this one does.
    const moments = [start, ...near.flatMap((one) => (one.from - beforeMs > start ? [one.from - beforeMs] : []))]
    return moments.every((moment) => {
      let there = count
      for (const one of near) if (one.from - beforeMs <= moment && moment < one.until + afterMs) there += one.count
      return there <= atOnce
    })
  }
  *#daysOf(from: number, until: number): Iterable<number> {
    const gap = this.#of.beforeMs + this.#of.afterMs
    for (let day = Math.floor((from - gap) / dayMs); day <= Math.floor((until + gap) / dayMs); day++) yield day
  }
}

export interface Schedule {
  readonly settled: ReadonlyMap<StatementId, Settled>
  fits(from: number, until: number, count: number): boolean
  /** The nearest times that are free for so long and so many, not before `nowMs`. */
  free(from: number, until: number, count: number, nowMs: number, most?: number): Span[]
  /** Bookings that hold and would stand beside that time. */
  beside(from: number, until: number): readonly Booking[]
}

/** Settles all bookings of one thing. */
export const scheduleOf = (of: Bookable, bookings: readonly Booking[]): Schedule => {
  const held = new Held(of)
  const settled = new Map<StatementId, Settled>()
  const gaveWayTo = new Map<StatementId, StatementId[]>()
  for (const booking of inTurn(of, bookings)) {
    const { from, until, count, id } = booking
    if (held.fits(from, until, count)) {
      held.put(booking)
      settled.set(id, { booking, holds: true, clashes: [], sawThem: false })
      continue
    }
    const clashes = held.beside(from, until)
    const saw = new Set(booking.saw)
    const sawThem = clashes.some((one) => saw.has(one.id))
    settled.set(id, { booking, holds: false, clashes: clashes.map((one) => one.id), sawThem })
    if (!sawThem) for (const one of clashes) gaveWayTo.set(one.id, [...(gaveWayTo.get(one.id) ?? []), id])
  }
  for (const [id, clashes] of gaveWayTo) settled.set(id, { ...(settled.get(id) as Settled), clashes })
  return {
    settled,
    fits: (from, until, count) => held.fits(from, until, count),
    beside: (from, until) => held.beside(from, until),
    free: (from, until, count, nowMs, most = 3) => freeOf(of, held, from, until, count, nowMs, most)
  }
}

/** Each after those of its time that it had seen; of several whose turn it may be, the one with the best lot. */
function inTurn(of: Bookable, bookings: readonly Booking[]): Booking[] {
  const byId = new Map(bookings.map((one) => [one.id, one]))
  const gap = of.beforeMs + of.afterMs
  const waitsFor = new Map<StatementId, number>()
  const nexts = new Map<StatementId, Booking[]>()
  for (const one of bookings) {
    const before = new Set(one.saw)
    let waits = 0
    for (const id of before) {
      const other = byId.get(id)
      // What comes later cannot have been seen: so no ring can form.
      if (!other || other.at.lamport >= one.at.lamport || !(other.from - gap < one.until && one.from < other.until + gap)) continue
      waits++
      const next = nexts.get(id)
      if (next) next.push(one)
      else nexts.set(id, [one])
    }
    waitsFor.set(one.id, waits)
  }
  const byLot = (a: Booking, b: Booking): number => {
    const [left, right] = [lotFor(of, a), lotFor(of, b)]
    return left === right ? inOrder(a.at, b.at) : left < right ? 1 : -1
  }
  const ready = bookings.filter((one) => waitsFor.get(one.id) === 0).sort(byLot)
  // The list is walked while it grows: whoever is freed takes a seat among those whose turn is still to come.
  for (let turn = 0; turn < ready.length; turn++) {
    for (const next of nexts.get((ready[turn] as Booking).id) ?? []) {
      const left = (waitsFor.get(next.id) as number) - 1
      waitsFor.set(next.id, left)
      if (left > 0) continue
      let seat = turn + 1
      while (seat < ready.length && byLot(ready[seat] as Booking, next) < 0) seat++
      ready.splice(seat, 0, next)
    }
  }
  return ready
}

const lots = new WeakMap<Booking, { readonly name: string; readonly lot: string }>()

/** Drawn once for each booking. */
function lotFor({ name }: Bookable, booking: Booking): string {
  const known = lots.get(booking)
  if (known?.name === name) return known.lot
  const lot = lotOf(name, booking.from, booking.ware)
  lots.set(booking, { name, lot })
  return lot
}

/** Looked for right after and right before what holds, and no further off than this. */
const lookMs = 31 * dayMs

function freeOf(of: Bookable, held: Held, from: number, until: number, count: number, nowMs: number, most: number): Span[] {
  if (count > of.atOnce) return []
  const length = until - from
  const gap = of.beforeMs + of.afterMs
  const starts = new Set([Math.max(from, nowMs)])
  for (const one of held.beside(from - lookMs, until + lookMs)) {
    starts.add(one.until + gap)
    starts.add(one.from - gap - length)
  }
  const nearest = [...starts].filter((start) => start >= nowMs).sort((a, b) => Math.abs(a - from) - Math.abs(b - from) || a - b)
  const found: Span[] = []
  for (const start of nearest) {
    if (found.length === most) break
    if (held.fits(start, start + length, count)) found.push({ fromMs: start, untilMs: start + length })
  }
  return found
}
