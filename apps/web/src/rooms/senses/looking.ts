/** What screens of things ask for: all things with their points by address, and what is sensed of some of them now. */
import type { PointId, ThingRow } from '@commune/commune'
import type { Asks, Outcome, SensedRow, StandRow } from '@commune/peer'
import { type Accessor, createMemo } from 'solid-js'
import type { Commune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { type Points, pointsIn } from '../../telling/points.ts'

export interface ThingsLook {
  /** Undefined until the first answer. */
  readonly answer: Accessor<Outcome<Asks['things'][1]> | undefined>
  readonly things: Accessor<readonly ThingRow[]>
  readonly points: Accessor<Points>
}

export const lookAtThings = ({ watch }: Commune, gone = false): ThingsLook => {
  const answer = watch('things', () => (gone ? { gone } : {}))
  const things = createMemo(() => valueOf(answer()) ?? [])
  const points = createMemo(() => pointsIn(things()))
  return { answer, things, points }
}

/** So many points are asked for at once; a place with more shows those of its first things. */
const sensedMax = 500

/** What is sensed, by point. */
export const lookAtSensed = ({ watch }: Commune, points: Accessor<readonly PointId[]>): Accessor<ReadonlyMap<PointId, SensedRow>> => {
  const answer = watch('sensed', () => (points().length === 0 ? undefined : { points: points().slice(0, sensedMax) }))
  return createMemo(() => new Map((valueOf(answer()) ?? []).map((row) => [row.point, row])))
}

/** How act points stand, by point; `away`: whoever brings them in cannot be asked. */
export const lookAtStands = ({ watch }: Commune, acts: Accessor<readonly PointId[]>): Accessor<ReadonlyMap<PointId, StandRow> | undefined> => {
  const answer = watch('stands', () => (acts().length === 0 ? undefined : { acts: acts().slice(0, sensedMax) }))
  return createMemo(() => {
    const rows = valueOf(answer())
    return rows && new Map(rows.map((row) => [row.point, row]))
  })
}

export const sensesOf = (thing: ThingRow): readonly PointId[] => [...thing.readings, ...thing.pulses].map(({ key }): PointId => `${thing.id}/${key}`)
export const actsOf = (thing: ThingRow): readonly PointId[] => thing.acts.map(({ key }): PointId => `${thing.id}/${key}`)
