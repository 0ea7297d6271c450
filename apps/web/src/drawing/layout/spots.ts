/**
 * Finding room: the first free one of several spots, and the first free side for a label.
 * `Room` remembers what is taken. It only ever fills, in a fixed order, so that the same scene gives the same map.
 */
import { type Area, grown, meets, within } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import type { LabelLine, PlacedLabel } from './arrangement.ts'
import { faces, widthOfWords } from './words.ts'

export type Room = {
  readonly bounds: Area
  readonly take: (...areas: readonly Area[]) => void
  readonly free: (area: Area) => boolean
  /** Free but for one thing that may be stood before. */
  readonly freeBut: (area: Area, before: Area) => boolean
  readonly taken: () => readonly Area[]
}

export const roomWithin = (bounds: Area): Room => {
  const taken: Area[] = []
  return {
    bounds,
    take: (...areas) => { taken.push(...areas) },
    free: area => within(area, bounds) && taken.every(other => !meets(area, other)),
    freeBut: (area, before) => within(area, bounds) && taken.every(other => other === before || !meets(area, other)),
    taken: () => taken
  }
}

/** Points ever farther from a middle, turning by the golden angle; `flat` presses the circle into an ellipse. */
export function* spiral([x, y]: Point, stepPx: number, farthestPx: number, flat = 0.72): Generator<Point> {
  for (let i = 1; ; i++) {
    const reach = stepPx * Math.sqrt(i)
    if (reach > farthestPx) return
    const angle = i * 2.39996
    yield [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach * flat]
  }
}

/** The first point at which everything that comes with a thing has room. */
export const firstFree = (room: Room, points: Iterable<Point>, areasAt: (point: Point) => readonly Area[]): Point | undefined => {
  for (const point of points) if (areasAt(point).every(room.free)) return point
  return undefined
}

export type Side = 'below' | 'right' | 'left' | 'above'

const besidePx = 6
const belowPx = 3
/** The halo that keeps a label readable needs this much around it. */
const haloPx = 2

export const sizeOfLines = (lines: readonly LabelLine[]): { width: number; height: number } => ({
  width: Math.max(0, ...lines.map(line => widthOfWords(line.text, line.face))) + haloPx * 2,
  height: lines.reduce((sum, line) => sum + faces[line.face].lineHeight, 0) + haloPx * 2
})

/** The box of a label at one side of what it names. */
export const labelArea = (lines: readonly LabelLine[], named: Area, side: Side): Area => {
  const { width, height } = sizeOfLines(lines)
  const [middleX, middleY] = [(named.left + named.right) / 2, (named.top + named.bottom) / 2]
  switch (side) {
    case 'below': return {
      left: middleX - width / 2, right: middleX + width / 2, top: named.bottom + belowPx, bottom: named.bottom + belowPx + height
    }
    case 'above': return {
      left: middleX - width / 2, right: middleX + width / 2, top: named.top - belowPx - height, bottom: named.top - belowPx
    }
    case 'right': return {
      left: named.right + besidePx, right: named.right + besidePx + width, top: middleY - height / 2, bottom: middleY + height / 2
    }
    case 'left': return {
      left: named.left - besidePx - width, right: named.left - besidePx, top: middleY - height / 2, bottom: middleY + height / 2
    }
  }
}

const anchors: Record<Side, PlacedLabel['anchor']> = { below: 'middle', above: 'middle', right: 'start', left: 'end' }

const sides: readonly Side[] = ['below', 'right', 'left', 'above']

/** Puts a label below, else right, left, above, and takes the room; a label that fits nowhere is shown on focus. */
export const labelFor = (room: Room, lines: readonly LabelLine[], named: Area, allowed: readonly Side[] = sides): PlacedLabel => {
  for (const side of allowed) {
    const area = labelArea(lines, named, side)
    if (room.free(area)) {
      room.take(area)
      return { lines, area, anchor: anchors[side], shown: true }
    }
  }
  return { lines, area: pushedInside(labelArea(lines, named, 'below'), room.bounds), anchor: 'middle', shown: false }
}

/** The same for a name and its word: where both have no room, the name alone is tried before it is left to the focus. */
export const nameFor = (room: Room, lines: readonly LabelLine[], named: Area, allowed: readonly Side[] = sides): PlacedLabel => {
  const both = allowed.some(side => room.free(labelArea(lines, named, side)))
  if (both || lines.length < 2) return labelFor(room, lines, named, allowed)
  const alone = labelFor(room, lines.filter(({ face }) => face === lines[0]!.face), named, allowed)
  return alone.shown ? alone : { ...labelFor(room, lines, named, []), shown: false }
}

/** The same for several wordings, the best first: the first that has room. Of the last one the name alone is tried, too. */
export const wordingFor = (room: Room, wordings: readonly (readonly LabelLine[])[], named: Area, allowed: readonly Side[] = sides): PlacedLabel => {
  const fits = wordings.find(lines => allowed.some(side => room.free(labelArea(lines, named, side))))
  return fits ? labelFor(room, fits, named, allowed) : nameFor(room, wordings.at(-1)!, named, allowed)
}

/** Moves a box into bounds, as far as it fits. */
export const pushedInside = (area: Area, bounds: Area): Area => {
  const right = Math.max(0, bounds.left - area.left) || Math.min(0, bounds.right - area.right)
  const down = Math.max(0, bounds.top - area.top) || Math.min(0, bounds.bottom - area.bottom)
  return { left: area.left + right, right: area.right + right, top: area.top + down, bottom: area.bottom + down }
}

/** What a solid thing keeps others off: a little less than itself at the sides, because drawings are loose at their edges. */
export const footprint = (solid: Area): Area => grown(solid, -Math.min(8, (solid.right - solid.left) * 0.1), 0)
