/** The door of the stores of readings that need no Node: in memory, and over a store of keys and values. */
export { chunkReadingsMax, decodeChunk, encodeChunk } from './codec/index.ts'
export { memorySeries } from './memory.ts'
export { openStoreSeries } from './overStore.ts'
export type { StoreSeriesOptions } from './overStore.ts'
