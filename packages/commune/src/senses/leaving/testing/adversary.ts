/**
 * Somebody who was given everything that was published of a place, knows for half of the time whether anybody was there, and
 * wants to know it for the other half. It looks backwards, with what was published before and after each moment.
 *
 * What it learns is set beside what the same adversary learns from clock and weekday alone: people have habits, and whoever knows
 * them needs no sensor. Only the difference is what the published series give away.
 */
import { type Columns, learnBoosted, type Model } from './boosted.ts'
import { type Draws, drawsOf, shuffled } from './draws.ts'
import { learnLogistic } from './logistic.ts'
import { type Scores, scoresOf } from './scores.ts'

/** One run of published numbers. `stepMs` 0: readings as they were. */
export interface PublishedRun {
  readonly name: string
  readonly stepMs: number
  readonly starts: Float64Array
  readonly values: Float64Array
}

/** Moments in order of time, and whether somebody was there: 1 or 0. */
export interface Presence {
  readonly times: Float64Array
  readonly there: Uint8Array
}

/** Numbers of moments: those whose truth it learns from, and those it is asked about. */
export interface Split {
  readonly name: string
  /** Moments of one such span are on the same side. */
  readonly spanMs: number
  readonly learn: Int32Array
  readonly ask: Int32Array
}

export interface Outcome {
  /** From clock and weekday alone. */
  readonly alone: Scores
  /** From all that was published as well. */
  readonly given: Scores
  /** What it trusted most in the end. */
  readonly by: string
}

/**
 * A committee. Its members learn in two ways, with weekdays and without, from clock and weekday alone and from sets of what was
 * published: all series of that time, all around it, each series around it. Each is tried on parts of what is known that it did not
 * learn from, and has a say by how well it did: so one that is confused by what it is given does little harm, and what helps
 * is heard. A single learner on a few days of one room falls for chance now on this side, now on that.
 */
export const askAdversary = (presence: Presence, published: readonly PublishedRun[], split: Split, seed: number): Outcome => {
  const { times } = presence
  const around = published.map((run) => publishedColumns(run, times))
  const sets = [
    { name: 'all of that time', more: around.map(([now]) => now as Float64Array) },
    { name: 'all around it', more: around.flat() },
    ...published.map(({ name }, index) => ({ name: `${name} around it`, more: around[index] ?? [] }))
  ]
  const habits = clockMembers(times)
  const looking = habits.filter(({ weekday }) => !weekday)
  const members: Member[] = [
    ...habits,
    ...looking.flatMap(({ name, learn, columns }) =>
      sets.map((set) => ({ name: `${name}, ${set.name}`, learn, columns: [...columns, ...set.more] }))
    )
  ]
  const parts = partsOf(times, split, drawsOf(seed))
  const heard = members.map((member) => ({
    name: member.name,
    right: tried(member, presence, split.learn, parts, seed),
    likely: foretell(member, presence, split.learn, split.ask, seed)
  }))
  const truth = truthOf(presence, split.ask)
  const given = agreed(heard)
  return { alone: scoresOf(agreed(heard.slice(0, habits.length)).likely, truth), given: scoresOf(given.likely, truth), by: given.by }
}

interface Member {
  readonly name: string
  readonly learn: Learn
  readonly columns: Columns
}

interface Heard {
  readonly name: string
  /** Part of the rows that it got right without having learned from them. */
  readonly right: number
  readonly likely: Float64Array
}

/** One that got a hundredth less right has about half the say. */
const steepness = 70

const agreed = (heard: readonly Heard[]): { likely: Float64Array; by: string } => {
  const best = heard.reduce((most, one) => (one.right > most.right ? one : most))
  const likely = new Float64Array(best.likely.length)
  let whole = 0
  for (const one of heard) {
    const say = Math.exp((one.right - best.right) * steepness)
    whole += say
    for (let row = 0; row < likely.length; row++) likely[row] = (likely[row] as number) + say * (one.likely[row] as number)
  }
  return { likely: likely.map((sum) => sum / whole), by: best.name }
}

type Learn = (columns: Columns, truth: Uint8Array, draws: Draws) => Model

const learnStraight: Learn = (columns, truth) => learnLogistic(columns, truth, 10)

