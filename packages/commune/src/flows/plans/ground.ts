/**
 * The ground plans are made on: what may be given (shared portions, one's own, offers that are open, less what is kept for other plans) and
 * recipes, in the indexes that an explosion reads. Follows what is folded and puts only what changed, so that the next plan after a “less”
 * is there at once.
 *
 * One for each ware that needs: its own portions count whether it shares them or not.
 */
import type { IdText, StatementId } from '@commune/protocol'
import { compare, isNothing, type Quantity, subtract } from '../../quantity/index.ts'
import { Cookbook, explode, type Lot, type Naming, plainNaming, type Recipe, Stores, Things } from '../explosion/index.ts'
import type { PortionRow } from '../rows.ts'
import type { StockView } from '../stock.ts'
import type { IntentsView } from '../views.ts'
import { type Planned, planFor, type PlanOptions } from './planning.ts'
import type { LotOf, PlanAsk, PlanningPorts } from './ports.ts'
import { refusedIn } from './refused.ts'
import type { PlansView } from './view.ts'

/** Recipes as a plan reads them; bound by whoever has them. */
export interface RecipesPort {
  /** Those that came, changed or went since this follower's last call. */
  takeChanged(who: object): Iterable<StatementId>
  one(id: StatementId): Recipe | undefined
  wareOf(id: StatementId): IdText | undefined
}

/** Wares that may lend a hand. */
export interface HandsPort {
  readonly wares: readonly { readonly ware: IdText; readonly place?: string; readonly skills: readonly string[] }[]
}

export interface GroundViews {
  readonly stock: StockView
  readonly intents: IntentsView
  readonly plans: PlansView
}

/** What a portion says about what may leave it. */
type Sharing = PortionRow & { readonly share?: true; readonly lend?: true; readonly keep?: Quantity }

const noRecipes: RecipesPort = { takeChanged: () => [], one: () => undefined, wareOf: () => undefined }

export class PlanGround {
  readonly #views: GroundViews
  readonly #recipes: RecipesPort
  readonly #ware: IdText
  readonly #naming: Naming
  readonly #things: Things
  readonly #stores: Stores
  readonly #cookbook: Cookbook
  readonly #lots = new Map<string, LotOf & { readonly unit: string; readonly untilMs: number | undefined }>()
  /** Sources that plans keep something of. */
  #kept = new Set<string>()

  constructor(views: GroundViews, ware: IdText, recipes: RecipesPort = noRecipes, naming: Naming = plainNaming) {
    this.#views = views
    this.#ware = ware
    this.#recipes = recipes
    this.#naming = naming
    this.#things = new Things(naming)
    this.#stores = new Stores(this.#things)
    this.#cookbook = new Cookbook(this.#things)
  }

