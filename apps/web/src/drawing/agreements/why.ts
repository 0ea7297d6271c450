/** Why something acts or does not: a branch with one twig for each reading. Yes is a leaf, no an empty leaf, unknown a bare twig. */
import { block, join, type Markup, pole, printed, stroke } from '../ink/markup.ts'
import { blob, short } from '../ink/path.ts'

export type Answer = 'yes' | 'no' | 'unknown'

/** A reading's twig: how far down its words stand (px), how deep it lies in the tree (0 for the first fork). */
export type Reading = { readonly y: number; readonly depth: number; readonly answer: Answer }

const depthPx = 62
const firstPx = 118

/** Where a leaf ends, so that its words may begin there. */
export const leafEnd = (depth: number): number => firstPx + depth * depthPx + 34

/** The branch grows from the ground at 0,`rootY` up to its readings, which come from the top down. */
export const whyBranch = (readings: readonly Reading[], rootY: number): Markup => {
  const forks = readings.map(({ y, depth }) => {
    const [x, from] = [firstPx + depth * depthPx, depth === 0 ? 26 : firstPx + (depth - 1) * depthPx - 20]
    const startY = depth === 0 ? rootY - 14 : y - 40
    return `M${short(from)} ${short(startY)}Q${short(from + (x - from) * 0.3)} ${short(y + 8)} ${short(x)} ${short(y + 2)}`
  })
  return join(
    printed(blob(10, rootY, 20, 11, 'why root', 0.1), 'soil', { width: 2.2 }),
    pole(`M10 ${short(rootY)}Q18 ${short(rootY - 8)} 27 ${short(rootY - 15)}${forks.join('')}`, 'wood2', 5, 1.8),
    ...readings.map(({ y, depth, answer }) => leaf(firstPx + depth * depthPx, y, answer)))
}

const leaf = (x: number, y: number, answer: Answer): Markup => {
  const shape = `M${short(x - 4)} ${short(y + 6)}q2 -21 26 -21q15 0 15 2q0 22 -25 23q-13 0 -16 -4Z`
  switch (answer) {
    case 'yes': return join(
      printed(shape, 'creature2', { width: 2 }), stroke(`M${short(x)} ${short(y + 5)}q12 -9 28 -13`, 'line', { width: 1.6 })
    )
    case 'no': return join(block(shape, 'paper', 0.6), stroke(shape, 'stateLine', { width: 2, dash: '4 4' }))
    case 'unknown': return pole(
      `M${short(x - 2)} ${short(y + 2)}q10 -4 20 -12M${short(x + 6)} ${short(y)}q10 2 18 -1`, 'wood2', 1.8, 1.3
    )
  }
}
