/**
 * Reads one portion from what was said: how it began, what its holding device said about it in that device's own order
 * (lamport, then place in the entry), and what it is like. Statements of any other device are passed over, so two devices
 * that meet again can never have given the same loaf away (T7).
 */
import type { IdText, Origin, StatementId } from '@commune/protocol'
import { inOrder, originAt } from '../facts/index.ts'
import { add, isNothing, openQuantity, type Quantity, sameKind, subtract } from '../quantity/index.ts'
import type { Standing } from '../undo/index.ts'
import { besideOf, type Beside, type FrozenSpan, type Portion } from './portion.ts'
import { ownInOrder } from './records.ts'
import { frozenMax, type StockCount, type StockMove, type StockState, type StockTake } from './stock-types.ts'
import type { FlowsState } from './types.ts'

/** Moves of moves followed this far. */
const movesMax = 100

export type Relation = Map<StatementId, StatementId[]>

/** What hangs on which portion. */
export interface Relations {
  readonly ops: Relation
  readonly instead: Relation
  readonly changes: Relation
  readonly seens: Relation
}

/** How much is there, in both measures. */
interface Level {
  readonly quantity: Quantity
  readonly over: Quantity | undefined
  readonly beside: Beside | undefined
  readonly estimated: boolean
  readonly alsoEstimated: boolean
}

interface Moved extends Level {
  /** Nothing was left behind. */
  readonly whole: boolean
}

interface Op {
  readonly at: Origin
  readonly says: StockTake | StockCount | StockMove | StockState
}

export class StockChain {
  readonly #state: FlowsState
  readonly #standing: Standing
  readonly #of: Relations

  constructor(state: FlowsState, standing: Standing, of: Relations) {
    this.#state = state
    this.#standing = standing
    this.#of = of
  }

