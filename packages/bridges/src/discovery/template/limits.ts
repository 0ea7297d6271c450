/** Bounds of a template (E7): over one of them it is refused by name, or ends with that reason. */
export const templateLimits = {
  charsMax: 4_000,
  /** White space in one run: the reader of templates looks at each run several times. */
  blankRunMax: 400,
  tokensMax: 1_500,
  /** Brackets and blocks within one another. */
  depthMax: 40,
  /** Steps of one run: each part that is worked out, each member of a list and each 64 characters that are touched. */
  stepsMax: 20_000,
  /** Steps of all templates that one message is read with. */
  messageStepsMax: 100_000,
  outputCharsMax: 64_000,
  listMax: 2_000,
  /** Members of a value and of its members, all together. */
  weightMax: 20_000,
  valueDepthMax: 30,
  patternCharsMax: 300,
  /** What a pattern is held against. */
  patternSubjectCharsMax: 128
} as const
