/**
 * How portions hang together: a portion and those that came of it, through a move, a make, a handover, or one that stands in
 * the place of another. Only related by id here; whether what was said still holds is asked when a way is walked.
 */
import type { IdText, StatementId } from '@commune/protocol'
import { Follower, originAt } from '../../facts/index.ts'
import type { Standing } from '../../undo/index.ts'
import type { StockView } from '../stock.ts'
import type { FlowsState } from '../types.ts'
import type { IntentsView } from '../views.ts'

export type PathKind = 'moved' | 'made' | 'handed' | 'replaced'

export interface Path {
  readonly by: PathKind
  /** The statement it went by: a move, a make, a handover. */
  readonly via: StatementId
  /** The portion on the other end. Nothing where somebody got it and said no more. */
  readonly portion?: StatementId
  /** Whoever got it, of a handover. */
  readonly ware?: IdText
}

/** What was made at one go. */
export interface Made {
  readonly takes: readonly StatementId[]
  readonly gave: readonly StatementId[]
  readonly did?: StatementId
}

interface Make {
  readonly takes: Set<StatementId>
  readonly gave: Set<StatementId>
  readonly dids: Set<StatementId>
}

export class Paths {
  readonly #state: FlowsState
  readonly #standing: Standing
  readonly #stock: StockView
  readonly #intents: IntentsView
  readonly #followers
  /** By device and key: nobody else's statements are part of what a device made. */
  readonly #makes = new Map<string, Make>()
  readonly #takesOf = new Map<StatementId, Set<StatementId>>()
  readonly #movesOf = new Map<StatementId, Set<StatementId>>()
  readonly #handedOf = new Map<StatementId, Set<StatementId>>()
  readonly #insteadOf = new Map<StatementId, Set<StatementId>>()
  /** Portions that came by a handover or a yes, by its id. */
  readonly #cameBy = new Map<StatementId, Set<StatementId>>()
  /** Handovers of a yes. */
  readonly #handedBy = new Map<StatementId, Set<StatementId>>()

  constructor(state: FlowsState, standing: Standing, stock: StockView, intents: IntentsView) {
    this.#state = state
    this.#standing = standing
    this.#stock = stock
    this.#intents = intents
    const { haves, takes, moves, handed, makes } = state
    this.#followers = { haves: new Follower(haves), takes: new Follower(takes), moves: new Follower(moves), handed: new Follower(handed), makes: new Follower(makes) }
  }

  /** What was made by this `make.did`. */
  made(id: StatementId): Made | undefined {
    this.#refresh()
    const filed = this.#state.makes.get(id)
    return filed && this.#madeBy(filed.device, filed.says.key)
  }

