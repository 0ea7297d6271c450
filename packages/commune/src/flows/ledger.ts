/**
 * Keeps a record of every need and offer up to date with what has been folded: follows the tables, and works out again
 * only what a change touches. Whoever looks first after a change pays for it; nobody else does.
 */
import type { IdText, StatementId } from '@commune/protocol'
import { Follower, originAt } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import { byHandovers, bySpan } from './again.ts'
import { outweighedOf } from './carriage.ts'
import { type Commitment, commitmentOf, type HandedSaid, sidesOf, type YesSaid } from './commitments.ts'
import { type IntentRecord, isDone, ownInOrder, readIntent } from './records.ts'
import type { FlowsState } from './types.ts'

const followed = ['intents', 'changes', 'withdrawals', 'yeses', 'handed'] as const

type Relation = Map<StatementId, StatementId[]>

/** What a refresh changed: a record that came, changed or went. */
export interface Change {
  readonly before: IntentRecord | undefined
  readonly after: IntentRecord | undefined
}

/** Follows a ledger: gets every change, or undefined when everything was worked out again. */
export type LedgerListener = (changes: readonly Change[] | undefined) => void

export class Ledger {
  readonly records: Map<StatementId, IntentRecord> = new Map()
  /** Commitments by the ids of their wares, for “what waits for me”. */
  readonly #ofWare = new Map<IdText, Set<StatementId>>()
  readonly #state: FlowsState
  readonly #standing: Standing
  readonly #listeners: LedgerListener[] = []
  readonly #followers: { readonly [table in (typeof followed)[number]]: Follower<unknown> }
  #changesOf: Relation = new Map()
  #withdrawalsOf: Relation = new Map()
  #yesesOf: Relation = new Map()
  #handedOf: Relation = new Map()
  /** What was carried here, by its name on all ways: several may have carried it. */
  readonly #copiesOf = new Map<string, Set<StatementId>>()
  #era = -1
  #undoVersion = 0
  version = 0

