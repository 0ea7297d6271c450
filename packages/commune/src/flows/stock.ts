/**
 * What is in stock where. Each portion is the chain of what its one holding device said about it, in that device's own
 * order (lamport, then place in the entry): what was there, what left, what somebody counted (T7). Statements of any
 * other device about it are passed over, so two devices that meet again can never have given the same loaf away.
 */
import type { IdText, Origin, StatementId } from '@commune/protocol'
import { Changes, Follower, inOrder, originAt } from '../facts/index.ts'
import { add, isNothing, openQuantity, type Quantity, sameKind, singular, subtract } from '../quantity/index.ts'
import type { Standing } from '../undo/index.ts'
import { ownInOrder } from './records.ts'
import type { PortionRow, StockPlace, StockQuery } from './rows.ts'
import { placeOf, type Portion, portionRow } from './stock-rows.ts'
import type { FlowsState } from './types.ts'

/** Moves of moves followed this far. */
const movesMax = 100

export class StockView {
  readonly #state: FlowsState
  readonly #standing: Standing
  readonly #followers
  #era = -1
  #undoVersion = -1
  #opsOf = new Map<StatementId, StatementId[]>()
  #insteadOf = new Map<StatementId, StatementId[]>()
  #changesOf = new Map<StatementId, StatementId[]>()
  #portions = new Map<StatementId, Portion>()
  #lines: StockPlace[] | undefined
  readonly #cameFrom = new Map<string, StatementId>()
  readonly #changed = new Changes()
  #version = 0

