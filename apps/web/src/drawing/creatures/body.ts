/**
 * The soft body of a person: five half-widths from 10 to 32, a height, a lean of up to 4.
 * The outline is kept as points too, so that patterns can be cut to it without a clip path.
 */
import { type Path, type Point, sampled, smooth, spanAt } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'

export type Body = {
  readonly outline: Path
  /** Left and right edge at a height. */
  readonly span: (y: number) => readonly [number, number]
  readonly top: Point
  readonly baseY: number
  readonly heightPx: number
  readonly lean: number
}

/** Silhouettes to begin from, head to hem: pear, egg, bell, bean, drop, pot, gourd, barrel. */
const silhouettes: readonly (readonly number[])[] = [
  [13, 17, 23, 28, 21], [15, 23, 27, 26, 18], [14, 18, 21, 26, 28], [15, 20, 19, 21, 16],
  [10, 16, 24, 30, 23], [16, 21, 25, 22, 25], [17, 23, 19, 27, 21], [17, 23, 24, 23, 19]
]

const heights = [0.1, 0.32, 0.58, 0.8, 0.97]

export const bodyOf = (key: string): Body => {
  const chance = seeded('creature body:' + key)
  const base = chance.pick(silhouettes)
  const widths = base.map(width => Math.min(32, Math.max(10, width + chance.between(-3, 3))))
  const [heightPx, lean, baseY] = [chance.between(50, 66), chance.between(-4, 4), 86]
  const topY = baseY - heightPx
  const side = (sign: 1 | -1): Point[] =>
    heights.map((share, i): Point => [50 + sign * widths[i]! + lean * (1 - share), topY + heightPx * share])
  const points: Point[] = [[50 + lean, topY], ...side(1), [50, baseY + 0.5], ...side(-1).reverse()]
  const fine = sampled(points, true, 0.19)
  return {
    outline: smooth(points, true, 0.19),
    span: y => spanAt(fine, y) ?? [50, 50],
    top: [50 + lean, topY],
    baseY, heightPx, lean
  }
}
