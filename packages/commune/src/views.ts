/**
 * All that is shown of a world, in one place: state and who speaks for whom go in, rows come out. Views keep what they
 * worked out and follow what is folded, so an app asks again after every change and pays for the change alone. Time comes
 * in with each question and is kept nowhere.
 */
import type { IdText, Origin, StatementId } from '@commune/protocol'
import { AgreementsView } from './agreements/index.ts'
import type { CommuneStates } from './commune.ts'
import type { Tracked } from './facts/index.ts'
import { IntentsView, LendingView, MakingView, namesByKind, NamesView, OwnStock, PlansView, RecipesView, SplitsView, StockView, TraceView } from './flows/index.ts'
import { IdeasView } from './ideas/index.ts'
import { type PlaceRow, placesOf } from './places.ts'
import { ThingsView } from './senses/index.ts'
import { type Speaks, Standing } from './undo/index.ts'
import { type Member, WaresView } from './wares/index.ts'
import { LinksView, WorldsView } from './worlds/index.ts'

/** A statement that was said, wherever it was filed. */
export interface FoundStatement {
  readonly id: StatementId
  readonly room: string
  readonly type: string
  readonly origin: Origin
}

/** Something a ware said, newest first, for taking it back. */
export interface SaidRow extends FoundStatement {
  /** It was taken back. */
  readonly undone: boolean
}

interface AnyFiled {
  readonly device: IdText | null
  readonly lamport: number
  readonly says: { readonly type: string }
}

export class Views {
  readonly states: CommuneStates
  readonly standing: Standing
  readonly wares: WaresView
  readonly worlds: WorldsView
  readonly links: LinksView
  readonly things: ThingsView
  readonly agreements: AgreementsView
  readonly names: NamesView
  readonly intents: IntentsView
  readonly stock: StockView
  readonly plans: PlansView
  readonly splits: SplitsView
  readonly lending: LendingView
  readonly trace: TraceView
  readonly recipes: RecipesView
  readonly making: MakingView
  readonly ideas: IdeasView

  constructor(states: CommuneStates, speaks: Speaks) {
    this.states = states
    this.standing = new Standing(states.undo, speaks)
    this.wares = new WaresView(states.wares, this.standing)
    this.worlds = new WorldsView(states.worlds, this.standing)
    this.links = new LinksView(states.links, this.standing)
    this.things = new ThingsView(states.senses, this.standing)
    this.agreements = new AgreementsView(states.agreements, this.standing, this.things)
    this.names = new NamesView(states.names, this.standing)
    this.intents = new IntentsView(states.flows, this.standing, this.names)
    this.stock = new StockView(states.flows, this.standing, this.names)
    const own = new OwnStock(this.stock)
    this.intents.seeStock((record) => own.there(record))
    this.plans = new PlansView(states.plans, states.flows, this.standing, this.intents, this.stock)
    this.splits = new SplitsView(states.plans, this.standing, this.intents, this.stock)
    this.lending = new LendingView(states.lending, this.standing, this.stock)
    this.trace = new TraceView(states.flows, states.trace, this.standing, this.stock, this.intents)
    const byKind = namesByKind(this.names)
    this.recipes = new RecipesView(states.recipes, this.standing, byKind)
    this.making = new MakingView(this.recipes, this.stock, this.intents, byKind)
    this.ideas = new IdeasView(states.ideas, this.standing)
  }

  /** Takes another resolver; everything is worked out again when it is next looked at. */
  speakWith(speaks: Speaks): void {
    this.standing.speakWith(speaks)
  }

  /** The places of this world in the order they were first named. */
  places(members: readonly Member[], nowMs: number): PlaceRow[] {
    return placesOf(this, members, nowMs)
  }

  /** Where a statement was filed, if it was. */
  find(id: StatementId): FoundStatement | undefined {
    for (const [room, table] of this.#tables()) {
      const filed = table.get(id)
      if (filed) return found(id, room, filed)
    }
    return undefined
  }

  /** What this ware said last, newest first; what was taken back is marked. What a peer says again by itself (K4) is nothing new. */
  lastSaid(ware: IdText, limit = 20): SaidRow[] {
    const rows: SaidRow[] = []
    for (const [room, table] of this.#tables()) {
      for (const [id, filed] of table) {
        if (isSaidAgain(filed.says)) continue
        const one = found(id, room, filed)
        if (this.standing.saidBy(one.origin) === ware)
          rows.push({ ...one, undone: this.standing.wareOf(one.origin) === undefined })
      }
    }
    return rows.sort((a, b) => b.origin.lamport - a.origin.lamport || (a.id < b.id ? 1 : -1)).slice(0, limit)
  }

  *#tables(): Iterable<[room: string, table: Tracked<AnyFiled>]> {
    for (const [room, state] of Object.entries(this.states)) {
      // What was told to a few stands with what it says, where it opened.
      if (room === 'unknown' || room === 'few') continue
      for (const table of Object.values(state as Record<string, unknown>)) yield [room, table as Tracked<AnyFiled>]
    }
  }
}

/** Nor is what a carrier of a link says for somebody of another world, by itself. */
const isSaidAgain = (says: AnyFiled['says']): boolean =>
  says.type === 'agreement.retell' || isThere(says, 'carried') || (says.type.startsWith('flow.') && isThere(says, 'at')) || (says.type !== 'link.say' && isThere(says, 'again'))

const isThere = (says: object, field: string): boolean => (says as Record<string, unknown>)[field] !== undefined

const found = (id: StatementId, room: string, { device, lamport, says }: AnyFiled): FoundStatement => ({
  id,
  room,
  type: says.type,
  origin: { id, device, lamport }
})