  constructor(state: FlowsState, standing: Standing) {
    this.#state = state
    this.#standing = standing
    this.#followers = {
      haves: new Follower(state.haves),
      takes: new Follower(state.takes),
      counts: new Follower(state.counts),
      moves: new Follower(state.moves),
      changes: new Follower(state.changes)
    }
  }

  /** Grows whenever a portion changed. */
  get version(): number {
    this.#refresh()
    return this.#version
  }

  one(id: StatementId): PortionRow | undefined {
    this.#refresh()
    const portion = this.#portions.get(id)
    return portion && portionRow(portion)
  }

  /** Portions that came, changed or went since this follower's last call. */
  takeChanged(who: object = this): ReadonlySet<StatementId> {
    this.#refresh()
    return this.#changed.take(who, this.#portions.keys())
  }

  has(id: StatementId): boolean {
    this.#refresh()
    return this.#portions.has(id)
  }

  ids(): Iterable<StatementId> {
    this.#refresh()
    return this.#portions.keys()
  }

  /** The portion that came from this place in a file; of several, the first. */
  cameFrom(from: string): StatementId | undefined {
    this.#refresh()
    return this.#cameFrom.get(from)
  }

  /** Every portion, in no order. */
  *portions(): Iterable<PortionRow> {
    this.#refresh()
    for (const portion of this.#portions.values()) yield portionRow(portion)
  }

  /** What is there, place by place in the order of their names; what has no place comes last. */
  byPlace(query: StockQuery = {}): StockPlace[] {
    this.#refresh()
    const plain = query.place === undefined && query.text === undefined && query.ware === undefined && query.empty !== true
    if (plain && this.#lines) return this.#lines
    const words =
      query.text
        ?.toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '') ?? []
    const places = new Map<string, Map<string, Portion[]>>()
    for (const portion of this.#portions.values()) {
      if (query.empty !== true && isNothing(portion.quantity)) continue
      if (query.ware !== undefined && portion.ware !== query.ware) continue
      if (query.place !== undefined && portion.place?.toLowerCase() !== query.place.toLowerCase()) continue
      const all = ` ${portion.thing} ${portion.place ?? ''} ${portion.note ?? ''}`.toLowerCase()
      if (!words.every((word) => all.includes(` ${word}`))) continue
      const place = portion.place?.toLowerCase() ?? ''
      const things = places.get(place) ?? new Map<string, Portion[]>()
      places.set(place, things)
      const thing = singular(portion.thing.toLowerCase())
      const same = things.get(thing)
      if (same) same.push(portion)
      else things.set(thing, [portion])
    }
    const lines = [...places]
      .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
      .map(([, things]) => placeOf([...things].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, portions]) => portions)))
    if (plain) this.#lines = lines
    return lines
  }

  #refresh(): void {
    const followers = Object.values(this.#followers)
    const { era, undoVersion } = this.#standing
    if (era === this.#era && undoVersion === this.#undoVersion && !followers.some((one) => one.behind)) return
    const { haves, takes, counts, moves, changes } = this.#followers
    const next = [haves.next(), takes.next(), counts.next(), moves.next(), changes.next()] as const
    const touched = new Set<StatementId>()
    if (era !== this.#era || this.#undoVersion < 0 || next.includes(undefined)) this.#readAll(touched)
    else {
      const [had = [], took = [], counted = [], moved = [], changed = []] = next
      for (const id of had) this.#noteHave(id, touched)
      for (const id of took) this.#noteOp(this.#state.takes.get(id)?.says.portion, id, touched)
      for (const id of counted) this.#noteOp(this.#state.counts.get(id)?.says.portion, id, touched)
      for (const id of moved) this.#noteMove(id, touched)
      for (const id of changed) this.#noteChange(id, touched)
      for (const id of this.#standing.targetsSince(this.#undoVersion)) this.#touch(id, touched)
    }
    this.#era = era
    this.#undoVersion = undoVersion
    if (touched.size === 0) return
    for (const id of this.#withMoved(touched)) {
      const portion = this.#read(id, 0)
      this.#noteFrom(this.#portions.get(id), portion)
      if (portion) this.#portions.set(id, portion)
      else this.#portions.delete(id)
      this.#changed.note(id)
    }
    this.#lines = undefined
    this.#version++
  }

  #noteFrom(before: Portion | undefined, after: Portion | undefined): void {
    if (before?.from !== undefined && this.#cameFrom.get(before.from) === before.id) this.#cameFrom.delete(before.from)
    if (after?.from === undefined) return
    const other = this.#portions.get(this.#cameFrom.get(after.from) ?? '')
    if (!other || inOrder(after, other) < 0) this.#cameFrom.set(after.from, after.id)
  }

  #readAll(touched: Set<StatementId>): void {
    const { haves, takes, counts, moves, changes } = this.#followers
    for (const id of this.#portions.keys()) touched.add(id)
    for (const known of [this.#opsOf, this.#insteadOf, this.#changesOf, this.#portions]) known.clear()
    for (const id of haves.all()) this.#noteHave(id, touched)
    for (const id of takes.all()) this.#noteOp(this.#state.takes.get(id)?.says.portion, id, touched)
    for (const id of counts.all()) this.#noteOp(this.#state.counts.get(id)?.says.portion, id, touched)
    for (const id of moves.all()) this.#noteMove(id, touched)
    for (const id of changes.all()) this.#noteChange(id, touched)
  }

  #noteHave(id: StatementId, touched: Set<StatementId>): void {
    touched.add(id)
    const instead = this.#state.haves.get(id)?.says.instead
    if (instead === undefined) return
    relate(this.#insteadOf, instead, id)
    touched.add(instead)
    for (const other of this.#insteadOf.get(instead) ?? []) touched.add(other)
  }

  #noteOp(portion: StatementId | undefined, id: StatementId, touched: Set<StatementId>): void {
    if (portion === undefined) return
    relate(this.#opsOf, portion, id)
    touched.add(portion)
  }

  #noteMove(id: StatementId, touched: Set<StatementId>): void {
    this.#noteOp(this.#state.moves.get(id)?.says.portion, id, touched)
    touched.add(id)
  }

  #noteChange(id: StatementId, touched: Set<StatementId>): void {
    const target = this.#state.changes.get(id)?.says.target
    if (target === undefined) return
    relate(this.#changesOf, target, id)
    touched.add(target)
  }

  #touch(id: StatementId, touched: Set<StatementId>): void {
    const { haves, takes, counts, moves, changes } = this.#state
    const have = haves.get(id)
    if (have) {
      touched.add(id)
      const { instead } = have.says
      if (instead !== undefined) for (const other of [instead, ...(this.#insteadOf.get(instead) ?? [])]) touched.add(other)
    }
    if (moves.has(id)) touched.add(id)
    for (const table of [takes, counts, moves]) {
      const portion = table.get(id)?.says.portion
      if (portion !== undefined) touched.add(portion)
    }
    const target = changes.get(id)?.says.target
    if (target !== undefined) touched.add(target)
  }

  /** What moved out of a portion changes with it. */
  #withMoved(touched: Set<StatementId>): Set<StatementId> {
    for (const id of touched) for (const op of this.#opsOf.get(id) ?? []) if (this.#state.moves.has(op)) touched.add(op)
    return touched
  }

  #read(id: StatementId, moves: number): Portion | undefined {
    const start = this.#begin(id, moves)
    if (start === undefined || this.#replaced(id, start)) return undefined
    const { quantity, over } = this.#run(start)
    let { thing, place, note, keepsUntil } = start
    for (const change of ownInOrder(
      this.#state.changes,
      this.#changesOf.get(id) ?? [],
      this.#standing,
      start.ware,
      start.lamport
    )) {
      if (change.thing !== undefined) thing = change.thing
      if (change.place !== undefined) place = change.place ?? undefined
      if (change.note !== undefined) note = change.note ?? undefined
      if (change.until !== undefined) keepsUntil = change.until ?? undefined
    }
    return { ...start, thing, place, note, keepsUntil, quantity, over }
  }

  /** The portion as it began: had, or moved here from another one. */
  #begin(id: StatementId, moves: number): Portion | undefined {
    const have = this.#state.haves.get(id)
    if (have) {
      const ware = this.#standing.holderOf(originAt(id, have))
      if (ware === undefined || have.device === null) return undefined
      const { thing, quantity, place, keepsUntil, note, from, told } = have.says
      const whole = openQuantity(quantity)
      return {
        id,
        ware,
        device: have.device,
        thing,
        quantity: whole,
        over: undefined,
        place,
        keepsUntil,
        note,
        from,
        told,
        lamport: have.lamport
      }
    }
    const move = this.#state.moves.get(id)
    if (!move || moves === movesMax) return undefined
    const source = this.#begin(move.says.portion, moves + 1)
    if (!source || move.lamport <= source.lamport || move.device !== source.device) return undefined
    if (this.#standing.holderOf(originAt(id, move)) !== source.ware) return undefined
    const quantity = this.#run(source, id).moved
    if (!quantity) return undefined
    return {
      ...source,
      id,
      device: move.says.to,
      quantity,
      over: undefined,
      place: move.says.place ?? source.place,
      from: undefined,
      lamport: move.lamport
    }
  }

  /** Another portion of the same ware stands in its place, or it stands in a place that is already taken. */
  #replaced(id: StatementId, start: Portion): boolean {
    if (this.#firstInstead(id, start.ware, start.lamport) !== undefined) return true
    const instead = this.#state.haves.get(id)?.says.instead
    return instead !== undefined && this.#firstInstead(instead, start.ware, -1) !== id
  }

  #firstInstead(id: StatementId, ware: IdText, afterLamport: number): StatementId | undefined {
    let first: Origin | undefined
    for (const other of this.#insteadOf.get(id) ?? []) {
      const filed = this.#state.haves.get(other)
      if (!filed || filed.lamport <= afterLamport) continue
      const at = originAt(other, filed)
      if (this.#standing.holderOf(at) === ware && (!first || inOrder(at, first) < 0)) first = at
    }
    return first?.id
  }

  /** Runs the holder's chain; with a move named, also says how much that move took along. */
  #run(start: Portion, move?: StatementId): { quantity: Quantity; over: Quantity | undefined; moved: Quantity | undefined } {
    let { quantity } = start
    let over: Quantity | undefined
    let moved: Quantity | undefined
    for (const op of this.#chain(start)) {
      if (op.counts) {
        quantity = op.quantity
        over = undefined
        continue
      }
      const rest = subtract(quantity, op.quantity)
      if (op.at.id === move) moved = rest.ok ? op.quantity : quantity
      if (rest.ok) quantity = rest.value
      else {
        const more = subtract(op.quantity, quantity)
        const sum = over && more.ok ? add(over, more.value) : more
        if (sum.ok) over = sum.value
        quantity = { n: 0n, d: 1n, unit: quantity.unit }
      }
    }
    return { quantity, over, moved: moved && !isNothing(moved) ? moved : undefined }
  }

  /** What the holder said about it, in order. */
  #chain(start: Portion): { at: Origin; quantity: Quantity; counts: boolean }[] {
    const { takes, counts, moves } = this.#state
    const said: { at: Origin; quantity: Quantity; counts: boolean }[] = []
    for (const id of this.#opsOf.get(start.id) ?? []) {
      const filed = takes.get(id) ?? counts.get(id) ?? moves.get(id)
      if (!filed || filed.device !== start.device || filed.lamport <= start.lamport) continue
      const at = originAt(id, filed)
      const quantity = openQuantity(filed.says.quantity)
      if (this.#standing.holderOf(at) !== start.ware || !sameKind(quantity, start.quantity)) continue
      said.push({ at, quantity, counts: filed.says.type === 'stock.count' })
    }
    return said.sort((a, b) => inOrder(a.at, b.at))
  }
}

function relate(relation: Map<StatementId, StatementId[]>, key: StatementId, id: StatementId): void {
  const ids = relation.get(key)
  if (ids) ids.push(id)
  else relation.set(key, [id])
}
