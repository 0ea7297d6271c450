/**
 * Takes out of a picture what its file says beside the picture: where and when it was taken, with what, by whom, a smaller copy
 * of what was cut away, another picture or a film behind its end. What is seen stays as it is, bit for bit; of the rest only
 * what is needed to see it rightly is kept (colours, which way is up).
 *
 * It works on what it knows and keeps nothing else: a part of a file that no rule names is left out, and a kind of file whose
 * parts cannot be told apart here (HEIC, AVIF, TIFF, raw) or that may hold a program (SVG) is refused. What comes out is made
 * of checked parts only, so that it is as well-formed as the formats ask for.
 */
import { no, ok, type Result } from '@commune/protocol'
import { cleanGif } from './gif.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'
import { cleanWebp } from './webp.ts'

export interface CleanedPicture {
  readonly bytes: Uint8Array
  readonly media: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
}

/** `kind`: a picture, of a kind that cannot be cleaned. */
export type PictureFault = 'no-picture' | 'damaged' | 'kind'

const formats: readonly (readonly [
  media: CleanedPicture['media'],
  begins: string,
  clean: (bytes: Uint8Array) => Uint8Array | undefined
])[] = [
  ['image/jpeg', '\xff\xd8\xff', cleanJpeg],
  ['image/png', '\x89PNG\r\n\x1a\n', cleanPng],
  ['image/gif', 'GIF8', cleanGif],
  ['image/webp', 'RIFF????WEBP', cleanWebp]
]
/** Beginnings of what is a picture and cannot be cleaned. */
const others = [
  '????ftyp',
  'II*\0',
  'MM\0*',
  'II+\0',
  '<svg',
  '<?xml',
  'BM',
  '\x00\x00\x01\x00',
  'FUJIFILM',
  '\xff\x0a',
  '\x00\x00\x00\x0cJXL '
]

/** The picture alone. Never throws. */
export const cleanPicture = (bytes: Uint8Array): Result<CleanedPicture, PictureFault> => {
  for (const [media, begins, clean] of formats) {
    if (!beginsWith(bytes, begins)) continue
    const cleaned = clean(bytes)
    return cleaned ? ok({ bytes: cleaned, media }) : no('damaged')
  }
  return no(others.some((begins) => beginsWith(bytes, begins)) ? 'kind' : 'no-picture')
}

/** `?` stands for any byte. */
const beginsWith = (bytes: Uint8Array, begins: string): boolean =>
  bytes.length >= begins.length && [...begins].every((letter, at) => letter === '?' || bytes[at] === letter.charCodeAt(0))
