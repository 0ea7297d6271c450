/** Bytes and their text forms. Ids are compared as bytes and shown as base64url. */

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Order of byte strings, first difference decides, a prefix comes first. */
export const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = (a[i] as number) - (b[i] as number)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && compareBytes(a, b) === 0

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** By the code of a letter; 64 for what is none. */
const values = new Uint8Array(128).fill(64)
for (const [value, letter] of [...letters].entries()) values[letter.charCodeAt(0)] = value

const codes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
const alphabet = { alphabet: 'base64url', omitPadding: true } as const
/** Up to here, ids and keys, a loop is twice as quick as a call into the platform. */
const shortBytesMax = 48

/** base64url without padding (RFC 4648 section 5). */
export const toText = (bytes: Uint8Array): string =>
  bytes.length > shortBytesMax && typeof bytes.toBase64 === 'function' ? bytes.toBase64(alphabet) : toTextByHand(bytes)

const units: number[] = []

/** The same where the platform has no `toBase64` yet, and for what is short. */
export const toTextByHand = (bytes: Uint8Array): string => {
  let text = ''
  for (let from = 0; from < bytes.length; from += turnBytes) text += turnToText(bytes, from, Math.min(bytes.length, from + turnBytes))
  return text
}

/** Bytes that become text in one call; a multiple of three. */
const turnBytes = 3_072

function turnToText(bytes: Uint8Array, from: number, to: number): string {
  let count = 0
  units.length = Math.ceil(((to - from) * 4) / 3)
  for (let i = from; i < to; i += 3) {
    const word = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    units[count++] = codes[word >> 18] as number
    units[count++] = codes[(word >> 12) & 63] as number
    if (i + 1 < to) units[count++] = codes[(word >> 6) & 63] as number
    if (i + 2 < to) units[count++] = codes[word & 63] as number
  }
  return String.fromCharCode.apply(null, units)
}

/** Bytes of an id among many: one more than it has, which is zero, so that each has whole letters of its own. */
export const idStrideBytes = 33

/** Texts of many ids of 32 bytes at once, each `idStrideBytes` from the next: a tenth of the work of one by one. */
export const toIdTexts = (ids: Uint8Array, count: number): string[] => {
  const text = typeof ids.toBase64 === 'function' ? ids.toBase64(alphabet) : toTextByHand(ids)
  return Array.from({ length: count }, (_, index) => text.slice(index * 44, index * 44 + 43))
}

/** The bytes of a base64url text, or undefined when it is not one in its only canonical form. */
export const fromText = (text: string): Uint8Array | undefined =>
  text.length > shortTextMax && typeof Uint8Array.fromBase64 === 'function' ? fromLongText(text) : fromTextByHand(text)

/** Up to here a loop is as quick as a call into the platform. */
const shortTextMax = 128

function fromLongText(text: string): Uint8Array | undefined {
  // The platform is kinder than we are: to what stands behind, to space, and to bits that mean nothing.
  const whole = text.length - (text.length % 4)
  const tail = fromTextByHand(text.slice(whole))
  if (tail === undefined || text.includes('=')) return undefined
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: 'base64url' })
    return bytes.length === (whole / 4) * 3 + tail.length ? bytes : undefined
  } catch {
    return undefined
  }
}

/** The same where the platform has no `fromBase64` yet, and for what is short. */
export const fromTextByHand = (text: string): Uint8Array | undefined => {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let word = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const value = values[text.charCodeAt(i)] ?? 64
    if (value === 64) return undefined
    word = ((word << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (word >> bits) & 0xff
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

/** UTF-8 of a text; lone surrogates become U+FFFD. */
export const utf8 = (text: string): Uint8Array => {
  // Most texts are plain letters, one byte each.
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) return utf8Encode(text)
    bytes[i] = code
  }
  return bytes
}

function utf8Encode(text: string): Uint8Array {
  const out: number[] = []
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) as number
    if (code < 0x80) out.push(code)
    else if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return Uint8Array.from(out)
}

/** Writes a whole number below 2^48 as six bytes, big end first. */
export const putU48 = (bytes: Uint8Array, at: number, value: number): void => {
  const high = Math.floor(value / 0x1_0000_0000)
  const low = value >>> 0
  bytes[at] = high >>> 8
  bytes[at + 1] = high & 0xff
  bytes[at + 2] = low >>> 24
  bytes[at + 3] = (low >>> 16) & 0xff
  bytes[at + 4] = (low >>> 8) & 0xff
  bytes[at + 5] = low & 0xff
}

export const getU48 = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] as number) << 8) | (bytes[at + 1] as number)) * 0x1_0000_0000 +
  ((((bytes[at + 2] as number) << 24) |
    ((bytes[at + 3] as number) << 16) |
    ((bytes[at + 4] as number) << 8) |
    (bytes[at + 5] as number)) >>>
    0)
