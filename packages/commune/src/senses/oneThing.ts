/**
 * One thing, worked out of all that was said of it. What was said of others does not touch it, so that after a new word one thing is
 * looked at anew and no other.
 */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { type Filed, Follower, jsonReader, originAt, type Tracked } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import { sensesMessage } from '../words/index.ts'
import { outranks, type Placed, placedOf, speakerOf, type StandingWord, Words } from './again.ts'
import { choiceSchema, type LeavingChoice, usualChoice } from './leaving/index.ts'
import { type Points, pointsSchema } from './shape.ts'
import type { ThingId } from './thing.ts'
import { type SaidAgain, type SensesState, type ThingSay, type ThingSource, willSchema } from './types.ts'
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
interface LastWord {
  readonly placed: Placed
  readonly by: IdText
  readonly said: string | null
}
export type LastOf = ReadonlyMap<string, LastWord>

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
  const speaksFor = keepersOf(id, begun, standing)
  const told = toldOf(begun, said, state, speaksFor)
  const wills = lastOf(said.wills, state.wills, ({ will }) => will, speaksFor)
  const chosen = lastOf(said.leaves, state.leaves, ({ choice }) => choice, speaksFor)
  const gone = leftAt(id, said, state, speaksFor) !== undefined
  return { at: begun.at, row: rowOf(id, begun, told, gone, wills, chosen), chosen, isWithSaid: told.with !== undefined }
}

interface Begun {
  readonly at: Origin
  readonly first: Placed
  readonly bridge: IdText
  readonly keeper: IdText
  /** Where its keeper was named last. */
  readonly named?: Placed
  readonly device: IdText
  readonly key: string
  readonly source: ThingSource
}

/**
 * By its first word; who looks after it is whom its bridge named last. Where that word cannot be read here, by the first that says it
 * again: who brought the thing in is believed as whoever says so first.
 */
function begunAs(id: ThingId, said: SaidOf, state: SensesState, standing: Standing): Begun | undefined {
  const begun = firstOf(id, said, state, standing)
  if (!begun) return undefined
  const { at, place, filed } = begun
  const { key, source } = filed.says
  const bridge = speakerOf(standing, begun)
  if (key === undefined || source === undefined || bridge === undefined || filed.device === null) return undefined
  let named: (Placed & { readonly keeper: IdText }) | undefined
  for (const each of placedOf(said.things, state.things)) {
    const { keeper } = each.filed.says
    if (keeper === undefined || speakerOf(standing, each) !== bridge || (named && !outranks(each, named))) continue
    named = { at: each.at, place: each.place, keeper: keeper ?? bridge }
  }
  return { at: { ...place, id }, first: { at, place }, bridge, keeper: named?.keeper ?? bridge, ...(named && { named }), device: filed.device, key, source }
}

function firstOf(id: ThingId, said: SaidOf, state: SensesState, standing: Standing): (Placed & { readonly filed: Filed<ThingSay> }) | undefined {
  const first = state.things.get(id)
  if (first) return first.says.thing === undefined ? { at: originAt(id, first), place: originAt(id, first), filed: first } : undefined
  let found: (Placed & { readonly filed: Filed<ThingSay> }) | undefined
  for (const each of placedOf(said.things, state.things)) {
    const { key, source } = each.filed.says
    if (each.place.id !== id || key === undefined || source === undefined || speakerOf(standing, each) === undefined) continue
    if (!found || laterThan(found.at, each.at)) found = each
  }
  return found
}

type SpeaksFor = (one: Placed) => IdText | undefined

/** The ware that said it, where that is the one that brings the thing in or looks after it, and it was said after the thing began. */
const keepersOf =
  (id: ThingId, begun: Begun, standing: Standing): SpeaksFor =>
  (one) => {
    const ware = speakerOf(standing, one)
    if (ware === undefined || (ware !== begun.bridge && ware !== begun.keeper)) return undefined
    return one.place.id === id || one.place.lamport > begun.at.lamport ? ware : undefined
  }

