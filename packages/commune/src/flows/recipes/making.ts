/**
 * What can be made with what is there: every recipe with a verdict, kept between questions. A portion that changes costs the lines that
 * take its thing, so that the answer follows a change at once in a world of five thousand recipes.
 *
 * In the order that helps whoever asks: what can be made, then what perhaps can, then what lacks least; among equals by name.
 */
import type { StatementId } from '@commune/protocol'
import { kindOfUnit, makeQuantity, type Quantity, shown } from '../../quantity/index.ts'
import { type Message, recipesMessage } from '../../words/index.ts'
import type { StockView } from '../stock.ts'
import type { IntentsView } from '../views.ts'
import { amountOfGrains } from './grains.ts'
import { lackWords } from './lack.ts'
import { type MissingAnswer, missingFor, type Nearness } from './missing.ts'
import type { RecipeRecord } from './records.ts'
import { type RecipeRow, recipeRow } from './rows.ts'
import type { Times, Wanted } from './scale.ts'
import { type Supply, SupplyIndex, thereOf } from './supply.ts'
import { plainNames, type ThingNames } from './things.ts'
import { isMissing, isUnsure, judge, type Line, linesOf, type LineVerdict, type Option, type Sum, sumOf } from './verdicts.ts'
import { drop, put, type RecipesView, wordsIn } from './views.ts'

/** Recipes that can be made; that can if what is there is enough, which nobody knows; that lack something. */
export type MakeState = 'can' | 'perhaps' | 'lacks'

export interface LackRow {
  readonly thing: string
  /** What else would do. */
  readonly or?: readonly string[]
  readonly need?: Quantity
  readonly have?: Quantity
  readonly short?: Quantity
  readonly tool?: true
  /** Recipes that make it with what is there. */
  readonly madeBy: readonly StatementId[]
  readonly words: Message
}

export interface CanMakeRow extends RecipeRow {
  readonly state: MakeState
  /** How many batches, whole ones where it says so; left out when no amount bounds it. */
  readonly times?: Quantity
  readonly missing: readonly LackRow[]
  /** Things of which nobody knows whether there is enough. */
  readonly unsure: readonly string[]
  readonly words: Message
}

export interface CanMakeQuery {
  readonly text?: string
  /** Only what can be made, or also what perhaps can; all by default. */
  readonly show?: 'can' | 'perhaps' | 'all'
  /** Only recipes that make this. */
  readonly makes?: string
  readonly offset?: number
  /** 50 by default, 200 at most. */
  readonly limit?: number
}

export interface CanMake {
  readonly rows: readonly CanMakeRow[]
  readonly total: number
  /** Of all recipes, how many can be made, and perhaps can. */
  readonly can: number
  readonly perhaps: number
}

interface Judged {
  readonly record: RecipeRecord
  readonly lines: readonly Line[]
  readonly verdicts: LineVerdict[]
  sum: Sum
  rank: number
}

const rowsMax = 200
const madeByMax = 3

export class MakingView {
  readonly #recipes: RecipesView
  readonly #names: ThingNames
  readonly #supply: SupplyIndex
  readonly #judged = new Map<StatementId, Judged>()
  readonly #using = new Map<string, Set<StatementId>>()
  #namesVersion = -1
  #sorted: readonly Judged[] | undefined
  #counts = { can: 0, perhaps: 0 }
  readonly #makersOf = new Map<string, readonly StatementId[]>()

  constructor(recipes: RecipesView, stock: StockView, intents: IntentsView, names: ThingNames = plainNames) {
    this.#recipes = recipes
    this.#names = names
    this.#supply = new SupplyIndex(stock, intents, names)
  }

