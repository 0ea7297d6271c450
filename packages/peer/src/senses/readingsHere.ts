/**
 * What is worked out of the readings that are kept on this device, for whoever may see them as they are: what others would get of them,
 * and what counters say was used.
 */
import {
  type BudgetState, budgetWords, counterNoteWords, DayBudget, type LeavingChoice, type Message, type PointId, type PointOf, preview, type Published, readCounter, type ReadingPoint, reveals, spanOf, type ThingRow,
  usedAsReadings, usedBetween, allowed
} from '@commune/commune'
import type { Random, Readings, SeriesStore } from '@commune/protocol'
import { type HistoryRow, type LeavingRow, leavingShownMax, type UsedRow } from '../api/senses.ts'
import { spansMax, usedNotesMax } from './questions.ts'

/** Readings that a preview looks at, the newest: months of one in each minute. */
const previewedMax = 250_000
/** Readings that one meter is read from at once; a month of one each second does not fit. */
const countedMax = 1_000_000
/** Of a counter, readings before the time that is asked for: they show how fast it goes. */
const leadMax = 200
/** Readings behind it: one that fell and came back is known by them. */
const behindMs = 7_200_000

type Sensing = Exclude<PointOf, { kind: 'act' }>

export interface LeavingInput {
  readonly of: Sensing
  readonly point: PointId
  readonly choice: LeavingChoice
  /** It was said, and is not only tried. */
  readonly chosen: boolean
  readonly nowMs: number
  readonly random: Random
  readonly series: SeriesStore
  /** What left of it. */
  readonly told: readonly Published[]
  /** What other members of a mean over several sense, by member, where several are brought in here. */
  readonly others: ReadonlyMap<string, readonly PointOf[]>
  /** Whether whoever asks may see a point as it is. */
  readonly may: (point: PointId) => boolean
  /** What was spent of the day that is shared by all counts of the same people, and how much there is. */
  readonly spent?: { readonly dayMilli: number; readonly state: BudgetState }
}

export const leavingHere = async (input: LeavingInput): Promise<LeavingRow> => {
  const { of, point, choice, chosen, nowMs, told, random } = input
  const row = { point, choice, ...(chosen && { chosen: true as const }), reveals: reveals(choice), ...budgetOf(input) }
  const shape = of.kind === 'pulse' ? 'pulse' : of.point.shape
  const fit = allowed(choice, shape)
  const wrong: { wrong?: Message } = fit.ok ? {} : { wrong: fit.error }
  if (of.kind === 'pulse') return { ...row, ...wrong, published: told.slice(-leavingShownMax), count: told.length, here: null, kept: { count: 0 } }
  const { series } = input
  const [readings, facts] = await Promise.all([series.read(point, 0, nowMs + 1, previewedMax), series.facts(point)])
  const kept = { count: facts.count, ...(facts.firstMs !== undefined && { firstMs: facts.firstMs }), ...(facts.last && { lastMs: facts.last.atMs }) }
  // With them in and without, over the same time, a mean tells of those who are not the asker's to see: there is what left already.
  if (choice.transform.is === 'averaged' && ![...input.others.values()].flat().every(({ thing, point: { key } }) => input.may(`${thing.id}/${key}`))) {
    const means = told.filter(({ is }) => is === 'average')
    return { ...row, ...wrong, published: means.slice(-leavingShownMax), count: means.length, here: await beside(input, means, kept), kept }
  }
  const others = choice.transform.is === 'averaged' ? await othersOf(input) : undefined
  // As it is others see what a meter shows; in all other forms what was used.
  const shown = fit.ok ? preview({ readings: choice.transform.is === 'as-it-is' ? readings : goingOutBySpan(readings, of.point, choice), choice, shape: of.point.shape, nowMs, random, ...(others && { others }) }) : undefined
  const published = shown?.ok ? shown.value.published.slice(-leavingShownMax) : []
  return { ...row, ...wrong, published, count: shown?.ok ? shown.value.count : 0, here: await beside(input, published, kept), kept }
}

/** Of a counter what was used goes out, not the count. */
export const goingOut = (readings: Readings, point: Pick<ReadingPoint, 'counter' | 'shape'>): Readings =>
  point.counter === true ? usedAsReadings(readCounter(readings, optionsOf(point)).uses) : readings

/**
 * The same, of each span by what was known when it was over, as it is told: a meter that fell says only later whether it began anew.
 */
function goingOutBySpan(readings: Readings, point: Pick<ReadingPoint, 'counter' | 'shape'>, { transform }: LeavingChoice): Readings {
  if (point.counter !== true || (transform.is !== 'binned' && transform.is !== 'averaged')) return goingOut(readings, point)
  const { times, values } = readings
  const spans: Readings[] = []
  for (let from = 0, to = 0; from < times.length; from = to) {
    const start = spanOf(times[from]!, transform.stepMs)
    while (to < times.length && times[to]! < start + transform.stepMs) to++
    const before = Math.max(0, from - leadMax)
    spans.push(since(goingOut({ times: times.subarray(before, to), values: values.subarray(before, to) }, point), start))
  }
  return joined(...spans)
}

/**
 * Readings of a span as they go out: of a counter what was used in it. Some before it are read as well, since what a meter showed says
 * something only beside what it showed before.
 */
