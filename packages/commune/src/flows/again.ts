/**
 * Needs and offers that come again. By rhythm: the time it is until goes on by itself, span by span, and what was agreed or handed over
 * for a span that is over does not count for the next. By what is used up: it rests while enough is there. Nothing is said by a timer:
 * it follows from the time of looking, and from what is in stock.
 */
import { type IdText, laterThan } from '@commune/protocol'
import { compare, openQuantity, type Quantity } from '../quantity/index.ts'
import type { Commitment, HandedSaid, YesSaid } from './commitments.ts'
import { type Again, everyMsOf } from './saying-more.ts'

/** The span of a rhythm in which `nowMs` lies: after the end of one, up to its own. */
export const spanAt = (dueMs: number | undefined, again: Again | undefined, nowMs: number): { readonly fromMs: number; readonly untilMs: number } | undefined => {
  const everyMs = again && 'every' in again ? everyMsOf(again.every) : undefined
  if (everyMs === undefined) return undefined
  const first = dueMs ?? 0
  const gone = nowMs < first ? 0 : Math.floor((nowMs - first) / everyMs) + 1
  const untilMs = Math.round(first + gone * everyMs)
  // The first span has no beginning: what was said before counts for it.
  return { fromMs: gone === 0 && dueMs !== undefined ? Number.NEGATIVE_INFINITY : Math.round(untilMs - everyMs), untilMs }
}

const isHandedOver = ({ giverHanded, receiverHanded }: Commitment): boolean => giverHanded.times > 0 && receiverHanded.times > 0

/** Yeses by the span they are for. */
export const bySpan = (yeses: readonly YesSaid[], dueMs: number | undefined, again: Again): YesSaid[][] => {
  const spans = new Map<number | undefined, YesSaid[]>()
  for (const yes of yeses) {
    const { until } = yes.says
    const span = until === undefined ? undefined : spanAt(dueMs, again, until - 1)?.untilMs
    const known = spans.get(span)
    if (known) known.push(yes)
    else spans.set(span, [yes])
  }
  return [...spans.values()]
}

/** Yeses by what was handed over between them: one that was said after both sides said so begins anew. */
export const byHandovers = (yeses: readonly YesSaid[], { giver, receiver }: { giver: IdText; receiver: IdText }, handedOf: (yes: YesSaid) => readonly HandedSaid[]): YesSaid[][] => {
  const rounds: YesSaid[][] = []
  for (const yes of [...yeses].sort((a, b) => (laterThan(a.at, b.at) ? 1 : -1))) {
    const round = rounds.at(-1)
    const handed = round?.flatMap(handedOf).filter(({ at }) => at.lamport < yes.at.lamport) ?? []
    const isOver = [giver, receiver].every((side) => handed.some(({ ware }) => ware === side))
    if (!round || isOver) rounds.push([yes])
    else round.push(yes)
  }
  return rounds
}

/** The commitments that count now. */
export const countingNow = (commitments: readonly Commitment[], dueMs: number | undefined, again: Again | undefined, nowMs: number): readonly Commitment[] => {
  if (!again) return commitments
  // What was handed over is in stock by then, and counted there.
  if ('below' in again) return commitments.filter((one) => !isHandedOver(one))
  const span = spanAt(dueMs, again, nowMs)
  return span ? commitments.filter((one) => (one.until === undefined ? !isHandedOver(one) : one.until > span.fromMs && one.until <= span.untilMs)) : commitments
}

/** Enough is there for now. */
export const isEnough = (again: Again | undefined, there: Quantity | undefined): boolean => {
  if (!again || !('below' in again) || !there) return false
  const order = compare(there, openQuantity(again.below))
  return order.ok && order.value >= 0
}
