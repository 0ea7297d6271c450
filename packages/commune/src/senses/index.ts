/** Senses: what is felt, what is kept of it, what may leave. */
export type { ActPoint, PointId, PulsePoint, ReadingPoint, Shape, Thing, ThingId, Value } from './thing.ts'
export { convertDifference, convertUnit, dimensionOf, sameDimension, siblings, unitCharsMax, unitCode, unitNamed, unitOf, units } from './units/index.ts'
export type { Unit } from './units/index.ts'
