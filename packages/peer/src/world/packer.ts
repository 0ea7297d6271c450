/** Packing of snapshots: raw DEFLATE (RFC 1951), behind a port of its own, as a daemon has a quicker one, on another core. */
import { deflateSync, inflateSync } from 'fflate'

export interface Packer {
  pack(bytes: Uint8Array): Promise<Uint8Array>
  /** Rejects when these were not packed. */
  unpack(bytes: Uint8Array): Promise<Uint8Array>
}

/** Packs in place. */
export const plainPacker: Packer = {
  pack: async (bytes) => deflateSync(bytes, { level: 1 }),
  unpack: async (bytes) => inflateSync(bytes)
}
