/**
 * Recipes as they stand: which versions belong together, which of them counts, what was laid down. Follows the two tables and works
 * out again only what a change touches; whoever listens is told which recipes came, changed or went.
 *
 * A recipe is known by its first version. Versions are tied by `instead`, by the same ware, backwards in lamport, so that no cycle is one;
 * of several the last said counts, and taking that back brings the one before.
 */
import type { IdText, Origin, StatementId } from '@commune/protocol'
import { Follower, inOrder, originAt } from '../../facts/index.ts'
import type { Standing } from '../../undo/index.ts'
import type { RecipeSay, RecipesState } from './types.ts'

export interface RecipeRecord {
  /** Of its first version. */
  readonly id: StatementId
  /** The version that counts. */
  readonly version: StatementId
  readonly ware: IdText
  readonly lamport: number
  readonly says: RecipeSay
  /** Where it came from in a file, said by any of its versions. */
  readonly from: string | undefined
  /** How many versions hold. */
  readonly versions: number
  /** Name, things and tags in lower case, for finding. */
  readonly words: string
  /** In the order of names. */
  readonly sortKey: string
}

export interface RecipeChange {
  readonly before: RecipeRecord | undefined
  readonly after: RecipeRecord | undefined
}

/** Gets every change, or undefined when everything was worked out again. */
export type RecipesListener = (changes: readonly RecipeChange[] | undefined) => void

export class RecipeRecords {
  readonly records: Map<StatementId, RecipeRecord> = new Map()
  readonly #state: RecipesState
  readonly #standing: Standing
  readonly #recipes: Follower<unknown>
  readonly #gone: Follower<unknown>
  readonly #listeners: RecipesListener[] = []
  /** What each version was tied to, and all versions of a first one. */
  readonly #firstOf = new Map<StatementId, StatementId>()
  readonly #versionsOf = new Map<StatementId, Set<StatementId>>()
  /** Versions that name one that has not come yet. */
  readonly #waitingFor = new Map<StatementId, Set<StatementId>>()
  readonly #goneOf = new Map<StatementId, Set<StatementId>>()
  #era = -1
  #undoVersion = -1
  version = 0

  constructor(state: RecipesState, standing: Standing) {
    this.#state = state
    this.#standing = standing
    this.#recipes = new Follower(state.recipes)
    this.#gone = new Follower(state.gone)
  }

  listen(listener: RecipesListener): void {
    this.#listeners.push(listener)
  }

  /** The first version of the recipe that this is a version of. */
  firstOf(id: StatementId): StatementId | undefined {
    return this.#firstOf.get(id)
  }

  /** It was here, and its ware laid it down. */
  isGone(first: StatementId): boolean {
    return this.#wasLaidDown(first)
  }

