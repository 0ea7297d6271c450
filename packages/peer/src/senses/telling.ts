/**
 * What leaves this device of the things it brings into one world, in the form that was chosen and in no other: spans, means over several
 * and counts, said as `thing.tell` when they are over, each once. What leaves as it is leaves on asking alone, and what stays is not
 * looked at.
 *
 * - A form begins when it is first seen here: nothing before that goes out in it. `closedMs` says up to where all is told or was passed over.
 * - What goes out is worked out (and its noise drawn), then kept, then said, then forgotten here. Whoever stops between two of these says
 *   afterwards what was kept, and draws nothing anew.
 * - Spans and means come from the readings in the store, when they close: so a restart loses none of them. Counts are in memory alone, and
 *   a span that was open at a start is never told: nothing that is written depends on a pulse but the noisy number at the end.
 */
import {
  allowed, averaged, binned, type BudgetState, Counting, eventsIn, type LeavingChoice, type MemberReading, type PointId, type PointOf, type Published,
  spanOf, type ThingRow, type ThingsView, toldMax, type Transform, waitMsOf
} from '@commune/commune'
import type { Cancel, Clock, IdText, Log, Random, RawStatement, SeriesStore } from '@commune/protocol'
import type { Last, Now } from './now.ts'
import { numberOf } from './numbers.ts'
import { Purses } from './purses.ts'
import { householdsOf } from './households.ts'
import { goingOutIn, peopleOf } from './readingsHere.ts'
import { readTelling, type TellingState, type Waiting } from './tellingState.ts'

export interface TellingPorts {
  readonly clock: Clock
  readonly log: Log
  readonly random: Random
  readonly series: SeriesStore
  readonly now: Now
  /** This device. */
  readonly me: IdText
  things(): ThingsView
  /** Whether anything can be said in this world now. */
  maySay(): boolean
  /** Resolves when it is durable; rejects when it is not. */
  keep(state: TellingState): Promise<void>
  /** Says statements that lapse after so many seasons, 0: never. Resolves when they are durable. */
  say(statements: readonly RawStatement[], seasons: number): Promise<void>
}

const dayMs = 86_400_000
/** How often it is looked whether something is due: so often an entry is written at most, for each lifetime. */
export const tellEveryMs = 300_000
/** Values that wait to be said while nothing can be; those before them are never told. */
const waitingMax = 20_000
/** Spans that are caught up with at once. */
const spansAtOnceMax = 2_000
/** Characters of one statement. */
const toldCharsMax = 40_000

type Sensing = Exclude<PointOf, { kind: 'act' }>
type Reading = Extract<PointOf, { kind: 'reading' }>
/** Points that go into one mean, by the household that each is of. */
export type Members = ReadonlyMap<string, readonly Reading[]>
type Told = Extract<Transform, { is: 'binned' | 'averaged' | 'counted' }>

/** A form that goes out of this device. */
interface Going {
  of: Sensing
  readonly transform: Told
  /** What it is told apart by from another form of the same point; of means who is in them as well. */
  readonly form: string
  seasons: number
  members?: Members
  closedMs: number
  readonly counting?: Counting
  /** Since when what counts is out of reach. */
  outMs?: number | undefined
  /** Of readings that are counted: what was told last. */
  before?: number | undefined
}

export class Telling {
  readonly #ports: TellingPorts
  readonly #going = new Map<PointId, Going>()
  readonly #purses = new Purses()
  #waiting: readonly Waiting[] = []
  #kept = ''
  #looking: Promise<void> | undefined
  #timer: Cancel | undefined
  #stop: Cancel = () => undefined
  #seen = -1
  /** Some of what waits may have been said: a start, or a saying that broke off. */
  #unsure = true
  #ended = false

  constructor(ports: TellingPorts) {
    this.#ports = ports
  }

