/**
 * Who decides over a lamp: its post with pegs from top to bottom. The first that is not empty decides; a lantern hangs there,
 * a dark one on the last. The words beside the pegs are text of the page, at the heights given here.
 */
import { block, glow, join, type Markup, placed, pole, printed, stroke } from '../ink/markup.ts'
import { short } from '../ink/path.ts'

const firstPegY = 170
const pegStepPx = 44

/** The height of a peg, for the row of words beside it. */
export const pegY = (index: number): number => firstPegY + index * pegStepPx

/** The whole height for so many pegs. */
export const pegPostHeight = (pegs: number): number => pegY(pegs) + 22

const lantern = (acts: boolean): Markup => join(
  stroke('M0 -13v-8', 'limb', { width: 2.6 }),
  printed('M-12 14v-18q12 -14 24 0v18Z', acts ? 'glow' : 'stone', { width: 2.6, right: 1, down: 1 }))

/**
 * The post in a box from 0,0: its lamp at the top right, its pegs sticking out to the right. `decides` counts from the top. What is no
 * lamp stands on the post as it is drawn elsewhere, in a box of 100 by 100 with its feet at 94.
 */
export const pegPost = (pegs: number, decides: number, acts: boolean, other?: Markup): Markup => {
  const foot = pegPostHeight(pegs) - 6
  const post = `M34 ${short(foot)}Q28 ${short(foot * 0.5)} 34 84q4 -44 58 -46`
  const straight = `M34 ${short(foot)}Q30 ${short(foot * 0.5)} 34 96`
  const hood = 'M52 72q-8 -62 44 -62q52 0 46 62q-45 -16 -90 0Z'
  return join(
    acts && !other && glow(96, 56, 118, 84, 'glow', 1),
    block(`M-16 ${short(foot)}a52 12 0 1 0 104 0a52 12 0 1 0 -104 0Z`, acts && !other ? 'glow' : 'shade', acts && !other ? 0.4 : 0.14),
    pole(other ? straight : post, 'wood2', 8, 3),
    stroke(`M8 ${short(foot)}h56`, 'limb', { width: 7 }),
    other ? placed(-12, 4, 0.98, other) : lampHead(hood, acts),
    ...Array.from({ length: pegs }, (_, i) => pole(`M26 ${short(pegY(i))}h56`, 'wood', 4.4, 1.9)),
    decides >= 0 && decides < pegs && placed(58, pegY(decides) + 22, 0.8, lantern(acts)),
    decides !== pegs - 1 && placed(58, pegY(pegs - 1) + 22, 0.8, lantern(false)))
}

const lampHead = (hood: string, acts: boolean): Markup => join(
  printed(hood, acts ? 'glow' : 'stone', { width: 3 }),
  acts && stroke(hood, 'eye', { width: 1.4, motion: 'only-lit' }),
  stroke('M86 26q12 -8 24 0', 'line', { width: 2.2 }),
  block('M81 42a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0 -8.8 0ZM107 42a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0 -8.8 0Z', 'line'),
  stroke('M92 49q8 6 15 0', 'line', { width: 2.6 }))
