/** A workshop with a saw-tooth roof, glass to the north, tools on the wall. */
import { drawnBy } from '../ink/drawnBy.ts'
import { glow, join, type Markup } from '../ink/markup.ts'
import { unsteady } from '../ink/unsteady.ts'
import { standingShade } from './kitchen.ts'

const ink = drawnBy(unsteady('workshop'))

const tooth = (x: number): Markup => join(
  ink.printed(`M${x} -58L${x + 52} -112L${x + 72} -58Z`, 'roof2', { width: 2.4, right: 3, down: 3 }),
  ink.printed(`M${x + 9} -61L${x + 49} -103L${x + 55} -96L${x + 23} -61Z`, 'pane', { width: 1.6, right: 0, down: 0 }),
  ink.stroke(`M${x + 22} -75l7 8M${x + 35} -88l7 8`, 'ice2', { width: 1.5 }))

const tools = 'M-44 -38v18l-5 8h10l-5 -8M-22 -38v20M-28 -38h12M-4 -38l14 16M10 -22l-3 5M28 -38v12q-6 10 0 14q6 -4 0 -14M44 -38v26'

export const workshop: Markup = join(
  standingShade('workshop', 4, 118, 15),
  ink.printed('M-104 6v-64h206v64Z', 'wood', { width: 2.4, right: 4 }),
  ink.stroke(Array.from({ length: 11 }, (_, i) => `M${-90 + i * 18} -56v60`).join(''), 'line', { width: 1, opacity: 0.4 }),
  tooth(-108), tooth(-36), tooth(36),
  glow(0, -24, 96, 54, 'glow', 0.8, 'only-lit'),
  ink.printed('M-58 6v-48h116v48Z', 'soil2', { width: 2.2, right: 0, down: 0 }),
  ink.stroke(tools, 'wall', { width: 2.8 }),
  ink.stroke(tools, 'glow', { width: 2.8, motion: 'only-lit' }),
  ink.printed('M-66 -10h132v9h-132Z', 'wood2', { width: 2.2 }),
  ink.stroke('M-54 0v8M54 0v8', 'line', { width: 4 }))
