/**
 * Text of bytes: UTF-8, and UTF-16 where a byte order mark says so, as spreadsheets write it for other languages. Only what is one
 * of these throughout is text.
 */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return wide(bytes, 0)
  if (first === 0xfe && second === 0xff) return wide(bytes, 1)
  return narrow(bytes)
}

const unitsAtOnce = 4_096

/** UTF-16 behind its mark; `low` is where the lower byte of each pair stands. */
function wide(bytes: Uint8Array, low: 0 | 1): string | undefined {
  if (bytes.length % 2 !== 0) return undefined
  let text = ''
  for (let at = 2; at < bytes.length; at += 2 * unitsAtOnce) {
    const units: number[] = []
    for (let i = at; i < Math.min(bytes.length, at + 2 * unitsAtOnce); i += 2) units.push((bytes[i + low] as number) | ((bytes[i + 1 - low] as number) << 8))
    text += String.fromCharCode(...units)
  }
  return text.isWellFormed() ? text : undefined
}

const narrow = (bytes: Uint8Array): string | undefined => {
  let text = ''
  let i = 0
  const pieces: number[] = []
  const flush = (): void => {
    text += String.fromCodePoint(...pieces)
    pieces.length = 0
  }
  while (i < bytes.length) {
    const first = bytes[i++] as number
    const more =
      first < 0x80
        ? 0
        : first >= 0xc2 && first < 0xe0
          ? 1
          : first >= 0xe0 && first < 0xf0
            ? 2
            : first >= 0xf0 && first < 0xf5
              ? 3
              : -1
    if (more < 0 || i + more > bytes.length) return undefined
    let code = more === 0 ? first : first & (0x3f >> more)
    for (let k = 0; k < more; k++) {
      const next = bytes[i++] as number
      if ((next & 0xc0) !== 0x80) return undefined
      code = (code << 6) | (next & 0x3f)
    }
    const least = [0, 0x80, 0x800, 0x10000][more] as number
    if (code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined
    pieces.push(code)
    if (pieces.length === 4_096) flush()
  }
  flush()
  return text
}
