/** Small signs of tools and of things in a house or a yard, in a box of 30 by 30 about 0,0. */
import { block, glow, join, type Markup, outlined, pole, printed, stroke } from '../ink/markup.ts'
import { blob, box, round } from '../ink/path.ts'
import { fine } from './food.ts'

const inner = { width: 1.4 } as const

export const spade: Markup = join(
  pole('M-9 -9L3 2M-12 -7l5 -5', 'wood', 1.4, 0.9), printed('M1 4q2 -6 7 -3l4 9q-9 3 -11 -6Z', 'stone', fine))

export const hammer: Markup = join(
  pole('M-8 11L4 -4', 'wood', 1.8, 1), printed('M-4 -7l6 -5l10 9l-3 4l-5 -3l-3 2Z', 'stone', fine)
)

export const saw: Markup = join(
  printed('M-12 5L6 -6l3 5L-9 10Z', 'stone', fine), stroke('M-9 10l1 -3l2 1l1 -3l2 1l1 -3l2 1l1 -3l2 1', 'line', inner),
  printed('M5 -9q5 -4 8 0q1 5 -4 8Z', 'wood', fine))

export const ladder: Markup = pole('M-6 12L-3 -12M6 12L3 -12M-5.5 8h11M-5 2h10M-4.4 -4h8.8M-4 -9h8', 'wood', 1.6, 0.9)

export const key: Markup = join(
  stroke(
    'M-2 2L10 10M6 7l3 -4M10 10l2 -3', 'line', { width: 4.4 }
  ), stroke('M-2 2L10 10M6 7l3 -4M10 10l2 -3', 'straw', { width: 1.8 }),
  printed(blob(-5, -3, 6.4, 6.4, 'key', 0.04), 'straw', fine), block(round(-6, -4, 2), 'line'))

export const lamp = (acts: boolean): Markup => join(
  acts && glow(0, -2, 15, 15, 'glow', 1.5),
  stroke('M0 12V2', 'line', { width: 2.4 }),
  printed('M-7 2q-1 -12 7 -12q8 0 7 12Z', acts ? 'glow' : 'stone', fine),
  acts && stroke('M-7 2q-1 -12 7 -12q8 0 7 12', 'white', { width: 1, motion: 'only-lit' }))

export const tap: Markup = join(
  printed('M-12 -4h9q0 -3 4 -3q4 0 4 3h3q4 1 4 8h-5q0 -3 -3 -3h-16Z', 'stone', fine),
  stroke(
    'M1 -7v-4M-4 -11h10', 'line', { width: 2.2 }
  ), printed('M10 8q3 4 1 6q-2 1 -3 -1q0 -2 2 -5Z', 'water', { ...fine, width: 1.2 }))

export const bed: Markup = join(
  printed(box(-12, 0, 24, 8), 'clay', fine), printed(box(-12, -6, 9, 6), 'white', { ...fine, right: 0, down: 0 }),
  stroke('M-12 -9v20M12 2v9', 'limb', { width: 2.4 }))

export const pot: Markup = join(
  stroke(
    'M-4 -9h8M0 -9v-2', 'line', { width: 2.4 }
  ), printed('M-10 -6h20v9q0 7 -5 7h-10q-5 0 -5 -7Z', 'creature6', fine), stroke('M-10 -2h-3M10 -2h3', 'limb', { width: 2.6 }))

export const log: Markup = join(
  printed(
    'M-9 -5L7 -9q4 3 3 8L-7 9Z', 'wood', fine
  ), printed(blob(-8, 2, 5, 7, 'log', 0.05), 'wall', fine), stroke('M-8 -1q3 2 0 6M-2 -2l7 -2M0 3l6 -2', 'line', inner))

export const cart: Markup = join(
  printed('M-12 -6h19l-3 10h-13Z', 'wood', fine), stroke('M7 -6l6 -4', 'limb', { width: 2.4 }),
  printed(blob(-4, 7, 4.6, 4.6, 'cart', 0.02), 'stone', fine), block(round(-4, 7, 1.3), 'line'))

export const cycle: Markup = join(
  stroke(
    round(-7, 5, 5.5) + round(7, 5, 5.5), 'limb', { width: 2.2 }
  ), stroke('M-7 5l4 -9h8l2 9M-3 -4l4 9l4 -9M-6 -6h5M4 -7l4 -1', 'roof', { width: 2.2 }))

export const cloth: Markup = join(
  printed('M-5 -10q5 4 10 0l8 5l-3 6l-4 -2v11h-12v-11l-4 2l-3 -6Z', 'creature3', fine), stroke('M-6 4h12', 'line', inner))

export const thread: Markup = join(
  printed(
    blob(0, 0, 9.5, 9, 'thread', 0.05), 'creature4', fine
  ), stroke('M-8 -4q9 -3 15 4M-8 2q8 -3 13 5M-2 -9q6 3 9 9', 'line', inner), stroke('M6 8q5 4 8 0', 'limb'))

export const machine: Markup = join(
  printed('M-9 -7h18q3 0 3 3v9q0 3 -3 3h-18q-3 0 -3 -3v-9q0 -3 3 -3Z', 'creature1', fine), stroke('M-12 2h24', 'line', inner),
  block(
    round(-7, 5, 1.2) + round(-2, 5, 1.2) + round(3, 5, 1.2) + round(8, 5, 1.2), 'line'
  ), stroke('M-7 9v4M7 9v4M-4 -8q0 -4 4 -4q4 0 4 4', 'limb', { width: 2.2 }),
  block(round(-4, -3, 1.4) + round(4, -3, 1.4), 'line'))

export const eye: Markup = join(
  stroke('M0 13v-7M0 11q4 -4 7 -2', 'leaf', { width: 2.4 }), printed(blob(0, -3, 9.5, 9.5, 'eye', 0.03), 'straw', fine),
  outlined(round(0, -2, 5), 'eye', 1.7), block(round(0.8, -1.4, 2.4), 'line'))

export const phone: Markup = join(
  printed('M-6 -12h12q2 0 2 2v20q0 2 -2 2h-12q-2 0 -2 -2v-20q0 -2 2 -2Z', 'creature6', fine),
  block(box(-5, -8, 10, 14), 'paper2'), block(round(0, 9, 1.3), 'line')
)

export const remedy: Markup = join(
  printed(
    'M-6 -5h12q3 1 3 4v10q-9 3 -18 0v-10q0 -3 3 -4Z', 'clay', fine
  ), printed('M-5 -11h10v5h-10Z', 'white', fine), stroke('M0 -1v8M-4 3h8', 'white', { width: 2.6 }))

export const horn: Markup = join(
  printed(
    'M-10 -3h5l11 -7v18l-11 -6h-5Z', 'straw', fine
  ), stroke('M9 -4q3 4 0 8', 'limb'), stroke('M-7 2l1 7h4l-1 -6', 'line', { width: 1.8 }))

export const vessel: Markup = join(
  printed(
    'M-8 -9q8 -3 16 0q3 9 0 19q-8 3 -16 0q-3 -10 0 -19Z', 'wood', fine
  ), stroke('M-9 -3q9 3 18 0M-9 5q9 3 18 0', 'line', { width: 1.8 }))
