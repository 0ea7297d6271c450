/**
 * A key of 16 bytes as something to write down: eight groups of four letters and digits, none of which look alike (Crockford's
 * base 32), with four bytes of check, so that a slip of the pen is noticed.
 */
import { concat, sameBytes } from '../bytes/bytes.ts'
import { derive } from '../sodium/sodium.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const keyTextBytes = 16
const checkBytes = 4

export const toKeyText = (secret: Uint8Array): string => {
  const bytes = concat(secret, checkOf(secret))
  let text = ''
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    const at = bit >> 3
    const word = ((bytes[at] as number) << 8) | (bytes[at + 1] ?? 0)
    text += letters[(word >> (11 - (bit & 7))) & 31] as string
  }
  return (text.match(/.{4}/g) ?? []).join('-')
}

/** The 16 bytes, or undefined when something is mistyped. Case, spaces and dashes do not matter; O is 0, I and L are 1. */
export const fromKeyText = (text: string): Uint8Array | undefined => {
  const typed = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (typed.length !== ((keyTextBytes + checkBytes) * 8) / 5) return undefined
  const bytes = new Uint8Array(keyTextBytes + checkBytes)
  for (const [index, letter] of [...typed].entries()) {
    const value = letters.indexOf(letter)
    if (value < 0) return undefined
    for (let i = 0; i < 5; i++) {
      const bit = index * 5 + i
      if ((value >> (4 - i)) & 1) bytes[bit >> 3] = (bytes[bit >> 3] as number) | (0x80 >> (bit & 7))
    }
  }
  const secret = bytes.slice(0, keyTextBytes)
  return sameBytes(checkOf(secret), bytes.subarray(keyTextBytes)) ? secret : undefined
}

function checkOf(secret: Uint8Array): Uint8Array {
  return derive('key text', [secret]).subarray(0, checkBytes)
}
