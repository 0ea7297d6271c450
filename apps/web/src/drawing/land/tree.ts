/** Trees, grass, flowers and stones. Seeded by the world's id and a number; they hold no meaning. */
import { drawnBy } from '../ink/drawnBy.ts'
import { block, join, type Markup, outlined, printed, stroke } from '../ink/markup.ts'
import { blob, round, short } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { unsteady } from '../ink/unsteady.ts'

export type TreeKind = 'round' | 'fir'

/** A tree, its foot at 0,0, 60 to 110 px high. */
export const tree = (seed: string, kind: TreeKind): Markup => {
  const chance = seeded('tree:' + seed)
  const [height, half] = [chance.between(46, 72), chance.between(24, 34)]
  const shade = block(blob(6, 3, half * 0.9, 6, 'tree shade' + seed, 0.1, 8), 'shade', 0.14)
  const ink = drawnBy(unsteady('tree' + seed, { strayPx: 1.8, lengthPx: 22 }))
  if (kind === 'fir') {
    const top = -height - 20
    return join(
      shade,
      stroke('M0 4v-12', 'line', { width: 5 }),
      ink.printed(
        `M0 ${short(top)}Q${short(half * 0.5)} ${short(top * 0.42)} ${short(half * 0.92)} -6` +
        `Q0 3 ${short(-half * 0.92)} -6Q${short(-half * 0.5)} ${short(top * 0.42)} 0 ${short(top)}Z`,
        chance.unit() > 0.5 ? 'leaf' : 'leaf2'
      ),
      ink.stroke(
        `M-7 ${short(-height * 0.66)}q7 5 14 0M-12 ${short(-height * 0.4)}q12 6 24 0M-17 ${short(-height * 0.16)}q17 6 34 0`,
        'line', { width: 1.5, opacity: 0.6 }
      ))
  }
  return join(
    shade,
    stroke(`M0 4Q-2 -10 0 ${short(-height * 0.5)}M0 ${short(-height * 0.32)}l9 -10`, 'line', { width: 5 }),
    printed(
      blob(0, -height * 0.82, half, height * 0.5, 'crown' + seed, 0.12, 9), chance.unit() > 0.55 ? 'creature2' : 'leaf',
      { right: 3 }
    ),
    stroke(
      `M${short(-half * 0.45)} ${short(-height * 0.82)}q5 6 10 0M${short(half * 0.05)} ${short(-height * 1.02)}q5 6 10 0` +
      `M${short(half * 0.12)} ${short(-height * 0.64)}q5 6 10 0M${short(-half * 0.1)} ${short(-height * 0.9)}q4 5 8 0`,
      'line', { width: 1.5, opacity: 0.55 }
    ))
}

/** Three blades of grass. */
export const grassPath = (x: number, y: number): string =>
  `M${short(x)} ${short(y)}q-2 -6 -5 -8M${short(x + 2)} ${short(y)}v-9M${short(x + 4)} ${short(y)}q2 -6 5 -8`

export const flowerDot = (x: number, y: number, yellow: boolean): Markup => join(
  stroke(`M${short(x)} ${short(y)}v-9`, 'leaf', { width: 1.6 }), outlined(round(x, y - 11, 3.4), yellow ? 'straw' : 'white', 1.1))

export const pebble = (
  x: number, y: number, seed: string
): Markup => printed(blob(x, y, 6, 4, 'pebble' + seed, 0.2, 6), 'stone', { width: 1.5, right: 1, down: 1 })
