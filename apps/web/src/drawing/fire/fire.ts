/**
 * A gathering as a fire in a ring of stones, centred on its own middle.
 *
 * ember: somebody wished it. kindling: one thick twig for each hand that is ready, a dashed one for each that is missing.
 * lit: begun. glowing: well on. ash: over, and remembered. A plain word always stands beside it, set by whoever places it.
 *
 * What carries the state also has a light line at night, when ink on land is dark on dark.
 */
import { block, glow, grouped, join, type Markup, outlined, pole, printed, stroke } from '../ink/markup.ts'
import { blob, type Point, round, short } from '../ink/path.ts'
import { flame } from './flame.ts'

export type FireState = 'ember' | 'kindling' | 'lit' | 'glowing' | 'ash'

/** How many are ready and how many it needs; only kindling shows them. */
export type Readiness = { readonly have: number; readonly need: number }

/** The extent of a fire around its middle, in px at scale 1, without words. */
export const fireExtent = { left: 92, right: 92, top: 108, bottom: 46 } as const

/** Up to so many twigs are drawn one by one; above that the pile shows the proportion. */
export const twigsMax = 7

export const fire = (state: FireState, readiness: Readiness = { have: 0, need: 0 }): Markup => join(
  block(blob(0, 2, 77, 35, 'hearth', 0.03), 'soil', 0.55),
  stones('back'),
  inside(state, readiness),
  stones('front'))

const inside = (state: FireState, readiness: Readiness): Markup => {
  switch (state) {
    case 'ash': return join(
      printed(blob(0, 4, 41, 13, 'ash', 0.1), 'stone2'),
      stroke('M-22 2q6 -4 12 -1M10 8q7 -4 13 0M-8 9q4 -2 7 0', 'line', { width: 1.4, opacity: 0.6 }),
      block(round(7, 2, 5.2), 'ember', 0.4), block(round(7, 2, 3.4), 'ember'))
    case 'ember': return join(
      glow(0, 2, 66, 32, 'ember', 0.9, 'flame'),
      printed(blob(0, 7, 27, 10.5, 'ember bed', 0.1), 'stone2'),
      printed(blob(2, 2, 14, 8.4, 'ember', 0.16, 7), 'ember', { right: 0, down: 0 }),
      stroke(blob(2, 2, 14, 8.4, 'ember', 0.16, 7), 'glow', { width: 1.2, motion: 'only-lit' }),
      block(round(0, 1, 3.6), 'flame'))
    case 'kindling': return join(glow(0, 6, 60, 30, 'ember', 0.45, 'flame'), kindling(readiness), smoke)
    case 'lit': return join(glow(0, -8, 112, 68, 'ember', 0.8, 'flame'), logs, flame(0.78))
    case 'glowing': return join(glow(0, -14, 136, 86, 'ember', 0.95, 'flame'), logs, flame(1.06), sparks)
  }
}

/** Which of the ring's thirteen stones lie behind the fire and which before it. */
const stones = (side: 'back' | 'front'): Markup => join(...ring
  .filter(([, y]) => side === 'front' ? y >= 0 : y < 0)
  .map(
    ([x, y], i) => printed(
      blob(x, y, 13.5, 9.5, `ring stone ${side}${i}`, 0.13, 8), i % 2 === 0 ? 'stone2' : 'stone', { width: 2.1 }
    )
  ))

const ring: readonly Point[] = Array.from({ length: 13 }, (_, i): Point => {
  const angle = i / 13 * Math.PI * 2
  return [Math.cos(angle) * 75, Math.sin(angle) * 34.5]
})

const smoke: Markup = stroke('M2 -76q-10 -11 2 -21q10 -10 0 -21', 'stone2', { width: 2.4, opacity: 0.8, motion: 'smoke' })

/** How many of the drawn twigs are whole. The last is whole only when all are ready, the first as soon as one is. */
export const twigsWhole = ({ have, need }: Readiness): { whole: number; drawn: number } => {
  const drawn = Math.max(0, Math.min(twigsMax, Math.floor(need)))
  if (drawn === 0) return { whole: 0, drawn: 0 }
  if (have >= need) return { whole: drawn, drawn }
  if (need <= twigsMax) return { whole: Math.max(0, Math.floor(have)), drawn }
  return { whole: Math.min(drawn - 1, Math.max(have > 0 ? 1 : 0, Math.round(have / need * drawn))), drawn }
}

/** Twigs leaning together. The ready ones fill from the middle outwards, so that the pile stands from the first on. */
const kindling = (readiness: Readiness): Markup => {
  const { whole, drawn } = twigsWhole(readiness)
  const slots = Array.from({ length: drawn }, (_, i) => i)
    .sort((a, b) => Math.abs(a - (drawn - 1) / 2) - Math.abs(b - (drawn - 1) / 2) || a - b)
  const twigs = slots.map((slot, order) => {
    const side = drawn > 1 ? slot / (drawn - 1) * 2 - 1 : 0
    return { path: twigPath(side), ready: order < whole }
  })
  const missing = twigs.filter(twig => !twig.ready).map(twig => twig.path).join('')
  const ready = twigs.filter(twig => twig.ready).reverse()
  return join(
    missing !== '' && join(
      stroke(missing, 'white', { width: 9, opacity: 0.5 }),
      stroke(missing, 'stateLine', { width: 2.2, dash: '5 5' })),
    ...ready.map(({ path }) => join(
      pole(path, 'wood', 6.6),
      stroke(path, 'line', { width: 1.3, dash: '5 9' }),
      stroke(path, 'glow', { width: 1.1, opacity: 0.7, motion: 'only-lit' }))),
    small)
}

const twigPath = (side: number): string =>
  `M${short(side * 57)} ${short(17 - Math.abs(side) * 9)}L${short(-side * 9)} ${short(-64 + Math.abs(side) * 9)}`

const small: Markup = grouped('flame', join(
  outlined('M-9 11q-8 -16 6 -29q-2 10 6 13q7 7 -1 16Z', 'ember', 1.2),
  block('M-3 11q-5 -8 2 -15q6 7 2 15Z', 'flame')))

const logs: Markup = join(
  pole('M-41 14L30 -6', 'wood2', 6.6), pole('M41 14L-30 -6', 'wood2', 6.6), pole('M-7 17L4 -8', 'wood2', 6.6),
  block(round(-41, 14, 2.2) + round(41, 14, 2.2) + round(-7, 17, 2.2), 'wall'))

const sparks: Markup = grouped('smoke',
  block(round(-22, -84, 1.9) + round(18, -96, 2.2) + round(30, -70, 1.6) + round(-6, -106, 1.5), 'flame'))
