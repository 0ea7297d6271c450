/** Bringing in readings from tables: previewed first, then taken row by row. */
export { type Layout, readLayout, type SeriesKind } from './layout.ts'
export { importLimits } from './limits.ts'
export { type Preview, type PreviewColumn, previewImport, type PreviewOptions } from './preview.ts'
export { type Imported, type ImportedSeries, importReadings, type LeftReason, type Progress } from './readings.ts'
export type { DateOrder, TimeFormat } from './stamps.ts'
