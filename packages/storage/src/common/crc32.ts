/**
 * CRC-32 (the one of zlib and PNG, RFC 1952 section 8) for where the platform has none.
 *
 * Four tables, a word at a time, because every value a browser reads goes through it. It finds damage by accident; it is
 * no protection against somebody who means to change a value, which is what the envelopes' hashes are for.
 */
const tables = makeTables()

function makeTables(): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const first = new Uint32Array(256)
  for (let n = 0; n < 256; n++) {
    let c = n
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb8_8320 ^ (c >>> 1) : c >>> 1
    first[n] = c
  }
  const next = (from: Uint32Array): Uint32Array => from.map(c => first[c & 255]! ^ (c >>> 8))
  const second = next(first)
  const third = next(second)
  return [first, second, third, next(third)]
}

/** The CRC-32 of `bytes`, going on from `start` (the CRC of what came before), as an unsigned number. */
export function crc32(bytes: Uint8Array, start = 0): number {
  const [t0, t1, t2, t3] = tables
  const words = bytes.length - (bytes.length % 4)
  let c = ~start
  let i = 0
  for (; i < words; i += 4) {
    c ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    c = t3[c & 255]! ^ t2[(c >>> 8) & 255]! ^ t1[(c >>> 16) & 255]! ^ t0[c >>> 24]!
  }
  for (; i < bytes.length; i++) c = t0[(c ^ bytes[i]!) & 255]! ^ (c >>> 8)
  return ~c >>> 0
}

/** The CRC-32 of an ASCII text. */
export function crc32Text(text: string): number {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return crc32(bytes)
}
