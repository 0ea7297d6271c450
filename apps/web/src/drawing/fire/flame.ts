/** A flame in three layers, its foot at the middle of the ring. At night it has a light edge. */
import { block, grouped, join, type Markup, placed, printed, stroke } from '../ink/markup.ts'

const outer = 'M-33 5q-15 -33 7 -57q2 15 11 20q-5 -31 19 -54q-4 29 14 43q4 -6 3 -15q21 27 9 60q-29 14 -63 3Z'
const middle = 'M-18 5q-9 -22 8 -39q2 12 10 15q-1 -11 6 -18q17 21 8 42q-16 6 -32 0Z'
const inner = 'M-7 5q-3 -12 5 -19q10 9 6 19q-5 2 -11 0Z'

/** `scale` 1 is about 86 px high. */
export const flame = (scale: number): Markup => placed(0, 6, scale, grouped('flame', join(
  printed(outer, 'ember', { width: 2.3 }),
  stroke(outer, 'glow', { width: 1.2, motion: 'only-lit' }),
  block(middle, 'flame'),
  block(inner, 'eye'))))