const clockMembers = (times: Float64Array): (Member & { readonly weekday: boolean })[] => {
  const [weekday, ...clock] = clockColumns(times) as [Float64Array, ...Float64Array[]]
  const hours = hourColumns(times)
  const weekdays = Array.from({ length: 7 }, (_, day) => weekday.map((one) => (one === day ? 1 : 0)))
  return [
    { name: 'trees', weekday: false, learn: learnBoosted, columns: clock },
    { name: 'trees with weekday', weekday: true, learn: learnBoosted, columns: [weekday, ...clock] },
    { name: 'straight', weekday: false, learn: learnStraight, columns: hours },
    { name: 'straight with weekday', weekday: true, learn: learnStraight, columns: [...hours, ...weekdays] }
  ]
}

/** Where whole days are kept apart this is nearly each day by itself: fewer parts leave the choice to luck. */
const partsMax = 4

/** Which part of what it knows each row is kept apart with. */
const partsOf = (times: Float64Array, { learn, spanMs }: Split, draws: Draws): Uint8Array => {
  const spans = shuffled([...new Set(Array.from(learn, (row) => Math.floor((times[row] as number) / spanMs)))], draws)
  const part = new Map(spans.map((span, index) => [span, index % partsMax]))
  return Uint8Array.from(learn, (row) => part.get(Math.floor((times[row] as number) / spanMs)) as number)
}

/** How much it gets right of each part when it learns from the others. */
const tried = (member: Member, presence: Presence, rows: Int32Array, parts: Uint8Array, seed: number): number => {
  let sum = 0
  for (const part of new Set(parts)) {
    const known = rows.filter((_, index) => parts[index] !== part)
    const apart = rows.filter((_, index) => parts[index] === part)
    if (known.length > 0) sum += scoresOf(foretell(member, presence, known, apart, seed), truthOf(presence, apart)).accuracy * apart.length
  }
  return sum / Math.max(1, rows.length)
}

const foretell = ({ learn, columns }: Member, presence: Presence, known: Int32Array, asked: Int32Array, seed: number): Float64Array =>
  learn(rowsOf(columns, known), truthOf(presence, known), drawsOf(seed))(rowsOf(columns, asked))

const rowsOf = (columns: Columns, rows: Int32Array): Float64Array[] =>
  columns.map((column) => {
    const some = new Float64Array(rows.length)
    for (let index = 0; index < rows.length; index++) some[index] = column[rows[index] as number] as number
    return some
  })
const truthOf = ({ there }: Presence, rows: Int32Array): Uint8Array => Uint8Array.from(rows, (row) => there[row] as number)

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000
/** 1 January 1970 was a Thursday. */
const weekdayOf = (timeMs: number): number => (Math.floor(timeMs / dayMs) + 4) % 7

const isOff = (timeMs: number): boolean => weekdayOf(timeMs) % 6 === 0

const clockColumns = (times: Float64Array): Float64Array[] => [
  times.map(weekdayOf),
  times.map((time) => Math.floor((time % dayMs) / minuteMs)),
  times.map((time) => (isOff(time) ? 1 : 0))
]

/** Each hour of a working day and of a day off is a column: a straight line says nothing about a clock. */
const hourColumns = (times: Float64Array): Float64Array[] => {
  const hourOf = (time: number): number => Math.floor((time % dayMs) / hourMs) + (isOff(time) ? 24 : 0)
  return Array.from({ length: 48 }, (_, hour) => times.map((time) => (hourOf(time) === hour ? 1 : 0)))
}

/** The number of the span that a moment is in, of those around it, and how it changes. */
const publishedColumns = ({ stepMs, starts, values }: PublishedRun, times: Float64Array): Float64Array[] => {
  const valueAt =
    stepMs === 0
      ? (time: number): number => values[lastUpTo(starts, time)] ?? Number.NaN
      : (time: number): number => {
          const at = lastUpTo(starts, time)
          return time < (starts[at] ?? -Infinity) + stepMs ? (values[at] ?? Number.NaN) : Number.NaN
        }
  const lags = stepMs === 0 ? [0, 1, 5, 15, 60].map((minutes) => minutes * minuteMs) : [0, stepMs, 2 * stepMs]
  const around = lags.flatMap((lag) => (lag === 0 ? [0] : [-lag, lag])).map((lag) => times.map((time) => valueAt(time + lag)))
  const [now, before, after] = around as [Float64Array, Float64Array, Float64Array]
  return [
    ...around,
    now.map((value, row) => value - (before[row] as number)),
    now.map((value, row) => (after[row] as number) - value)
  ]
}

/** Where the last is that is not above; -1 before the first. */
const lastUpTo = (sorted: Float64Array, most: number): number => {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] as number) <= most) from = middle + 1
    else to = middle
  }
  return from - 1
}
