/**
 * GIF (89a): blocks up to the trailer. Kept are images, their timing and the note that they go round; comments, texts and
 * every other program's block (XMP among them) are left out, and so is what follows the trailer.
 */
import { concat } from '@commune/protocol'

const image = 0x2c
const extension = 0x21
const trailer = 0x3b
const timing = 0xf9
const application = 0xff
const goesRound: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0'])

export const cleanGif = (bytes: Uint8Array): Uint8Array | undefined => {
  if (bytes.length < 13 || bytes[5] !== 0x61 || (bytes[4] !== 0x37 && bytes[4] !== 0x39)) return undefined
  const first = 13 + coloursIn(bytes[10] as number)
  if (first > bytes.length) return undefined
  const parts: Uint8Array[] = [bytes.subarray(0, first)]
  let images = 0
  for (let at = first; at < bytes.length;) {
    const kind = bytes[at]
    if (kind === trailer) return images > 0 ? concat(...parts, Uint8Array.of(trailer)) : undefined
    const label = bytes[at + 1]
    // An image: place, size and colours, one byte on its code, then its data. An extension: its label, then its data.
    const data = kind === image ? at + 10 + coloursIn(bytes[at + 9] ?? 0) + 1 : kind === extension ? at + 2 : undefined
    const end = data === undefined ? undefined : endOfBlocks(bytes, data)
    if (end === undefined) return undefined
    if (kind === image) images++
    if (kind === image || label === timing || (label === application && goesRound.has(nameAt(bytes, at + 3)))) {
      parts.push(bytes.subarray(at, end))
    }
    at = end
  }
  return images > 0 ? concat(...parts, Uint8Array.of(trailer)) : undefined
}

/** Bytes of a colour table, from the flags that say whether there is one. */
const coloursIn = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)

/** Behind the empty block that ends a run of blocks. */
function endOfBlocks(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at < bytes.length;) {
    const length = bytes[at] as number
    at += 1 + length
    if (length === 0) return at
  }
  return undefined
}

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 11))
