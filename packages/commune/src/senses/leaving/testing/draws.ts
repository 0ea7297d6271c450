/** Numbers drawn from a seed (SplitMix32), for what tests make up and for what an adversary draws while it learns. */

export interface Draws {
  /** In [0, 1). */
  part(): number
  /** Whole, from 0 up to and without `end`. */
  below(end: number): number
  /** Of a normal distribution around 0, of spread 1 (Box and Muller, 1958). */
  normal(): number
}

export const drawsOf = (seed: number): Draws => {
  let state = seed >>> 0
  const part = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
  return {
    part,
    below: (end) => Math.floor(part() * end),
    normal: () => Math.sqrt(-2 * Math.log(1 - part())) * Math.cos(2 * Math.PI * part())
  }
}

/** In another order, each as likely. */
export const shuffled = <T>(items: readonly T[], draws: Draws): T[] => {
  const all = [...items]
  for (let end = all.length; end > 1; end--) {
    const at = draws.below(end)
    const last = all[end - 1] as T
    all[end - 1] = all[at] as T
    all[at] = last
  }
  return all
}
