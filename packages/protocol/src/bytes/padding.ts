/**
 * Canonical padding: 0x80, then zeros up to the next multiple of a step, so that a length tells little and one plain text has
 * one padded form (V1).
 */
export const pad = (plain: Uint8Array, step: number): Uint8Array => {
  const padded = new Uint8Array((Math.floor(plain.length / step) + 1) * step)
  padded.set(plain)
  padded[plain.length] = 0x80
  return padded
}

/** The plain bytes, or undefined when the padding is not the one that `pad` gives. */
export const unpad = (padded: Uint8Array, step: number): Uint8Array | undefined => {
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end--
  if (end < 0 || padded[end] !== 0x80 || (Math.floor(end / step) + 1) * step !== padded.length) return undefined
  return padded.subarray(0, end)
}
