/** Units of what is sensed: codes, dimensions, exact conversion. */
export {
  convertDifference,
  convertUnit,
  dimensionOf,
  sameDimension,
  siblings,
  unitCharsMax,
  unitCode,
  unitNamed,
  unitOf,
  units
} from './units.ts'
export type { Unit } from './units.ts'
