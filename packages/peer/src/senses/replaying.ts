/** What rules would have done over the history that is kept on this device, and where they would have fought those that hold. */
import { type AgreementRow, type Message, type PointId, pointsOf, replay, type Rule, type Sun, type ThingsView } from '@commune/commune'
import { type IdText, no, ok, type Result, type SeriesStore } from '@commune/protocol'
import type { ReplayRow } from '../api/senses.ts'
import { peerMessage } from '../words/index.ts'
import { convertAmount } from './converting.ts'
import { ofRuleId, ruleId } from './ruleId.ts'

export interface ReplayingPorts {
  readonly series: SeriesStore
  readonly sun: Sun
  readonly things: ThingsView
  readonly agreements: readonly AgreementRow[]
  /** This device: the history of others is not here. */
  readonly me: IdText
  /** Whether a point is told to whoever asks: when an agreement about another would have acted tells of that. Left out: all are. */
  readonly may?: (point: PointId) => boolean
}

/** What is proposed is told apart from what holds by this name. */
const proposed = 'proposed'
/** A year and a day: longer is looked at in parts. */
const spanMsMax = 31_622_400_000

export const replayHere = async (rules: readonly Rule[], fromMs: number, toMs: number, ports: ReplayingPorts): Promise<Result<ReplayRow, Message>> => {
  const { series, sun, things, agreements, me, may = () => true } = ports
  if (!(toMs > fromMs) || toMs - fromMs > spanMsMax || rules.length === 0 || rules.length > 8) return no(peerMessage('peer.replay-long'))
  const acts = new Set(rules.map(({ act }) => act))
  const held = agreements.flatMap((row) =>
    row.state === 'holds' ? row.rules.flatMap((rule, index) => (acts.has(rule.act) && (pointsOf(rule).senses as PointId[]).every(may) ? [{ id: ruleId(row.id, index), version: String(row.version), rule }] : [])) : []
  )
  const mine = rules.map((rule, index) => ({ id: ruleId(proposed, index), version: '1', rule }))
  const replayed = await replay({
    agreements: mine,
    besides: held,
    fromMs,
    toMs,
    convert: convertAmount,
    sun,
    find: (point) => {
      const of = things.point(point)
      if (!of) return undefined
      return of.kind === 'reading' ? { is: 'reading', point: of.point } : of.kind === 'pulse' ? { is: 'pulse', point: of.point } : { is: 'act', point: of.point }
    },
    read: (point, from, to) => series.read(point, from, to)
  })
  if (!replayed.ok) return no(peerMessage('peer.replay-not'))
  const { spans, fights, unseen, unknown, untilMs } = replayed.value
  const looked = rules.flatMap((rule) => pointsOf(rule).senses) as PointId[]
  const lacks = new Set(looked.filter((point) => unseen.includes(point) || things.point(point)?.thing.device !== me))
  return ok({
    fromMs,
    toMs: untilMs,
    rules: mine.map(({ id }) => ({
      acted: spans.filter((span) => span.agreement === id).map((span) => ({ fromMs: span.fromMs, toMs: span.toMs, value: span.value })),
      unknownMs: unknown.get(id) ?? 0
    })),
    fights: fights.flatMap((fight) => {
      const [own, other] = [fight.one, fight.other].map((each) => ofRuleId(each.agreement))
      const against = own?.agreement === proposed ? other : own
      return against && against.agreement !== proposed ? [{ agreement: against.agreement, rule: against.rule, fromMs: fight.fromMs, toMs: fight.toMs }] : []
    }),
    lacks: [...lacks]
  })
}
