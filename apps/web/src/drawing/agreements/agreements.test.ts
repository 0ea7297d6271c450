import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, lights, palettes } from '../../theme/index.ts'
import { flawsOf } from '../testing/wellFormed.ts'
import { pegPost } from './pegs.ts'
import { replay } from './replay.ts'
import { type Knot, rope } from './rope.ts'
import { whyBranch } from './why.ts'

const shape = (drawing: string): string => drawing.replaceAll(/var\([^)]*\)/g, '')

test('[G6] knots that are tied, tied shorter and open differ in shape', () => {
  const shapes = (['tied', 'shorter', 'open'] as Knot[]).map(knot => shape(rope([knot], 100)))
  expect(new Set(shapes).size).toBe(3)
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<Knot>('tied', 'shorter', 'open'), { maxLength: 12 }),
      knots => { expect(flawsOf(rope(knots, 370))).toEqual([]) }
    )
  )
})

test('[G6] yes, no and unknown differ in shape', () => {
  const shapes = (['yes', 'no', 'unknown'] as const).map(answer => shape(whyBranch([{ y: 40, depth: 0, answer }], 200)))
  expect(new Set(shapes).size).toBe(3)
  for (const drawing of shapes) expect(flawsOf(drawing)).toEqual([])
})

test('[G6] the peg post is well formed for any count, and its lantern hangs where it is decided', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }), fc.integer({ min: -1, max: 9 }), fc.boolean(),
      (pegs, decides, acts) => { expect(flawsOf(pegPost(pegs, decides, acts))).toEqual([]) }
    )
  )
  expect(pegPost(5, 1, true)).not.toBe(pegPost(5, 3, true))
})

test('[G6] nights are readable in every light, and overlaps are ringed', () => {
  for (const light of lights) expect(contrast(palettes[light].flame, palettes[light].nightStrip)).toBeGreaterThan(3)
  const [clear, both] = [
    replay([{ acted: [{ from: 0.1, to: 0.2 }] }], [{ from: 0.5, to: 0.8 }], 400, 150),
    replay([{ acted: [{ from: 0.6, to: 0.7 }] }], [{ from: 0.5, to: 0.8 }], 400, 150)
  ]
  expect(clear).not.toContain('--eye')
  expect(both).toContain('--eye')
  // Both act, and ask the same.
  const same = replay([{ acted: [{ from: 0.6, to: 0.7 }], other: [{ from: 0.5, to: 0.8 }], both: [] }], [], 400, 150)
  expect(same).toContain('--ice')
  expect(same).not.toContain('--eye')
  const span = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), to: fc.double({ min: 0, max: 1, noNaN: true }) })
  fc.assert(fc.property(fc.array(
    fc.record({ acted: fc.array(span, { maxLength: 6 }) }), { maxLength: 20 }
  ), fc.array(span, { maxLength: 2 }), (nights, others) => {
    expect(flawsOf(replay(nights, others, 850, 150))).toEqual([])
  }))
})
