/** A garden bed with rows and bean poles, and the same bed at rest under straw. */
import { drawnBy } from '../ink/drawnBy.ts'
import { block, join, type Markup, outlined, stroke } from '../ink/markup.ts'
import { blob, blobPoints, round, sampled, short, spanAt } from '../ink/path.ts'
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

const bed: Markup = join(
  ink.printed(bedPath, 'soil', { width: 2.3, right: 4, down: 3 }), ink.stroke(furrows(18), 'soil2', { width: 5 })
)

const sprout = (x: number, y: number): string =>
  `M${short(x)} ${short(y)}q-12 -2 -10 -11q8 0 10 8q0 -12 9 -13q4 9 -5 14q8 -3 10 3q-6 5 -14 -1Z`
const sproutStem = (x: number, y: number): string =>
  `M${short(x)} ${short(y + 1)}q-1 -6 -6 -9M${short(x + 1)} ${short(y)}q2 -8 6 -11`
const leek = (x: number, y: number): string =>
  `M${short(x)} ${short(y)}v-9M${short(x)} ${short(y - 4)}q-6 -1 -7 -6M${short(x)} ${short(y - 4)}q6 -1 7 -6`

/** All that grows in rows, gathered by colour, so that a bed stays a handful of elements. */
const rows = (): Markup => {
  const chance = seeded('garden rows')
  let [light, dark, stems, leeks, blossoms] = ['', '', '', '', '']
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < 9; column++) {
      const [x, y] = [-106 + column * 26 + (row % 2) * 9 + chance.between(-2, 2), -72 + row * 18]
      const shade = chance.unit() > 0.6
      const span = spanAt(bedEdge, y - 4)
      if (!span || x < span[0] + 14 || x > span[1] - 14) continue
      if (row >= 4) { leeks += leek(x, y); continue }
      if (shade) dark += sprout(x, y)
      else light += sprout(x, y)
      stems += sproutStem(x, y)
      if (row === 2 && column % 3 === 0) blossoms += round(x + 1, y - 12, 2.8)
    }
  }
  return join(
    block(dark, 'leaf'), block(light, 'creature2'), stroke(
      stems, 'line', { width: 1.3 }
    ), stroke(leeks, 'leaf', { width: 2.8 }), outlined(blossoms, 'white', 1.2))
}

const poles = (x: number): Markup => join(
  stroke(`M${x - 16} -24L${x} -96L${x + 16} -24M${x} -96L${x + 3} -20`, 'line', { width: 4.6 }),
  stroke(`M${x - 16} -24L${x} -96L${x + 16} -24M${x} -96L${x + 3} -20`, 'wood', { width: 2 }),
  stroke(`M${x - 12} -40q14 -10 8 -22q12 -4 2 -22q8 -4 4 -10`, 'leaf', { width: 3.4 }),
  block(
    [
      [-8, -48], [6, -60], [-3, -76], [7, -40], [-9, -62]
    ].map(([dx, y]) => blob(x + dx!, y!, 5.6, 4.2, `bean ${x}${y}`, 0.2, 6)).join(''),
    'leaf'
  ),
  block(round(x + 4, -52, 2.8) + round(x - 5, -68, 2.2), 'ember'))

export const garden: Markup = join(bed, rows(), poles(-92), poles(-58), poles(98))

/** The bed at rest: straw keeps it. */
export const restingBed: Markup = join(
  ink.printed(bedPath, 'soil', { width: 2.3, right: 4, down: 3 }),
  stroke(Array.from({ length: 34 }, (_, i): string => {
    const angle = i * 2.4
    const reach = Math.sqrt((i + 0.4) / 34)
    return `M${short(Math.cos(angle) * reach * 112 - 14)} ${short(-35 + Math.sin(angle) * reach * 42 + (i * 7) % 9 - 4)}` +
      `q14 -6 28 ${i % 5 - 2}`
  }).join(''), 'straw', { width: 3.4 }))
