/**
 * Names as they stand: the key that all names of one thing share, whether two names are one, and how amounts of a thing measure.
 * Follows what is said, and works out again only the groups that a change touches; a name's plain key is worked out once.
 */
import { type IdText, laterThan, no, type Result, type StatementId } from '@commune/protocol'
import { Follower, originAt } from '../../facts/index.ts'
import { openQuantity, type Quantity, shown, unitShown } from '../../quantity/index.ts'
import type { Standing } from '../../undo/index.ts'
import { type Message, namesMessage } from '../../words/index.ts'
import { type Converted, convertBy, type Factor, kindIn, type Misfit, misfitsIn, type Way, wayOf } from './factors.ts'
import { Groups, type PairSaid, pairId } from './groups.ts'
import type { KnownFactor, Knowledge, Suggestion } from './knowledge.ts'
import { orderOf, pairRow, pairSaid, wordsOn } from './pairs.ts'
import { plainKey, plainWord, wordsOfName } from './plainKey.ts'
import type { NameQuestion, PairRow, SameRow } from './rows.ts'
import type { NamesState } from './types.ts'

/** What other rooms need of names. */
export interface Naming {
  /** Grows whenever a name may have another key. */
  readonly version: number
  /** Equal for all names of one thing. */
  keyOf(name: string): string
  /** The plain keys of all names of this thing. */
  keysOf(name: string): Iterable<string>
}

/** Where nothing was said of names. */
export const plainNaming: Naming = { version: 0, keyOf: plainKey, keysOf: (name) => [plainKey(name)] }

const keysKept = 200_000
/** From here on two names are perhaps one. */
const perhapsFrom = 0.5
const questionsMax = 200
/** Suggested names that turn out to be told apart. */
const suggestedMore = 20

export class NamesView implements Naming {
  readonly #state: NamesState
  readonly #standing: Standing
  readonly #groups = new Groups()
  readonly #pairs: Follower<unknown>
  readonly #amounts: Follower<unknown>
  readonly #keys = new Map<string, string>()
  readonly #saidOf = new Map<string, Set<StatementId>>()
  /** Statements about amounts by the plain keys of their things. */
  readonly #amountsOf = new Map<string, Set<StatementId>>()
  readonly #ways = new Map<string, readonly Way[]>()
  #knowledge: Knowledge | undefined
  #era = -1
  #undoVersion = -1
  #version = 0

  constructor(state: NamesState, standing: Standing) {
    this.#state = state
    this.#standing = standing
    this.#pairs = new Follower(state.pairs)
    this.#amounts = new Follower(state.amounts)
  }

  get version(): number {
    this.#refresh()
    return this.#version
  }

  /** What is generally known, from when it is loaded; no key depends on it. */
  withKnowledge(knowledge: Knowledge): void {
    this.#knowledge = knowledge
    this.#ways.clear()
  }

  get knowing(): boolean {
    return this.#knowledge !== undefined
  }

  keyOf(name: string): string {
    this.#refresh()
    return this.#groups.nameOf(this.#plain(name))
  }

  keysOf(name: string): Iterable<string> {
    this.#refresh()
    return this.#groups.with(this.#plain(name))
  }

