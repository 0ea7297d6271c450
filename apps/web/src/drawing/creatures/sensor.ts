/** A sensor: a stalk with one large eye; petals, ears, rays or a hood around it. */
import { block, join, type Markup, nothing, outlined, printed, stroke } from '../ink/markup.ts'
import { blob, round, short } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import type { Traits } from './traits.ts'

export const sensor = (traits: Traits): Markup => {
  const chance = seeded('creature stalk:' + traits.key)
  const headY = chance.between(34, 42)
  const sway = chance.between(-6, 6)
  const side = chance.unit() > 0.5 ? 1 : -1
  return join(
    stroke(`M50 92C${short(50 + sway)} 76 ${short(50 - sway)} 62 50 ${short(headY + 12)}`, 'line', { width: 6 }),
    stroke(`M50 92C${short(50 + sway)} 76 ${short(50 - sway)} 62 50 ${short(headY + 12)}`, 'leaf', { width: 2.8 }),
    stroke('M50 92q-9 -1 -13 2M50 92q9 -1 14 2', 'limb', { width: 2.6 }),
    printed(`M50 75q${side * 10} -15 ${side * 21} -5q-6 11 ${-side * 21} 5Z`, 'creature2', { width: 2, right: 1, down: 1 }),
    chance.unit() > 0.5 &&
      printed(`M50 83q${-side * 8} -12 ${-side * 17} -4q5 9 ${side * 17} 4Z`, 'creature2', { width: 2, right: 1, down: 1 }),
    behind(traits, headY, chance.below(4) + 6),
    printed(blob(50, headY, 17, 17, traits.key, 0.04), traits.first, { width: 2.5 }),
    traits.head === 'hood' &&
      printed(`M29 ${short(headY - 2)}q2 -26 21 -26q19 0 21 26q-21 -10 -42 0Z`, traits.second, { width: 2.4 }),
    outlined(round(50, headY + 2, 8.8), 'eye', 2.2),
    block(round(51.4, headY + 3, 4.2), 'line'),
    block(round(53, headY + 1.2, 1.3), 'eye'))
}

const behind = ({ head, key, second }: Traits, y: number, count: number): Markup => {
  const around = (n: number): number[] => Array.from({ length: n }, (_, k) => k / n * Math.PI * 2)
  switch (head) {
    case 'petals': return join(...around(count).map((a, k) =>
      printed(
        blob(50 + Math.cos(a) * 19, y + Math.sin(a) * 19, 7.8, 7.8, key + k, 0.06, 7), second, { width: 1.9, right: 1, down: 1 }
      )))
    case 'rays': {
      const point = (a: number, reach: number): string => `${short(50 + Math.cos(a) * reach)} ${short(y + Math.sin(a) * reach)}`
      return stroke(around(12).map(a => `M${point(a, 20)}L${point(a, 27)}`).join(''), 'limb', { width: 2.4 })
    }
    case 'ears': return join(
      printed(`M36 ${short(y)}q-25 -21 -21 4q2 16 21 4Z`, second, { width: 2.3 }),
      printed(`M64 ${short(y)}q25 -21 21 4q-2 16 -21 4Z`, second, { width: 2.3 }))
    case 'hood': return nothing
  }
}
