/** What there is in this world to feel and to move, who keeps it, and what its keeper said of it. */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { type Filed, jsonReader, originAt } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import { type Message, sensesMessage } from '../words/index.ts'
import { allowed, choiceSchema, defaultChoice, type LeavingChoice, type Published } from './leaving/index.ts'
import { type Points, pointsSchema, publishedSchema } from './shape.ts'
import type { ActPoint, PointId, PulsePoint, ReadingPoint, ThingId } from './thing.ts'
import { type SensesState, type ThingSay, type ThingSource, type Will, willSchema } from './types.ts'

export interface ActRow extends ActPoint {
  /** What its keeper lets be asked of it; left out: whatever its shape allows. */
  readonly will?: Will
}

export interface ThingRow {
  readonly id: ThingId
  /** What it is known by where it comes from. */
  readonly key: string
  readonly source: ThingSource
  /** The device that brings it in, and the ware it belongs to. */
  readonly device: IdText
  readonly bridge: IdText
  /** Who looks after it. */
  readonly keeper: IdText
  /** Those who live with it. */
  readonly with: readonly IdText[]
  readonly name?: string
  readonly maker?: string
  readonly model?: string
  readonly place?: string
  readonly readings: readonly ReadingPoint[]
  readonly pulses: readonly PulsePoint[]
  readonly acts: readonly ActRow[]
  /** What may leave of each reading: what its keeper said last, or what is usual for it. */
  readonly leaves: readonly { readonly point: string; readonly choice: LeavingChoice }[]
  /** Its keeper said that it is not there any more. */
  readonly gone?: true
  readonly called: Message
}

/** A point with the thing it is one of. */
export type PointOf =
  | { readonly thing: ThingRow; readonly kind: 'reading'; readonly point: ReadingPoint }
  | { readonly thing: ThingRow; readonly kind: 'pulse'; readonly point: PulsePoint }
  | { readonly thing: ThingRow; readonly kind: 'act'; readonly point: ActRow }

const fields = ['name', 'maker', 'model', 'place', 'keeper', 'with', 'points'] as const
/** What only the bridge can say. */
const bridgeFields: ReadonlySet<string> = new Set(['keeper', 'points'])
type Field = (typeof fields)[number]
type Told = { [F in Field]?: { readonly at: Origin; readonly value: ThingSay[F] } }

const readPoints = jsonReader(pointsSchema)
const readWill = jsonReader(willSchema)
const readChosen = jsonReader(choiceSchema)
const readTold = jsonReader(publishedSchema, 512)
const timeOf = (one: Published): number => (one.is === 'reading' ? one.atMs : one.startMs)
const none: Points = { readings: [], pulses: [], acts: [] }

export class ThingsView {
  readonly #state: SensesState
  readonly #standing: Standing
  #seen = ''
  #version = 0
  #rows = new Map<ThingId, ThingRow>()
  #chosen = new Map<ThingId, Map<string, { at: Origin; will: string | null }>>()

  constructor(state: SensesState, standing: Standing) {
    this.#state = state
    this.#standing = standing
  }

  /** Grows whenever something was said of a thing. */
  get version(): number {
    this.#refresh()
    return this.#version
  }

