/**
 * What is not kept although it is no passing: how a thing stands that moves when somebody passes. The lamp on the path says “on” each time,
 * and a record of that is a record of passings (P6); so is one of a lamp that moves by what came in one message with a passing. It is known
 * for now, like the passing itself, and goes to no store.
 */
import { type PointId, pointsOf, type ThingId, thingOf, type Views } from '@commune/commune'

interface Known {
  readonly seen: string
  readonly atMs: number
  readonly moved: ReadonlySet<ThingId>
}
const known = new WeakMap<Views['agreements'], Known>()
/** What lapses is looked at so often. */
const looksMs = 1_000

/**
 * Whether what this point tells follows what somebody passing moves: it is told by an act of a thing that an agreement about passings moves.
 * `besides`: points that told something beside a passing.
 */
export function followsPassings(views: Views, point: PointId, nowMs: number, besides: ReadonlySet<PointId>): boolean {
  const of = views.things.point(point)
  return of?.kind === 'reading' && of.thing.acts.some(({ toldBy }) => toldBy === of.point.key) && movedIn(views, nowMs, besides).has(of.thing.id)
}

/** Things that passings move, and those that are moved by how such a thing stands. */
function movedIn({ agreements, things }: Views, nowMs: number, besides: ReadonlySet<PointId>): ReadonlySet<ThingId> {
  const last = known.get(agreements)
  const seen = `${agreements.version} ${things.version} ${besides.size}`
  if (last?.seen === seen && nowMs >= last.atMs && nowMs - last.atMs < looksMs) return last.moved
  const rules = agreements.list(nowMs).flatMap((row) => (row.state === 'holds' ? row.rules : [])).map((rule) => ({ moves: thingOf(rule.act), senses: pointsOf(rule).senses as PointId[] }))
  const moved = new Set<ThingId>()
  for (let before = -1; before < moved.size; ) {
    before = moved.size
    for (const { moves, senses } of rules) {
      if (!moved.has(moves) && senses.some((point) => besides.has(point) || things.point(point)?.kind === 'pulse' || (moved.has(thingOf(point)) && isTold(things, point)))) moved.add(moves)
    }
  }
  known.set(agreements, { seen, atMs: nowMs, moved })
  return moved
}

const isTold = (things: Views['things'], point: PointId): boolean => {
  const of = things.point(point)
  return of?.kind === 'reading' && of.thing.acts.some(({ toldBy }) => toldBy === of.point.key)
}
