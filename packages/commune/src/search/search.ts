/**
 * Search over everything that is said: needs, offers, stock, pages, wares. The index is built in steps, so that the caller
 * can let others go in between, and then follows what changes. Words are found by their beginnings and with a slip of the
 * finger; accents and case do not matter.
 *
 * A document that changes is marked in the index and added anew; when a good part of the index is marks, it is built
 * again in the same steps while the old one still answers.
 */
import type { IdText, StatementId } from '@commune/protocol'
import MiniSearch from 'minisearch'
import type { Member } from '../wares/index.ts'
import { englishFirst, type Words } from '../words/index.ts'
import { documentOf, type Searchable, type SearchKind, type SearchSources } from './documents.ts'

export type { SearchKind, SearchSources } from './documents.ts'

export interface SearchHit {
  /** The statement that began it, or the ware. */
  readonly id: StatementId | IdText
  readonly kind: SearchKind
  readonly title: string
  /** Words of the index that were found, for marking them. */
  readonly terms: readonly string[]
  /** Larger is better; means something within one answer only. */
  readonly score: number
}

export interface SearchQuery {
  readonly kinds?: readonly SearchKind[]
  /** 20 by default. */
  readonly limit?: number
}

/** Documents put in by one step unless said otherwise: a few milliseconds on a phone. */
const stepDocuments = 20
/** The index is built again when this share of it is marks of what was there before. */
const staleShareMax = 0.4
const queryCharsMax = 200

export class Search {
  readonly #sources: SearchSources
  readonly #words: Words
  readonly #waiting = new Map<string, { id: string; kind: SearchKind }>()
  #index = newIndex()
  /** Takes the place of the index once it is full. */
  #next: MiniSearch<Searchable> | undefined
  #members: readonly Member[] = []
  #waresSeen = -1

  constructor(sources: SearchSources, words: Words = englishFirst) {
    this.#sources = sources
    this.#words = words
  }

  /** Who is here; wares are found by name, kind and skills. */
  withMembers(members: readonly Member[]): void {
    const same =
      members.length === this.#members.length && members.every(({ ware }, index) => ware === this.#members[index]?.ware)
    if (same) return
    this.#members = members
    this.#waresSeen = -1
  }

  /** How many documents still wait to be put in. */
  get waiting(): number {
    this.#collect()
    return this.#waiting.size
  }

  /** Puts in some of what waits; returns how many wait still. Call it again, with pauses, until it says 0. */
  step(documents: number = stepDocuments): number {
    this.#collect()
    const stale =
      this.#index.dirtCount > 1_000 && this.#index.dirtCount > staleShareMax * (this.#index.documentCount + this.#index.dirtCount)
    if (!this.#next && stale) this.#rebuild()
    const index = this.#next ?? this.#index
    let done = 0
    for (const [key, { id, kind }] of this.#waiting) {
      if (done++ === documents) break
      this.#waiting.delete(key)
      if (index.has(key)) index.discard(key)
      const document = documentOf(this.#sources, this.#words, this.#members, kind, id)
      if (document) index.add(document)
    }
    if (this.#next && this.#waiting.size === 0) {
      this.#index = this.#next
      this.#next = undefined
    }
    return this.#waiting.size
  }

  /** The best first. What waits is not found yet; see `waiting`. */
  find(text: string, { kinds, limit = 20 }: SearchQuery = {}): SearchHit[] {
    const words = text.slice(0, queryCharsMax).trim()
    if (words === '') return []
    this.#collect()
    const results = this.#index.search(words, {
      prefix: (term) => term.length > 1,
      // Two letters that changed places are two slips.
      fuzzy: (term) => (term.length > 5 ? 2 : term.length > 3 ? 1 : false),
      maxFuzzy: 2,
      boost: { title: 3, tags: 2 },
      combineWith: 'AND',
      ...(kinds && { filter: (result) => kinds.includes(result['kind'] as SearchKind) })
    })
    const hits: SearchHit[] = []
    for (const result of results) {
      const { id, kind, title } = result as unknown as Searchable
      // What was taken back since it was put in is not shown.
      if (
        this.#waiting.has(String(result.id)) &&
        !documentOf(this.#sources, this.#words, this.#members, kind, id.slice(id.indexOf(':') + 1))
      )
        continue
      hits.push({ id: id.slice(id.indexOf(':') + 1), kind, title, terms: result.terms, score: result.score })
      if (hits.length === limit) break
    }
    return hits
  }

  #collect(): void {
    const { intents, stock, ideas, wares } = this.#sources
    for (const [kind, ids] of [
      ['flow', intents.takeChanged()],
      ['stock', stock.takeChanged()],
      ['idea', ideas.takeChanged()]
    ] as const) {
      for (const id of ids) this.#wait(kind, id)
    }
    if (wares.version !== this.#waresSeen) {
      this.#waresSeen = wares.version
      for (const { ware } of this.#members) this.#wait('ware', ware)
    }
  }

  #wait(kind: SearchKind, id: string): void {
    this.#waiting.set(`${kind}:${id}`, { id, kind })
  }

  #rebuild(): void {
    this.#next = newIndex()
    const { intents, stock, ideas } = this.#sources
    for (const id of intents.ids()) this.#wait('flow', id)
    for (const id of stock.ids()) this.#wait('stock', id)
    for (const id of ideas.ids()) this.#wait('idea', id)
    for (const { ware } of this.#members) this.#wait('ware', ware)
  }
}

const newIndex = (): MiniSearch<Searchable> =>
  new MiniSearch<Searchable>({
    fields: ['title', 'text', 'tags', 'place'],
    storeFields: ['id', 'kind', 'title'],
    processTerm: plainTerm,
    // The library's own clearing runs on timers; this one is built again instead.
    autoVacuum: false
  })

/** Lower case without accents; very long words are no words. */
const plainTerm = (term: string): string | null => {
  if (term.length > 60) return null
  const lower = term.toLowerCase()
  return /^[ -~]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '')
}
