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
const isPledged = (views: Views, ware: IdText, point: PointId, nowMs: number): boolean => pledgedIn(views, nowMs).get(ware)?.has(point) === true

type Pledged = ReadonlyMap<IdText, ReadonlySet<string>>
/** A question names hundreds of points, and a world may hold a thousand agreements: they are gone through once for all of them. */
const known = new WeakMap<Views['agreements'], { readonly version: number; readonly fromMs: number; readonly untilMs: number; readonly pledged: Pledged }>()

function pledgedIn({ things, agreements }: Views, nowMs: number): Pledged {
  const last = known.get(agreements)
  if (last?.version === agreements.version && nowMs >= last.fromMs && nowMs < last.untilMs) return last.pledged
  const pledged = new Map<IdText, Set<string>>()
  // Until the next yes is over: then that agreement holds no more, and perhaps one that it took the place of does.
  let untilMs = Number.POSITIVE_INFINITY
  for (const { state, rules, untilMs: overMs = 0 } of agreements.list(nowMs)) {
    if (overMs > nowMs) untilMs = Math.min(untilMs, overMs)
    for (const rule of state === 'holds' ? rules : []) {
      const ware = things.one(thingOf(rule.act))?.bridge
      if (ware === undefined) continue
      const points = pledged.get(ware) ?? new Set()
      pledged.set(ware, points)
      for (const point of pointsOf(rule).senses) points.add(point)
    }
  }
  known.set(agreements, { version: agreements.version, fromMs: nowMs, untilMs, pledged })
  return pledged
}
