/** Trace: where something came from, where it went, and recalls. */
export { decideRecall, type RecallWish } from './decide.ts'
export { traceRoom } from './fold.ts'
export type { Made, Path, PathKind } from './paths.ts'
export type { TraceState } from './types.ts'
export { type RecallRow, stepsMax, type Trace, type TraceStep, TraceView } from './views.ts'
