/** The codec of chunks. */
export { chunkCount, decodeChunk, decodeInto, encodeChunk } from './chunk.ts'
export { chunkReadingsMax } from './room.ts'
