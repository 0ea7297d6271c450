/**
 * Paths as text: smooth curves through points, uneven blobs, boxes, and the numbers in them.
 * A path is SVG path data made here or written out in this folder by hand; it never comes from a world.
 */
import { seeded } from './seed.ts'

export type Point = readonly [x: number, y: number]

/** Path data. */
export type Path = string

/** A number in a path, to a tenth of a pixel. */
export const short = (value: number): string => {
  const rounded = Math.round(value * 10) / 10
  return String(rounded === 0 ? 0 : rounded)
}

const pair = ([x, y]: Point): string => `${short(x)} ${short(y)}`

/** Straight lines through points. */
export const straight = (points: readonly Point[], closed = false): Path =>
  points.map((point, i) => (i === 0 ? 'M' : 'L') + pair(point)).join('') + (closed ? 'Z' : '')

/** The Bézier pieces of a smooth curve: for each step two control points and the end. `pull` is the Catmull-Rom tension. */
const pieces = (points: readonly Point[], closed: boolean, pull: number): [Point, Point, Point][] => {
  const count = points.length
  const at = (i: number): Point => closed ? points[(i + count) % count]! : points[Math.max(0, Math.min(count - 1, i))]!
  return Array.from({ length: closed ? count : count - 1 }, (_, i) => {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    return [
      [from[0] + (to[0] - before[0]) * pull, from[1] + (to[1] - before[1]) * pull],
      [to[0] - (after[0] - from[0]) * pull, to[1] - (after[1] - from[1]) * pull],
      to
    ]
  })
}

/** A smooth curve through points, closed unless said otherwise. */
export const smooth = (points: readonly Point[], closed = true, pull = 0.18): Path =>
  `M${pair(points[0]!)}` + pieces(points, closed, pull).map(
    piece => 'C' + piece.map(pair).join(' ')
  ).join('') + (closed ? 'Z' : '')

/** Points along the same curve that `smooth` draws, `perPiece` to a piece. */
export const sampled = (points: readonly Point[], closed = true, pull = 0.18, perPiece = 8): Point[] => {
  const found: Point[] = [points[0]!]
  let from = points[0]!
  for (const [c1, c2, to] of pieces(points, closed, pull)) {
    for (let k = 1; k <= perPiece; k++) found.push(bezierAt(from, c1, c2, to, k / perPiece))
    from = to
  }
  return found
}

/** A point on a cubic Bézier. */
export const bezierAt = (a: Point, b: Point, c: Point, d: Point, t: number): Point => {
  const u = 1 - t
  const mix = (i: 0 | 1): number => u * u * u * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t * t * t * d[i]
  return [mix(0), mix(1)]
}

/** The points of an uneven round shape; `wander` is the share by which the radius strays. */
export const blobPoints = (x: number, y: number, rx: number, ry: number, seed: string, wander = 0.1, count = 11): Point[] => {
  const chance = seeded('blob:' + seed)
  return Array.from({ length: count }, (_, i) => {
    const angle = i / count * Math.PI * 2
    const stray = 1 + chance.between(-wander, wander)
    return [x + Math.cos(angle) * rx * stray, y + Math.sin(angle) * ry * stray]
  })
}

/** An uneven round shape: a stone, a clearing, a crown of leaves. */
export const blob = (x: number, y: number, rx: number, ry: number, seed: string, wander = 0.1, count = 11): Path =>
  smooth(blobPoints(x, y, rx, ry, seed, wander, count))

/** A circle or ellipse as a path, so that many of them make one element. */
export const round = (x: number, y: number, rx: number, ry = rx): Path =>
  `M${short(x - rx)} ${short(y)}a${short(rx)} ${short(ry)} 0 1 0 ${short(rx * 2)} 0a${short(rx)} ${short(ry)} 0 1 0 ${short(-rx * 2)} 0Z`

export const box = (x: number, y: number, width: number, height: number): Path =>
  `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`

/** Where a horizontal line at `y` enters and leaves a closed outline; undefined where it misses. */
export const spanAt = (outline: readonly Point[], y: number): readonly [left: number, right: number] | undefined => {
  const crossings: number[] = []
  for (let i = 0; i < outline.length; i++) {
    const [ax, ay] = outline[i]!
    const [bx, by] = outline[(i + 1) % outline.length]!
    if ((ay <= y) !== (by <= y)) crossings.push(ax + (y - ay) / (by - ay) * (bx - ax))
  }
  return crossings.length < 2 ? undefined : [Math.min(...crossings), Math.max(...crossings)]
}
