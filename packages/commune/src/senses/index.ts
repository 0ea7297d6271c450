/** Senses: what is felt, what is kept of it, what may leave. */
export {
  type Imported,
  type ImportedSeries,
  importLimits,
  importReadings,
  type Layout,
  type LeftReason,
  type Preview,
  type PreviewColumn,
  previewImport,
  type PreviewOptions,
  type Progress,
  readLayout,
  type SeriesKind
} from './import/index.ts'
export type { ActPoint, PointId, PulsePoint, ReadingPoint, Shape, Thing, ThingId, Value } from './thing.ts'
