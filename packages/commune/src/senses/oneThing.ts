/**
 * One thing, worked out of all that was said of it. What was said of others does not touch it, so that after a new word one thing is
 * looked at anew and no other.
 */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { type Filed, Follower, jsonReader, originAt, type Tracked } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import { sensesMessage } from '../words/index.ts'
import { choiceSchema, type LeavingChoice, usualChoice } from './leaving/index.ts'
import { type Points, pointsSchema } from './shape.ts'
import type { ThingId } from './thing.ts'
import { type SensesState, type ThingSay, type ThingSource, willSchema } from './types.ts'
import type { ThingRow } from './views.ts'

const tables = ['things', 'gone', 'wills', 'leaves'] as const
type Table = (typeof tables)[number]

/** Ids of what was said of one thing, by table; under `things` its beginning as well. */
export type SaidOf = Readonly<Record<Table, ReadonlySet<StatementId>>>

/** What was said of each thing. */
export class SaidOfThings {
  readonly #followers: Readonly<Record<Table, Follower<Filed<{ readonly thing?: ThingId }>>>>
  #all = new Map<ThingId, Record<Table, Set<StatementId>>>()

  constructor(state: SensesState) {
    const follow = (table: Table): Follower<Filed<{ readonly thing?: ThingId }>> => new Follower(state[table] as Tracked<Filed<{ readonly thing?: ThingId }>>)
    this.#followers = { things: follow('things'), gone: follow('gone'), wills: follow('wills'), leaves: follow('leaves') }
  }

  /** Things of which something was said since this was called last. */
  next(): Set<ThingId> {
    const touched = new Set<ThingId>()
    for (const table of tables) {
      const follower = this.#followers[table]
      if (!follower.behind) continue
      for (const id of follower.next() ?? follower.all()) {
        const filed = follower.table.get(id)
        if (!filed) continue
        const about = filed.says.thing ?? id
        let said = this.#all.get(about)
        if (!said) this.#all.set(about, (said = { things: new Set(), gone: new Set(), wills: new Set(), leaves: new Set() }))
        said[table].add(id)
        touched.add(about)
      }
    }
    return touched
  }

  of(id: ThingId): SaidOf | undefined {
    return this.#all.get(id)
  }

  ids(): Iterable<ThingId> {
    return this.#all.keys()
  }
}

/** What was said of a point last. */
export type LastOf = ReadonlyMap<string, { readonly at: Origin; readonly said: string | null }>

export interface OneThing {
  /** Where it was first said. */
  readonly at: Origin
  readonly row: ThingRow
  readonly chosen: LastOf
  /** It was said who lives with it, also that it is nobody. */
  readonly isWithSaid: boolean
}

/** Undefined: it never began, or its beginning does not hold. */
export const lookAt = (id: ThingId, said: SaidOf | undefined, state: SensesState, standing: Standing): OneThing | undefined => {
  const begun = said && begunAs(id, said, state, standing)
  if (!begun) return undefined
  const isOfKeeper = keepersOf(begun, standing)
  const told = toldOf(id, begun, said, state, standing, isOfKeeper)
  const wills = lastOf(said.wills, state.wills, ({ will }) => will, isOfKeeper)
  const chosen = lastOf(said.leaves, state.leaves, ({ choice }) => choice, isOfKeeper)
  return { at: begun.at, row: rowOf(id, begun, told, isLeft(id, said, state, isOfKeeper), wills, chosen), chosen, isWithSaid: told.with !== undefined }
}

interface Begun {
  readonly at: Origin
  readonly bridge: IdText
  readonly keeper: IdText
  readonly device: IdText
  readonly key: string
  readonly source: ThingSource
}

/** By its first word; who looks after it is whom its bridge named last. */
function begunAs(id: ThingId, said: SaidOf, state: SensesState, standing: Standing): Begun | undefined {
  const first = state.things.get(id)
  if (!first || first.says.thing !== undefined || first.device === null) return undefined
  const { key, source } = first.says
  const at = originAt(id, first)
  const bridge = standing.wareOf(at)
  if (key === undefined || source === undefined || bridge === undefined) return undefined
  let named: { readonly at: Origin; readonly keeper: IdText } | undefined
  for (const [each, { says }] of filedOf(said.things, state.things)) {
    if (says.keeper === undefined || standing.wareOf(each) !== bridge || (named && !laterThan(each, named.at))) continue
    named = { at: each, keeper: says.keeper ?? bridge }
  }
  return { at, bridge, keeper: named?.keeper ?? bridge, device: first.device, key, source }
}

type IsOfKeeper = (at: Origin, isBeginning?: boolean) => boolean

