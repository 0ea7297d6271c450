/**
 * An unsteady hand, baked into the path: lines are cut into short pieces and moved by a slow field of noise, as a block
 * cutter's line wanders. Neighbouring shapes wander together, because the field depends on the position alone.
 *
 * Why not an SVG filter: a displacement filter is painted anew at each change below it, and blurs at some scales.
 * It is for buildings, trees and stones; creatures and letters never wobble.
 */
import { bezierAt, type Path, type Point, short } from './path.ts'
import { hashText } from './seed.ts'

/** How far (px) and over what length (px) the hand strays. */
export type Wander = { readonly strayPx: number; readonly lengthPx: number }

const usual: Wander = { strayPx: 2.4, lengthPx: 34 }
const pieceMaxPx = 20

/** A hand with its own unsteadiness: give it path data, get it back wandering. */
export type Hand = (path: Path) => Path

export const unsteady = (seed: string, { strayPx, lengthPx }: Wander = usual): Hand => {
  const salt = hashText('hand:' + seed)
  const shift = (x: number, y: number): Point => [
    x + (noise(x / lengthPx, y / lengthPx, salt) - 0.5) * 2 * strayPx,
    y + (noise(x / lengthPx, y / lengthPx, salt ^ 0x51ED270B) - 0.5) * 2 * strayPx
  ]
  return path => segmentsOf(path).map(segment => {
    if (segment.type === 'close') return 'Z'
    if (segment.type === 'move') return `M${pair(shift(...segment.to))}`
    return cut(segment).map(([b, c, d]) => `C${pair(shift(...b))} ${pair(shift(...c))} ${pair(shift(...d))}`).join('')
  }).join('')
}

const pair = ([x, y]: Point): string => `${short(x)} ${short(y)}`

type Curve = { type: 'curve'; from: Point; c1: Point; c2: Point; to: Point }
type Segment = { type: 'move'; to: Point } | { type: 'close' } | Curve

/** Cuts a curve into pieces short enough to wander, by exact subdivision. */
const cut = ({ from, c1, c2, to }: Curve): [Point, Point, Point][] => {
  const lengthPx = Math.hypot(
    c1[0] - from[0], c1[1] - from[1]
  ) + Math.hypot(c2[0] - c1[0], c2[1] - c1[1]) + Math.hypot(to[0] - c2[0], to[1] - c2[1])
  const count = Math.max(1, Math.min(24, Math.ceil(lengthPx / pieceMaxPx)))
  return Array.from({ length: count }, (_, i) => part(from, c1, c2, to, i / count, (i + 1) / count))
}

/** The piece of a cubic from parameter `t0` to `t1`, as its two control points and end. */
const part = (a: Point, b: Point, c: Point, d: Point, t0: number, t1: number): [Point, Point, Point] => {
  const slope = (t: number): Point => {
    const u = 1 - t
    const mix = (i: 0 | 1): number => 3 * u * u * (b[i] - a[i]) + 6 * u * t * (c[i] - b[i]) + 3 * t * t * (d[i] - c[i])
    return [mix(0), mix(1)]
  }
  const [start, end, s0, s1, third] = [bezierAt(a, b, c, d, t0), bezierAt(a, b, c, d, t1), slope(t0), slope(t1), (t1 - t0) / 3]
  return [[start[0] + s0[0] * third, start[1] + s0[1] * third], [end[0] - s1[0] * third, end[1] - s1[1] * third], end]
}

/** Smooth value noise on a grid, from 0 to 1. */
const noise = (x: number, y: number, salt: number): number => {
  const [ix, iy] = [Math.floor(x), Math.floor(y)]
  const ease = (t: number): number => t * t * (3 - 2 * t)
  const [fx, fy] = [ease(x - ix), ease(y - iy)]
  const corner = (dx: number, dy: number): number => {
    let h = Math.imul(ix + dx, 374761393) ^ Math.imul(iy + dy, 668265263) ^ salt
    h = Math.imul(h ^ (h >>> 13), 1274126177)
    return ((h ^ (h >>> 16)) >>> 0) / 4294967296
  }
  const top = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * fx
  const bottom = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * fx
  return top + (bottom - top) * fy
}

const argumentsOf: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, Q: 4, C: 6, Z: 0 }

/** Reads path data (M L H V Q C Z, both cases) into moves and cubic curves. Anything else is a bug in a drawing. */
const segmentsOf = (path: Path): Segment[] => {
  const tokens = path.match(/[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)/g) ?? []
  const found: Segment[] = []
  let [at, start]: [Point, Point] = [[0, 0], [0, 0]]
  let letter = ''
  for (let i = 0; i < tokens.length;) {
    if (/[A-Za-z]/.test(tokens[i]!)) letter = tokens[i++]!
    const kind = letter.toUpperCase()
    const count = argumentsOf[kind]
    if (count === undefined) throw new Error(`a path with ${letter} cannot wander`)
    if (kind === 'Z') {
      found.push(lineTo(at, start), { type: 'close' })
      at = start
      letter = ''
      continue
    }
    const values = tokens.slice(i, i + count).map(Number)
    i += count
    const relative = letter !== kind
    const point = (n: number): Point => [values[n]! + (relative ? at[0] : 0), values[n + 1]! + (relative ? at[1] : 0)]
    if (kind === 'M') {
      at = start = point(0)
      found.push({ type: 'move', to: at })
      letter = relative ? 'l' : 'L'
      continue
    }
    const segment = drawTo(kind, at, values, point, relative)
    found.push(segment)
    at = segment.to
  }
  return found
}

const lineTo = (from: Point, to: Point): Curve => ({
  type: 'curve', from, to,
  c1: [from[0] + (to[0] - from[0]) / 3, from[1] + (to[1] - from[1]) / 3],
  c2: [from[0] + (to[0] - from[0]) * 2 / 3, from[1] + (to[1] - from[1]) * 2 / 3]
})

const drawTo = (kind: string, at: Point, values: number[], point: (n: number) => Point, relative: boolean): Curve => {
  if (kind === 'H') return lineTo(at, [values[0]! + (relative ? at[0] : 0), at[1]])
  if (kind === 'V') return lineTo(at, [at[0], values[0]! + (relative ? at[1] : 0)])
  if (kind === 'L') return lineTo(at, point(0))
  if (kind === 'C') return { type: 'curve', from: at, c1: point(0), c2: point(2), to: point(4) }
  const [control, to] = [point(0), point(2)]
  return {
    type: 'curve', from: at, to,
    c1: [at[0] + (control[0] - at[0]) * 2 / 3, at[1] + (control[1] - at[1]) * 2 / 3],
    c2: [to[0] + (control[0] - to[0]) * 2 / 3, to[1] + (control[1] - to[1]) * 2 / 3]
  }
}
