/**
 * A machine: a box with rivets on wheels, legs or a plinth; handle, chimney, lamp or valve on top.
 * A few machines have a shape of their own, because people know them by it: a lamp, a kettle, a wheel, a pump.
 */
import { block, glow, join, type Markup, outlined, printed, stroke } from '../ink/markup.ts'
import { blob, box, round, short } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { face } from './face.ts'
import type { Traits } from './traits.ts'

/** The shapes of machines; `box` is the usual one. */
export type MachineShape = 'box' | 'lamp' | 'kettle' | 'wheel' | 'pump'

export const machine = (traits: Traits, shape: MachineShape = 'box'): Markup => {
  switch (shape) {
    case 'lamp': return lamp(traits)
    case 'kettle': return kettle(traits)
    case 'wheel': return wheel(traits)
    case 'pump': return pump(traits)
    case 'box': return riveted(traits)
  }
}

const riveted = (traits: Traits): Markup => {
  const chance = seeded('creature box:' + traits.key)
  const halfWidth = chance.between(25, 32)
  const height = chance.between(34, 46)
  const top = 84 - height
  const left = 50 - halfWidth
  return join(
    lid(traits, top),
    standing(traits),
    printed(rounded(left, top, halfWidth * 2, height), traits.first, { width: 2.6 }),
    block(
      `M${short(left + 1.3)} ${short(top + height * 0.68)}h${short(halfWidth * 2 - 2.6)}v${short(height * 0.32 - 8)}` +
      `q-1 6.6 -7 6.6h${short(-(halfWidth * 2 - 17))}q-6 0 -6 -6.6Z`,
      traits.second, 0.85
    ),
    stroke(`M${short(left + 2)} ${short(top + height * 0.67)}h${short(halfWidth * 2 - 4)}`, 'line'),
    block([0, 1, 2, 3].map(k => round(left + 9 + k * (halfWidth * 2 - 18) / 3, top + height * 0.84, 1.9)).join(''), 'line'),
    face(traits.eyes, traits.mouth, { x: 50, y: top + height * 0.3, apart: 8.5, size: 2.6 }))
}

const rounded = (x: number, y: number, width: number, height: number): string =>
  `M${short(x + 7)} ${short(y)}h${short(width - 14)}q6 0 7 7v${short(height - 14)}q-1 7 -7 7h${short(14 - width)}` +
  `q-6 0 -7 -7v${short(14 - height)}q1 -7 7 -7Z`

const lid = ({ lid: kind, key, second }: Traits, top: number): Markup => {
  switch (kind) {
    case 'chimney': return join(
      printed(box(58, top - 15, 11, 18), second, { width: 2.2 }),
      stroke(`M55.5 ${short(top - 15)}h16`, 'line', { width: 3 }),
      stroke(`M64 ${short(top - 21)}q6 -5 0 -10`, 'limb', { width: 2 }))
    case 'handle': return join(
      stroke(`M38 ${short(top + 2)}v-9q12 -8 24 0v9`, 'line', { width: 5.4 }),
      stroke(`M38 ${short(top + 2)}v-9q12 -8 24 0v9`, second, { width: 2 }))
    case 'lamp': return join(
      stroke(`M50 ${short(top)}v-8`, 'line', { width: 3 }),
      printed(blob(50, top - 15, 8, 8, key, 0.03), 'glow', { width: 2.2 }))
    case 'valve': return join(
      stroke(`M50 ${short(top)}v-9`, 'line', { width: 3.2 }),
      stroke(`M38 ${short(top - 10)}h24`, 'line', { width: 5.6 }),
      stroke(`M38 ${short(top - 10)}h24`, second, { width: 2.2 }))
  }
}

const standing = ({ feet, key }: Traits): Markup => {
  switch (feet) {
    case 'wheels': return join(...[36, 64].map(x => join(
      printed(blob(x, 86, 8, 8, key + x, 0.02), 'stone', { width: 2.4 }), block(round(x, 86, 2.2), 'line'))))
    case 'legs': return stroke('M34 82l-4 12M50 82v12M66 82l4 12', 'limb', { width: 3.4 })
    case 'plinth': return printed(box(26, 84, 48, 9.5), 'stone2', { width: 2.2 })
  }
}

