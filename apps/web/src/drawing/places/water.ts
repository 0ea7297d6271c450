/** A water barrel on legs with a gauge that shows how full it is. */
import { drawnBy } from '../ink/drawnBy.ts'
import { block, join, type Markup, printed, stroke } from '../ink/markup.ts'
import { box, short } from '../ink/path.ts'
import { unsteady } from '../ink/unsteady.ts'
import { standingShade } from './kitchen.ts'

const ink = drawnBy(unsteady('water'))
const gaugePx = 56

/** `level` from 0 (empty) to 1 (full); unknown leaves the gauge empty and hatched over. */
export const water = (level: number | undefined): Markup => join(
  standingShade('water', 2, 58, 11),
  ink.pole('M-34 8L-28 -34M34 8L28 -34', 'wood2', 3, 1.4),
  ink.pole('M-30 -6L30 -26M30 -6L-30 -26', 'wood2', 2, 1.3),
  ink.printed('M-46 -36Q-50 -80 -42 -122Q0 -134 42 -122Q50 -80 46 -36Q0 -26 -46 -36Z', 'wood', { width: 2.5, right: 4 }),
  ink.stroke(
    [-30, -15, 0, 15, 30].map(x => `M${x} -126Q${short(x * 1.2)} -80 ${x} -32`).join(''), 'line', { width: 1.2, opacity: 0.5 }
  ),
  ink.stroke('M-47 -58Q0 -48 47 -58M-45 -104Q0 -94 45 -104', 'line', { width: 3.4 }),
  ink.printed('M-52 -120Q0 -172 52 -120Q0 -108 -52 -120Z', 'roof2', { width: 2.4 }),
  printed(box(10, -98, 13, gaugePx + 2), 'white', { right: 0, down: 0 }),
  gauge(level),
  stroke('M10 -84h6M10 -70h6M10 -56h6', 'line', { width: 1.4 }),
  stroke('M-20 -32v26q-4 12 -20 12', 'line', { width: 7.4 }),
  stroke('M-20 -32v26q-4 12 -20 12', 'stone', { width: 3.8 }))

const gauge = (level: number | undefined): Markup => {
  if (
    level === undefined || !Number.isFinite(level)
  ) return stroke('M11 -44l11 -11M11 -58l11 -11M11 -72l11 -11M11 -86l11 -11', 'line', { width: 1, opacity: 0.6 })
  const full = Math.min(1, Math.max(0, level)) * gaugePx
  return block(box(11.2, -41 - full, 10.6, full), 'water')
}
