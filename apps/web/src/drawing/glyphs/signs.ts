/** Small signs of what is said and done here: pages, hands, copies, gatherings. In a box of 30 by 30 about 0,0. */
import { block, join, type Markup, outlined, pole, printed, stroke } from '../ink/markup.ts'
import { blob, box, round } from '../ink/path.ts'
import { fine } from './food.ts'

const inner = { width: 1.4 } as const

export const hand: Markup = printed(
  'M-7 10q-4 -8 -5 -12q2 -3 5 3v-10q2 -3 4 0l1 7l1 -9q2 -3 4 0v9l3 -6q3 -2 3 2q0 10 -5 16Z', 'creature7', { ...fine, width: 1.7 }
)

export const ice: Markup = join(
  printed('M-10 8L-6 -7L1 -11L9 -5L11 7L2 11Z', 'ice', { ...fine, width: 1.9, ink: 'iceInk' }),
  stroke('M-6 -7L0 -1L9 -5M0 -1L2 11', 'iceInk', { width: 1.5 }))

export const twigs: Markup = join(
  pole('M-10 9L7 -5M10 9L-6 -6M0 10L1 -8', 'wood', 2.6, 0.9), outlined('M-2 -7q4 -9 7 1q-1 5 -4 4q-4 -1 -3 -5Z', 'flame', 1.3))

export const flameSign: Markup = join(
  printed(
    'M-8 9q-6 -12 4 -20q0 6 4 7q0 -6 4 -9q10 12 4 22q-8 4 -16 0Z', 'ember', fine
  ), block('M-4 9q-2 -7 4 -11q6 5 4 11q-4 2 -8 0Z', 'flame'))

export const home: Markup = join(
  printed('M-10 10v-11l10 -9l10 9v11Z', 'wall', fine), stroke('M-13 1L0 -11L13 1', 'line', { width: 2 }),
  stroke('M-3 10v-7h6v7', 'line', { width: 1.6 })
)

export const copies: Markup = join(
  printed(
    box(-10, -4, 13, 14), 'paper2', fine
  ), printed(box(-5, -10, 14, 14), 'white', { ...fine, right: 0, down: 0 }), stroke('M-2 -6h8M-2 -2h8', 'line', inner))

export const page: Markup = join(
  printed(
    'M-8 11v-22h12l5 5v17Z', 'white', fine
  ), stroke('M4 -11v5h5', 'line', inner), stroke('M-5 -2h9M-5 2h10M-5 6h7', 'line', inner))

export const seed: Markup = join(
  printed('M-7 6q-3 -14 10 -15q6 12 -5 17Z', 'creature2', fine), stroke('M-5 8q2 -9 7 -13', 'line', { width: 1.3 })
)

export const leaf: Markup = join(
  stroke(
    'M0 12q-1 -8 1 -14', 'leaf', { width: 2.6 }
  ), printed('M1 2q10 -11 13 1q-7 7 -13 -1Z', 'creature2', fine), printed('M1 -1q-10 -12 -14 0q7 7 14 0Z', 'creature2', fine))

export const flower: Markup = join(
  stroke('M0 13v-10', 'leaf', { width: 2.6 }),
  printed(
    [0, 1, 2, 3, 4].map(
      k => blob(Math.cos(k * 1.257 - 1.57) * 6, -3 + Math.sin(k * 1.257 - 1.57) * 6, 4.4, 4.4, 'petal' + k, 0.05, 7)
    ).join(''),
    'creature4', { ...fine, width: 1.5 }
  ),
  outlined(round(0, -3, 3.4), 'straw', 1.5))

export const book: Markup = join(
  printed(
    'M0 -7q-6 -4 -12 -2v16q6 -2 12 2q6 -4 12 -2v-16q-6 -2 -12 2Z', 'white', fine
  ), stroke('M0 -7v16M-9 -4h5M-9 0h5M4 -4h5M4 0h5', 'line', inner))

