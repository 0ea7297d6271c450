import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceOf, Givers, leximin, mostMet, type Reach, reachOf, received, type Said } from './testing/index.ts'

interface Small {
  readonly needs: readonly number[]
  readonly supply: readonly number[]
  readonly pairs: readonly (readonly [number, number])[]
  readonly seed: number
}

/** Amounts in quarters, from 0.25 to 5: so that what a test calls more is more by a good deal. */
const quarters = fc.integer({ min: 1, max: 20 }).map((count) => count / 4)
const small: fc.Arbitrary<Small> = fc
  .record({ needs: fc.array(quarters, { minLength: 1, maxLength: 8 }), supply: fc.array(quarters, { minLength: 1, maxLength: 5 }) })
  .chain(({ needs, supply }) =>
    fc.record({
      needs: fc.constant(needs),
      supply: fc.constant(supply),
      pairs: fc.array(fc.tuple(fc.nat(supply.length - 1), fc.nat(needs.length - 1)), { minLength: 1, maxLength: 20 }),
      seed: fc.nat(1_000_000)
    })
  )

function levelled(reach: Reach, seed: number, { stale = 0, sweeps = 150, piece = 0 } = {}): Float64Array {
  const givers = new Givers(reach, chanceOf(seed))
  for (let sweep = 0; sweep < sweeps; sweep++) givers.sweep({ stale })
  return givers.settled({}, piece)
}

const givenBy = (reach: Reach, shares: Float64Array, giver: number): number => {
  let sum = 0
  for (let edge = reach.giverStart[giver] as number; edge < (reach.giverStart[giver + 1] as number); edge++) sum += shares[edge] as number
  return sum
}

test('[LV1] nothing is given that is not there, at any sweep, with any views, needs of any kind', () => {
  const said: fc.Arbitrary<Partial<Said>> = fc.record(
    { heads: fc.integer({ min: 1, max: 5 }), least: quarters, urgency: fc.constantFrom(0, 1, 2) },
    { requiredKeys: [] }
  )
  fc.assert(
    fc.property(small, fc.array(said, { minLength: 8, maxLength: 8 }), fc.constantFrom(0, 0.2, 1), fc.constantFrom(0, 1), (world, extras, stale, piece) => {
      const needs = world.needs.map((wants, at) => ({ wants, ...extras[at], least: Math.min(extras[at]?.least ?? 0, wants) }))
      const reach = reachOf(needs, world.supply, world.pairs)
      const givers = new Givers(reach, chanceOf(world.seed))
      for (let sweep = 0; sweep < 12; sweep++) {
        givers.sweep({ stale, awake: (giver) => (giver + sweep) % 4 !== 0 })
        const settled = givers.settled({ stale }, piece)
        for (const shares of [givers.shares, settled]) {
          for (const share of shares) expect(share).toBeGreaterThanOrEqual(0)
          for (let giver = 0; giver < reach.givers; giver++) {
            expect(givenBy(reach, shares, giver)).toBeLessThanOrEqual((reach.supply[giver] as number) * (1 + 1e-9))
          }
        }
        const amounts = received(reach, settled)
        for (const [need, got] of amounts.entries()) expect(got).toBeLessThanOrEqual(reach.wants[need] as number)
      }
    })
  )
})

test('[LV2] [LV9] what is received comes to the leximin, and meets all that can be met, from any views', () => {
  fc.assert(
    fc.property(small, fc.constantFrom(0, 0.2, 1), (world, stale) => {
      const reach = reachOf(world.needs, world.supply, world.pairs)
      const best = leximin(reach)
      const amounts = received(reach, levelled(reach, world.seed, { stale, sweeps: 300 }))
      for (const [need, got] of amounts.entries()) expect(Math.abs(got - (best[need] as number))).toBeLessThan(0.03)
      const met = amounts.reduce((sum, each) => sum + each, 0)
      expect(met).toBeGreaterThan(mostMet(reach) * 0.999)
    })
  )
})

