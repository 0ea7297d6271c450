/** What an adversary gains over many splits, in points of a hundred. */
import { askAdversary, type Presence, type PublishedRun, type Split } from './adversary.ts'

export interface Gains {
  readonly accuracy: number
  readonly balanced: number
  readonly ranked: number
}

export interface Verdict {
  /** Accuracy from clock and weekday alone, in the mean. */
  readonly alone: number
  /** In the mean over all splits; a split in which it lost by looking counts as nothing gained. */
  readonly gain: Gains
  /** As it came out, losses as losses. */
  readonly plain: Gains
  readonly splits: readonly { readonly name: string; readonly alone: number; readonly gain: Gains; readonly by: string }[]
}

export const verdictOf = (
  presence: Presence,
  published: readonly PublishedRun[],
  splits: readonly Split[],
  seeds: readonly number[]
): Verdict => {
  const asked = splits.flatMap((split) =>
    seeds.map((seed) => {
      const { alone, given, by } = askAdversary(presence, published, split, seed)
      const gain = {
        accuracy: 100 * (given.accuracy - alone.accuracy),
        balanced: 100 * (given.balanced - alone.balanced),
        ranked: 100 * (given.ranked - alone.ranked)
      }
      return { name: split.name, alone: 100 * alone.accuracy, gain, by }
    })
  )
  const mean = (of: (one: (typeof asked)[number]) => number): number => asked.reduce((sum, one) => sum + of(one), 0) / asked.length
  const gains = (shape: (points: number) => number): Gains => ({
    accuracy: mean(({ gain }) => shape(gain.accuracy)),
    balanced: mean(({ gain }) => shape(gain.balanced)),
    ranked: mean(({ gain }) => shape(gain.ranked))
  })
  return { alone: mean(({ alone }) => alone), gain: gains((points) => Math.max(0, points)), plain: gains((points) => points), splits: asked }
}
