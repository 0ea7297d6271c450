/** Small pictures of each kind with things in them that tell on whoever took them, for damaging. */
import { concat } from '@commune/protocol'

const letters = (word: string): Uint8Array => Uint8Array.from(word, (letter) => letter.charCodeAt(0))
const secret = 'GPS 52.520008,13.404954'

const segment = (marker: number, content: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255), content)
const scan = concat(segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)), Uint8Array.of(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 5))
const tiff = Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0)
const jpeg = concat(
  Uint8Array.of(0xff, 0xd8),
  segment(0xe0, concat(letters('JFIF\0\x01\x02\x01\x00\x48\x00\x48'), Uint8Array.of(0, 0))),
  segment(0xe1, concat(letters('Exif\0\0'), tiff, letters(secret))),
  segment(0xe2, letters('ICC_PROFILE\0colours')),
  segment(0xfe, letters(secret)),
  segment(0xc0, new Uint8Array(15).fill(8)),
  scan,
  Uint8Array.of(0xff, 0xd9)
)

const u32 = (value: number): Uint8Array => Uint8Array.of(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255)
/** Checks are not looked at: whoever shows the picture does. */
const chunk = (name: string, content: Uint8Array): Uint8Array => concat(u32(content.length), letters(name), content, u32(0))
const png = concat(
  Uint8Array.of(0x89),
  letters('PNG\r\n\x1a\n'),
  chunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
  chunk('eXIf', concat(tiff, letters(secret))),
  chunk('tEXt', letters(`Comment\0${secret}`)),
  chunk('IDAT', Uint8Array.of(120, 156, 99, 104, 0, 0, 0, 130, 0, 129)),
  chunk('IEND', new Uint8Array())
)

const riff = (name: string, content: Uint8Array): Uint8Array =>
  concat(letters(name), u32(content.length).toReversed(), content, new Uint8Array(content.length & 1))
const webp = riff(
  'RIFF',
  concat(letters('WEBP'), riff('VP8X', Uint8Array.of(0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0)), riff('VP8L', Uint8Array.of(0x2f, 0, 0, 0, 0)), riff('EXIF', concat(tiff, letters(secret))), riff('XMP ', letters(secret)))
)

const gif = concat(
  letters('GIF89a'),
  Uint8Array.of(1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
  Uint8Array.of(0x21, 0xfe, secret.length),
  letters(secret),
  Uint8Array.of(0),
  Uint8Array.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0),
  Uint8Array.of(0x3b)
)

const svg = letters('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

export const pictures: readonly Uint8Array[] = [jpeg, png, webp, gif, svg]
