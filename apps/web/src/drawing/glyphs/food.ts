/** Small signs of things to eat and drink, in a box of 30 by 30 about 0,0. */
import { block, join, type Markup, outlined, printed, stroke } from '../ink/markup.ts'
import { blob, round } from '../ink/path.ts'

/** How a small sign is printed: thinner lines, less out of register. */
export const fine = { width: 1.8, right: 1, down: 1 } as const
const inner = { width: 1.4 } as const

export const loaf: Markup = join(
  printed('M-11 6q-2 -13 11 -13q13 0 11 13Z', 'clay', fine), stroke('M-5 -3l2 4M0 -4l2 4M5 -3l2 3', 'line', inner)
)

/** A loaf that would not be there: dashed, without colour. */
export const hollowLoaf: Markup = stroke('M-11 6q-2 -13 11 -13q13 0 11 13Z', 'stateLine', { width: 1.7, dash: '3 3' })

/** The same where the ground is white in every light, as on a table cloth. */
export const hollowLoafOnWhite: Markup = stroke('M-11 6q-2 -13 11 -13q13 0 11 13Z', 'line', { width: 1.7, dash: '3 3' })

export const bean: Markup = join(
  printed(
    'M-10 -7q14 2 20 14q-4 4 -9 1q-9 -5 -11 -15Z', 'creature2', fine
  ), block(round(-4, -1, 1.7) + round(1, 3, 1.7) + round(5.4, 6, 1.3), 'line'))

export const drop: Markup = join(
  printed('M0 -11q9 12 6 16q-6 6 -12 0q-3 -4 6 -16Z', 'water', fine), stroke('M-3 3q1 3 4 3', 'white', inner)
)

export const sack: Markup = join(
  printed(
    'M-8 10q-5 -8 1 -15l-2 -5q9 3 18 0l-2 5q6 7 1 15q-8 3 -16 0Z', 'wall', fine
  ), stroke('M-6 -5h13', 'line', { width: 1.7 }))

export const egg: Markup = join(
  printed(blob(0, 0, 7.6, 10, 'egg', 0.02), 'wall', fine), stroke('M-3 -5q2 -3 4 -2', 'white', inner)
)

export const jug: Markup = join(
  stroke('M7 -4q7 0 6 6q-1 4 -6 4', 'line', { width: 2 }),
  printed(
    'M-7 -10l2 3q-4 4 -3 10q0 5 3 7h10q3 -2 3 -7q1 -6 -3 -10l2 -3Z', 'paper2', fine
  ), stroke('M-7 0q7 3 15 0', 'line', inner))

export const apple: Markup = join(
  printed('M0 -5q9 -6 11 3q0 9 -7 12q-4 -1 -8 0q-7 -3 -7 -12q2 -9 11 -3Z', 'roof', fine), stroke('M0 -5q0 -4 3 -6', 'line'),
  printed('M2 -8q5 -5 8 -1q-3 4 -8 1Z', 'creature2', { ...fine, width: 1.3 }))

export const root: Markup = join(
  stroke('M3 -5q-1 -5 1 -8M5 -4q2 -4 6 -5M1 -6q-4 -3 -5 -6', 'leaf', { width: 2.6 }),
  printed('M8 0q2 -6 -4 -7q-6 0 -7 4l-8 14q12 -3 19 -11Z', 'ember', fine), stroke('M-4 -1l4 2M-6 5l4 1', 'line', inner))

export const jar: Markup = join(
  printed('M-8 10v-12q0 -4 3 -5h10q3 1 3 5v12q-8 3 -16 0Z', 'beet', fine), printed('M-7 -11h14v4h-14Z', 'straw', fine),
  block('M-5 0h10v6h-10Z', 'wall'), stroke('M-3 3h6', 'line', inner))

export const bottle: Markup = join(
  printed(
    'M-3 -11h6v6q5 2 4 8v8q-7 2 -14 0v-8q-1 -6 4 -8Z', 'moss', fine
  ), stroke('M-3 -7h6', 'line', inner), block('M-5 2h10v5h-10Z', 'wall'))

export const bowl: Markup = join(
  stroke('M-4 -5q-3 -3 0 -6M3 -5q-3 -3 0 -6', 'limb', { width: 1.6 }),
  printed('M-12 -1h24q-1 9 -8 11h-8q-7 -2 -8 -11Z', 'creature3', fine), stroke('M-9 3q9 3 18 0', 'line', inner))

export const cheese: Markup = join(
  printed(
    'M-11 4L8 -8q5 3 4 10v6h-23Z', 'straw', fine
  ), stroke('M-11 4h23', 'line', inner), outlined(round(-3, 7, 1.8) + round(4, 0, 1.5), 'glow', 1.2))

export const fish: Markup = join(
  printed('M-11 0q8 -9 17 -2l6 -5q-1 7 0 13l-6 -5q-8 8 -17 -1Z', 'creature6', fine), block(round(-6, -1, 1.4), 'line'))

export const nuts: Markup = join(
  printed(
    blob(-3, 3, 7, 6.5, 'nut', 0.04), 'wood', fine
  ), printed('M-10 1q7 -9 14 0q-7 -2 -14 0Z', 'soil', fine), stroke('M-3 -5v-4', 'line'))
