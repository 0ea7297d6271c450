/** The parts of a choice as they are picked: which forms, spans, numbers and lifetimes there are, and a choice with one of them changed. Pure. */
import { defaultChoice, defaultCounted, defaultPulseChoice, householdLeast, type LeavingChoice, type Published, type PulsePoint, type ReadingPoint, type SeriesClass, type Statistic, type Transform } from '@commune/commune'
import type { RecordPart } from '../../drawing/senses/record.ts'
import type { Span } from './spans.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export const classes: readonly SeriesClass[] = ['commons', 'household', 'personal']
export const forms = ['stays', 'as-it-is', 'binned', 'averaged', 'counted'] as const
export type Form = (typeof forms)[number]

type Point = Pick<ReadingPoint, 'about' | 'counter' | 'shape'> | Pick<PulsePoint, 'about'>

/** Passings are kept nowhere: they stay, or are counted. */
export const formsFor = (point: Point): readonly Form[] => ('shape' in point ? forms : ['stays', 'counted'])

/** Which numbers of a span go out, by the name of the choice. */
export const statistics = { mean: ['mean'], sum: ['sum'], min: ['min'], max: ['max'], last: ['last'], spread: ['min', 'mean', 'max'] } as const satisfies Record<string, readonly Statistic[]>
export type StatisticName = keyof typeof statistics

export const statisticOf = ({ transform }: LeavingChoice): StatisticName | undefined =>
  transform.is === 'binned' ? (Object.keys(statistics) as StatisticName[]).find((name) => [...statistics[name]].toSorted().join() === [...transform.of].toSorted().join()) : undefined

/** Spans that can be picked for a form. */
export const stepsFor = (form: Form): readonly number[] =>
  form === 'counted' ? [15 * minuteMs, 30 * minuteMs, hourMs, 3 * hourMs, 6 * hourMs, dayMs] : form === 'averaged' ? [hourMs, 3 * hourMs, 6 * hourMs, dayMs, 7 * dayMs] : [5 * minuteMs, 15 * minuteMs, hourMs, 6 * hourMs, dayMs, 7 * dayMs]

/** How much noise for each span, the least hiding first, in thousandths of epsilon. */
export const noises = [1_000, 500, 250, 100] as const
/** Days that it is kept where it is sensed; undefined: until somebody forgets it. */
export const hereDays = [7, 31, 92, 366, 731, 3_652, undefined] as const
/** Seasons that what left is kept by others. */
export const thereSeasons = [1, 2, 4, 8, 40, undefined] as const

/** The first choice of this form, as near to what was chosen before as it can be. */
export const withForm = (choice: LeavingChoice, form: Form, point: Point): LeavingChoice => {
  const { class: of, transform } = choice
  if (transform.is === form) return choice
  const isMeter = 'shape' in point && point.counter === true
  const made: Record<Form, Transform> = {
    stays: { is: 'stays' },
    'as-it-is': { is: 'as-it-is' },
    binned: { is: 'binned', stepMs: of === 'commons' ? hourMs : dayMs, of: [isMeter ? 'sum' : 'mean'] },
    averaged: { is: 'averaged', stepMs: hourMs, least: householdLeast },
    counted: defaultCounted
  }
  return { ...choice, transform: made[form] }
}

/** Another class keeps the form; what is usual for it comes with its lifetimes. */
export const withClass = (choice: LeavingChoice, of: SeriesClass, point: Point): LeavingChoice => {
  const usual = 'shape' in point ? defaultChoice(point, of) : { ...defaultPulseChoice, class: of }
  const { transform } = choice
  const fits = !('shape' in point) || of === 'commons' || transform.is === 'stays' || (of === 'household' && transform.is !== 'as-it-is' && (transform.is !== 'binned' || (transform.stepMs >= dayMs && transform.of.length === 1)))
  return { class: of, transform: fits ? transform : usual.transform, lifetime: usual.lifetime }
}

export const stepOf = ({ transform }: LeavingChoice): number | undefined => ('stepMs' in transform ? transform.stepMs : undefined)

export const withStep = (choice: LeavingChoice, stepMs: number): LeavingChoice => {
  const { transform } = choice
  if (!('stepMs' in transform)) return choice
  return { ...choice, transform: transform.is === 'counted' ? affordable({ ...transform, stepMs }) : { ...transform, stepMs } }
}

export const withNoise = (choice: LeavingChoice, epsilonMilli: number): LeavingChoice =>
  choice.transform.is === 'counted' ? { ...choice, transform: affordable({ ...choice.transform, epsilonMilli }) } : choice

type Counted = Extract<Transform, { is: 'counted' }>

/** A day has to be paid for whole: where its budget is too small, each span gives away less. */
const affordable = (counted: Counted): Counted => ({ ...counted, epsilonMilli: Math.max(1, Math.min(counted.epsilonMilli, Math.floor(counted.dayMilli / (dayMs / counted.stepMs)))) })

/** How far back is shown: far enough to see how coarse it is, near enough to see what it hides. */
export const spanFor = (choice: LeavingChoice, nowMs: number): Span => {
  const step = stepOf(choice)
  const length = step === undefined ? 7 * dayMs : step < hourMs ? dayMs : step < dayMs ? 4 * dayMs : step < 7 * dayMs ? 21 * dayMs : 84 * dayMs
  return { fromMs: nowMs - length, toMs: nowMs }
}

/** What went out, as it is drawn. */
export const partsOf = (published: readonly Published[]): readonly RecordPart[] =>
  published.map((one): RecordPart => {
    if (one.is === 'reading') return { is: 'moment', atMs: one.atMs, value: one.value }
    const span = { fromMs: one.startMs, toMs: one.startMs + one.stepMs }
    const value = valueOf(one)
    if (value === undefined) return { is: 'held-back', ...span }
    return { is: 'span', ...span, value, ...(one.is === 'bin' && one.min !== undefined && one.max !== undefined && { least: one.min, most: one.max }) }
  })

export const valueOf = (one: Published): number | undefined =>
  one.is === 'reading' ? one.value : one.is === 'bin' ? (one.mean ?? one.sum ?? one.last ?? one.max ?? one.min) : one.is === 'average' ? one.mean : one.count

export const startOf = (one: Published): number => (one.is === 'reading' ? one.atMs : one.startMs)

/** The least and the most of what is drawn; amounts begin at nothing. */
export const reachOf = (parts: readonly RecordPart[], fromNothing: boolean): { readonly least: number; readonly most: number } => {
  let [least, most] = fromNothing ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const part of parts) {
    if (part.is === 'held-back') continue
    const [low, high] = part.is === 'span' ? [part.least ?? part.value, part.most ?? part.value] : [part.value, part.value]
    least = Math.min(least, low)
    most = Math.max(most, high)
  }
  return most >= least ? { least, most: most === least ? most + 1 : most } : { least: 0, most: 1 }
}
