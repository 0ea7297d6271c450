/** What was used in given spans of time: hours, days of a place with its daylight-saving time, months. */
import type { Readings } from '@commune/protocol'
import type { Use } from './counter.ts'

export interface Used {
  /** What was used in each span. */
  readonly used: Float64Array
  /** How much of that comes from readings so far apart that nobody knows when it was (C11). */
  readonly spread: Float64Array
  /** For how many milliseconds of each span it is known what was used. */
  readonly knownMs: Float64Array
}

export const gapMsDefault = 7_200_000

/** `edges` in rising order: one span from each to the next. `uses` in order of time. */
export function usedBetween(uses: readonly Use[], edges: Float64Array, gapMs: number = gapMsDefault): Used {
  const length = Math.max(0, edges.length - 1)
  const found = { used: new Float64Array(length), spread: new Float64Array(length), knownMs: new Float64Array(length) }
  let first = 0
  for (const { fromMs, toMs, used } of uses) {
    while (first < length && edges[first + 1]! <= fromMs) first++
    for (let span = first; span < length && edges[span]! < toMs; span++) {
      const ms = Math.min(toMs, edges[span + 1]!) - Math.max(fromMs, edges[span]!)
      if (ms <= 0) continue
      const share = used * (ms / (toMs - fromMs))
      found.used[span]! += share
      found.knownMs[span]! += ms
      if (toMs - fromMs > gapMs) found.spread[span]! += share
    }
  }
  return found
}

/**
 * What was used as readings: each amount at the moment up to which it is known. So an amount is in one span and in no other, also where
 * spans are told once and for all while the next reading is still to come.
 */
export const usedAsReadings = (uses: readonly Use[]): Readings => ({
  times: Float64Array.from(uses, ({ toMs }) => toMs),
  values: Float64Array.from(uses, ({ used }) => used)
})
