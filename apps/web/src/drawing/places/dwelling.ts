/** A house with roses, a mill with sails, and the shed that stands for every place without a drawing of its own. */
import { drawnBy } from '../ink/drawnBy.ts'
import { block, glow, join, type Markup, outlined, printed, stroke } from '../ink/markup.ts'
import { box, round } from '../ink/path.ts'
import { hatch, shadeSlant } from '../ink/hatch.ts'
import { unsteady } from '../ink/unsteady.ts'
import { chimneySmoke, standingShade } from './kitchen.ts'

const window = (x: number, y: number, width: number, height: number): Markup => join(
  printed(box(x, y, width, height), 'white', { right: 0, down: 0 }),
  block(box(x + 1, y + 1, width - 2, height - 2), 'glass', undefined, 'only-lit'),
  stroke(`M${x + width / 2} ${y}v${height}M${x} ${y + height / 2}h${width}`, 'line', { width: 1.8 }))

const houseInk = drawnBy(unsteady('house'))

export const house: Markup = join(
  standingShade('house', 4, 88, 12),
  glow(-34, -28, 66, 48, 'glow', 0.8, 'only-lit'),
  houseInk.printed('M44 -72v-46h18v50Z', 'stone'),
  chimneySmoke(52, -124),
  houseInk.printed('M-72 6v-70h144v70Z', 'clay', { width: 2.4, right: 4 }),
  houseInk.stroke(hatch([[46, 4], [46, -56], [69, -56], [69, 4]], shadeSlant), 'shade', { width: 1.3, opacity: 0.22 }),
  houseInk.printed('M-84 -58L-30 -116L84 -60Z', 'roof2', { width: 2.5, right: 3, down: 3 }),
  houseInk.stroke(
    'M-58 -70l8 -9M-34 -72l8 -9M-10 -74l8 -9M14 -72l8 -8M-38 -92l8 -9M-16 -90l7 -8', 'line', { width: 1.4, opacity: 0.55 }
  ),
  window(-52, -42, 32, 27),
  houseInk.printed('M8 6v-42q13 -11 28 0v42Z', 'beet'),
  block(round(30, -16, 2.4), 'line'),
  houseInk.stroke('M-62 6q-8 -30 0 -58M58 6q10 -30 -4 -62', 'leaf', { width: 3.2 }),
  ...[
    [-66, -10], [-58, -26], [54, -30], [62, -12], [48, -50], [-64, -46]
  ].map(([x, y]) => outlined(round(x!, y!, 5), 'beet', 1.4)))

const millInk = drawnBy(unsteady('mill'))

/** A sail: its arm from the hub at (0, -98) to a tip, with cloth on one side. */
const sail = (x: number, y: number, sideX: number, sideY: number): Markup => {
  const at = (share: number): [number, number] => [Math.round(x * share), Math.round(-98 + (y + 98) * share)]
  const [near, mid] = [at(0.3), at(0.3)]
  return join(
    millInk.printed(
      `M${near[0]} ${near[1]}L${x} ${y}L${x + sideX} ${y + sideY}L${mid[0] + sideX} ${mid[1] + sideY}Z`, 'wall',
      { width: 1.8, right: 1, down: 1 }
    ),
    millInk.stroke(`M0 -98L${x} ${y}`, 'line', { width: 3.6 }))
}

export const mill: Markup = join(
  standingShade('mill', 2, 62, 11),
  millInk.printed('M-46 6L-34 -96L34 -96L46 6Z', 'white', { width: 2.4, right: 4 }),
  millInk.stroke(hatch([[20, 4], [17, -88], [32, -88], [43, 4]], shadeSlant), 'shade', { width: 1.3, opacity: 0.22 }),
  millInk.printed('M-40 -92Q0 -150 40 -92Z', 'roof', { width: 2.4 }),
  window(-11, -62, 22, 20),
  millInk.printed('M-12 6v-30q12 -12 24 0v30Z', 'roof2'),
  sail(-50, -128, 10, -14), sail(50, -68, -10, 14), sail(32, -150, 14, 10), sail(-32, -46, -14, -10),
  outlined(round(0, -98, 4.4), 'wood', 2.2))

const shedInk = drawnBy(unsteady('shed'))

export const shed: Markup = join(
  standingShade('shed', 3, 74, 11),
  glow(30, -34, 52, 40, 'glow', 0.75, 'only-lit'),
  shedInk.printed('M-60 6v-72L58 -84v90Z', 'wood', { width: 2.4, right: 4 }),
  shedInk.stroke(Array.from({ length: 7 }, (_, i) => `M${-45 + i * 15} 4v-70`).join(''), 'line', { width: 1, opacity: 0.42 }),
  shedInk.printed('M-72 -58L66 -78L70 -92L-70 -72Z', 'roof2', { width: 2.5, right: 3, down: 3 }),
  shedInk.printed('M-38 6v-52h34v52Z', 'soil2'),
  shedInk.stroke('M-36 -44l30 46M-36 2l30 -46', 'wood', { width: 2.2 }),
  block(round(-9, -20, 2.2), 'glow'),
  window(18, -50, 26, 24),
  shedInk.stroke('M50 8v-22M56 8q1 -14 8 -20M46 8q-2 -10 -6 -14', 'leaf', { width: 2.6 }))
