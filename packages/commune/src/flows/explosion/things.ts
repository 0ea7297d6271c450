/**
 * Which thing, in which kind of measure: the places at which amounts can be added up. Flour by mass and flour by the bag are
 * two of them until somebody has said how much a bag of flour is; then they are one, and the bags are read as mass.
 *
 * The measure that was met first is the one that is reckoned in. Names and factors change seldom: `forget` begins anew.
 */
import { convert, isNothing, kindOfUnit, measureOf, type Quantity } from '../../quantity/index.ts'
import { over, type Ratio, ratio, times } from './ratio.ts'
import type { Naming } from './types.ts'

export interface Spot {
  readonly key: string
  /** The measure reckoned in. */
  readonly unit: string
  /** A name for it, as somebody wrote it. */
  readonly thing: string
}

/** Names whose keys are remembered. */
const keysMax = 200_000

export class Things {
  readonly #naming: Naming
  #keys = new Map<string, string>()
  #spots = new Map<string, Spot[]>()
  #factors = new Map<string, Ratio | undefined>()
  #era = 0

  constructor(naming: Naming) {
    this.#naming = naming
  }

  /** Grows when all that was worked out from names and factors is to be worked out anew. */
  get era(): number {
    return this.#era
  }

  forget(): void {
    this.#keys = new Map()
    this.#spots = new Map()
    this.#factors = new Map()
    this.#era++
  }

  keyOf(thing: string): string {
    const known = this.#keys.get(thing)
    if (known !== undefined) return known
    const key = this.#naming.keyOf(thing)
    if (this.#keys.size < keysMax) this.#keys.set(thing, key)
    return key
  }

  /** All measures of a thing that nobody has put into one another. */
  spotsOf(key: string): readonly Spot[] {
    return this.#spots.get(key) ?? []
  }

  spot(thing: string, unit: string): Spot {
    const key = this.keyOf(thing)
    const known = this.#spots.get(key)
    const found = known?.find((spot) => this.#factor(spot, unit) !== undefined)
    if (found) return found
    const spot = { key, unit, thing }
    if (known) known.push(spot)
    else this.#spots.set(key, [spot])
    return spot
  }

  /** The amount as the spot reckons. The quantity is of the spot's thing, in a unit that `spot` was found by. */
  amount(spot: Spot, quantity: Quantity): Ratio {
    const factor = this.#factor(spot, quantity.unit)
    if (!factor) throw new Error(`${quantity.unit} of ${spot.key} is not reckoned in ${spot.unit}`)
    return times({ n: quantity.n, d: quantity.d }, factor)
  }

  /** An amount of the spot in a unit that somebody asked in. */
  inUnit(spot: Spot, amount: Ratio, unit: string): Ratio {
    const factor = this.#factor(spot, unit)
    return factor ? over(amount, factor) : amount
  }

  /** How much of the spot's unit one of the other unit is. */
  #factor(spot: Spot, unit: string): Ratio | undefined {
    if (unit === spot.unit) return { n: 1n, d: 1n }
    const at = kindOfUnit(unit) === kindOfUnit(spot.unit) ? `${unit}>${spot.unit}` : `${spot.key}\n${unit}>${spot.unit}`
    if (this.#factors.has(at)) return this.#factors.get(at)
    const factor = this.#work(spot, unit)
    this.#factors.set(at, factor)
    return factor
  }

  #work(spot: Spot, unit: string): Ratio | undefined {
    const [from, to] = [measureOf(unit), measureOf(spot.unit)]
    if (from && to && from.dimension === to.dimension) return ratio(from.n * to.d, from.d * to.n)
    const said = this.#naming.convert({ n: 1n, d: 1n, unit }, spot.unit, spot.thing)
    if (!said || isNothing(said)) return undefined
    const same = convert(said, spot.unit)
    return same.ok && !isNothing(same.value) ? { n: same.value.n, d: same.value.d } : undefined
  }
}
