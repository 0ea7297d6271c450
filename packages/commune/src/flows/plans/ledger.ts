/**
 * Keeps a record of every plan up to date with what has been folded, by the hash of its content. Time is not in it, nor what is in
 * stock: those are asked when somebody looks. A no and a less are for good, also when they were taken back: whoever heard them has let
 * go, and so it makes no difference in which order they and the yeses come (T1).
 */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { Follower, originAt } from '../../facts/index.ts'
import type { QuantityCode } from '../../quantity/index.ts'
import type { Standing } from '../../undo/index.ts'
import type { FlowsState } from '../types.ts'
import { planHash } from './content.ts'
import { type HandedSums, handedSums } from './handed.ts'
import type { PlanContent, PlansState } from './types.ts'

/** The word that ended a plan. */
export interface PlanEnd {
  readonly kind: 'no' | 'less' | 'taken-back'
  readonly ware: IdText
  readonly key: string
  readonly at: Origin
  readonly quantity?: QuantityCode
  readonly why?: string
}

export interface PlanYesSaid {
  readonly at: Origin
  readonly again: boolean
}

export interface PlanRecord {
  readonly plan: IdText
  readonly content: PlanContent
  /** Where it was said first, as far as is known here, and by whom. */
  readonly first: Origin
  readonly by: IdText
  /** Somebody proposes it still. */
  readonly proposed: boolean
  /** The yeses to each part, of the ware whose part it is, the first first. */
  readonly yeses: ReadonlyMap<string, readonly PlanYesSaid[]>
  readonly end: PlanEnd | undefined
  readonly handed: ReadonlyMap<string, HandedSums>
}

type Relation = Map<string, Set<StatementId>>

export class PlanLedger {
  readonly records: Map<IdText, PlanRecord> = new Map()
  readonly #unended = new Map<IdText, PlanRecord>()
  /** Plans by what they speak of: portions, offers, needs, wares, and the plan they come instead of. */
  readonly #about = new Map<string, Set<IdText>>()
  readonly #state: PlansState
  readonly #flows: FlowsState
  readonly #standing: Standing
  readonly #followers
  readonly #proposalsOf: Relation = new Map()
  readonly #wordsOf: Relation = new Map()
  readonly #handedOf: Relation = new Map()
  #era = -1
  #undoVersion = 0
  version = 0

