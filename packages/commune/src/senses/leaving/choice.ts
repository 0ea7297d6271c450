/**
 * What may leave of a series: whom it speaks of, in which form others get it, and for how long it is kept. One choice for each series,
 * said by whoever looks after what senses.
 *
 * The class bounds the form (`allowed.ts`). All numbers are whole, as statements are: times in milliseconds, epsilon in thousandths.
 * Refuses: spans that do not divide a day or hold whole days (else two choices could be subtracted from one another more finely than
 * either), counts in bins under a quarter of an hour, a day's noise that its budget cannot pay for.
 */
import { no, ok, type Result } from '@commune/protocol'
import * as v from 'valibot'
import { leavingMessage, type Message } from '../../words/index.ts'

/** Whom a series speaks of: the place, those who live together in one part of it, or one person. */
export type SeriesClass = 'commons' | 'household' | 'personal'
export const seriesClasses: readonly SeriesClass[] = ['commons', 'household', 'personal']

export type Statistic = 'mean' | 'min' | 'max' | 'last' | 'sum'

export type Transform =
  | { readonly is: 'stays' }
  | { readonly is: 'as-it-is' }
  /** Spans of `stepMs` that begin at multiples of it (UTC). */
  | { readonly is: 'binned'; readonly stepMs: number; readonly of: readonly Statistic[] }
  /** The mean of the means of at least `least` members, each once, in each span. */
  | { readonly is: 'averaged'; readonly stepMs: number; readonly least: number }
  /**
   * How many, in each span: with noise, and nothing under `floor`. Each span costs `epsilonMilli` thousandths of epsilon; all that count
   * the same people together spend `dayMilli` a day (UTC) at most.
   */
  | {
      readonly is: 'counted'
      readonly stepMs: number
      readonly floor: number
      readonly epsilonMilli: number
      readonly dayMilli: number
    }

/** How long it is kept. Left out: until somebody forgets it. */
export interface Lifetime {
  /** On the device that senses, in whole days. */
  readonly hereDays?: number
  /** What left, with others, in seasons (V4): an honest peer drops it then. */
  readonly thereSeasons?: number
}

export interface LeavingChoice {
  readonly class: SeriesClass
  readonly transform: Transform
  readonly lifetime: Lifetime
}

export const dayMs = 86_400_000
/** Bounds of a choice (E7). */
export const leavingLimits = {
  stepMsMin: 60_000,
  /** Thirty-one days. */
  stepMsMax: 2_678_400_000,
  countStepMsMin: 900_000,
  countStepMsMax: 86_400_000,
  leastMin: 3,
  leastMax: 1_000,
  floorMin: 5,
  floorMax: 1_000_000,
  epsilonMilliMax: 10_000,
  dayMilliMax: 10_000,
  hereDaysMax: 36_525,
  thereSeasonsMax: 255
} as const

const whole = (least: number, most: number): v.GenericSchema<unknown, number> =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most)) as v.GenericSchema<unknown, number>

/** Bins of different choices have ends in common: a part of a day, or whole days. */
const isEven = (stepMs: number): boolean => dayMs % stepMs === 0 || stepMs % dayMs === 0
const step = (least: number, most: number): v.GenericSchema<unknown, number> =>
  v.pipe(whole(least, most), v.check(isEven, 'a part of a day without remainder, or whole days'))

const { stepMsMin, stepMsMax, countStepMsMin, countStepMsMax } = leavingLimits

export const transformSchema: v.GenericSchema<unknown, Transform> = v.variant('is', [
  v.object({ is: v.literal('stays') }),
  v.object({ is: v.literal('as-it-is') }),
  v.object({
    is: v.literal('binned'),
    stepMs: step(stepMsMin, stepMsMax),
    of: v.pipe(
      v.array(v.picklist(['mean', 'min', 'max', 'last', 'sum'])),
      v.minLength(1),
      v.maxLength(5),
      v.check((of) => new Set(of).size === of.length, 'each once')
    )
  }),
  v.object({
    is: v.literal('averaged'),
    stepMs: step(stepMsMin, stepMsMax),
    least: whole(leavingLimits.leastMin, leavingLimits.leastMax)
  }),
  v.pipe(
    v.object({
      is: v.literal('counted'),
      stepMs: step(countStepMsMin, countStepMsMax),
      floor: whole(leavingLimits.floorMin, leavingLimits.floorMax),
      epsilonMilli: whole(1, leavingLimits.epsilonMilliMax),
      dayMilli: whole(1, leavingLimits.dayMilliMax)
    }),
    v.check(
      ({ stepMs, epsilonMilli, dayMilli }) => (dayMs / stepMs) * epsilonMilli <= dayMilli,
      'a budget that pays for all spans of a day'
    )
  )
])

export const choiceSchema: v.GenericSchema<unknown, LeavingChoice> = v.object({
  class: v.picklist(seriesClasses),
  transform: transformSchema,
  lifetime: v.object({
    hereDays: v.exactOptional(whole(1, leavingLimits.hereDaysMax)),
    thereSeasons: v.exactOptional(whole(1, leavingLimits.thereSeasonsMax))
  })
})

/** A choice as it came in, or what is wrong with it. Whether the class allows it is asked of `allowed`. */
export const readChoice = (value: unknown): Result<LeavingChoice, Message> => {
  const read = v.safeParse(choiceSchema, value)
  if (read.success) return ok(read.output)
  const [issue] = read.issues
  const where = v.getDotPath(issue)
  return no(leavingMessage('leaving.malformed', { where: where ?? 'choice', expected: issue.expected ?? issue.message }))
}
