/**
 * Which time a reading counts from: the one its device tells, or the one of its coming.
 *
 * - Told to come from later than now, or told with no time: it counts from its coming. Its clock is *ahead* when that is more than
 *   `aheadMsMax`.
 * - Told at most `delayMsMax` ago: its own time.
 * - Told longer ago: either it waited on the way, or the clock is behind. What waited catches up: times told grow quicker than they come.
 *   A clock that is behind stays as far behind. So when, over at least `watchMs`, readings kept coming with one and the same delay, the
 *   clock is *behind* and from then on they count from their coming; until then, and when they catch up, their own time counts. A way that
 *   always takes the same long time cannot be told from a clock that is behind: then a value counts as fresher than it is.
 * - One reading that comes with a short delay ends the doubt.
 */

export const aheadMsMax = 5_000
export const delayMsMax = 60_000
export const watchMs = 60_000
/** Delays count as one and the same when they differ by less than this and a tenth of the time watched. */
export const delaySlackMs = 5_000

/** What is remembered of the clock behind one point. */
export interface Timing {
  /** When the run of long delays began, and which time was told then. */
  doubtMs: number | undefined
  doubtAtMs: number
  clock: 'right' | 'ahead' | 'behind'
}

export function rightTiming(): Timing {
  return { doubtMs: undefined, doubtAtMs: 0, clock: 'right' }
}

/** The time a reading counts from, never after `nowMs`. Remembers in `timing` what it learned of the clock. */
export function countsFrom(timing: Timing, atMs: number, nowMs: number): number {
  if (!Number.isFinite(atMs)) return nowMs
  const delayMs = nowMs - atMs
  if (delayMs <= delayMsMax) {
    timing.doubtMs = undefined
    timing.clock = delayMs < -aheadMsMax ? 'ahead' : 'right'
    return delayMs < 0 ? nowMs : Math.trunc(atMs)
  }
  if (timing.doubtMs === undefined) {
    timing.doubtMs = nowMs
    timing.doubtAtMs = atMs
    timing.clock = 'right'
    return Math.trunc(atMs)
  }
  const watchedMs = nowMs - timing.doubtMs
  const changeMs = Math.abs(delayMs - (timing.doubtMs - timing.doubtAtMs))
  const isSame = changeMs <= delaySlackMs + watchedMs / 10
  if (!isSame) {
    timing.doubtMs = nowMs
    timing.doubtAtMs = atMs
    timing.clock = 'right'
  } else if (watchedMs >= watchMs) timing.clock = 'behind'
  return timing.clock === 'behind' ? nowMs : Math.trunc(atMs)
}
