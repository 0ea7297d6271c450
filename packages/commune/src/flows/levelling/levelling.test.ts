import { expect, test } from 'vitest'
import { makeQuantity, type Quantity } from '../../quantity/index.ts'
import { exactShares, type KnownSplit, look, type OpenNeed, resplit, settle, spread } from './index.ts'
import { chanceOf, Givers, leximin, reachOf, type Reach, received } from './testing/index.ts'

const levelled = (reach: Reach, sweeps = 40, piece = 0): number[] => {
  const givers = new Givers(reach, chanceOf(1))
  for (let sweep = 0; sweep < sweeps; sweep++) givers.sweep()
  return [...received(reach, givers.settled({}, piece))]
}
const near = (amounts: readonly number[]): unknown[] => amounts.map((amount) => expect.closeTo(amount, 3))

test('[LV2] one giver brings all it reaches to one level, and fills those that ask for less', () => {
  expect(levelled(reachOf([1, 4, 10], [9], [[0, 0], [0, 1], [0, 2]]))).toEqual(near([1, 4, 4]))
  expect(levelled(reachOf([1, 5, 10], [9], [[0, 0], [0, 1], [0, 2]]))).toEqual(near([1, 4, 4]))
})

test('[LV2] who alone can serve the poor leaves the others to those who have more', () => {
  // Giver 0 reaches both, giver 1 only the first need.
  expect(levelled(reachOf([6, 6], [4, 4], [[0, 0], [0, 1], [1, 0]]))).toEqual(near([4, 4]))
})

test('[LV2] a full need hands on: what is to spare at one end comes to where it is short through needs that are full', () => {
  // Only giver 0 has much, and it reaches the first need alone; each next giver serves two neighbours.
  const chain = reachOf([1, 1, 1, 1, 1], [1, 1, 1, 1, 0.5], [0, 1, 2, 3].flatMap((at) => [[at, at], [at + 1, at]] as const).concat([[4, 4]]))
  expect(levelled(chain, 100)).toEqual(near([...leximin(chain)]))
  const stuck = reachOf([1, 3], [1, 1], [[0, 0], [1, 0], [1, 1]])
  expect(levelled(stuck)).toEqual(near([1, 1]))
})

test('[LV5] the urgent first', () => {
  const needs = [{ wants: 4, urgency: 0 }, { wants: 4 }, { wants: 4, urgency: 2 }] as const
  expect(levelled(reachOf(needs, [6], [[0, 0], [0, 1], [0, 2]]))).toEqual(near([0, 2, 4]))
})

test('[LV6] a table of four receives four times as much as one alone', () => {
  expect(levelled(reachOf([{ wants: 10, heads: 4 }, { wants: 10 }], [5], [[0, 0], [0, 1]]))).toEqual(near([4, 1]))
})

test('[LV7] under the least amount nothing is given, and what it would have been goes to the others', () => {
  const few = reachOf([{ wants: 5, least: 4 }, { wants: 5 }, { wants: 5 }], [6], [[0, 0], [0, 1], [0, 2]])
  expect(levelled(few)).toEqual(near([0, 3, 3]))
  const many = reachOf([{ wants: 5, least: 4 }, { wants: 5 }, { wants: 5 }], [13.5], [[0, 0], [0, 1], [0, 2]])
  expect(levelled(many)).toEqual(near([4.5, 4.5, 4.5]))
})

test('[LV7] of five that need a whole two each, five are enough for two of them', () => {
  const needs = Array.from({ length: 5 }, () => ({ wants: 2, least: 2 }))
  const amounts = levelled(reachOf(needs, [5], needs.map((_, need) => [0, need] as const)))
  expect(amounts.map((amount) => Math.round(amount * 1e6) / 1e6).sort()).toEqual([0, 0, 0, 2, 2])
})

test('[LV8] whole things go by whole pieces', () => {
  const needs = [3, 3, 3, 3]
  const reach = reachOf(needs, [5, 3], needs.flatMap((_, need) => [[0, need], [1, need]] as const))
  const amounts = levelled(reach, 20, 1)
  expect(amounts).toEqual([2, 2, 2, 2])
  const ladders = reachOf([1, 1, 1], [1, 1], [[0, 0], [0, 1], [1, 1], [1, 2]])
  expect(levelled(ladders, 20, 1).reduce((sum, amount) => sum + amount)).toBe(2)
})

