/**
 * What is asked of readings: history, what leaves of them, what was used; and readings by hand. Whoever brings a thing in answers for it,
 * with what it keeps; everybody else asks that one, or has what left of it in the graph.
 */
import { type BudgetState, choiceSchema, type LeavingChoice, type Message, type PointId, type PointOf, type Published, type ThingRow, type Value } from '@commune/commune'
import { type Bins, type IdText, no, ok } from '@commune/protocol'
import * as v from 'valibot'
import type { Acts, Asks, Outcome } from '../api/api.ts'
import type { Amounted, BroughtRow, HistoryRow, LeavingRow, UsedRow } from '../api/senses.ts'
import { deviceOf, wareOf } from '../me/me.ts'
import type { Held, Inside } from '../peer/inside.ts'
import { peerMessage } from '../words/index.ts'
import { mayHear, maySee } from './hearing.ts'
import type { Now } from './now.ts'
import type { SensesPorts } from './ports.ts'
import { amountedSchema, type HistoryAnswer, historyAnswerSchema, leavingAnswerSchema, metersMax, type Question, readAnswer, sensedAnswerSchema, spansMax, usedAnswerSchema, usedSpansMax } from './questions.ts'
import { toldHistory } from './told.ts'

type Sensing = Exclude<PointOf, { kind: 'act' }>
type AskedHere = Extract<Question, { ask: 'history' | 'leaving' | 'used' | 'sense' }>

/** What is known here of counts and means that go out. */
export interface Spending {
  /** What was spent of the day that is shared by all counts of the people of this thing; undefined: nothing of them is counted. */
  spentOf(world: IdText, thing: ThingRow): { readonly dayMilli: number; readonly state: BudgetState } | undefined
  /** Who else would be in a mean over several with this point, were that chosen, by household. */
  othersOf(world: IdText, of: PointOf, choice: LeavingChoice): ReadonlyMap<string, readonly PointOf[]>
}

export interface AskedOfReadingsPorts {
  readonly inside: Inside
  readonly now: Now
  /** Readings and what goes with them, loaded where that is put off; undefined where nothing is sensed. */
  senses(): Promise<SensesPorts | undefined>
  tellings(): Spending | undefined
  /** Asks a device; undefined when it does not answer. */
  ask(world: IdText, device: IdText, question: Question): Promise<unknown>
  changed(world: IdText): void
}

const empty = { starts: [], counts: [], means: [], mins: [], maxs: [], lasts: [] }
/** Readings of one act. */
const broughtMax = 50_000

export class AskedOfReadings {
  readonly #ports: AskedOfReadingsPorts
  readonly #inside: Inside

  constructor(ports: AskedOfReadingsPorts) {
    this.#ports = ports
    this.#inside = ports.inside
  }

