/**
 * Questions between members about what only one device has, as JSON (`sealed.ts`; messages 28 and 29 of a conversation).
 *
 *     {"ask": "now", "points": […], "since": n}                what these points were told last; waits for a change after `since`
 *     {"ask": "history", "point", "from", "to", "step"}         readings gathered in spans of `step` ms
 *     {"ask": "stands", "acts": […]}                             who holds these act points
 *     {"ask": "why", "act"}                                      why each rule about an act point asks what it asks
 *     {"ask": "hold", "act", "value", "for"}                     holds it for so many ms, as the ware that asks
 *     {"ask": "release", "act"}                                  lets go of it
 *     {"ask": "leaving", "point", "choice"?}                     what leaves of a point, or would leave by this choice
 *     {"ask": "used", "points": […], "from", "to", "step"}       what counters say was used; points times spans: 10,000 at most
 *     {"ask": "sense", "point", "value", "at"?}                  a reading by hand, of a thing that was written down by hand
 *     {"ask": "replay", "rules": […], "from", "to", "instead"?}  what rules would have done, in the place of an agreement
 *     {"ask": "broker"}, and to let devices in                   `brokerQuestions.ts`
 *
 * The answer is `{"ok": …}`, or `{"no": message}` with why it is not told.
 */
import { choiceSchema, type Condition, guardKinds, type LeavingChoice, type Message, type PointId, type Published, publishedSchema, type Rule, ruleLimits, ruleSchema, type Value } from '@commune/commune'
import { type Amounted, guardStands, type LeavingRow, type ReplayRow, slotNames, type StandRow, type UsedRow, type WhyPart, type WhyRow } from '../api/senses.ts'
import { type BrokerQuestion, brokerQuestionSchema } from './brokerQuestions.ts'
import { isMessage, messageSchema, parse } from './reading.ts'
import type { StatementId } from '@commune/protocol'
import * as v from 'valibot'

export const pointsAskedMax = 500
/** Spans of one history: more than a screen has pixels. */
export const spansMax = 5_000
/** Meters whose use is asked for at once, and spans of all of them together. */
export const metersMax = 100
export const usedSpansMax = 10_000
/** Nobody holds a thing longer without asking again. */
export const holdMsMax = 86_400_000

export type Question =
  | BrokerQuestion
  | { readonly ask: 'now'; readonly points: readonly PointId[]; readonly since?: number }
  | { readonly ask: 'history'; readonly point: PointId; readonly from: number; readonly to: number; readonly step: number }
  | { readonly ask: 'stands'; readonly acts: readonly PointId[] }
  | { readonly ask: 'why' | 'release'; readonly act: PointId }
  | { readonly ask: 'leaving'; readonly point: PointId; readonly choice?: LeavingChoice }
  | { readonly ask: 'used'; readonly points: readonly PointId[]; readonly from: number; readonly to: number; readonly step: number }
  | { readonly ask: 'sense'; readonly point: PointId; readonly value: Amounted; readonly at?: number }
  | { readonly ask: 'replay'; readonly rules: readonly Rule[]; readonly from: number; readonly to: number; readonly instead?: StatementId }
  | { readonly ask: 'hold'; readonly act: PointId; readonly value: Value; readonly for: number }

const pointId = v.pipe(v.string(), v.maxLength(200)) as unknown as v.GenericSchema<unknown, PointId>
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_639_999_999_999_999))

const value: v.GenericSchema<unknown, Value> = v.union([v.pipe(v.number(), v.finite()), v.boolean(), v.pipe(v.string(), v.maxLength(2_000))])
export const amountedSchema: v.GenericSchema<unknown, Amounted> = v.union([value, v.object({ value: v.pipe(v.number(), v.finite()), unit: v.pipe(v.string(), v.maxLength(40)) })])
const statementId = v.pipe(v.string(), v.maxLength(200)) as unknown as v.GenericSchema<unknown, StatementId>
const step = v.pipe(v.number(), v.integer(), v.minValue(1_000))

