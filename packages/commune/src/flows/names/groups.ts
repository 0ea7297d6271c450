/**
 * Which keys are one: the pairs that somebody said are the same, joined. Kept between looks: a new pair joins two groups, the smaller
 * into the larger; a pair that is gone, and a word that two names differ, part and join again the groups they touch, and no other.
 *
 * A pair holds while a ware says *same* and none says *differ*. Two names that a ware says differ are never in one group: pairs are
 * taken in the order they were first said, and one that would bring such two together is passed over and told as a clash. So
 * the groups follow from what holds alone, in whatever order that came.
 */

export interface PairSaid {
  /** The two keys in order, parted by a line break. */
  readonly id: string
  readonly a: string
  readonly b: string
  /** `open`: one says they are the same, another that they differ. */
  readonly verdict: 'same' | 'differ' | 'open'
  /** Its place among all pairs, for taking them in one order: compared as text. */
  readonly order: string
}

/** A pair that does not join its two, because it would bring two together that somebody says differ. */
export interface Clash {
  readonly pair: PairSaid
  readonly apart: PairSaid
}

interface Group {
  readonly keys: Set<string>
  /** The least of its keys, for all to name it by. */
  name: string
}

export const pairId = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`)

export class Groups {
  readonly #pairs = new Map<string, PairSaid>()
  /** The pairs a key is in. */
  readonly #of = new Map<string, Set<string>>()
  readonly #groupOf = new Map<string, Group>()
  readonly #clashes = new Map<string, Clash>()

  /** What a group is named by; a key that nobody said anything of is its own. */
  nameOf(key: string): string {
    return this.#groupOf.get(key)?.name ?? key
  }

  /** All keys that are one with this, itself among them. */
  with(key: string): Iterable<string> {
    return this.#groupOf.get(key)?.keys ?? [key]
  }

  pair(a: string, b: string): PairSaid | undefined {
    return this.#pairs.get(pairId(a, b))
  }

  /** Everything said of this key. */
  *pairsOf(key: string): Iterable<PairSaid> {
    for (const id of this.#of.get(key) ?? []) yield this.#pairs.get(id) as PairSaid
  }

  pairs(): Iterable<PairSaid> {
    return this.#pairs.values()
  }

  clashes(): Iterable<Clash> {
    return this.#clashes.values()
  }

  /** The first that was said of two of these keys and keeps them apart. */
  apart(a: string, b: string): PairSaid | undefined {
    const [one, other] = [new Set(this.with(a)), new Set(this.with(b))]
    return one.size < other.size ? this.#apart(one, other) : this.#apart(other, one)
  }

  #apart(some: ReadonlySet<string>, others: ReadonlySet<string>): PairSaid | undefined {
    let first: PairSaid | undefined
    for (const key of some) {
      for (const pair of this.pairsOf(key)) {
        if (pair.verdict === 'same' || !others.has(pair.a === key ? pair.b : pair.a)) continue
        if (first === undefined || pair.order < first.order) first = pair
      }
    }
    return first
  }

  /** Takes in pairs as they stand now; undefined for one that nobody speaks of any more. */
  change(changes: ReadonlyMap<string, PairSaid | undefined>): void {
    const torn = new Set<string>()
    for (const [id, now] of changes) {
      const before = this.#pairs.get(id)
      if (now === undefined) {
        if (before === undefined) continue
        this.#pairs.delete(id)
        for (const key of [before.a, before.b]) this.#unrelate(key, id)
      } else {
        this.#pairs.set(id, now)
        for (const key of [now.a, now.b]) this.#relate(key, id)
      }
      const { a, b } = (now ?? before) as PairSaid
      if (before === undefined && now?.verdict === 'same' && this.#joins(now, torn)) continue
      if (before?.verdict === now?.verdict && before?.order === now?.order) continue
      torn.add(a).add(b)
    }
    if (torn.size > 0) this.#mend(torn)
  }

  /** Joins at once where nothing stands against it, which is nearly always. */
  #joins({ a, b }: PairSaid, torn: ReadonlySet<string>): boolean {
    if (torn.size > 0) return false
    const [one, other] = [this.#group(a), this.#group(b)]
    if (one === other) return true
    const [small, large] = one.keys.size < other.keys.size ? [one, other] : [other, one]
    for (const key of small.keys) for (const pair of this.pairsOf(key)) if (pair.verdict !== 'same' || this.#clashes.has(pair.id)) return false
    this.#join(small, large)
    return true
  }

  #join(small: Group, large: Group): void {
    for (const key of small.keys) {
      large.keys.add(key)
      this.#groupOf.set(key, large)
    }
    if (small.name < large.name) large.name = small.name
  }

  /** Parts all that hangs together with these keys by whatever was said, and joins it again in the one order. */
  #mend(torn: ReadonlySet<string>): void {
    const seen = new Set<string>()
    const waiting = [...torn]
    const pairs = new Map<string, PairSaid>()
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      if (seen.has(key)) continue
      seen.add(key)
      // What stood in its group hung on a pair that may be gone.
      for (const other of this.#groupOf.get(key)?.keys ?? []) if (!seen.has(other)) waiting.push(other)
      for (const pair of this.pairsOf(key)) {
        pairs.set(pair.id, pair)
        if (pair.verdict === 'same') waiting.push(pair.a, pair.b)
      }
    }
    for (const key of seen) this.#groupOf.delete(key)
    for (const [id, { pair }] of this.#clashes) if (seen.has(pair.a)) this.#clashes.delete(id)
    const same = [...pairs.values()].filter((pair) => pair.verdict === 'same').sort((a, b) => (a.order < b.order ? -1 : 1))
    for (const pair of same) {
      const [one, other] = [this.#group(pair.a), this.#group(pair.b)]
      if (one === other) continue
      const [small, large] = one.keys.size < other.keys.size ? [one, other] : [other, one]
      const apart = this.#apart(small.keys, large.keys)
      if (apart) this.#clashes.set(pair.id, { pair, apart })
      else this.#join(small, large)
    }
    for (const key of seen) if (this.#groupOf.get(key)?.keys.size === 1) this.#groupOf.delete(key)
  }

  #group(key: string): Group {
    const known = this.#groupOf.get(key)
    if (known) return known
    const made: Group = { keys: new Set([key]), name: key }
    this.#groupOf.set(key, made)
    return made
  }

  #relate(key: string, id: string): void {
    const ids = this.#of.get(key)
    if (ids) ids.add(id)
    else this.#of.set(key, new Set([id]))
  }

  #unrelate(key: string, id: string): void {
    const ids = this.#of.get(key)
    ids?.delete(id)
    if (ids?.size === 0) this.#of.delete(key)
  }
}
