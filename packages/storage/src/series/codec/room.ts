/** Room for the numbers of one chunk while it is written or read, so that nothing is allocated for each. */

/** A chunk holds no more readings. */
export const chunkReadingsMax = 1_024

export const room = {
  times: new Float64Array(chunkReadingsMax),
  values: new Float64Array(chunkReadingsMax),
  other: new Float64Array(chunkReadingsMax),
  /** Values as whole numbers. */
  whole: new Float64Array(chunkReadingsMax)
}

/** What a way would cost is seen from every third number: an odd one, as machines like to count in twos. */
export function strideOf(count: number): number {
  return count < 96 ? 1 : 3
}
