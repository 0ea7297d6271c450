/** What there is in this world to feel and to move, who keeps it, and what its keeper said of it. */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { type Filed, jsonReader, originAt } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import type { Message } from '../words/index.ts'
import { allowed, type LeavingChoice, type Published, usualChoice } from './leaving/index.ts'
import type { StandingWord } from './again.ts'
import { chosenOf, lookAt, type OneThing, SaidOfThings, standingWords } from './oneThing.ts'
import { publishedSchema } from './shape.ts'
import type { ActPoint, PointId, PulsePoint, ReadingPoint, ThingId } from './thing.ts'
import type { SensesState, ThingSource, ThingTell, Will } from './types.ts'

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
  /** What may leave of each reading and of passings: what its keeper said last, or what is usual for it. */
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

const readTold = jsonReader(publishedSchema, 512)
/** Points whose told values are remembered. */
const toldOfMax = 500
const timeOf = (one: Published): number => (one.is === 'reading' ? one.atMs : one.startMs)

export class ThingsView {
  readonly #state: SensesState
  readonly #standing: Standing
  #seen: readonly number[] = []
  #version = 0
  readonly #said: SaidOfThings
  /** In the order they began, and where the last did. */
  #all = new Map<ThingId, OneThing>()
  #last: Origin | undefined
  /** The first of each device, source and key. */
  readonly #byKey = new Map<string, ThingId>()
  #toldSeen = ''
  readonly #toldOf = new Map<PointId, readonly Published[]>()
  #tellsSeen: SensesState['tells']['version'] | undefined
  #tells: ReadonlyMap<string, readonly [StatementId, Filed<ThingTell>][]> = new Map()

  constructor(state: SensesState, standing: Standing) {
    this.#state = state
    this.#standing = standing
    this.#said = new SaidOfThings(state)
  }

  /** Grows whenever something was said of a thing. */
  get version(): number {
    this.#refresh()
    return this.#version
  }

