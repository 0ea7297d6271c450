/**
 * Senses: what there is to feel and to move in this world. A thing that has no key of its own is said by the device that brings it
 * in; that device's ware is its *bridge*, and names the ware that looks after it, its *keeper* (itself, where it names none). Nobody
 * else can change what is said of it (P2).
 *
 * - `thing.say` begins a thing, or says more of it: of each field the last one said by bridge or keeper counts; points and keeper are
 *   the bridge's alone to say.
 * - `thing.gone` says that it is not there any more, until a later word of it.
 * - `thing.will` says within which bounds an act point is willing (P5: a machine is asked, and may decline).
 *
 * - `thing.leave` says in which form a reading, or a count of passings, may leave the device that senses it, and for how long it is kept.
 * - `thing.tell` is what left: final values in the form that was chosen.
 *
 * Readings themselves are never said: they stay with the device that senses. Pulses leave no trace at all.
 */
import type { IdText, RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, idText, jsonText, line, statementId, type Tracked } from '../facts/index.ts'
import { choiceSchema } from './leaving/index.ts'
import { pointKey, pointsSchema, publishedSchema, thingLimits } from './shape.ts'
import type { ThingId, Value } from './thing.ts'

export const thingSources = ['mqtt', 'wot', 'hand', 'box'] as const
/** How it came in; any other word is of a newer version. */
export type ThingSource = (typeof thingSources)[number] | (string & {})

/**
 * Said again by the ware that said it first, for those who cannot read that: it counts where that one stood, so that whatever was said
 * since, or at the same time, is not talked over.
 */
export interface SaidAgain {
  /** What is said again, and its lamport: below that of this statement, or it counts as a new word. */
  readonly again?: StatementId
  readonly lamport?: number
}

const lamportEnd = 2 ** 48
const againFields = { again: v.exactOptional(statementId), lamport: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(lamportEnd - 1))) }

export interface ThingSay extends SaidAgain {
  readonly type: 'thing.say'
  /** The thing that this says more of; left out, it begins one. */
  readonly thing?: ThingId
  /** What it is known by where it comes from. */
  readonly key?: string
  readonly source?: ThingSource
  readonly name?: string | null
  readonly maker?: string | null
  readonly model?: string | null
  readonly place?: string | null
  /** Who looks after it; null: the bridge. */
  readonly keeper?: IdText | null
  /** Those who live with it: they see what it senses as it is, where that speaks of a household. */
  readonly with?: readonly IdText[] | null
  /** Its points, as JSON. */
  readonly points?: string
}

const field = v.exactOptional(v.nullable(line(thingLimits.nameCharsMax)))

export const thingSaySchema: v.GenericSchema<unknown, ThingSay> = v.pipe(
  v.object({
    type: v.literal('thing.say'),
    ...againFields,
    thing: v.exactOptional(statementId),
    key: v.exactOptional(line(200)),
    source: v.exactOptional(line(20)),
    name: field,
    maker: field,
    model: field,
    place: field,
    keeper: v.exactOptional(v.nullable(idText)),
    with: v.exactOptional(v.nullable(v.pipe(v.array(idText), v.maxLength(64)))),
    points: v.exactOptional(jsonText(pointsSchema, thingLimits.pointsCharsMax, 'points as JSON, each with a key, a name and a shape'))
  }),
  v.check((said) => said.thing !== undefined || (said.key !== undefined && said.source !== undefined && said.points !== undefined), 'a key, a source and points, or the thing it says more of')
)

export interface ThingGone extends SaidAgain {
  readonly type: 'thing.gone'
  readonly thing: ThingId
}

export const thingGoneSchema: v.GenericSchema<unknown, ThingGone> = v.object({ type: v.literal('thing.gone'), ...againFields, thing: statementId })

/** Bounds of what an act point is willing to do. */
export interface Will {
  /** Nothing is asked of it by agreements or from afar. */
  readonly refuses?: true
  readonly min?: number
  readonly max?: number
  /** Of its words, only these. */
  readonly words?: readonly string[]
  /** Once it changed it holds at least so long. */
  readonly leastMs?: number
  /** Somebody who moved it by hand, at the thing itself, holds it so long; left out: half an hour. */
  readonly handMs?: number
  /** Whether its keeper is asked for each agreement. Left out: for what could harm, and else its bridge says yes by itself. */
  readonly asks?: boolean
  /** Of a setting by which the thing guards itself (`guards.ts`): what it is to stand at, always. Nobody asks anything else of it. */
  readonly kept?: Value
}

const finite = v.pipe(v.number(), v.finite())

export const willSchema: v.GenericSchema<unknown, Will> = v.object({
  refuses: v.exactOptional(v.literal(true)),
  min: v.exactOptional(finite),
  max: v.exactOptional(finite),
  words: v.exactOptional(v.pipe(v.array(line(thingLimits.nameCharsMax)), v.maxLength(thingLimits.wordsMax))),
  leastMs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400_000))),
  handMs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1_000), v.maxValue(86_400_000))),
  asks: v.exactOptional(v.boolean()),
  kept: v.exactOptional(v.union([finite, v.boolean(), line(thingLimits.nameCharsMax)]))
})

export interface ThingWill extends SaidAgain {
  readonly type: 'thing.will'
  readonly thing: ThingId
  readonly point: string
  /** The bounds as JSON; null: none. */
  readonly will: string | null
}

export const thingWillSchema: v.GenericSchema<unknown, ThingWill> = v.object({
  type: v.literal('thing.will'),
  ...againFields,
  thing: statementId,
  point: pointKey,
  will: v.nullable(jsonText(willSchema, 10_000, 'bounds as JSON'))
})

export interface ThingLeave extends SaidAgain {
  readonly type: 'thing.leave'
  readonly thing: ThingId
  /** A reading of it, or a pulse. */
  readonly point: string
  /** The choice as JSON; null: what is usual for it. */
  readonly choice: string | null
}

export const thingLeaveSchema: v.GenericSchema<unknown, ThingLeave> = v.object({
  type: v.literal('thing.leave'),
  ...againFields,
  thing: statementId,
  point: pointKey,
  choice: v.nullable(jsonText(choiceSchema, 1_000, 'a choice as JSON'))
})

/** Values that left at once. */
export const toldMax = 500

export interface ThingTell {
  readonly type: 'thing.tell'
  readonly thing: ThingId
  readonly point: string
  /** What was published, as JSON, in the order of time. */
  readonly told: string
}

export const thingTellSchema: v.GenericSchema<unknown, ThingTell> = v.object({
  type: v.literal('thing.tell'),
  thing: statementId,
  point: pointKey,
  told: jsonText(publishedSchema, 48_000, 'values as JSON')
})

export interface SensesState extends RoomState {
  readonly things: Tracked<Filed<ThingSay>>
  readonly gone: Tracked<Filed<ThingGone>>
  readonly wills: Tracked<Filed<ThingWill>>
  readonly leaves: Tracked<Filed<ThingLeave>>
  readonly tells: Tracked<Filed<ThingTell>>
}
