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

/** One way to foretell, from clock and weekday alone and from what was published as well. */
export interface Foretold {
  readonly way: string
  readonly alone: Scores
  readonly given: Scores
}

export interface Outcome {
  /** The way that served best on a part of what it knows, chosen anew for the two sides: the adversary that the rule speaks of. */
  readonly chosen: Foretold
  /** Every way by itself: what whoever had happened to settle on it would get. */
  readonly ways: readonly Foretold[]
}

/**
 * It tries two ways of learning on several sets of columns: clock and weekday; what was published of that time as well, of all series or
 * of one; what was published around it. It keeps a part of what it knows apart to see which serves best, and answers with that one. So
 * columns that only confuse it do it no harm, as they would not to a person.
 */
export const askAdversary = (presence: Presence, published: readonly PublishedRun[], split: Split, seed: number): Outcome => {
  const { times } = presence
  const around = published.map((run) => publishedColumns(run, times))
  const sets = [
    { name: 'all of that time', more: around.map(([now]) => now as Float64Array) },
    { name: 'all around it', more: around.flat() },
    ...published.map(({ name }, index) => ({ name: `${name} around it`, more: around[index] ?? [] }))
  ]
  const parts = partsOf(times, split, drawsOf(seed))
  const answer = (learn: Learn, columns: Columns): Answer => ({
    known: right(learn, columns, presence, split.learn, parts, seed),
    scores: foretell(learn, columns, presence, split.learn, split.ask, seed)
  })
  const ways = methods(times).flatMap(({ name, learn, clock }) => {
    const alone = answer(learn, clock)
    return sets.map((set) => ({ way: `${name}, ${set.name}`, alone, given: answer(learn, [...clock, ...set.more]) }))
  })
  const alone = best(ways.map((way) => ({ ...way.alone, way: way.way })))
  // It is free not to look at what was published.
  const given = best([alone, ...ways.map((way) => ({ ...way.given, way: way.way }))])
  return {
    chosen: { way: given === alone ? 'clock and weekday' : given.way, alone: alone.scores, given: given.scores },
    ways: ways.map((one) => ({ way: one.way, alone: one.alone.scores, given: one.given.scores }))
  }
}

interface Answer {
  /** How many it got right of what it kept apart. */
  readonly known: number
  readonly scores: Scores
}

const best = <A extends Answer>(answers: readonly A[]): A => answers.reduce((most, one) => (one.known > most.known ? one : most))

type Learn = (columns: Columns, truth: Uint8Array, draws: Draws) => Model

const methods = (times: Float64Array): { name: string; learn: Learn; clock: Float64Array[] }[] => [
  { name: 'trees', learn: learnBoosted, clock: clockColumns(times) },
  { name: 'straight', learn: (columns, truth) => learnLogistic(columns, truth, 10), clock: hourColumns(times) }
]

/** Where whole days are kept apart this is nearly each day by itself: fewer parts leave the choice to luck. */
const partsMax = 4

/** Which part of what it knows each row is kept apart with. */
const partsOf = (times: Float64Array, { learn, spanMs }: Split, draws: Draws): Uint8Array => {
  const spans = shuffled([...new Set(Array.from(learn, (row) => Math.floor((times[row] as number) / spanMs)))], draws)
  const part = new Map(spans.map((span, index) => [span, index % partsMax]))
  return Uint8Array.from(learn, (row) => part.get(Math.floor((times[row] as number) / spanMs)) as number)
}

/** How many it gets right of each part when it learns from the others. */
const right = (learn: Learn, columns: Columns, presence: Presence, rows: Int32Array, parts: Uint8Array, seed: number): number => {
  let sum = 0
  for (const part of new Set(parts)) {
    const known = rows.filter((_, index) => parts[index] !== part)
    const apart = rows.filter((_, index) => parts[index] === part)
    if (known.length > 0) sum += foretell(learn, columns, presence, known, apart, seed).accuracy * apart.length
  }
  return sum
}

const foretell = (learn: Learn, columns: Columns, presence: Presence, known: Int32Array, asked: Int32Array, seed: number): Scores => {
  const model = learn(rowsOf(columns, known), truthOf(presence, known), drawsOf(seed))
  return scoresOf(model(rowsOf(columns, asked)), truthOf(presence, asked))
}

const rowsOf = (columns: Columns, rows: Int32Array): Float64Array[] =>
  columns.map((column) => Float64Array.from(rows, (row) => column[row] as number))
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
