import { crc32, deflateSync } from 'node:zlib'
import { concat, utf8 } from '@commune/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanPicture } from './index.ts'

const secret = 'GPS 52.520008,13.404954 <script>alert(1)</script>'
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const letters = (word: string): Uint8Array => Uint8Array.from(word, (letter) => letter.charCodeAt(0))
const cleaned = (bytes: Uint8Array): { bytes: Uint8Array; media: string } => {
  const result = cleanPicture(bytes)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

const segment = (marker: number, content: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255), content)
const exif = (orientation: number, little: boolean): Uint8Array => {
  const tiff = new DataView(new ArrayBuffer(8 + 2 + 24 + 4))
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d)
  tiff.setUint16(2, 42, little)
  tiff.setUint32(4, 8, little)
  tiff.setUint16(8, 2, little)
  tiff.setUint16(10, 0x010f, little)
  tiff.setUint16(22, 0x0112, little)
  tiff.setUint16(24, 3, little)
  tiff.setUint32(26, 1, little)
  tiff.setUint16(30, orientation, little)
  return concat(letters('Exif\0\0'), new Uint8Array(tiff.buffer), letters(secret))
}
const scan = concat(segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)), Uint8Array.of(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 5))
const end = Uint8Array.of(0xff, 0xd9)
const jpeg = (...between: readonly Uint8Array[]): Uint8Array =>
  concat(Uint8Array.of(0xff, 0xd8), ...between, segment(0xc0, new Uint8Array(15).fill(8)), scan, scan, end)

const chunk = (name: string, content: Uint8Array): Uint8Array => {
  const body = concat(letters(name), content)
  const frame = new DataView(new ArrayBuffer(8))
  frame.setUint32(0, content.length)
  frame.setUint32(4, crc32(body))
  return concat(new Uint8Array(frame.buffer, 0, 4), body, new Uint8Array(frame.buffer, 4))
}
const pngStart = concat(Uint8Array.of(0x89), letters('PNG\r\n\x1a\n'))
const ihdr = chunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0))
const idat = chunk('IDAT', new Uint8Array(deflateSync(Uint8Array.of(0, 128))))
const iend = chunk('IEND', new Uint8Array())

const riff = (name: string, content: Uint8Array): Uint8Array => {
  const size = new DataView(new ArrayBuffer(4))
  size.setUint32(0, content.length, true)
  return concat(letters(name), new Uint8Array(size.buffer), content, new Uint8Array(content.length & 1))
}
const webp = (...chunks: readonly Uint8Array[]): Uint8Array => riff('RIFF', concat(letters('WEBP'), ...chunks))

const gifHead = concat(letters('GIF89a'), Uint8Array.of(1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255))
const gifImage = Uint8Array.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0)
const blocks = (content: string): Uint8Array => concat(Uint8Array.of(content.length), letters(content), Uint8Array.of(0))

describe('JPEG', () => {
  test('where, when and with what it was taken goes; the picture stays bit for bit', () => {
    const marks = [
      segment(0xe1, exif(1, true)),
      segment(0xe1, letters(`http://ns.adobe.com/xap/1.0/\0${secret}`)),
      segment(0xe2, letters(`MPF\0${secret}`)),
      segment(0xed, letters(`Photoshop 3.0\0${secret}`)),
      segment(0xec, letters(secret)),
      segment(0xfe, letters(secret))
    ]
    const icc = segment(0xe2, letters('ICC_PROFILE\0colours'))
    const jfif = segment(0xe0, concat(letters('JFIF\0\x01\x02\x01\x00\x48\x00\x48'), Uint8Array.of(0, 0)))
    const thumbnail = segment(0xe0, concat(letters('JFIF\0\x01\x02\x01\x00\x48\x00\x48'), Uint8Array.of(9, 9), letters(secret)))
    const film = concat(jpeg(segment(0xe1, exif(1, true))), letters(secret))
    const { bytes, media } = cleaned(concat(jpeg(thumbnail, segment(0xe0, letters(`JFXX\0${secret}`)), ...marks, icc), film))
    expect(media).toBe('image/jpeg')
    expect(text(bytes)).not.toContain('GPS')
    expect(bytes).toEqual(jpeg(jfif, icc))
  })

  test('which way is up is kept, in a block that says nothing else', () => {
    for (const little of [true, false]) {
      for (let orientation = 2; orientation <= 8; orientation++) {
        const once = cleaned(jpeg(segment(0xe1, exif(orientation, little)))).bytes
        expect(text(once)).not.toContain('GPS')
        expect(once.length - jpeg().length).toBe(36)
        expect(once[30]).toBe(orientation)
        expect(cleaned(once).bytes, 'cleaning again changes nothing').toEqual(once)
      }
    }
  })

  test('a picture without its end mark can still be seen', () => {
    expect(cleaned(jpeg().subarray(0, -2)).bytes).toEqual(jpeg())
  })
})

