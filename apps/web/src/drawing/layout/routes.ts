/**
 * The way of a current: from beside one thing to beside another, bent so that it goes around what lies between.
 * A few doors and bends are tried and the way that crosses least is taken; the order of trial is fixed, so the way is too.
 */
import { about, type Area, holds, middleOf } from '../ink/area.ts'
import { type Point, sampled } from '../ink/path.ts'

/** An obstacle and how bad it is to cross it. */
export type Obstacle = { readonly area: Area; readonly weight: number }

const bends = [0.14, -0.14, 0.28, -0.28, 0.05, -0.05, 0.44, -0.44, 0.62, -0.62]
/** How far out a way lies near its beginning and near its end, in shares of its length: in one bow first, then leaning or winding. */
const ways: readonly (readonly [number, number])[] = [
  ...bends.map(bend => [bend, bend] as const),
  ...bends.flatMap(near => bends.filter(far => far !== near).map(far => [near, far] as const))
]
const finePoints = 36
const keptPoints = 8
/** A way shorter than this, in px, cannot be told from its arrow. */
const lengthLeastPx = 46
/** A way that crosses more than this is not drawn; its sentence is in the list. A strip is full sooner. */
export const costMost = { wide: 190, narrow: 150 } as const

/** Points from source to end, or undefined when the two stand so close that nothing fits between. */
export const routeBetween = (from: Area, to: Area, obstacles: readonly Obstacle[], bounds: Area, mostCost: number): Point[] | undefined => {
  let best: { cost: number; points: Point[] } | undefined
  for (const a of doorsOf(from, middleOf(to))) {
    for (const b of doorsOf(to, middleOf(from))) {
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
      const distance = Math.hypot(dx, dy)
      if (distance < lengthLeastPx) continue
      for (const [near, far] of ways) {
        const middle = ([[0.3, near], [0.7, far]] as const).map(([share, bend]): Point => [a[0] + dx * share - dy * bend, a[1] + dy * share + dx * bend])
        const bend = Math.max(Math.abs(near), Math.abs(far))
        const most = (best?.cost ?? mostCost) - 1e-6
        const length = bend * 22 + Math.abs(near - far) * 4 + distance * (1 + bend * bend) * 0.05
        if (length >= most) continue
        const points = sampled([a, ...middle, b], false, 0.2, Math.ceil(finePoints / 3))
        const cost = length + costOf(points, obstacles, bounds, most - length)
        if (cost < most) best = { cost, points }
      }
    }
  }
  return best && thinned(best.points)
}

/** Where a thing gives or takes: at its feet, left, right and before it. The three that look the way of the other come first. */
const doorsOf = (area: Area, towards: Point): Point[] => {
  const [x] = middleOf(area)
  const quarter = (area.right - area.left) * 0.26
  const foot = area.bottom - Math.min(18, (area.bottom - area.top) * 0.25)
  const doors: Point[] = [
    [area.left - 7, foot], [area.right + 7, foot], [x - quarter, area.bottom + 9], [x + quarter, area.bottom + 9]
  ]
  return doors.sort(
    (p, q) => Math.hypot(p[0] - towards[0], p[1] - towards[1]) - Math.hypot(q[0] - towards[0], q[1] - towards[1])
  ).slice(0, 3)
}

/** Stops counting where it is too much already. */
const costOf = (points: readonly Point[], obstacles: readonly Obstacle[], bounds: Area, most: number): number => {
  let cost = 0
  for (const point of points) {
    if (!holds(bounds, point)) cost += 12
    for (const { area, weight } of obstacles) if (holds(area, point)) cost += weight
    if (cost >= most) return cost
  }
  return cost
}

const thinned = (points: readonly Point[]): Point[] => {
  const count = Math.min(keptPoints, points.length)
  return Array.from({ length: count }, (_, i) => points[Math.round(i * (points.length - 1) / (count - 1))]!)
}

/** The points at which a way may be taken hold of: all along it but for its ends. */
export const holdsOf = (points: readonly Point[]): Point[] => sampled(points, false, 0.18, 3).slice(3, -3)

/** Boxes along a way, so that nothing grows on it. */
export const alongside = (points: readonly Point[], reach: number): Area[] => points.flatMap(([x, y], i) => {
  const [nextX, nextY] = points[i + 1] ?? [x, y]
  const side = { left: reach, right: reach, top: reach * 0.7, bottom: reach * 0.7 }
  return [0, 0.25, 0.5, 0.75].map(share => about(x + (nextX - x) * share, y + (nextY - y) * share, side))
})
