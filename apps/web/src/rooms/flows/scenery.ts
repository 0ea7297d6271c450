/**
 * What stands on the land beside needs, offers and stock. A table is laid: what is offered lies on it, what is needed has its
 * place drawn with a dashed line, and its own sign in it, faintly. It repeats what the list says, and no more.
 */
import type { Scenery } from '../../app/room.tsx'
import { drawnBy } from '../../drawing/ink/drawnBy.ts'
import { block, grouped, join, type Markup, placed, stroke } from '../../drawing/ink/markup.ts'
import { blob, round } from '../../drawing/ink/path.ts'
import { unsteady } from '../../drawing/ink/unsteady.ts'
import { type GlyphName, glyphs } from '../../drawing/glyphs/glyph.ts'
import { place, placeExtents } from '../../drawing/places/place.ts'
import type { Stocked } from '../../drawing/places/shelf.ts'

/** What lies on the table, or has an empty place there. */
export interface Laid {
  readonly glyph: GlyphName
  readonly lacking: boolean
}

const ink = drawnBy(unsteady('table', { strayPx: 1.8, lengthPx: 40 }))
const columns = 6
const rows = 4
const cellPx = 44
const topWide = columns * cellPx + 30
const topHigh = rows * cellPx + 18

/** The table, its feet at y = 0, its middle at x = 0. */
const tableWith = (laid: readonly Laid[]): Markup => {
  const [left, top] = [-topWide / 2, -topHigh - 74]
  const hem = Array.from({ length: 6 }, () => `q${topWide / 12} 20 ${topWide / 6} 0`).join('')
  return join(
    block(blob(8, 2, topWide * 0.56, 15, 'table shade', 0.08), 'shade', 0.14),
    stroke(`M${left + 34} -66v64M${-left - 34} -66v64M${left + 92} -60v44M${-left - 92} -60v44`, 'limb', { width: 6 }),
    ink.printed(`M${left + 10} ${top}H${-left - 10}L${-left} -74${reversed(hem, topWide)}Z`, 'white', { width: 2.4 }),
    stroke(`M${left + 14} ${top + 9}H${-left - 14}M${left + 4} -84H${-left - 4}`, 'ember', { width: 2.6 }),
    // One thing alone is seen from near.
    laid.length === 1 && placed(0, top / 2 - 42, 3.4, thing(laid[0]!)),
    ...(laid.length === 1 ? [] : laid.slice(0, columns * rows)).map((each, i) => {
      const x = left + 15 + (i % columns + 0.5) * cellPx
      const y = top + 16 + (Math.floor(i / columns) + 0.5) * cellPx
      return placed(x, y, 1.12, thing(each))
    }))
}

/** What is there; or the place that waits for it, with what it waits for as a shade of itself. */
const thing = ({ glyph, lacking }: Laid): Markup => lacking
  ? join(stroke(round(0, 0, 16), 'ink2', { width: 1.5, dash: '3.4 4' }), grouped('waited-for', placed(0, 0, 0.74, glyphs[glyph])))
  : glyphs[glyph]

/** The hem runs back from right to left. */
const reversed = (hem: string, wide: number): string => hem.replaceAll(String(wide / 12), String(-wide / 12)).replaceAll(` ${wide / 6} 0`, ` ${-wide / 6} 0`)

export const table = (laid: readonly Laid[]): Scenery => (area, narrow) => {
  const [wide, high] = [area.right - area.left, area.bottom - area.top]
  const scale = Math.min((wide * (narrow ? 0.9 : 0.8)) / topWide, (high * (narrow ? 1 : 0.52)) / (topHigh + 74), 1.7)
  return placed(area.left + wide * 0.5, area.top + high * (narrow ? 0.94 : 0.7), scale, tableWith(laid))
}

export const shelfWith = (stock: readonly Stocked[]): Scenery => (area, narrow) => {
  const { halfWidth, top } = placeExtents.shelf
  const [wide, high] = [area.right - area.left, area.bottom - area.top]
  const scale = Math.min((wide * 0.74) / (halfWidth * 2), (high * (narrow ? 0.9 : 0.56)) / top, 2.4)
  return placed(area.left + wide * 0.5, area.top + high * (narrow ? 0.92 : 0.74), scale, place('shelf', { stock }))
}
