/**
 * A page as a plant: its kind from its key, its height from its length, a bound branch for each graft, a seed when it has
 * no title yet. Which plant stands in front is never a rank; the garden puts what has been heard least nearest.
 */
import { block, join, type Markup, outlined, placed, printed, stroke } from '../ink/markup.ts'
import { bezierAt, blob, type Point, round, short } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { type CreatureColour, creatureColours } from '../../theme/index.ts'
import { seed as seedSign } from '../glyphs/signs.ts'

export type Plant = {
  readonly key: string
  /** Characters of text on the page. */
  readonly length: number
  readonly titled: boolean
  readonly grafts?: number
}

/** The least and the greatest height of a plant, in px. */
export const plantHeights = { least: 58, most: 150 } as const

const graftsMax = 4

/** Height in px: grows fast with the first words and slowly later; 12,000 characters stand at full height. */
export const plantHeight = (length: number): number => {
  const share = Math.log1p(Math.max(0, length) / 60) / Math.log1p(12_000 / 60)
  return plantHeights.least + Math.min(1, share) * (plantHeights.most - plantHeights.least)
}

/** The plant, its foot at 0,0. `heightPx` overrides the height, for small pictures. */
export const plant = ({ key, length, titled, grafts = 0 }: Plant, heightPx = plantHeight(length)): Markup => {
  if (!titled) return placed(0, -8, 0.9, seedSign)
  const chance = seeded('plant:' + key)
  const kind = chance.below(6)
  const sway = chance.between(-0.15, 0.15) * heightPx
  const stem: Stem = [[0, 0], [sway, -heightPx * 0.35], [-sway * 0.6, -heightPx * 0.65], [sway * 0.2, -heightPx]]
  const colour = chance.pick(creatureColours)
  const path = `M0 0C${stem.slice(1).map(([x, y]) => `${short(x)} ${short(y)}`).join(' ')}`
  const growths = Array.from(
    { length: Math.min(graftsMax, grafts) }, (_, i) => graft(stem, heightPx, kind, key, i, chance.pick(creatureColours), sway)
  )
  return join(
    stroke(path, 'line', { width: 5.6 }), stroke(path, 'leaf', { width: 3 }),
    ...leaves(stem, heightPx, kind, key),
    ...growths,
    head(kind, [sway * 0.2, -heightPx - 4], 1, colour, key))
}

type Stem = readonly [Point, Point, Point, Point]

const on = (stem: Stem, share: number): Point => bezierAt(...stem, share)

const leaves = (stem: Stem, heightPx: number, kind: number, key: string): Markup[] => {
  const count = 2 + Math.round(heightPx / 28)
  return Array.from({ length: count }, (_, i) => {
    const share = 0.18 + i / count * 0.62
    const [x, y] = on(stem, share)
    const side = i % 2 === 0 ? -1 : 1
    const size = heightPx * 0.17 * (1.15 - share * 0.5) + 5
    const colour = i % 3 === 0 ? 'leaf' : 'creature2'
    const print = { width: 1.8, right: 1.5, down: 1 }
    if (kind % 2 === 1) {
      return printed(`M${short(x)} ${short(y)}q${short(side * size * 0.7)} ${short(-size * 0.9)} ${short(side * size * 1.5)} ${short(-size * 0.2)}` +
        `q${short(-side * size * 0.6)} ${short(size * 0.6)} ${short(-side * size * 1.5)} ${short(size * 0.2)}Z`, colour, print)
    }
    return join(
      printed(blob(x + side * size * 0.8, y - size * 0.2, size * 0.6, size * 0.45, key + i, 0.08, 8), colour, print),
      stroke(`M${short(x)} ${short(y)}l${short(side * size * 0.5)} ${short(-size * 0.15)}`, 'line', { width: 1.6 }))
  })
}

