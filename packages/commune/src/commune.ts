/**
 * The rooms of a commune and the way statements find theirs. Statements of a type no room knows are kept apart, so that a
 * newer version finds them (T2); malformed ones are refused with a reason and change nothing (T3).
 */
import type { IdText, Refusal, Room, RoomState, Said, StatementId } from '@commune/protocol'
import { agreementsRoom, type AgreementsState } from './agreements/index.ts'
import { Tracked } from './facts/index.ts'
import { fewRoom, type FewState } from './few/index.ts'
import { flowsRoom, type FlowsState, lendingRoom, type LendingState, namesRoom, type NamesState, plansRoom, type PlansState, recipesRoom, type RecipesState, traceRoom, type TraceState } from './flows/index.ts'
import { ideasRoom, type IdeasState } from './ideas/index.ts'
import { sensesRoom, type SensesState } from './senses/index.ts'
import { undoRoom, type UndoState } from './undo/index.ts'
import { waresRoom, type WaresState } from './wares/index.ts'
import { linksRoom, type LinksState, worldsRoom, type WorldsState } from './worlds/index.ts'

/** A statement of a type no room knows: enough to find it again in the graph. */
export interface UnknownFact {
  readonly type: string
  readonly device: IdText | null
  readonly lamport: number
}

export interface UnknownState extends RoomState {
  readonly statements: Tracked<UnknownFact>
}

/** Folded state of all rooms, by their names. */
export interface CommuneStates {
  readonly wares: WaresState
  readonly worlds: WorldsState
  readonly links: LinksState
  readonly senses: SensesState
  readonly agreements: AgreementsState
  readonly flows: FlowsState
  readonly names: NamesState
  readonly plans: PlansState
  readonly lending: LendingState
  readonly trace: TraceState
  readonly few: FewState
  readonly recipes: RecipesState
  readonly ideas: IdeasState
  readonly undo: UndoState
  readonly unknown: UnknownState
}

/** Takes what no other room knows, and never refuses. */
export const unknownRoom: Room<UnknownState> = {
  name: 'unknown',
  types: [],
  empty: () => ({ statements: new Tracked<UnknownFact>('unknown.statements') }),
  fold: (state, { id, device, lamport, statement }) => {
    if (!state.statements.has(id)) state.statements.put(id, { type: statement.type.slice(0, 100), device, lamport })
    return undefined
  }
}

/** Every room with a subject, in the order of the glossary. */
export const rooms: readonly Room<RoomState>[] = [
  waresRoom,
  worldsRoom,
  linksRoom,
  sensesRoom,
  agreementsRoom,
  flowsRoom,
  namesRoom,
  plansRoom,
  lendingRoom,
  traceRoom,
  fewRoom,
  recipesRoom,
  ideasRoom,
  undoRoom
] as unknown as readonly Room<RoomState>[]

const roomOf: ReadonlyMap<string, Room<RoomState>> = new Map(
  rooms.flatMap((room) => room.types.map((type) => [type, room] as const))
)

/** The types of statement that these rooms understand. */
export const knownTypes: ReadonlySet<string> = new Set(roomOf.keys())

export const emptyStates = (): CommuneStates =>
  Object.fromEntries(
    [...rooms, unknownRoom as unknown as Room<RoomState>].map((room) => [room.name, room.empty()])
  ) as unknown as CommuneStates

/** Files one statement in its room; the refusal when it is malformed. */
export const foldOne = (states: CommuneStates, said: Said): Refusal | undefined => {
  const room = roomOf.get(said.statement.type)
  if (room === undefined) return unknownRoom.fold(states.unknown, said)
  return room.fold(states[room.name as keyof CommuneStates], said)
}

/** Files statements in any order, any number of times; returns those that were refused. */
export const foldAll = (states: CommuneStates, all: Iterable<Said>): { id: StatementId; refusal: Refusal }[] => {
  const refused: { id: StatementId; refusal: Refusal }[] = []
  for (const said of all) {
    const refusal = foldOne(states, said)
    if (refusal) refused.push({ id: said.id, refusal })
  }
  return refused
}
