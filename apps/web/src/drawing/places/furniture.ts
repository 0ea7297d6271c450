/** Small standing things of a place: lamp, bench, tap, doorway, huts of a hamlet, a table for a feast. */
import { drawnBy } from '../ink/drawnBy.ts'
import { block, glow, grouped, join, type Markup, placed, printed, stroke } from '../ink/markup.ts'
import { box, round, short } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { unsteady } from '../ink/unsteady.ts'
import { standingShade } from './kitchen.ts'

const ink = drawnBy(unsteady('furniture', { strayPx: 1.2, lengthPx: 30 }))

/** A lamp by the path: light when it acts, stone grey when it rests. At night the lit lamp has a light edge too. */
export const pathLamp = (acts: boolean): Markup => {
  const hood = 'M2 -60q-2 -17 12 -17q13 0 12 17q-12 -5 -24 0Z'
  return join(
    acts && grouped(
      'lit', join(glow(14, -56, 84, 76, 'glow', 1.1), block('M-58 4a66 20 0 1 0 132 0a66 20 0 1 0 -132 0Z', 'glow', 0.26))
    ),
    stroke('M0 4Q-3 -36 0 -62q2 -15 14 -14', 'line', { width: 6 }),
    stroke('M0 4Q-3 -36 0 -62q2 -15 12 -14', 'limb', { width: 1.4, motion: 'only-lit' }),
    stroke('M-8 5h16', 'line', { width: 4.4 }),
    printed(hood, acts ? 'glow' : 'stone', { width: 2.3, right: 1.5, down: 1.5 }),
    acts && stroke(hood, 'eye', { width: 1.3, motion: 'only-lit' }))
}

/** A tap on a post; its bucket fills when it runs. */
export const tapPost = (acts: boolean): Markup => join(
  standingShade('tap', 6, 30, 6),
  ink.pole('M0 6v-52', 'wood', 4, 1.8),
  printed('M-3 -44h18q6 1 6 9h-6q0 -3 -4 -3h-14Z', 'stone', { width: 2, right: 1, down: 1 }),
  stroke('M6 -44v-6M0 -51h12', 'line', { width: 2.6 }),
  acts && stroke('M18 -34v26', 'water', { width: 3.4, motion: 'strand' }),
  acts && stroke('M18 -34v26', 'waterInk', { width: 1.2, motion: 'only-lit' }),
  printed('M6 -8h24l-4 16h-16Z', 'creature6', { width: 2.1, right: 1.5, down: 1.5 }),
  acts && block('M8 -5q10 4 20 0l-1 4q-9 3 -18 0Z', 'water'))

/** A bench `width` px long, for those who say no place. */
export const bench = (width = 150): Markup => join(
  block(
    `M${short(-width / 2)} 6a${short(width / 2)} 7 0 1 0 ${short(width)} 0a${short(width / 2)} 7 0 1 0 ${short(-width)} 0Z`,
    'shade', 0.13
  ),
  stroke(`M${short(-width * 0.39)} 4v-18M${short(width * 0.39)} 4v-18`, 'line', { width: 6 }),
  ink.printed(`M${short(-width / 2)} -26h${short(width)}v12h${short(-width)}Z`, 'wood', { width: 2.4, right: 3 }),
  ink.stroke(
    `M${short(-width / 2 + 12)} -20h${short(width * 0.3)}M${short(width * 0.1)} -20h${short(width * 0.3)}`, 'line',
    { width: 1.1, opacity: 0.5 }
  ))

/** A doorway: more are inside. */
export const doorway: Markup = join(
  printed('M-13 4v-32q13 -18 26 0v32Z', 'soil2', { width: 2.4, right: 1.5, down: 1.5 }),
  block('M-8 3v-29q8 -10 16 0v29Z', 'glow', 0.55),
  stroke('M-16 4h32', 'line', { width: 3 }))

/** How far huts reach beyond the drawing they stand about, in px. */
export const hutReachPx = 36

const hut: Markup = join(
  standingShade('hut', 2, 24, 5),
  ink.printed('M-18 6v-24h36v24Z', 'wall', { width: 2 }),
  ink.printed('M-24 -15Q0 -48 24 -16Z', 'clay', { width: 2.1 }),
  printed('M-6 6v-13q6 -6 12 0v13Z', 'soil2', { width: 1.6, right: 0, down: 0 }),
  block(box(9, -12, 5, 6), 'glass', undefined, 'only-lit'))

/** Huts about a place that many stand at: one for each doubling, four at most, back row first. */
export const hamlet = (seed: string, wares: number, halfWidth: number): Markup => {
  const chance = seeded('hamlet:' + seed)
  const count = Math.max(1, Math.min(4, Math.round(Math.log2(Math.max(2, wares)) - 1)))
  const spots = [[-1.1, -10], [1.1, -6], [-0.84, 15], [0.86, 17]] as const
  return join(...spots.slice(0, count).map(([share, y]) =>
    placed(
      share * halfWidth + Math.sign(share) * 4 + chance.between(-4, 4), y + chance.between(-3, 3), chance.between(0.86, 1.06), hut
    )))
}

/** A table for a feast: `there` things stand on it, the rest of `wanted` are dashed, up to forty. */
export const feastTable = (there: Markup, missing: Markup, have: number, wanted: number): Markup => {
  const count = Math.min(40, Math.max(0, Math.floor(wanted)))
  const whole = wanted <= 40 ? Math.floor(have) : Math.floor(have / wanted * 40)
  return join(
    block('M-174 70a170 20 0 1 0 340 0a170 20 0 1 0 -340 0Z', 'shade', 0.14),
    stroke('M-104 6v62M106 6v62M-52 0v52M54 0v52', 'limb', { width: 6 }),
    ink.printed('M-120 -198L122 -198L144 0L-142 0Z', 'white', { width: 2.6, right: 4, down: 4 }),
    ink.printed(
      'M-142 0q20 26 40 4q22 26 46 4q24 26 56 4q28 24 56 0q26 22 46 -4q24 20 42 -8Z', 'white', { width: 2.4, right: 3, down: 3 }
    ),
    ink.stroke('M-126 -8L128 -8M-116 -188L118 -188', 'ember', { width: 3 }),
    ...Array.from({ length: count }, (_, i) => {
      const row = Math.floor(i / 8)
      return placed((i % 8 - 3.5) * (29 + row * 1.1) + 1, -164 + row * 36, 1.06, i < whole ? there : missing)
    }))
}

const rings = [0, 1, 2].map(k => round(0, 0, 9 + k * 11, 4 + k * 5)).join('')

/** Three dashed rings on the path: somebody is near. Nobody is drawn, because nobody is known. */
export const nearRings: Markup = grouped('rings', join(
  stroke(rings, 'stateLine', { width: 1.8, dash: '5 5', opacity: 0.75 }), stroke(rings, 'glow', { width: 2, dash: '5 5', motion: 'only-lit' })))

/** Log seats on either side of a fire. */
export const logSeat: Markup = ink.printed(box(-31, -6, 62, 12), 'wood', { width: 2.1 })
