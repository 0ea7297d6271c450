/** Recipes page by page, one with its grafts, and which make or take a thing: indexes that follow what is said. */
import type { StatementId } from '@commune/protocol'
import { Changes, inOrder } from '../../facts/index.ts'
import type { Standing } from '../../undo/index.ts'
import type { Page } from '../rows.ts'
import { type RecipeChange, type RecipeRecord, RecipeRecords } from './records.ts'
import { type RecipeDetail, recipeDetail, type RecipeQuery, type RecipeRow, recipeRow } from './rows.ts'
import { plainNames, type ThingNames } from './things.ts'
import type { RecipeSay, RecipesState } from './types.ts'

const pageRows = 50
const pageRowsMax = 1_000
/** More changes at once, and sorting again is cheaper than putting each in its place. */
const placedMax = 200

export class RecipesView {
  readonly #ledger: RecipeRecords
  readonly #names: ThingNames
  readonly #state: RecipesState
  #namesVersion = -1
  /** By name. */
  #sorted: RecipeRecord[] = []
  readonly #making = new Map<string, Set<StatementId>>()
  readonly #taking = new Map<string, Set<StatementId>>()
  readonly #graftsOf = new Map<StatementId, Set<StatementId>>()
  readonly #cameFrom = new Map<string, StatementId>()
  readonly #changed = new Changes()

  constructor(state: RecipesState, standing: Standing, names: ThingNames = plainNames) {
    this.#state = state
    this.#names = names
    this.#ledger = new RecipeRecords(state, standing)
    this.#ledger.listen((changes) => (changes ? this.#change(changes) : this.#fill()))
  }

  /** Grows whenever a recipe here changed. */
  get version(): number {
    this.#refresh()
    return this.#ledger.version
  }

  /** One page in the order of names. */
  list(query: RecipeQuery = {}): Page<RecipeRow> {
    this.#refresh()
    const found = this.#select(query)
    const offset = Math.max(0, Math.trunc(query.offset ?? 0))
    const limit = Math.min(Math.max(0, Math.trunc(query.limit ?? pageRows)), pageRowsMax)
    return { rows: found.slice(offset, offset + limit).map(recipeRow), total: found.length }
  }

  /** The recipe that this is a version of, as it stands. */
  one(id: StatementId): RecipeDetail | undefined {
    const record = this.record(id)
    if (!record) return undefined
    const { graft } = record.says
    const grafts = this.#ledger.allVersionsOf(record.id).flatMap((version) => [...(this.#graftsOf.get(version) ?? [])]).flatMap((other) => this.#ledger.records.get(other) ?? [])
    return recipeDetail(record, graft === undefined ? undefined : (this.#ledger.firstOf(graft) ?? graft), grafts.sort(byName).map(recipeRow))
  }

  /** It was here, and its ware laid it down. */
  wasGone(id: StatementId): boolean {
    this.#refresh()
    const first = this.#ledger.firstOf(id)
    return first !== undefined && this.#ledger.isGone(first)
  }

  /** Which names mean one thing, as these recipes are read. */
  get names(): ThingNames {
    return this.#names
  }

  /** Its versions that hold, in the order they were said, the last being the one that is shown. */
  versions(id: StatementId): { readonly id: StatementId; readonly says: RecipeSay }[] {
    this.#refresh()
    const first = this.#ledger.firstOf(id)
    return first === undefined ? [] : this.#ledger.versionsOf(first).flatMap((at) => {
      const says = this.#state.recipes.get(at.id)?.says
      return says ? [{ id: at.id, says }] : []
    })
  }

  /** For those who work with recipes: as it stands, with what it says. */
  record(id: StatementId): RecipeRecord | undefined {
    this.#refresh()
    return this.#ledger.records.get(this.#ledger.firstOf(id) ?? id)
  }

  records(): Iterable<RecipeRecord> {
    this.#refresh()
    return this.#ledger.records.values()
  }

  /** Recipes that make this thing, by-products as well; in the order of names. */
  making(thing: string): RecipeRecord[] {
    this.#refresh()
    return this.#of(this.#making, thing)
  }

  /** Recipes that take this thing, also in place of another or as a tool. */
  taking(thing: string): RecipeRecord[] {
    this.#refresh()
    return this.#of(this.#taking, thing)
  }

  has(id: StatementId): boolean {
    return this.record(id) !== undefined
  }

  ids(): Iterable<StatementId> {
    this.#refresh()
    return this.#ledger.records.keys()
  }

  /** The recipe that came from this place in a file; of several, the first. */
  cameFrom(from: string): StatementId | undefined {
    this.#refresh()
    return this.#cameFrom.get(from)
  }

