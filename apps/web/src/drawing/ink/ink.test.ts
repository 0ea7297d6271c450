import fc from 'fast-check'
import { expect, test } from 'vitest'
import { palettes } from '../../theme/index.ts'
import { hatch } from './hatch.ts'
import { elementCount, glow, inColours, join, outlined, placed, printed, stroke } from './markup.ts'
import { blobPoints, type Point, sampled, short, smooth } from './path.ts'
import { hashText, seeded } from './seed.ts'
import { unsteady } from './unsteady.ts'
import { flawsOf } from '../testing/wellFormed.ts'

test('[G4] the hash and the generator never change: faces people know depend on them', () => {
  expect(hashText('')).toBe(2166136261)
  expect(hashText('foobar')).toBe(0xBF9CF968)
  expect(hashText('Ä')).toBe(hashText('\u00C4'))
  const stream = seeded('linden')
  expect(Array.from({ length: 4 }, () => stream.below(1000))).toMatchInlineSnapshot(`
    [
      257,
      405,
      729,
      259,
    ]
  `)
})

test('[G4] a stream depends on its text alone and stays within its bounds', () => {
  fc.assert(fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (text, count) => {
    const [a, b] = [seeded(text), seeded(text)]
    for (let i = 0; i < 20; i++) {
      const value = a.below(count)
      expect(value).toBe(b.below(count))
      expect(value >= 0 && value < count).toBe(true)
    }
  }))
})

test('[G3] an unsteady hand strays no farther than it may, and always the same way', () => {
  fc.assert(fc.property(fc.string(), fc.array(
    fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })), { minLength: 1, maxLength: 8 }
  ), (seed, points) => {
    const path = points.map(([x, y]) => `M${x} ${y}`).join('')
    const wandering = unsteady(seed, { strayPx: 3, lengthPx: 30 })(path)
    expect(unsteady(seed, { strayPx: 3, lengthPx: 30 })(path)).toBe(wandering)
    const moved = [...wandering.matchAll(/M(-?[\d.]+) (-?[\d.]+)/g)]
    moved.forEach(([, x, y], i) => {
      expect(Math.abs(Number(x) - points[i]![0])).toBeLessThanOrEqual(3.06)
      expect(Math.abs(Number(y) - points[i]![1])).toBeLessThanOrEqual(3.06)
    })
  }))
})

test('[G3] an unsteady hand follows every kind of stroke the drawings use, and refuses others aloud', () => {
  const still = unsteady('a', { strayPx: 0, lengthPx: 30 })
  expect(still('M0 0h10v5H0Z')).toBe('M0 0C3.3 0 6.7 0 10 0C10 1.7 10 3.3 10 5C6.7 5 3.3 5 0 5C0 3.3 0 1.7 0 0Z')
  expect(still('M1 1l2 2m3 0l1 1')).toBe('M1 1C1.7 1.7 2.3 2.3 3 3M6 3C6.3 3.3 6.7 3.7 7 4')
  expect(still('M0 0q6 6 12 0')).toBe('M0 0C4 4 8 4 12 0')
  expect(() => still('M0 0a5 5 0 1 0 10 0')).toThrow('cannot wander')
})

test('[G3] hatching stays inside its outline', () => {
  fc.assert(fc.property(fc.string(), fc.integer({ min: -60, max: 60 }), (seed, slant) => {
    const outline = sampled(blobPoints(0, 0, 60, 40, seed, 0.15))
    for (const [, x, y] of hatch(outline, slant, 6).matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) {
      // The outline strays by less than a fifth from its ellipse.
      expect((Number(x) / (60 * 1.2)) ** 2 + (Number(y) / (40 * 1.2)) ** 2).toBeLessThan(1)
    }
  }))
})

test('[G3] colours can be written out for a picture that stands alone', () => {
  const drawing = join(
    printed('M0 0h5v5Z', 'emberInk'), outlined('M0 0h5Z', 'creature3'), glow(0, 0, 10, 10, 'glow'),
    placed(1, 2, 0.5, stroke('M0 0h4', 'line'))
  )
  const written = inColours(drawing, palettes.night)
  expect(written).not.toContain('var(')
  expect(written).toContain('#FFAE7A')
  expect(elementCount(written)).toBe(elementCount(drawing))
})

test('[G3] what is not made of numbers and colour names is refused or found', () => {
  expect(() => stroke('M0 0h4', 'line', { dash: '3"/><script>' })).toThrow('numbers')
  expect(flawsOf('<g><path d="M0 0"/></g>')).toEqual([])
  expect(flawsOf('<g><script>x</script></g>').length).toBeGreaterThan(0)
  expect(flawsOf('<path d="MNaN 0"/>').length).toBeGreaterThan(0)
  expect(flawsOf('<path fill="var(--no-such)"/>').length).toBeGreaterThan(0)
  expect(flawsOf('<g><path d="M0 0"/>').length).toBeGreaterThan(0)
})

test('[G3] numbers in paths are short, and never minus nothing', () => {
  expect([short(1 / 3), short(-0.01), short(12), short(-2.55)]).toEqual(['0.3', '0', '12', '-2.5'])
  const points: Point[] = [[0, 0], [10, 0], [10, 10]]
  expect(smooth(points)).toMatch(/^M0 0C.*Z$/)
})