  constructor(state: PlansState, flows: FlowsState, standing: Standing) {
    this.#state = state
    this.#flows = flows
    this.#standing = standing
    const { proposed, yeses, lesses, noes } = state
    this.#followers = {
      proposed: new Follower<unknown>(proposed),
      words: [yeses, lesses, noes].map((table) => new Follower<unknown>(table)),
      handed: new Follower<unknown>(flows.handed)
    }
  }

  /** Plans that speak of this portion, offer, need, ware, or earlier plan. */
  about(id: string): Iterable<IdText> {
    return this.#about.get(id) ?? []
  }

  /** Those that no word has ended. */
  get unended(): Iterable<PlanRecord> {
    return this.#unended.values()
  }

  /** Takes in what was folded since the last time. */
  refresh(): void {
    const { proposed, words, handed } = this.#followers
    const undone = this.#standing.undoVersion
    if (this.#standing.era !== this.#era) return this.#readAll()
    if (undone === this.#undoVersion && ![proposed, ...words, handed].some((one) => one.behind)) return
    const [came, said, gave] = [proposed.next(), words.map((one) => one.next()), handed.next()]
    if (!came || !gave || said.includes(undefined)) return this.#readAll()
    const touched = new Set<IdText>()
    for (const id of came) this.#noteProposal(id, touched)
    for (const id of said.flatMap((ids) => ids ?? [])) this.#noteWord(id, touched)
    for (const id of gave) this.#noteHanded(id, touched)
    for (const id of this.#standing.targetsSince(this.#undoVersion)) this.#touch(id, touched)
    this.#undoVersion = undone
    let changed = false
    for (const plan of touched) changed = this.#put(plan) || changed
    if (changed) this.version++
  }

  #readAll(): void {
    const { proposed, words, handed } = this.#followers
    this.#era = this.#standing.era
    this.#undoVersion = this.#standing.undoVersion
    for (const known of [this.#proposalsOf, this.#wordsOf, this.#handedOf, this.#about, this.records, this.#unended]) known.clear()
    const touched = new Set<IdText>()
    for (const id of proposed.all()) this.#noteProposal(id, touched)
    for (const one of words) for (const id of one.all()) this.#noteWord(id, touched)
    for (const id of handed.all()) this.#noteHanded(id, touched)
    for (const plan of touched) this.#put(plan)
    this.version++
  }

  #noteProposal(id: StatementId, touched: Set<IdText>): void {
    const says = this.#state.proposed.get(id)?.says
    if (!says) return
    const plan = planHash(says)
    relate(this.#proposalsOf, plan, id)
    touched.add(plan)
  }

  #noteWord(id: StatementId, touched: Set<IdText>): void {
    const plan = this.#planOf(id)
    if (plan === undefined) return
    relate(this.#wordsOf, plan, id)
    touched.add(plan)
  }

  #noteHanded(id: StatementId, touched: Set<IdText>): void {
    const says = this.#flows.handed.get(id)?.says
    if (says?.hand === undefined) return
    relate(this.#handedOf, says.yes, id)
    const plan = this.#state.yeses.get(says.yes)?.says.plan
    if (plan !== undefined) touched.add(plan)
  }

  #planOf(id: StatementId): IdText | undefined {
    const { yeses, lesses, noes } = this.#state
    return (yeses.get(id) ?? lesses.get(id) ?? noes.get(id))?.says.plan
  }

  /** An undo may have been aimed at it. */
  #touch(id: StatementId, touched: Set<IdText>): void {
    const proposed = this.#state.proposed.get(id)?.says
    const handed = this.#flows.handed.get(id)?.says
    const plan = proposed ? planHash(proposed) : (this.#planOf(id) ?? (handed && this.#state.yeses.get(handed.yes)?.says.plan))
    if (plan !== undefined) touched.add(plan)
  }

  #put(plan: IdText): boolean {
    const before = this.records.get(plan)
    const after = this.#read(plan)
    if (!before && !after) return false
    if (after) this.records.set(plan, after)
    else this.records.delete(plan)
    if (after && !after.end) this.#unended.set(plan, after)
    else this.#unended.delete(plan)
    // What a plan speaks of never changes: only that there is one.
    if (before && !after) for (const id of spokenOf(before.content)) this.#about.get(id)?.delete(plan)
    if (after && !before) {
      for (const id of spokenOf(after.content)) {
        const known = this.#about.get(id)
        if (known) known.add(plan)
        else this.#about.set(id, new Set([plan]))
      }
    }
    return true
  }

  #read(plan: IdText): PlanRecord | undefined {
    let first: { at: Origin; by: IdText } | undefined
    let content: PlanContent | undefined
    let proposed = false
    for (const id of this.#proposalsOf.get(plan) ?? []) {
      const filed = this.#state.proposed.get(id)
      if (!filed) continue
      const at = originAt(id, filed)
      // Once said it can be read: a yes to it does not hang on whoever said it first.
      const by = this.#standing.saidBy(at)
      if (by === undefined) continue
      content ??= filed.says
      if (!first || laterThan(first.at, at)) first = { at, by }
      proposed ||= this.#standing.wareOf(at) !== undefined
    }
    if (!first || !content) return undefined
    const wareOf = new Map([...content.needs, ...content.hands].map(({ key, ware }) => [key, ware]))
    const yeses = new Map<string, PlanYesSaid[]>()
    let end: PlanEnd | undefined
    const ends = (one: PlanEnd): void => {
      if (!end || laterThan(end.at, one.at) || (end.at.id === one.at.id && one.key < end.key)) end = one
    }
    const yesIds: StatementId[] = []
    for (const id of this.#wordsOf.get(plan) ?? []) {
      const filed = this.#state.yeses.get(id) ?? this.#state.lesses.get(id) ?? this.#state.noes.get(id)
      if (!filed) continue
      const at = originAt(id, filed)
      const ware = this.#standing.saidBy(at)
      if (filed.says.type === 'plan.yes') yesIds.push(id)
      if (ware === undefined) continue
      for (const key of filed.says.type === 'plan.less' ? [filed.says.key] : filed.says.keys) {
        if (wareOf.get(key) !== ware) continue
        if (filed.says.type === 'plan.yes') {
          if (this.#standing.isUndoneBy(at, ware)) ends({ kind: 'taken-back', ware, key, at })
          else if (yeses.has(key)) yeses.get(key)?.push({ at, again: filed.says.again === true })
          else yeses.set(key, [{ at, again: filed.says.again === true }])
        } else {
          const { why } = filed.says
          const less = filed.says.type === 'plan.less' ? { quantity: filed.says.quantity } : {}
          ends({ kind: filed.says.type === 'plan.less' ? 'less' : 'no', ware, key, at, ...less, ...(why !== undefined && { why }) })
        }
      }
    }
    for (const said of yeses.values()) said.sort((a, b) => (laterThan(a.at, b.at) ? 1 : -1))
    const handedIds = yesIds.flatMap((id) => [...(this.#handedOf.get(id) ?? [])])
    const handed = handedIds.length === 0 ? nothingHanded : handedSums(content, handedIds, this.#flows, this.#standing)
    return { plan, content, ...first, first: first.at, proposed, yeses, end, handed }
  }
}

const nothingHanded: ReadonlyMap<string, HandedSums> = new Map()

const spokenOf = ({ needs, hands, instead }: PlanContent): Set<string> =>
  new Set(
    [
      ...needs.flatMap(({ need, ware }) => [need, ware]),
      ...hands.flatMap(({ ware, portion, offer }) => [ware, portion, offer]),
      instead
    ].filter((id) => id !== undefined)
  )

function relate(relation: Relation, key: string, id: StatementId): void {
  const ids = relation.get(key)
  if (ids) ids.add(id)
  else relation.set(key, new Set([id]))
}
