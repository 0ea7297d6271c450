/**
 * Which way looks easiest from here: how many things would be missing at the far end of a way, and how large a share of what
 * is there it would take, strained things counted several times over. In floats, for it only orders what is then worked out
 * exactly.
 *
 * A thing is as easy as the easiest way to it; each round lets that be known one recipe further. Rounds are bounded, so circles
 * of recipes come to rest as what they are: nothing that can be begun.
 */
import type { Ask, Choice, Cookbook, Way } from './cookbook.ts'
import type { Spot } from './things.ts'

/** Strain grows no further: what has been short for long must not stay dear for ever. */
export const strainMax = 4

const strainWeight = 8
const batchPrice = 0.001
const spotsMax = 20_000

interface Ease {
  /** Things at the far end that nobody has. */
  missing: number
  /** Shares of what is there, for one unit. */
  price: number
}

const unreached: Readonly<Ease> = { missing: Number.POSITIVE_INFINITY, price: Number.POSITIVE_INFINITY }
const eps = 1e-9
/** The burden of what cannot be had at all. */
export const unheard = 1e6

export class Outlook {
  readonly #eases = new Map<Spot, Ease>()
  readonly #cookbook: Cookbook
  readonly #strain: (spot: Spot) => number
  readonly #left: (spot: Spot) => number
  readonly #isStrained: boolean

  /** `left` is how much is there, about. */
  constructor(
    roots: readonly Spot[],
    cookbook: Cookbook,
    left: (spot: Spot) => number,
    strain: (spot: Spot) => number,
    rounds: number,
    isStrained: boolean
  ) {
    this.#cookbook = cookbook
    this.#strain = strain
    this.#left = left
    this.#isStrained = isStrained
    const spots = reachable(roots, cookbook)
    for (const spot of spots) this.#eases.set(spot, { ...this.#here(spot) })
    const makeable = spots.filter((spot) => cookbook.ways(spot).length > 0).reverse()
    let changed = true
    for (let round = 0; changed && round < rounds; round++) {
      changed = false
      for (const spot of makeable) if (this.#ease(spot)) changed = true
    }
  }

  /** The ways to a thing, the easiest first. */
  ways(spot: Spot): readonly Way[] {
    const ways = this.#cookbook.ways(spot)
    if (ways.length < 2) return ways
    const told = ways.map((way) => ({ way, ease: this.#through(spot, way) }))
    return told.sort((a, b) => order(a.ease, b.ease) || Number(a.way.by) - Number(b.way.by)).map(({ way }) => way)
  }

  /** Whether anything at its far end is missing altogether. */
  canBegin(spot: Spot, way: Way): boolean {
    return this.#through(spot, way).missing === 0
  }

  /** What a line asks for first comes first, unless it cannot be had at all, or something turned out strained. */
  choices(ask: Ask, batches: number): readonly Choice[] {
    if (ask.choices.length < 2) return ask.choices
    const told = ask.choices.map((choice) => {
      const burden = this.burden(choice, batches)
      return { choice, burden: this.#isStrained || burden >= unheard ? burden : 0 }
    })
    return told.sort((a, b) => (a.burden === b.burden ? 0 : a.burden - b.burden)).map(({ choice }) => choice)
  }

  /** Nothing where there is enough and to spare. */
  burden({ spot, about }: Choice, batches: number): number {
    const { missing, price } = this.#eases.get(spot) ?? this.#here(spot)
    return missing === 0 ? Math.max(0, price * about * batches - 1) : unheard * Math.min(missing, 1e6)
  }

  /** As it stands without any recipe. */
  #here(spot: Spot): Readonly<Ease> {
    const left = this.#left(spot)
    if (left > 0) return { missing: 0, price: (1 + strainWeight * this.#strain(spot)) / left }
    return this.#cookbook.ways(spot).length > 0 ? unreached : { missing: 1, price: 0 }
  }

  #ease(spot: Spot): boolean {
    const ease = this.#eases.get(spot)
    if (!ease) return false
    let changed = false
    for (const way of this.#cookbook.ways(spot)) {
      const through = this.#through(spot, way)
      if (through.missing > ease.missing || (through.missing === ease.missing && through.price >= ease.price - eps)) continue
      ease.missing = through.missing
      ease.price = through.price
      changed = true
    }
    return changed
  }

  #through(spot: Spot, way: Way): Ease {
    if (way.aboutNet <= 0) return unreached
    let missing = way.seed.n > 0n && this.#left(spot) <= 0 ? 1 : 0
    let price = batchPrice * (1 + this.#strain(spot))
    for (const { choices, optional } of way.read.asks) {
      if (optional || (choices.length === 1 && choices[0]?.spot === spot)) continue
      let best: Ease = { ...unreached }
      for (const { spot: of, about } of choices) {
        const ease = this.#eases.get(of) ?? unreached
        if (ease.missing < best.missing || (ease.missing === best.missing && ease.price * about < best.price)) {
          best = { missing: ease.missing, price: ease.price * about }
        }
      }
      missing += best.missing
      price += best.price
    }
    return { missing, price: price / way.aboutNet }
  }
}

const order = (a: Ease, b: Ease): number =>
  a.missing === b.missing ? (a.price === b.price ? 0 : a.price - b.price) : a.missing < b.missing ? -1 : 1

/** What lies behind a need, the nearest first. */
function reachable(roots: readonly Spot[], cookbook: Cookbook): Spot[] {
  const seen = new Set(roots)
  for (const spot of seen) {
    if (seen.size >= spotsMax) break
    for (const { read } of cookbook.ways(spot)) {
      for (const { choices } of read.asks) for (const choice of choices) seen.add(choice.spot)
    }
  }
  return [...seen]
}