/** Said by the ware that brings the thing in or looks after it, after the thing began. */
const keepersOf =
  (begun: Begun, standing: Standing): IsOfKeeper =>
  (at, isBeginning = false) => {
    const ware = standing.wareOf(at)
    if (ware === undefined || (ware !== begun.bridge && ware !== begun.keeper)) return false
    return isBeginning || at.lamport > begun.at.lamport
  }

function* filedOf<T>(ids: ReadonlySet<StatementId>, table: Tracked<Filed<T>>): Iterable<readonly [Origin, Filed<T>]> {
  for (const id of ids) {
    const filed = table.get(id)
    if (filed) yield [originAt(id, filed), filed]
  }
}

const fields = ['name', 'maker', 'model', 'place', 'with', 'points'] as const
type Field = (typeof fields)[number]
type Told = { [F in Field]?: { readonly at: Origin; readonly value: ThingSay[F] } }

/** The last word on each field. Points are the bridge's alone to say. */
function toldOf(id: ThingId, begun: Begun, said: SaidOf, state: SensesState, standing: Standing, isOfKeeper: IsOfKeeper): Told {
  const told: Told = {}
  for (const [at, { says }] of filedOf(said.things, state.things)) {
    if (!isOfKeeper(at, at.id === id)) continue
    const byBridge = standing.wareOf(at) === begun.bridge
    for (const field of fields) if (byBridge || field !== 'points') tell(told, field, says[field], at)
  }
  return told
}

function tell<F extends Field>(told: Told, field: F, value: ThingSay[F], at: Origin): void {
  if (value === undefined) return
  const known = told[field] as { at: Origin } | undefined
  if (known === undefined || laterThan(at, known.at)) (told as Record<string, unknown>)[field] = { at, value }
}

/** Its keeper said that it is gone, and has said nothing of it since. */
function isLeft(id: ThingId, said: SaidOf, state: SensesState, isOfKeeper: IsOfKeeper): boolean {
  let left: Origin | undefined
  for (const [at] of filedOf(said.gone, state.gone)) if (isOfKeeper(at) && (!left || laterThan(at, left))) left = at
  if (!left) return false
  for (const [at] of filedOf(said.things, state.things)) if (at.id !== id && laterThan(at, left) && isOfKeeper(at)) return false
  return true
}

/** By point: what bridge or keeper said last. */
function lastOf<T extends { readonly point: string }>(ids: ReadonlySet<StatementId>, table: Tracked<Filed<T>>, saying: (says: T) => string | null, isOfKeeper: IsOfKeeper): LastOf {
  const last = new Map<string, { readonly at: Origin; readonly said: string | null }>()
  for (const [at, { says }] of filedOf(ids, table)) {
    if (!isOfKeeper(at)) continue
    const known = last.get(says.point)
    if (!known || laterThan(at, known.at)) last.set(says.point, { at, said: saying(says) })
  }
  return last
}

const readPoints = jsonReader(pointsSchema)
const readWill = jsonReader(willSchema)
const readChosen = jsonReader(choiceSchema)
const none: Points = { readings: [], pulses: [], acts: [] }

/** What was chosen for a point; undefined: nothing, or that it is as usual. */
export const chosenOf = (chosen: LastOf | undefined, point: string): LeavingChoice | undefined => {
  const said = chosen?.get(point)?.said
  return said ? readChosen(said) : undefined
}

function rowOf(id: StatementId, begun: Begun, told: Told, gone: boolean, wills: LastOf, chosen: LastOf): ThingRow {
  const points = (told.points?.value && readPoints(told.points.value)) || none
  const { key, source, device, bridge, keeper } = begun
  const name = told.name?.value
  return {
    ...{ id, key, source, device, bridge, keeper, with: told.with?.value ?? [] },
    ...(name && { name }),
    ...(told.maker?.value && { maker: told.maker.value }),
    ...(told.model?.value && { model: told.model.value }),
    ...(told.place?.value && { place: told.place.value }),
    readings: points.readings,
    pulses: points.pulses,
    leaves: [...points.readings, ...points.pulses].map((point) => ({ point: point.key, choice: chosenOf(chosen, point.key) ?? usualChoice(point) })),
    acts: points.acts.map((act) => {
      const said = wills.get(act.key)?.said
      const will = said ? readWill(said) : undefined
      return will ? { ...act, will } : act
    }),
    ...(gone && { gone }),
    called: name ? sensesMessage('senses.named', { name }) : sensesMessage(points.acts.length > 0 ? 'senses.machine' : 'senses.sensor')
  }
}