  /** A plan for a need of this ware. With `instead` it takes what was said to that one into account, and may use what that one keeps. */
  plan(ask: PlanAsk, hands: HandsPort, nowMs: number, options: PlanOptions = {}): Planned {
    this.#refresh(nowMs)
    const { plans } = this.#views
    const chain = plans.chainOf(options.instead)
    const refused = refusedIn(chain, ask.need)
    // What the one before keeps is free for the one that comes instead, as far as nobody said less or no.
    const own = new Set(chain.map(({ plan }) => plan))
    const put = new Set([...refused.lots.keys(), ...chain.flatMap(({ content }) => content.hands.flatMap(({ portion, offer }) => portion ?? offer ?? []))])
    for (const id of put) this.#put(id, nowMs, own, refused.lots.has(id) ? { most: refused.lots.get(id) } : undefined)
    try {
      return planFor(ask, this.#ports(hands, nowMs), { ...options, refused })
    } finally {
      for (const id of put) this.#put(id, nowMs)
    }
  }

  #ports(hands: HandsPort, nowMs: number): PlanningPorts {
    const skilled = new Map<string, IdText[]>()
    for (const { ware, skills } of hands.wares) {
      for (const skill of skills) {
        const key = this.#naming.keyOf(skill)
        const known = skilled.get(key)
        if (known) known.push(ware)
        else skilled.set(key, [ware])
      }
    }
    const places = new Map(hands.wares.map(({ ware, place }) => [ware, place]))
    return {
      nowMs,
      explode: (need, options) => explode(need, this.#cookbook, this.#stores, options),
      lot: (id) => this.#lots.get(id),
      recipeWare: (id) => this.#recipes.wareOf(id),
      handsFor: (skill) => skilled.get(this.#naming.keyOf(skill)) ?? [],
      placeOf: (ware) => places.get(ware),
      unitOf: (id) => this.#lots.get(id)?.unit
    }
  }

  #refresh(nowMs: number): void {
    const { stock, intents, plans } = this.#views
    const touched = new Set<string>([...stock.takeChanged(this), ...intents.takeChanged(this)])
    // What plans keep changes with words and with time.
    const kept = new Set<string>()
    for (const { content } of plans.live(nowMs)) for (const { portion, offer } of content.hands) for (const id of [portion, offer]) if (id !== undefined) kept.add(id)
    for (const id of [...kept, ...this.#kept]) touched.add(id)
    this.#kept = kept
    for (const [id, { untilMs }] of this.#lots) if (untilMs !== undefined && untilMs <= nowMs) touched.add(id)
    for (const id of touched) this.#put(id, nowMs)
    for (const id of this.#recipes.takeChanged(this)) {
      const recipe = this.#recipes.one(id)
      if (recipe) this.#cookbook.put(recipe)
      else this.#cookbook.drop(id)
    }
  }

  #put(id: string, nowMs: number, butOf?: ReadonlySet<IdText>, most?: { readonly most: Quantity | undefined }): void {
    const found = this.#portion(id, nowMs, butOf) ?? this.#offer(id, nowMs, butOf)
    const quantity = found && (most ? least(found.lot.quantity, most.most) : found.lot.quantity)
    if (!found || !quantity || isNothing(quantity)) {
      if (this.#lots.delete(id)) this.#stores.drop(id)
      return
    }
    this.#lots.set(id, { ...found.of, unit: quantity.unit, untilMs: found.untilMs })
    this.#stores.put({ ...found.lot, quantity })
  }

  #portion(id: string, nowMs: number, butOf: ReadonlySet<IdText> | undefined): Found | undefined {
    const row: Sharing | undefined = this.#views.stock.one(id)
    if (!row || (row.ware !== this.#ware && !row.share && !row.lend) || (row.keepsUntilMs ?? Number.POSITIVE_INFINITY) <= nowMs) return undefined
    const kept = this.#views.plans.kept(id, nowMs, ({ record }) => butOf?.has(record.plan) === true)
    const free = less(less(row.quantity, kept), row.keep)
    return lotFound({ id, thing: row.thing, quantity: free, place: row.place, ware: row.ware, is: 'portion', untilMs: row.keepsUntilMs })
  }

  #offer(id: string, nowMs: number, butOf: ReadonlySet<IdText> | undefined): Found | undefined {
    const row = this.#views.intents.one(id, nowMs)
    // Of one without an amount nobody can say how far it reaches.
    if (row?.kind !== 'offer' || !row.open || row.ware === this.#ware || row.state === 'withdrawn' || row.state === 'lapsed' || row.state === 'done') return undefined
    const promises = this.#views.plans.promises(nowMs)
    const kept = promises.kept(id, row.open, ({ record }) => butOf?.has(record.plan) === true)
    return lotFound({ id, thing: row.thing, quantity: less(row.open, kept), place: row.place, ware: row.ware, is: 'offer', untilMs: row.untilMs })
  }
}

interface Found {
  readonly lot: Lot
  readonly of: LotOf
  readonly untilMs: number | undefined
}

function lotFound(of: { id: string; thing: string; quantity: Quantity; place: string | undefined; ware: IdText; is: LotOf['is']; untilMs: number | undefined }): Found {
  const { id, thing, quantity, ware, is, untilMs } = of
  const place = of.place === undefined ? {} : { place: of.place }
  const keeps = untilMs === undefined ? {} : { keepsUntilMs: untilMs }
  return { lot: { id, thing, quantity, ...place, ...keeps }, of: { ware, is, thing, ...place }, untilMs }
}

const less = (quantity: Quantity, taken: Quantity | undefined): Quantity => {
  if (!taken) return quantity
  const rest = subtract(quantity, taken)
  return rest.ok ? rest.value : { ...quantity, n: 0n, d: 1n }
}

const least = (quantity: Quantity, most: Quantity | undefined): Quantity | undefined => {
  const order = most && compare(quantity, most)
  return order?.ok && order.value > 0 ? most : order?.ok ? quantity : undefined
}
