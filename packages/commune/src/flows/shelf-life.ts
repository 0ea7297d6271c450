/**
 * How long something keeps, and why: until its date, or for so long after it was opened, whichever is sooner. Freezing stops
 * that clock, and thawing lets it go on with what was left. Worked out when it is looked at; nothing here is kept.
 */
import { flowsMessage, type Message } from '../words/index.ts'
import { convert, type Quantity } from '../quantity/index.ts'
import type { FrozenSpan } from './portion.ts'
import type { PortionRow } from './rows.ts'

export type FreshState = 'keeps' | 'opened' | 'frozen' | 'soon' | 'past'

export interface Freshness {
  readonly state: FreshState
  /** When it is over; of what is frozen, when it would be if it were thawed now. */
  readonly untilMs: number
  /** What is left of it then; nothing when it is past. */
  readonly leftMs: number
  readonly words: Message
}

const soonMs = 3 * 86_400_000

/** Milliseconds of an amount of time, cut to whole ones. */
export const durationMs = (quantity: Quantity): number => {
  const seconds = convert(quantity, 's')
  return seconds.ok ? Number((seconds.value.n * 1_000n) / seconds.value.d) : 0
}

/** Undefined when nothing is known of how long it keeps. */
export const freshness = (row: Pick<PortionRow, 'keepsUntilMs' | 'openedMs' | 'opensFor' | 'frozen'>, nowMs: number): Freshness | undefined => {
  const { keepsUntilMs, openedMs, opensFor, frozen = [] } = row
  const isOpen = openedMs !== undefined && openedMs <= nowMs
  const byDate = keepsUntilMs === undefined ? undefined : later(keepsUntilMs, -Infinity, frozen, nowMs)
  const byOpening = isOpen && opensFor ? later(openedMs + durationMs(opensFor), openedMs, frozen, nowMs) : undefined
  if (byDate === undefined && byOpening === undefined) return undefined
  const untilMs = Math.min(byDate ?? Number.POSITIVE_INFINITY, byOpening ?? Number.POSITIVE_INFINITY)
  const leftMs = Math.max(0, untilMs - nowMs)
  const opened = byOpening !== undefined && byOpening === untilMs
  const isFrozen = frozen.some(([from, until]) => from <= nowMs && (until === undefined || until > nowMs))
  const thawed = !isFrozen && frozen.some(([, until]) => until !== undefined && until <= nowMs)
  const of = (state: FreshState, words: Message): Freshness => ({ state, untilMs, leftMs, words })
  if (leftMs === 0) return of('past', flowsMessage(opened ? 'stock.past-opened' : 'stock.past'))
  const left = spanWords(leftMs)
  if (isFrozen) return of('frozen', flowsMessage('stock.frozen', { left }))
  const why = opened ? flowsMessage('stock.left-opened', { left }) : flowsMessage(thawed ? 'stock.left-thawed' : 'stock.left', { left })
  return of(leftMs <= soonMs ? 'soon' : opened ? 'opened' : 'keeps', why)
}

/** The time moved back by as long as it lay frozen before it came. */
function later(untilMs: number, sinceMs: number, frozen: readonly FrozenSpan[], nowMs: number): number {
  let end = untilMs
  for (const [from, until] of frozen) {
    const start = Math.max(from, sinceMs)
    const stop = Math.min(until ?? nowMs, nowMs)
    if (start < end && stop > start) end += stop - start
  }
  return end
}

/** “3 days”, “5 hours”: so long, to the next hour, and from two days on cut to whole days. */
export const spanWords = (ms: number): Message => {
  const hours = Math.max(1, Math.round(ms / 3_600_000))
  return hours < 48 ? flowsMessage('stock.hours', { n: hours }) : flowsMessage('stock.days', { n: Math.floor(hours / 24) })
}
