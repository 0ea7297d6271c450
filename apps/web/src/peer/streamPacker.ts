/** Packing of snapshots by the browser's own streams, beside the thread that everything else runs on. */
import { plainPacker, type Packer } from '@commune/peer'

const form = 'deflate-raw'

const streamPacker: Packer = {
  pack: async (text) => new Uint8Array(await through(new Blob([text]), new CompressionStream(form)).arrayBuffer()),
  unpack: async (bytes) => through(new Blob([bytes as Uint8Array<ArrayBuffer>]), new DecompressionStream(form)).text()
}

const through = (blob: Blob, stream: CompressionStream | DecompressionStream): Response =>
  new Response(blob.stream().pipeThrough(stream as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>))

/** Older browsers have no such streams, or none of this form. */
function knowsForm(): boolean {
  try {
    return new DecompressionStream(form).readable !== undefined
  } catch {
    return false
  }
}

export const browserPacker: Packer = knowsForm() ? streamPacker : plainPacker
