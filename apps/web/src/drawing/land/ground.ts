/** The ground of a scene: clearings, footpaths, and what grows where nothing else stands. */
import { type Area, meets } from '../ink/area.ts'
import { block, grouped, join, type Markup, placed, stroke } from '../ink/markup.ts'
import { blob, type Path, type Point, smooth } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { unsteady } from '../ink/unsteady.ts'
import { flowerDot, grassPath, pebble, tree } from './tree.ts'

/** A footpath, `width` px wide, with the dotted line feet leave in the middle. */
export const footpath = (points: readonly Point[], width = 20): Markup => {
  const path: Path = unsteady('footpath', { strayPx: 2, lengthPx: 40 })(smooth(points, false, 0.2))
  return join(stroke(path, 'path', { width }), stroke(path, 'stone2', { width: 2, dash: '2 12' }))
}

/** A clearing of land a shade darker. */
export const meadow = (x: number, y: number, rx: number, ry: number, seed: string, opacity = 0.75): Markup =>
  grouped('texture', block(blob(x, y, rx, ry, 'meadow' + seed, 0.1), 'land2', opacity))

/** The trodden ground about the fire. */
export const clearing = (
  x: number, y: number, rx: number, ry: number
): Markup => block(blob(x, y, rx, ry, 'clearing', 0.07), 'path', 0.8)

/** Where things may grow, what they keep off, and how many of them. */
export type Growth = {
  readonly seed: string
  readonly area: Area
  /** Boxes that stay free. */
  readonly keepOff: readonly Area[]
  readonly trees: number
  readonly small: number
  /** Size of a tree, 1 as drawn. */
  readonly treeScale?: number
}

/** Grass, flowers, pebbles and trees, the far ones first. They keep off everything that means something. */
export const growth = ({ seed, area, keepOff, trees, small, treeScale = 0.85 }: Growth): Markup => {
  const chance = seeded('growth:' + seed)
  const free = (
    left: number, top: number, right: number, bottom: number
  ): boolean => keepOff.every(box => !meets(box, { left, top, right, bottom }))
  let grass = ''
  const others: Markup[] = []
  for (let i = 0; i < small; i++) {
    const [x, y, kind] = [chance.between(area.left, area.right), chance.between(area.top, area.bottom), chance.unit()]
    if (!free(x - 9, y - 16, x + 11, y + 6)) continue
    if (kind < 0.76) grass += grassPath(x, y)
    else if (kind < 0.9) others.push(flowerDot(x, y, kind < 0.83))
    else others.push(pebble(x, y, seed + i))
  }
  const standing = treeSpots(chance, area, trees, treeScale, free)
  return grouped('texture', join(
    grass !== '' && stroke(grass, 'leaf', { width: 1.6, opacity: 0.75 }),
    ...others,
    ...standing.map(
      ([x, y], i) => placed(x, y, treeScale, tree(seed + i, seeded(`tree kind ${i}:${seed}`).unit() > 0.62 ? 'fir' : 'round'))
    )))
}

const groupMax = 4

/** Trees come in twos and threes, rarely alone: some begin a group, the next stand near its first. */
const treeSpots = (
  chance: ReturnType<typeof seeded>, area: Area, trees: number, scale: number,
  free: (left: number, top: number, right: number, bottom: number) => boolean
): Point[] => {
  const groups: Point[][] = []
  const spots = (): Point[] => groups.flat()
  for (let tries = 0; spots().length < trees && tries < trees * 60; tries++) {
    const open = groups.filter(group => group.length < groupMax)
    const group = open.length > 0 && chance.unit() < 0.5 ? chance.pick(open) : undefined
    const x = group ? group[0]![0] + chance.between(-74, 74) * scale : chance.between(area.left, area.right)
    const y = group ? group[0]![1] + chance.between(-30, 30) * scale : chance.between(area.top, area.bottom)
    const inside = x > area.left && x < area.right && y > area.top && y < area.bottom
    const apart = spots().every(([ax, ay]) => Math.hypot(ax - x, (ay - y) * 1.7) > 44 * scale)
    if (!inside || !apart || !free(x - 27 * scale, y - 84 * scale, x + 28 * scale, y + 8 * scale)) continue
    if (group) group.push([x, y])
    else groups.push([[x, y]])
  }
  return spots().sort((a, b) => a[1] - b[1])
}
