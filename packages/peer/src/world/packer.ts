/** Packing of snapshots: raw DEFLATE (RFC 1951) of UTF-8, behind a port of its own, as a daemon has a quicker one, on another core. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'

export interface Packer {
  pack(text: string): Promise<Uint8Array>
  /** Rejects when these were not packed. */
  unpack(bytes: Uint8Array): Promise<string>
}

/** Packs in place. */
export const plainPacker: Packer = {
  pack: async (text) => deflateSync(strToU8(text), { level: 1 }),
  unpack: async (bytes) => strFromU8(inflateSync(bytes))
}
