/**
 * Packing of snapshots by the browser's own streams, several times as quick as any script. What goes in is written straight into
 * them: a blob, which could be read as a stream as well, is told to another process first, and everything waits for that.
 */
import type { Packer } from '@commune/peer'

const form = 'deflate-raw'

const streamPacker: Packer = {
  pack: async (text) => new Uint8Array(await through(new TextEncoder().encode(text), new CompressionStream(form)).arrayBuffer()),
  unpack: async (bytes) => through(bytes as Uint8Array<ArrayBuffer>, new DecompressionStream(form)).text()
}

const through = (bytes: Uint8Array<ArrayBuffer>, { writable, readable }: CompressionStream | DecompressionStream): Response => {
  const writer = writable.getWriter()
  // What goes wrong there is told where it is read.
  writer.write(bytes).catch(() => undefined)
  writer.close().catch(() => undefined)
  return new Response(readable as ReadableStream<Uint8Array<ArrayBuffer>>)
}

/** In a script, which comes only where it is needed. */
const scriptPacker: Packer = {
  pack: async (text) => (await import('@commune/peer/packer')).plainPacker.pack(text),
  unpack: async (bytes) => (await import('@commune/peer/packer')).plainPacker.unpack(bytes)
}

/** Older browsers have no such streams, or none of this form. */
function knowsForm(): boolean {
  try {
    return new DecompressionStream(form).readable !== undefined
  } catch {
    return false
  }
}

export const browserPacker: Packer = knowsForm() ? streamPacker : scriptPacker
