/** Numbers drawn from a seed, for what tests make up and for what an adversary draws while it learns. */
import { sequence } from '../../../testing/index.ts'

export interface Draws {
  /** In [0, 1). */
  part(): number
  /** Whole, from 0 up to and without `end`. */
  below(end: number): number
  /** Of a normal distribution around 0, of spread 1 (Box and Muller, 1958). */
  normal(): number
}

export const drawsOf = (seed: number): Draws => {
  const random = sequence(seed)
  let words: Uint32Array = new Uint32Array(0)
  let at = 0
  const part = (): number => {
    if (at === words.length) {
      words = new Uint32Array(random.bytes(16_384).buffer)
      at = 0
    }
    return (words[at++] as number) / 4_294_967_296
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
