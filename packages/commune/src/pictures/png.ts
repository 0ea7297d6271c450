/**
 * PNG (ISO/IEC 15948): chunks up to `IEND`. Kept are those that say what is seen, the moving ones of APNG among them; text,
 * times, Exif, and everything that no rule here names are left out, and so is what follows the end.
 */
import { concat } from '@commune/protocol'

const kept: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs', 'bKGD', 'cICP'],
  ...['acTL', 'fcTL', 'fdAT']
])
const signatureBytes = 8

export const cleanPng = (bytes: Uint8Array): Uint8Array | undefined => {
  const parts: Uint8Array[] = [bytes.subarray(0, signatureBytes)]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const seen = new Set<string>()
  for (let at = signatureBytes; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) return undefined
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (seen.size === 0 && name !== 'IHDR') return undefined
    seen.add(name)
    if (kept.has(name)) parts.push(bytes.subarray(at, end))
    if (name === 'IEND') return seen.has('IDAT') ? concat(...parts) : undefined
    at = end
  }
  return undefined
}