  /** Every version there ever was, in no order. */
  allVersionsOf(first: StatementId): StatementId[] {
    return [...(this.#versionsOf.get(first) ?? [])]
  }

  /** Every version that holds, in the order they were said. */
  versionsOf(first: StatementId): Origin[] {
    return this.#standingVersions(first)
  }

  refresh(): void {
    const { era, undoVersion } = this.#standing
    if (era === this.#era && undoVersion === this.#undoVersion && !this.#recipes.behind && !this.#gone.behind) return
    const [came, laid] = [this.#recipes.next(), this.#gone.next()]
    if (era !== this.#era || came === undefined || laid === undefined) return this.#readAll()
    const touched = new Set<StatementId>()
    for (const id of came) this.#tie(id, touched)
    for (const id of laid) this.#noteGone(id, touched)
    for (const target of this.#standing.targetsSince(this.#undoVersion)) {
      const first = this.#firstOf.get(target)
      if (first !== undefined) touched.add(first)
      const recipe = this.#state.gone.get(target)?.says.recipe
      if (recipe !== undefined) this.#touchFirst(recipe, touched)
    }
    this.#undoVersion = undoVersion
    const changes: RecipeChange[] = []
    for (const first of touched) {
      const before = this.records.get(first)
      const after = this.#firstOf.get(first) === first ? this.#read(first) : undefined
      if (before === undefined && after === undefined) continue
      if (after) this.records.set(first, after)
      else this.records.delete(first)
      changes.push({ before, after })
    }
    if (changes.length === 0) return
    this.version++
    for (const listener of this.#listeners) listener(changes)
  }

  #readAll(): void {
    this.#era = this.#standing.era
    this.#undoVersion = this.#standing.undoVersion
    for (const known of [this.records, this.#firstOf, this.#versionsOf, this.#waitingFor, this.#goneOf]) known.clear()
    const touched = new Set<StatementId>()
    for (const id of this.#recipes.all()) this.#tie(id, touched)
    for (const id of this.#gone.all()) this.#noteGone(id, touched)
    for (const [id, first] of this.#firstOf) {
      if (id !== first) continue
      const record = this.#read(id)
      if (record) this.records.set(id, record)
    }
    this.version++
    for (const listener of this.#listeners) listener(undefined)
  }

  /** Ties a version to its first one; those that waited for it come along, however many. */
  #tie(version: StatementId, touched: Set<StatementId>): void {
    const waiting = [version]
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const first = this.#firstFor(id)
      const before = this.#firstOf.get(id)
      touched.add(first)
      if (before !== undefined && before !== first) {
        this.#versionsOf.get(before)?.delete(id)
        touched.add(before)
      }
      this.#firstOf.set(id, first)
      relate(this.#versionsOf, first, id)
      const { instead } = this.#state.recipes.get(id)?.says ?? {}
      if (instead !== undefined) relate(this.#waitingFor, instead, id)
      for (const later of this.#waitingFor.get(id) ?? []) if (this.#firstOf.get(later) !== this.#firstFor(later)) waiting.push(later)
    }
  }

  /** What it stands in the place of, when that is a recipe of the same ware that was said before it; else it is a first one. */
  #firstFor(id: StatementId): StatementId {
    const filed = this.#state.recipes.get(id)
    const instead = filed?.says.instead
    const earlier = instead === undefined ? undefined : this.#state.recipes.get(instead)
    if (!filed || instead === undefined || !earlier || earlier.lamport >= filed.lamport) return id
    const ware = this.#standing.saidBy(originAt(id, filed))
    if (ware === undefined || this.#standing.saidBy(originAt(instead, earlier)) !== ware) return id
    return this.#firstOf.get(instead) ?? instead
  }

  #noteGone(id: StatementId, touched: Set<StatementId>): void {
    const recipe = this.#state.gone.get(id)?.says.recipe
    if (recipe === undefined) return
    relate(this.#goneOf, recipe, id)
    this.#touchFirst(recipe, touched)
  }

  #touchFirst(version: StatementId, touched: Set<StatementId>): void {
    const first = this.#firstOf.get(version)
    if (first !== undefined) touched.add(first)
  }

  #standingVersions(first: StatementId): Origin[] {
    const standing: Origin[] = []
    for (const id of this.#versionsOf.get(first) ?? []) {
      const filed = this.#state.recipes.get(id)
      if (!filed) continue
      const at = originAt(id, filed)
      if (this.#standing.wareOf(at) !== undefined) standing.push(at)
    }
    return standing.sort(inOrder)
  }

  #wasLaidDown(first: StatementId): boolean {
    for (const version of this.#versionsOf.get(first) ?? []) {
      const filed = this.#state.recipes.get(version)
      if (!filed) continue
      const ware = this.#standing.saidBy(originAt(version, filed))
      for (const id of this.#goneOf.get(version) ?? []) {
        const gone = this.#state.gone.get(id)
        if (gone && gone.lamport > filed.lamport && this.#standing.wareOf(originAt(id, gone)) === ware) return true
      }
    }
    return false
  }

  #read(first: StatementId): RecipeRecord | undefined {
    const versions = this.#standingVersions(first)
    const last = versions.at(-1)
    const says = last && this.#state.recipes.get(last.id)?.says
    const ware = last && this.#standing.wareOf(last)
    if (!last || !says || ware === undefined || this.#wasLaidDown(first)) return undefined
    const things = [...says.makes, ...says.takes].map(({ thing }) => thing).join(' ')
    const words = ` ${says.name} ${things} ${says.tags?.join(' ') ?? ''}`.toLowerCase()
    const from = says.from ?? versions.map(({ id }) => this.#state.recipes.get(id)?.says.from).findLast((one) => one !== undefined)
    return { id: first, version: last.id, from, ware, lamport: last.lamport, says, versions: versions.length, words, sortKey: says.name.toLowerCase() }
  }
}

function relate(relation: Map<StatementId, Set<StatementId>>, key: StatementId, id: StatementId): void {
  const ids = relation.get(key)
  if (ids) ids.add(id)
  else relation.set(key, new Set([id]))
}
