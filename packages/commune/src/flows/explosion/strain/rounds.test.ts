import { expect, test } from 'vitest'
import { type Economy, type Maker, Rounds, strainEnd, wrongIn } from './index.ts'

const gives = (thing: number, most: number, usual = most) => ({ thing, most, usual })
const maker = (capacity: number, takes: [thing: number, amount: number][], products: Maker['gives'], besides: [number, number][] = []): Maker => ({
  capacity,
  takes: takes.map(([thing, amount]) => ({ thing, amount })),
  gives: products,
  besides: besides.map(([thing, amount]) => ({ thing, amount }))
})
const economy = (makers: readonly Maker[], wanted: number[], came: number[], stock: number[]): Economy => ({
  things: wanted.length,
  makers,
  wanted,
  came,
  stock
})

/** What ends got of each thing in the last of so many rounds; every round is held against the recipes. */
function after(given: Economy, count: number, isSilent?: (maker: number) => boolean, rounds = new Rounds(given)): number[] {
  let met: number[] = []
  for (let round = 0; round < count; round++) {
    const before = Float64Array.from(rounds.stock)
    const carried = rounds.round(isSilent)
    expect(wrongIn(given, before, carried)).toBe(undefined)
    met = [...carried.met]
  }
  return met
}

/** Grain comes from elsewhere; a mill makes flour, a bakery bread. */
const chain = (mill: number): Economy =>
  economy([maker(mill, [[0, 1]], [gives(1, 10)]), maker(12, [[1, 1]], [gives(2, 10)])], [0, 0, 10], [10, 0, 0], [10, 10, 10])

test('what is wanted is met where there is enough, and nothing is strained', () => {
  const rounds = new Rounds(chain(12))
  expect(after(chain(12), 30, undefined, rounds)[2]).toBeCloseTo(10, 3)
  expect(rounds.strainAt(2)).toBeCloseTo(0, 6)
})

test('behind a bottleneck the need at the end gives way, and nothing piles up in the middle', () => {
  const given = chain(4)
  const rounds = new Rounds(given)
  expect(after(given, 200, undefined, rounds)[2]).toBeCloseTo(4, 0)
  expect(rounds.strainAt(1)).toBeGreaterThan(0)
  const made = [...rounds.round().level]
  expect(made[0]).toBeCloseTo(4, 0)
  expect(made[1]).toBeCloseTo(4, 0)
})

test('of two recipes for one thing with one bottleneck, the other one takes over', () => {
  const given = economy(
    [maker(2, [], [gives(0, 20, 5)]), maker(20, [], [gives(0, 20, 5)])],
    [10],
    [0],
    [10]
  )
  expect(after(given, 200)[0]).toBeCloseTo(10, 1)
})

test('a maker that makes two things makes more of the one that nobody else can make', () => {
  // Rye bread of the first bakery alone; wheat bread of both. The first has room for ten of both together.
  const given = economy(
    [maker(10, [], [gives(0, 20, 7), gives(1, 20, 7)]), maker(20, [], [gives(1, 20, 7)])],
    [9, 10],
    [0, 0],
    [10, 10]
  )
  const [rye, wheat] = after(given, 600) as [number, number]
  expect(rye + wheat).toBeGreaterThan(18.5)
})

test('what comes along with one thing is used for another', () => {
  // A dairy gives cheese, and whey with it; whey goes into bread and comes from nowhere else.
  const given = economy(
    [maker(12, [], [gives(0, 12, 10)], [[1, 1]]), maker(12, [[1, 1]], [gives(2, 12, 10)])],
    [10, 0, 10],
    [0, 0, 0],
    [10, 10, 10]
  )
  const [cheese, , bread] = after(given, 100) as [number, number, number]
  expect(cheese).toBeCloseTo(10, 0)
  expect(bread).toBeCloseTo(10, 0)
})

test('a recipe that needs itself goes on: what it needs is not given away', () => {
  const given = economy([maker(10, [[0, 0.5]], [gives(0, 12, 10)])], [10], [0], [10])
  expect(after(given, 200)[0]).toBeCloseTo(5, 1)
})

test('an input that comes from nowhere lets everything behind it rest, and nothing else', () => {
  const given = economy(
    [maker(10, [[0, 1]], [gives(1, 10)]), maker(10, [], [gives(2, 10)])],
    [0, 10, 10],
    [0, 0, 0],
    [0, 10, 10]
  )
  const [, behind, beside] = after(given, 60) as [number, number, number]
  expect(behind).toBeCloseTo(0, 6)
  expect(beside).toBeCloseTo(10, 3)
})

test('strain is clamped, and finds back when what was missing comes again', () => {
  const given = chain(0.001)
  const rounds = new Rounds(given)
  after(given, 400, undefined, rounds)
  expect(rounds.strainOf(0)).toBeLessThanOrEqual(strainEnd)
  const strained = rounds.strainOf(0)
  expect(strained).toBeGreaterThan(0)
  rounds.flat.capacity[0] = 12
  for (let round = 0; round < 400; round++) rounds.round()
  expect(rounds.strainOf(0)).toBe(0)
})

test('who is silent in some rounds goes on with what it last took on, and the others find the way', () => {
  let state = 7
  const isSilent = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648 < 0.3
  }
  expect(after(chain(4), 300, isSilent)[2]).toBeGreaterThan(3.5)
})

test('who refuses a product is not asked for it again: it comes from whoever makes it', () => {
  const given = economy([maker(10, [], [gives(0, 0, 5)]), maker(12, [], [gives(0, 12, 5)])], [10], [0], [10])
  expect(after(given, 100)[0]).toBeCloseTo(10, 1)
})

test('what cannot have been is found', () => {
  const given = chain(12)
  const before = Float64Array.from(given.stock)
  const carried = new Rounds(given).round()
  expect(wrongIn(given, before, carried)).toBe(undefined)
  expect(wrongIn(given, before, { ...carried, product: carried.product.map((part) => part * 2) })).toContain('made')
  expect(wrongIn(given, new Float64Array(3), carried)).toContain('went in')
  expect(wrongIn(given, before, { ...carried, met: carried.met.map(() => 11) })).toContain('given away')
  expect(wrongIn(given, before, { ...carried, stock: carried.stock.map((lies) => lies + 5) })).toContain('lie there')
})
