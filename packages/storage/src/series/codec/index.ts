/** The codec of chunks. */
export { decodeChunk, decodeShared, encodeChunk } from './chunk.ts'
export { chunkReadingsMax } from './room.ts'