const lamp = (traits: Traits): Markup => join(
  glow(56, 34, 34, 32, 'glow', 0.8, 'only-lit'),
  stroke('M30 93.5h24', 'limb', { width: 5 }),
  stroke('M42 93Q38 62 41 36q2 -14 16 -15', 'line', { width: 7 }),
  stroke('M42 93Q38 62 41 36q2 -14 16 -15', traits.second, { width: 3 }),
  printed('M34 46q-3 -28 23 -28q26 0 23 28q-23 -8 -46 0Z', traits.first, { width: 2.6 }),
  face(traits.eyes, traits.mouth, { x: 57, y: 29, apart: 7.5, size: 2.4 }))

const kettle = (traits: Traits): Markup => join(
  stroke('M34 40q0 -20 16 -20q16 0 16 20', 'line', { width: 5.6 }),
  stroke('M34 40q0 -20 16 -20q16 0 16 20', traits.second, { width: 2.2 }),
  printed('M74 62q12 -2 12 -18l6 -4q4 26 -16 36Z', traits.first, { width: 2.5 }),
  printed('M24 86q-6 -42 26 -46q32 4 26 46q-26 7 -52 0Z', traits.first, { width: 2.6 }),
  block('M25 84q-2.6 -8 -1.6 -14q26 6 53 0q1 6 -1.4 14q-25 6.4 -50 0Z', traits.second, 0.85),
  outlined(round(50, 38, 4.4), traits.second, 2.2),
  stroke('M92 32q5 -5 0 -10', 'limb', { width: 2 }),
  stroke('M36 88v5.5M64 88v5.5', 'limb', { width: 3.6 }),
  face(traits.eyes, traits.mouth, { x: 49, y: 57, apart: 8.5, size: 2.6 }))

const wheel = (traits: Traits): Markup => {
  const spokes = Array.from({ length: 8 }, (_, k) => k * Math.PI / 4 + 0.2)
  const end = (a: number, r: number): string => `${short(50 + Math.cos(a) * r)} ${short(54 + Math.sin(a) * r)}`
  return join(
    stroke('M34 93.5L50 54L66 93.5M28 93.5h44', 'limb', { width: 4 }),
    ...spokes.map(
      a => printed(
        `M${end(a - 0.16, 31)}L${end(a - 0.2, 40)}L${end(a + 0.2, 40)}L${end(a + 0.16, 31)}Z`, traits.second,
        { width: 1.9, right: 1, down: 1 }
      )
    ),
    printed(blob(50, 54, 31, 31, traits.key, 0.02), traits.first, { width: 2.6 }),
    stroke(spokes.map(a => `M${end(a, 22)}L${end(a, 30)}`).join(''), 'line', { width: 1.8 }),
    outlined(round(50, 54, 20), traits.first, 1.8),
    face(traits.eyes, traits.mouth, { x: 50, y: 51, apart: 8, size: 2.6 }))
}

const pump = (traits: Traits): Markup => join(
  stroke('M40 30q18 -22 40 -8', 'line', { width: 6 }),
  stroke('M40 30q18 -22 40 -8', traits.second, { width: 2.6 }),
  stroke('M60 56h14q6 0 6 9', 'line', { width: 9 }),
  stroke('M60 56h14q6 0 6 9', traits.first, { width: 4.6 }),
  printed('M80 72q5 7 3 10q-3 4 -6 0q-1.6 -3 3 -10Z', 'water', { width: 1.6, right: 1, down: 1 }),
  printed(box(22, 86, 42, 7.5), 'stone2', { width: 2.2 }),
  printed(rounded(27, 30, 32, 57), traits.first, { width: 2.6 }),
  stroke('M29 70h28', 'line', { width: 2 }),
  outlined(`M31 28q12 -9 24 0v6h-24Z`, traits.second, 2.2),
  face(traits.eyes, traits.mouth, { x: 43, y: 46, apart: 7.5, size: 2.5 }))
