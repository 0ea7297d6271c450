/** Who is told what a point senses as it is: one rule for what it tells now, for its history, and for all that is worked out of them. */
import { type PointId, pointsOf, thingOf, type Views } from '@commune/commune'
import type { IdText } from '@commune/protocol'

/** Whether a ware may be told what this point senses: only of things that this device brings in. */
export function mayHear(views: Views, ware: IdText, point: PointId, me: IdText, nowMs: number): boolean {
  const of = views.things.point(point)
  if (!of || of.kind === 'act' || of.thing.device !== me || of.thing.gone) return false
  return maySee(views, ware, point, nowMs)
}

/** Whether a ware may see what this point senses as it is, whoever senses it: chosen so, or agreed on. */
export const maySee = (views: Views, ware: IdText, point: PointId, nowMs: number): boolean =>
  views.things.mayAsk(point, ware) || isPledged(views, ware, point, nowMs)

/** An agreement that holds has this point told to whoever brings in what acts on it. */
const isPledged = ({ things, agreements }: Views, ware: IdText, point: PointId, nowMs: number): boolean =>
  agreements.list(nowMs).some(
    (row) => row.state === 'holds' && row.rules.some((rule) => things.one(thingOf(rule.act))?.bridge === ware && pointsOf(rule).senses.includes(point))
  )
