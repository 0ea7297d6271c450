/**
 * A torn sheet of paper: one edge wanders, and it alone casts a shadow. One sheet at a time lies on a page.
 * The sheet is drawn in a box of its own size; the torn edge wanders within `tornPx` of the box's side.
 */
import { block, join, type Markup, stroke } from '../ink/markup.ts'
import { type Point, short, smooth } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'

export type TornEdge = 'left' | 'right' | 'top'

/** How far the edge wanders into the box, in px; keep words clear of it. */
export const tornPx = 14

/** A sheet of a size with one torn edge. */
export const tornSheet = (width: number, height: number, edge: TornEdge, seed = 'sheet'): Markup => {
  const chance = seeded('torn:' + seed)
  const along = edge === 'top' ? width : height
  const steps = Math.max(3, Math.round(along / (edge === 'top' ? 40 : 50)))
  const wander = Array.from(
    { length: steps + 1 },
    (_, i) => ({ at: i / steps * (along + 20) - 10, depth: 3 + chance.unit() * (tornPx - 4) * (i % 2 === 0 ? 0.55 : 1) })
  )
  const points = wander.map(
    ({ at, depth }): Point => edge === 'top' ? [at, depth] : edge === 'left' ? [depth, at] : [width - depth, at]
  )
  const torn = smooth(points, false, 0.2)
  const outer = edge === 'top'
    ? `L${short(width + 10)} ${short(height)}L-10 ${short(height)}Z`
    : edge === 'left' ? `L${short(width)} ${short(height + 10)}L${short(width)} -10Z` : `L0 ${short(height + 10)}L0 -10Z`
  const shade = edge === 'top' ? [0, -5] as const : edge === 'left' ? [-7, 4] as const : [7, 4] as const
  return join(
    block(shifted(points, shade) + outer, 'shade', 0.16),
    block(torn + outer, 'paper'),
    stroke(torn, 'line', { width: 2.2 }),
    stroke(torn, 'rule', { width: 1.4, motion: 'only-lit' }))
}

const shifted = (points: readonly Point[], [dx, dy]: readonly [number, number]): string =>
  smooth(points.map(([x, y]): Point => [x + dx, y + dy]), false, 0.2)
