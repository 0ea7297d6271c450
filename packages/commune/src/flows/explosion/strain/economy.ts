/**
 * Makers and things at places, as they stand before anybody has spoken. In floats: many makers and many rounds, and nothing in here is
 * promised to anybody. What people say yes to is worked out exactly, elsewhere.
 *
 * A maker has one capacity, takes the same things for whatever it makes, and chooses how much of which product; makers of one thing
 * are its alternatives. What comes along with any product stands in `besides`.
 */
export interface Part {
  readonly thing: number
  /** For one of whatever the maker makes. */
  readonly amount: number
}

export interface Maker {
  readonly capacity: number
  readonly takes: readonly Part[]
  readonly besides?: readonly Part[]
  /** At most so much of each, and how much it usually is. */
  readonly gives: readonly { readonly thing: number; readonly most: number; readonly usual: number }[]
}

export interface Economy {
  readonly things: number
  readonly makers: readonly Maker[]
  /** At the end, in a round. */
  readonly wanted: readonly number[]
  /** Comes in each round from elsewhere. */
  readonly came: readonly number[]
  /** Lies there in the beginning. */
  readonly stock: readonly number[]
}

/** The same in flat arrays, for rounds to run over: lines of makers one after another. */
export interface Flat {
  readonly things: number
  readonly makers: number
  readonly capacity: Float64Array
  readonly wanted: Float64Array
  readonly came: Float64Array
  /** What goes through a place in a usual round. */
  readonly usual: Float64Array
  /** Lines of what maker `j` takes: from `takesFrom[j]` up to `takesFrom[j + 1]`. */
  readonly takesFrom: Int32Array
  readonly takesThing: Int32Array
  readonly takesAmount: Float64Array
  readonly besides: readonly (readonly Part[])[]
  /** Products, maker by maker. */
  readonly products: number
  readonly maker: Int32Array
  readonly thing: Int32Array
  readonly most: Float64Array
  readonly often: Float64Array
  readonly productsAt: readonly (readonly number[])[]
}

export function flatten({ things, makers, wanted, came }: Economy): Flat {
  const takes = makers.flatMap((maker) => maker.takes)
  const gives = makers.flatMap((maker, at) => maker.gives.map((product) => ({ at, ...product })))
  const takesFrom = new Int32Array(makers.length + 1)
  for (const [at, maker] of makers.entries()) takesFrom[at + 1] = (takesFrom[at] as number) + maker.takes.length
  const productsAt = Array.from({ length: things }, (): number[] => [])
  const usual = Float64Array.from(came)
  for (const [product, { thing, usual: often }] of gives.entries()) {
    productsAt[thing]?.push(product)
    usual[thing] = (usual[thing] as number) + often
  }
  for (const { gives: all, besides = [] } of makers) {
    const often = all.reduce((sum, product) => sum + product.usual, 0)
    for (const { thing, amount } of besides) usual[thing] = (usual[thing] as number) + amount * often
  }
  return {
    things,
    makers: makers.length,
    capacity: Float64Array.from(makers, ({ capacity }) => capacity),
    wanted: Float64Array.from(wanted),
    came: Float64Array.from(came),
    usual,
    takesFrom,
    takesThing: Int32Array.from(takes, ({ thing }) => thing),
    takesAmount: Float64Array.from(takes, ({ amount }) => amount),
    besides: makers.map((maker) => maker.besides ?? []),
    products: gives.length,
    maker: Int32Array.from(gives, ({ at }) => at),
    thing: Int32Array.from(gives, ({ thing }) => thing),
    most: Float64Array.from(gives, ({ most }) => most),
    often: Float64Array.from(gives, ({ usual: often }) => often),
    productsAt
  }
}