test('[LV2] the leximin to compare with is what raising all alike and stopping whom it cannot raise comes to', () => {
  fc.assert(
    fc.property(small, (world) => {
      const reach = reachOf(world.needs, world.supply, world.pairs)
      const filled = progressive(reach)
      for (const [need, got] of leximin(reach).entries()) expect(got).toBeCloseTo(filled[need] as number, 5)
    })
  )
})

/** Raises all that still can rise by the same, found by halving; those that cannot rise alone stop. Slow, and another way altogether. */
function progressive(reach: Reach): number[] {
  const bound = [...reach.wants]
  const stopped = new Set<number>()
  const flows = (amounts: readonly number[]): boolean => {
    const total = amounts.reduce((sum, each) => sum + each, 0)
    return mostMet({ ...reach, wants: Float64Array.from(amounts) }) >= total - 1e-9
  }
  const fixed = Array.from({ length: reach.needs }, () => 0)
  while (stopped.size < reach.needs) {
    const at = (level: number): number[] => fixed.map((amount, need) => (stopped.has(need) ? amount : Math.min(level, bound[need] as number)))
    let [low, high] = [0, Math.max(...bound)]
    if (flows(at(high))) low = high
    for (let step = 0; step < 60 && low < high; step++) {
      const middle = (low + high) / 2
      if (flows(at(middle))) low = middle
      else high = middle
    }
    const amounts = at(Math.max(0, low - 1e-8)) // a hair off the edge, where rounding decides
    let some = false
    for (let need = 0; need < reach.needs; need++) {
      if (stopped.has(need)) continue
      const more = amounts.map((amount, which) => (which === need ? amount + 1e-4 : amount))
      if ((amounts[need] as number) >= (bound[need] as number) - 1e-7 || !flows(more)) {
        stopped.add(need)
        fixed[need] = amounts[need] as number
        some = true
      }
    }
    if (!some) throw new Error('nobody was stopped')
  }
  return fixed
}

test('[LV3] asking for more than one needs gains nothing, asking for less does not either', () => {
  fc.assert(
    fc.property(small, fc.constantFrom(0.5, 1.5, 3, 100), (world, times) => {
      const true0 = world.needs[0] as number
      const honest = reachOf(world.needs, world.supply, world.pairs)
      const false0 = reachOf([true0 * times, ...world.needs.slice(1)], world.supply, world.pairs)
      const gets = (reach: Reach, amounts: Float64Array): number => Math.min(true0, received(reach, amounts)[0] as number)
      expect(Math.min(true0, leximin(false0)[0] as number)).toBeLessThanOrEqual((leximin(honest)[0] as number) + 1e-6)
      const [told, lied] = [honest, false0].map((reach) => gets(reach, levelled(reach, world.seed, { sweeps: 300 }))) as [number, number]
      expect(lied).toBeLessThanOrEqual(told + 0.04)
    })
  )
})

test('[LV3] a need split among k invented wares receives at most k times as much, and never more than it asks for', () => {
  let gained = 0
  fc.assert(
    fc.property(small, fc.integer({ min: 2, max: 5 }), (world, k) => {
      const [first, ...rest] = world.needs as [number, ...number[]]
      const honest = leximin(reachOf(world.needs, world.supply, world.pairs))[0] as number
      const copies = Array.from({ length: k - 1 }, (_, copy) => world.needs.length + copy)
      const pairs = [...world.pairs, ...world.pairs.filter(([, need]) => need === 0).flatMap(([giver]) => copies.map((copy) => [giver, copy] as const))]
      const reach = reachOf([first / k, ...rest, ...copies.map(() => first / k)], world.supply, pairs)
      const sumOf = (amounts: Float64Array): number => [0, ...copies].reduce((sum, need) => sum + (amounts[need] as number), 0)
      const split = sumOf(leximin(reach))
      expect(split).toBeLessThanOrEqual(Math.min(first, k * honest) + 1e-6)
      if (split > honest + 1e-6) gained++
      const acted = sumOf(received(reach, levelled(reach, world.seed, { sweeps: 300 })))
      expect(acted).toBeLessThanOrEqual(Math.min(first, k * honest) + 0.1)
    })
  )
  expect(gained).toBeGreaterThan(0) // the bound is no empty one
})

