/**
 * All that could be carried from one world by one way: needs and offers, stock that is open to all, and answers to what
 * was carried here from where the way leads. By names that are the same on all ways; follows the views, and looks again
 * only at what changed.
 */
import type { Views } from '@commune/commune'
import { type Item, knownAt, type LinkKind, nameOnWays } from '@commune/commune/links'
import type { IdText, StatementId } from '@commune/protocol'

/** Where something with a name is found. */
type Seat =
  | { readonly is: 'intent'; readonly id: StatementId }
  | { readonly is: 'answer'; readonly id: StatementId; readonly commitment: StatementId }
  | { readonly is: 'portion'; readonly id: StatementId }

/** Something that is there; or that is over there, which its copies elsewhere have to hear. */
export type Found = { readonly item: Item; readonly at: number } | { readonly over: true; readonly at: number }

/** `at` is told for what was carried here: as its carrier knew. */
type Looked = { readonly item: Item; readonly at?: number } | { readonly over: true; readonly at?: number }

export interface SourceSight {
  readonly world: IdText
  readonly views: Views
  /** How far this world has come. */
  readonly lamport: number
  readonly nowMs: number
  /** The need or offer with this name in the world where the way leads. */
  readonly there: (name: string) => StatementId | undefined
}

/** Stock that its ware opened to all. */
const isShared = (row: object): boolean => (row as { readonly share?: unknown }).share === true

export class Source {
  readonly #seats = new Map<string, Seat>()
  readonly #other: IdText
  #views: Views | undefined
  #take: (() => ReadonlySet<StatementId> | undefined) | undefined
  #stock = -1

  /** `other` is the alias of the world where the way leads. */
  constructor(other: IdText) {
    this.#other = other
  }

  /** Names of what may have changed since the last call; undefined: all of them. */
  changed({ views }: SourceSight): ReadonlySet<string> | undefined {
    const isAnew = this.#views !== views
    if (isAnew) {
      this.#views = views
      this.#take = views.intents.follow()
      this.#stock = -1
      this.#seats.clear()
    }
    const ids = this.#take?.()
    const names = new Set<string>()
    for (const id of ids ?? views.intents.ids()) this.#seat(views, id, names)
    if (views.stock.version !== this.#stock) this.#seatPortions(views, names)
    this.#stock = views.stock.version
    return ids === undefined ? undefined : names
  }

  names(): Iterable<string> {
    return this.#seats.keys()
  }
  /** The need or offer here that has this name. */
  idOf(name: string): StatementId | undefined {
    const seat = this.#seats.get(name)
    return seat?.is === 'intent' ? seat.id : undefined
  }

  find(name: string, sight: SourceSight): Found | undefined {
    const seat = this.#seats.get(name)
    if (!seat) return undefined
    const looked = seat.is === 'intent' ? this.#intent(name, sight) : seat.is === 'answer' ? answer(seat, sight, this.#other) : portion(seat.id, sight, this.#other)
    if (looked === undefined) return undefined
    const at = looked.at ?? knownAt(sight.world, name, sight.lamport)
    return 'over' in looked ? { over: true, at } : { item: looked.item, at }
  }

  #seat(views: Views, id: StatementId, names: Set<string>): void {
    const record = views.intents.record(id)
    if (!record) return
    const { carried, from } = record
    // What was told to a few is for nobody else.
    if (record.few !== undefined) return
    const name = carried !== undefined && from !== undefined ? from : nameOnWays(id)
    const seated = this.#seats.get(name)
    // A copy of what began here is none of it.
    if (seated === undefined || carried === undefined) this.#seats.set(name, { is: 'intent', id })
    names.add(name)
    if (carried?.via.at(-1) !== this.#other) return
    for (const one of record.commitments) {
      if ([one.need, one.offer].some((end) => end !== undefined && views.intents.record(end)?.few !== undefined)) continue
      const answered = nameOnWays(one.id)
      this.#seats.set(answered, { is: 'answer', id, commitment: one.id })
      names.add(answered)
    }
  }

  #seatPortions(views: Views, names: Set<string>): void {
    for (const row of views.stock.portions()) {
      const name = nameOnWays(row.id)
      // What is open no more has to be heard of as well.
      if (!isShared(row) && !this.#seats.has(name)) continue
      this.#seats.set(name, { is: 'portion', id: row.id })
      names.add(name)
    }
  }

  #intent(name: string, { views, nowMs, there }: SourceSight): Looked | undefined {
    const copies = views.intents.copies(name)
    const shown = copies.length > 0 ? copies.find((copy) => copy.outweighed !== true && (!copy.withdrawn || copy.over)) : undefined
    const id = copies.length > 0 ? shown?.id : this.idOf(name)
    const row = id === undefined ? undefined : views.intents.one(id, nowMs)
    if (!row) return undefined
    const at = shown && { at: shown.at }
    const isThere = row.state === 'open' || row.state === 'answered' || row.state === 'partly'
    // What lapses lapses everywhere by itself.
    if (!isThere) return row.state === 'lapsed' ? undefined : { over: true, ...at }
    const { carried } = row
    let to: StatementId | undefined
    if (carried?.to !== undefined) {
      const target = views.intents.record(carried.to)
      if (target?.carried?.via.at(-1) !== this.#other || target.from === undefined) return undefined
      to = there(target.from)
      if (to === undefined) return undefined
    }
    const kind: LinkKind = carried?.to !== undefined ? 'answer' : carried?.surplus ? 'surplus' : row.kind
    const { ware, thing, place, untilMs, note, told } = row
    const quantity = row.state === 'partly' ? row.open : row.quantity
    const mineNot = carried === undefined && views.links.mineNot(ware, this.#other)
    const whose = { ware, wareName: views.wares.nameOf(ware), told, mineNot }
    return { item: { kind, is: row.kind, ...whose, thing, quantity, place, untilMs, note, carried, to }, ...at }
  }
}

/** What somebody here said yes with to what was carried here. */
function answer({ id, commitment }: Seat & { is: 'answer' }, { views, nowMs, there }: SourceSight, other: IdText): Looked | undefined {
  const row = views.intents.one(id, nowMs)
  const one = row?.commitments.find((each) => each.id === commitment)
  if (!row || row.from === undefined) return undefined
  const gives = row.kind === 'need'
  const isSaid = one !== undefined && (gives ? one.giverYes : one.receiverYes) !== undefined && (one.state === 'asked' || one.state === 'agreed')
  if (!isSaid) return one?.state === 'lapsed' ? undefined : { over: true }
  const ware = gives ? one.giver : one.receiver
  const to = there(row.from)
  if (to === undefined) return undefined
  const quantity = (gives ? one.giverQuantity : one.receiverQuantity) ?? one.quantity
  const { thing, untilMs, note } = one
  const whose = whoseOf(ware, views, other)
  return { item: { kind: 'answer', is: gives ? 'offer' : 'need', ...whose, thing, quantity, place: undefined, untilMs, note, to } }
}

/** Of what began here. */
const whoseOf = (ware: IdText, views: Views, other: IdText) =>
  ({ ware, wareName: views.wares.nameOf(ware), mineNot: views.links.mineNot(ware, other), carried: undefined, told: undefined }) as const

function portion(id: StatementId, { views }: SourceSight, other: IdText): Looked | undefined {
  const row = views.stock.one(id)
  if (!row || !isShared(row) || row.quantity.n === 0n) return { over: true }
  const { ware, thing, quantity, place, keepsUntilMs: untilMs, note } = row
  return { item: { kind: 'surplus', is: 'offer', ...whoseOf(ware, views, other), thing, quantity, place, untilMs, note, to: undefined } }
}
