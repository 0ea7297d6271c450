/**
 * Orders go from the ends through recipes to whoever can make, strain comes back, and the ends give way. In each round every place and
 * every maker acts once, on what it was told in the last one and on what it alone can see:
 *
 * - A *place* adds up what is ordered of its thing, orders it where it weighs least (`splitAt`), and tells those who order how much
 *   an order weighs and what share of it can be had.
 * - A *maker* takes on what its capacity allows, orders what that takes in, and tells the place what its products weigh.
 * - An *end* wants less of what weighs more than it is worth: whole where an order weighs little, next to nothing where it weighs much.
 *
 * Two streams of orders run beside one another. What is *wished* finds out where the bottlenecks are, and so which way to go. What is
 * *firm* is the same, cut at the ends by the smallest share that anybody on the way can give, so that it can be carried out; only that
 * is made. Shares are told with the number of hands they came through and no further than `handsMax`: a share that went round in
 * a circle would hold itself down for ever.
 */
import { carryOut, type Carried } from './carry.ts'
import { type Economy, type Flat, flatten } from './economy.ts'
import { keptOver } from './kept.ts'
import { Strains, strainEnd } from './strains.ts'

const handsMax = 6
/** How sharply an end gives way around a weight of one, and a place turns from the heavier to the lighter maker. */
const endSharpness = 6
const choiceSharpness = 2
const choiceFloor = 0.1
const endPace = 0.5
/** How quickly a store is filled up again. */
const fillPace = 0.2
const lowStockSharpness = 0.3
/** More than was ever brought in may be ordered from elsewhere, so that strain is felt. */
const elsewhereMax = 4

export class Rounds {
  readonly flat: Flat
  readonly stock: Float64Array
  readonly #makerStrain: Strains
  readonly #placeStrain: Strains
  readonly #cameStrain: Strains
  /** What one more of a maker's output, or of a thing at its place, weighs. */
  readonly #makerWeight: Float64Array
  readonly #placeWeight: Float64Array
  readonly #shareMade: Float64Array[]
  readonly #shareThere: Float64Array[]
  /** What makers take on of what is wished, and of what is firm. */
  readonly #wished: Float64Array
  readonly #firm: Float64Array
  readonly #wishedOf: Float64Array
  readonly #firmOf: Float64Array
  readonly #wishedCame: Float64Array
  readonly #ends: Float64Array
  readonly #takenLast: Float64Array

  constructor(economy: Economy) {
    const flat = flatten(economy)
    this.flat = flat
    this.stock = Float64Array.from(economy.stock)
    this.#makerStrain = new Strains(flat.makers)
    this.#placeStrain = new Strains(flat.things)
    this.#cameStrain = new Strains(flat.things)
    this.#makerWeight = new Float64Array(flat.makers)
    this.#placeWeight = new Float64Array(flat.things)
    this.#shareMade = Array.from({ length: handsMax + 1 }, () => new Float64Array(flat.makers).fill(1))
    this.#shareThere = Array.from({ length: handsMax + 1 }, () => new Float64Array(flat.things).fill(1))
    const usual = new Float64Array(flat.makers)
    const first = flat.often.map((often, product) => Math.min(often, at(flat.most, product)))
    for (let product = 0; product < flat.products; product++) add(usual, at(flat.maker, product), at(first, product))
    const fits = usual.map((volume, maker) => (volume > at(flat.capacity, maker) ? at(flat.capacity, maker) / volume : 1))
    this.#firm = usual.map((volume, maker) => volume * at(fits, maker))
    this.#firmOf = first.map((often, product) => often * at(fits, at(flat.maker, product)))
    this.#wished = Float64Array.from(this.#firm)
    this.#wishedOf = Float64Array.from(this.#firmOf)
    this.#wishedCame = new Float64Array(flat.things)
    this.#ends = Float64Array.from(flat.wanted)
    this.#takenLast = new Float64Array(flat.things)
  }

