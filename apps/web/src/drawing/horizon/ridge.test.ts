import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flawsOf } from '../testing/wellFormed.ts'
import { tornSheet } from '../paper/torn.ts'
import { type Hill, ridge } from './ridge.ts'

const anyHill: fc.Arbitrary<Hill> = fc.record(
  { id: fc.string(), share: fc.double({ min: 0, max: 1, noNaN: true }), before: fc.double({ min: 0, max: 1, noNaN: true }) }
)

test('[G6] the more hangs on one, the higher the hill, whatever stands beside it', () => {
  fc.assert(fc.property(fc.array(anyHill, { minLength: 1, maxLength: 9 }), fc.nat(8), (hills, which) => {
    const i = which % hills.length
    const topOf = (share: number): number => ridge(
      hills.map((hill, k) => k === i ? { ...hill, share } : hill), 1440, 400
    ).hills[i]!.topY
    expect(topOf(0.9)).toBeLessThan(topOf(0.4))
    expect(topOf(0.4)).toBeLessThan(topOf(0.05))
    expect(topOf(1)).toBeGreaterThanOrEqual(0)
  }))
})

test('[G6] a ridge is well formed; frozen wears more ice than melting', () => {
  fc.assert(
    fc.property(
      fc.array(anyHill, { maxLength: 9 }), fc.integer({ min: 300, max: 2000 }),
      (hills, width) => { expect(flawsOf(ridge(hills, width, 380).markup)).toEqual([]) }
    )
  )
  const of = (state: 'frozen' | 'melting'): string => ridge([{ id: 'a', share: 0.8, state }], 400, 400).markup
  expect(of('frozen')).not.toBe(of('melting'))
  expect(of('melting')).toContain('--water-ink')
})

test('[G3] a torn sheet is well formed at any size', () => {
  fc.assert(fc.property(fc.integer({ min: 60, max: 2000 }), fc.integer({ min: 60, max: 2000 }), fc.constantFrom(
    'left' as const, 'right' as const, 'top' as const
  ), (width, height, edge) => {
    expect(flawsOf(tornSheet(width, height, edge))).toEqual([])
  }))
})