  /** Goes on where a former one stopped. */
  begin(saved: unknown): void {
    const state = readTelling(saved)
    this.#purses.load(state.budgets)
    if (state.lost === true || (saved === undefined && this.#countedLately())) this.#purses.lose(this.#ports.clock.nowMs())
    this.#waiting = state.waiting
    this.#refresh(new Map(state.points.map((each) => [each.point, each])), true)
    this.#stop = this.#ports.now.listen((point, last) => this.#heard(point, last), (point) => this.#felt(point), (point) => this.#here(point))
    this.#later()
  }

  /** Things or choices changed. */
  refresh(): void {
    if (this.#ports.things().version !== this.#seen) this.#refresh(new Map(), false)
  }

  end(): void {
    this.#ended = true
    this.#timer?.()
    this.#stop()
  }

  /** What the day that is shared by all counts of these people has, and what was spent of it. */
  spentOf(thing: Pick<ThingRow, 'with' | 'keeper'>): { readonly dayMilli: number; readonly state: BudgetState } | undefined {
    return this.#purses.of(peopleOf(thing))
  }

  /** Looks now, and says what is due. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch((fault: unknown) => this.#ports.log.note('not-told', { why: String(fault).slice(0, 100) }))
      .finally(() => (this.#looking = undefined))
    return this.#looking
  }

  /** Counts were told since yesterday: something was spent. */
  #countedLately(): boolean {
    const [things, nowMs] = [this.#ports.things(), this.#ports.clock.nowMs()]
    const mine = things.list({ gone: true }).filter(({ device }) => device === this.#ports.me)
    return mine.some((thing) => sensingOf(thing).some(({ point }) => things.told(`${thing.id}/${point.key}`).some((one) => one.is === 'count' && one.startMs > nowMs - 2 * dayMs)))
  }

  #later(): void {
    if (this.#ended) return
    this.#timer = this.#ports.clock.after(tellEveryMs, () => void this.look().finally(() => this.#later()))
  }

  #refresh(saved: ReadonlyMap<PointId, TellingState['points'][number]>, isBeginning: boolean): void {
    const things = this.#ports.things()
    const nowMs = this.#ports.clock.nowMs()
    this.#seen = things.version
    const wanted = new Map(goingOf(things, this.#ports.me))
    this.#purses.set([...wanted.values()].flatMap(({ of: { thing }, transform }) => (transform.is === 'counted' ? peopleOf(thing).map((ware) => [ware, transform.dayMilli] as const) : [])))
    for (const address of this.#going.keys()) if (!wanted.has(address)) this.#going.delete(address)
    for (const [address, want] of wanted) {
      const known = this.#going.get(address)
      if (known?.form === want.form) Object.assign(known, want)
      else this.#going.set(address, { ...want, ...this.#begun(address, want, saved.get(address), isBeginning, nowMs) })
    }
  }

  /** From where on a form goes out that was not running here. */
  #begun(address: PointId, { of, transform, form }: Wanted, saved: TellingState['points'][number] | undefined, isBeginning: boolean, nowMs: number): Pick<Going, 'closedMs' | 'counting' | 'outMs'> {
    const last = this.#ports.things().told(address).at(-1)
    const toldMs = last === undefined || last.is === 'reading' ? 0 : last.startMs + last.stepMs
    // What was kept of it may have been lost: what was told in the same form shows how far it had come.
    const went = saved?.form === form ? saved.closedMs : isBeginning && saved === undefined && last?.is === formsOf[transform.is] && last.stepMs === transform.stepMs ? toldMs : nowMs
    const closedMs = Math.max(toldMs, Math.min(went, nowMs))
    if (transform.is !== 'counted') return { closedMs }
    // Of those who live with it when it pays.
    const purse = { take: (atMs: number, milli: number): boolean => this.#purses.take(peopleOf((this.#going.get(address)?.of ?? of).thing), atMs, milli) }
    const sensed = this.#ports.now.last(address)
    return { closedMs, counting: new Counting(transform, purse, this.#ports.random, nowMs, { closedMs: Math.max(closedMs, 0), published: [] }), ...(sensed && 'unknown' in sensed && { outMs: nowMs }) }
  }

  #heard(point: PointId, last: Last): void {
    const going = this.#going.get(point)
    if (!going?.counting) return
    if (!('known' in last)) going.outMs ??= this.#ports.clock.nowMs()
    if (going.of.kind !== 'reading' || !('known' in last)) return
    this.#here(point)
    const { shape, counter } = going.of.point
    const number = numberOf(last.known.value, shape)
    if (number === undefined) return
    const { before } = going
    going.before = number
    // Of a counter what came is counted, and not what it has counted ever; one that begins anew shows what came since.
    const howMany = counter === true ? (before === undefined ? 0 : eventsIn(undefined, number < before ? number : number - before, shape)) : eventsIn(before, number, shape)
    if (howMany > 0) going.counting.note(last.known.atMs, this.#ports.clock.nowMs(), howMany)
  }

  #felt(point: PointId): void {
    const going = this.#going.get(point)
    if (!going?.counting || going.of.kind !== 'pulse') return
    const nowMs = this.#ports.clock.nowMs()
    going.counting.note(nowMs, nowMs)
  }

  /** Within reach again. Who passes is no end of it: in which spans a count goes out would tell of that (P6). */
  #here(point: PointId): void {
    const going = this.#going.get(point)
    if (going) this.#miss(going, undefined)
  }

  #miss(going: Going, outMs: number | undefined): void {
    const nowMs = this.#ports.clock.nowMs()
    if (going.outMs !== undefined) going.counting?.miss(Math.min(going.outMs, nowMs), nowMs)
    going.outMs = outMs
  }

  async #look(): Promise<void> {
    this.refresh()
    const nowMs = this.#ports.clock.nowMs()
    // All who are in one mean tell the same one.
    const means = new Map<string, Promise<Published[]>>()
    for (const [address, going] of [...this.#going]) {
      const items = await this.#due(going, nowMs, means)
      if (items.length > 0) this.#waiting = lastOf([...this.#waiting, { point: address, seasons: going.seasons, items }])
    }
    if (this.#ended) return
    await this.#keep()
    if (this.#waiting.length === 0 || !this.#ports.maySay()) return
    if (this.#unsure) this.#waiting = this.#waiting.flatMap((each) => this.#unsaid(each))
    this.#unsure = true
    for (const [seasons, all] of Map.groupBy(this.#waiting, (each) => each.seasons)) {
      const things = this.#ports.things()
      // A thing that is not there any more says nothing more.
      const statements = all.filter(({ point }) => things.point(point)?.thing.gone !== true).flatMap((each) => [...statementsOf(each)])
      if (statements.length > 0) await this.#ports.say(statements, seasons)
      this.#waiting = this.#waiting.filter((each) => !all.includes(each))
    }
    this.#unsure = false
    if (!this.#ended) await this.#keep()
  }

  /** What was kept and perhaps said: said once more it would stand there twice. */
  #unsaid(each: Waiting): Waiting[] {
    const said = new Set(this.#ports.things().told(each.point).map(spanKey))
    const items = each.items.filter((item) => !said.has(spanKey(item)))
    return items.length > 0 ? [{ ...each, items }] : []
  }

  /** What has become ready of one form. */
  async #due(going: Going, nowMs: number, means: Map<string, Promise<Published[]>>): Promise<Published[]> {
    const { transform, closedMs, of, form } = going
    const { stepMs } = transform
    const endMs = spanOf(nowMs - waitMsOf(stepMs), stepMs)
    if (going.counting) {
      if (going.outMs !== undefined) this.#miss(going, nowMs)
      const counts = going.counting.due(nowMs)
      going.closedMs = Math.max(closedMs, endMs)
      return counts
    }
    if (endMs <= closedMs) return []
    const first = Math.max(Math.ceil(closedMs / stepMs) * stepMs, endMs - spansAtOnceMax * stepMs)
    let items: Published[] = []
    if (first < endMs && transform.is === 'binned' && of.kind === 'reading') items = binned(await this.#read(of, first, endMs), stepMs, transform.of, nowMs, first)
    else if (first < endMs && transform.is === 'averaged') {
      const key = `${first} ${endMs} ${form}`
      const mean = means.get(key) ?? this.#meansOf(going, first, endMs, nowMs)
      means.set(key, mean)
      items = await mean
    }
    // Whatever came meanwhile: a form that took its place has its own beginning.
    going.closedMs = Math.max(going.closedMs, endMs)
    return items
  }

  async #meansOf({ transform, members = new Map() }: Going, fromMs: number, toMs: number, nowMs: number): Promise<Published[]> {
    if (transform.is !== 'averaged') return []
    const readings: MemberReading[] = []
    for (const [member, points] of members) {
      for (const each of points) {
        const { times, values } = await this.#read(each, fromMs, toMs)
        for (const [index, atMs] of times.entries()) readings.push({ member, atMs, value: values[index] as number })
      }
    }
    return averaged(readings, transform.stepMs, transform.least, [...members.keys()], nowMs)
  }

  #read({ thing, point }: Reading, fromMs: number, toMs: number): ReturnType<SeriesStore['read']> {
    return goingOutIn(this.#ports.series, `${thing.id}/${point.key}`, point, fromMs, toMs)
  }

  /** Nothing goes out that is not kept: the noise in it would be drawn twice. */
  async #keep(): Promise<void> {
    const points = [...this.#going].map(([point, { form, closedMs }]) => ({ point, form, closedMs }))
    const state: TellingState = { points, budgets: this.#purses.state(), waiting: [...this.#waiting] }
    const text = JSON.stringify(state)
    if (text === this.#kept) return
    await this.#ports.keep(state)
    this.#kept = text
  }
}

const formsOf = { binned: 'bin', averaged: 'average', counted: 'count' } as const

type Wanted = Omit<Going, 'closedMs' | 'counting'>

/** What a thing tells in a form of its own; a mean over several is told with others. */
interface Chosen {
  readonly address: PointId
  readonly going: Wanted
  /** Of a mean over several: what must be alike in all who are in it. */
  readonly alike?: { readonly as: string; readonly of: Reading; readonly least: number }
}

/** Of each thing that was looked at: a row is another one when something was said of it, and of most nothing is told. */
const chosenOf = new WeakMap<ThingRow, readonly Chosen[]>()

/** The forms in which points of this device are told, as they were chosen. */
function* goingOf(things: ThingsView, me: IdText): Generator<[PointId, Wanted]> {
  const mine = things.list().filter(({ device }) => device === me)
  const all = mine.flatMap((thing) => chosenIn(things, thing))
  const groups = Map.groupBy(all.flatMap(({ alike }) => alike ?? []), ({ as }) => as)
  const members = new Map([...groups].map(([as, each]) => [as, householdsOf(each.map(({ of }) => of))]))
  for (const { address, going, alike } of all) {
    const those = alike && members.get(alike.as)
    if (!alike || !those) yield [address, going]
    // A mean over too few is never begun.
    else if (those.size >= alike.least) yield [address, { ...going, members: those, form: JSON.stringify([alike.as, [...those.keys()].toSorted()]) }]
  }
}

function chosenIn(things: ThingsView, thing: ThingRow): readonly Chosen[] {
  const known = chosenOf.get(thing)
  if (known) return known
  const chosen = sensingOf(thing).flatMap((of): Chosen[] => {
    const choice = things.choiceOf(thing, of.point)
    const { transform, lifetime } = choice
    if (transform.is === 'stays' || transform.is === 'as-it-is' || !mayLeave(choice, of)) return []
    const going = { of, transform, seasons: lifetime.thereSeasons ?? 0, form: JSON.stringify(transform) }
    const alike = transform.is === 'averaged' && of.kind === 'reading' ? { as: alikeAs(of.point, transform), of, least: transform.least } : undefined
    return [{ address: `${thing.id}/${of.point.key}`, going, ...(alike && { alike }) }]
  })
  chosenOf.set(thing, chosen)
  return chosen
}

const sensingOf = (thing: ThingRow): Sensing[] => [
  ...thing.readings.map((point): Sensing => ({ thing, kind: 'reading', point })),
  ...thing.pulses.map((point): Sensing => ({ thing, kind: 'pulse', point }))
]

const mayLeave = (choice: LeavingChoice, of: Sensing): boolean => allowed(choice, of.kind === 'pulse' ? 'pulse' : of.point.shape).ok

/**
 * Who is in a mean with this point: all that this device brings in that is about the same, in the same unit, and was chosen to be told the
 * same way. `tried`: were that chosen for it.
 */
export function membersOf(things: ThingsView, me: IdText, of: Reading, tried?: LeavingChoice): Members {
  const wanted = alikeAs(of.point, (tried ?? things.choiceOf(of.thing, of.point)).transform)
  const alike: Reading[] = []
  for (const thing of things.list()) {
    if (thing.device !== me) continue
    for (const point of thing.readings) {
      const choice = (thing.id === of.thing.id && point.key === of.point.key ? tried : undefined) ?? things.choiceOf(thing, point)
      if (choice.transform.is !== 'averaged' || alikeAs(point, choice.transform) !== wanted || !allowed(choice, point.shape).ok) continue
      alike.push({ thing, kind: 'reading', point })
    }
  }
  return householdsOf(alike)
}

const alikeAs = ({ about, counter, shape }: Reading['point'], transform: Transform): string =>
  JSON.stringify([transform, about ?? null, counter === true, shape.is, shape.is === 'number' ? (shape.unit ?? null) : null])

/** Values as statements, each small enough. */
function* statementsOf({ point, items }: Waiting): Generator<RawStatement> {
  const slash = point.indexOf('/')
  const about = { type: 'thing.tell', thing: point.slice(0, slash), point: point.slice(slash + 1) }
  let [texts, chars]: [string[], number] = [[], 0]
  for (const item of items) {
    const text = JSON.stringify(item)
    if (texts.length > 0 && (texts.length >= toldMax || chars + text.length > toldCharsMax)) {
      yield { ...about, told: `[${texts.join()}]` }
      ;[texts, chars] = [[], 0]
    }
    texts.push(text)
    chars += text.length + 1
  }
  if (texts.length > 0) yield { ...about, told: `[${texts.join()}]` }
}

/** The last values, `waitingMax` of them. */
function lastOf(waiting: readonly Waiting[]): readonly Waiting[] {
  let over = waiting.reduce((sum, { items }) => sum + items.length, 0) - waitingMax
  if (over <= 0) return waiting
  return waiting.flatMap((each) => {
    const items = over > 0 ? each.items.slice(over) : each.items
    over -= each.items.length - items.length
    return items.length > 0 ? [{ ...each, items }] : []
  })
}

const spanKey = (one: Published): string => (one.is === 'reading' ? `${one.atMs}` : `${one.startMs} ${one.stepMs}`)
