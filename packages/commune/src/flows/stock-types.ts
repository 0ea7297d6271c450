/**
 * What is said about stock. A portion begins with `stock.have` or `stock.move` and is held by one device, which alone says
 * what leaves it and what state it is in (T7). Whoever else looks says `stock.seen`, which changes nothing by itself.
 *
 * What was made at one go belongs together by a `key` that its device drew: an entry cannot name the ids of its own
 * statements, and several entries may be needed. Only statements of the very device that said `make.did` are part of it.
 */
import type { IdText, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { idText, line, prose, statementId, timeMs } from '../facts/index.ts'
import { kindOfUnit, type QuantityCode, quantityCode } from '../quantity/index.ts'
import { type Carried, carried, noteCharsMax, placeCharsMax, some, thingCharsMax } from './shapes.ts'

export const batchCharsMax = 80
export const whyCharsMax = 40
export const picturesMax = 12
/** Times it was frozen. */
export const frozenMax = 100

/** Words for why something left that others can count on; any other word is carried as it is. */
export const takeWhys = ['used', 'eaten', 'made', 'given', 'composted', 'spoiled', 'lost'] as const
/** What left for these reasons is gone, whatever was to stay. */
export const goneWhys: ReadonlySet<string> = new Set(['spoiled', 'lost', 'composted'])

const note = prose(noteCharsMax)
const makeKey: v.GenericSchema<string> = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'a key of 16 bytes'))
export const lasting: v.GenericSchema<unknown, QuantityCode> = v.pipe(
  some,
  v.check((quantity) => kindOfUnit(quantity[2]) === 'time', 'an amount of time')
)
const pictures: v.GenericSchema<unknown, StatementId[]> = v.pipe(v.array(statementId), v.maxLength(picturesMax, `at most ${picturesMax}`))

const spans: v.GenericSchema<unknown, (readonly [number, number])[]> = v.pipe(
  v.array(v.tuple([timeMs, timeMs])),
  v.maxLength(frozenMax, `at most ${frozenMax}`),
  v.check((all) => all.every(([from, until], index) => from <= until && from >= (all[index - 1]?.[1] ?? 0)), 'spans of time in order')
)

/** What a portion is like, beside how much it is. */
export interface StockFacts {
  /** The lot it is of, as it stands on the package. */
  readonly batch?: string
  readonly madeMs?: number
  readonly openedMs?: number
  readonly frozenMs?: number
  /** How long it keeps once it is open. */
  readonly opensFor?: QuantityCode
  /** It is there to be lent. */
  readonly lend?: boolean
  /** So much is to stay. */
  readonly keep?: QuantityCode
  /** What is there beyond that is open to all. */
  readonly share?: boolean
  /** `file.add` statements. */
  readonly pictures?: readonly StatementId[]
}

/** A portion begins: its id is this statement's, and the device that says it holds it. */
export interface StockHave extends Carried, StockFacts {
  readonly type: 'stock.have'
  readonly thing: string
  readonly quantity: QuantityCode
  /** The same in a second measure: twelve eggs are 720 g. */
  readonly also?: QuantityCode
  readonly place?: string
  /** Best before, milliseconds since 1970. */
  readonly keepsUntil?: number
  readonly note?: string
  /** A portion of the same ware whose device is gone: this one stands in its place. */
  readonly instead?: StatementId
  /** Times it lay frozen before, in order. */
  readonly thawed?: readonly (readonly [fromMs: number, untilMs: number])[]
  /** The key of the `make.did` that it came out of. */
  readonly made?: string
  /** The `flow.handed` it came by, or any yes of that commitment. */
  readonly came?: StatementId
}

export const haveSchema: v.GenericSchema<unknown, StockHave> = v.object({
  type: v.literal('stock.have'),
  thing: line(thingCharsMax),
  quantity: quantityCode,
  also: v.exactOptional(some),
  place: v.exactOptional(line(placeCharsMax)),
  keepsUntil: v.exactOptional(timeMs),
  note: v.exactOptional(note),
  instead: v.exactOptional(statementId),
  batch: v.exactOptional(line(batchCharsMax)),
  madeMs: v.exactOptional(timeMs),
  openedMs: v.exactOptional(timeMs),
  frozenMs: v.exactOptional(timeMs),
  opensFor: v.exactOptional(lasting),
  lend: v.exactOptional(v.boolean()),
  keep: v.exactOptional(some),
  share: v.exactOptional(v.boolean()),
  pictures: v.exactOptional(pictures),
  thawed: v.exactOptional(spans),
  made: v.exactOptional(makeKey),
  came: v.exactOptional(statementId),
  ...carried
})

