/**
 * What is there of each thing, from the stock of the world and its open offers, kept by the key of the thing: a change of one portion
 * touches one key. What is past its date or has lapsed does not count; time comes in with each question, and what lapses between two
 * questions is looked at again by its own.
 *
 * An offer of a ware that has the same thing in stock is taken to be of that stock, so that nothing is counted twice. Whose it is
 * matters for nothing else, and nothing is added up for anybody.
 */
import type { IdText, StatementId } from '@commune/protocol'
import { isNothing, kindOfUnit, type Quantity } from '../../quantity/index.ts'
import type { StockView } from '../stock.ts'
import type { IntentsView } from '../views.ts'
import { amountOfGrains, baseUnitOf, grainsThere } from './grains.ts'
import type { ThingNames } from './things.ts'

/** One portion or offer that something can be made of. */
export interface Held {
  readonly id: StatementId
  readonly is: 'portion' | 'offer'
  readonly ware: IdText
  readonly thing: string
  readonly key: string
  readonly place: string | undefined
  /** An offer may name none. */
  readonly quantity: Quantity | undefined
  /** The same amount in a second measure. */
  readonly also: Quantity | undefined
}

/** What is there of one thing. */
export interface Supply {
  readonly held: readonly Held[]
  /** Whether some is offered without an amount. */
  readonly some: boolean
  /** Sums in grains, by which kinds of amount are known of a portion: those known in two are never added to both. */
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, bigint>>
}

interface Flip {
  readonly id: StatementId
  readonly atMs: number
}

export class SupplyIndex {
  readonly #stock: StockView
  readonly #intents: IntentsView
  readonly #names: ThingNames
  readonly #held = new Map<StatementId, Held>()
  readonly #byKey = new Map<string, Map<StatementId, Held>>()
  readonly #supplies = new Map<string, Supply>()
  /** When something lapses next, the last one first. An entry may be out of date: what it names is read again and found unchanged. */
  #flips: Flip[] = []
  #nowMs = Number.NEGATIVE_INFINITY
  #namesVersion = -1

  constructor(stock: StockView, intents: IntentsView, names: ThingNames) {
    this.#stock = stock
    this.#intents = intents
    this.#names = names
  }

  /** Keys of things of which there is more or less than at the last call. */
  refresh(nowMs: number): ReadonlySet<string> {
    const keys = new Set<string>()
    let portions: Iterable<StatementId> = this.#stock.takeChanged(this)
    let offers: Iterable<StatementId> = this.#intents.takeChanged(this)
    if (nowMs < this.#nowMs || this.#names.version !== this.#namesVersion) {
      for (const key of this.#byKey.keys()) keys.add(key)
      this.#held.clear()
      this.#byKey.clear()
      this.#flips = []
      this.#namesVersion = this.#names.version
      portions = this.#stock.ids()
      offers = this.#intents.ids()
    }
    this.#nowMs = nowMs
    const fresh: Flip[] = []
    for (const id of portions) this.#put(id, this.#portion(id, nowMs, fresh), keys)
    for (const id of offers) this.#put(id, this.#offer(id, nowMs, fresh), keys)
    for (let flip = this.#flips.at(-1); flip && flip.atMs <= nowMs; flip = this.#flips.at(-1)) {
      this.#flips.pop()
      const read = this.#stock.has(flip.id) ? this.#portion(flip.id, nowMs, fresh) : this.#offer(flip.id, nowMs, fresh)
      this.#put(flip.id, read, keys)
    }
    this.#schedule(fresh)
    for (const key of keys) this.#supplies.delete(key)
    return keys
  }

  /** What is there of it; undefined when nothing is. */
  of(key: string): Supply | undefined {
    const known = this.#supplies.get(key)
    if (known) return known
    const held = this.#byKey.get(key)
    if (!held) return undefined
    const supply = supplyOf([...held.values()])
    this.#supplies.set(key, supply)
    return supply
  }

  #put(id: StatementId, after: Held | undefined, keys: Set<string>): void {
    const before = this.#held.get(id)
    if (before) {
      keys.add(before.key)
      const same = this.#byKey.get(before.key)
      same?.delete(id)
      if (same?.size === 0) this.#byKey.delete(before.key)
      this.#held.delete(id)
    }
    if (!after) return
    keys.add(after.key)
    this.#held.set(id, after)
    const same = this.#byKey.get(after.key)
    if (same) same.set(id, after)
    else this.#byKey.set(after.key, new Map([[id, after]]))
  }