  constructor(state: FlowsState, standing: Standing) {
    this.#state = state
    this.#standing = standing
    this.#followers = {
      intents: new Follower(state.intents),
      changes: new Follower(state.changes),
      withdrawals: new Follower(state.withdrawals),
      yeses: new Follower(state.yeses),
      handed: new Follower(state.handed)
    }
  }

  listen(listener: LedgerListener): void {
    this.#listeners.push(listener)
  }

  /** Needs and offers with a commitment this ware is part of. */
  withWare(ware: IdText): Iterable<StatementId> {
    return this.#ofWare.get(ware) ?? []
  }

  /** All that were carried here under this name. */
  copies(from: string): Iterable<StatementId> {
    return this.#copiesOf.get(from) ?? []
  }
  /** The names of all that was ever carried here. */
  copied(): Iterable<string> {
    return this.#copiesOf.keys()
  }

  /** The needs and offers a yes speaks about. */
  namedBy(yes: StatementId): readonly StatementId[] {
    const says = this.#state.yeses.get(yes)?.says
    return says ? [says.need, says.offer].filter((id) => id !== undefined) : []
  }

  /** Takes in what was folded since the last time. */
  refresh(): void {
    const { intents, changes, withdrawals, yeses, handed } = this.#followers
    const undone = this.#standing.undoVersion
    const followers = Object.values(this.#followers)
    if (this.#standing.era !== this.#era) return this.#readAll()
    if (undone === this.#undoVersion && !followers.some((one) => one.behind)) return
    const touched = new Set<StatementId>()
    const next = [intents.next(), changes.next(), withdrawals.next(), yeses.next(), handed.next()] as const
    if (next.includes(undefined)) return this.#readAll()
    for (const id of next[0] ?? []) touched.add(id)
    for (const id of next[1] ?? []) this.#noteChange(id, touched)
    for (const id of next[2] ?? []) this.#noteWithdrawal(id, touched)
    for (const id of next[3] ?? []) this.#noteYes(id, touched)
    for (const id of next[4] ?? []) this.#noteHanded(id, touched)
    for (const id of this.#standing.targetsSince(this.#undoVersion)) this.#touch(id, touched)
    this.#undoVersion = undone
    // A yes is judged by whose need and offer it names: the other end of it has to be looked at as well.
    for (const id of [...touched]) {
      for (const yes of this.#yesesOf.get(id) ?? []) for (const end of this.namedBy(yes)) touched.add(end)
    }
    const changed: Change[] = []
    const read = this.#readAnew(touched)
    for (const [id, after] of read) {
      const before = this.records.get(id)
      if (before === undefined && after === undefined) continue
      if (after) this.records.set(id, after)
      else this.records.delete(id)
      changed.push({ before, after })
    }
    if (changed.length === 0) return
    this.version++
    for (const listener of this.#listeners) listener(changed)
  }

  #readAll(): void {
    const { intents, changes, withdrawals, yeses, handed } = this.#followers
    this.#era = this.#standing.era
    this.#undoVersion = this.#standing.undoVersion
    for (const relation of [this.#changesOf, this.#withdrawalsOf, this.#yesesOf, this.#handedOf]) relation.clear()
    this.#ofWare.clear()
    this.records.clear()
    this.#copiesOf.clear()
    const touched = new Set<StatementId>()
    for (const id of changes.all()) this.#noteChange(id, touched)
    for (const id of withdrawals.all()) this.#noteWithdrawal(id, touched)
    for (const id of yeses.all()) this.#noteYes(id, touched)
    for (const id of handed.all()) this.#noteHanded(id, touched)
    for (const [id, record] of this.#readAnew(new Set(intents.all()))) if (record) this.records.set(id, record)
    this.version++
    for (const listener of this.#listeners) listener(undefined)
  }

  #noteChange(id: StatementId, touched: Set<StatementId>): void {
    const target = this.#state.changes.get(id)?.says.target
    if (target === undefined) return
    relate(this.#changesOf, target, id)
    touched.add(target)
  }

  #noteWithdrawal(id: StatementId, touched: Set<StatementId>): void {
    const target = this.#state.withdrawals.get(id)?.says.target
    if (target === undefined) return
    relate(this.#withdrawalsOf, target, id)
    this.#touch(target, touched)
  }

  #noteYes(id: StatementId, touched: Set<StatementId>): void {
    for (const end of this.namedBy(id)) {
      relate(this.#yesesOf, end, id)
      touched.add(end)
    }
  }

  #noteHanded(id: StatementId, touched: Set<StatementId>): void {
    const yes = this.#state.handed.get(id)?.says.yes
    if (yes === undefined) return
    relate(this.#handedOf, yes, id)
    for (const end of this.namedBy(yes)) touched.add(end)
  }

  /** Finds the needs and offers that a statement of any of these tables is about. */
  #touch(id: StatementId, touched: Set<StatementId>): void {
    const { intents, changes, withdrawals, yeses, handed } = this.#state
    if (intents.has(id)) touched.add(id)
    const changed = changes.get(id)?.says.target
    if (changed !== undefined) touched.add(changed)
    const withdrawn = withdrawals.get(id)?.says.target
    if (withdrawn !== undefined && withdrawn !== id) this.#touchOnce(withdrawn, touched)
    if (yeses.has(id)) for (const end of this.namedBy(id)) touched.add(end)
    const yes = handed.get(id)?.says.yes
    if (yes !== undefined) for (const end of this.namedBy(yes)) touched.add(end)
  }

  /** A withdrawal aims at a need, an offer or a yes; nothing further. */
  #touchOnce(id: StatementId, touched: Set<StatementId>): void {
    touched.add(id)
    for (const end of this.namedBy(id)) touched.add(end)
  }

  /** Reads these, and of what was carried here all other copies: which of them is shown may have changed. */
  #readAnew(touched: Set<StatementId>): ReadonlyMap<StatementId, IntentRecord | undefined> {
    const names = new Set<string>()
    for (const id of touched) {
      const says = this.#state.intents.get(id)?.says
      if (says?.carried === undefined || says.from === undefined) continue
      names.add(says.from)
      const known = this.#copiesOf.get(says.from)
      if (known) known.add(id)
      else this.#copiesOf.set(says.from, new Set([id]))
    }
    for (const name of names) for (const copy of this.copies(name)) touched.add(copy)
    const read = new Map<StatementId, IntentRecord | undefined>()
    for (const id of touched) read.set(id, this.#read(id))
    for (const name of names) {
      const copies = [...this.copies(name)].flatMap((id) => read.get(id) ?? [])
      for (const copy of outweighedOf(copies)) read.set(copy.id, { ...copy, withdrawn: true, outweighed: true })
    }
    return read
  }

  #read(id: StatementId): IntentRecord | undefined {
    const found = readIntent(this.#state, this.#standing, id, this.#changesOf.get(id) ?? [], this.#withdrawalsOf.get(id) ?? [])
    if (found === undefined) return undefined
    const commitments = this.#commitments(id)
    for (const { giver, receiver } of commitments) {
      this.#note(giver, id)
      this.#note(receiver, id)
    }
    return { ...found, commitments, done: found.more.again === undefined && isDone(found.quantity, commitments) }
  }

  #note(ware: IdText, id: StatementId): void {
    const known = this.#ofWare.get(ware)
    if (known) known.add(id)
    else this.#ofWare.set(ware, new Set([id]))
  }

  #ends(id: StatementId | undefined): ReturnType<typeof readIntent> {
    return id === undefined
      ? undefined
      : readIntent(this.#state, this.#standing, id, this.#changesOf.get(id) ?? [], this.#withdrawalsOf.get(id) ?? [])
  }

  #commitments(id: StatementId): readonly Commitment[] {
    const ids = this.#yesesOf.get(id)
    if (ids === undefined) return none
    const groups = new Map<string, { yeses: YesSaid[]; sides: { giver: IdText; receiver: IdText } }>()
    for (const yesId of ids) {
      const yes = this.#yes(yesId)
      if (yes === undefined) continue
      const need = this.#ends(yes.says.need)
      const offer = this.#ends(yes.says.offer)
      if (need?.kind === 'offer' || offer?.kind === 'need') continue
      const sides = sidesOf(yes, need, offer)
      if (sides === undefined) continue
      const key = `${yes.says.need ?? ''}/${yes.says.offer ?? ''}/${sides.giver}/${sides.receiver}`
      const group = groups.get(key)
      if (group) group.yeses.push(yes)
      else groups.set(key, { yeses: [yes], sides })
    }
    const commitments: Commitment[] = []
    const rounds = [...groups.values()].flatMap(({ yeses, sides }) => {
      const { need, offer } = (yeses[0] as YesSaid).says
      return this.#rounds(yeses, sides, this.#ends(need) ?? this.#ends(offer)).map((some) => ({ yeses: some, sides }))
    })
    for (const { yeses, sides } of rounds) {
      const { need, offer } = (yeses[0] as YesSaid).says
      const handed = yeses.flatMap((yes) => this.#handed(yes.at.id))
      const one = commitmentOf(yeses, handed, sides, this.#ends(need), this.#ends(offer))
      if (one.giverYes || one.receiverYes || one.giverHanded.times + one.receiverHanded.times > 0) commitments.push(one)
    }
    return commitments.sort((a, b) => a.lamport - b.lamport || (a.id < b.id ? -1 : 1))
  }

  /** Of what comes again each round is a commitment of its own. */
  #rounds(yeses: YesSaid[], sides: { giver: IdText; receiver: IdText }, end: ReturnType<typeof readIntent>): YesSaid[][] {
    const again = end?.more.again
    if (!again) return [yeses]
    if ('every' in again) return bySpan(yeses, end.due, again)
    return byHandovers(yeses, sides, (yes) => this.#handed(yes.at.id))
  }

  #yes(id: StatementId): YesSaid | undefined {
    const filed = this.#state.yeses.get(id)
    if (filed === undefined) return undefined
    const at = originAt(id, filed)
    const ware = this.#standing.wareOf(at)
    if (ware === undefined) return undefined
    const withdrawals = this.#withdrawalsOf.get(id) ?? []
    const withdrawn = ownInOrder(this.#state.withdrawals, withdrawals, this.#standing, ware, filed.lamport).length > 0
    return { at, ware, says: filed.says, withdrawn }
  }

  #handed(yes: StatementId): HandedSaid[] {
    const said: HandedSaid[] = []
    for (const id of this.#handedOf.get(yes) ?? []) {
      const filed = this.#state.handed.get(id)
      if (filed === undefined) continue
      const at = originAt(id, filed)
      const ware = this.#standing.wareOf(at)
      if (ware !== undefined) said.push({ at, ware, says: filed.says })
    }
    return said
  }
}

const none: readonly Commitment[] = []

function relate(relation: Relation, key: StatementId, id: StatementId): void {
  const ids = relation.get(key)
  if (ids) ids.push(id)
  else relation.set(key, [id])
}
