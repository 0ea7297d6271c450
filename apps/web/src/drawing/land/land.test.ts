import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Area } from '../ink/area.ts'
import { elementCount } from '../ink/markup.ts'
import { flawsOf } from '../testing/wellFormed.ts'
import { growth } from './ground.ts'
import { moon, sky, smallHill } from './sky.ts'

const area: Area = { left: 0, top: 100, right: 900, bottom: 700 }

test('[G5] what grows keeps off whatever means something', () => {
  const box = fc.record(
    { left: fc.nat(800), top: fc.nat(700), width: fc.integer({ min: 20, max: 300 }), height: fc.integer({ min: 20, max: 200 }) }
  )
    .map(({ left, top, width, height }) => ({ left, top, right: left + width, bottom: top + height }))
  fc.assert(fc.property(fc.string(), fc.array(box, { maxLength: 8 }), (seed, keepOff) => {
    const drawing = growth({ seed, area, keepOff, trees: 16, small: 120 })
    expect(flawsOf(drawing)).toEqual([])
    for (const [, x, y] of drawing.matchAll(/translate\((-?[\d.]+) (-?[\d.]+)\) scale/g)) {
      const foot = { x: Number(x), y: Number(y) }
      expect(keepOff.some(b => foot.x > b.left && foot.x < b.right && foot.y > b.top && foot.y < b.bottom)).toBe(false)
    }
  }), { numRuns: 40 })
})

test('[G5] the same world has the same trees', () => {
  const of = (seed: string): string => growth({ seed, area, keepOff: [], trees: 16, small: 90 })
  expect(of('linden')).toBe(of('linden'))
  expect(of('linden')).not.toBe(of('other'))
  expect(elementCount(growth({ seed: 'a', area, keepOff: [], trees: 20, small: 200 }))).toBeLessThan(320)
})

test('[G5] sky and moon are well formed in any phase and at any size', () => {
  fc.assert(fc.property(fc.double(
    { min: 0, max: 1, noNaN: true }
  ), fc.boolean(), fc.integer({ min: 200, max: 3000 }), fc.integer({ min: 60, max: 400 }), (lit, growing, width, horizon) => {
    expect(flawsOf(moon(24, lit, growing))).toEqual([])
    expect(flawsOf(sky({ seed: 'a', width, height: 900, horizon, moon: { lit, growing } }))).toEqual([])
    expect(flawsOf(smallHill(lit))).toEqual([])
  }))
})