  readonly history = async (held: Held, { point, fromMs, toMs, stepMs }: Asks['history'][0]): Promise<Outcome<HistoryRow | null>> => {
    const views = held.views()
    const of = views.things.point(point)
    if (!of || of.kind === 'act') return ok(null)
    const step = Math.max(Math.round(stepMs), Math.ceil((toMs - fromMs) / spansMax), 1_000)
    const told = (): Outcome<HistoryRow> | undefined => {
      const row = toldHistory(views.things.told(point), fromMs, toMs)
      return row && ok({ point, ...row })
    }
    // Of passings nothing is kept: there is what left of them, and nothing else.
    if (of.kind === 'pulse') return told() ?? ok({ point, step, ...empty })
    const { device } = of.thing
    if (device === this.#me) return ok({ point, ...(await this.#bins(point, fromMs, toMs, step)) })
    // What is not told as it is may have left in another form; and nobody needs to be there for that.
    if (!maySee(views, this.#ware, point, this.#nowMs)) return told() ?? no(peerMessage('peer.not-told'))
    const question: Question = { ask: 'history', point, from: Math.max(0, Math.floor(fromMs)), to: Math.ceil(toMs), step }
    const answer = readAnswer(await this.#ports.ask(held.hosted.world.name, device, question), historyAnswerSchema)
    if (!answer) return told() ?? no(peerMessage('peer.senser-away', { thing: of.thing.called }))
    return 'no' in answer ? (told() ?? no(answer.no)) : ok({ point, ...answer.ok })
  }

  readonly leaving = async ({ world, thing, point, choice }: Asks['leaving'][0]): Promise<Outcome<LeavingRow>> => {
    const held = this.#inside.find(world)
    const address: PointId = `${thing}/${point}`
    const of = held && sensingOf(held, address)
    const tried = choice === undefined ? undefined : v.safeParse(choiceSchema, choice)
    if (!held || !of || tried?.success === false) return no(peerMessage('peer.nothing-found'))
    if (of.thing.device === this.#me) return this.#leavingHere(held, address, tried?.output)
    const question: Question = { ask: 'leaving', point: address, ...(tried && { choice: tried.output }) }
    const answer = readAnswer(await this.#ports.ask(world, of.thing.device, question), leavingAnswerSchema)
    if (!answer) return no(peerMessage('peer.senser-away', { thing: of.thing.called }))
    return 'no' in answer ? no(answer.no) : ok(answer.ok)
  }

  readonly used = async ({ world, points, fromMs, toMs, stepMs }: Asks['used'][0]): Promise<Outcome<readonly UsedRow[]>> => {
    const held = this.#inside.find(world)
    if (!held) return no(peerMessage('peer.world-unknown'))
    if (!(toMs > fromMs) || !(fromMs >= 0) || !Number.isFinite(toMs)) return ok([])
    const step = Math.max(Math.round(stepMs) || 0, Math.ceil((toMs - fromMs) / spansMax), 1_000)
    const span = { from: Math.floor(fromMs), to: Math.ceil(toMs), step }
    const asked = [...new Set(points)].slice(0, metersMax)
    const rows = new Map<PointId, UsedRow>()
    const elsewhere = new Map<IdText, PointId[]>()
    for (const point of asked) {
      const device = sensingOf(held, point)?.thing.device
      if (device === undefined) rows.set(point, noneUsed(point, step, peerMessage('peer.nothing-found')))
      else if (device === this.#me) rows.set(point, await this.#usedHere(held, point, span))
      else if (!maySee(held.views(), this.#ware, point, this.#nowMs)) rows.set(point, usedTold(held, point, span) ?? noneUsed(point, step, peerMessage('peer.not-told')))
      else elsewhere.set(device, [...(elsewhere.get(device) ?? []), point])
    }
    await Promise.all([...elsewhere].map(async ([device, its]) => {
      for (const row of await this.#usedThere(held, device, its, span)) rows.set(row.point, row)
    }))
    return ok(asked.flatMap((point) => rows.get(point) ?? []))
  }

  readonly sense = async ({ world, thing, point, value, atMs }: Acts['sense'][0]): Promise<Outcome<{ value: Value; atMs: number }>> => {
    const held = this.#inside.find(world)
    const address: PointId = `${thing}/${point}`
    const of = held && sensingOf(held, address)
    if (!held || !of || of.kind !== 'reading' || !v.is(amountedSchema, value)) return no(peerMessage('peer.nothing-found'))
    if (of.thing.device === this.#me) return this.#senseHere(held, this.#ware, address, value, atMs)
    const question: Question = { ask: 'sense', point: address, value, ...(atMs !== undefined && { at: Math.round(atMs) }) }
    const answer = readAnswer(await this.#ports.ask(world, of.thing.device, question), sensedAnswerSchema)
    if (!answer) return no(peerMessage('peer.senser-away', { thing: of.thing.called }))
    return 'no' in answer ? no(answer.no) : ok(answer.ok)
  }

  readonly senseMany = async ({ world, thing, point, times, values }: Acts['senseMany'][0]): Promise<Outcome<BroughtRow>> => {
    if (!Array.isArray(times) || !Array.isArray(values) || times.length !== values.length || times.length > broughtMax) return no(peerMessage('peer.sense-many', { most: broughtMax }))
    return this.bring(world, `${thing}/${point}`, times.map((atMs, index) => [atMs, values[index] as Value] as const))
  }

  readonly bring = async (
    world: IdText,
    address: PointId,
    readings: Iterable<readonly [atMs: number, value: Value]> | AsyncIterable<readonly [atMs: number, value: Value]>,
    onProgress?: (sofar: BroughtRow) => void,
    signal?: { readonly aborted: boolean }
  ): Promise<Outcome<BroughtRow>> => {
    const held = this.#inside.find(world)
    const of = held && sensingOf(held, address)
    const senses = await this.#ports.senses()
    if (!of || of.kind !== 'reading' || !senses) return no(peerMessage('peer.nothing-found'))
    if (of.thing.device !== this.#me) return no(peerMessage('peer.sense-elsewhere', { thing: of.thing.called }))
    const { series, engine } = senses
    const brought = await engine.bringReadings(readings, { address, point: of.point, now: this.#ports.now, series, nowMs: () => this.#nowMs, onProgress, signal })
    this.#ports.changed(world)
    return ok(brought)
  }

  /** What another device of this world is answered. */
  async answer(held: Held, ware: IdText, question: AskedHere): Promise<{ readonly ok: unknown } | { readonly no: Message }> {
    const may = (point: PointId): boolean => mayHear(held.views(), ware, point, this.#me, this.#nowMs)
    switch (question.ask) {
      case 'history':
        return may(question.point) ? { ok: await this.#bins(question.point, question.from, question.to, question.step) } : { no: peerMessage('peer.not-told') }
      case 'leaving':
        // Whoever may try choices may see what they are tried on.
        return may(question.point) ? answered(await this.#leavingHere(held, question.point, question.choice, may)) : { no: peerMessage('peer.not-told') }
      case 'used':
        return { ok: await this.#usedFor(held, question, may) }
      case 'sense':
        return answered(await this.#senseHere(held, ware, question.point, question.value, question.at))
    }
  }

  async #bins(point: PointId, fromMs: number, toMs: number, stepMs: number): Promise<HistoryAnswer> {
    const bins = await (await this.#ports.senses())?.series.bins(point, fromMs, toMs, stepMs)
    return bins ? plain(bins) : { step: stepMs, ...empty }
  }

  async #leavingHere(held: Held, point: PointId, tried: LeavingChoice | undefined, may: (point: PointId) => boolean = () => true): Promise<Outcome<LeavingRow>> {
    const senses = await this.#ports.senses()
    const of = sensingOf(held, point)
    if (!senses || !of) return no(peerMessage('peer.nothing-found'))
    const { things } = held.views()
    const choice = tried ?? things.choiceOf(of.thing, of.point)
    const tellings = this.#ports.tellings()
    const world = held.hosted.world.name
    const spent = tellings?.spentOf(world, of.thing)
    return ok(
      await senses.engine.leavingHere({
        ...{ of, point, choice, may, series: senses.series, nowMs: this.#nowMs, random: this.#inside.ports.random },
        chosen: tried === undefined && things.saidOf(of.thing, of.point) !== undefined,
        told: things.told(point),
        others: tellings?.othersOf(world, of, choice) ?? new Map<string, readonly PointOf[]>(),
        ...(spent && { spent })
      })
    )
  }

  async #usedHere(held: Held, point: PointId, { from, to, step }: { readonly from: number; readonly to: number; readonly step: number }): Promise<UsedRow> {
    const senses = await this.#ports.senses()
    const of = sensingOf(held, point)
    if (!senses || of?.kind !== 'reading' || of.point.counter !== true) return noneUsed(point, step, peerMessage('peer.no-counter'))
    return senses.engine.usedHere(senses.series, point, of.point, from, to, step)
  }

  /** One meter after the other: each may be a year of readings. */
  async #usedFor(held: Held, question: Extract<Question, { ask: 'used' }>, may: (point: PointId) => boolean): Promise<UsedRow[]> {
    const rows: UsedRow[] = []
    for (const point of new Set(question.points)) {
      rows.push(may(point) ? await this.#usedHere(held, point, question) : noneUsed(point, question.step, peerMessage('peer.not-told')))
    }
    return rows
  }

  /** Asked in parts that fit into an answer. */
  async #usedThere(held: Held, device: IdText, points: readonly PointId[], span: { readonly from: number; readonly to: number; readonly step: number }): Promise<UsedRow[]> {
    const each = Math.max(1, Math.floor(usedSpansMax / Math.max(1, (span.to - span.from) / span.step)))
    const rows: UsedRow[] = []
    for (let at = 0; at < points.length; at += each) {
      const part = points.slice(at, at + each)
      const answer = readAnswer(await this.#ports.ask(held.hosted.world.name, device, { ask: 'used', points: part, ...span }), usedAnswerSchema)
      const came = new Map(answer && 'ok' in answer ? answer.ok.map((row) => [row.point, row] as const) : [])
      for (const point of part) {
        const row = came.get(point)
        if (row && row.why === undefined) rows.push(row)
        else rows.push(usedTold(held, point, span) ?? row ?? noneUsed(point, span.step, peerMessage('peer.senser-away', { thing: sensingOf(held, point)?.thing.called ?? '' })))
      }
    }
    return rows
  }

  async #senseHere(held: Held, ware: IdText, address: PointId, given: Amounted, at: number | undefined): Promise<Outcome<{ value: Value; atMs: number }>> {
    const senses = await this.#ports.senses()
    const of = sensingOf(held, address)
    if (!senses || of?.kind !== 'reading' || of.thing.device !== this.#me) return no(peerMessage('peer.nothing-found'))
    const { bridge, keeper, source, gone, called } = of.thing
    if (ware !== bridge && ware !== keeper) return no(peerMessage('peer.sense-not-yours', { thing: called }))
    if (source !== 'hand' || gone) return no(peerMessage('peer.sense-not-by-hand', { thing: called }))
    const atMs = at === undefined ? this.#nowMs : Math.round(at)
    if (!senses.engine.isMoment(atMs, this.#nowMs)) return no(peerMessage('peer.sense-when'))
    const read = senses.engine.readByHand(given, of.point)
    if (!read.ok) return read
    await senses.engine.keepReading(address, of.point, read.value, atMs, { now: this.#ports.now, series: senses.series })
    this.#ports.changed(held.hosted.world.name)
    return ok({ value: read.value, atMs })
  }

  get #me(): IdText {
    return deviceOf(this.#inside.me())
  }
  get #ware(): IdText {
    return wareOf(this.#inside.me())
  }
  get #nowMs(): number {
    return this.#inside.ports.clock.nowMs()
  }
}

function sensingOf(held: Held, address: PointId): Sensing | undefined {
  const of = held.views().things.point(address)
  return of && of.kind !== 'act' ? of : undefined
}

const answered = <T>(outcome: Outcome<T>): { readonly ok: T } | { readonly no: Message } => (outcome.ok ? { ok: outcome.value } : { no: outcome.error })

const noneUsed = (point: PointId, step: number, why: Message): UsedRow => ({ point, step, ...{ starts: [], used: [], spread: [], knownMs: [] }, sum: 0, notes: [], resets: 0, why })

/** Sums that left, of who may see no more: in their own spans. */
function usedTold(held: Held, point: PointId, { from, to }: { readonly from: number; readonly to: number }): UsedRow | undefined {
  const isSum = (one: Published): one is Extract<Published, { is: 'bin' }> & { readonly sum: number } => one.is === 'bin' && one.sum !== undefined
  const sums = held.views().things.told(point).filter(isSum).filter(({ startMs }) => startMs >= from && startMs < to)
  const last = sums.at(-1)
  if (!last || sensingOf(held, point)?.kind !== 'reading') return undefined
  const same = sums.filter(({ stepMs }) => stepMs === last.stepMs)
  const used = same.map(({ sum }) => sum)
  return {
    point,
    step: last.stepMs,
    ...{ starts: same.map(({ startMs }) => startMs), used, spread: used.map(() => 0), knownMs: same.map(({ stepMs }) => stepMs) },
    sum: used.reduce((sum, one) => sum + one, 0),
    ...{ notes: [], resets: 0, told: true as const }
  }
}

const plain = ({ stepMs, starts, counts, means, mins, maxs, lasts }: Bins): HistoryAnswer => ({
  step: stepMs,
  ...{ starts: [...starts], counts: [...counts], means: [...means], mins: [...mins], maxs: [...maxs], lasts: [...lasts] }
})