  /** The portion as it is now; undefined when there is none of that id, or another one stands in its place. */
  read(id: StatementId): Portion | undefined {
    const start = this.#begin(id, 0)
    if (start === undefined || this.#replaced(id, start)) return undefined
    const ops = this.#chain(start)
    const run = runOf(start, ops)
    const changed = stateAfter(start, ops)
    let { thing, place, note, keepsUntil } = start
    const changes = this.#of.changes.get(id)
    for (const change of changes ? ownInOrder(this.#state.changes, changes, this.#standing, start.ware, start.lamport) : []) {
      if (change.thing !== undefined) thing = change.thing
      if (change.place !== undefined) place = change.place ?? undefined
      if (change.note !== undefined) note = change.note ?? undefined
      if (change.until !== undefined) keepsUntil = change.until ?? undefined
    }
    const text = ` ${thing} ${place ?? ''} ${note ?? ''} ${changed.batch ?? ''}`.toLowerCase()
    return { ...changed, ...run.level, thing, place, note, keepsUntil, text, seen: this.#seen(start, ops) }
  }

  /** The portion as it began: had, or moved here from another one. */
  #begin(id: StatementId, moves: number): Portion | undefined {
    const have = this.#state.haves.get(id)
    if (have) {
      const ware = this.#standing.holderOf(originAt(id, have))
      if (ware === undefined || have.device === null) return undefined
      const { says } = have
      const quantity = openQuantity(says.quantity)
      return {
        id,
        ware,
        device: have.device,
        thing: says.thing,
        quantity,
        over: undefined,
        beside: besideFrom(says.also && openQuantity(says.also), quantity),
        estimated: false,
        alsoEstimated: false,
        place: says.place,
        keepsUntil: says.keepsUntil,
        note: says.note,
        from: says.from,
        told: says.told,
        lamport: have.lamport,
        batch: says.batch,
        madeMs: says.madeMs,
        openedMs: says.openedMs,
        frozen: [...(says.thawed ?? []), ...(says.frozenMs === undefined ? [] : [[says.frozenMs] as const])],
        opensFor: says.opensFor,
        lend: says.lend === true,
        keep: says.keep,
        share: says.share === true,
        pictures: says.pictures ?? [],
        made: says.made,
        came: says.came,
        seen: undefined,
        text: '',
        row: undefined
      }
    }
    const move = this.#state.moves.get(id)
    if (!move || moves === movesMax) return undefined
    const source = this.#begin(move.says.portion, moves + 1)
    if (!source || move.lamport <= source.lamport || move.device !== source.device) return undefined
    if (this.#standing.holderOf(originAt(id, move)) !== source.ware) return undefined
    const ops = this.#chain(source)
    const { moved } = runOf(source, ops, id)
    if (!moved) return undefined
    const { whole, ...level } = moved
    // What is true of it goes along; what was to stay stays where some of it does.
    const before = stateAfter(source, ops.slice(0, ops.findIndex((op) => op.at.id === id)))
    return {
      ...before,
      ...level,
      id,
      device: move.says.to,
      over: undefined,
      place: move.says.place ?? source.place,
      keep: whole ? before.keep : undefined,
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
    for (const other of this.#of.instead.get(id) ?? []) {
      const filed = this.#state.haves.get(other)
      if (!filed || filed.lamport <= afterLamport) continue
      const at = originAt(other, filed)
      if (this.#standing.holderOf(at) === ware && (!first || inOrder(at, first) < 0)) first = at
    }
    return first?.id
  }

  /** What the holder said about it, in order. */
  #chain(start: Portion): Op[] {
    const { takes, counts, moves, portionStates } = this.#state
    const said: Op[] = []
    for (const id of this.#of.ops.get(start.id) ?? []) {
      const filed = takes.get(id) ?? counts.get(id) ?? moves.get(id) ?? portionStates.get(id)
      if (!filed || filed.device !== start.device || filed.lamport <= start.lamport) continue
      const at = originAt(id, filed)
      const { says } = filed
      if (says.type !== 'stock.state' && !sameKind(openQuantity(says.quantity), start.quantity)) continue
      if (this.#standing.holderOf(at) === start.ware) said.push({ at, says })
    }
    return said.sort((a, b) => inOrder(a.at, b.at))
  }

  /** The last that somebody else saw, unless the holder counted later. */
  #seen(start: Portion, ops: readonly Op[]): Portion['seen'] {
    const seens = this.#of.seens.get(start.id)
    if (!seens) return undefined
    let last = ops.findLast((op) => op.says.type === 'stock.count')?.at ?? start
    let seen: Portion['seen']
    for (const id of seens) {
      const filed = this.#state.seens.get(id)
      if (!filed) continue
      const at = originAt(id, filed)
      const by = this.#standing.wareOf(at)
      const quantity = openQuantity(filed.says.quantity)
      if (by === undefined || filed.lamport <= last.lamport || !sameKind(quantity, start.quantity)) continue
      if (seen && inOrder(at, last) < 0) continue
      last = at
      seen = { by, quantity, id }
    }
    return seen
  }
}

const besideFrom = (also: Quantity | undefined, per: Quantity): Beside | undefined =>
  also && !isNothing(per) && !sameKind(also, per) ? { also, per } : undefined

/** Runs the holder's chain; with a move named, also says how much that move took along. */
function runOf(start: Portion, ops: readonly Op[], move?: StatementId): { readonly level: Level; readonly moved: Moved | undefined } {
  const { quantity, over, beside, estimated, alsoEstimated } = start
  let level: Level = { quantity, over, beside, estimated, alsoEstimated }
  let moved: Moved | undefined
  for (const { at, says } of ops) {
    if (says.type === 'stock.state') continue
    if (says.type === 'stock.count') {
      level = counted(level, says)
      continue
    }
    if (at.id === move) moved = alongWith(level, says)
    level = lowered(level, says)
  }
  return { level, moved: moved && !isNothing(moved.quantity) ? moved : undefined }
}

function counted(level: Level, says: StockCount): Level {
  const quantity = openQuantity(says.quantity)
  const beside = besideFrom(says.also && openQuantity(says.also), quantity)
  const measured = beside !== undefined
  return { quantity, over: undefined, beside: beside ?? level.beside, estimated: false, alsoEstimated: !measured && level.beside !== undefined }
}

function lowered(level: Level, says: StockTake | StockMove): Level {
  const leaves = openQuantity(says.quantity)
  const rest = subtract(level.quantity, leaves)
  const quantity = rest.ok ? rest.value : { n: 0n, d: 1n, unit: level.quantity.unit }
  const over = rest.ok ? level.over : more(level.over, subtract(leaves, level.quantity))
  const estimated = level.estimated || (says.type === 'stock.take' && says.byRatio === true)
  const { beside } = level
  if (!beside) return { ...level, quantity, over, estimated }
  const before = besideOf(beside, level.quantity)
  const left = says.also && before ? subtract(before, openQuantity(says.also)) : undefined
  if (left?.ok && !isNothing(quantity)) return { ...level, quantity, over, estimated, beside: { also: left.value, per: quantity } }
  return { quantity, over, estimated, beside, alsoEstimated: true }
}

/** What a move takes along of both measures: at most what is there. */
function alongWith(level: Level, says: StockTake | StockMove): Moved {
  const wanted = openQuantity(says.quantity)
  const rest = subtract(level.quantity, wanted)
  const quantity = rest.ok ? wanted : level.quantity
  const weighed = rest.ok ? besideFrom(says.also && openQuantity(says.also), quantity) : undefined
  const whole = !rest.ok || isNothing(rest.value)
  return {
    quantity,
    over: undefined,
    beside: weighed ?? level.beside,
    estimated: level.estimated,
    whole,
    alsoEstimated: !weighed && (level.alsoEstimated || !whole) && level.beside !== undefined
  }
}

const more = (over: Quantity | undefined, by: ReturnType<typeof subtract>): Quantity | undefined => {
  const sum = over && by.ok ? add(over, by.value) : by
  return sum.ok ? sum.value : over
}

/** What it is like after all this. */
function stateAfter(start: Portion, ops: readonly Op[]): Portion {
  let now = start
  for (const { says } of ops) if (says.type === 'stock.state') now = afterState(now, says)
  return now
}

function afterState(now: Portion, says: StockState): Portion {
  return {
    ...now,
    ...(says.batch !== undefined && { batch: says.batch ?? undefined }),
    ...(says.madeMs !== undefined && { madeMs: says.madeMs ?? undefined }),
    ...(says.openedMs !== undefined && { openedMs: says.openedMs ?? undefined }),
    ...(says.opensFor !== undefined && { opensFor: says.opensFor ?? undefined }),
    ...(says.lend !== undefined && { lend: says.lend }),
    ...(says.keep !== undefined && { keep: says.keep ?? undefined }),
    ...(says.share !== undefined && { share: says.share }),
    ...(says.pictures !== undefined && { pictures: says.pictures }),
    frozen: frozenAfter(now.frozen, says)
  }
}

/** Freezing what is frozen and thawing what is not changes nothing. */
function frozenAfter(before: readonly FrozenSpan[], { frozenMs, thawedMs }: StockState): readonly FrozenSpan[] {
  let spans = before
  const last = spans.at(-1)
  if (thawedMs !== undefined && last && last[1] === undefined) spans = [...spans.slice(0, -1), [last[0], Math.max(last[0], thawedMs)]]
  const end = spans.at(-1)
  const free = !end || end[1] !== undefined
  if (frozenMs !== undefined && free && spans.length < frozenMax) spans = [...spans, [Math.max(end?.[1] ?? 0, frozenMs)]]
  return spans
}
