/** What happens, the same for all who plan: changes, comings and goings, sleep, a cut, and who would say no. */
import { chanceOf, leximin, type Reach, worldOf } from '@commune/commune/levelling/testing'
import { sum } from '../levelling/score.ts'

export interface Setting {
  /** Part of needs and of offers that change in a round. */
  readonly changing: number
  /** Part of all that go in a round; somebody else comes to the place three rounds later. */
  readonly going: number
  /** Part of the givers that sleep, three rounds each. */
  readonly asleep: number
  /** Part of the acts on views of the round before. */
  readonly stale: number
  /** Part of the ways on which one of the two says no when asked. It holds for ten rounds. */
  readonly refusals: number
  /** In the second third of all rounds a third of the network is cut off. */
  readonly cut: boolean
}

const sleepRounds = 3
const awayRounds = 3
const noRounds = 10

export class Place {
  readonly reach: Reach
  readonly setting: Setting
  /** The needs and givers whose place was taken by others, or left, in this round. */
  newNeeds: number[] = []
  newGivers: number[] = []
  round = -1
  readonly #rounds: number
  readonly #chance: () => number
  readonly #needBack: Int32Array
  readonly #giverBack: Int32Array
  readonly #awakeFrom: Int32Array
  readonly #wouldRefuse: Uint8Array
  readonly #share: number

  constructor(world: { needs: number; givers: number; ratio: number; who: 'any' | 'near' }, setting: Setting, rounds: number, seed: number) {
    this.#chance = chanceOf(seed)
    this.reach = worldOf(world, this.#chance)
    this.#share = sum(this.reach.supply) / world.givers
    this.setting = setting
    this.#rounds = rounds
    this.#needBack = new Int32Array(world.needs)
    this.#giverBack = new Int32Array(world.givers)
    this.#awakeFrom = new Int32Array(world.givers)
    this.#wouldRefuse = Uint8Array.from(this.reach.edgeNeed, () => (this.#chance() < setting.refusals ? 1 : 0))
  }

  next(): void {
    const { reach, setting } = this
    this.round++
    this.newNeeds = []
    this.newGivers = []
    for (let need = 0; need < reach.needs; need++) {
      const amount = this.#amountNext(this.#needBack, need, reach.wants[need] as number, 1, this.newNeeds)
      reach.wants[need] = amount
    }
    for (let giver = 0; giver < reach.givers; giver++) {
      reach.supply[giver] = this.#amountNext(this.#giverBack, giver, reach.supply[giver] as number, this.#share, this.newGivers)
      if ((this.#awakeFrom[giver] as number) > this.round) continue
      const part = setting.asleep / (sleepRounds * (1 - setting.asleep))
      if (this.#chance() < part) this.#awakeFrom[giver] = this.round + sleepRounds
    }
    for (let edge = 0; edge < this.#wouldRefuse.length; edge++) {
      if ((edge + this.round) % noRounds === 0) this.#wouldRefuse[edge] = this.#chance() < setting.refusals ? 1 : 0
    }
  }

  #amountNext(back: Int32Array, at: number, amount: number, mean: number, renewed: number[]): number {
    const drawn = mean * (0.5 + this.#chance())
    const [goes, changes] = [this.#chance() < this.setting.going, this.#chance() < this.setting.changing]
    if ((back[at] as number) > this.round) return 0
    if (back[at] === this.round && this.round > 0) {
      renewed.push(at)
      return drawn
    }
    if (goes) {
      back[at] = this.round + awayRounds
      renewed.push(at)
      return 0
    }
    return changes ? drawn : amount
  }

  isAwake(giver: number): boolean {
    return (this.#awakeFrom[giver] as number) <= this.round
  }

  get isCut(): boolean {
    return this.setting.cut && this.round >= this.#rounds / 3 && this.round < (2 * this.#rounds) / 3
  }

  /** Whether a giver is in the third that is cut off; the centre is not. */
  isApart(giver: number): boolean {
    return this.isCut && giver % 3 === 0
  }

  /** Whether a way goes from one part to the other while they are cut. */
  isAcross(edge: number): boolean {
    return this.isCut && ((this.reach.edgeGiver[edge] as number) % 3 === 0) !== ((this.reach.edgeNeed[edge] as number) % 3 === 0)
  }

  wouldRefuse(edge: number): boolean {
    return this.#wouldRefuse[edge] === 1
  }

  /** Whether what was said on this way, yes or no, holds no longer from this round on. */
  isAskedAnew(edge: number): boolean {
    return (edge + this.round) % noRounds === 0
  }

  /** The best there could be now, for somebody who knew everything. */
  best(): Float64Array {
    const open = [...this.reach.edgeNeed.keys()].filter((edge) => !this.wouldRefuse(edge) && !this.isAcross(edge))
    return leximin(onlyEdges(this.reach, open))
  }

  /** What is met of the best, and the lowest twentieth of those that could receive anything, of the same there. */
  of(amounts: Float64Array, best: Float64Array): { met: number; worst: number } {
    const could = [...best.keys()].filter((need) => (best[need] as number) > 1e-9)
    const lowest = (those: Float64Array): number => sum(Float64Array.from(could, (need) => those[need] as number).sort().subarray(0, Math.ceil(could.length / 20)))
    return { met: sum(amounts) / sum(best), worst: lowest(amounts) / lowest(best) }
  }
}

/** The same with some of its ways alone, in the order they are in. */
export function onlyEdges(reach: Reach, edges: readonly number[]): Reach {
  const keep = new Uint8Array(reach.edgeNeed.length)
  for (const edge of edges) keep[edge] = 1
  const place = new Int32Array(keep.length)
  for (const [at, edge] of edges.entries()) place[edge] = at
  const giverStart = new Int32Array(reach.givers + 1)
  for (const edge of edges) giverStart[(reach.edgeGiver[edge] as number) + 1]!++
  for (let giver = 0; giver < reach.givers; giver++) giverStart[giver + 1]! += giverStart[giver] as number
  const needStart = new Int32Array(reach.needs + 1)
  const needEdges: number[] = []
  for (let need = 0; need < reach.needs; need++) {
    for (let at = reach.needStart[need] as number; at < (reach.needStart[need + 1] as number); at++) {
      const edge = reach.needEdges[at] as number
      if (keep[edge]) needEdges.push(place[edge] as number)
    }
    needStart[need + 1] = needEdges.length
  }
  return {
    ...reach,
    giverStart,
    edgeNeed: Int32Array.from(edges, (edge) => reach.edgeNeed[edge] as number),
    edgeGiver: Int32Array.from(edges, (edge) => reach.edgeGiver[edge] as number),
    needStart,
    needEdges: Int32Array.from(needEdges)
  }
}
