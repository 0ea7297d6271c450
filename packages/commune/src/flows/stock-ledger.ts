/** Follows what is said about stock and keeps every portion as it is now; tells which changed. */
import type { StatementId } from '@commune/protocol'
import { Follower } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import type { Portion } from './portion.ts'
import { type Relation, type Relations, StockChain } from './stock-chain.ts'
import type { FlowsState } from './types.ts'

export interface PortionChange {
  readonly before: Portion | undefined
  readonly after: Portion | undefined
}

const opTables = ['takes', 'counts', 'moves', 'portionStates'] as const

export class StockLedger {
  readonly #state: FlowsState
  readonly #standing: Standing
  readonly #followers
  readonly #of: Relations = { ops: new Map(), instead: new Map(), changes: new Map(), seens: new Map() }
  readonly #chain: StockChain
  readonly #listen: (changes: readonly PortionChange[]) => void
  readonly portions: Map<StatementId, Portion> = new Map()
  #era = -1
  #undoVersion = -1

  constructor(state: FlowsState, standing: Standing, listen: (changes: readonly PortionChange[]) => void) {
    this.#state = state
    this.#standing = standing
    this.#listen = listen
    this.#chain = new StockChain(state, standing, this.#of)
    const { haves, takes, counts, moves, portionStates, seens, changes } = state
    this.#followers = {
      haves: new Follower(haves),
      takes: new Follower(takes),
      counts: new Follower(counts),
      moves: new Follower(moves),
      portionStates: new Follower(portionStates),
      seens: new Follower(seens),
      changes: new Follower(changes)
    }
  }

  refresh(): void {
    const followers = Object.values(this.#followers)
    const { era, undoVersion } = this.#standing
    if (era === this.#era && undoVersion === this.#undoVersion && !followers.some((one) => one.behind)) return
    const anew = followers.map((one) => [one, one.next()] as const)
    const touched = new Set<StatementId>()
    const all = era !== this.#era || this.#undoVersion < 0 || anew.some(([, keys]) => keys === undefined)
    if (all) {
      for (const id of this.portions.keys()) touched.add(id)
      for (const relation of Object.values(this.#of) as Relation[]) relation.clear()
    }
    for (const [follower, keys] of anew) for (const id of all ? follower.all() : (keys ?? [])) this.#note(id, touched, true)
    if (!all) for (const id of this.#standing.targetsSince(this.#undoVersion)) this.#note(id, touched, false)
    this.#era = era
    this.#undoVersion = undoVersion
    if (touched.size > 0) this.#listen(this.#readAgain(touched))
  }

  #readAgain(touched: Set<StatementId>): PortionChange[] {
    // What moved out of a portion changes with it.
    for (const id of touched) for (const op of this.#of.ops.get(id) ?? []) if (this.#state.moves.has(op)) touched.add(op)
    const changes: PortionChange[] = []
    for (const id of touched) {
      const before = this.portions.get(id)
      const after = this.#chain.read(id)
      if (after) this.portions.set(id, after)
      else this.portions.delete(id)
      if (before || after) changes.push({ before, after })
    }
    return changes
  }

  /** Which portions a statement touches; a new one is related to its portion as well. */
  #note(id: StatementId, touched: Set<StatementId>, isNew: boolean): void {
    const { haves, moves, changes, seens } = this.#state
    const have = haves.get(id)
    if (have) {
      touched.add(id)
      const { instead } = have.says
      if (instead === undefined) return
      if (isNew) relate(this.#of.instead, instead, id)
      for (const other of [instead, ...(this.#of.instead.get(instead) ?? [])]) touched.add(other)
      return
    }
    if (moves.has(id)) touched.add(id)
    for (const table of opTables) this.#touch(this.#of.ops, this.#state[table].get(id)?.says.portion, id, touched, isNew)
    this.#touch(this.#of.seens, seens.get(id)?.says.portion, id, touched, isNew)
    this.#touch(this.#of.changes, changes.get(id)?.says.target, id, touched, isNew)
  }

  #touch(relation: Relation, key: StatementId | undefined, id: StatementId, touched: Set<StatementId>, isNew: boolean): void {
    if (key === undefined) return
    touched.add(key)
    if (isNew) relate(relation, key, id)
  }
}

function relate(relation: Relation, key: StatementId, id: StatementId): void {
  const ids = relation.get(key)
  if (!ids) relation.set(key, [id])
  else if (!ids.includes(id)) ids.push(id)
}
