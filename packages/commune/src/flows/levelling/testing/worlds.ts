/** Worlds to level, by a seed: who needs how much, who has how much to spare, and who reaches whom. */
import { type Reach, reachOf } from './reach.ts'

/** From 0 up to and without 1, the same in each run (mulberry32, by Tommy Ettinger, in the public domain). */
export function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface WorldOf {
  readonly needs: number
  readonly givers: number
  /** How many givers can reach a need, on average; each need is reached by one at least. */
  readonly reached?: number
  /** All supply, of all that is asked for. */
  readonly ratio?: number
  /** `any`: givers of chance. `near`: those nearby in a plane; what is short here then takes many steps to be felt there. */
  readonly who?: 'any' | 'near'
  /** `even`: amounts from 0.5 to 1.5. `wide`: most are small and a few thirty times as large. */
  readonly amounts?: 'even' | 'wide'
}

export function worldOf({ needs, givers, reached = 6, ratio = 0.8, who = 'any', amounts = 'even' }: WorldOf, chance: () => number): Reach {
  const amount = amounts === 'even' ? () => 0.5 + chance() : () => Math.exp(Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance()))
  const wants = Array.from({ length: needs }, amount)
  const supply = Array.from({ length: givers }, amount)
  const part = (ratio * sum(wants)) / sum(supply)
  const pairs = who === 'any' ? anyPairs(needs, givers, reached, chance) : nearPairs(needs, givers, reached, chance)
  return reachOf(
    wants,
    supply.map((each) => each * part),
    pairs
  )
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

function anyPairs(needs: number, givers: number, reached: number, chance: () => number): [number, number][] {
  const pairs: [number, number][] = []
  for (let need = 0; need < needs; need++) {
    let count = 1
    for (let draw = 0; draw < 2 * (reached - 1); draw++) if (chance() < 0.5) count++
    const those = new Set<number>()
    while (those.size < Math.min(count, givers)) those.add(Math.floor(chance() * givers))
    for (const giver of those) pairs.push([giver, need])
  }
  return pairs
}

function nearPairs(needs: number, givers: number, reached: number, chance: () => number): [number, number][] {
  const side = Math.sqrt((givers * Math.PI) / reached) // so that a circle of radius 1 holds `reached` givers
  const wide = Math.ceil(side)
  const places = Array.from({ length: givers }, () => [chance() * side, chance() * side] as const)
  const cells = new Map<number, number[]>()
  for (const [giver, [x, y]] of places.entries()) {
    const cell = Math.floor(x) + wide * Math.floor(y)
    const those = cells.get(cell)
    if (those) those.push(giver)
    else cells.set(cell, [giver])
  }
  const pairs: [number, number][] = []
  for (let need = 0; need < needs; need++) {
    const [x, y] = [chance() * side, chance() * side]
    const first = pairs.length
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const [cx, cy] = [Math.floor(x) + dx, Math.floor(y) + dy]
        if (cx < 0 || cy < 0 || cx >= wide || cy >= wide) continue
        for (const giver of cells.get(cx + wide * cy) ?? []) {
          const [gx, gy] = places[giver] as readonly [number, number]
          if ((gx - x) ** 2 + (gy - y) ** 2 <= 1) pairs.push([giver, need])
        }
      }
    }
    if (pairs.length === first) pairs.push([Math.floor(chance() * givers), need])
  }
  return pairs
}
