/** A kitchen: an oven house with a round roof, a fire in the oven, herbs drying under the eaves. */
import { hatch, shadeSlant } from '../ink/hatch.ts'
import { block, glow, join, type Markup, stroke } from '../ink/markup.ts'
import { blob, round } from '../ink/path.ts'
import { drawnBy } from '../ink/drawnBy.ts'
import { unsteady } from '../ink/unsteady.ts'

const ink = drawnBy(unsteady('kitchen'))

/** The soft patch of shade a building stands on. */
export const standingShade = (
  seed: string, x: number, rx: number, ry = 14
): Markup => block(blob(x, 8, rx, ry, 'shade ' + seed, 0.05), 'shade', 0.14)

/** Smoke from a chimney whose mouth is at `x`, `y`. */
export const chimneySmoke = (x: number, y: number): Markup =>
  stroke(`M${x} ${y}q-14 -12 0 -24q14 -10 2 -24q-8 -10 0 -17`, 'stone2', { width: 3, opacity: 0.85, motion: 'smoke' })

export const kitchen: Markup = join(
  standingShade('kitchen', 4, 106),
  ink.printed('M-82 6L-80 -64L78 -66L82 6Z', 'wall', { width: 2.4, right: 4 }),
  ink.stroke(hatch([[40, 4], [40, -62], [77, -62], [80, 4]], shadeSlant), 'shade', { width: 1.3, opacity: 0.25 }),
  ink.printed('M42 -92v-38h22v50Z', 'clay', { width: 2.4 }),
  ink.stroke('M38 -130h30', 'line', { width: 3.4 }),
  ink.stroke('M43 -116h10M54 -106h9M44 -98h8', 'line', { width: 1.2, opacity: 0.55 }),
  chimneySmoke(53, -138),
  ink.printed('M-98 -58Q-60 -118 -2 -120Q62 -118 98 -60Q0 -74 -98 -58Z', 'roof', { width: 2.7, right: 4, down: 3 }),
  ink.stroke(
    'M-70 -74q10 -8 20 0M-44 -88q10 -8 20 0M-16 -76q10 -8 20 -1M8 -94q10 -8 20 0M40 -78q10 -8 20 1M-22 -104q10 -8 20 ' +
    '0M-62 -92q6 -6 14 -1',
    'line', { width: 1.6, opacity: 0.65 }
  ),
  ink.printed('M-66 6v-38q12 -12 26 0v38Z', 'roof2', { width: 2.2 }),
  ink.stroke('M-57 4v-40M-49 4v-41', 'line', { width: 1.1, opacity: 0.45 }),
  block(round(-45, -13, 2.4), 'line'),
  glow(16, -26, 80, 62, 'glow', 0.9, 'only-lit'),
  ink.printed('M-14 -4v-26q30 -26 60 0v26Z', 'soil2', { width: 2.4 }),
  block('M-6 -6q2 -19 22 -21q19 2 22 21Z', 'ember'),
  block('M6 -6q0 -10 10 -14q9 4 9 14Z', 'flame', undefined, 'flame'),
  block('M12 -6q0 -5 4 -7q4 2 4 7Z', 'eye', undefined, 'flame'),
  ink.stroke('M-24 -2h82', 'line', { width: 4 }),
  ink.stroke('M-14 -32q30 -27 60 0', 'line', { width: 1.4, opacity: 0.5 }),
  ink.stroke('M-26 -58v9M-20 -59v13M-14 -60v8', 'leaf2', { width: 3.8 }),
  ink.stroke('M-31 -59h23', 'line', { width: 2 }))
