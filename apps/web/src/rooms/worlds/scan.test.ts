import { fuzzPatienceMs, hammer } from '@commune/protocol/testing'
import readSquare from 'jsqr'
import { expect, test } from 'vitest'

const sidePx = 42
/** Reading a picture takes a thousandth of a second and more. */
const share = 0.02

/** Three finder patterns at the corners, and noise from the bytes between them: what makes a reader look closer. */
const pixelsOf = (bytes: Uint8Array): Uint8ClampedArray => {
  const dark = (x: number, y: number): boolean => {
    for (const [left, top] of [[0, 0], [14, 0], [0, 14]] as const) {
      const [dx, dy] = [x - left, y - top]
      if (dx < 0 || dy < 0 || dx > 6 || dy > 6) continue
      return dx === 0 || dy === 0 || dx === 6 || dy === 6 || (dx > 1 && dx < 5 && dy > 1 && dy < 5)
    }
    return ((bytes[(x * 21 + y) % Math.max(1, bytes.length)] ?? 0) >> ((x + y) % 8)) % 2 === 1
  }
  const pixels = new Uint8ClampedArray(sidePx * sidePx * 4)
  for (let y = 0; y < sidePx; y++) {
    for (let x = 0; x < sidePx; x++) {
      const shade = dark(Math.floor(x / 2), Math.floor(y / 2)) ? 0 : 255
      pixels.set([shade, shade, shade, 255], (y * sidePx + x) * 4)
    }
  }
  return pixels
}

test('a picture with anything in it is read as a square or as none', { timeout: fuzzPatienceMs }, () => {
  const seed = Uint8Array.from({ length: 60 }, (_, at) => (at * 37) & 255)
  const { taken, reasons } = hammer((bytes) => {
    const found = readSquare(pixelsOf(bytes), sidePx, sidePx)
    return found ? { ok: true } : { ok: false, error: 'no square in it' }
  }, [seed], share)
  expect(taken + reasons.size).toBeGreaterThan(0)
})
