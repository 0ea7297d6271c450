/** Bounds of bringing in readings from a file (E7). */
export const importLimits = {
  charsMax: 134_217_728,
  columnsMax: 500,
  rowCharsMax: 65_536,
  seriesMax: 1_000,
  readingsMax: 20_000_000,
  nameCharsMax: 120,
  wordsMax: 50,
  /** Columns that make the name of a series together with the first. */
  alsoMax: 8,
  /** Rows that are looked at to guess the layout, and shown to the person. */
  guessRows: 5_000,
  shownRows: 12,
  /** Rows that were left out and are named one by one; the others are counted by reason. */
  leftShownMax: 100,
  spansShownMax: 20
} as const
