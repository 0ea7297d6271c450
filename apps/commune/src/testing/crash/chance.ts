/** Numbers from a seed (xorshift of 32 bits, Marsaglia 2003). */
export interface Chance {
  /** A whole number from 0, below `end`. */
  below(end: number): number
}

export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0 || 1
  return {
    below(end) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      state >>>= 0
      return state % end
    }
  }
}