export const goingOutIn = async (series: SeriesStore, address: PointId, point: Pick<ReadingPoint, 'counter' | 'shape'>, fromMs: number, toMs: number): Promise<Readings> => {
  const within = await series.read(address, fromMs, toMs, countedMax)
  if (point.counter !== true) return within
  return since(goingOut(joined(await series.read(address, 0, fromMs, leadMax), within), point), fromMs)
}

const since = ({ times, values }: Readings, fromMs: number): Readings => {
  const first = times.findIndex((atMs) => atMs >= fromMs)
  return first < 0 ? { times: new Float64Array(), values: new Float64Array() } : { times: times.subarray(first), values: values.subarray(first) }
}

async function othersOf({ others, series, nowMs, choice }: LeavingInput): Promise<Map<string, Readings>> {
  const read = new Map<string, Readings>()
  for (const [member, points] of others) {
    let all: Readings = { times: new Float64Array(), values: new Float64Array() }
    for (const { thing, point, kind } of points) {
      if (kind === 'reading') all = joined(all, goingOutBySpan(await series.read(`${thing.id}/${point.key}`, 0, nowMs + 1, previewedMax), point, choice))
    }
    read.set(member, all)
  }
  return read
}

/** What is kept over the same time, in spans that can be seen beside it. */
async function beside({ point, series, nowMs, choice: { transform } }: LeavingInput, published: readonly Published[], kept: LeavingRow['kept']): Promise<HistoryRow | null> {
  const [first] = published
  const fromMs = first === undefined ? kept.firstMs : first.is === 'reading' ? first.atMs : first.startMs
  if (fromMs === undefined) return { point, step: 60_000, starts: [], counts: [], means: [], mins: [], maxs: [], lasts: [] }
  const own = 'stepMs' in transform ? Math.min(transform.stepMs, 3_600_000) : 60_000
  const step = Math.max(own, Math.ceil((nowMs + 1 - fromMs) / leavingShownMax))
  const { starts, counts, means, mins, maxs, lasts } = await series.bins(point, Math.floor(fromMs / step) * step, nowMs + 1, step)
  return { point, step, ...{ starts: [...starts], counts: [...counts], means: [...means], mins: [...mins], maxs: [...maxs], lasts: [...lasts] } }
}

function budgetOf({ choice: { transform }, spent, nowMs }: LeavingInput): Pick<LeavingRow, 'budget'> {
  if (transform.is !== 'counted') return {}
  const budget = new DayBudget(Math.min(transform.dayMilli, spent?.dayMilli ?? transform.dayMilli), spent?.state)
  return { budget: { wholeMilli: budget.dayMilli, leftMilli: budget.leftMilli(nowMs), words: budgetWords(budget, nowMs) } }
}

const optionsOf = ({ shape }: Pick<ReadingPoint, 'shape'>): { step?: number } => (shape.is === 'number' && shape.step !== undefined ? { step: shape.step } : {})

/** What a counter of this device says was used. */
export const usedHere = async (series: SeriesStore, address: PointId, point: ReadingPoint, fromMs: number, toMs: number, stepMs: number): Promise<UsedRow> => {
  const step = Math.max(Math.round(stepMs), Math.ceil((toMs - fromMs) / spansMax), 1_000)
  const first = Math.floor(fromMs / step) * step
  const spans = Math.ceil((toMs - first) / step)
  const edges = Float64Array.from({ length: spans + 1 }, (_, index) => first + index * step)
  const readings = joined(await series.read(address, 0, first, leadMax), await series.read(address, first, first + spans * step + behindMs, countedMax))
  const { uses, notes } = readCounter(readings, optionsOf(point))
  const { used, spread, knownMs } = usedBetween(uses, edges)
  const known = Array.from({ length: spans }, (_, index) => index).filter((index) => knownMs[index]! > 0)
  const within = notes.filter(({ atMs }) => atMs >= first && atMs < first + spans * step)
  const unit = point.shape.is === 'number' ? point.shape.unit : undefined
  return {
    point: address,
    step,
    starts: known.map((index) => edges[index]!),
    used: known.map((index) => used[index]!),
    spread: known.map((index) => spread[index]!),
    knownMs: known.map((index) => knownMs[index]!),
    sum: known.reduce((sum, index) => sum + used[index]!, 0),
    notes: within.slice(-usedNotesMax).map((note) => ({ is: note.is, atMs: note.atMs, words: counterNoteWords(note, unit) })),
    resets: within.filter(({ is }) => is === 'begins-anew' || is === 'lower' || is === 'replaced').length
  }
}

/** One after another. */
export const joined = (...all: readonly Readings[]): Readings => {
  const count = all.reduce((sum, { times }) => sum + times.length, 0)
  const [times, values] = [new Float64Array(count), new Float64Array(count)]
  let at = 0
  for (const one of all) {
    times.set(one.times, at)
    values.set(one.values, at)
    at += one.times.length
  }
  return { times, values }
}

/** Whom what a thing senses is about: those who live with it; where nobody is named, whoever looks after it. */
export const peopleOf = ({ with: household, keeper }: Pick<ThingRow, 'with' | 'keeper'>): readonly string[] => (household.length > 0 ? household : [keeper])
