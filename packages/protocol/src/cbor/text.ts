/**
 * Text inside CBOR: UTF-8 (RFC 3629), checked and decoded in one go.
 *
 * Why not the platform's decoder: a call into it costs more than the text itself at the twenty characters that most have. Short
 * plain texts come back again and again (types, fields, units, places), so the last of each kind are remembered and compared,
 * which is quicker than making them anew and keeps one copy of each in memory. What is remembered is bounded.
 */

/** Texts up to so many bytes are remembered: names of devices and wares too. */
const rememberedBytesMax = 43
/** A power of two. */
const rememberedMax = 4_096
/** Arguments of one call, at most. */
const unitsAtOnce = 4_096

const remembered: (string | undefined)[] = Array.from({ length: rememberedMax })

/** The text in these bytes, or undefined when they are not well-formed. */
export function decodeText(bytes: Uint8Array, from: number, to: number): string | undefined {
  let seen = 0
  let mix = to - from
  if (mix > rememberedBytesMax) {
    for (let index = from; index < to; index++) seen = seen | (bytes[index] as number)
    return seen < 0x80 ? plainText(bytes, from, to) : wideText(bytes, from, to)
  }
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number
    seen |= byte
    mix = Math.imul(mix ^ byte, 0x0100_0193)
  }
  if (seen >= 0x80) return wideText(bytes, from, to)
  const slot = (mix ^ (mix >>> 15)) & (rememberedMax - 1)
  const known = remembered[slot]
  if (known !== undefined && saysSame(known, bytes, from, to)) return known
  const text = plainText(bytes, from, to)
  remembered[slot] = text
  return text
}

function saysSame(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (text.length !== length) return false
  for (let i = 0; i < length; i++) if (text.charCodeAt(i) !== bytes[from + i]) return false
  return true
}

function plainText(bytes: Uint8Array, from: number, to: number): string {
  if (to - from <= unitsAtOnce) return fromUnits(bytes, from, to)
  let text = ''
  for (let at = from; at < to; at += unitsAtOnce) text += fromUnits(bytes, at, Math.min(to, at + unitsAtOnce))
  return text
}

const units: number[] = []

function fromUnits(bytes: Uint8Array, from: number, to: number): string {
  units.length = to - from
  for (let at = from; at < to; at++) units[at - from] = bytes[at] as number
  return String.fromCharCode.apply(null, units)
}

/** No surrogates, no longer forms than needed, nothing cut off. */
function wideText(bytes: Uint8Array, from: number, to: number): string | undefined {
  let text = ''
  let count = 0
  units.length = 0
  for (let at = from; at < to; ) {
    const lead = bytes[at++] as number
    if (lead < 0x80) units[count++] = lead
    else {
      const length = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0
      if (length === 0 || at + length > to) return undefined
      const second = bytes[at] as number
      const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
      const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
      if (second < low || second > high) return undefined
      let point = lead & (0x3f >> length)
      for (let i = 0; i < length; i++) {
        const next = bytes[at++] as number
        if ((next & 0xc0) !== 0x80) return undefined
        point = (point << 6) | (next & 0x3f)
      }
      if (point >= 0x1_0000) {
        units[count++] = 0xd7c0 + (point >> 10)
        units[count++] = 0xdc00 | (point & 0x3ff)
      } else units[count++] = point
    }
    if (count >= unitsAtOnce) {
      units.length = count
      text += String.fromCharCode.apply(null, units)
      count = 0
    }
  }
  units.length = count
  return text + String.fromCharCode.apply(null, units)
}