/** Something leaves a portion. */
export interface StockTake {
  readonly type: 'stock.take'
  readonly portion: StatementId
  readonly quantity: QuantityCode
  /** How much it was in the portion's second measure. */
  readonly also?: QuantityCode
  /** Only the second measure was taken; `quantity` follows from how much was left of both. */
  readonly byRatio?: boolean
  /** The yes it was for, if any. */
  readonly yes?: StatementId
  readonly why?: string
  /** The key of the `make.did` that it went into. */
  readonly make?: string
  readonly note?: string
}

export const takeSchema: v.GenericSchema<unknown, StockTake> = v.object({
  type: v.literal('stock.take'),
  portion: statementId,
  quantity: some,
  also: v.exactOptional(some),
  byRatio: v.exactOptional(v.boolean()),
  yes: v.exactOptional(statementId),
  why: v.exactOptional(line(whyCharsMax)),
  make: v.exactOptional(makeKey),
  note: v.exactOptional(note)
})

/** Somebody looked: so much is there. What was taken before this is in it. */
export interface StockCount {
  readonly type: 'stock.count'
  readonly portion: StatementId
  readonly quantity: QuantityCode
  readonly also?: QuantityCode
  readonly note?: string
}

export const countSchema: v.GenericSchema<unknown, StockCount> = v.object({
  type: v.literal('stock.count'),
  portion: statementId,
  quantity: quantityCode,
  also: v.exactOptional(some),
  note: v.exactOptional(note)
})

/** Part of a portion goes to another device of the same ware, which then holds it as a portion with this statement's id. */
export interface StockMove {
  readonly type: 'stock.move'
  readonly portion: StatementId
  readonly to: IdText
  readonly quantity: QuantityCode
  readonly also?: QuantityCode
  readonly place?: string
}

export const moveSchema: v.GenericSchema<unknown, StockMove> = v.object({
  type: v.literal('stock.move'),
  portion: statementId,
  to: idText,
  quantity: some,
  also: v.exactOptional(some),
  place: v.exactOptional(line(placeCharsMax))
})

/** What a portion is like now, said by the device that holds it. Of each field the last counts; null takes it back. */
export interface StockState {
  readonly type: 'stock.state'
  readonly portion: StatementId
  readonly batch?: string | null
  readonly madeMs?: number | null
  readonly openedMs?: number | null
  /** Frozen from then on, until it is thawed. */
  readonly frozenMs?: number
  readonly thawedMs?: number
  readonly opensFor?: QuantityCode | null
  readonly lend?: boolean
  readonly keep?: QuantityCode | null
  readonly share?: boolean
  readonly pictures?: readonly StatementId[]
}

export const stateSchema: v.GenericSchema<unknown, StockState> = v.object({
  type: v.literal('stock.state'),
  portion: statementId,
  batch: v.exactOptional(v.nullable(line(batchCharsMax))),
  madeMs: v.exactOptional(v.nullable(timeMs)),
  openedMs: v.exactOptional(v.nullable(timeMs)),
  frozenMs: v.exactOptional(timeMs),
  thawedMs: v.exactOptional(timeMs),
  opensFor: v.exactOptional(v.nullable(lasting)),
  lend: v.exactOptional(v.boolean()),
  keep: v.exactOptional(v.nullable(some)),
  share: v.exactOptional(v.boolean()),
  pictures: v.exactOptional(pictures)
})

/** Somebody who does not hold it looked: so much is there. It changes nothing until the holding device counts. */
export interface StockSeen {
  readonly type: 'stock.seen'
  readonly portion: StatementId
  readonly quantity: QuantityCode
  readonly also?: QuantityCode
  readonly note?: string
}

export const seenSchema: v.GenericSchema<unknown, StockSeen> = v.object({
  type: v.literal('stock.seen'),
  portion: statementId,
  quantity: quantityCode,
  also: v.exactOptional(some),
  note: v.exactOptional(note)
})

/** A place lies in another one, or (null) in none. Places belong to nobody: what was said last counts. */
export interface PlaceIn {
  readonly type: 'place.in'
  readonly place: string
  readonly in: string | null
}

export const placeInSchema: v.GenericSchema<unknown, PlaceIn> = v.object({
  type: v.literal('place.in'),
  place: line(placeCharsMax),
  in: v.nullable(line(placeCharsMax))
})

/** Something was made of something. What went in are takes with its key, what came out are portions with it. */
export interface MakeDid {
  readonly type: 'make.did'
  readonly key: string
  readonly recipe?: StatementId
  readonly plan?: StatementId
  readonly note?: string
}

export const makeSchema: v.GenericSchema<unknown, MakeDid> = v.object({
  type: v.literal('make.did'),
  key: makeKey,
  recipe: v.exactOptional(statementId),
  plan: v.exactOptional(statementId),
  note: v.exactOptional(note)
})
