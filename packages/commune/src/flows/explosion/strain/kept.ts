/** How much more than makers take in a round is kept at a place before ends get anything. */
export const keptOver = 0.3