const questionSchema: v.GenericSchema<unknown, Exclude<Question, BrokerQuestion>> = v.variant('ask', [
  v.object({
    ask: v.literal('now'),
    points: v.pipe(v.array(pointId), v.maxLength(pointsAskedMax)),
    since: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)))
  }),
  v.pipe(
    v.object({ ask: v.literal('history'), point: pointId, from: time, to: time, step }),
    v.check(({ from, to, step: each }) => to > from && (to - from) / each <= spansMax, 'a time that is not cut into too many parts')
  ),
  v.object({ ask: v.literal('stands'), acts: v.pipe(v.array(pointId), v.maxLength(pointsAskedMax)) }),
  v.object({ ask: v.picklist(['why', 'release']), act: pointId }),
  v.object({ ask: v.literal('leaving'), point: pointId, choice: v.exactOptional(choiceSchema) }),
  v.pipe(
    v.object({ ask: v.literal('used'), points: v.pipe(v.array(pointId), v.maxLength(metersMax)), from: time, to: time, step }),
    v.check(({ points, from, to, step: each }) => to > from && ((to - from) / each) * points.length <= usedSpansMax, 'a time that is not cut into too many parts')
  ),
  v.object({ ask: v.literal('sense'), point: pointId, value: amountedSchema, at: v.exactOptional(time) }),
  v.object({ ask: v.literal('replay'), rules: v.pipe(v.array(ruleSchema), v.minLength(1), v.maxLength(8)), from: time, to: time, instead: v.exactOptional(statementId) }),
  v.object({ ask: v.literal('hold'), act: pointId, value, for: v.pipe(v.number(), v.minValue(1), v.maxValue(holdMsMax)) })
])


/**
 * What one point is told to another device. A pulse says only how long somebody still counts as near. `beside`: it tells something beside
 * passings, so that nobody keeps when it did.
 */
export type Told =
  | { readonly point: PointId; readonly value: Value; readonly atMs: number; readonly beside?: true }
  | { readonly point: PointId; readonly unknown: string; readonly atMs: number }
  | { readonly point: PointId; readonly nearMs: number }

const toldSchema: v.GenericSchema<unknown, Told> = v.union([
  v.object({ point: pointId, value, atMs: time, beside: v.exactOptional(v.literal(true)) }),
  v.object({ point: pointId, unknown: v.pipe(v.string(), v.maxLength(40)), atMs: time }),
  v.object({ point: pointId, nearMs: v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)) })
])

/** In the place of why a pulse is not known: it is again. */
export const hereAgain = 'here'

export interface NowAnswer {
  readonly version: number
  readonly told: readonly Told[]
  /** Of the points asked for, those that are not told to who asks. */
  readonly kept: readonly PointId[]
}

export const nowAnswerSchema: v.GenericSchema<unknown, NowAnswer> = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  told: v.pipe(v.array(toldSchema), v.maxLength(pointsAskedMax)),
  kept: v.pipe(v.array(pointId), v.maxLength(pointsAskedMax))
})

/** Readings gathered in spans, side by side. */
export interface HistoryAnswer {
  readonly step: number
  readonly starts: readonly number[]
  readonly counts: readonly number[]
  readonly means: readonly number[]
  readonly mins: readonly number[]
  readonly maxs: readonly number[]
  readonly lasts: readonly number[]
}

const numbers = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(spansMax + 1))

export const historyAnswerSchema: v.GenericSchema<unknown, HistoryAnswer> = v.pipe(
  v.object({ step: v.number(), starts: numbers, counts: numbers, means: numbers, mins: numbers, maxs: numbers, lasts: numbers }),
  v.check(({ starts, counts, means, mins, maxs, lasts }) => [counts, means, mins, maxs, lasts].every((list) => list.length === starts.length), 'lists of one length')
)

export const readQuestion = (tree: unknown): Question | undefined => parse(questionSchema, tree) ?? parse(brokerQuestionSchema, tree)

/** What was answered, or why it was not; undefined when it cannot be read. */
export const readAnswer = <T>(given: unknown, schema: v.GenericSchema<unknown, T>): { readonly ok: T } | { readonly no: Message } | undefined => {
  const tree = given as { ok?: unknown; no?: unknown } | null | undefined
  if (typeof tree !== 'object' || tree === null) return undefined
  if ('no' in tree) {
    return isMessage(tree.no) ? { no: tree.no } : undefined
  }
  const said = parse(schema, tree.ok)
  return said === undefined ? undefined : { ok: said }
}

const whole = v.pipe(v.string(), v.maxLength(100))

const slotSchema = v.object({
  slot: v.picklist(slotNames),
  decides: v.boolean(),
  value: v.exactOptional(value),
  notTold: v.exactOptional(v.literal(true)),
  untilMs: v.exactOptional(v.number()),
  ware: v.exactOptional(whole),
  agreement: v.exactOptional(whole),
  waiting: v.pipe(v.array(v.object({ value, agreement: v.exactOptional(whole), ware: v.exactOptional(whole) })), v.maxLength(256))
})

/** Settings that are shown to guard one act point. */
export const guardsMax = 20

export const standsAnswerSchema: v.GenericSchema<unknown, readonly StandRow[]> = v.pipe(
  v.array(
    v.object({
      point: pointId,
      told: v.exactOptional(v.object({ value, atMs: time })),
      asked: v.exactOptional(value),
      sinceMs: v.exactOptional(v.number()),
      slots: v.pipe(v.array(slotSchema), v.maxLength(slotNames.length)),
      guards: v.exactOptional(v.pipe(v.array(v.object({ point: pointId, is: v.picklist(guardKinds), value, stands: v.picklist(guardStands) })), v.maxLength(guardsMax))),
      boxOnly: v.exactOptional(v.literal(true))
    })
  ),
  v.maxLength(pointsAskedMax)
)

