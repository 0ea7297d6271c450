/**
 * WebP (RFC 9649): chunks in a RIFF file. Kept are the picture, its transparency, its frames and its colours; Exif, XMP and
 * everything else is left out, and the flags that promise them are taken down.
 */
import { concat } from '@commune/protocol'

const kept: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const inFrames: ReadonlySet<string> = new Set(['ALPH', 'VP8 ', 'VP8L'])
/** Exif and XMP in the first byte of `VP8X`. */
const promises = 0x08 | 0x04
const headBytes = 12
/** Place, size, time and flags of a frame, before its own chunks. */
const frameHeadBytes = 16

export const cleanWebp = (bytes: Uint8Array): Uint8Array | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint32(4, true) + 8
  const body = size <= bytes.length ? chunksOf(bytes.subarray(headBytes, size), kept) : undefined
  if (!body || body.length === 0) return undefined
  const whole = concat(bytes.subarray(0, headBytes), ...body)
  new DataView(whole.buffer, whole.byteOffset).setUint32(4, whole.length - 8, true)
  return whole
}

/** Chunks that may stay, each padded to an even length; undefined when they do not fit into one another. */
function chunksOf(bytes: Uint8Array, names: ReadonlySet<string>): Uint8Array[] | undefined {
  const found: Uint8Array[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) return undefined
    const name = String.fromCharCode(...bytes.subarray(at, at + 4))
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length
    if (end > bytes.length) return undefined
    const content = bytes.subarray(at + 8, end)
    if (names.has(name)) {
      const cleaned = name === 'ANMF' ? frameOf(content) : name === 'VP8X' ? flagsOf(content) : content
      if (!cleaned) return undefined
      found.push(chunkOf(name, cleaned))
    }
    at = end + (length & 1)
  }
  return found
}

function frameOf(content: Uint8Array): Uint8Array | undefined {
  if (content.length < frameHeadBytes) return undefined
  const parts = chunksOf(content.subarray(frameHeadBytes), inFrames)
  return parts && concat(content.subarray(0, frameHeadBytes), ...parts)
}

function flagsOf(content: Uint8Array): Uint8Array | undefined {
  if (content.length !== 10) return undefined
  const flags = content.slice()
  flags[0] = (flags[0] as number) & ~promises
  return flags
}

function chunkOf(name: string, content: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(8 + content.length + (content.length & 1))
  chunk.set([...name].map((letter) => letter.charCodeAt(0)))
  new DataView(chunk.buffer).setUint32(4, content.length, true)
  chunk.set(content, 8)
  return chunk
}
