/**
 * What a bridge answers for its things by itself: yes within the bounds that their keepers set, no where it is over them (P5), and yes
 * anew before a yes lapses (P4). Of what could do harm, and of what would be told to who may not see it now, the keeper is asked, and
 * the bridge says nothing; so too where that yes would end what its proposer has no say in (P2).
 */
import type { IdText } from '@commune/protocol'
import type { PointId, ThingRow, ThingsView } from '../senses/index.ts'
import { english, type Message } from '../words/index.ts'
import type { AgreeWish, DisagreeWish } from './decide.ts'
import type { AgreementRow, SideRow } from './rows.ts'
import { pointsOf, thingOf } from './points.ts'
import { yesMsDefault } from './types.ts'
import { asksKeeper, whyUnwilling } from './willing.ts'

/** A yes is said anew when so much of its time is left. */
const renewMs = yesMsDefault / 3

/** For the things that this device brings in; none where everything is answered. */
export const answersByItself = (rows: readonly AgreementRow[], things: ThingsView, device: IdText, nowMs: number): (AgreeWish | DisagreeWish)[] =>
  rows.flatMap((row) => {
    // What was declined, taken back or replaced is not kept alive.
    if (row.state === 'declined' || row.state === 'withdrawn' || row.state === 'replaced') return []
    return row.sides.flatMap((side) => answerOf(row, side, things, device, nowMs) ?? [])
  })

function answerOf(row: AgreementRow, side: SideRow, things: ThingsView, device: IdText, nowMs: number): AgreeWish | DisagreeWish | undefined {
  const thing = side.thing === undefined ? undefined : things.one(side.thing)
  if (!thing || thing.device !== device || thing.gone) return undefined
  if (side.says === 'yes' && (side.untilMs ?? 0) - nowMs > renewMs) return undefined
  if (side.says === 'no') return undefined
  const acts = row.rules.filter((rule) => thingOf(rule.act) === thing.id)
  for (const rule of acts) {
    const of = things.point(rule.act)
    if (of?.kind !== 'act') return undefined
    const why: Message | undefined = whyUnwilling(rule, of.point)
    if (why) return { wish: 'disagree', agreement: row.id, thing: thing.id, why: english.say(why) }
    // One that its keeper said once is said anew by the keeper alone.
    if (asksKeeper(of.point)) return undefined
  }
  // Where it was said for this thing already, and is not over, it ends nothing anew.
  const isAnew = side.says === 'yes' && !side.lapsed
  if ((row.endsOfOthers && !isAnew) || !tellsNothingNew(row, thing, things)) return undefined
  return { wish: 'agree', agreement: row.id, thing: thing.id }
}

/** What an agreement holds, those who act by it are told as it is: where one may not see it anyway, the keeper of what senses is asked (P6). */
const tellsNothingNew = (row: AgreementRow, thing: ThingRow, things: ThingsView): boolean =>
  row.rules.every((rule) => {
    const actor = things.one(thingOf(rule.act))?.bridge
    return pointsOf(rule).senses.every((point) => thingOf(point) !== thing.id || (actor !== undefined && things.mayAsk(point as PointId, actor)))
  })