const fields = ['name', 'maker', 'model', 'place', 'with', 'points'] as const
type Field = (typeof fields)[number]
interface Counting extends Placed {
  readonly by: IdText
}
type Told = { [F in Field]?: Counting & { readonly value: ThingSay[F] } }

/** The last word on each field. Points are the bridge's alone to say. */
function toldOf(begun: Begun, said: SaidOf, state: SensesState, speaksFor: SpeaksFor): Told {
  const told: Told = {}
  for (const { at, place, filed } of placedOf(said.things, state.things)) {
    const by = speaksFor({ at, place })
    if (by === undefined) continue
    for (const field of fields) if (by === begun.bridge || field !== 'points') tell(told, field, filed.says[field], { at, place, by })
  }
  return told
}

function tell<F extends Field>(told: Told, field: F, value: ThingSay[F], one: Counting): void {
  if (value === undefined) return
  const known = told[field] as Counting | undefined
  if (known === undefined || outranks(one, known)) (told as Record<string, unknown>)[field] = { ...one, value }
}

/** Where its keeper said that it is gone, and has said nothing of it since. */
function leftAt(id: ThingId, said: SaidOf, state: SensesState, speaksFor: SpeaksFor): Counting | undefined {
  let left: Counting | undefined
  for (const { at, place } of placedOf(said.gone, state.gone)) {
    const by = place.id === id ? undefined : speaksFor({ at, place })
    if (by !== undefined && (!left || outranks({ at, place }, left))) left = { at, place, by }
  }
  if (!left) return undefined
  for (const { at, place } of placedOf(said.things, state.things)) if (place.id !== id && laterThan(place, left.place) && speaksFor({ at, place }) !== undefined) return undefined
  return left
}

/** What was said of a thing and stands; of one that is gone, only that. */
export const standingWords = (id: ThingId, said: SaidOf | undefined, state: SensesState, standing: Standing): StandingWord[] => {
  const begun = said && begunAs(id, said, state, standing)
  if (!begun) return []
  const speaksFor = keepersOf(id, begun, standing)
  const words = new Words(id)
  const things = [...placedOf(said.things, state.things)]
  const { key, source, first } = begun
  const left = leftAt(id, said, state, speaksFor)
  if (left) {
    // Where it began comes first: only those who heard of it are told that it is gone.
    words.add('thing.say', first, begun.bridge, { key, source }, things, standing)
    words.add('thing.gone', left, left.by, {}, placedOf(said.gone, state.gone), standing, true)
    return words.list()
  }
  words.add('thing.say', first, begun.bridge, { key, source }, things, standing)
  if (begun.named) words.add('thing.say', begun.named, begun.bridge, { keeper: begun.keeper }, things, standing)
  const told = toldOf(begun, said, state, speaksFor)
  for (const field of fields) {
    const one = told[field]
    if (one) words.add('thing.say', one, one.by, { [field]: one.value }, things, standing)
  }
  for (const [point, { placed, by, said: will }] of lastOf(said.wills, state.wills, (says) => says.will, speaksFor)) words.add('thing.will', placed, by, { point, will }, placedOf(said.wills, state.wills), standing)
  for (const [point, { placed, by, said: choice }] of lastOf(said.leaves, state.leaves, (says) => says.choice, speaksFor)) words.add('thing.leave', placed, by, { point, choice }, placedOf(said.leaves, state.leaves), standing)
  return words.list()
}

/** By point: what bridge or keeper said last. */
function lastOf<T extends SaidAgain & { readonly point: string }>(ids: ReadonlySet<StatementId>, table: Tracked<Filed<T>>, saying: (says: T) => string | null, speaksFor: SpeaksFor): LastOf {
  const last = new Map<string, LastWord>()
  for (const { at, place, filed } of placedOf(ids, table)) {
    const by = speaksFor({ at, place })
    if (by === undefined) continue
    const known = last.get(filed.says.point)
    if (!known || outranks({ at, place }, known.placed)) last.set(filed.says.point, { placed: { at, place }, by, said: saying(filed.says) })
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
