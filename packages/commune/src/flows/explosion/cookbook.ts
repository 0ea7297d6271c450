/** Recipes by what they make, each read once: its things found, its amounts in the measures they are reckoned in. */
import { isNothing, type Quantity } from '../../quantity/index.ts'
import { plus, type Ratio, toNumber, zero } from './ratio.ts'
import type { Spot, Things } from './things.ts'
import type { Recipe } from './types.ts'

/** One way to have what a line asks for. */
export interface Choice {
  readonly spot: Spot
  readonly thing: string
  readonly unit: string
  /** For one batch. */
  readonly amount: Ratio
  readonly about: number
}

/** What a line of a recipe asks for: the first, or what may stand in its place. */
export interface Ask {
  readonly choices: readonly Choice[]
  readonly optional: boolean
}

export interface ReadRecipe {
  readonly recipe: Recipe
  readonly asks: readonly Ask[]
  /** Lines without an amount. */
  readonly loose: readonly string[]
  readonly gives: readonly { readonly spot: Spot; readonly thing: string; readonly unit: string; readonly amount: Ratio; readonly by: boolean }[]
}

/** A recipe as one way to a thing. */
export interface Way {
  readonly read: ReadRecipe
  readonly gives: Ratio
  /** What it takes in of the very thing, and gives back: a starter. */
  readonly seed: Ratio
  readonly aboutNet: number
  /** The thing only comes along with what the recipe is for. */
  readonly by: boolean
}

export class Cookbook {
  readonly things: Things
  readonly #recipes = new Map<string, Recipe>()
  #makers = new Map<string, Set<string>>()
  #read = new Map<string, ReadRecipe>()
  #ways = new Map<Spot, readonly Way[]>()
  #era: number

  constructor(things: Things, recipes: Iterable<Recipe> = []) {
    this.things = things
    this.#era = things.era
    for (const recipe of recipes) this.put(recipe)
  }

  put(recipe: Recipe): void {
    this.drop(recipe.id)
    this.#recipes.set(recipe.id, recipe)
    this.#place(recipe)
  }

  drop(id: string): void {
    const recipe = this.#recipes.get(id)
    if (!recipe) return
    this.#recipes.delete(id)
    this.#read.delete(id)
    for (const { thing } of recipe.makes) {
      const key = this.things.keyOf(thing)
      this.#makers.get(key)?.delete(id)
      this.#loseWays(key)
    }
  }

  one(id: string): Recipe | undefined {
    return this.#recipes.get(id)
  }

  /** Recipes that make it in the measure of this spot; what they are for comes before what comes along. */
  ways(spot: Spot): readonly Way[] {
    this.#catchUp()
    const known = this.#ways.get(spot)
    if (known) return known
    const ways: Way[] = []
    for (const id of this.#makers.get(spot.key) ?? []) {
      const way = wayTo(spot, this.#readOne(id))
      if (way) ways.push(way)
    }
    ways.sort((a, b) => Number(a.by) - Number(b.by) || (a.read.recipe.id < b.read.recipe.id ? -1 : 1))
    this.#ways.set(spot, ways)
    return ways
  }

  /** The measures in which recipes make the thing. */
  spotsMade(key: string): Spot[] {
    this.#catchUp()
    for (const id of this.#makers.get(key) ?? []) this.#readOne(id)
    return this.things.spotsOf(key).filter((spot) => this.ways(spot).length > 0)
  }

  #readOne(id: string): ReadRecipe {
    const known = this.#read.get(id)
    if (known) return known
    const read = readRecipe(this.#recipes.get(id) as Recipe, this.things)
    this.#read.set(id, read)
    return read
  }

  #place(recipe: Recipe): void {
    for (const { thing } of recipe.makes) {
      const key = this.things.keyOf(thing)
      const makers = this.#makers.get(key)
      if (makers) makers.add(recipe.id)
      else this.#makers.set(key, new Set([recipe.id]))
      this.#loseWays(key)
    }
  }

  #loseWays(key: string): void {
    for (const spot of this.things.spotsOf(key)) this.#ways.delete(spot)
  }

  #catchUp(): void {
    if (this.#era === this.things.era) return
    this.#era = this.things.era
    this.#makers = new Map()
    this.#read = new Map()
    this.#ways = new Map()
    for (const recipe of this.#recipes.values()) this.#place(recipe)
  }
}

function readRecipe(recipe: Recipe, things: Things): ReadRecipe {
  const choice = (thing: string, quantity: Quantity): Choice => {
    const spot = things.spot(thing, quantity.unit)
    const amount = things.amount(spot, quantity)
    return { spot, thing, unit: quantity.unit, amount, about: toNumber(amount) }
  }
  const asks: Ask[] = []
  const loose: string[] = []
  for (const { thing, quantity, optional, or } of recipe.takes) {
    if (!quantity || isNothing(quantity)) {
      if (optional !== true) loose.push(thing)
      continue
    }
    const others = (or ?? []).map((other) => choice(other.thing, other.quantity ?? quantity)).filter(({ amount }) => amount.n > 0n)
    asks.push({ choices: [choice(thing, quantity), ...others], optional: optional === true })
  }
  const gives = recipe.makes
    .filter(({ quantity }) => !isNothing(quantity))
    .map(({ thing, quantity, by }) => {
      const { spot, unit, amount } = choice(thing, quantity)
      return { spot, thing, unit, amount, by: by === true }
    })
  return { recipe, asks, loose, gives }
}

function wayTo(spot: Spot, read: ReadRecipe): Way | undefined {
  const mine = read.gives.filter((one) => one.spot === spot)
  if (mine.length === 0) return undefined
  const gives = mine.reduce((sum, { amount }) => plus(sum, amount), zero)
  const seed = read.asks
    .filter((ask) => isSeed(ask, spot))
    .reduce((sum, { choices: [first] }) => plus(sum, first?.amount ?? zero), zero)
  return { read, gives, seed, aboutNet: toNumber(gives) - toNumber(seed), by: mine.every(({ by }) => by) }
}

/** The line takes in the very thing that is wanted, and nothing may stand in its place. */
export const isSeed = ({ choices, optional }: Ask, spot: Spot): boolean =>
  !optional && choices.length === 1 && choices[0]?.spot === spot
