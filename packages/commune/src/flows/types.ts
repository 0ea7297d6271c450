/**
 * Flows: what is needed, what is offered, what is in stock, and the yes of both sides. No prices, points or balances, and
 * nothing that could become them: amounts are summed for a need, an offer or a place, never for a ware.
 *
 * - A need and an offer are one ware's wishes; that ware changes and withdraws its own.
 * - A yes names a need, an offer or both, and the ware on the other side. It is a commitment when both sides have said it,
 *   for the smaller of the two amounts. A later yes of the same side between the same two takes the place of the earlier.
 * - `flow.handed` is said by both sides, each with what it saw; what both have said has happened.
 * - A portion of a stock is held by the one device that said `stock.have` (or that `stock.move` gave it to), and only
 *   that device says what leaves it (T7).
 */
import type { IdText, RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, idText, line, prose, statementId, timeMs, type Tracked } from '../facts/index.ts'
import { type QuantityCode, quantityCode } from '../quantity/index.ts'

export const thingCharsMax = 120
export const placeCharsMax = 80
export const noteCharsMax = 2_000
export const fromCharsMax = 200

const thing = line(thingCharsMax)
const place = line(placeCharsMax)
const note = prose(noteCharsMax)
/** An amount to give or take is never nothing. */
export const some: v.GenericSchema<unknown, QuantityCode> = v.pipe(
  quantityCode,
  v.check((quantity) => quantity[0] !== 0, 'an amount above nothing')
)

/** Whose words an imported statement carries: it was said elsewhere, by them, and is only written down here. */
export interface Told {
  readonly ware: IdText
  readonly name?: string
}
const told: v.GenericSchema<unknown, Told> = v.object({ ware: idText, name: v.exactOptional(line(placeCharsMax)) })

/** What needs, offers and stock share when they came from a file: its stable name there, so that nothing comes twice. */
interface Carried {
  readonly from?: string
  readonly told?: Told
}
export const carried: { from: v.ExactOptionalSchema<v.GenericSchema<string>, undefined>; told: v.ExactOptionalSchema<v.GenericSchema<unknown, Told>, undefined> } = { from: v.exactOptional(line(fromCharsMax)), told: v.exactOptional(told) }

export type IntentKind = 'need' | 'offer'

export interface Intent extends Carried {
  readonly type: 'flow.need' | 'flow.offer'
  readonly thing: string
  readonly quantity?: QuantityCode
  readonly place?: string
  /** Milliseconds since 1970; after this it has lapsed (P4). */
  readonly until?: number
  readonly note?: string
}

export const intentSchema: v.GenericSchema<unknown, Intent> = v.object({
  type: v.picklist(['flow.need', 'flow.offer']),
  thing,
  quantity: v.exactOptional(some),
  place: v.exactOptional(place),
  until: v.exactOptional(timeMs),
  note: v.exactOptional(note),
  ...carried
})

/** Changes one's own need, offer or portion; a field that is null is taken back. */
export interface FlowChange {
  readonly type: 'flow.change'
  readonly target: StatementId
  readonly thing?: string
  readonly quantity?: QuantityCode | null
  readonly place?: string | null
  readonly until?: number | null
  readonly note?: string | null
}

export const changeSchema: v.GenericSchema<unknown, FlowChange> = v.object({
  type: v.literal('flow.change'),
  target: statementId,
  thing: v.exactOptional(thing),
  quantity: v.exactOptional(v.nullable(some)),
  place: v.exactOptional(v.nullable(place)),
  until: v.exactOptional(v.nullable(timeMs)),
  note: v.exactOptional(v.nullable(note))
})

/** Takes one's own need, offer or yes out of play from here on; undoing it brings it back. */
export interface FlowWithdraw {
  readonly type: 'flow.withdraw'
  readonly target: StatementId
  readonly note?: string
}

export const withdrawSchema: v.GenericSchema<unknown, FlowWithdraw> = v.object({
  type: v.literal('flow.withdraw'),
  target: statementId,
  note: v.exactOptional(note)
})

