/**
 * A shelf under a little roof. What stands on it is the stock that is there: up to twenty things are drawn one by one,
 * above that each lies as a heap, and its quantity is said in words beside it. Empty is fine, and looks so.
 */
import { drawnBy } from '../ink/drawnBy.ts'
import { join, type Markup, placed, printed } from '../ink/markup.ts'
import { unsteady } from '../ink/unsteady.ts'
import { glyphs, type GlyphName } from '../glyphs/glyph.ts'
import { standingShade } from './kitchen.ts'

/** Some of one thing at a place. */
export type Stocked = { readonly glyph: GlyphName; readonly count: number }

/** Things drawn one by one, all together, before they become heaps; a plan may ask for forty. */
export const singlesMax = 20

const ink = drawnBy(unsteady('shelf'))
const rows = 3
const boards = [-50, -23, 4] as const
const perRow = 7

export const shelf = (stock: readonly Stocked[]): Markup => join(
  standingShade('shelf', 2, 66, 11),
  ink.pole('M-58 8v-98M58 8v-98', 'wood', 3, 1.6),
  ink.block('M-56 -80h112v84h-112Z', 'soil2', 0.26),
  ink.printed('M-73 -84L0 -120L73 -86L67 -77L0 -108L-67 -75Z', 'roof2', { width: 2.4 }),
  ink.stroke('M-46 -92l6 8M-22 -104l6 8M22 -104l-5 8M46 -93l-5 8', 'line', { width: 1.2, opacity: 0.5 }),
  ...boards.map(y => ink.printed(`M-64 ${y}h128v6h-128Z`, 'wood')),
  onBoards(stock))

/** Puts the things on the boards, from the uppermost down. */
const onBoards = (stock: readonly Stocked[]): Markup => {
  const there = stock.filter(({ count }) => count > 0)
  const total = there.reduce((sum, { count }) => sum + Math.ceil(count), 0)
  if (total > singlesMax) return heaps(there)
  const shown = there.flatMap(({ glyph, count }) => Array.from({ length: Math.ceil(count) }, () => glyph))
  return join(...shown.map((glyph, i) => {
    const [row, column] = [Math.floor(i / perRow), i % perRow]
    return placed(-47 + column * 15.7, boards[row]! - 7.5, 0.6, glyphs[glyph])
  }))
}

/** Heaps: each thing as a pile of three, up to two piles a board. */
const heaps = (there: readonly Stocked[]): Markup => join(...there.slice(0, rows * 2).map(({ glyph }, i) => {
  const [x, y] = [i % 2 === 0 ? -30 : 28, boards[Math.floor(i / 2)]!]
  return join(
    placed(
      x - 9, y - 6.5, 0.56, glyphs[glyph]
    ), placed(x + 9, y - 6.5, 0.56, glyphs[glyph]), placed(x, y - 14, 0.56, glyphs[glyph]),
    placed(x + 21, y - 6, 0.44, glyphs[glyph]))
}))

/** Stock that stands on the ground before a place that is no shelf: a low mat with the things on it. */
export const onMat = (stock: readonly Stocked[]): Markup => {
  const there = stock.filter(({ count }) => count > 0)
  if (there.length === 0) return join()
  const total = there.reduce((sum, { count }) => sum + Math.ceil(count), 0)
  const names = total <= singlesMax
    ? there.flatMap(({ glyph, count }) => Array.from({ length: Math.ceil(count) }, () => glyph))
    : there.slice(0, 5).flatMap(({ glyph }) => [glyph, glyph, glyph])
  const across = Math.min(10, names.length)
  const half = across * 6.5 + 6
  return join(
    printed(
      `M${-half} 0q${half} -3 ${half * 2} 0l-3 9q${-half + 3} 4 ${-(half * 2) + 6} 0Z`, 'path',
      { width: 1.6, right: 1.5, down: 1.5 }
    ),
    ...names.map(
      (name, i) => placed(
        (i % 10 - (Math.min(10, names.length - Math.floor(i / 10) * 10) - 1) / 2) * 13, Math.floor(i / 10) * 7 - 3, 0.52,
        glyphs[name]
      )
    ))
}
