/** Senses: what is felt, what is kept of it, what may leave. */
export type { ActPoint, PointId, PulsePoint, ReadingPoint, Shape, Thing, ThingId, Value } from './thing.ts'