export interface FlowYes {
  readonly type: 'flow.yes'
  readonly need?: StatementId
  readonly offer?: StatementId
  /** The ware on the other side. */
  readonly with: IdText
  /** How much in all between these two; left out when the need or offer has no amount, or for all of it. */
  readonly quantity?: QuantityCode
  readonly until?: number
  readonly note?: string
}

export const yesSchema: v.GenericSchema<unknown, FlowYes> = v.pipe(
  v.object({
    type: v.literal('flow.yes'),
    need: v.exactOptional(statementId),
    offer: v.exactOptional(statementId),
    with: idText,
    quantity: v.exactOptional(some),
    until: v.exactOptional(timeMs),
    note: v.exactOptional(note)
  }),
  v.check((yes) => yes.need !== undefined || yes.offer !== undefined, 'a need or an offer')
)

/** One handover as one side saw it. `yes` is any yes of the commitment, by either side. */
export interface FlowHanded {
  readonly type: 'flow.handed'
  readonly yes: StatementId
  readonly quantity?: QuantityCode
  /** The portion it left, when the giver's device holds one; a `stock.take` goes with it. */
  readonly portion?: StatementId
  readonly note?: string
}

export const handedSchema: v.GenericSchema<unknown, FlowHanded> = v.object({
  type: v.literal('flow.handed'),
  yes: statementId,
  quantity: v.exactOptional(some),
  portion: v.exactOptional(statementId),
  note: v.exactOptional(note)
})

/** A portion begins: its id is this statement's, and the device that says it holds it. */
export interface StockHave extends Carried {
  readonly type: 'stock.have'
  readonly thing: string
  readonly quantity: QuantityCode
  readonly place?: string
  /** Best before, milliseconds since 1970. */
  readonly keepsUntil?: number
  readonly note?: string
  /** A portion of the same ware whose device is gone: this one stands in its place. */
  readonly instead?: StatementId
}

export const haveSchema: v.GenericSchema<unknown, StockHave> = v.object({
  type: v.literal('stock.have'),
  thing,
  quantity: quantityCode,
  place: v.exactOptional(place),
  keepsUntil: v.exactOptional(timeMs),
  note: v.exactOptional(note),
  instead: v.exactOptional(statementId),
  ...carried
})

/** Something leaves a portion. */
export interface StockTake {
  readonly type: 'stock.take'
  readonly portion: StatementId
  readonly quantity: QuantityCode
  /** The yes it was for, if any. */
  readonly yes?: StatementId
  readonly note?: string
}

export const takeSchema: v.GenericSchema<unknown, StockTake> = v.object({
  type: v.literal('stock.take'),
  portion: statementId,
  quantity: some,
  yes: v.exactOptional(statementId),
  note: v.exactOptional(note)
})

/** Somebody looked: so much is there. What was taken before this is in it. */
export interface StockCount {
  readonly type: 'stock.count'
  readonly portion: StatementId
  readonly quantity: QuantityCode
  readonly note?: string
}

export const countSchema: v.GenericSchema<unknown, StockCount> = v.object({
  type: v.literal('stock.count'),
  portion: statementId,
  quantity: quantityCode,
  note: v.exactOptional(note)
})

/** Part of a portion goes to another device of the same ware, which then holds it as a portion with this statement's id. */
export interface StockMove {
  readonly type: 'stock.move'
  readonly portion: StatementId
  readonly to: IdText
  readonly quantity: QuantityCode
  readonly place?: string
}

export const moveSchema: v.GenericSchema<unknown, StockMove> = v.object({
  type: v.literal('stock.move'),
  portion: statementId,
  to: idText,
  quantity: some,
  place: v.exactOptional(place)
})

export interface FlowsState extends RoomState {
  readonly intents: Tracked<Filed<Intent>>
  readonly changes: Tracked<Filed<FlowChange>>
  readonly withdrawals: Tracked<Filed<FlowWithdraw>>
  readonly yeses: Tracked<Filed<FlowYes>>
  readonly handed: Tracked<Filed<FlowHanded>>
  readonly haves: Tracked<Filed<StockHave>>
  readonly takes: Tracked<Filed<StockTake>>
  readonly counts: Tracked<Filed<StockCount>>
  readonly moves: Tracked<Filed<StockMove>>
}
