/**
 * Lending: things that go out and come back, rooms and tools to book, and what they need to stay usable.
 *
 * - Only the device that holds a portion lends it (T7), so nothing is lent to two while devices are apart. That it went and
 *   that it came back are said by both sides, each as it saw it.
 * - Anybody books what somebody lets be booked. Bookings said apart can clash; which of them holds follows from what all can
 *   read (`bookings.ts`), so everybody comes to the same without asking anybody.
 * - Upkeep falls due by time, by season, or by use; uses are counted for a thing and for nobody who used it.
 */
import type { IdText, RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, idText, line, prose, statementId, timeMs, type Tracked } from '../../facts/index.ts'
import { type QuantityCode, quantityCode } from '../../quantity/index.ts'
import { lasting } from '../stock-types.ts'

export const nameCharsMax = 120
export const whatCharsMax = 200
/** Of one booking. */
export const bookingMsMax: number = 400 * 86_400_000
export const atOnceMax = 10_000
/** Bookings that one says it saw. */
export const sawMax = 32
const usesMax = 1_000_000

const note = prose(2_000)
const some: v.GenericSchema<unknown, QuantityCode> = v.pipe(
  quantityCode,
  v.check((quantity) => quantity[0] !== 0, 'an amount above nothing')
)
const count = (most: number): v.GenericSchema<number> =>
  v.pipe(
    v.number(),
    v.check((n) => Number.isInteger(n) && n >= 1 && n <= most, `a whole number from 1 to ${most}`)
  )

/** A portion, or some of it, goes to somebody who gives it back. */
export interface LendOut {
  readonly type: 'lend.out'
  readonly portion: StatementId
  readonly to: IdText
  /** All of the portion when it is left out. */
  readonly quantity?: QuantityCode
  readonly until?: number
  readonly atMs?: number
  readonly note?: string
}
export const outSchema: v.GenericSchema<unknown, LendOut> = v.object({
  type: v.literal('lend.out'),
  portion: statementId,
  to: idText,
  quantity: v.exactOptional(some),
  until: v.exactOptional(timeMs),
  atMs: v.exactOptional(timeMs),
  note: v.exactOptional(note)
})

/** Whoever it was lent to has it. */
export interface LendGot {
  readonly type: 'lend.got'
  readonly lend: StatementId
  readonly note?: string
}
export const gotSchema: v.GenericSchema<unknown, LendGot> = v.object({
  type: v.literal('lend.got'),
  lend: statementId,
  note: v.exactOptional(note)
})

/** It is back, as this side saw it. */
export interface LendBack {
  readonly type: 'lend.back'
  readonly lend: StatementId
  readonly note?: string
}
export const backSchema: v.GenericSchema<unknown, LendBack> = v.object({
  type: v.literal('lend.back'),
  lend: statementId,
  note: v.exactOptional(note)
})

/** Something that can be booked: a room, a tool, six places at a table. */
export interface BookPlace {
  readonly type: 'book.place'
  readonly name: string
  readonly portion?: StatementId
  /** How many can have it at the same time. */
  readonly atOnce?: number
  /** How long it has to stand free before and after each booking. */
  readonly before?: QuantityCode
  readonly after?: QuantityCode
  readonly note?: string
}
export const bookPlaceSchema: v.GenericSchema<unknown, BookPlace> = v.object({
  type: v.literal('book.place'),
  name: line(nameCharsMax),
  portion: v.exactOptional(statementId),
  atOnce: v.exactOptional(count(atOnceMax)),
  before: v.exactOptional(lasting),
  after: v.exactOptional(lasting),
  note: v.exactOptional(note)
})

export interface BookWant {
  readonly type: 'book.want'
  readonly of: StatementId
  readonly from: number
  readonly until: number
  /** How many of those at once; one when it is left out. */
  readonly count?: number
  /** Bookings of that time that its speaker had seen: it gives way to them. */
  readonly saw?: readonly StatementId[]
  readonly note?: string
}
export const bookWantSchema: v.GenericSchema<unknown, BookWant> = v.pipe(
  v.object({
    type: v.literal('book.want'),
    of: statementId,
    from: timeMs,
    until: timeMs,
    count: v.exactOptional(count(atOnceMax)),
    saw: v.exactOptional(v.pipe(v.array(statementId), v.maxLength(sawMax, `at most ${sawMax}`))),
    note: v.exactOptional(note)
  }),
  v.check(({ from, until }) => until > from && until - from <= bookingMsMax, 'an end after its beginning, at most 400 days on')
)

/** One's own booking, or what one let be booked, is no more. */
export interface BookGone {
  readonly type: 'book.gone'
  readonly target: StatementId
  readonly note?: string
}
export const bookGoneSchema: v.GenericSchema<unknown, BookGone> = v.object({
  type: v.literal('book.gone'),
  target: statementId,
  note: v.exactOptional(note)
})

export const seasons = ['spring', 'summer', 'autumn', 'winter'] as const
export type Season = (typeof seasons)[number]

/** What a thing needs again and again. */
export interface UpkeepSay {
  readonly type: 'upkeep.say'
  /** The thing by its name; with what is lent or booked, its uses are known. */
  readonly of: string
  readonly portion?: StatementId
  readonly book?: StatementId
  readonly what: string
  /** Of these three, one or more: whichever comes first. */
  readonly every?: QuantityCode
  readonly uses?: number
  readonly season?: Season
  /** When it was last done, or said. */
  readonly sinceMs: number
  readonly note?: string
}
export const upkeepSchema: v.GenericSchema<unknown, UpkeepSay> = v.pipe(
  v.object({
    type: v.literal('upkeep.say'),
    of: line(nameCharsMax),
    portion: v.exactOptional(statementId),
    book: v.exactOptional(statementId),
    what: line(whatCharsMax),
    every: v.exactOptional(lasting),
    uses: v.exactOptional(count(usesMax)),
    season: v.exactOptional(v.picklist(seasons)),
    sinceMs: timeMs,
    note: v.exactOptional(note)
  }),
  v.check(({ every, uses, season }) => every !== undefined || uses !== undefined || season !== undefined, 'how often it is due')
)

export interface UpkeepDid {
  readonly type: 'upkeep.did'
  readonly upkeep: StatementId
  readonly atMs: number
  readonly note?: string
}
export const upkeepDidSchema: v.GenericSchema<unknown, UpkeepDid> = v.object({
  type: v.literal('upkeep.did'),
  upkeep: statementId,
  atMs: timeMs,
  note: v.exactOptional(note)
})

export interface LendingState extends RoomState {
  readonly outs: Tracked<Filed<LendOut>>
  readonly gots: Tracked<Filed<LendGot>>
  readonly backs: Tracked<Filed<LendBack>>
  readonly bookables: Tracked<Filed<BookPlace>>
  readonly bookings: Tracked<Filed<BookWant>>
  readonly bookingsGone: Tracked<Filed<BookGone>>
  readonly upkeeps: Tracked<Filed<UpkeepSay>>
  readonly upkeepsDone: Tracked<Filed<UpkeepDid>>
}
