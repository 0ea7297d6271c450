/** Varints of Negentropy V1: base 128, most significant digit first, the high bit set on all but the last byte. */

/** Enough for any whole number below 2^49. */
export const varintBytesMax = 7

/** Writes a whole number below 2^49 with as few digits as possible and says where it ends. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let scale = 1
  while (value >= scale * 128) scale *= 128
  let end = at
  for (; scale >= 1; scale /= 128) {
    const digit = Math.floor(value / scale) % 128
    bytes[end++] = scale > 1 ? digit | 128 : digit
  }
  return end
}
