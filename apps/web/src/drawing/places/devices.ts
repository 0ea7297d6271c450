/** What stands at a place and is no creature: a pump, a door, a meter. Each shows by its shape whether it does something now. */
import { drawnBy } from '../ink/drawnBy.ts'
import { block, join, type Markup, outlined, printed, stroke } from '../ink/markup.ts'
import { box, round } from '../ink/path.ts'
import { unsteady } from '../ink/unsteady.ts'
import { standingShade } from './kitchen.ts'

const ink = drawnBy(unsteady('devices', { strayPx: 0.8, lengthPx: 26 }))

/** A pump with a handle: down, and water comes, when it runs. */
export const pumpStand = (acts: boolean): Markup => join(
  standingShade('pump', 4, 34, 6),
  ink.printed('M-12 6l2 -40h16l2 40Z', 'clay', { width: 2.2, right: 1.5, down: 1.5 }),
  printed('M-14 -34q12 -14 24 0Z', 'clay', { width: 2.1, right: 1, down: 1 }),
  printed('M6 -26h14q6 0 6 9h-7q0 -3 -3 -3h-10Z', 'stone', { width: 2, right: 1, down: 1 }),
  stroke(acts ? 'M-3 -39v-6l-17 14' : 'M-3 -39v-9l-19 -8', 'line', { width: 3.6 }),
  acts && stroke('M22 -15v19', 'water', { width: 3.6, motion: 'strand' }),
  acts && stroke('M22 -15v19', 'waterInk', { width: 1.2, motion: 'only-lit' }),
  acts && block('M10 5a13 4 0 1 0 26 0a13 4 0 1 0 -26 0Z', 'water'),
  stroke('M-16 6h26', 'line', { width: 3.4 }))

/** A door in its frame: closed, or its leaf swung out before the dark behind it. */
export const doorStand = (open: boolean): Markup => join(
  standingShade('door', 2, 30, 6),
  printed(box(-17, -52, 34, 58), 'wood', { width: 2.3, right: 1.5, down: 1.5 }),
  block(box(-12, -47, 24, 53), open ? 'soil2' : 'creature3'),
  open ? printed('M-12 -47l-16 7v52l16 -6Z', 'creature3', { width: 2, right: 0, down: 0 }) : stroke(box(-12, -47, 24, 53), 'line', { width: 1.8 }),
  open && stroke('M-12 -47h24v53', 'glow', { width: 1.4, motion: 'only-lit' }),
  block(round(open ? -24 : 7, -18, 2.4), 'line'),
  stroke('M-20 6h40', 'line', { width: 3.2 }))

/** A meter on its post, with a dial: the hand is up when something is used, down when nothing is. */
export const meterStand = (uses: boolean): Markup => join(
  standingShade('meter', 2, 24, 5),
  ink.pole('M0 6v-22', 'wood', 5, 1.8),
  ink.printed('M-16 -52h32l2 36h-36Z', 'stone', { width: 2.2, right: 1.5, down: 1.5 }),
  outlined(round(0, -37, 10.5), 'eye', 2),
  stroke(uses ? 'M0 -36l5 -6' : 'M0 -36l-6 4', 'ember', { width: 2.6 }),
  block(round(0, -36, 1.9), 'line'),
  block(box(-9, -23, 18, 4), 'line'))
