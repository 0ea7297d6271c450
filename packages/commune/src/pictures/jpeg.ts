/**
 * JPEG (ITU T.81): a run of segments up to the end of the image. Kept are those that decoding needs, JFIF, the colour profile
 * and Adobe's note on colours; of Exif only which way is up, in a block of our own. What follows the end (a second picture, a
 * film) is left out.
 */
import { concat } from '@commune/protocol'

const startOfScan = 0xda
const endOfImage = 0xd9
/** Marker, length, name, version, how wide a dot is, no width and no height of a thumbnail. */
const jfifBytes = 18

export const cleanJpeg = (bytes: Uint8Array): Uint8Array | undefined => {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let orientation: number | undefined
  let scans = 0
  for (let at = 2; at < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]
    if (marker === undefined) return undefined
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === endOfImage) return scans > 0 ? finish(kept, orientation) : undefined
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length || marker < 0xc0 || isAlone(marker)) return undefined
    const segment = bytes.subarray(at, end)
    if (marker === 0xe0) kept.push(...withoutThumbnail(segment))
    else if (isKept(marker, segment.subarray(4))) kept.push(segment)
    else if (marker === 0xe1) orientation ??= orientationIn(segment.subarray(4))
    at = end
    if (marker !== startOfScan) continue
    scans++
    const next = endOfScan(bytes, at)
    kept.push(bytes.subarray(at, next))
    at = next
  }
  // Cameras that lose power leave the end mark out; what there is can be seen all the same.
  return scans > 0 ? finish(kept, orientation) : undefined
}

/** Markers without a length, which have no business between segments. */
const isAlone = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01

function isKept(marker: number, content: Uint8Array): boolean {
  // Frames, tables, restart intervals, scans.
  if (marker >= 0xc0 && marker <= 0xdf) return true
  if (marker === 0xe2) return names(content, 'ICC_PROFILE\0')
  return marker === 0xee && names(content, 'Adobe')
}

/** JFIF as it says how wide a dot is, without the small picture that may go with it and show more than the large one. */
function withoutThumbnail(segment: Uint8Array): Uint8Array[] {
  if (segment.length < jfifBytes || !names(segment.subarray(4), 'JFIF\0')) return []
  const plain = segment.slice(0, jfifBytes)
  plain.set([0, jfifBytes - 2], 2)
  plain.set([0, 0], jfifBytes - 2)
  return [plain]
}

/** The first marker after coded data: within it, FF is followed by 00 or by the number of a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] as number
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

const end = Uint8Array.of(0xff, endOfImage)

function finish([start, ...segments]: readonly Uint8Array[], orientation: number | undefined): Uint8Array {
  const turned = orientation === undefined || orientation === 1 ? [] : [exifOf(orientation)]
  return concat(start as Uint8Array, ...turned, ...segments, end)
}

/** An Exif block that says which way is up and nothing else. */
const exifOf = (orientation: number): Uint8Array =>
  Uint8Array.of(
    0xff,
    0xe1,
    0,
    34,
    ...letters('Exif\0\0'),
    ...letters('II*\0'),
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    1,
    3,
    0,
    1,
    0,
    0,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
    0
  )

/** Tag 0x0112 of the first directory (Exif 2.3, 4.6.4): 1 to 8. */
function orientationIn(content: Uint8Array): number | undefined {
  if (!names(content, 'Exif\0\0')) return undefined
  const tiff = content.subarray(6)
  if (tiff.length < 8) return undefined
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = tiff[0] === 0x49
  const first = view.getUint32(4, little)
  if (first + 2 > tiff.length) return undefined
  const count = view.getUint16(first, little)
  for (let entry = 0; entry < count; entry++) {
    const at = first + 2 + entry * 12
    if (at + 12 > tiff.length) return undefined
    if (view.getUint16(at, little) !== 0x0112 || view.getUint16(at + 2, little) !== 3) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))
const names = (content: Uint8Array, name: string): boolean =>
  content.length >= name.length && letters(name).every((code, at) => content[at] === code)
