/** What may leave of a series: choices, the forms others get it in, and what each shows. */
export { allowed, householdAveragedStepMs, householdLeast, householdStepMs, personalFloor } from './allowed.ts'
export { averaged, Averaging, type MemberReading } from './averaged.ts'
export { binned, Binning } from './bins.ts'
export { budgetDaysMax, budgetSchema, type BudgetState, DayBudget, lostDays } from './budget.ts'
export {
  choiceSchema,
  type LeavingChoice,
  leavingLimits,
  type Lifetime,
  readChoice,
  seriesClasses,
  type SeriesClass,
  type Statistic,
  type Transform
} from './choice.ts'
export { counted, type CountedEvent, Counting, countingSchema, type CountingState } from './counted.ts'
export { defaultChoice, defaultClass, defaultCounted, defaultPulseChoice, usualChoice } from './defaults.ts'
export { eventsIn } from './events.ts'
export { Outflow, type OwnTransform } from './flow.ts'
export { type Preview, preview, type PreviewInput, previewMax } from './preview.ts'
export { type Noted, type Published, spanOf, waitMsOf } from './published.ts'
export { budgetWords, reveals } from './reveals.ts'
