/** Senses: what is felt, what is kept of it, what may leave. */
export type { ActPoint, PointId, PulsePoint, ReadingPoint, Shape, Thing, ThingId, Value } from './thing.ts'
export { gapMsDefault, readCounter, usedBetween } from './counters/index.ts'
export type { CounterNote, CounterOptions, CounterReading, Use, Used } from './counters/index.ts'
