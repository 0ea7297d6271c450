/** The colour of a current, by what rides on it; it repeats what shape and words say. */
import type { Colour } from '../../theme/index.ts'
import type { GlyphName } from '../glyphs/glyph.ts'

const groups: readonly (readonly [Colour, readonly GlyphName[]])[] = [
  ['waterInk', ['drop', 'tap', 'barrel', 'rain', 'fish', 'ice', 'current']],
  ['emberInk', ['loaf', 'bowl', 'pot', 'flame', 'twigs', 'egg', 'jar', 'apple', 'cheese', 'nuts', 'jug', 'bottle']],
  ['flowGreen', ['bean', 'root', 'leaf', 'seed', 'flower', 'compost', 'sack']],
  ['flowRed', ['spade', 'hammer', 'saw', 'ladder', 'key', 'cart', 'cycle', 'cloth', 'thread', 'log', 'machine', 'hand']]
]

export const currentColour = (rider: GlyphName): Colour => groups.find(([, names]) => names.includes(rider))?.[0] ?? 'ink2'