  /** All things in the order they came in; those that are gone only when asked for. */
  list({ gone = false }: { readonly gone?: boolean } = {}): ThingRow[] {
    this.#refresh()
    return [...this.#rows.values()].filter((row) => gone || row.gone !== true)
  }

  one(id: ThingId): ThingRow | undefined {
    this.#refresh()
    return this.#rows.get(id)
  }

  /** The thing that this device brought in under this key, gone or not. */
  known(device: IdText, source: ThingSource, key: string): ThingRow | undefined {
    this.#refresh()
    for (const row of this.#rows.values()) if (row.device === device && row.source === source && row.key === key) return row
    return undefined
  }

  /**
   * Whether a ware may be told what this point senses as it is: whoever brings the thing in or looks after it; those who live with it,
   * where it is about no single person; everybody, where it was chosen to leave as it is and its class allows that (P6). The one rule for
   * all that is told on asking.
   */
  mayAsk(address: PointId, ware: IdText): boolean {
    const of = this.point(address)
    if (!of || of.kind === 'act') return false
    const { bridge, keeper, with: household } = of.thing
    if (ware === bridge || ware === keeper) return true
    const choice = of.kind === 'reading' ? this.choiceOf(of.thing, of.point) : undefined
    if (choice?.class !== 'personal' && household.includes(ware)) return true
    return of.kind === 'reading' && choice?.transform.is === 'as-it-is' && allowed(choice, of.point.shape).ok
  }

  /** What may leave of a reading: what its keeper said last, or what is usual for it. */
  choiceOf(thing: ThingRow, point: ReadingPoint): LeavingChoice {
    this.#refresh()
    const said = this.#chosen.get(thing.id)?.get(point.key)?.will
    return (said && readChosen(said)) || defaultChoice(point)
  }

  /** What left of a reading, in the order of time, as its bridge told it. */
  told(address: PointId): Published[] {
    this.#refresh()
    const of = this.point(address)
    if (of?.kind !== 'reading') return []
    const all: Published[] = []
    for (const [id, filed] of this.#state.tells) {
      const { thing, point, told } = filed.says
      if (thing !== of.thing.id || point !== of.point.key || this.#standing.wareOf(originAt(id, filed)) !== of.thing.bridge) continue
      all.push(...(readTold(told) ?? []))
    }
    return all.sort((a, b) => timeOf(a) - timeOf(b))
  }

  /** A point by its address: thing, slash, key. */
  point(address: string): PointOf | undefined {
    const slash = address.indexOf('/')
    const thing = slash < 0 ? undefined : this.one(address.slice(0, slash))
    if (!thing) return undefined
    const key = address.slice(slash + 1)
    const reading = thing.readings.find((point) => point.key === key)
    if (reading) return { thing, kind: 'reading', point: reading }
    const pulse = thing.pulses.find((point) => point.key === key)
    if (pulse) return { thing, kind: 'pulse', point: pulse }
    const act = thing.acts.find((point) => point.key === key)
    return act && { thing, kind: 'act', point: act }
  }

  #refresh(): void {
    const { things, gone, wills, leaves } = this.#state
    const seen = `${this.#standing.era} ${this.#standing.undoVersion} ${things.version} ${gone.version} ${wills.version} ${leaves.version}`
    if (seen === this.#seen) return
    this.#seen = seen
    this.#version++
    const begun = this.#begun()
    this.#name(begun)
    const told = this.#told(begun)
    const left = this.#left(begun)
    const willing = this.#lastOf(begun, wills, ({ will }) => will)
    this.#chosen = this.#lastOf(begun, leaves, ({ choice }) => choice)
    const rows = [...begun].sort(([, a], [, b]) => (laterThan(a.at, b.at) ? 1 : -1))
    this.#rows = new Map(rows.map(([id, begin]) => [id, rowOf(id, begin, told.get(id) ?? {}, left.has(id), willing.get(id), this.#chosen.get(id))]))
  }

  /** Things that hold: by their first word. */
  #begun(): Map<ThingId, Begun> {
    const begun = new Map<ThingId, Begun>()
    for (const [id, filed] of this.#state.things) {
      const { thing, key, source } = filed.says
      if (thing !== undefined || key === undefined || source === undefined || filed.device === null) continue
      const at = originAt(id, filed)
      const bridge = this.#standing.wareOf(at)
      if (bridge !== undefined) begun.set(id, { at, bridge, keeper: bridge, device: filed.device, key, source })
    }
    return begun
  }

  /** Who looks after each: whom its bridge named last. */
  #name(begun: Map<ThingId, Begun>): void {
    const named = new Map<ThingId, Origin>()
    for (const [id, filed] of this.#state.things) {
      const about = filed.says.thing ?? id
      const known = begun.get(about)
      const at = originAt(id, filed)
      const last = named.get(about)
      if (filed.says.keeper === undefined || !known || this.#standing.wareOf(at) !== known.bridge || (last && !laterThan(at, last))) continue
      named.set(about, at)
      begun.set(about, { ...known, keeper: filed.says.keeper ?? known.bridge })
    }
  }

  /** The last word on each field. */
  #told(begun: ReadonlyMap<ThingId, Begun>): Map<ThingId, Told> {
    const told = new Map<ThingId, Told>()
    for (const [id, filed] of this.#state.things) {
      const about = filed.says.thing ?? id
      const at = originAt(id, filed)
      if (!this.#isKeepers(begun.get(about), at, about === id)) continue
      let fieldsTold = told.get(about)
      if (!fieldsTold) told.set(about, (fieldsTold = {}))
      const byBridge = this.#standing.wareOf(at) === begun.get(about)?.bridge
      for (const field of fields) if (byBridge || !bridgeFields.has(field)) tell(fieldsTold, field, filed.says[field], at)
    }
    return told
  }

  /** Things that are gone: whose keeper said so, and has said nothing of them since. */
  #left(begun: ReadonlyMap<ThingId, Begun>): Set<ThingId> {
    const left = new Map<ThingId, Origin>()
    for (const [id, { device, lamport, says }] of this.#state.gone) {
      const at = originAt(id, { device, lamport })
      const known = left.get(says.thing)
      if (this.#isKeepers(begun.get(says.thing), at) && (!known || laterThan(at, known))) left.set(says.thing, at)
    }
    for (const [id, filed] of this.#state.things) {
      const about = filed.says.thing
      const gone = about === undefined ? undefined : left.get(about)
      const at = originAt(id, filed)
      if (about !== undefined && gone && laterThan(at, gone) && this.#isKeepers(begun.get(about), at)) left.delete(about)
    }
    return new Set(left.keys())
  }

  /** By thing, then by point: what bridge or keeper said last. */
  #lastOf<T extends { readonly thing: ThingId; readonly point: string }>(
    begun: ReadonlyMap<ThingId, Begun>,
    table: Iterable<[StatementId, Filed<T>]>,
    saying: (says: T) => string | null
  ): Map<ThingId, Map<string, { at: Origin; will: string | null }>> {
    const willing = new Map<ThingId, Map<string, { at: Origin; will: string | null }>>()
    for (const [id, filed] of table) {
      const { thing, point } = filed.says
      const will = saying(filed.says)
      const at = originAt(id, filed)
      if (!this.#isKeepers(begun.get(thing), at)) continue
      const ofThing = willing.get(thing) ?? new Map<string, { at: Origin; will: string | null }>()
      const known = ofThing.get(point)
      if (!known || laterThan(at, known.at)) ofThing.set(point, { at, will })
      willing.set(thing, ofThing)
    }
    return willing
  }

  /** Said by the ware that brings the thing in or looks after it, after the thing began. */
  #isKeepers(begun: Begun | undefined, at: Origin, isBeginning = false): boolean {
    const ware = begun && this.#standing.wareOf(at)
    if (ware === undefined || (ware !== begun?.bridge && ware !== begun?.keeper)) return false
    return isBeginning || at.lamport > begun.at.lamport
  }
}

interface Begun {
  readonly at: Origin
  readonly bridge: IdText
  readonly keeper: IdText
  readonly device: IdText
  readonly key: string
  readonly source: ThingSource
}

function tell<F extends Field>(told: Told, field: F, value: ThingSay[F], at: Origin): void {
  if (value === undefined) return
  const known = told[field] as { at: Origin } | undefined
  if (known === undefined || laterThan(at, known.at)) (told as Record<string, unknown>)[field] = { at, value }
}

function rowOf(id: StatementId, begun: Begun, told: Told, gone: boolean, willing: ReadonlyMap<string, { will: string | null }> | undefined, chosen: ReadonlyMap<string, { will: string | null }> | undefined): ThingRow {
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
    leaves: points.readings.map((reading) => {
      const said = chosen?.get(reading.key)?.will
      return { point: reading.key, choice: (said && readChosen(said)) || defaultChoice(reading) }
    }),
    acts: points.acts.map((act) => {
      const said = willing?.get(act.key)?.will
      const will = said ? readWill(said) : undefined
      return will ? { ...act, will } : act
    }),
    ...(gone && { gone }),
    called: name ? sensesMessage('senses.named', { name }) : sensesMessage(points.acts.length > 0 ? 'senses.machine' : 'senses.sensor')
  }
}
