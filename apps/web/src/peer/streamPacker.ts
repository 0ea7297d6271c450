/** Packing of snapshots by the browser's own streams, beside the thread that everything else runs on. */
import { plainPacker, type Packer } from '@commune/peer'

const streamPacker: Packer = {
  pack: async (text) => new Uint8Array(await new Response(through(new Blob([text]), new CompressionStream('deflate-raw'))).arrayBuffer()),
  unpack: (bytes) => new Response(through(new Blob([bytes as Uint8Array<ArrayBuffer>]), new DecompressionStream('deflate-raw'))).text()
}

const through = (blob: Blob, stream: CompressionStream | DecompressionStream): ReadableStream =>
  blob.stream().pipeThrough(stream as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>)

/** What this browser has; older ones know no such streams. */
export const browserPacker: Packer = typeof DecompressionStream === 'function' ? streamPacker : plainPacker