  /** Recipes that came, changed or went since this follower's last call. */
  takeChanged(who: object = this): ReadonlySet<StatementId> {
    this.#refresh()
    return this.#changed.take(who, this.#ledger.records.keys())
  }

  #refresh(): void {
    this.#ledger.refresh()
    if (this.#names.version !== this.#namesVersion) this.#fill()
  }

  #of(index: ReadonlyMap<string, ReadonlySet<StatementId>>, thing: string): RecipeRecord[] {
    return [...(index.get(this.#names.keyOf(thing)) ?? [])].flatMap((id) => this.#ledger.records.get(id) ?? []).sort(byName)
  }

  #select({ text, makes, takes, ware }: RecipeQuery): readonly RecipeRecord[] {
    let found: readonly RecipeRecord[] = this.#sorted
    if (makes !== undefined) found = this.#of(this.#making, makes)
    if (takes !== undefined) {
      const taking = this.#taking.get(this.#names.keyOf(takes))
      found = found.filter(({ id }) => taking?.has(id))
    }
    if (ware !== undefined) found = found.filter((record) => record.ware === ware)
    const words = wordsIn(text)
    return words.length === 0 ? found : found.filter((record) => words.every((word) => record.words.includes(` ${word}`)))
  }

  #fill(): void {
    this.#namesVersion = this.#names.version
    for (const index of [this.#making, this.#taking, this.#graftsOf, this.#cameFrom]) index.clear()
    for (const { id } of this.#sorted) this.#changed.note(id)
    this.#sorted = [...this.#ledger.records.values()].sort(byName)
    for (const record of this.#sorted) {
      this.#note(record)
      this.#changed.note(record.id)
    }
  }

  #change(changes: readonly RecipeChange[]): void {
    for (const { before, after } of changes) {
      if (before) this.#forget(before)
      if (after) this.#note(after)
      this.#changed.note(((after ?? before) as RecipeRecord).id)
    }
    if (changes.length > placedMax) {
      this.#sorted = [...this.#ledger.records.values()].sort(byName)
      return
    }
    for (const { before } of changes) {
      const at = before ? this.#placeOf(before) : -1
      if (before && this.#sorted[at] === before) this.#sorted.splice(at, 1)
    }
    for (const { after } of changes) if (after) this.#sorted.splice(this.#placeOf(after), 0, after)
  }

  #placeOf(record: RecipeRecord): number {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (byName(this.#sorted[middle] as RecipeRecord, record) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #note(record: RecipeRecord): void {
    const { says, id } = record
    for (const { thing } of says.makes) put(this.#making, this.#names.keyOf(thing), id)
    for (const thing of thingsTaken(says)) put(this.#taking, this.#names.keyOf(thing), id)
    if (says.graft !== undefined) put(this.#graftsOf, says.graft, id)
    const { from } = record
    if (from === undefined) return
    const other = this.#ledger.records.get(this.#cameFrom.get(from) ?? '')
    if (!other || other.id === id || inOrder(record, other) < 0) this.#cameFrom.set(from, id)
  }

  #forget({ says, id, from }: RecipeRecord): void {
    for (const { thing } of says.makes) drop(this.#making, this.#names.keyOf(thing), id)
    for (const thing of thingsTaken(says)) drop(this.#taking, this.#names.keyOf(thing), id)
    if (says.graft !== undefined) drop(this.#graftsOf, says.graft, id)
    if (from !== undefined && this.#cameFrom.get(from) === id) this.#cameFrom.delete(from)
  }
}

/** Every name under which something goes into it, tools as well. */
export function* thingsTaken(says: RecipeSay): Iterable<string> {
  for (const { thing, or = [] } of says.takes) {
    yield thing
    for (const other of or) yield other.thing
  }
  for (const { thing, or = [] } of says.tools ?? []) {
    yield thing
    yield* or
  }
}

/** Words to look for, in lower case. */
export const wordsIn = (text: string | undefined): string[] => text?.toLowerCase().split(/\s+/).filter((word) => word !== '') ?? []

const byName = (a: RecipeRecord, b: RecipeRecord): number =>
  a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

export function put<K>(index: Map<K, Set<StatementId>>, key: K, id: StatementId): void {
  const ids = index.get(key)
  if (ids) ids.add(id)
  else index.set(key, new Set([id]))
}

export function drop<K>(index: Map<K, Set<StatementId>>, key: K, id: StatementId): void {
  const ids = index.get(key)
  ids?.delete(id)
  if (ids?.size === 0) index.delete(key)
}
