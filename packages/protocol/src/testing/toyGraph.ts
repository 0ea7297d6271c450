/**
 * A graph of entries without bytes, for tests of what rooms make of it: who said what, knowing of what. Needs `sodiumReady`.
 */
import { toText } from '../bytes/bytes.ts'
import type { ChainOracle } from '../identity/identities.ts'
import { hash } from '../sodium/sodium.ts'
import type { IdText, RawStatement, Refusal, Room, RoomState, Said } from '../statement/statement.ts'

interface ToyEntry {
  readonly id: IdText
  readonly device: IdText
  readonly prev: IdText | undefined
  readonly lamport: number
  readonly past: ReadonlySet<IdText>
}

export interface ToyWords {
  readonly device: IdText
  readonly statements: readonly RawStatement[]
  /** Entries whose past is known as well; all so far when left out. The author's own last entry always is. */
  readonly knowing?: readonly IdText[]
  readonly epoch?: IdText
  /** The author's entry that this follows, to fork; its last when left out. */
  readonly prev?: IdText
}

export class ToyGraph implements ChainOracle {
  readonly said: Said[] = []
  calls = 0
  readonly #entries = new Map<IdText, ToyEntry>()
  readonly #tips = new Map<IdText, IdText>()

  say(words: ToyWords): IdText {
    const prev = words.prev ?? this.#tips.get(words.device)
    const past = new Set<IdText>()
    let lamport = 0
    for (const id of [...(words.knowing ?? this.#entries.keys()), ...(prev ? [prev] : [])]) {
      const entry = this.#entries.get(id) as ToyEntry
      for (const before of [...entry.past, id]) past.add(before)
      lamport = Math.max(lamport, entry.lamport)
    }
    const number = this.#entries.size
    const id = toText(hash(Uint8Array.from([number, number >> 8, number >> 16])))
    this.#entries.set(id, { id, device: words.device, prev, lamport: lamport + 1, past })
    this.#tips.set(words.device, id)
    for (const [index, statement] of words.statements.entries()) {
      this.said.push({
        id: `${id}.${index}`,
        entry: id,
        device: words.device,
        lamport: lamport + 1,
        epoch: words.epoch ?? '',
        statement
      })
    }
    return id
  }

  onChain(entry: IdText, last: IdText): boolean | undefined {
    this.calls++
    if (!this.#entries.has(last)) return undefined
    for (let at: IdText | undefined = last; at; at = this.#entries.get(at)?.prev) if (at === entry) return true
    return false
  }
  sees(entry: IdText, other: IdText): boolean {
    this.calls++
    return this.#entries.get(entry)?.past.has(other) ?? false
  }
  entries(): IdText[] {
    return [...this.#entries.keys()]
  }
  /** An origin in this entry, as a fact would keep it. */
  origin(entry: IdText): { id: string; device: IdText; lamport: number } {
    const known = this.#entries.get(entry) as ToyEntry
    return { id: `${entry}.0`, device: known.device, lamport: known.lamport }
  }

  /** Folds all that was said, in this order; refusals by statement id. */
  fold<State extends RoomState>(
    room: Room<State>,
    order: readonly Said[] = this.said
  ): { state: State; refusals: Map<string, Refusal> } {
    const state = room.empty()
    const refusals = new Map<string, Refusal>()
    for (const said of order) {
      const refusal = room.types.includes(said.statement.type) ? room.fold(state, said) : undefined
      if (refusal) refusals.set(said.id, refusal)
    }
    return { state, refusals }
  }
}

/** All facts of a state as one comparable tree, whatever order they were filed in. */
export const factsOf = (state: RoomState): unknown =>
  Object.fromEntries(Object.entries(state).map(([table, facts]) => [table, [...facts].sort(([a], [b]) => (a < b ? -1 : 1))]))
