import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flawsOf } from '../testing/wellFormed.ts'
import { iceAbout, iceExtent } from './ice.ts'

test('[G5] ice is well formed about any thing, the same each time, and stays within its extent', () => {
  fc.assert(fc.property(fc.string(), fc.constantFrom('frozen' as const, 'melting' as const), (seed, state) => {
    const drawing = iceAbout(state, seed)
    expect(flawsOf(drawing)).toEqual([])
    expect(iceAbout(state, seed)).toBe(drawing)
    const ys = [...drawing.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, , y]) => Number(y))
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(-iceExtent.top)
  }))
})

test('[G5] melting differs from frozen by drops and height, not by colour alone', () => {
  expect(iceAbout('melting', 'water page').length).not.toBe(iceAbout('frozen', 'water page').length)
})