export const person: Markup = join(
  printed(
    'M0 -12q7 1 8 9q4 9 2 13q-10 4 -20 0q-2 -4 2 -13q1 -8 8 -9Z', 'creature0', fine
  ), block(round(-3, -3, 1.5) + round(3, -3, 1.5), 'line'), stroke('M-3 2q3 3 6 0', 'line', inner))

export const knot: Markup = join(
  stroke('M-2 8q-5 4 2 6M5 -9q6 -4 8 1', 'limb'), printed(blob(0, 0, 10, 9.4, 'knot', 0.06, 9), 'creature1', fine),
  stroke('M-9 4q8 6 17 -1M-7 -6q8 -4 15 0', 'creature0', { width: 2 }), block(round(-3, -1, 1.4) + round(3, -1, 1.4), 'line'))

export const rope: Markup = join(
  pole('M-13 2q6 5 10 -1q4 -7 9 -1q2 5 -3 5q-6 -1 -3 -6q5 -5 13 1', 'wood', 2.6, 1.1))

export const hill: Markup = join(
  printed(
    'M-13 9Q-8 6 -4 -4q4 -9 8 0q4 11 9 13Z', 'near', fine
  ), outlined('M-3.4 -5q3.4 -7 7 0l-2 3l-1.6 -2l-1.4 2Z', 'ice', 1.3, 'iceInk'))

export const gate: Markup = join(
  printed(
    box(-10, -5, 5, 16), 'wood', fine
  ), printed(box(5, -5, 5, 16), 'wood', fine), printed('M-13 -5Q0 -15 13 -5l-2 3Q0 -10 -11 -2Z', 'roof', fine))

export const sun: Markup = join(
  printed(
    blob(0, 0, 6.4, 6.4, 'small sun', 0.03), 'flame', fine
  ), stroke('M0 -9v-3M0 9v3M-9 0h-3M9 0h3M-6.5 -6.5l-2 -2M6.5 6.5l2 2M6.5 -6.5l2 -2M-6.5 6.5l-2 2', 'limb'))

export const moon: Markup = printed('M-2 -11q-12 6 -7 17q8 9 18 1q-13 1 -14 -10q0 -5 3 -8Z', 'flame', fine)

export const rain: Markup = join(
  printed(
    'M-9 2q-5 -5 1 -9q3 -6 10 -3q7 -1 8 5q4 5 -2 7Z', 'creature6', fine
  ), stroke('M-5 6l-2 5M1 6l-2 5M7 6l-2 5', 'waterInk', { width: 2.2 }))

export const ear: Markup = join(
  printed(
    'M-6 -4q1 -9 9 -8q9 3 6 12q-1 5 -5 6q-1 6 -6 6q-4 -1 -3 -5', 'creature7', fine
  ), stroke('M-2 -4q1 -5 5 -4q4 2 2 6q-3 1 -3 5', 'line', inner))

export const scales: Markup = join(
  stroke(
    'M-12 -3q6 -5 12 0q6 5 12 0M-12 5q6 -5 12 0q6 5 12 0', 'waterInk', { width: 2.6 }
  ), stroke('M-12 -9q6 -5 12 0q6 5 12 0', 'waterInk', { width: 1.6, dash: '4 4' }))

export const compost: Markup = join(
  printed('M-11 9q0 -9 5 -11q5 -8 10 -1q6 1 7 12Z', 'soil', fine), stroke(
    'M-2 -4q0 -5 3 -7', 'leaf', { width: 2.4 }
  ), printed('M1 -9q5 -5 7 0q-3 4 -7 0Z', 'creature2', { ...fine, width: 1.3 }))

/** What has no sign of its own: a tied bundle. */
export const bundle: Markup = join(
  printed(
    blob(0, 3, 10, 8.4, 'bundle sign', 0.05), 'creature5', fine
  ), printed('M-5 -5q-4 -6 -8 -5q2 5 6 6M5 -5q4 -6 8 -5q-2 5 -6 6', 'creature5', { ...fine, width: 1.7 }),
  outlined('M-5 -6q5 3 10 0v3q-5 3 -10 0Z', 'roof', 1.5))
