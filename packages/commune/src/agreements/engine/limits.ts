/** Bounds of the engine (E7). Times in milliseconds. */
export const engineLimits = {
  rulesMax: 10_000,
  /** Shortest part of a window; a shorter window has fewer than sixty parts. */
  partMsMin: 1_000,
  /** Who calls later than this after it was due was asleep: nothing counts as known in between. */
  lateMsMax: 60_000,
  /** Acts that can be explained afterwards: so many, and so many numbers remembered for all of them. */
  actsMax: 16_384,
  actNumbersMax: 262_144,
  /** An act that a pulse had a part in is explained no longer than a pulse may count as now. */
  passingMsMax: 60_000,
  /** Points whose place is kept for who asked for it. */
  heldMax: 100_000,
  /** Longest text of a reading. */
  charsMax: 1_000,
  /** Claims on one act point in one class. */
  claimsMax: 64,
  idCharsMax: 300
} as const
