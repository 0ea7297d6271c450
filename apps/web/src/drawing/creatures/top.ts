/** Eight tops: what grows or sits on a head. Some stand behind the body, some in front of it. */
import { join, type Markup, nothing, block, printed, stroke } from '../ink/markup.ts'
import { blob, type Point, round, short } from '../ink/path.ts'
import type { Traits } from './traits.ts'

const small = { width: 1.9, right: 1, down: 1 }
const at = (x: number, y: number): string => `M${short(x)} ${short(y)}`

/** Ears and horns, drawn before the body. */
export const topBehind = ({ top, key, first, second }: Traits, [x, y]: Point): Markup => {
  switch (top) {
    case 'ears': return join(
      printed(
        `${at(x - 14, y + 11)}Q${short(x - 20)} ${short(y - 4)} ${short(x - 14)} ${short(y - 13)}` +
        `Q${short(x - 5)} ${short(y - 6)} ${short(x - 2)} ${short(y + 4)}Z`,
        first, { width: 2.4 }
      ),
      printed(
        `${at(x + 14, y + 11)}Q${short(x + 20)} ${short(y - 4)} ${short(x + 14)} ${short(y - 13)}` +
        `Q${short(x + 5)} ${short(y - 6)} ${short(x + 2)} ${short(y + 4)}Z`,
        first, { width: 2.4 }
      ),
      stroke(`${at(x - 12.5, y + 3)}q-2 -5 -1 -8${at(x + 12.5, y + 3)}q2 -5 1 -8`, second, { width: 2.6 }))
    case 'roundEars': return join(
      printed(blob(x - 14, y + 5, 8.4, 8.4, key + 'l', 0.05), second, { width: 2.3 }),
      printed(blob(x + 14, y + 5, 8.4, 8.4, key + 'r', 0.05), second, { width: 2.3 }),
      block(round(x - 14.5, y + 5, 3.2) + round(x + 14.5, y + 5, 3.2), first))
    case 'horns': return join(
      printed(`${at(x - 11, y + 6)}q-10 -6 -8 -18q6 9 14 10Z`, 'white', { width: 2.2 }),
      printed(`${at(x + 11, y + 6)}q10 -6 8 -18q-6 9 -14 10Z`, 'white', { width: 2.2 }))
    default: return nothing
  }
}

/** Sprouts, hats and hair, drawn after the body. */
export const topBefore = ({ top, second }: Traits, [x, y]: Point): Markup => {
  switch (top) {
    case 'sprout': return join(
      stroke(`${at(x, y + 1)}q-1 -8 1 -13`, 'leaf', { width: 2.8 }),
      printed(`${at(x + 1, y - 11)}q12 -11 15 2q-8 6 -15 -2Z`, 'creature2', small),
      printed(`${at(x + 1, y - 11)}q-11 -9 -13 3q7 4 13 -3Z`, 'creature2', small))
    case 'tuft': return stroke(
      `${at(x, y + 1)}v-12${at(x - 4, y + 2)}q-4 -6 -9 -8${at(x + 4, y + 2)}q4 -6 9 -8`, 'limb', { width: 2.4 }
    )
    case 'cap': return join(
      printed(`${at(x - 22, y + 12)}q2 -24 22 -24q20 0 22 24q-22 -7 -44 0Z`, second, { width: 2.4 }),
      block(round(x - 8, y - 1, 2.7) + round(x + 8, y + 2, 3.1) + round(x + 0.5, y - 6.5, 1.9), 'white'))
    case 'leafHat': return join(
      printed(`${at(x - 21, y + 8)}q16 -26 43 -10q-10 17 -43 10Z`, 'creature2', { width: 2.2 }),
      stroke(`${at(x - 13, y + 5)}q14 -8 29 -8${at(x + 22, y - 2)}q4 -2 6 -6`, 'line', { width: 1.5 }))
    case 'curl': return stroke(`${at(x, y + 1)}q-2 -14 8 -13q8 3 2 8q-6 0 -4 -5`, 'limb', { width: 2.6 })
    default: return nothing
  }
}
