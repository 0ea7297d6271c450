/**
 * What is generally known of things, and the names that are used here: suggestions for a name by its meaning, its words and its
 * letters. Names are followed as they are said; a suggestion looks at names that share a part or three letters, and at a bounded
 * number of them, so that thousands of versions of one name do not hold it up.
 */
import { Follower, type Filed, type Tracked } from '../../facts/index.ts'
import type { KnownFactor, Knowledge, Likeness, Suggestion } from '../names/index.ts'
import { plainKey } from '../names/index.ts'
import { likenessOf } from './likeness.ts'
import { type Meaning, Meanings, type Part } from './meaning.ts'
import { above, readTree, type Tree } from './tree.ts'

/** A table of statements with names of things in them. */
export interface NameSource {
  readonly table: Tracked<Filed<unknown>>
  names(says: unknown): readonly (string | undefined)[]
}

/** A source whose statements name things in these fields. */
export const nameSource = <T>(table: Tracked<Filed<T>>, ...fields: readonly (keyof T & string)[]): NameSource => ({
  table: table as unknown as Tracked<Filed<unknown>>,
  names: (says) => fields.map((field) => (says as Readonly<Record<string, unknown>>)[field]).filter((name) => typeof name === 'string')
})

const postingMax = 2_000
const lookedAtMax = 150
const suggestFrom = 0.35
const meaningsKept = 20_000

interface Used {
  readonly name: string
  readonly meaning: Meaning
}

export class ThingsKnowledge implements Knowledge {
  readonly #tree: Tree = readTree()
  readonly #read = new Meanings(this.#tree)
  readonly #sources: { readonly source: NameSource; readonly follower: Follower<Filed<unknown>> }[]
  readonly #used: Used[] = []
  readonly #byKey = new Set<string>()
  readonly #byToken = new Map<string, number[]>()
  readonly #byTrigram = new Map<string, number[]>()
  readonly #meanings = new Map<string, Meaning>()

  constructor(sources: readonly NameSource[] = []) {
    this.#sources = sources.map((source) => ({ source, follower: new Follower(source.table) }))
  }

  likeness(a: string, b: string): Likeness | undefined {
    return likenessOf(this.#tree, this.#meaning(a), this.#meaning(b), { a, b })
  }

  factors(key: string): readonly KnownFactor[] {
    const things = this.#tree.byKey.get(key) ?? []
    // A name of several things says nothing certain of amounts.
    const [thing] = things
    if (!thing || things.length > 1) return []
    const nearest = [thing, ...above(this.#tree, thing)].find(({ factors }) => factors.length > 0)
    return (nearest?.factors ?? []).map((factor, at) => ({
      id: `${nearest?.name}/${at}`,
      thing: thing.name,
      ...factor,
      ...(nearest !== thing && nearest && { asFor: nearest.name })
    }))
  }

  otherNames(name: string): readonly string[] {
    return [...new Set(this.#meaning(name).things.flatMap((id) => this.#tree.things[id]?.names ?? []))]
  }

  /** A name that is used here, from wherever it comes. */
  use(name: string): void {
    const key = plainKey(name)
    if (this.#byKey.has(key)) return
    this.#byKey.add(key)
    const at = this.#used.length
    const meaning = this.#read.of(name)
    this.#used.push({ name, meaning })
    for (const token of new Set(partsIn(meaning).flatMap(({ tokens }) => tokens))) post(this.#byToken, token, at)
    for (const trigram of meaning.trigrams) post(this.#byTrigram, trigram, at)
  }

  suggest(name: string, limit: number): readonly Suggestion[] {
    this.#follow()
    const meaning = this.#meaning(name)
    const hits = new Map<number, number>()
    const hit = (at: number, worth: number): void => void hits.set(at, (hits.get(at) ?? 0) + worth)
    for (const { tokens, weight } of partsIn(meaning)) for (const token of tokens) for (const at of this.#byToken.get(token) ?? []) hit(at, 10 * weight)
    // What this is a kind of, and what is a kind of it, is found by its own name.
    for (const id of meaning.things) {
      const thing = this.#tree.things[id]
      for (const one of thing ? above(this.#tree, thing) : []) for (const at of this.#byToken.get(`t:${one.id}`) ?? []) hit(at, 5)
    }
    for (const trigram of meaning.trigrams) for (const at of this.#byTrigram.get(trigram) ?? []) hit(at, 1)
    const share = (at: number): number => (hits.get(at) as number) / Math.sqrt((this.#used[at] as Used).meaning.trigrams.size)
    const looked = [...hits.keys()].sort((a, b) => share(b) - share(a) || a - b).slice(0, lookedAtMax)
    const found: Suggestion[] = []
    for (const at of looked) {
      const used = this.#used[at] as Used
      const likeness = likenessOf(this.#tree, meaning, used.meaning, { a: name, b: used.name })
      if (likeness && likeness.score >= suggestFrom) found.push({ ...likeness, name: used.name, key: used.meaning.key, same: likeness.score === 1 })
    }
    return found.sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1)).slice(0, limit)
  }

  #follow(): void {
    for (const { source, follower } of this.#sources) {
      if (!follower.behind) continue
      for (const id of follower.next() ?? follower.all()) {
        for (const name of source.names(source.table.get(id)?.says)) if (name !== undefined) this.use(name)
      }
    }
  }

  #meaning(name: string): Meaning {
    const known = this.#meanings.get(name)
    if (known) return known
    if (this.#meanings.size >= meaningsKept) this.#meanings.clear()
    const meaning = this.#read.of(name)
    this.#meanings.set(name, meaning)
    return meaning
  }
}

const partsIn = ({ readings }: Meaning): Part[] => readings.flat()

/** Common parts are cut off: what shares only them is not alike. */
function post(postings: Map<string, number[]>, token: string, at: number): void {
  const list = postings.get(token)
  if (!list) postings.set(token, [at])
  else if (list.length < postingMax) list.push(at)
}
