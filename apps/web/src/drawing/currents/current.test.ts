import fc from 'fast-check'
import { expect, test } from 'vitest'
import { glyphs, type GlyphName } from '../glyphs/glyph.ts'
import type { Point } from '../ink/path.ts'
import { flawsOf } from '../testing/wellFormed.ts'
import { currentColour } from './colour.ts'
import { current, river } from './current.ts'

const names = Object.keys(glyphs) as GlyphName[]
const someway: fc.Arbitrary<Point[]> = fc.array(
  fc.tuple(fc.integer({ min: -500, max: 1500 }), fc.integer({ min: -500, max: 1500 })), { minLength: 3, maxLength: 9 }
)

test('[G5] a current is well formed and carries one to three riders', () => {
  fc.assert(fc.property(someway, fc.constantFrom(...names), fc.integer({ min: 1, max: 9 }), fc.boolean(), (points, rider, merged, lent) => {
    const drawing = current({ id: 'a', points, colour: currentColour(rider), rider, merged, lent })
    expect(flawsOf(drawing)).toEqual([])
    const riders = drawing.split(glyphs[rider]).length - 1
    // By these a light line is put about them at night: dark on dark land they were stains.
    expect(drawing.split('<g class="rider">').length - 1).toBe(riders)
    expect(riders).toBeGreaterThanOrEqual(1)
    expect(riders).toBeLessThanOrEqual(3)
  }))
})

test('[G5] currents of one thing that run together are wider', () => {
  const points: Point[] = [[0, 0], [50, 10], [100, 0], [160, 0]]
  const widest = (merged: number): number => Math.max(
    ...[
      ...current({ id: 'a', points, colour: 'waterInk', rider: 'drop', merged }).matchAll(/stroke-width="([\d.]+)"/g)
    ].map(m => Number(m[1]))
  )
  expect(widest(3)).toBeGreaterThan(widest(1))
  expect(widest(99)).toBeLessThan(30)
})

test('[G5] the dry part of a bed is dashed, and a full bed has none', () => {
  fc.assert(fc.property(someway, fc.double({ min: -1, max: 2, noNaN: true }), (points, full) => {
    expect(flawsOf(river({ points, widthPx: 60, full, colour: 'straw' }))).toEqual([])
  }))
  const points: Point[] = [[0, 0], [50, 10], [100, 0], [160, 0]]
  expect(river({ points, widthPx: 60, full: 0.6, colour: 'straw' })).toContain('stroke-dasharray="7 6"')
  expect(river({ points, widthPx: 60, full: 1, colour: 'straw' })).not.toContain('stroke-dasharray="7 6"')
})