  /** Whether two names mean one thing, with the reason. */
  same(a: string, b: string): SameRow {
    this.#refresh()
    const [one, other] = [this.#plain(a), this.#plain(b)]
    const said = this.pair(a, b)?.said ?? []
    if (one === other) return { stands: 'same', why: namesMessage('names.spelled'), said }
    if (this.#groups.nameOf(one) === this.#groups.nameOf(other)) return { stands: 'same', why: namesMessage('names.said-same', { a, b }), said }
    const apart = this.#groups.apart(one, other)
    if (apart) return { stands: 'different', why: namesMessage(apart.verdict === 'open' ? 'names.said-both' : 'names.said-differ', this.#spelled(apart)), said }
    const likeness = this.#knowledge?.likeness(a, b)
    if (!likeness || likeness.score < perhapsFrom) return { stands: 'different', why: namesMessage('names.unlike', { a, b }), said }
    return { stands: 'perhaps', why: likeness.why, said }
  }

  /** Names used here that mean the same or may, the likeliest first, but the name itself; none before `withKnowledge`. */
  suggest(name: string, limit = 5): Suggestion[] {
    this.#refresh()
    const [key, plain] = [this.keyOf(name), this.#plain(name)]
    return (this.#knowledge?.suggest(name, limit + suggestedMore) ?? [])
      .filter((one) => one.name !== name && !this.#groups.apart(this.#plain(one.name), plain))
      .map((one) => ({ ...one, same: this.keyOf(one.name) === key }))
      .slice(0, limit)
  }

  /** What was said of these two. */
  pair(a: string, b: string): PairRow | undefined {
    this.#refresh()
    return this.#row(pairId(this.#plain(a), this.#plain(b)))
  }

  /** The amount in another unit, by what is said and known of the thing; `of` is what comes out of it. */
  convert(quantity: Quantity, unit: string, thing: string, { of, ware }: { of?: string; ware?: IdText } = {}): Result<Converted, Message> {
    this.#refresh()
    const from = `${this.keyOf(thing)}\n${this.#kind(quantity.unit, thing)}`
    const to = `${this.keyOf(of ?? thing)}\n${this.#kind(unit, of ?? thing)}`
    const things = new Set([this.keyOf(thing), this.keyOf(of ?? thing)])
    const ways = [...things].flatMap((key) => this.#waysOf(key))
    const inside = ways.filter(({ a, b }) => things.has(thingOf(a)) && things.has(thingOf(b)))
    const converted = convertBy(quantity, unit, { from, to }, distinct(inside), ware)
    if (converted.ok || converted.error.key !== 'names.no-way') return converted
    return no(namesMessage('names.no-way-of', { a: unitShown(quantity.unit), b: unitShown(unit), thing }))
  }

  /** What is said of how amounts of this thing measure, then what is known. */
  factors(thing: string): readonly Factor[] {
    this.#refresh()
    return distinct(this.#waysOf(this.keyOf(thing))).map(({ factor }) => factor)
  }

  /** What was said of this thing's amounts that does not fit together. */
  misfits(thing: string): Misfit[] {
    this.#refresh()
    return this.#misfitsOf(this.keyOf(thing))
  }

  /** Everything that does not fit together, for people to sort out. */
  questions(limit: number = questionsMax): NameQuestion[] {
    this.#refresh()
    const asked: NameQuestion[] = []
    const sorted = <T>(all: Iterable<T>, order: (one: T) => string): T[] => [...all].sort((one, other) => (order(one) < order(other) ? -1 : 1))
    for (const said of sorted(this.#groups.pairs(), ({ order }) => order)) {
      const pair = said.verdict === 'open' ? this.#row(said.id) : undefined
      if (pair) asked.push({ is: 'pair', pair, words: namesMessage('names.said-both', pair) })
    }
    for (const clash of sorted(this.#groups.clashes(), ({ pair }) => pair.order)) {
      const [pair, apart] = [this.#row(clash.pair.id), this.#row(clash.apart.id)]
      if (pair && apart) asked.push({ is: 'clash', pair, apart, words: namesMessage('names.clash', { a: pair.a, b: pair.b, c: apart.a, d: apart.b }) })
    }
    for (const key of sorted(new Set([...this.#amountsOf.keys()].map((plain) => this.#groups.nameOf(plain))), (one) => one)) {
      if (asked.length >= limit) break
      for (const { kind, factors } of this.#misfitsOf(key)) {
        const thing = factors[0]?.thing ?? key
        const words = factors.map((factor) => factor.words)
        const message =
          kind === 'differ'
            ? namesMessage('names.amounts-differ', { thing, first: words[0] as Message, second: words[1] as Message })
            : namesMessage('names.amounts-ring', { thing, words })
        asked.push({ is: 'amounts', thing, factors, words: message })
      }
    }
    return asked.slice(0, limit)
  }

  /** What a unit measures for this thing: two names of one count are one. */
  #kind(unit: string, thing: string): string {
    const key = this.keyOf(thing)
    const last = plainWord(wordsOfName(thing).at(-1) ?? '')
    return kindIn(unit, (noun) => this.keyOf(noun) === key || this.#plain(noun) === last, (noun) => this.keyOf(noun))
  }

  #plain(name: string): string {
    const known = this.#keys.get(name)
    if (known !== undefined) return known
    const key = plainKey(name)
    if (this.#keys.size >= keysKept) this.#keys.clear()
    this.#keys.set(name, key)
    return key
  }

  #spelled({ id, a, b }: PairSaid): { a: string; b: string } {
    return this.#row(id) ?? { a, b }
  }

  #row(id: string): PairRow | undefined {
    return pairRow(wordsOn(this.#state, this.#standing, this.#saidOf.get(id) ?? []))
  }

  #misfitsOf(key: string): Misfit[] {
    return misfitsIn(this.#waysOf(key).filter(({ factor }) => factor.ware !== undefined))
  }

  /** All ways of a group: the last word of each ware on two kinds of measure, and what is known. */
  #waysOf(key: string): readonly Way[] {
    const cached = this.#ways.get(key)
    if (cached) return cached
    const last = new Map<string, { way: Way; at: ReturnType<typeof originAt> }>()
    for (const plain of this.#groups.with(key)) {
      for (const id of this.#amountsOf.get(plain) ?? []) {
        const filed = this.#state.amounts.get(id)
        const ware = filed && this.#standing.wareOf(originAt(id, filed))
        if (!filed || ware === undefined) continue
        const { note } = filed.says
        const at = originAt(id, filed)
        const way = this.#way({ ...filed.says, from: openQuantity(filed.says.from), to: openQuantity(filed.says.to), id, ware, ...(note !== undefined && { note }) }, orderOf(filed.lamport, id))
        if (!way) continue
        const slot = `${ware} ${way.a < way.b ? `${way.a} ${way.b}` : `${way.b} ${way.a}`}`
        const before = last.get(slot)
        if (!before || laterThan(at, before.at)) last.set(slot, { way, at })
      }
    }
    const ways = [...last.values()].map(({ way }) => way).sort((one, other) => (one.order < other.order ? -1 : 1))
    let nth = 0
    for (const plain of this.#groups.with(key)) {
      for (const known of this.#knowledge?.factors(plain) ?? []) {
        const way = this.#way(known, `~${String(nth++).padStart(6, '0')}`, key)
        if (way) ways.push(way)
      }
    }
    this.#ways.set(key, ways)
    return ways
  }

  #way(said: KnownFactor & { readonly ware?: IdText; readonly note?: string }, order: string, key: string = this.keyOf(said.thing)): Way | undefined {
    const { id, ware, thing, from, to, of, note, asFor } = said
    const a = `${key}\n${this.#kind(from.unit, thing)}`
    const b = `${of === undefined ? key : this.keyOf(of)}\n${this.#kind(to.unit, of ?? thing)}`
    if (a === b) return undefined
    const plain = { thing, from: shown(from), to: shown(to) }
    const words = of === undefined ? namesMessage('names.factor', plain) : namesMessage('names.factor-of', { ...plain, of })
    const factor: Factor = {
      id,
      thing,
      from,
      to,
      words: asFor === undefined ? words : namesMessage('names.as-for', { words, thing: asFor }),
      ...(ware !== undefined && { ware }),
      ...(of !== undefined && { of }),
      ...(note !== undefined && { note }),
      ...(asFor !== undefined && { asFor })
    }
    return wayOf(factor, a, b, order)
  }

  #refresh(): void {
    const { era, undoVersion } = this.#standing
    if (era === this.#era && undoVersion === this.#undoVersion && !this.#pairs.behind && !this.#amounts.behind) return
    const [pairs, amounts] = [this.#pairs.next(), this.#amounts.next()]
    const all = era !== this.#era || this.#undoVersion < 0 || pairs === undefined || amounts === undefined
    const undone = all ? [] : this.#standing.targetsSince(this.#undoVersion)
    this.#era = era
    this.#undoVersion = undoVersion
    const touched = new Set<string>()
    if (all) for (const id of this.#saidOf.keys()) touched.add(id)
    for (const id of all ? this.#pairs.all() : [...(pairs ?? []), ...undone]) this.#notePair(id, touched)
    let amountsChanged = false
    for (const id of all ? this.#amounts.all() : [...(amounts ?? []), ...undone]) if (this.#noteAmount(id)) amountsChanged = true
    if (touched.size > 0) this.#regroup(touched)
    if (touched.size > 0 || all) this.#ways.clear()
    if (touched.size > 0 || amountsChanged || all) this.#version++
  }

  #regroup(touched: ReadonlySet<string>): void {
    const changes = new Map<string, PairSaid | undefined>()
    for (const id of touched) {
      const [a, b] = id.split('\n') as [string, string]
      changes.set(id, pairSaid(a, b, wordsOn(this.#state, this.#standing, this.#saidOf.get(id) ?? [])))
    }
    this.#groups.change(changes)
  }

  #notePair(id: StatementId, touched: Set<string>): void {
    const says = this.#state.pairs.get(id)?.says
    if (!says) return
    const [a, b] = [this.#plain(says.a), this.#plain(says.b)]
    if (a === b) return
    const pair = pairId(a, b)
    relate(this.#saidOf, pair, id)
    touched.add(pair)
  }

  #noteAmount(id: StatementId): boolean {
    const says = this.#state.amounts.get(id)?.says
    if (!says) return false
    for (const name of [says.thing, says.of]) {
      if (name === undefined) continue
      const key = this.#plain(name)
      relate(this.#amountsOf, key, id)
      this.#ways.delete(this.#groups.nameOf(key))
    }
    return true
  }
}

const thingOf = (end: string): string => end.slice(0, end.indexOf('\n'))

/** Told of a thing and of what comes out of it, a way is one. */
const distinct = (ways: readonly Way[]): Way[] => [...new Map(ways.map((way) => [way.factor.id, way])).values()]

function relate(relation: Map<string, Set<StatementId>>, key: string, id: StatementId): void {
  const ids = relation.get(key)
  if (ids) ids.add(id)
  else relation.set(key, new Set([id]))
}
