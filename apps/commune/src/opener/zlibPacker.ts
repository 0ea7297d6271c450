/** Packs with Node's zlib, on the threads it keeps for that: quicker than what a browser has, and the same bytes to read. */
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Packer } from '@commune/peer'

const deflate = promisify<string, { level: number }, Buffer>(deflateRaw)
const inflate = promisify<Uint8Array, { chunkSize: number }, Buffer>(inflateRaw)

/** What most are when unpacked fits into one piece: nothing is copied together. */
const chunkSize = 262_144

export const zlibPacker: Packer = {
  pack: (text) => deflate(text, { level: 1 }),
  async unpack(bytes) {
    const unpacked = await inflate(bytes, { chunkSize })
    const text = unpacked.toString('utf8')
    // Given back at once: until the collector comes by, a large world's would take as much as the world.
    ;(unpacked.buffer as ArrayBuffer).transfer(0)
    return text
  }
}
