import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelsOf, hexOf, hsOf, miredOf, rgbOfHs, rgbOfXy, xyOf } from './color.ts'

const channel = fc.integer({ min: 0, max: 255 })
const near = (a: readonly number[], b: readonly number[], by: number): boolean =>
  a.every((n, i) => Math.abs(n - (b[i] ?? 0)) <= by)

describe('colours', () => {
  it('known ones: by Home Assistant and by CIE', () => {
    expect(xyOf([255, 128, 0])).toEqual([0.611, 0.375])
    expect(hsOf([255, 128, 0])).toEqual([30.118, 100])
    expect(rgbOfHs(359, 78)).toEqual([255, 56, 59])
    expect([rgbOfHs(0, 0), rgbOfHs(120, 100), rgbOfHs(-120, 100)]).toEqual([
      [255, 255, 255],
      [0, 255, 0],
      [0, 0, 255]
    ])
    expect(near(rgbOfXy(0.3227, 0.329), [255, 255, 255], 12)).toBe(true)
    expect([hexOf([255, 0, 16]), channelsOf('#FF0010'), channelsOf('#ff001'), channelsOf('red')]).toEqual([
      '#ff0010',
      [255, 0, 16],
      undefined,
      undefined
    ])
    expect(miredOf(4000)).toBe(250)
  })

  it('a colour in hue and saturation comes back as it was, at full brightness', () => {
    fc.assert(
      fc.property(channel, channel, (a, b) => {
        for (const rgb of [
          [255, a, b],
          [a, 255, b],
          [a, b, 255]
        ])
          expect(near(rgbOfHs(...hsOf(rgb)), rgb, 1)).toBe(true)
      })
    )
  })

  it('any two numbers are some colour', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -2, max: 2 }), fc.double({ noNaN: true, min: -2, max: 2 }), (x, y) => {
        expect(channelsOf(hexOf(rgbOfXy(x, y)))).toHaveLength(3)
        expect(channelsOf(hexOf(rgbOfHs(x * 1000, y * 1000)))).toHaveLength(3)
      })
    )
  })
})