  /** Every recipe with how it stands, page by page. */
  canMake(query: CanMakeQuery, nowMs: number): CanMake {
    this.#refresh(nowMs)
    const sorted = this.#inOrder()
    const { can, perhaps } = this.#counts
    const words = wordsIn(query.text)
    const makes = query.makes === undefined ? undefined : this.#names.keyOf(query.makes)
    let found: readonly Judged[] = query.show === 'can' ? sorted.slice(0, can) : query.show === 'perhaps' ? sorted.slice(0, can + perhaps) : sorted
    if (words.length > 0) found = found.filter(({ record }) => words.every((word) => record.words.includes(` ${word}`)))
    if (makes !== undefined) found = found.filter(({ record }) => record.says.makes.some(({ thing }) => this.#names.keyOf(thing) === makes))
    const offset = Math.max(0, Math.trunc(query.offset ?? 0))
    const limit = Math.min(Math.max(0, Math.trunc(query.limit ?? 50)), rowsMax)
    return { rows: found.slice(offset, offset + limit).map((judged) => this.#row(judged)), total: found.length, can, perhaps }
  }

  /** How one recipe stands. */
  one(id: StatementId, nowMs: number): CanMakeRow | undefined {
    this.#refresh(nowMs)
    const record = this.#recipes.record(id)
    const judged = record && this.#judged.get(record.id)
    return judged && this.#row(judged)
  }

  /** What so much of a recipe needs, what of it is there and where, what is short, and what could be made first. */
  missing(id: StatementId, wanted: Wanted, near: Nearness, nowMs: number): MissingAnswer | Message | undefined {
    this.#refresh(nowMs)
    const record = this.#recipes.record(id)
    if (!record) return undefined
    return missingFor(record, wanted, {
      names: this.#names,
      near,
      supplyOf: (key) => this.#supply.of(key),
      makersOf: (thing) => this.#makers(thing)
    })
  }

  /** Recipes that make it with what is there. Remembered until something changes: many rows of a page lack the same. */
  #madeBy({ key, thing }: Option): readonly StatementId[] {
    const known = this.#makersOf.get(key)
    if (known) return known
    const found = this.#makers(thing).slice(0, madeByMax).flatMap(({ id }) => (this.#judged.get(id)?.sum.missing === 0 ? [id] : []))
    this.#makersOf.set(key, found)
    return found
  }

  /** Recipes that make a thing, those that can be made with what is there first. */
  #makers(thing: string): RecipeRecord[] {
    const judged = this.#recipes.making(thing).flatMap(({ id }) => this.#judged.get(id) ?? [])
    return judged.sort(byRank).map(({ record }) => record)
  }

  #refresh(nowMs: number): void {
    const supplyOf = (key: string): Supply | undefined => this.#supply.of(key)
    const keys = this.#supply.refresh(nowMs)
    let changed: Iterable<StatementId> = this.#recipes.takeChanged(this)
    if (this.#names.version !== this.#namesVersion) {
      this.#namesVersion = this.#names.version
      changed = new Set([...this.#judged.keys(), ...this.#recipes.ids()])
    }
    const fresh = new Set<StatementId>()
    for (const id of changed) {
      this.#forget(id)
      const record = this.#recipes.record(id)
      if (!record || record.id !== id) continue
      const lines = linesOf(record, this.#names)
      const verdicts = lines.map((line) => judge(line, supplyOf, this.#names))
      const sum = sumOf(lines, verdicts)
      this.#judged.set(id, { record, lines, verdicts, sum, rank: rankOf(sum) })
      for (const line of lines) for (const { key } of line.options) put(this.#using, key, id)
      fresh.add(id)
    }
    if (fresh.size > 0) this.#sorted = undefined
    if (fresh.size > 0 || keys.size > 0) this.#makersOf.clear()
    for (const key of keys) {
      for (const id of this.#using.get(key) ?? []) {
        const judged = fresh.has(id) ? undefined : this.#judged.get(id)
        if (judged) this.#judgeAgain(judged, key, supplyOf)
      }
    }
  }

  #judgeAgain(judged: Judged, key: string, supplyOf: (key: string) => Supply | undefined): void {
    for (const [at, line] of judged.lines.entries()) {
      if (line.options.some((option) => option.key === key)) judged.verdicts[at] = judge(line, supplyOf, this.#names)
    }
    judged.sum = sumOf(judged.lines, judged.verdicts)
    const rank = rankOf(judged.sum)
    if (rank !== judged.rank) this.#sorted = undefined
    judged.rank = rank
  }

  #forget(id: StatementId): void {
    const judged = this.#judged.get(id)
    if (!judged) return
    for (const line of judged.lines) for (const { key } of line.options) drop(this.#using, key, id)
    this.#judged.delete(id)
    this.#sorted = undefined
  }

  #inOrder(): readonly Judged[] {
    if (this.#sorted) return this.#sorted
    const all = [...this.#judged.values()].sort(byRank)
    this.#counts = { can: 0, perhaps: 0 }
    for (const { sum } of all) {
      const state = stateOf(sum)
      if (state !== 'lacks') this.#counts[state]++
    }
    this.#sorted = all
    return all
  }

  #row({ record, lines, verdicts, sum }: Judged): CanMakeRow {
    const state = stateOf(sum)
    const missing: LackRow[] = []
    const unsure: string[] = []
    for (const [at, line] of lines.entries()) {
      const verdict = verdicts[at] as LineVerdict
      if (isMissing(line, verdict)) missing.push(this.#lack(line, verdict))
      else if (isUnsure(line, verdict)) unsure.push(line.options[verdict.option]?.thing ?? '')
    }
    const times = sum.times && batches(sum.times, record.says.whole === true)
    return { ...recipeRow(record), state, ...(times && { times }), missing, unsure, words: stateWords(state, times, missing, unsure) }
  }

  #lack(line: Line, verdict: LineVerdict): LackRow {
    const option = line.options[verdict.option] as Option
    const [need] = option.needs
    const supply = this.#supply.of(option.key)
    const there = need && supply && thereOf(supply, option.thing, kindOfUnit(need.quantity.unit), this.#names)
    const needed = need && amountOfGrains(need.grains, need.quantity.unit)
    const have = need && there !== undefined && there > 0n ? amountOfGrains(there, need.quantity.unit) : undefined
    const short = need && there !== undefined ? amountOfGrains(need.grains - there, need.quantity.unit) : needed
    const madeBy = this.#madeBy(option)
    const or = line.options.filter((other) => other !== option).map(({ thing }) => thing)
    return {
      thing: option.thing,
      ...(or.length > 0 && { or }),
      ...(needed && { need: needed }),
      ...(have && { have }),
      ...(short && { short }),
      ...(line.tool !== undefined && { tool: true as const }),
      madeBy,
      words: lackWords(option.thing, line.tool, needed, have, short)
    }
  }
}

/** The same for every list: what lacks least first. */
const byRank = (a: Judged, b: Judged): number =>
  a.rank - b.rank || (a.record.sortKey < b.record.sortKey ? -1 : a.record.sortKey > b.record.sortKey ? 1 : a.record.id < b.record.id ? -1 : 1)

const rankOf = ({ missing, unsure }: Sum): number => missing * 1_000 + Math.min(unsure, 999)

const stateOf = ({ missing, unsure }: Sum): MakeState => (missing > 0 ? 'lacks' : unsure > 0 ? 'perhaps' : 'can')

/** So many batches; of whole ones those that are full. More than an amount can say is left out, as if nothing bounded it. */
const batches = ({ n, d }: Times, whole: boolean): Quantity | undefined => {
  const made = whole ? makeQuantity(n / d, 1n, '{batch}') : makeQuantity(n, d, '{batch}')
  if (made.ok) return made.value
  const floor = makeQuantity(n / d, 1n, '{batch}')
  return floor.ok ? floor.value : undefined
}

function stateWords(state: MakeState, times: Quantity | undefined, missing: readonly LackRow[], unsure: readonly string[]): Message {
  if (state === 'perhaps') return recipesMessage('make.perhaps', { things: unsure.slice(0, 5) })
  if (state === 'lacks') {
    const [only] = missing
    return missing.length === 1 && only ? only.words : recipesMessage('make.lacks', { things: missing.slice(0, 5).map(({ thing }) => thing) })
  }
  if (!times) return recipesMessage('make.can-any')
  const n = Number(times.n / times.d)
  return n >= 1 ? recipesMessage('make.can', { n }) : recipesMessage('make.can-less', { part: shown(times) })
}
