/** A program: a knot of thread that floats over a dashed shadow. It has no feet, because it stands nowhere. */
import { join, type Markup, printed, stroke } from '../ink/markup.ts'
import { blobPoints, type Point, sampled, short, smooth, spanAt } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { face } from './face.ts'
import type { Traits } from './traits.ts'

/** Three ways the loose thread hangs down. */
const tails = [
  'M46 68q-12 9 0 13q13 2 6 8', 'M52 69q13 7 0 12q-11 3 -3 8', 'M40 66q-7 11 5 12q-4 5 -1 8M58 67q9 9 -1 13q3 4 -1 6'
]

export const program = (traits: Traits): Markup => {
  const chance = seeded('creature knot:' + traits.key)
  const points = blobPoints(50, 44, 25, 23, 'knot' + traits.key, 0.09, 9)
  const fine = sampled(points)
  const edge = (y: number): readonly [number, number] => spanAt(fine, y) ?? [30, 70]
  const tail = chance.pick(tails)
  const [a, b, c] = [edge(56), edge(33), edge(48)]
  return join(
    stroke('M33 93.5h34', 'limb', { width: 2.2, dash: '3 6' }),
    stroke(tail, 'line', { width: 5.4 }),
    stroke(tail, traits.first, { width: 2.6 }),
    loops(traits.key),
    printed(smooth(points), traits.first, { width: 2.6 }),
    stroke(
      `M${short(a[0] + 2)} 55Q46 67 ${short(a[1] - 2.5)} 58M${short(b[0] + 2)} 34` +
      `Q49 ${short(22 + chance.between(0, 3))} ${short(b[1] - 2)} 33`,
      traits.second, { width: 3.2 }
    ),
    stroke(`M${short(c[1] - 2)} 49q-5 9 -13 14M${short(c[0] + 2)} 47q2 8 7 12`, 'line', { width: 1.5 }),
    face(traits.eyes, traits.mouth, { x: 50, y: 42, apart: 8, size: 2.7 }))
}

/** Loose ends of thread that leave the knot and curl back. */
const loops = (key: string): Markup => {
  const chance = seeded('creature loops:' + key)
  const begin = chance.unit() * 6.28
  return stroke(Array.from({ length: 3 }, (_, k): string => {
    const angle = begin + k * 2.1 + chance.between(-0.5, 0.5)
    const [dx, dy] = [Math.cos(angle), Math.min(0.45, Math.sin(angle))]
    const from: Point = [50 + dx * 22, 44 + dy * 20]
    const reach = chance.between(13, 18)
    const turn = chance.unit() > 0.5 ? 1 : -1
    return `M${short(from[0])} ${short(from[1])}` +
      `q${short(dx * reach)} ${short(dy * reach)} ${short(dx * reach - dy * 8 * turn)} ${short(dy * reach + dx * 8 * turn)}` +
      `q${short(-dx * 5 - dy * 3 * turn)} ${short(-dy * 5 + dx * 3 * turn)} ${short(-dx * 8)} ${short(-dy * 8)}`
  }).join(''), 'limb', { width: 2.2 })
}
