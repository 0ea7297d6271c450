/** Texts of strangers: shortened, rid of what cannot be seen, and made into keys that no two texts share. */
import { discoveryLimits } from './limits.ts'

/** One line that can be shown, at most `charsMax` characters; undefined when nothing is left of it. */
export function lineOf(value: unknown, charsMax: number = discoveryLimits.nameCharsMax): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const line = String(value)
    .slice(0, charsMax * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const short = [...line].slice(0, charsMax).join('').slice(0, charsMax).trim()
  return short === '' ? undefined : short
}

/**
 * An id as part of a key: letters, digits, `_` and `-` stay, every other UTF-16 unit becomes `~` and its number in base 16 and `;`. So no two ids
 * make one key. Undefined when it is empty or too long.
 */
export function keyOf(id: string): string | undefined {
  if (id === '' || id.length > discoveryLimits.idCharsMax) return undefined
  const key = id.replaceAll(/[^A-Za-z0-9_-]/g, (unit) => `~${unit.charCodeAt(0).toString(16)};`)
  return key.length > discoveryLimits.keyCharsMax ? undefined : key
}

/** What was said, for a sentence that complains about it. */
export const quotedOf = (value: unknown): string =>
  lineOf(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'), 40) ?? ''

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** Bytes as UTF-8; undefined where they are none. */
export const textOf = (payload: Uint8Array): string | undefined => {
  try {
    return decoder.decode(payload)
  } catch {
    return undefined
  }
}
