/** Reading counters: from what a meter showed to what was used. */
export { readCounter } from './counter.ts'
export type { CounterNote, CounterOptions, CounterReading, Use } from './counter.ts'
export { counterNoteWords } from './notes.ts'
export { gapMsDefault, usedAsReadings, usedBetween } from './spans.ts'
export type { Used } from './spans.ts'
