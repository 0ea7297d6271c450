/** The economy of a table before and after a shock: who can still make how much, seeded, and who refuses. */
import type { Economy, Maker } from '@commune/commune/explosion'
import type { Table } from './table.ts'

export const kinds = ['some', 'all', 'branch', 'elsewhere'] as const
export type Kind = (typeof kinds)[number]

/** What can be made over that of the base year, and how much of each of its products a maker can make at most, of that of the base year. */
export const headroom = 0.1
export const wider = 2
/** So much of what is not their main product do makers refuse to make, those who refuse. */
export const refusing = 0.3

export interface Shock {
  readonly kind: Kind
  readonly seed: number
  readonly refusals: boolean
}

/** A store holds what goes through in one usual round. What the table cannot account for (rounding) comes from elsewhere. */
export function economyOf(table: Table): Economy {
  const things = table.things.length
  const total = table.makers.map(() => 0)
  for (const [maker, , value] of table.make) total[maker] = (total[maker] ?? 0) + value
  const balance = table.wanted.map((want, thing) => (table.came[thing] ?? 0) - want)
  const takes = table.makers.map((): { thing: number; amount: number }[] => [])
  const besides = table.makers.map((): { thing: number; amount: number }[] => [])
  const gives = table.makers.map((): Maker['gives'][number][] => [])
  const usual = new Float64Array(things)
  for (const [maker, thing, value] of table.use) {
    const amount = value / (total[maker] ?? 1)
    if (amount > 0) takes[maker]?.push({ thing, amount })
    else besides[maker]?.push({ thing, amount: -amount })
    balance[thing] = (balance[thing] ?? 0) - value
  }
  for (const [maker, thing, value] of table.make) {
    gives[maker]?.push({ thing, most: wider * value, usual: value })
    balance[thing] = (balance[thing] ?? 0) + value
    usual[thing] = (usual[thing] ?? 0) + value
  }
  const came = Array.from(table.came, (value, thing) => value + Math.max(0, -(balance[thing] ?? 0)))
  return {
    things,
    makers: table.makers.map((_, maker) => ({
      capacity: (total[maker] ?? 0) * (1 + headroom),
      takes: takes[maker] ?? [],
      besides: besides[maker] ?? [],
      gives: gives[maker] ?? []
    })),
    wanted: [...table.wanted],
    came,
    stock: came.map((value, thing) => value + (usual[thing] ?? 0))
  }
}

/** Some makers, all of them, or one branch lose capacity, or less comes from elsewhere. */
export function shocked(table: Table, economy: Economy, { kind, seed, refusals }: Shock): Economy {
  const chance = chanceOf(seed)
  const start = kind === 'branch' ? (table.makers[Math.floor(chance() * table.makers.length)] ?? '').slice(0, 2) : ''
  const left = (code: string): number => {
    if (kind === 'some') return chance() < 0.2 ? 1 - (0.1 + 0.8 * chance()) : 1
    if (kind === 'all') return 1 - 0.5 * chance()
    return kind === 'branch' && code.startsWith(start) ? 0.2 + 0.3 * chance() : 1
  }
  const makers = economy.makers.map((maker, index) => ({ ...maker, capacity: maker.capacity * left(table.makers[index] ?? '') }))
  const came = economy.came.map((value) => (kind === 'elsewhere' && chance() < 0.5 ? value * chance() : value))
  if (!refusals) return { ...economy, makers, came }
  const refused = makers.map((maker) => {
    const main = Math.max(...maker.gives.map(({ usual }) => usual))
    const gives = maker.gives.map((product) => (product.usual < main && chance() < refusing ? { ...product, most: 0 } : product))
    return { ...maker, gives }
  })
  return { ...economy, makers: refused, came }
}

/** Mulberry32: small, and the same everywhere. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
