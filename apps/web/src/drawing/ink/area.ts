/** Boxes on a page: what meets what. Edges in px, y downwards. */
import type { Point } from './path.ts'

export type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

export const widthOf = (area: Area): number => area.right - area.left
export const heightOf = (area: Area): number => area.bottom - area.top
export const middleOf = (area: Area): Point => [(area.left + area.right) / 2, (area.top + area.bottom) / 2]

/** Whether two boxes share more than an edge. */
export const meets = (a: Area, b: Area): boolean => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top

/** A box made larger on each side, or smaller with a negative number. */
export const grown = (area: Area, across: number, down = across): Area =>
  ({ left: area.left - across, top: area.top - down, right: area.right + across, bottom: area.bottom + down })

export const within = (inner: Area, outer: Area): boolean =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom

export const holds = (area: Area, [x, y]: Point): boolean => x > area.left && x < area.right && y > area.top && y < area.bottom

/** The box of something that stands at a base point and reaches so far each way. */
export const about = (
  x: number, y: number, reach: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
): Area =>
  ({ left: x - reach.left, right: x + reach.right, top: y - reach.top, bottom: y + reach.bottom })

/** The smallest box about several; at least one. */
export const together = (areas: readonly Area[]): Area => ({
  left: Math.min(...areas.map(a => a.left)), top: Math.min(...areas.map(a => a.top)),
  right: Math.max(...areas.map(a => a.right)), bottom: Math.max(...areas.map(a => a.bottom))
})