/** A condition as it stands in a rule: nothing else is shown as one. */
const condition = v.custom<Condition>((tree) => v.is(ruleSchema, { act: '?it', to: true, while: tree, otherwise: 'rest', unsure: 'rest' }))
const number = v.pipe(v.number(), v.finite())

const whyPart: v.GenericSchema<unknown, WhyPart> = v.object({
  condition,
  truth: v.nullable(v.boolean()),
  notTold: v.exactOptional(v.literal(true)),
  of: v.pipe(v.array(v.lazy(() => whyPart)), v.maxLength(ruleLimits.membersMax)),
  measured: v.exactOptional(
    v.object({
      point: whole,
      value: v.exactOptional(value),
      freshness: v.pipe(v.string(), v.maxLength(20)),
      atMs: v.exactOptional(number),
      share: v.exactOptional(number),
      unit: v.exactOptional(v.pipe(v.string(), v.maxLength(40))),
      against: v.pipe(v.array(number), v.maxLength(2)),
      distance: v.exactOptional(number)
    })
  ),
  sinceMs: v.exactOptional(number),
  leftMs: v.exactOptional(number),
  lastMs: v.exactOptional(number),
  untilMs: v.exactOptional(number)
})

export const whyAnswerSchema: v.GenericSchema<unknown, readonly WhyRow[]> = v.pipe(
  v.array(
    v.object({
      agreement: whole,
      version: v.pipe(v.number(), v.integer()),
      rule: v.pipe(v.number(), v.integer(), v.minValue(0)),
      value: v.exactOptional(value),
      atMs: number,
      why: whyPart,
      inTheWay: v.pipe(v.array(whyPart), v.maxLength(64)),
      waitsUntilMs: v.exactOptional(number)
    })
  ),
  v.maxLength(1_000)
)

const from = v.object({ fromMs: number, toMs: number })

export const replayAnswerSchema: v.GenericSchema<unknown, ReplayRow> = v.object({
  ...from.entries,
  rules: v.pipe(v.array(v.object({ acted: v.pipe(v.array(v.object({ ...from.entries, value })), v.maxLength(20_000)), unknownMs: number })), v.maxLength(8)),
  fights: v.pipe(v.array(v.object({ ...from.entries, agreement: whole, rule: v.pipe(v.number(), v.integer(), v.minValue(0)) })), v.maxLength(2_000)),
  lacks: v.pipe(v.array(pointId), v.maxLength(pointsAskedMax))
})

export const sensedAnswerSchema: v.GenericSchema<unknown, { readonly value: Value; readonly atMs: number }> = v.object({ value, atMs: time })

const published: v.GenericSchema<unknown, readonly Published[]> = v.union([publishedSchema, v.tuple([])])

export const leavingAnswerSchema: v.GenericSchema<unknown, LeavingRow> = v.object({
  point: pointId,
  choice: choiceSchema,
  chosen: v.exactOptional(v.literal(true)),
  reveals: messageSchema,
  wrong: v.exactOptional(messageSchema),
  published,
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  here: v.nullable(
    v.intersect([v.object({ point: pointId }), historyAnswerSchema])
  ),
  kept: v.object({ count: v.pipe(v.number(), v.integer(), v.minValue(0)), firstMs: v.exactOptional(time), lastMs: v.exactOptional(time) }),
  budget: v.exactOptional(v.object({ wholeMilli: number, leftMilli: number, words: messageSchema }))
})

export const usedNotesMax = 50

export const usedAnswerSchema: v.GenericSchema<unknown, readonly UsedRow[]> = v.pipe(
  v.array(
    v.pipe(
      v.object({
        point: pointId,
        step: number,
        ...{ starts: numbers, used: numbers, spread: numbers, knownMs: numbers },
        sum: number,
        notes: v.pipe(
          v.array(v.object({ is: v.picklist(['begins-anew', 'dip', 'spike', 'lower', 'jump', 'unit', 'wrapped', 'replaced', 'no-count']), atMs: time, words: messageSchema })),
          v.maxLength(usedNotesMax)
        ),
        resets: v.pipe(v.number(), v.integer(), v.minValue(0)),
        told: v.exactOptional(v.literal(true)),
        why: v.exactOptional(messageSchema)
      }),
      v.check(({ starts, used, spread, knownMs }) => [used, spread, knownMs].every((list) => list.length === starts.length), 'lists of one length')
    )
  ),
  v.maxLength(metersMax)
)

export const heldAnswerSchema: v.GenericSchema<unknown, { readonly untilMs: number }> = v.object({ untilMs: time })