  #portion(id: StatementId, nowMs: number, flips: Flip[]): Held | undefined {
    const row = this.#stock.one(id)
    if (!row || isNothing(row.quantity)) return undefined
    if (row.keepsUntilMs !== undefined) {
      if (row.keepsUntilMs <= nowMs) return undefined
      flips.push({ id, atMs: row.keepsUntilMs })
    }
    const { also } = row as { also?: Quantity }
    return { id, is: 'portion', ware: row.ware, thing: row.thing, key: this.#names.keyOf(row.thing), place: row.place, quantity: row.quantity, also }
  }

  #offer(id: StatementId, nowMs: number, flips: Flip[]): Held | undefined {
    const row = this.#intents.one(id, nowMs)
    if (!row || row.kind !== 'offer' || !isOpen.has(row.state) || (row.quantity !== undefined && row.open === undefined)) return undefined
    const times = [row.untilMs, ...row.commitments.map(({ untilMs }) => untilMs)].filter((time) => time !== undefined && time > nowMs) as number[]
    if (times.length > 0) flips.push({ id, atMs: Math.min(...times) })
    return { id, is: 'offer', ware: row.ware, thing: row.thing, key: this.#names.keyOf(row.thing), place: row.place, quantity: row.open, also: undefined }
  }

  #schedule(fresh: readonly Flip[]): void {
    if (fresh.length > 50) {
      this.#flips = [...this.#flips, ...fresh].sort((a, b) => b.atMs - a.atMs)
      return
    }
    for (const flip of fresh) {
      let [low, high] = [0, this.#flips.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((this.#flips[middle] as Flip).atMs > flip.atMs) low = middle + 1
        else high = middle
      }
      this.#flips.splice(low, 0, flip)
    }
  }
}

const isOpen: ReadonlySet<string> = new Set(['open', 'answered', 'partly'])

function supplyOf(all: readonly Held[]): Supply {
  const stocked = new Set(all.flatMap(({ is, ware }) => (is === 'portion' ? [ware] : [])))
  const held = all.filter(({ is, ware }) => is === 'portion' || !stocked.has(ware))
  const groups = new Map<string, Map<string, bigint>>()
  let some = false
  for (const { quantity, also } of held) {
    if (!quantity) {
      some = true
      continue
    }
    const amounts = also && kindOfUnit(also.unit) !== kindOfUnit(quantity.unit) ? [quantity, also] : [quantity]
    const signature = amounts.map(({ unit }) => kindOfUnit(unit)).sort().join(' ')
    const sums = groups.get(signature) ?? new Map<string, bigint>()
    groups.set(signature, sums)
    for (const amount of amounts) {
      const kind = kindOfUnit(amount.unit)
      sums.set(kind, (sums.get(kind) ?? 0n) + grainsThere(amount))
    }
  }
  return { held, some, groups }
}

/**
 * How much is there, in grains of this kind; undefined when something is there and nobody can say how much of this kind it is.
 * What can be compared counts even where more is there that cannot.
 */
export const thereOf = (supply: Supply, thing: string, kind: string, names: ThingNames): bigint | undefined => {
  let sum: bigint | undefined
  for (const sums of supply.groups.values()) {
    const plain = sums.get(kind)
    const grains = plain ?? converted(sums, thing, kind, names)
    if (grains !== undefined) sum = (sum ?? 0n) + grains
  }
  return sum
}

function converted(sums: ReadonlyMap<string, bigint>, thing: string, kind: string, names: ThingNames): bigint | undefined {
  for (const [from, grains] of sums) {
    const amount = amountOfGrains(grains, baseUnitOf(from))
    const same = amount && names.inKind(thing, amount, kind)
    if (same) return grainsThere(same)
  }
  return undefined
}
