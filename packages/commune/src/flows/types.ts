/**
 * Flows: what is needed, what is offered, what is in stock, and the yes of both sides. No prices, points or balances, and
 * nothing that could become them: amounts are summed for a need, an offer or a place, never for a ware.
 *
 * - A need and an offer are one ware's wishes; that ware changes and withdraws its own.
 * - A yes names a need, an offer or both, and the ware on the other side. It is a commitment when both sides have said it,
 *   for the smaller of the two amounts. A later yes of the same side between the same two takes the place of the earlier.
 * - `flow.handed` is said by both sides, each with what it saw; what both have said has happened.
 * - What is said of stock stands in `stock-types.ts`.
 */
import type { IdText, RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { atSchema, type Carriage, carriageSchema } from './carriage.ts'
import { type Filed, idText, line, prose, statementId, timeMs, type Tracked } from '../facts/index.ts'
import type { QuantityCode } from '../quantity/index.ts'
import { type ChangedMore, moreChanges, moreFields, type SaidMore } from './saying-more.ts'
import { type Carried, carried, noteCharsMax, placeCharsMax, some, thingCharsMax } from './shapes.ts'
import type { MakeDid, PlaceIn, StockCount, StockHave, StockMove, StockSeen, StockState, StockTake } from './stock-types.ts'
export { fromCharsMax, noteCharsMax, placeCharsMax, thingCharsMax, type Told } from './shapes.ts'

/** The name of a part of a plan. */
const handCharsMax = 12

const thing = line(thingCharsMax)
const place = line(placeCharsMax)
const note = prose(noteCharsMax)

export type IntentKind = 'need' | 'offer'

export interface Intent extends Carried, SaidMore {
  readonly type: 'flow.need' | 'flow.offer'
  readonly thing: string
  readonly quantity?: QuantityCode
  readonly place?: string
  /** Milliseconds since 1970; after this it has lapsed (P4). */
  readonly until?: number
  readonly note?: string
  /** It was carried here from another world; `from` is its name on all ways. */
  readonly carried?: Carriage
}

export const intentSchema: v.GenericSchema<unknown, Intent> = v.object({
  type: v.picklist(['flow.need', 'flow.offer']),
  thing,
  quantity: v.exactOptional(some),
  place: v.exactOptional(place),
  until: v.exactOptional(timeMs),
  note: v.exactOptional(note),
  ...moreFields,
  carried: v.exactOptional(carriageSchema),
  ...carried
})

/** Changes one's own need, offer or portion; a field that is null is taken back. */
export interface FlowChange extends ChangedMore {
  readonly type: 'flow.change'
  readonly target: StatementId
  readonly thing?: string
  readonly quantity?: QuantityCode | null
  readonly place?: string | null
  readonly until?: number | null
  readonly note?: string | null
  /** Of what was carried here: how much the carrier knew. */
  readonly at?: number
}

export const changeSchema: v.GenericSchema<unknown, FlowChange> = v.object({
  type: v.literal('flow.change'),
  target: statementId,
  thing: v.exactOptional(thing),
  quantity: v.exactOptional(v.nullable(some)),
  place: v.exactOptional(v.nullable(place)),
  until: v.exactOptional(v.nullable(timeMs)),
  note: v.exactOptional(v.nullable(note)),
  ...moreChanges,
  at: v.exactOptional(atSchema)
})

/** Takes one's own need, offer or yes out of play from here on; undoing it brings it back. */
export interface FlowWithdraw {
  readonly type: 'flow.withdraw'
  readonly target: StatementId
  readonly note?: string
  /** Of what was carried here: it is over over there, as the carrier knew at this point. */
  readonly at?: number
}

export const withdrawSchema: v.GenericSchema<unknown, FlowWithdraw> = v.object({
  type: v.literal('flow.withdraw'),
  target: statementId,
  note: v.exactOptional(note),
  at: v.exactOptional(atSchema)
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
  /** The part of a plan that was handed over; `yes` is then any `plan.yes` to that plan. */
  readonly hand?: string
  readonly quantity?: QuantityCode
  /** The portion it left, when the giver's device holds one; a `stock.take` goes with it. */
  readonly portion?: StatementId
  readonly note?: string
}

export const handedSchema: v.GenericSchema<unknown, FlowHanded> = v.object({
  type: v.literal('flow.handed'),
  yes: statementId,
  hand: v.exactOptional(line(handCharsMax)),
  quantity: v.exactOptional(some),
  portion: v.exactOptional(statementId),
  note: v.exactOptional(note)
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
  readonly portionStates: Tracked<Filed<StockState>>
  readonly seens: Tracked<Filed<StockSeen>>
  readonly placesIn: Tracked<Filed<PlaceIn>>
  readonly makes: Tracked<Filed<MakeDid>>
}
