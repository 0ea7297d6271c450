/**
 * The way of a current: from the edge of one thing to the edge of another, bent so that it goes around what lies between.
 * A few bends are tried and the one that crosses least is taken; the order of trial is fixed, so the way is too.
 */
import { about, type Area, grown, holds, middleOf, together } from '../ink/area.ts'
import { type Point, sampled } from '../ink/path.ts'

/** An obstacle and how bad it is to cross it. */
export type Obstacle = { readonly area: Area; readonly weight: number }

const bends = [0.14, -0.14, 0.26, -0.26, 0.06, -0.06, 0.4, -0.4, 0.56, -0.56]
const finePoints = 40
const keptPoints = 8

/** Points from source to end, or undefined when the two stand so close that nothing fits between. */
export const routeBetween = (from: Area, to: Area, obstacles: readonly Obstacle[], bounds: Area): Point[] | undefined => {
  const [a, b] = [outlet(from), outlet(to)]
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const distance = Math.hypot(dx, dy)
  if (distance < 30) return undefined
  let best: { cost: number; points: Point[] } | undefined
  for (const bend of bends) {
    const middle: Point[] = [0.3, 0.7].map(share => [a[0] + dx * share - dy * bend, a[1] + dy * share + dx * bend])
    const all = sampled([a, ...middle, b], false, 0.2, Math.ceil(finePoints / 3))
    const points = between(all, from, to)
    if (points.length < 4) continue
    const cost = Math.abs(bend) * 26 + costOf(points, obstacles, bounds)
    if (!best || cost < best.cost) best = { cost, points }
  }
  return best && thinned(best.points)
}

/** Where a thing gives or takes: the lower middle of what it covers. */
const outlet = (area: Area): Point => {
  const [x] = middleOf(area)
  return [x, area.bottom - (area.bottom - area.top) * 0.3]
}

/** The part of a way that lies outside both ends. */
const between = (points: readonly Point[], from: Area, to: Area): Point[] => {
  const [first, last] = [grown(from, 4), grown(to, 8)]
  let start = 0
  points.forEach((point, i) => { if (holds(first, point)) start = i + 1 })
  let end = points.findIndex((point, i) => i >= start && holds(last, point))
  if (end < 0) end = points.length
  return points.slice(start, end)
}

const costOf = (points: readonly Point[], obstacles: readonly Obstacle[], bounds: Area): number => {
  let cost = 0
  for (const point of points) {
    if (!holds(bounds, point)) cost += 12
    for (const { area, weight } of obstacles) if (holds(area, point)) cost += weight
  }
  return cost * finePoints / Math.max(12, points.length)
}

const thinned = (points: readonly Point[]): Point[] => {
  const count = Math.min(keptPoints, points.length)
  return Array.from({ length: count }, (_, i) => points[Math.round(i * (points.length - 1) / (count - 1))]!)
}

/** The box of a way, for its button. */
export const wayArea = (points: readonly Point[]): Area =>
  grown(together(points.map(([x, y]) => ({ left: x, right: x, top: y, bottom: y }))), 10)

/** Boxes along a way, so that nothing grows on it. */
export const alongside = (points: readonly Point[], reach: number): Area[] => points.flatMap(([x, y], i) => {
  const [nextX, nextY] = points[i + 1] ?? [x, y]
  const side = { left: reach, right: reach, top: reach * 0.7, bottom: reach * 0.7 }
  return [0, 0.25, 0.5, 0.75].map(share => about(x + (nextX - x) * share, y + (nextY - y) * share, side))
})
