/** What a try found, as it is given out: amounts as quantities in the measure each line was said in, makings by their numbers. */
import type { DraftMaking, DraftWant } from './draft.ts'
import type { Ground } from './ground.ts'
import { isSeed, type Way } from './cookbook.ts'
import { asQuantity, ceil, isZero, least, less, one, plus, type Ratio, times, toNumber, zero } from './ratio.ts'
import type { Stores } from './stores.ts'
import type { Spot, Things } from './things.ts'
import type { Because, Exploded, ExplodeOptions, Making, Missing, Want } from './types.ts'

/** Lots of a tool that are named: enough to ask for one. */
const toolLotsMax = 5

export class Tree {
  readonly #stores: Stores
  readonly #things: Things
  readonly #options: ExplodeOptions

  constructor(stores: Stores, options: ExplodeOptions) {
    this.#stores = stores
    this.#things = stores.things
    this.#options = options
  }

  /** What is nice to have is taken last, when nothing else needs it. */
  addOptional(wants: readonly DraftWant[], ground: Ground, lacking: ReadonlyMap<Spot, number>): void {
    for (const making of makingsOf(wants)) {
      for (const ask of making.way.read.asks) {
        if (!ask.optional) continue
        const choice = ask.choices.find(
          ({ spot, amount }) => !lacking.has(spot) && ground.left(spot) >= toNumber(times(amount, making.times))
        )
        if (!choice) continue
        const wanted = times(choice.amount, making.times)
        const { spot, thing, unit } = choice
        const want: DraftWant = { spot, thing, unit, wanted, taken: [], spare: [], made: [] }
        const mark = ground.mark()
        if (less(ground.take(want, wanted), wanted) || want.spare.some(({ from }) => from.number >= making.number)) ground.back(mark)
        else making.wants.push(want)
      }
    }
  }

  want = (draft: DraftWant): Want => {
    const { spot, thing, unit, wanted, short, insteadOf } = draft
    const shown = (amount: Ratio) => this.#shown(spot, amount, unit)
    return {
      key: spot.key,
      thing,
      wanted: shown(wanted),
      taken: draft.taken.map(({ lot, amount }) => ({ lot, quantity: shown(amount) })),
      spare: draft.spare.map(({ from, amount }) => ({ making: from.number, quantity: shown(amount) })),
      made: draft.made.map(this.#making),
      ...(short && { short: { quantity: shown(short.amount), because: short.because } }),
      ...(insteadOf !== undefined && { insteadOf })
    }
  }

  over(ground: Ground): Exploded['over'] {
    return ground
      .over()
      .map(({ from, spot, amount }) => ({ making: from.number, thing: spot.thing, quantity: asQuantity(amount, spot.unit) }))
  }

  /** What is missing for the rest, and what the recipes of both parts name that nobody has. */
  missing(wants: readonly DraftWant[], rest: DraftWant | undefined): Missing[] {
    const sums = new Map<Spot, { thing: string; unit: string; amount: Ratio; because: Because }>()
    for (const { spot, thing, unit, short } of rest ? wantsOf([rest]) : []) {
      if (!short) continue
      const sum = sums.get(spot)
      if (sum) sum.amount = plus(sum.amount, short.amount)
      else sums.set(spot, { thing, unit, amount: short.amount, because: short.because })
    }
    const missing: Missing[] = [...sums].map(([spot, { thing, unit, amount, because }]) => ({
      key: spot.key,
      thing,
      quantity: this.#shown(spot, amount, unit),
      because
    }))
    const told = new Set<string>()
    for (const { way } of makingsOf(rest ? [...wants, rest] : wants)) {
      for (const lack of lacksOf(way, this.#stores, this.#options)) {
        const at = `${lack.because.is}\n${lack.key}`
        if (told.has(at)) continue
        told.add(at)
        missing.push(lack)
      }
    }
    return missing
  }

  #shown = (spot: Spot, amount: Ratio, unit: string) => asQuantity(this.#things.inUnit(spot, amount, unit), unit)

  #making = (draft: DraftMaking): Making => {
    const { number, way, spot, wants } = draft
    const { recipe, asks, gives } = way.read
    const seeds = asks.filter((ask) => isSeed(ask, spot)).flatMap(({ choices }) => choices.slice(0, 1))
    const seed = seeds.reduce((sum, { amount }) => plus(sum, amount), zero)
    const batches = ceil(draft.times)
    return {
      number,
      recipe: recipe.id,
      name: recipe.name,
      times: draft.times,
      makes: gives.map(({ spot: of, thing, unit, amount, by }) => ({ thing, quantity: this.#shown(of, times(amount, draft.times), unit), by })),
      wants: wants.map(this.want),
      ...(seeds[0] &&
        !isZero(seed) && {
          seed: { thing: seeds[0].thing, quantity: this.#shown(spot, times(seed, least(draft.times, one)), seeds[0].unit) }
        }),
      tools: (recipe.tools ?? []).map(({ thing, count = 1, or = [] }) => ({
        thing,
        count,
        lots: [thing, ...or].flatMap((name) => lotsOf(this.#stores, name)).slice(0, toolLotsMax)
      })),
      hands: (recipe.hands ?? []).map(({ skill, time, count = 1 }) => ({
        skill,
        count,
        ...(time && { time: asQuantity(times({ n: time.n, d: time.d }, recipe.whole === true ? batches : draft.times), time.unit) }),
        wares: this.#options.handsFor?.(skill) ?? []
      }))
    }
  }
}

/** What a recipe names without an amount, its tools and its hands, as far as nobody has them. */
export function lacksOf({ read: { recipe, loose } }: Way, stores: Stores, { handsFor }: ExplodeOptions): Missing[] {
  const none = (thing: string) => lotsOf(stores, thing).length === 0
  const keyOf = (thing: string) => stores.things.keyOf(thing)
  return [
    ...loose.filter(none).map((thing): Missing => ({ key: keyOf(thing), thing, because: { is: 'nowhere' } })),
    ...(recipe.tools ?? [])
      .filter(({ thing, or = [] }) => [thing, ...or].every(none))
      .map(({ thing }): Missing => ({ key: keyOf(thing), thing, because: { is: 'tool', recipe: recipe.id, things: [thing] } })),
    ...(recipe.hands ?? [])
      .filter(({ skill }) => handsFor !== undefined && handsFor(skill).length === 0)
      .map(({ skill }): Missing => ({ key: skill, thing: skill, because: { is: 'hands', recipe: recipe.id, things: [skill] } }))
  ]
}

function lotsOf(stores: Stores, thing: string): string[] {
  const lots: string[] = []
  for (const lot of stores.of(stores.things.keyOf(thing))) {
    if (lot.quantity.n > 0n) lots.push(lot.id)
    if (lots.length === toolLotsMax) break
  }
  return lots
}

function* wantsOf(wants: readonly DraftWant[]): Generator<DraftWant> {
  for (const want of wants) {
    yield want
    for (const { wants: inner } of want.made) yield* wantsOf(inner)
  }
}

/** In the order they are carried out. */
const makingsOf = (wants: readonly DraftWant[]): DraftMaking[] =>
  [...wantsOf(wants)].flatMap(({ made }) => made).sort((a, b) => a.number - b.number)