test('[LV4] a newcomer beside an old member comes to the same amount', () => {
  fc.assert(
    fc.property(small, (world) => {
      const newcomer = world.needs.length
      const pairs = [...world.pairs, ...world.pairs.filter(([, need]) => need === 0).map(([giver]) => [giver, newcomer] as const)]
      const reach = reachOf([...world.needs, world.needs[0] as number], world.supply, pairs)
      const givers = new Givers(reach, chanceOf(world.seed))
      reach.wants[newcomer] = 0 // not there yet
      for (let sweep = 0; sweep < 50; sweep++) givers.sweep()
      reach.wants[newcomer] = world.needs[0] as number
      for (let sweep = 0; sweep < 300; sweep++) givers.sweep()
      const amounts = received(reach, givers.settled())
      expect(Math.abs((amounts[0] as number) - (amounts[newcomer] as number))).toBeLessThan(0.04)
    })
  )
})

test('[LV5] no usual need receives what an urgent one lacks', () => {
  fc.assert(
    fc.property(small, fc.array(fc.constantFrom<0 | 1 | 2>(0, 1, 2), { minLength: 8, maxLength: 8 }), (world, urgencies) => {
      const needs = world.needs.map((wants, at): Said => ({ wants, urgency: urgencies[at] ?? 1 }))
      const best = leximin(reachOf(needs, world.supply, world.pairs))
      const urgentOnly = reachOf(
        needs.map(({ wants, urgency }) => (urgency === 2 ? wants : 0)),
        world.supply,
        world.pairs
      )
      const most = mostMet(urgentOnly)
      const urgentIn = (amounts: Float64Array): number => amounts.reduce((sum, each, at) => sum + (needs[at]?.urgency === 2 ? each : 0), 0)
      expect(urgentIn(best)).toBeCloseTo(most, 5)
      const reach = reachOf(needs, world.supply, world.pairs)
      expect(urgentIn(received(reach, levelled(reach, world.seed, { sweeps: 300 })))).toBeGreaterThan(most - 0.06)
    })
  )
})

test('[LV7] what is received is nothing or of use', () => {
  fc.assert(
    fc.property(small, fc.double({ min: 0.1, max: 1, noNaN: true }), (world, part) => {
      const reach = reachOf(
        world.needs.map((wants) => ({ wants, least: wants * part })),
        world.supply,
        world.pairs
      )
      const shares = levelled(reach, world.seed)
      const sums = new Float64Array(reach.needs)
      for (const [edge, share] of shares.entries()) sums[reach.edgeNeed[edge] as number]! += share
      for (const [need, sum] of sums.entries()) if (sum > 1e-6) expect(sum).toBeGreaterThanOrEqual((reach.least[need] as number) * (1 - 1e-6))
    })
  )
})

test('[LV8] whole pieces: all amounts are whole, and none is left where somebody could still use it', () => {
  fc.assert(
    fc.property(small, (world) => {
      const reach = reachOf(world.needs.map(Math.ceil), world.supply, world.pairs)
      const shares = levelled(reach, world.seed, { piece: 1 })
      const amounts = received(reach, shares)
      for (const share of shares) expect(Math.abs(share - Math.round(share))).toBeLessThan(1e-9)
      for (let giver = 0; giver < reach.givers; giver++) {
        const left = Math.floor(reach.supply[giver] as number) - givenBy(reach, shares, giver)
        if (left < 1) continue
        for (let edge = reach.giverStart[giver] as number; edge < (reach.giverStart[giver + 1] as number); edge++) {
          const need = reach.edgeNeed[edge] as number
          expect((amounts[need] as number) + 1).toBeGreaterThan(reach.wants[need] as number)
        }
      }
    })
  )
})

test('[LV10] ways that were said no to are as if they had never been', () => {
  fc.assert(
    fc.property(small, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (world, noes) => {
      const open = world.pairs.filter((_, at) => !noes[at])
      if (open.length === 0) return
      const reach = reachOf(world.needs, world.supply, open)
      const best = leximin(reach)
      const amounts = received(reach, levelled(reach, world.seed, { sweeps: 300 }))
      for (const [need, got] of amounts.entries()) expect(Math.abs(got - (best[need] as number))).toBeLessThan(0.03)
    })
  )
})