test('[LV8] exact amounts are rounded down to whole steps and never above what is there', () => {
  const kg = (n: bigint, d = 1n): Quantity => {
    const made = makeQuantity(n, d, 'kg')
    if (!made.ok) throw new Error('no quantity')
    return made.value
  }
  expect(exactShares(kg(1n), [kg(1n), kg(1n), kg(1n)], [1 / 3, 1 / 3, 1 / 3], kg(1n, 1000n))).toEqual([kg(333n, 1000n), kg(333n, 1000n), kg(333n, 1000n)])
  expect(exactShares(kg(1n), [kg(2n), kg(1n)], [0.9, 0.9], kg(1n, 10n))).toEqual([kg(9n, 10n), kg(1n, 10n)])
  expect(exactShares(kg(5n), [kg(1n), kg(1n), kg(1n)], [Number.NaN, -1, Number.POSITIVE_INFINITY], kg(1n))).toEqual([kg(0n), kg(0n), kg(0n)])
  expect(exactShares(kg(5n), [kg(1n)], [1], kg(0n))).toEqual([kg(0n)])
})

const plainNeed = (id: string, ware: string, wants: number): OpenNeed => ({ id, ware, wants })
const onlyGiver = (needs: readonly OpenNeed[], supply: number): Map<string, number> => {
  const { view, places } = look(supply, needs, undefined, [], needs)
  const first = resplit(view)
  for (let at = 0; at < view.count; at++) {
    view.own[at] = first.shares[at] as number
    view.lift[at] = first.lifts[at] as number
  }
  return spread(places, settle(view, new Float64Array(view.count)))
}

test('[LV3] needs of one ware count as one', () => {
  const whole = onlyGiver([plainNeed('a', 'ada', 6), plainNeed('b', 'bo', 6)], 6)
  expect([whole.get('a'), whole.get('b')]).toEqual(near([3, 3]))
  const split = onlyGiver([plainNeed('a1', 'ada', 2), plainNeed('a2', 'ada', 2), plainNeed('a3', 'ada', 2), plainNeed('b', 'bo', 6)], 6)
  expect([split.get('a1'), split.get('a2'), split.get('a3'), split.get('b')]).toEqual(near([1, 1, 1, 3]))
})

test('[LV4] who came before whom makes no difference, nor who gave or received how much before', () => {
  // There is no place in what a giver sees for either: two needs that ask alike receive alike, and a need said today what one of old does.
  const old: KnownSplit = {
    giver: 'g',
    reaches: new Set(['a', 'b', 'new']),
    shares: new Map([['a', { amount: 3, lift: 0 }], ['b', { amount: 3, lift: 0 }]]),
    sawMine: true
  }
  const needs = [plainNeed('a', 'ada', 6), plainNeed('b', 'bo', 6), plainNeed('new', 'nea', 6)]
  const { view } = look(6, needs, old.shares, [], needs)
  expect([...resplit(view).shares]).toEqual(near([2, 2, 2]))
})

test('[LV11] what cannot be asked is asked by nobody, and the rest is served', () => {
  const amounts = [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e308]
  const needs = amounts.map((wants, at) => plainNeed(`odd${at}`, `w${at}`, wants)).concat(plainNeed('a', 'ada', 2), plainNeed('b', 'bo', 2))
  const given = onlyGiver(needs, 3)
  expect([given.get('a'), given.get('b')]).toEqual(near([1, 1]))
  expect(given.get('odd4')).toBeCloseTo(1, 3)
  expect(['odd0', 'odd1', 'odd2', 'odd3'].map((id) => given.get(id) ?? 0)).toEqual([0, 0, 0, 0])
})

test('[LV11] a need of a thousand billion does not stir those it shares no giver with', () => {
  const pairs = [[0, 0], [0, 1], [1, 1], [1, 2], [2, 3]] as const
  const amounts = levelled(reachOf([4, 4, 4, 1e12], [2, 4, 1], pairs))
  expect(amounts).toEqual(near([2, 2, 2, 1]))
})
