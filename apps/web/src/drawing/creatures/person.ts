/** A person: a soft body with feet, arms, a face and a top. Companions share the form, and their partner's first colour. */
import { join, type Markup, nothing, printed, shifted, stroke } from '../ink/markup.ts'
import { blob, short } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { bodyOf } from './body.ts'
import { face } from './face.ts'
import { pattern } from './pattern.ts'
import { topBefore, topBehind } from './top.ts'
import type { Traits } from './traits.ts'

/** `visiting` adds staff and bundle. */
export const person = (traits: Traits, visiting = false): Markup => {
  const body = bodyOf(traits.key)
  const chance = seeded('creature face:' + traits.key)
  const faceY = body.top[1] + body.heightPx * 0.38
  const [left, right] = body.span(faceY)
  const apart = Math.min(chance.between(6, 9), (right - left) / 2 - 6)
  const armY = body.top[1] + body.heightPx * 0.62
  const [armLeft, armRight] = body.span(armY)
  const hang = chance.between(9, 13)
  return join(
    stroke('M42 84v9.4h-6M58 84v9.4h6', 'limb', { width: 3.2 }),
    topBehind(traits, body.top),
    shifted(body.outline, traits.first),
    pattern(body, traits),
    stroke(body.outline, 'line', { width: 2.6 }),
    stroke(
      `M${short(armLeft + 1)} ${short(armY)}q-8 4 -7 ${short(hang)}M${short(armRight - 1)} ${short(armY)}` +
      `q8 3 ${visiting ? 12 : 8} ${short(visiting ? 4 : hang)}`,
      'limb', { width: 2.6 }
    ),
    topBefore(traits, body.top),
    face(traits.eyes, traits.mouth, { x: 50 + body.lean * 0.6, y: faceY, apart, size: 2.7 }),
    visiting ? staff(traits.key) : nothing)
}

const staff = (key: string): Markup => join(
  stroke('M85 93.5V38q-1 -9 -8 -8', 'line', { width: 5.4 }),
  stroke('M85 93.5V38q-1 -9 -8 -8', 'wood2', { width: 2.6 }),
  printed(blob(80, 47, 9, 9, 'bundle' + key, 0.1), 'clay', { width: 2, right: 1.5, down: 1.5 }),
  stroke('M81 39q3 -4 5 -3M81 39q-4 -2 -5 -5', 'line', { width: 2 }))
