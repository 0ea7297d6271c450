/**
 * Exactly what others would get of the kept readings, for whoever is about to choose. It goes through the very functions that publish.
 * Nothing of it goes out, nothing is spent, nothing is stored: the noise of a previewed count is an example, and drawn anew when
 * it is published.
 */
import { no, ok, type Random, type Readings, type Result } from '@commune/protocol'
import type { Message } from '../../words/index.ts'
import type { Shape } from '../thing.ts'
import { allowed } from './allowed.ts'
import { averaged, type MemberReading } from './averaged.ts'
import { binned } from './bins.ts'
import { DayBudget } from './budget.ts'
import type { LeavingChoice } from './choice.ts'
import { counted } from './counted.ts'
import { eventsIn } from './events.ts'
import { isMeasure, type Published } from './published.ts'
import { reveals } from './reveals.ts'

export interface Preview {
  /** In order of time; the newest `previewMax`. */
  readonly published: readonly Published[]
  /** How many there are in all. */
  readonly count: number
  /** What that shows of people. */
  readonly reveals: Message
}

/** Items of one preview: more than a picture can show. */
export const previewMax = 10_000

export interface PreviewInput {
  /** In the order of time, as a store gives them; of a counter what was used, not the count. For `counted`: what `eventsIn` makes of them. */
  readonly readings: Readings
  readonly choice: LeavingChoice
  readonly shape: Shape
  readonly nowMs: number
  readonly random: Random
  /** For a mean over several: the others' readings, by member. */
  readonly others?: ReadonlyMap<string, Readings>
}

/** What would go out, or why this cannot leave so. */
export const preview = (input: PreviewInput): Result<Preview, Message> => {
  const fit = allowed(input.choice, input.shape)
  if (!fit.ok) return no(fit.error)
  const published = publishedOf(input)
  return ok({ published: published.slice(-previewMax), count: published.length, reveals: reveals(input.choice) })
}

const publishedOf = ({ readings, choice: { transform }, shape, nowMs, random, others }: PreviewInput): Published[] => {
  switch (transform.is) {
    case 'stays':
      return []
    case 'as-it-is':
      return pairsOf(readings)
        .filter(({ atMs, value }) => isMeasure(value) && atMs <= nowMs)
        .map(({ atMs, value }) => ({ is: 'reading', atMs, value }))
    case 'binned':
      return binned(readings, transform.stepMs, transform.of, nowMs)
    case 'averaged': {
      const all = new Map<string, Readings>([...(others ?? []), [own, readings]])
      const given = [...all].flatMap(([member, its]): MemberReading[] => pairsOf(its).map((one) => ({ member, ...one })))
      return averaged(given, transform.stepMs, transform.least, [...all.keys()], nowMs)
    }
    case 'counted':
      return counted(eventsOf(readings, shape), transform, new DayBudget(transform.dayMilli), random, nowMs)
  }
}

/** No member of others can be called so: a name has letters. */
const own = ''

const pairsOf = ({ times, values }: Readings): { atMs: number; value: number }[] =>
  Array.from(times, (atMs, index) => ({ atMs, value: values[index] as number }))

const eventsOf = (readings: Readings, shape: Shape): { atMs: number; howMany: number }[] =>
  pairsOf(readings).flatMap(({ atMs, value }, index) => {
    const howMany = eventsIn(index === 0 ? undefined : readings.values[index - 1], value, shape)
    return howMany > 0 ? [{ atMs, howMany }] : []
  })
