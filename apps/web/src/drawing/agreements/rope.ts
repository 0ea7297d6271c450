/** A rope with a knot for each hand of a plan: tied, tied shorter, or still open. It holds only when all are tied. */
import { join, type Markup, pole, printed, stroke } from '../ink/markup.ts'
import { blob, short } from '../ink/path.ts'

export type Knot = 'tied' | 'shorter' | 'open'

/** The middle of each knot, for the words below it. */
export const knotAt = (index: number, count: number, width: number): number => (index + 0.5) * width / Math.max(1, count)

/** A rope `width` px long about y = 0, 44 px high. */
export const rope = (knots: readonly Knot[], width: number): Markup => {
  const ends = [8, ...knots.map((_, i) => knotAt(i, knots.length, width)), width - 8]
  const parts = ends.slice(1).map((to, i) => {
    const from = ends[i]!
    return `M${short(from)} 0Q${short((from + to) / 2)} ${i % 2 === 0 ? 9 : 6} ${short(to)} 0`
  }).join('')
  return join(pole(parts, 'wood', 4.6, 1.8), ...knots.map((knot, i) => drawn(knot, knotAt(i, knots.length, width), i)))
}

const drawn = (knot: Knot, x: number, i: number): Markup => {
  if (knot === 'open') return stroke(`M${short(x - 20)} 4q16 -26 32 -4q6 12 -24 4`, 'stateLine', { width: 2.4, dash: '5 5' })
  return join(
    printed(blob(x, 0, knot === 'tied' ? 17 : 13, knot === 'tied' ? 13 : 11, 'knot' + i, 0.09), 'wood', { width: 2.4 }),
    stroke(`M${short(x - 11)} -5q10 12 22 6M${short(x - 10)} 5q12 -14 20 -8`, 'line', { width: 2 }),
    knot === 'shorter' && stroke(`M${short(x - 24)} -12v24`, 'line', { width: 2.4 }))
}
