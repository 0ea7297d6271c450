/** Senses: what is felt, what is kept of it, what may leave. */
export { decideSenses } from './decide.ts'
export type { CallThingWish, KeeperWish, LeaveWish, SensesWish, SensesWisher, ThingGoneWish, ThingWish, WillWish } from './decide.ts'
export { sensesRoom } from './fold.ts'
export { actPointSchema, pointsSchema, publishedSchema, pulsePointSchema, readingPointSchema, shapeSchema, thingLimits, valueSchema } from './shape.ts'
export type { Points } from './shape.ts'
export {
  type Imported,
  type ImportedSeries,
  importLimits,
  importReadings,
  type Layout,
  type LeftReason,
  type Preview as ImportPreview,
  type PreviewColumn,
  previewImport,
  type PreviewOptions,
  type Progress,
  readLayout,
  type SeriesKind
} from './import/index.ts'
export type { ActPoint, PointId, PulsePoint, ReadingPoint, Shape, Thing, ThingId, Value } from './thing.ts'
export { guardKinds, guardOf, guardsOf } from './guards.ts'
export type { GuardKind } from './guards.ts'
export { thingSources, toldMax, willSchema } from './types.ts'
export type { SensesState, ThingSource, Will } from './types.ts'
export { outranks, placeOf, speakerOf } from './again.ts'
export type { Placed, StandingWord } from './again.ts'
export { ThingsView } from './views.ts'
export type { ActRow, PointOf, ThingRow } from './views.ts'
export { counterNoteWords, gapMsDefault, readCounter, usedAsReadings, usedBetween } from './counters/index.ts'
export type { CounterNote, CounterOptions, CounterReading, Use, Used } from './counters/index.ts'
export { convertDifference, convertUnit, dimensionOf, sameDimension, siblings, unitCharsMax, unitCode, unitNamed, unitOf, units } from './units/index.ts'
export type { Unit } from './units/index.ts'
export {
  allowed,
  averaged,
  Averaging,
  binned,
  Binning,
  budgetDaysMax,
  budgetSchema,
  type BudgetState,
  budgetWords,
  choiceSchema,
  counted,
  type CountedEvent,
  Counting,
  countingSchema,
  type CountingState,
  DayBudget,
  eventsIn,
  defaultChoice,
  defaultClass,
  defaultCounted,
  defaultPulseChoice,
  householdAveragedStepMs,
  householdLeast,
  householdStepMs,
  type LeavingChoice,
  leavingLimits,
  lostDays,
  type Lifetime,
  type MemberReading,
  type Noted,
  Outflow,
  type OwnTransform,
  personalFloor,
  type Preview,
  preview,
  type PreviewInput,
  previewMax,
  type Published,
  readChoice,
  reveals,
  seriesClasses,
  spanOf,
  type SeriesClass,
  type Statistic,
  type Transform,
  usualChoice,
  waitMsOf
} from './leaving/index.ts'
export { Pulses, pulsePointsMax, pulseTtlMsMax, pulseTtlMsMin, type Sign, signAt } from './pulses/index.ts'
export { readSpoken, type Spoken, spokenLimits } from './spoken.ts'
export { isOpening } from './opens.ts'
export { placeThing } from './placeThing.ts'
