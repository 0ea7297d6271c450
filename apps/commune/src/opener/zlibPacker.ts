/** Packs with Node's zlib, on the threads it keeps for that: quicker than what a browser has, and the same bytes to read. */
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Packer } from '@commune/peer'

const deflate = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw)
const inflate = promisify<Uint8Array, Buffer>(inflateRaw)

export const zlibPacker: Packer = { pack: (bytes) => deflate(bytes, { level: 1 }), unpack: (bytes) => inflate(bytes) }
