/** A garden bed with rows and bean poles, and the same bed at rest under straw. */
import { drawnBy } from '../ink/drawnBy.ts'
import { block, join, type Markup, outlined, placed, stroke } from '../ink/markup.ts'
import { blob, blobPoints, type Point, round, sampled, short, spanAt } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { unsteady } from '../ink/unsteady.ts'

const ink = drawnBy(unsteady('garden'))
const bedPoints = blobPoints(0, -34, 138, 56, 'garden bed', 0.06, 12)
const bedEdge = sampled(bedPoints)
const bedPath = blob(0, -34, 138, 56, 'garden bed', 0.06, 12)

/** Furrows from edge to edge, cut to the outline. */
const furrows = (gap: number): string => {
  let path = ''
  for (let y = -80; y < 18; y += gap) {
    const span = spanAt(bedEdge, y)
    if (!span || span[1] - span[0] < 40) continue
    path += `M${short(span[0] + 7)} ${short(y + 3)}Q0 ${short(y - 9)} ${short(span[1] - 7)} ${short(y + 2)}`
  }
  return path
}

const bed: Markup = join(ink.printed(bedPath, 'soil', { width: 2.3, right: 4, down: 3 }), ink.stroke(furrows(18), 'soil2', { width: 5 }))

const sprout = (dark: boolean): Markup => join(
  block('M0 0q-12 -2 -10 -11q8 0 10 8q0 -12 9 -13q4 9 -5 14q8 -3 10 3q-6 5 -14 -1Z', dark ? 'leaf' : 'creature2'),
  stroke('M0 1q-1 -6 -6 -9M1 0q2 -8 6 -11', 'line', { width: 1.3 }))

const leek: Markup = stroke('M0 0v-9M0 -4q-6 -1 -7 -6M0 -4q6 -1 7 -6', 'leaf', { width: 2.8 })

const rows = (): Markup => {
  const chance = seeded('garden rows')
  const plants: { at: Point; drawing: Markup }[] = []
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < 9; column++) {
      const [x, y] = [-106 + column * 26 + (row % 2) * 9 + chance.between(-2, 2), -76 + row * 18]
      const span = spanAt(bedEdge, y)
      const inside = span !== undefined && x > span[0] + 14 && x < span[1] - 14
      const drawing = row < 4 ? sprout(chance.unit() > 0.6) : leek
      const flowering = row === 2 && column % 3 === 0
      if (inside) plants.push({ at: [x, y], drawing: flowering ? join(drawing, outlined(round(1, -12, 2.8), 'white', 1.2)) : drawing })
    }
  }
  return join(...plants.map(({ at: [x, y], drawing }) => placed(x, y + 4, 0.95, drawing)))
}

const poles = (x: number): Markup => join(
  stroke(`M${x - 16} -24L${x} -96L${x + 16} -24M${x} -96L${x + 3} -20`, 'line', { width: 4.6 }),
  stroke(`M${x - 16} -24L${x} -96L${x + 16} -24M${x} -96L${x + 3} -20`, 'wood', { width: 2 }),
  stroke(`M${x - 12} -40q14 -10 8 -22q12 -4 2 -22q8 -4 4 -10`, 'leaf', { width: 3.4 }),
  block([[-8, -48], [6, -60], [-3, -76], [7, -40], [-9, -62]].map(([dx, y]) => blob(x + dx!, y!, 5.6, 4.2, `bean ${x}${y}`, 0.2, 6)).join(''), 'leaf'),
  block(round(x + 4, -52, 2.8) + round(x - 5, -68, 2.2), 'ember'))

export const garden: Markup = join(bed, rows(), poles(-92), poles(-58), poles(98))

/** The bed at rest: straw keeps it. */
export const restingBed: Markup = join(
  ink.printed(bedPath, 'soil', { width: 2.3, right: 4, down: 3 }),
  stroke(Array.from({ length: 34 }, (_, i): string => {
    const angle = i * 2.4
    const reach = Math.sqrt((i + 0.4) / 34)
    return `M${short(Math.cos(angle) * reach * 112 - 14)} ${short(-35 + Math.sin(angle) * reach * 42 + (i * 7) % 9 - 4)}q14 -6 28 ${i % 5 - 2}`
  }).join(''), 'straw', { width: 3.4 }))