  /** How strained a thing is at its place, from nothing to `strainEnd`: what others are told of it. */
  strainAt(thing: number): number {
    return Math.min(strainEnd, Math.log1p(at(this.#placeWeight, thing) / 0.1))
  }

  strainOf(maker: number): number {
    return at(this.#makerStrain.values, maker)
  }

  /** One round. Who is silent says and hears nothing in it, and goes on with what it last took on. */
  round(isSilent: (maker: number) => boolean = () => false): Carried {
    const { flat } = this
    const silent = Uint8Array.from({ length: flat.makers }, (_, maker) => Number(isSilent(maker)))
    const ends = Float64Array.from(this.#ends)
    const wanted = this.#orders(this.#wished, ends)
    const weights = new Float64Array(flat.things)
    for (let thing = 0; thing < flat.things; thing++) weights[thing] = this.#splitAt(thing, Math.max(0, at(wanted, thing)))
    const ordered = this.#takeOn(silent)
    for (let thing = 0; thing < flat.things; thing++) {
      this.#placeWeight[thing] = at(weights, thing)
      const willing = at(flat.wanted, thing) / (1 + at(weights, thing) ** endSharpness)
      this.#ends[thing] = at(this.#ends, thing) + endPace * (willing - at(this.#ends, thing))
    }
    this.#tellShares(wanted, ordered, silent)
    this.#orderFirmly(ends, silent)
    const carried = carryOut(flat, this.stock, { level: this.#firm, product: this.#firmOf })
    this.stock.set(carried.stock)
    this.#takenLast.set(carried.asked)
    return carried
  }

  /** What ends and makers order at each place. What comes along with something else is taken off. */
  #orders(level: Float64Array, ends: Float64Array): Float64Array {
    const { flat } = this
    const orders = Float64Array.from(ends)
    for (let maker = 0; maker < flat.makers; maker++) {
      const much = at(level, maker)
      for (let line = at(flat.takesFrom, maker); line < at(flat.takesFrom, maker + 1); line++) {
        add(orders, at(flat.takesThing, line), at(flat.takesAmount, line) * much)
      }
      for (const { thing, amount } of flat.besides[maker] ?? []) add(orders, thing, -amount * much)
    }
    return orders
  }

  /**
   * A place orders so much of its thing: from each maker as much as is usual with it, less where it weighs more than elsewhere, and no
   * more than it makes at most. Says what an order weighs here.
   */
  #splitAt(thing: number, wanted: number): number {
    const { flat } = this
    const products = flat.productsAt[thing] ?? []
    const came = at(flat.came, thing)
    const cameWeight = this.#cameStrain.weight(thing)
    let lightest = came > 0 ? cameWeight : Number.POSITIVE_INFINITY
    for (const product of products) {
      if (at(flat.most, product) > 0) lightest = Math.min(lightest, at(this.#makerWeight, at(flat.maker, product)))
    }
    if (!Number.isFinite(lightest)) lightest = 0
    const pull = (usual: number, weight: number) => usual * ((weight + choiceFloor) / (lightest + choiceFloor)) ** -choiceSharpness
    const pulls = products.map((product) => pull(at(flat.often, product), at(this.#makerWeight, at(flat.maker, product))))
    const ways = [
      ...products.map((product, index) => ({ pull: pulls[index] as number, most: at(flat.most, product) })),
      { pull: pull(came, cameWeight), most: elsewhereMax * came }
    ]
    const parts = fillUp(ways, wanted)
    let [sum, weighed, can] = [0, 0, came]
    for (const [index, product] of products.entries()) {
      const part = parts[index] as number
      this.#wishedOf[product] = part
      sum += part
      weighed += part * at(this.#makerWeight, at(flat.maker, product))
      can += at(flat.most, product)
    }
    const fromElsewhere = parts.at(-1) as number
    this.#wishedCame[thing] = fromElsewhere
    if (came > 0) this.#cameStrain.feel(thing, fromElsewhere, came)
    if (wanted > 0 || at(this.#placeStrain.values, thing) > 0) this.#placeStrain.feel(thing, wanted, can)
    sum += fromElsewhere
    weighed += fromElsewhere * cameWeight
    return this.#placeStrain.weight(thing) + (sum > 0 ? weighed / sum : 0)
  }

  /** Makers take on what they can, and say what one more would weigh. Gives what was ordered of each. */
  #takeOn(silent: Uint8Array): Float64Array {
    const { flat } = this
    const ordered = new Float64Array(flat.makers)
    for (let product = 0; product < flat.products; product++) add(ordered, at(flat.maker, product), at(this.#wishedOf, product))
    for (let maker = 0; maker < flat.makers; maker++) {
      if (at(silent, maker) === 1) continue
      const asked = at(ordered, maker)
      const capacity = at(flat.capacity, maker)
      this.#makerStrain.feel(maker, asked, capacity)
      this.#wished[maker] = Math.min(asked, capacity)
      let weight = this.#makerStrain.weight(maker)
      for (let line = at(flat.takesFrom, maker); line < at(flat.takesFrom, maker + 1); line++) {
        weight += at(flat.takesAmount, line) * at(this.#placeWeight, at(flat.takesThing, line))
      }
      for (const { thing, amount } of flat.besides[maker] ?? []) weight -= amount * at(this.#placeWeight, thing)
      this.#makerWeight[maker] = Math.max(0, weight)
    }
    return ordered
  }

  /** What share of what is wished can be had, by how many hands back it was looked: each hand further is one round older. */
  #tellShares(wanted: Float64Array, ordered: Float64Array, silent: Uint8Array): void {
    const { flat } = this
    const kept = new Float64Array(flat.things)
    for (let thing = 0; thing < flat.things; thing++) {
      const taken = at(this.#takenLast, thing) * (1 + keptOver)
      kept[thing] = taken > 0 ? Math.min(1, at(this.stock, thing) / taken) ** lowStockSharpness : 1
    }
    for (let hands = handsMax; hands >= 0; hands--) {
      const made = this.#shareMade[hands] as Float64Array
      const there = this.#shareThere[hands] as Float64Array
      for (let thing = 0; thing < flat.things; thing++) {
        const want = at(wanted, thing)
        const given = want > 0 ? this.#givenAt(thing, made) / want : 1
        there[thing] = Math.min(1, given, at(kept, thing))
      }
      const before = hands > 0 ? (this.#shareThere[hands - 1] as Float64Array) : undefined
      for (let maker = 0; maker < flat.makers; maker++) {
        if (at(silent, maker) === 1) continue
        const asked = at(ordered, maker)
        const share = asked > 0 ? Math.min(1, at(flat.capacity, maker) / asked) : 1
        made[maker] = before ? Math.min(share, this.#scarcestFor(maker, before)) : share
      }
    }
  }

  #scarcestFor(maker: number, there: Float64Array): number {
    const { takesFrom, takesThing } = this.flat
    let share = 1
    for (let line = at(takesFrom, maker); line < at(takesFrom, maker + 1); line++) share = Math.min(share, at(there, at(takesThing, line)))
    return share
  }

  /** How much of what is wished at a place can be had of those it is wished from. */
  #givenAt(thing: number, share: Float64Array): number {
    const { flat } = this
    let given = Math.min(at(this.#wishedCame, thing), at(flat.came, thing))
    for (const product of flat.productsAt[thing] ?? []) given += at(this.#wishedOf, product) * at(share, at(flat.maker, product))
    return given
  }

  /** Ends order what their chain can give; places fill their stock up again; makers take it on, as far as their capacity goes. */
  #orderFirmly(ends: Float64Array, silent: Uint8Array): void {
    const { flat } = this
    const made = this.#shareMade[handsMax] as Float64Array
    const there = this.#shareThere[handsMax] as Float64Array
    const firm = this.#orders(this.#firm, ends.map((end, thing) => end * at(there, thing)))
    const ordered = new Float64Array(flat.makers)
    const orders = new Float64Array(flat.products)
    for (let thing = 0; thing < flat.things; thing++) {
      const much = Math.max(0, at(firm, thing))
      const want = Math.max(0, much + fillPace * (much * (1 + keptOver) - at(this.stock, thing)))
      const given = this.#givenAt(thing, made)
      const ratio = given > 0 ? want / given : 0
      for (const product of flat.productsAt[thing] ?? []) {
        const part = Math.min(at(flat.most, product), at(this.#wishedOf, product) * at(made, at(flat.maker, product)) * ratio)
        orders[product] = part
        add(ordered, at(flat.maker, product), part)
      }
    }
    const fits = ordered.map((much, maker) => (much > at(flat.capacity, maker) ? at(flat.capacity, maker) / much : 1))
    for (let maker = 0; maker < flat.makers; maker++) if (at(silent, maker) === 0) this.#firm[maker] = at(ordered, maker) * at(fits, maker)
    for (let product = 0; product < flat.products; product++) {
      const maker = at(flat.maker, product)
      if (at(silent, maker) === 0) this.#firmOf[product] = at(orders, product) * at(fits, maker)
    }
  }
}

/** Parts a volume by pull, no way over its most: what one cannot take goes to the others. */
function fillUp(ways: readonly { readonly pull: number; readonly most: number }[], volume: number): number[] {
  const full = ways.map(() => false)
  let rest = volume
  for (let times = 0; times <= ways.length; times++) {
    let pull = 0
    for (const [index, way] of ways.entries()) if (!full[index]) pull += way.pull
    if (pull <= 0) break
    const level = Math.max(0, rest) / pull
    let more = false
    for (const [index, way] of ways.entries()) {
      if (full[index] || level * way.pull <= way.most) continue
      full[index] = true
      rest -= way.most
      more = true
    }
    if (!more) return ways.map((way, index) => (full[index] ? way.most : level * way.pull))
  }
  return ways.map((way, index) => (full[index] ? way.most : 0))
}

const at = (values: Float64Array | Int32Array | Uint8Array, index: number): number => values[index] as number
const add = (values: Float64Array, index: number, much: number): void => {
  values[index] = (values[index] as number) + much
}
