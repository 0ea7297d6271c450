/**
 * What was used between two readings of a counter.
 *
 * A counter that shows a little less (at least nine tenths) slipped: nothing was used until it passes what it showed before. One that shows
 * much less began anew: counting goes on from what it shows now. What it used between its new beginning and then is lost, which is little;
 * to count what it shows would be right for a meter that began at zero and thousands wrong for one that was exchanged.
 */

/** Below this share of the highest so far it has begun anew. */
export const slipShare = 0.9

export interface Counted {
  /** The highest it showed since it began. */
  readonly base: number
  readonly used: number
}

export function countOn(base: number, value: number): Counted {
  if (value >= base) return { base: value, used: value - base }
  return value >= slipShare * base ? { base, used: 0 } : { base: value, used: 0 }
}