  /** Where it went. */
  *onward(portion: StatementId): Iterable<Path> {
    this.#refresh()
    for (const move of inTurn(this.#movesOf.get(portion))) if (this.#stock.has(move)) yield { by: 'moved', via: move, portion: move }
    for (const take of inTurn(this.#takesOf.get(portion))) yield* this.#intoMake(take, portion)
    for (const handed of inTurn(this.#handedOf.get(portion))) yield* this.#handedTo(handed, portion)
    for (const other of inTurn(this.#insteadOf.get(portion))) if (this.#stock.has(other)) yield { by: 'replaced', via: other, portion: other }
  }

  /** Where it came from. */
  *backward(portion: StatementId): Iterable<Path> {
    this.#refresh()
    const move = this.#state.moves.get(portion)
    if (move) yield { by: 'moved', via: portion, portion: move.says.portion }
    const have = this.#state.haves.get(portion)
    if (!have) return
    const { made, came, instead } = have.says
    if (made !== undefined) {
      const all = this.#madeBy(have.device, made)
      for (const take of all?.takes ?? []) {
        const from = this.#state.takes.get(take)?.says.portion
        if (from !== undefined) yield { by: 'made', via: all?.did ?? take, portion: from }
      }
    }
    if (came !== undefined) yield* this.#cameFrom(came)
    if (instead !== undefined) yield { by: 'replaced', via: portion, portion: instead }
  }

  *#intoMake(take: StatementId, portion: StatementId): Iterable<Path> {
    const filed = this.#state.takes.get(take)
    const key = filed?.says.make
    if (!filed || key === undefined || !this.#holds(take, filed) || filed.device !== this.#deviceOf(portion)) return
    const made = this.#madeBy(filed.device, key)
    for (const gave of made?.gave ?? []) yield { by: 'made', via: made?.did ?? take, portion: gave }
  }

  *#handedTo(id: StatementId, portion: StatementId): Iterable<Path> {
    const filed = this.#state.handed.get(id)
    const commitment = filed && this.#intents.commitment(filed.says.yes, 0)
    if (!filed || !commitment || filed.device !== this.#deviceOf(portion)) return
    if (this.#standing.wareOf(originAt(id, filed)) !== commitment.giver) return
    let known = false
    for (const by of this.#namesOf(id, commitment)) {
      for (const came of inTurn(this.#cameBy.get(by))) {
        if (this.#stock.one(came)?.ware !== commitment.receiver) continue
        known = true
        yield { by: 'handed', via: id, portion: came, ware: commitment.receiver }
      }
    }
    if (!known) yield { by: 'handed', via: id, ware: commitment.receiver }
  }

  /** What may be named for this handover: itself, a yes of its commitment, a handover that the other side said. */
  *#namesOf(id: StatementId, { giver, giverYes, receiverYes, id: first }: { giver: IdText; giverYes?: StatementId; receiverYes?: StatementId; id: StatementId }): Iterable<StatementId> {
    yield id
    for (const yes of new Set([first, giverYes, receiverYes])) {
      if (yes === undefined) continue
      yield yes
      for (const other of inTurn(this.#handedBy.get(yes))) {
        const filed = this.#state.handed.get(other)
        if (other !== id && filed && this.#standing.wareOf(originAt(other, filed)) !== giver) yield other
      }
    }
  }

  /** Every portion that the giver says left by this handover, or by any of the commitment where no single one is named. */
  *#cameFrom(came: StatementId): Iterable<Path> {
    const named = this.#state.handed.get(came)
    const commitment = this.#intents.commitment(named?.says.yes ?? came, 0)
    if (!commitment) return
    const only = named !== undefined && this.#standing.wareOf(originAt(came, named)) === commitment.giver
    const yeses = new Set([commitment.id, commitment.giverYes, commitment.receiverYes])
    const all = only ? [came] : [...yeses].flatMap((yes) => inTurn(this.#handedBy.get(yes ?? '')))
    for (const id of [...new Set(all)].sort()) {
      const filed = this.#state.handed.get(id)
      const portion = filed?.says.portion
      if (filed && portion !== undefined && this.#standing.wareOf(originAt(id, filed)) === commitment.giver) yield { by: 'handed', via: id, portion, ware: commitment.receiver }
    }
  }

  #madeBy(device: IdText | null, key: string): Made | undefined {
    const make = this.#makes.get(`${device} ${key}`)
    if (!make) return undefined
    const takes = [...make.takes].filter((id) => this.#holds(id, this.#state.takes.get(id)))
    const gave = [...make.gave].filter((id) => this.#stock.has(id))
    const did = [...make.dids].sort().find((id) => this.#holds(id, this.#state.makes.get(id)))
    return { takes: takes.sort(), gave: gave.sort(), ...(did !== undefined && { did }) }
  }

  #holds(id: StatementId, filed: { readonly device: IdText | null; readonly lamport: number } | undefined): boolean {
    return filed !== undefined && this.#standing.holderOf(originAt(id, filed)) !== undefined
  }

  #deviceOf(portion: StatementId): IdText | null | undefined {
    return this.#state.haves.get(portion)?.device ?? this.#state.moves.get(portion)?.says.to
  }

  #refresh(): void {
    const { haves, takes, moves, handed, makes } = this.#followers
    if (![haves, takes, moves, handed, makes].some((one) => one.behind)) return
    // Relations only grow: reading a table again adds nothing twice.
    for (const id of haves.next() ?? haves.all()) {
      const filed = this.#state.haves.get(id)
      if (!filed) continue
      const { made, came, instead } = filed.says
      if (made !== undefined) this.#make(filed.device, made).gave.add(id)
      if (came !== undefined) relate(this.#cameBy, came, id)
      if (instead !== undefined) relate(this.#insteadOf, instead, id)
    }
    for (const id of takes.next() ?? takes.all()) {
      const filed = this.#state.takes.get(id)
      if (filed?.says.make === undefined) continue
      this.#make(filed.device, filed.says.make).takes.add(id)
      relate(this.#takesOf, filed.says.portion, id)
    }
    for (const id of moves.next() ?? moves.all()) relate(this.#movesOf, this.#state.moves.get(id)?.says.portion, id)
    for (const id of handed.next() ?? handed.all()) {
      const says = this.#state.handed.get(id)?.says
      relate(this.#handedOf, says?.portion, id)
      relate(this.#handedBy, says?.yes, id)
    }
    for (const id of makes.next() ?? makes.all()) {
      const filed = this.#state.makes.get(id)
      if (filed) this.#make(filed.device, filed.says.key).dids.add(id)
    }
  }

  #make(device: IdText | null, key: string): Make {
    const name = `${device} ${key}`
    const known = this.#makes.get(name)
    if (known) return known
    const fresh: Make = { takes: new Set(), gave: new Set(), dids: new Set() }
    this.#makes.set(name, fresh)
    return fresh
  }
}

/** The same for everybody, however it came. */
const inTurn = (ids: ReadonlySet<StatementId> | undefined): readonly StatementId[] => (ids ? [...ids].sort() : [])

function relate(relation: Map<StatementId, Set<StatementId>>, key: StatementId | undefined, id: StatementId): void {
  if (key === undefined) return
  const ids = relation.get(key)
  if (ids) ids.add(id)
  else relation.set(key, new Set([id]))
}
