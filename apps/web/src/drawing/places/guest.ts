/** The guest caravan: round roof, an ember door, a stove pipe, curtains. */
import { drawnBy } from '../ink/drawnBy.ts'
import { block, glow, join, type Markup, printed, stroke } from '../ink/markup.ts'
import { blob, box, round, short } from '../ink/path.ts'
import { unsteady } from '../ink/unsteady.ts'
import { standingShade } from './kitchen.ts'

const ink = drawnBy(unsteady('guest'))

const wheel = (x: number): Markup => join(
  ink.printed(blob(x, -2, 15, 15, 'caravan wheel' + x, 0.02), 'wood', { width: 2.4 }),
  stroke([0, 1, 2, 3].map(k => {
    const [dx, dy] = [13 * Math.cos(k * 0.785), 13 * Math.sin(k * 0.785)]
    return `M${short(x - dx)} ${short(-2 - dy)}L${short(x + dx)} ${short(-2 + dy)}`
  }).join(''), 'line', { width: 1.5 }),
  block(round(x, -2, 2.6), 'line'))

export const guest: Markup = join(
  standingShade('guest', 2, 96, 12),
  glow(22, -52, 104, 74, 'glow', 0.85, 'only-lit'),
  ink.printed('M-86 -12L-80 -84Q0 -134 80 -84L86 -12Z', 'water', { width: 2.5, right: 4 }),
  ink.stroke('M-84 -36L84 -36', 'line', { width: 2.4 }),
  ink.stroke(Array.from({ length: 8 }, (_, i) => `M${-70 + i * 20} -34v20`).join(''), 'line', { width: 1.1, opacity: 0.5 }),
  ink.printed('M46 -92v-50h13v52Z', 'stone'),
  ink.stroke('M42 -142h21', 'line', { width: 3 }),
  ink.printed('M-94 -80Q0 -142 94 -80Q0 -112 -94 -80Z', 'wall', { width: 2.5 }),
  ink.printed('M-56 -12v-50q14 -16 30 0v50Z', 'ember'),
  ink.stroke('M-50 -40h18v-18', 'line', { width: 1.1, opacity: 0.4 }),
  block(round(-32, -32, 2.4), 'line'),
  printed(box(6, -74, 48, 30), 'white', { width: 2.2, right: 0, down: 0 }),
  block(box(7.2, -72.8, 45.6, 27.6), 'glass', undefined, 'only-lit'),
  stroke('M6 -74q8 14 0 30M54 -74q-8 14 0 30M30 -74v30', 'line', { width: 1.8 }),
  ink.stroke('M-62 10h44M-58 0h36', 'line', { width: 4 }),
  wheel(-4), wheel(62),
  ink.stroke('M86 -14l24 16', 'line', { width: 4 }))
