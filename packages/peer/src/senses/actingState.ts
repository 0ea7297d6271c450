/** What acting keeps over a restart, and read back: what does not fit is left out, and keeps nothing from beginning. */
import type { Engine, Keeper, PointId, Value } from '@commune/commune'
import { isValue } from './actPoints.ts'

export const agreedMax = 10_000
const toldMax = 10_000
const heldMax = 1_000

export interface ActingState {
  /** Of the engine: it reads this itself. */
  readonly engine: unknown
  /** What people asked for a while; as it is read, in the order in which it is asked anew: of each act point who held it comes last. */
  readonly slots: readonly { readonly act: string; readonly by: string; readonly value: Value; readonly untilMs: number }[]
  /** What devices were told before this start, so that what ended meanwhile is ended there too. */
  readonly told: readonly { readonly act: string; readonly value: Value }[]
  /** Presses that wait for the least hold of their button, the rule each is for, and when it would be done. */
  readonly presses: readonly { readonly act: string; readonly by: string; readonly untilMs: number }[]
  /** Act points that an agreement about passings moves, or moved. */
  readonly agreed: readonly string[]
}

export interface Kept {
  readonly engine: Engine
  readonly keeper: Keeper
  /** What each device was told last. */
  readonly told: ReadonlyMap<string, { readonly value: Value }>
  readonly agreed: ReadonlySet<string>
  /** Whether when an act point moves tells when somebody passed. */
  hangsOnPassings(act: PointId): boolean
  /** Whether when a point told something tells of that. */
  tellsOfPassings(point: PointId): boolean
  /** What an act point rests at. */
  restOf(act: PointId): Value | undefined
}

export const actingStateOf = (acts: readonly PointId[], { engine, keeper, told, agreed, hangsOnPassings, tellsOfPassings, restOf }: Kept): ActingState => ({
  engine: engine.state((point) => tellsOfPassings(point as PointId)),
  slots: acts.flatMap((act) =>
    (keeper.show(act)?.claims ?? []).flatMap(({ slot, by, value, untilMs }) => (slot === 'person' && untilMs !== undefined ? [{ act, by, value, untilMs }] : []))
  ),
  told: acts.flatMap((act) => {
    const last = told.get(act)
    // Only what somebody may still have to end, and nothing that tells of passings.
    return last && !hangsOnPassings(act) && last.value !== restOf(act) ? [{ act, value: last.value }] : []
  }),
  presses: acts.flatMap((act) => {
    const { by = [], untilMs = 0 } = (hangsOnPassings(act) ? undefined : keeper.show(act)?.pressing) ?? {}
    return by.map((each) => ({ act, by: each, untilMs }))
  }),
  agreed: [...agreed]
})

export const readActingState = (saved: unknown): ActingState => {
  const { engine, slots, told, presses, agreed } = (saved ?? {}) as Partial<Record<keyof ActingState, unknown>>
  return {
    engine,
    slots: listOf(slots, heldMax).flatMap(({ act, by, value, untilMs }) =>
      typeof act === 'string' && typeof by === 'string' && isValue(value) && typeof untilMs === 'number' ? [{ act, by, value, untilMs }] : []
    ).toReversed(),
    told: listOf(told, toldMax).flatMap(({ act, value }) => (typeof act === 'string' && isValue(value) ? [{ act, value }] : [])),
    presses: listOf(presses, heldMax).flatMap(({ act, by, untilMs }) =>
      typeof act === 'string' && typeof by === 'string' && typeof untilMs === 'number' ? [{ act, by, untilMs }] : []
    ),
    agreed: (Array.isArray(agreed) ? agreed.slice(0, agreedMax) : []).filter((act): act is string => typeof act === 'string')
  }
}

const listOf = (saved: unknown, most: number): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(saved) ? saved.slice(0, most).map((each: unknown) => (typeof each === 'object' && each !== null ? (each as Readonly<Record<string, unknown>>) : {})) : []