/** A branch bound on with a band: somebody's own way with the page. */
const graft = (
  stem: Stem, heightPx: number, kind: number, key: string, i: number, colour: CreatureColour, sway: number
): Markup => {
  const [x, y] = on(stem, 0.34 + i * 0.15)
  const side = (i % 2 === 0 ? 1 : -1) * (sway > 0 ? -1 : 1)
  const reach = heightPx * (0.42 - i * 0.04)
  const path = `M${short(x)} ${short(y)}q${short(side * reach * 0.5)} -2 ${short(side * reach * 0.72)} ${short(-reach * 0.62)}`
  return join(
    stroke(path, 'line', { width: 4.8 }), stroke(path, 'creature2', { width: 2.4 }),
    outlined(`M${short(x - 5)} ${short(y - 4)}q0 -1.5 2 -1.5h6q2 0 2 2v5q0 2 -2 2h-6q-2 0 -2 -2Z`, 'ember', 1.5),
    head(kind, [x + side * reach * 0.72, y - reach * 0.62 - 4], 0.72, colour, key + i))
}

/** Six kinds of head: daisy, bell, curl, aster, umbel, bud. */
const head = (kind: number, [x, y]: Point, size: number, colour: CreatureColour, key: string): Markup => {
  const s = (value: number): string => short(value * size)
  switch (kind) {
    case 0:
    case 3: {
      const count = kind === 0 ? 7 : 9
      const reach = (kind === 0 ? 9 : 10.5) * size
      return join(
        ...Array.from({ length: count }, (_, i) => {
          const angle = i / count * Math.PI * 2
          return printed(
            blob(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach, 5.2 * size, 5.2 * size, key + i, 0.1, 7), colour,
            { width: 1.6, right: 1, down: 1 }
          )
        }),
        outlined(blob(x, y, 6 * size, 6 * size, key, 0.05), kind === 0 ? 'straw' : 'soil', 1.8))
    }
    case 1: return printed(
      `M${short(x - 10 * size)} ${short(y + 6 * size)}q${s(-4)} ${s(-20)} ${s(10)} ${s(-20)}q${s(14)} 0 ${s(10)} ${s(20)}` +
      `q${s(-5)} ${s(-5)} ${s(-10)} 0q${s(-5)} ${s(-5)} ${s(-10)} 0Z`,
      colour, { width: 1.9, right: 1.5, down: 1 }
    )
    case 2: return join(
      stroke(
        `M${short(x)} ${short(y + 6)}q${s(-2)} ${s(-18)} ${s(10)} ${s(-17)}q${s(9)} ${s(4)} ${s(2)} ${s(9)}` +
        `q${s(-7)} ${s(-1)} ${s(-4)} ${s(-6)}`,
        'line', { width: 5 }
      ),
      stroke(
        `M${short(x)} ${short(y + 6)}q${s(-2)} ${s(-18)} ${s(10)} ${s(-17)}q${s(9)} ${s(4)} ${s(2)} ${s(9)}` +
        `q${s(-7)} ${s(-1)} ${s(-4)} ${s(-6)}`,
        colour, { width: 2.2 }
      ))
    case 4: {
      const spokes = Array.from({ length: 9 }, (_, i) => -Math.PI * i / 8)
      return join(
        stroke(
          spokes.map(
            a => `M${short(x)} ${short(y + 2)}L${short(x + Math.cos(a) * 15 * size)} ${short(y + Math.sin(a) * 15 * size)}`
          ).join(''),
          'limb', { width: 1.5 }
        ),
        outlined(
          spokes.map(a => round(x + Math.cos(a) * 16 * size, y + Math.sin(a) * 16 * size, 2.9 * size)).join(''), colour, 1.2
        ))
    }
    default: return join(
      printed(blob(x, y - 4 * size, 10 * size, 13 * size, key, 0.05), colour, { width: 1.9, right: 1.5, down: 1 }),
      stroke(
        `M${short(x - 6 * size)} ${short(y - 4 * size)}q${s(6)} ${s(-6)} ${s(12)} 0` +
        `M${short(x - 7 * size)} ${short(y + 2 * size)}q${s(7)} ${s(-6)} ${s(14)} 0`,
        'line', { width: 1.4 }
      ))
  }
}

/** The small mound of earth a plant stands in. */
export const mound = (key: string): Markup => block(blob(0, 2, 30, 9, 'mound' + key, 0.1), 'soil')