test('PNG: text, times, Exif and what follows the end go; the picture stays', () => {
  const marks = [
    chunk('tEXt', letters(secret)),
    chunk('iTXt', letters(secret)),
    chunk('eXIf', letters(secret)),
    chunk('tIME', letters('1234567')),
    chunk('prVt', letters(secret))
  ]
  const gamma = chunk('gAMA', Uint8Array.of(0, 0, 1, 1))
  const { bytes, media } = cleaned(
    concat(pngStart, ihdr, ...marks, gamma, idat, chunk('zTXt', letters(secret)), iend, letters(secret))
  )
  expect(media).toBe('image/png')
  expect(bytes).toEqual(concat(pngStart, ihdr, gamma, idat, iend))
})

test('WebP: Exif and XMP go, also inside frames, and nothing promises them any more', () => {
  const frame = (extra: readonly Uint8Array[]): Uint8Array =>
    riff('ANMF', concat(new Uint8Array(16), riff('VP8L', letters('pixel')), ...extra))
  const flags = (first: number): Uint8Array => riff('VP8X', Uint8Array.of(first, 0, 0, 0, 0, 0, 0, 0, 0, 0))
  const dirty = webp(
    flags(0x3e),
    riff('ICCP', letters('colours')),
    frame([riff('XMP ', letters(secret))]),
    riff('EXIF', letters(secret)),
    riff('XMP ', letters(`${secret}.`)),
    riff('ABCD', letters(secret))
  )
  const { bytes, media } = cleaned(concat(dirty, letters(secret)))
  expect(media).toBe('image/webp')
  expect(bytes).toEqual(webp(flags(0x32), riff('ICCP', letters('colours')), frame([])))
})

test('GIF: comments and blocks of other programs go; images, timing and going round stay', () => {
  const timing = Uint8Array.of(0x21, 0xf9, 4, 0, 10, 0, 0, 0)
  const round = concat(Uint8Array.of(0x21, 0xff, 11), letters('NETSCAPE2.0'), Uint8Array.of(3, 1, 0, 0, 0))
  const xmp = concat(Uint8Array.of(0x21, 0xff, 11), letters('XMP DataXMP'), blocks(secret))
  const comment = concat(Uint8Array.of(0x21, 0xfe), blocks(secret))
  const plain = concat(gifHead, round, timing, gifImage, timing, gifImage, Uint8Array.of(0x3b))
  const { bytes, media } = cleaned(
    concat(gifHead, comment, round, xmp, timing, gifImage, comment, timing, gifImage, Uint8Array.of(0x3b), letters(secret))
  )
  expect(media).toBe('image/gif')
  expect(bytes).toEqual(plain)
})

test('what cannot be cleaned, is no picture, or is broken is refused', () => {
  const fault = (bytes: Uint8Array): string => {
    const result = cleanPicture(bytes)
    return result.ok ? 'taken' : result.error
  }
  for (const begins of [
    '\0\0\0\x18ftypheic',
    '\0\0\0\x1cftypavif',
    'II*\0....',
    'MM\0*....',
    '<svg onload="alert(1)">',
    '<?xml version="1.0"?><svg>'
  ]) {
    expect(fault(letters(begins)), begins).toBe('kind')
  }
  for (const nothing of ['', 'hello', '<html>', '%PDF-1.7', 'PK\x03\x04', '#!/bin/sh'])
    expect(fault(utf8(nothing)), nothing).toBe('no-picture')
  const wholes = [
    jpeg().subarray(0, 20),
    pngStart,
    concat(pngStart, idat, iend),
    concat(pngStart, ihdr, iend),
    webp(),
    gifHead,
    concat(gifHead, Uint8Array.of(0x3b)),
    letters('GIF87x')
  ]
  for (const broken of wholes) expect(fault(broken), text(broken).slice(0, 20)).toMatch(/damaged|no-picture/)
})

test('whatever bytes come, it neither throws nor hangs nor lets a named part through', () => {
  const seeds = [
    jpeg(segment(0xe1, exif(6, true))),
    concat(pngStart, ihdr, idat, iend),
    webp(riff('VP8L', letters('pixels'))),
    concat(gifHead, gifImage, Uint8Array.of(0x3b))
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
      fc.nat(400),
      (seed, changes, cut) => {
        const bytes = seed.slice(0, Math.max(4, seed.length - (cut % 7 === 0 ? cut : 0)))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        const once = cleanPicture(bytes)
        if (!once.ok) return
        expect(once.value.bytes.length).toBeLessThanOrEqual(bytes.length + 40)
        expect(cleanPicture(once.value.bytes)).toEqual(once)
      }
    ),
    { numRuns: 3_000 }
  )
})
