import { expect, test } from 'vitest'
import { sequence } from '../../testing/index.ts'
import { drawNoise, FairDraws, usualNoise } from './noise.ts'

/** How far apart what came and what should come are, over the classes of a table (Pearson). */
const apart = (seen: readonly number[], likely: readonly number[], draws: number): number =>
  seen.reduce((sum, count, index) => sum + (count - draws * (likely[index] as number)) ** 2 / (draws * (likely[index] as number)), 0)

test('every number below an end is as likely, also where bytes do not divide evenly', () => {
  for (const end of [1, 2, 3, 10, 200, 257]) {
    const draws = new FairDraws(sequence(end))
    const seen = Array.from({ length: end }, () => 0)
    for (let n = 0; n < 200 * end; n++) {
      const drawn = draws.below(end)
      seen[drawn] = (seen[drawn] ?? Number.NaN) + 1
    }
    // Six spreads above the mean of the chi-squared distribution.
    expect(apart(seen, seen.map(() => 1 / end), 200 * end), String(end)).toBeLessThan(end + 6 * Math.sqrt(2 * end))
  }
})

test('[P6] noise has the likelihoods of the two-sided geometric distribution', () => {
  const times = 40_000
  for (const epsilonMilli of [100, 250, 1_000, 3_000]) {
    const draws = new FairDraws(sequence(epsilonMilli))
    const q = Math.exp(-epsilonMilli / 1_000)
    const likely = (size: number): number => ((1 - q) / (1 + q)) * q ** Math.abs(size)
    const reach = Math.ceil(2_000 / epsilonMilli)
    const classes = 2 * reach + 1
    const table = Array.from({ length: classes }, (_, index) => likely(index - reach))
    const seen = table.map(() => 0)
    let outside = 0
    for (let n = 0; n < times; n++) {
      const index = drawNoise(draws, epsilonMilli) + reach
      if (seen[index] === undefined) outside++
      else seen[index]++
    }
    const rest = 1 - table.reduce((sum, one) => sum + one, 0)
    expect(apart([...seen, outside], [...table, rest], times), String(epsilonMilli)).toBeLessThan(classes + 6 * Math.sqrt(2 * classes))
  }
})

test('[P6] one event more or less changes no likelihood by more than e to the epsilon', () => {
  const times = 60_000
  const epsilonMilli = 500
  const tell = (seed: number, count: number): Map<number, number> => {
    const draws = new FairDraws(sequence(seed))
    const seen = new Map<number, number>()
    for (let n = 0; n < times; n++) {
      const said = count + drawNoise(draws, epsilonMilli)
      seen.set(said, (seen.get(said) ?? 0) + 1)
    }
    return seen
  }
  const [with7, with8] = [tell(1, 7), tell(2, 8)]
  for (let said = 2; said <= 13; said++) {
    const ratio = (with8.get(said) ?? 0) / (with7.get(said) ?? 0)
    expect(Math.abs(Math.log(ratio)), String(said)).toBeLessThan(epsilonMilli / 1_000 + 0.12)
  }
})

test('half of all noise is at most the usual one', () => {
  expect([10_000, 1_000, 250, 100].map(usualNoise)).toEqual([0, 1, 3, 7])
})

test('a source that repeats itself is a fault, not a loop without end', () => {
  for (const byte of [0, 255]) {
    const stuck = new FairDraws({ bytes: (length) => new Uint8Array(length).fill(byte) })
    expect(() => Array.from({ length: 3 }, () => drawNoise(stuck, 250))).toThrow('repeats')
  }
})