  /** All things in the order they came in; those that are gone only when asked for. */
  list({ gone = false }: { readonly gone?: boolean } = {}): ThingRow[] {
    this.#refresh()
    return Array.from(this.#all.values(), ({ row }) => row).filter((row) => gone || row.gone !== true)
  }

  one(id: ThingId): ThingRow | undefined {
    this.#refresh()
    return this.#all.get(id)?.row
  }

  /** The thing that this device brought in under this key, gone or not. */
  known(device: IdText, source: ThingSource, key: string): ThingRow | undefined {
    this.#refresh()
    const id = this.#byKey.get(keyOf(device, source, key))
    return id === undefined ? undefined : this.#all.get(id)?.row
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
    const choice = this.choiceOf(of.thing, of.point)
    if (choice.class !== 'personal' && household.includes(ware)) return true
    return of.kind === 'reading' && choice.transform.is === 'as-it-is' && allowed(choice, of.point.shape).ok
  }

  /** What was said of a thing and stands, word by word. */
  words(id: ThingId): StandingWord[] {
    this.#refresh()
    return standingWords(id, this.#said.of(id), this.#state, this.#standing)
  }

  /** Whether it was ever said who lives with a thing, also that it is nobody. */
  isHouseholdSaid(id: ThingId): boolean {
    this.#refresh()
    return this.#all.get(id)?.isWithSaid === true
  }

  /** What may leave of a point: what its keeper said last, or what is usual for it. */
  choiceOf(thing: ThingRow, point: ReadingPoint | PulsePoint): LeavingChoice {
    return this.saidOf(thing, point) ?? usualChoice(point)
  }

  /** What its keeper said may leave of a point; undefined: nothing, or that it is as usual. */
  saidOf(thing: ThingRow, point: ReadingPoint | PulsePoint): LeavingChoice | undefined {
    this.#refresh()
    return chosenOf(this.#all.get(thing.id)?.chosen, point.key)
  }

  /**
   * What left of a point, in the order of time, as its bridge told it. What is said is final: of two words on one span the first counts,
   * for the second could be subtracted from it.
   */
  told(address: PointId): readonly Published[] {
    const of = this.point(address)
    if (!of || of.kind === 'act') return []
    const { tells } = this.#state
    const seen = `${this.#seen} ${tells.version}`
    if (seen !== this.#toldSeen) this.#toldOf.clear()
    this.#toldSeen = seen
    const known = this.#toldOf.get(address)
    if (known) return known
    const told = this.#toldAnew(address, of.thing.bridge)
    if (this.#toldOf.size < toldOfMax) this.#toldOf.set(address, told)
    return told
  }

  #toldAnew(address: PointId, bridge: IdText): Published[] {
    const first = new Map<string, { readonly at: Origin; readonly one: Published }>()
    for (const [id, filed] of this.#tellsOf(address)) {
      const at = originAt(id, filed)
      if (this.#standing.wareOf(at) !== bridge) continue
      for (const one of readTold(filed.says.told) ?? []) {
        const key = one.is === 'reading' ? `${one.atMs}` : `${one.startMs} ${one.stepMs}`
        const known = first.get(key)
        if (!known || laterThan(known.at, at)) first.set(key, { at, one })
      }
    }
    return Array.from(first.values(), ({ one }) => one).sort((a, b) => timeOf(a) - timeOf(b))
  }

  /** Statements that tell of a point, found once and not anew for each that is looked at. */
  #tellsOf(address: PointId): readonly [StatementId, Filed<ThingTell>][] {
    const { tells } = this.#state
    if (this.#tellsSeen !== tells.version) {
      this.#tellsSeen = tells.version
      this.#tells = Map.groupBy(tells, ([, { says }]) => `${says.thing}/${says.point}`)
    }
    return this.#tells.get(address) ?? []
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

  /** After a word on one thing that one is looked at anew, and no other: in a house of two thousand somebody says something all the time. */
  #refresh(): void {
    if (this.#isSeen()) return
    const { things, gone, wills, leaves } = this.#state
    const { era, undoVersion } = this.#standing
    const isSameForAll = this.#seen[0] === era && this.#seen[1] === undoVersion
    this.#seen = [era, undoVersion, things.version, gone.version, wills.version, leaves.version]
    this.#version++
    const touched = this.#said.next()
    const begun: [ThingId, OneThing][] = []
    let isAnyOver = false
    for (const id of isSameForAll ? touched : this.#said.ids()) {
      const [before, after] = [this.#all.get(id), lookAt(id, this.#said.of(id), this.#state, this.#standing)]
      if (before && after) this.#all.set(id, after)
      else if (after) begun.push([id, after])
      else if (this.#all.delete(id)) isAnyOver = true
    }
    this.#enter(begun, isAnyOver)
  }

  /** In the order they began; most begin after all that are there. */
  #enter(begun: readonly [ThingId, OneThing][], isAnyOver: boolean): void {
    const inOrder = begun.toSorted(([, a], [, b]) => (laterThan(a.at, b.at) ? 1 : -1))
    const [first] = inOrder
    const isAfterAll = !isAnyOver && (!first || !this.#last || laterThan(first[1].at, this.#last))
    if (!isAfterAll) {
      this.#byKey.clear()
      this.#all = new Map([...this.#all, ...inOrder].sort(([, a], [, b]) => (laterThan(a.at, b.at) ? 1 : -1)))
    }
    for (const [id, one] of isAfterAll ? inOrder : this.#all) {
      this.#all.set(id, one)
      this.#last = one.at
      const key = keyOf(one.row.device, one.row.source, one.row.key)
      if (!this.#byKey.has(key)) this.#byKey.set(key, id)
    }
  }

  /** Asked for each reading: numbers are held against one another, and nothing is made. */
  #isSeen(): boolean {
    const { things, gone, wills, leaves } = this.#state
    const seen = this.#seen
    if (seen[0] !== this.#standing.era || seen[1] !== this.#standing.undoVersion) return false
    return seen[2] === things.version && seen[3] === gone.version && seen[4] === wills.version && seen[5] === leaves.version
  }
}

const keyOf = (device: IdText, source: ThingSource, key: string): string => `${device} ${source} ${key}`
