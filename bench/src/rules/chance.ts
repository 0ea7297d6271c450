/** Chance that is the same in each run (mulberry32, by Tommy Ettinger, in the public domain). */
export interface Chance {
  /** From 0 up to and without 1. */
  next(): number
  /** Whole, from 0 up to and without `end`. */
  upTo(end: number): number
  of<T>(...those: readonly T[]): T
}

export function chanceOf(seed: number): Chance {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (end: number): number => Math.floor(next() * end)
  return { next, upTo, of: <T>(...those: readonly T[]) => those[upTo(those.length)] as T }
}
